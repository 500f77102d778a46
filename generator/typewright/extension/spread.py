"""Mappings of which a function asks for many members: these are found in one go."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence

from typewright.values import dataclass

FEWEST = 2
"""How many members make it worth while."""


@dataclass(frozen=True, slots=True)
class Spread:
    """The members ``keys`` of the mapping ``name``.

    ``last`` has, by the member, the key of the expression that is the last to need it, if that
    runs once.
    """

    name: str
    keys: tuple[str, ...]
    last: Mapping[str, ast.expr]


def spread(nodes: Sequence[ast.stmt], names: Iterable[str]) -> Spread | None:
    """What is to be spread out before some statements, in which ``names`` are dictionaries.

    Only a mapping that the first of them asks, and that stays as it is.
    """
    for name in names:
        uses = [use for node in nodes for use in _uses(node, name)]
        keys = tuple(dict.fromkeys(use.key for use in uses))
        if (
            len(keys) >= FEWEST
            and any(_uses(nodes[0], name))
            and not any(_changes(each, name) for node in nodes for each in ast.walk(node))
        ):
            last = {use.key: use for use in uses}
            once = {key: use.node for key, use in last.items() if use.is_read and use.is_once}
            return Spread(name, keys, once)
    return None


def assigned(node: ast.AST) -> Iterator[str]:
    """The variables that statements assign to."""
    for each in ast.walk(node):
        if isinstance(each, ast.Name) and not isinstance(each.ctx, ast.Load):
            yield each.id


def dictionary(node: ast.stmt) -> str | None:
    """The variable that holds a dictionary after a statement, which else leaves the function."""
    match node:
        case ast.If(test, [ast.Raise() | ast.Return()], []):
            return _tested(test, ast.IsNot)
        case _:
            return None


def inside(node: ast.If) -> str | None:
    """The variable that holds a dictionary inside of a branch."""
    return _tested(node.test, ast.Is)


def _tested(test: ast.expr, how: type[ast.cmpop]) -> str | None:
    match test:
        case ast.Compare(ast.Call(ast.Name("type"), [ast.Name(of)]), [sign], [ast.Name("dict")]):
            return of if isinstance(sign, how) else None
        case _:
            return None


@dataclass(frozen=True, slots=True)
class _Use:
    """An expression that reads a member, or asks whether it is there, and so perhaps many times."""

    key: str
    node: ast.expr
    is_read: bool
    is_once: bool


def _uses(node: ast.AST, name: str, is_once: bool = True) -> Iterator[_Use]:
    """The uses of members in the order in which they stand in the text."""
    match node:
        case ast.Subscript(ast.Name(of), ast.Constant(str() as key) as constant) | ast.Call(
            ast.Attribute(ast.Name(of), "get"), [ast.Constant(str() as key) as constant]
        ) if of == name:
            yield _Use(key, constant, True, is_once)
            return
        case ast.Compare(
            ast.Constant(str() as key) as constant, [ast.In() | ast.NotIn()], [ast.Name(of)]
        ) if of == name:
            yield _Use(key, constant, False, is_once)
            return
        case _:
            pass
    repeats = isinstance(node, ast.For | ast.While | ast.ListComp | ast.DictComp)
    for child in ast.iter_child_nodes(node):
        yield from _uses(child, name, is_once and not repeats)


def _changes(node: ast.AST, name: str) -> bool:
    """Whether a mapping may have other members afterwards."""
    match node:
        case ast.Name(of, ast.Store() | ast.Del()):
            return of == name
        case ast.Subscript(ast.Name(of), _, ast.Store() | ast.Del()):
            return of == name
        case ast.Attribute(ast.Name(of), method):
            return of == name and method not in ("get", "items", "keys", "values")
        case _:
            return False
