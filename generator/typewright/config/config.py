"""The values that say what a run is asked to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from pathlib import Path

from typewright.config.names import objection
from typewright.diagnostics import InputError, codes
from typewright.source import NOWHERE, Origin
from typewright.values import dataclass

DEFAULT_TARGET = "python"
DEFAULT_OUTPUT = "out"


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read: its path, and the name by which findings call it."""

    path: str
    name: str


@dataclass(frozen=True, slots=True)
class TargetConfig:
    """One target of a package: where its output goes and its options as they were written.

    ``origin`` is where the pyproject.toml asks for it, ``places`` where it says each option.
    """

    name: str
    output: Path
    options: Mapping[str, object] = field(default_factory=dict)
    origin: Origin = NOWHERE
    places: Mapping[str, Origin] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PackageConfig:
    """One package to make. An empty ``name`` leaves it to be found from the sources.

    ``resources`` are documents that the sources refer to and that are no sources themselves;
    ``allow_origins`` are the folders and servers from which more of them may be read.
    ``include`` and ``exclude`` are patterns of the names of objects, and ``include_operations``
    tells whether the request and response bodies of an API's operations are objects too.
    ``assert_formats`` says that ``format`` is tested, not only said.
    """

    sources: tuple[Input, ...]
    overlays: tuple[Input, ...] = ()
    name: str = ""
    targets: tuple[TargetConfig, ...] = ()
    resources: tuple[Input, ...] = ()
    allow_origins: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    include_operations: bool = False
    assert_formats: bool = False


@dataclass(frozen=True, slots=True)
class Config:
    """All packages of a run.

    ``file`` is the pyproject.toml that asks for them, ``None`` when the command line does.
    ``whole`` says that these are all packages which that file asks for, ``strict`` that it wants
    warnings, and what types cannot say, to be errors, ``cache`` that what earlier runs have made
    may be used again.
    """

    packages: tuple[PackageConfig, ...]
    file: Path | None = None
    whole: bool = False
    strict: bool = False
    cache: bool = True


def from_arguments(
    sources: Sequence[str],
    *,
    overlays: Sequence[str] = (),
    resources: Sequence[str] = (),
    allow_origins: Sequence[str] = (),
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    include_operations: bool = False,
    package: str = "",
    target: str = DEFAULT_TARGET,
    output: str = DEFAULT_OUTPUT,
    options: Sequence[str] = (),
    assert_formats: bool = False,
) -> Config:
    """The configuration that a command line with sources gives.

    Each of ``options`` is ``key=value``. Raises ``InputError`` for one that is not, and for a
    package name that is no identifier.
    """
    pairs = [option.partition("=") for option in options]
    found = [
        codes.cli.OPTION_FORM.at(NOWHERE, option=key) for key, equals, _ in pairs if not equals
    ]
    if package and (reason := objection(package)):
        found.append(codes.config.PACKAGE_NAME.at(NOWHERE, name=package, reason=reason))
    if found:
        raise InputError(*found)
    values: dict[str, object] = {key: value for key, _, value in pairs}
    wanted = PackageConfig(
        sources=tuple(Input(path, path) for path in dict.fromkeys(sources)),
        overlays=tuple(Input(path, path) for path in overlays),
        name=package,
        targets=(TargetConfig(target, Path(output), values),),
        resources=tuple(Input(path, path) for path in resources),
        allow_origins=tuple(allow_origins),
        include=tuple(include),
        exclude=tuple(exclude),
        include_operations=include_operations,
        assert_formats=assert_formats,
    )
    return Config((wanted,))
