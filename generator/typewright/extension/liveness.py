"""Whether the value of a variable is needed again."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence
from typing import Literal

Fate = Literal["needed", "replaced", "unknown"]


def is_last(name: str, rest: Iterable[Sequence[ast.stmt] | None]) -> bool:
    """Whether nothing needs the value of a variable that is left of the blocks around a statement.

    They stand from the inside to the outside; ``None`` says that all of it may run once more.
    """
    for nodes in rest:
        fate: Fate = "needed" if nodes is None else _of_all(name, nodes)
        if fate != "unknown":
            return fate == "replaced"
    return True


def _of_all(name: str, nodes: Iterable[ast.stmt]) -> Fate:
    """What becomes of the value in some statements; ``unknown`` if that depends on the others."""
    for node in nodes:
        fate = _of(name, node)
        if fate != "unknown":
            return fate
    return "unknown"


def _of(name: str, node: ast.stmt) -> Fate:
    match node:
        case ast.Assign([ast.Name(target)], value) if target == name:
            return "needed" if mentions(value, name) else "replaced"
        case ast.If(test, body, orelse):
            if mentions(test, name):
                return "needed"
            fates = {_of_all(name, body), _of_all(name, orelse)}
            if len(fates) == 1:
                return fates.pop()
            return "needed" if "needed" in fates else "unknown"
        case _:
            return "needed" if mentions(node, name) else "unknown"


def mentions(node: ast.AST, name: str) -> bool:
    """Whether a variable stands anywhere in a node."""
    return any(isinstance(each, ast.Name) and each.id == name for each in ast.walk(node))
