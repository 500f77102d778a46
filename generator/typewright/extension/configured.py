"""Which packages a pyproject.toml wants to be compiled."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from typewright.config import Config, options, pyproject
from typewright.diagnostics import InputError, codes
from typewright.source import NOWHERE
from typewright.targets.python.options import PythonOptions


def wanted(start: Path) -> list[Path]:
    """The folders of the packages with the option ``compiled``, by the nearest pyproject.toml.

    Raises ``InputError`` when that file is malformed, or when there is none with such a package.
    """
    path = pyproject.find(start.resolve())
    found = [] if path is None else list(folders(pyproject.load(path)))
    if not found:
        raise InputError(codes.extension.NONE_WANTED.at(NOWHERE))
    return found


def folders(config: Config) -> Iterator[Path]:
    """The folders of the packages of a run that have the option ``compiled``."""
    for package in config.packages:
        for target in package.targets:
            if target.name == "python":
                chosen = options.build(PythonOptions, target.options, target.places)
                if chosen.compiled:
                    yield target.output / package.name
