"""Compiled modules that are not used, since their packages have changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from typewright.config import Config
from typewright.diagnostics import Diagnostic, codes
from typewright.extension.build import NAME
from typewright.extension.configured import folders
from typewright.source import NOWHERE
from typewright.targets.python.compiled import GUARD

_SOURCES = re.compile(rb'^SOURCES = "(\w+)"', re.MULTILINE)
"""What the guard of a package says of its files; a module that was made of them holds the same."""

_ENDS = (".so", ".pyd")
"""How the names of modules end that were compiled, for whichever Python."""


def outdated(config: Config) -> tuple[Diagnostic, ...]:
    """A warning for each compiled module beside the packages of a run that these do not use."""
    return tuple(
        codes.extension.OUTDATED.at(NOWHERE, path=str(path), folder=str(folder))
        for folder in folders(config)
        for path in _others(folder)
    )


def _others(folder: Path) -> Iterator[Path]:
    """The compiled modules in a package that were made of other files; none that cannot be read."""
    try:
        found = _SOURCES.search((folder / GUARD).read_bytes())
        for path in sorted(folder.glob(f"{NAME}.*")):
            if found and path.suffix in _ENDS and found[1] not in path.read_bytes():
                yield path
    except OSError:
        return
