"""The opposite of a check, as ways in which a value can fail it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, combinations
from typing import assert_never

from typewright.checks import interpreter, nodes
from typewright.checks.nodes import ACCEPT, Check
from typewright.fixtures import text
from typewright.fixtures.facts import Span
from typewright.fixtures.verdict import matches
from typewright.schema.schema import JsonType

Ways = tuple[tuple[Check, ...], ...]
"""Checks of which all of one tuple have to hold."""

_NAMES = ("", "!", "a", "A", "0", "_", "extra_member", "a b", "é", "x" * 64, "x" * 300)
_PAIRS = 6
_NUMBER = nodes.TypeTest(("number",))


def failing(check: Check) -> Ways | None:
    """The ways to fail ``check``; ``None`` when they cannot be said. Each way may say a little more
    than it has to, and never less.
    """
    try:
        return tuple(_failing(check))
    except _UnsayableError:
        return None


class _UnsayableError(Exception):
    """A check whose opposite no checks say."""


def _failing(check: Check) -> Iterator[tuple[Check, ...]]:
    match check:
        case nodes.Accept():
            return
        case nodes.Reject():
            yield (ACCEPT,)
        case nodes.Bounds():
            yield from ((_NUMBER, one) for one in _out_of_bounds(check))
        case nodes.Length(minimum=minimum, maximum=maximum):
            sizes = (nodes.Length(*size) for size in _outside(minimum, maximum))
            yield from ((_of("string"), one) for one in sizes)
        case nodes.ItemCount(minimum=minimum, maximum=maximum):
            counts = (nodes.ItemCount(*size) for size in _outside(minimum, maximum))
            yield from ((_of("array"), one) for one in counts)
        case nodes.MemberCount(minimum=minimum, maximum=maximum):
            members = (nodes.MemberCount(*size) for size in _outside(minimum, maximum))
            yield from ((_of("object"), one) for one in members)
        case nodes.Items(prefix=prefix, rest=rest):
            last = (*prefix, rest) if rest is not None else prefix
            for index, item in enumerate(last):
                before = (ACCEPT,) * index
                yield (
                    _of("array"),
                    nodes.ItemCount(index + 1),
                    nodes.Items((*before, nodes.Not(item))),
                )
        case nodes.Contains(check=inner, minimum=minimum, maximum=maximum):
            if minimum == 1:
                yield _of("array"), nodes.Items((), nodes.Not(inner))
            elif minimum > 1:
                yield _of("array"), nodes.Contains(inner, 0, minimum - 1)
            if maximum is not None:
                yield _of("array"), nodes.Contains(inner, maximum + 1)
        case nodes.Required(names=names):
            yield from ((_of("object"), _without(name)) for name in names)
        case nodes.Members(additional=additional):
            yield from (_member(name, inner) for name, inner in _wrong_members(check))
            if additional is not None and not isinstance(additional, nodes.Accept):
                yield _wrong_others(check, additional)
        case nodes.MemberNames(check=inner):
            for name in _NAMES:
                if not _is_name(inner, name):
                    yield _member(name, nodes.Reject())
                    return
            raise _UnsayableError
        case nodes.DependentRequired(name=name, required=required):
            yield from (
                (_of("object"), nodes.Required((name,)), _without(other)) for other in required
            )
        case nodes.Dependent(name=name, check=inner):
            yield _of("object"), nodes.Required((name,)), nodes.Not(inner)
        case nodes.All(checks=parts):
            yield from ((nodes.Not(part),) for part in parts)
        case nodes.Branches(keyword=keyword, checks=parts):
            yield tuple(nodes.Not(part) for part in parts)
            if keyword == "oneOf":
                yield from combinations(parts[:_PAIRS], 2)
        case nodes.If(condition=condition, then=then, otherwise=otherwise):
            yield condition, nodes.Not(then)
            yield nodes.Not(condition), nodes.Not(otherwise)
        case (
            nodes.Leaf()
            | nodes.UnevaluatedItems()
            | nodes.UnevaluatedMembers()
            | nodes.Scope()
            | nodes.Not()
        ):
            raise _UnsayableError
        case _:
            assert_never(check)


def _of(kind: JsonType) -> Check:
    return nodes.TypeTest((kind,))


def _without(name: str) -> Check:
    return nodes.Members(((name, nodes.Reject()),))


def _member(name: str, inner: Check) -> tuple[Check, ...]:
    """An object whose member ``name`` is there and fails ``inner``."""
    wrong = nodes.Members(((name, nodes.Not(inner)),))
    return _of("object"), nodes.Required((name,)), wrong


def _out_of_bounds(check: nodes.Bounds) -> Iterator[Check]:
    if check.minimum is not None:
        yield nodes.Bounds(exclusive_maximum=check.minimum)
    if check.exclusive_minimum is not None:
        yield nodes.Bounds(maximum=check.exclusive_minimum)
    if check.maximum is not None:
        yield nodes.Bounds(exclusive_minimum=check.maximum)
    if check.exclusive_maximum is not None:
        yield nodes.Bounds(minimum=check.exclusive_maximum)


def _outside(minimum: int | None, maximum: int | None) -> Iterator[tuple[int, int | None]]:
    if minimum:
        yield 0, minimum - 1
    if maximum is not None:
        yield maximum + 1, None


def _wrong_members(check: nodes.Members) -> Iterator[tuple[str, Check]]:
    """Names of members, each with a check that the member has to fail."""
    yield from check.properties
    for regex, inner in check.patterns:
        name = next(text.matching(regex, Span(), 1), None)
        if name is not None:
            yield name, inner
    if check.additional is not None and not isinstance(check.additional, nodes.Accept):
        known = {name for name, _ in check.properties}
        free = (
            name
            for name in chain(("extra_member",), _NAMES)
            if name not in known and not any(matches(regex, name) for regex, _ in check.patterns)
        )
        name = next(free, None)
        if name is not None:
            yield name, check.additional


def _wrong_others(check: nodes.Members, additional: Check) -> tuple[Check, ...]:
    """An object with more members than ``check`` names, of which none fits a pattern and all others
    fail what is said of them. What they are called is left to what else is said of names.
    """
    named = tuple((name, ACCEPT) for name, _ in check.properties)
    fitting = tuple((regex, nodes.Reject()) for regex, _ in check.patterns)
    others = nodes.Members(named, fitting, nodes.Not(additional))
    return _of("object"), nodes.MemberCount(len(named) + 1), others


def _is_name(check: Check, name: str) -> bool:
    try:
        return interpreter.is_valid(check, name, {})
    except KeyError:  # it calls other schemas
        raise _UnsayableError from None
