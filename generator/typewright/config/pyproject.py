"""The section ``[tool.typewright]`` of a pyproject.toml."""

from __future__ import annotations

import glob
import os
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typewright.config.config import Config, Input, PackageConfig, TargetConfig
from typewright.config.names import objection
from typewright.config.places import Place, locate
from typewright.diagnostics import Code, Diagnostic, InputError, codes
from typewright.diagnostics.advice import advice
from typewright.source import Origin, Position, Source, SourceKind
from typewright.source.read import read
from typewright.values import replace

FILE = "pyproject.toml"
SECTION = "[tool.typewright"
"""How every header of the section begins."""

_SECTION: Place = ("tool", "typewright")
_PACKAGES: Place = (*_SECTION, "package")
_PACKAGE_KEYS = (
    *("name", "sources", "overlays", "resources", "allow_origins"),
    *("include", "exclude", "include_operations", "assert_formats", "targets"),
)


def find(start: Path) -> Path | None:
    """The nearest pyproject.toml with a section for Typewright, from ``start`` upwards, or one that
    cannot be read, so that ``load`` says why.
    """
    for folder in (start, *start.parents):
        path = folder / FILE
        try:
            if path.is_file() and SECTION.encode() in path.read_bytes():
                return path
        except OSError:
            return path
    return None


def load(path: Path, *, package: str = "") -> Config:
    """The configuration that a pyproject.toml holds, or of it the one package of that name.

    Paths in it are relative to it, and patterns in ``sources`` are expanded in sorted order. Raises
    ``InputError`` with all that is wrong.
    """
    shown = Path(os.path.relpath(path))
    source = replace(read(shown), kind=SourceKind.PAGE)
    reader = _Reader(source, shown.parent)
    config = Config(
        tuple(reader.packages()),
        path,
        whole=not package,
        strict=reader.is_strict(),
        cache=reader.is_cached(),
    )
    if reader.found:
        raise InputError(*reader.found)
    if not package:
        return config
    chosen = tuple(each for each in config.packages if each.name == package)
    if not chosen:
        known = ", ".join(each.name for each in config.packages)
        raise InputError(codes.config.UNKNOWN_PACKAGE.at(Origin(source), name=package, known=known))
    return replace(config, packages=chosen)


class _Reader:
    """Reads one pyproject.toml and collects all that is wrong with it in ``found``."""

    def __init__(self, source: Source, folder: Path) -> None:
        self.source = source
        self.folder = folder
        self.found: list[Diagnostic] = []
        try:
            self.data = tomllib.loads(source.text)
        except tomllib.TOMLDecodeError as error:
            raise InputError(self._syntax(error)) from error

    @property
    def section(self) -> dict[str, Any]:
        """The table ``[tool.typewright]``; empty when there is none."""
        return _table(_table(self.data.get("tool")).get("typewright"))

    def is_strict(self) -> bool:
        """Whether warnings and what types cannot say are errors."""
        return self._flag(self.section, "strict", _SECTION)

    def is_cached(self) -> bool:
        """Whether what earlier runs have made may be used again."""
        return self._flag(self.section, "cache", _SECTION, default=True)

    def packages(self) -> Iterator[PackageConfig]:
        """All packages that the section asks for."""
        section = self.section
        self._check_keys(section, ("package", "strict", "cache"), _SECTION)
        packages = section.get("package", [])
        if not isinstance(packages, list) or not all(isinstance(each, dict) for each in packages):
            self._report(codes.config.WRONG_TYPE, _PACKAGES, key="package", expected="tables")
            return
        names: set[str] = set()
        for number, table in enumerate(packages):
            package = self._package(table, (*_PACKAGES, number))
            if package.name in names:
                self._report(
                    codes.config.SAME_NAME, (*_PACKAGES, number, "name"), name=package.name
                )
            names.add(package.name)
            yield package

    def _package(self, table: dict[str, Any], place: Place) -> PackageConfig:
        self._check_keys(table, _PACKAGE_KEYS, place)
        name = self._text(table, "name", place)
        if name and (reason := objection(name)):
            self._report(codes.config.PACKAGE_NAME, (*place, "name"), name=name, reason=reason)
        targets = self._table(table, "targets", place) or {}
        if not targets and table.get("targets", {}) == {}:
            self._report(codes.config.NO_TARGET, place)
        return PackageConfig(
            sources=tuple(dict.fromkeys(self._inputs(table, "sources", place))),
            overlays=tuple(self._inputs(table, "overlays", place)),
            name=name,
            resources=tuple(self._inputs(table, "resources", place)),
            allow_origins=tuple(
                one if "://" in one else str(self.folder / one)
                for one in self._texts(table, "allow_origins", place)
            ),
            include=self._texts(table, "include", place),
            exclude=self._texts(table, "exclude", place),
            include_operations=self._flag(table, "include_operations", place),
            assert_formats=self._flag(table, "assert_formats", place),
            targets=tuple(
                self._target(key, options, (*place, "targets", key))
                for key in targets
                if (options := self._table(targets, key, (*place, "targets"))) is not None
            ),
        )

    def _target(self, name: str, table: dict[str, Any], place: Place) -> TargetConfig:
        output = self._text(table, "output", place)
        options = {key: value for key, value in table.items() if key != "output"}
        places = {key: self._origin((*place, key)) for key in options}
        return TargetConfig(name, self.folder / output, options, self._origin(place), places)

    def _inputs(self, table: dict[str, Any], key: str, place: Place) -> Iterator[Input]:
        for pattern in self._texts(table, key, place):
            names = _expand(pattern, self.folder)
            if not names:
                self._report(codes.config.NO_FILES, (*place, key), pattern=pattern)
            for name in names:
                yield Input(str(self.folder / name), name)

    def _texts(self, table: dict[str, Any], key: str, place: Place) -> tuple[str, ...]:
        is_needed = key == "sources"
        if is_needed and key not in table:
            self._report(codes.config.MISSING_KEY, place, key=key)
            return ()
        values = table.get(key, [])
        are_texts = isinstance(values, list) and all(isinstance(each, str) for each in values)
        if are_texts and (values or not is_needed):
            return tuple(values)
        expected = "a list of one text or more" if is_needed else "a list of texts"
        self._report(codes.config.WRONG_TYPE, (*place, key), key=key, expected=expected)
        return ()

    def _table(self, table: dict[str, Any], key: str, place: Place) -> dict[str, Any] | None:
        value = table.get(key, {})
        if isinstance(value, dict):
            return value
        self._report(codes.config.WRONG_TYPE, (*place, key), key=key, expected="a table")
        return None

    def _flag(
        self, table: dict[str, Any], key: str, place: Place, *, default: bool = False
    ) -> bool:
        value = table.get(key, default)
        if not isinstance(value, bool):
            self._report(codes.config.WRONG_TYPE, (*place, key), key=key, expected="true or false")
        return value is True

    def _text(self, table: dict[str, Any], key: str, place: Place) -> str:
        value = table.get(key)
        if value is None:
            self._report(codes.config.MISSING_KEY, place, key=key)
        elif not isinstance(value, str):
            self._report(codes.config.WRONG_TYPE, (*place, key), key=key, expected="a text")
        return value if isinstance(value, str) else ""

    def _check_keys(self, table: dict[str, Any], known: tuple[str, ...], place: Place) -> None:
        for key in table:
            if key not in known:
                self._report(
                    codes.config.UNKNOWN_KEY,
                    (*place, key),
                    key=key,
                    advice=advice(key, known),
                )

    def _report(self, code: Code, place: Place, **parameters: object) -> None:
        self.found.append(code.at(self._origin(place), related=(), **parameters))

    def _origin(self, place: Place) -> Origin:
        return Origin(self.source, at=locate(self.source.text, place))

    def _syntax(self, error: tomllib.TOMLDecodeError) -> Diagnostic:
        place = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        at = Position(int(place[1]), int(place[2])) if place else None
        problem = str(error).partition(" (at ")[0]
        return codes.config.SYNTAX.at(Origin(self.source, at=at), problem=problem)


def _table(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _expand(pattern: str, folder: Path) -> list[str]:
    """The files that a pattern names, sorted; a name without wildcards is itself."""
    if not glob.has_magic(pattern):
        return [pattern]
    found = glob.glob(pattern, root_dir=folder, recursive=True)
    return sorted(name.replace(os.sep, "/") for name in found if (folder / name).is_file())
