"""Code of ours that generated packages carry: cut out of the modules that we run ourselves.

What is tested at run time has one home. The definitions that a package needs, and those that these
need, are taken from there as they are written; their modules are laid out as generated code is.
"""

from __future__ import annotations

import ast
import importlib
import inspect
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TypeAlias

from typewright.targets.python.imports import from_imports
from typewright.values import dataclass

Place: TypeAlias = tuple[str, str]
"""A module and the name of a definition in it."""

_OURS = "typewright."


@dataclass(frozen=True, slots=True)
class Carried:
    """Import lines and the definitions below them, lines of a module."""

    imports: tuple[str, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Definition:
    """One definition of a module with its docstring; ``is_block`` tells functions and classes from
    constants.
    """

    name: str
    lines: tuple[str, ...]
    uses: frozenset[str]
    is_block: bool


@dataclass(frozen=True, slots=True)
class _Module:
    """``imported`` is what each imported name stands for; the name is empty for whole modules."""

    definitions: tuple[_Definition, ...]
    imported: Mapping[str, Place]


def carry(wanted: Iterable[Place]) -> Carried:
    """The definitions ``wanted`` and all that they need of our modules, in the order of these.

    Raises ``ValueError`` when two that are needed have one name.
    """
    needed: dict[str, set[str]] = {}
    imports: dict[str, set[str]] = {}
    modules: list[str] = []
    for module, name in wanted:
        _need(module, name, needed, imports)
    for module in sorted(needed):
        _order(module, needed, modules)
    names = [name for module in modules for name in needed[module]]
    if len(set(names)) < len(names):
        twice = sorted({name for name in names if names.count(name) > 1})
        raise ValueError(f"defined in several modules: {', '.join(twice)}")
    definitions = [
        definition
        for module in modules
        for definition in _read(module).definitions
        if definition.name in needed[module]
    ]
    whole = sorted(f"import {module}" for module, names in imports.items() if "" in names)
    parts = {module: names - {""} for module, names in imports.items() if names != {""}}
    return Carried((*whole, *from_imports(parts)), tuple(_together(definitions)))


def _need(
    module: str, name: str, needed: dict[str, set[str]], imports: dict[str, set[str]]
) -> None:
    """Notes that a definition is needed, and all that it uses."""
    pending = [(module, name)]
    while pending:
        module, name = pending.pop()
        read = _read(module)
        if name in read.imported:
            source, original = read.imported[name]
            if source.startswith(_OURS):
                pending.append((source, original))
            else:
                imports.setdefault(source, set()).add(original)
            continue
        found = next((each for each in read.definitions if each.name == name), None)
        if found is not None and name not in needed.setdefault(module, set()):
            needed[module].add(name)
            pending.extend((module, used) for used in sorted(found.uses))


def _order(module: str, needed: Mapping[str, set[str]], found: list[str]) -> None:
    """Adds a module to ``found``, behind those that it imports from."""
    for source, _ in _read(module).imported.values():
        if source in needed and source not in found:
            _order(source, needed, found)
    if module not in found:
        found.append(module)


@cache
def _read(module: str) -> _Module:
    source = inspect.getsource(importlib.import_module(module))
    lines = source.splitlines()
    definitions: list[_Definition] = []
    imported: dict[str, Place] = {}
    body = ast.parse(source).body
    for statement, following in zip(body, [*body[1:], None], strict=True):
        match statement:
            case ast.Import(names=aliases):
                imported.update((each.asname or each.name, (each.name, "")) for each in aliases)
            case ast.ImportFrom(module=str(origin), names=aliases) if origin != "__future__":
                imported.update((a.asname or a.name, (origin, a.name)) for a in aliases)
            case _ if name := _name(statement):
                last = following if following is not None and _is_text(following) else statement
                uses = (node.id for node in ast.walk(statement) if isinstance(node, ast.Name))
                is_block = isinstance(statement, ast.FunctionDef | ast.ClassDef)
                start = min([statement.lineno, *(each.lineno for each in _decorators(statement))])
                text = tuple(lines[start - 1 : last.end_lineno])
                definitions.append(_Definition(name, text, frozenset(uses), is_block))
    return _Module(tuple(definitions), imported)


def _name(statement: ast.stmt) -> str:
    """What a statement defines; empty when it is no definition."""
    match statement:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return name
        case ast.AnnAssign(target=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)]):
            return name
        case _:
            return ""


def _decorators(statement: ast.stmt) -> list[ast.expr]:
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        return statement.decorator_list
    return []


def _is_text(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def _together(definitions: list[_Definition]) -> Iterator[str]:
    """The lines of all definitions, with the empty lines that Black wants between them."""
    for before, definition in zip([None, *definitions], definitions, strict=False):
        if definition.is_block or (before is not None and before.is_block):
            yield from ("", "")
        elif before is None or len(before.lines) > 1 or len(definition.lines) > 1:
            yield ""
        yield from definition.lines
