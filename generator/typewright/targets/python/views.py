"""View models: everything that a template places, decided and escaped.

Lines are whole lines of source, indented for where they stand.
"""

from __future__ import annotations

from collections.abc import Sequence

from typewright.values import dataclass


@dataclass(frozen=True, slots=True)
class Record:
    """A dataclass: ``decorators`` stand above that of the dataclass, ``attributes`` are declared
    with their docstrings, ``encode`` is the body of ``to_dict``.
    """

    decorators: tuple[str, ...]
    head: tuple[str, ...]
    doc: tuple[str, ...]
    attributes: tuple[str, ...]
    encode: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alias:
    """A type alias or enumeration, with the free functions for it."""

    name: str
    declaration: tuple[str, ...]
    doc: tuple[str, ...]
    functions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ModelModule:
    """``models/<group>.py``: classes."""

    header: str
    doc: tuple[str, ...]
    imports: tuple[str, ...]
    enums: tuple[Alias, ...]
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class AliasModule:
    """``aliases/<group>.py``: type aliases."""

    header: str
    doc: tuple[str, ...]
    imports: tuple[str, ...]
    aliases: tuple[Alias, ...]


@dataclass(frozen=True, slots=True)
class CodeModule:
    """``validators/<group>.py``, ``errors/<group>.py`` or ``writers/<letter>.py``: constants and
    functions.

    One that ``adopts`` takes the compiled functions that there are.
    """

    header: str
    doc: tuple[str, ...]
    imports: tuple[str, ...]
    constants: tuple[tuple[str, ...], ...]
    functions: tuple[Sequence[str], ...]
    adopts: bool = False


@dataclass(frozen=True, slots=True)
class NamesPackage:
    """An ``__init__.py`` that loads the module of a name when it is first asked for.

    ``finds`` where ``_finder.py`` finds the modules.
    """

    header: str
    doc: tuple[str, ...]
    homes: tuple[str, ...]
    evaluates: bool
    finds: bool


@dataclass(frozen=True, slots=True)
class ModulesPackage:
    """An ``__init__.py`` whose modules are loaded when they are first asked for."""

    header: str
    doc: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stub:
    """The ``__init__.pyi`` of such a package: what type checkers see."""

    header: str
    imports: tuple[str, ...]
    names: tuple[str, ...]
    root: bool


@dataclass(frozen=True, slots=True)
class TestModule:
    """``tests/test_<object>.py``: the bodies of its two tests."""

    header: str
    doc: tuple[str, ...]
    imports: tuple[str, ...]
    fixtures: tuple[str, ...]
    valid: tuple[str, ...]
    invalid: tuple[str, ...]
