"""What is better written where it is needed than called."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar

from typewright.checks import nodes
from typewright.checks.nodes import Check
from typewright.checks.walk import walk
from typewright.model import (
    Constant,
    Definition,
    Enumeration,
    Record,
    Reference,
    Scalar,
    Shape,
    Union,
)
from typewright.schema import SchemaId
from typewright.targets.python import types
from typewright.targets.python.guards import leading_type
from typewright.targets.python.record_checks import RecordChecks
from typewright.targets.python.scopes import Scopes
from typewright.targets.python.specialize import conjuncts, is_small

if TYPE_CHECKING:
    from typewright.targets.python.workshop import Workshop

MOST_INLINE = 8
"""An object with more members, those inside it included, has functions of its own to test and to
read it.
"""

_Key = TypeVar("_Key", bound=str)

_Counting: TypeAlias = Generator[_Key, int | None, int | None]
"""Counts members: asks for what it holds, is told how many members that has, and returns how many
there are; ``None`` stands for what has a function of its own.
"""

_OBJECT: Final = nodes.TypeTest(("object",))

_RAISING: Final = frozenset((nodes.Required, nodes.OneOfValues))
"""The checks of what may be missing, or no text."""


def may_raise(check: Check, workshop: Workshop) -> bool:
    """Whether a function for ``check`` takes members that may be missing, or looks up what may be
    no text.
    """
    pending = [check]
    seen: set[SchemaId] = set()
    while pending:
        for part in walk(pending.pop()):
            if type(part) in _RAISING:
                return True
            if not isinstance(part, nodes.Call) or part.target in seen:
                continue
            seen.add(part.target)
            called = workshop.model.checks[part.target]
            text = workshop.specialized(part, "string")
            pending += [text] if text is not part else []
            inside = members_inline(part.target, workshop)
            if inside:
                pending.append(called)
            elif inside == 0:  # what it says of arrays and objects is not tested
                pending += workshop.by_type(called).values()
    return False


def members_inline(target: SchemaId, workshop: Workshop) -> int | None:
    """How many members the test of what ``target`` describes takes: none for a scalar, and some for
    an object that holds scalars and such objects. ``None`` where a function tests it.
    """
    return _members(target, workshop.inline, lambda each: _tested(each, workshop))


def _tested(target: SchemaId, workshop: Workshop) -> _Counting[SchemaId]:
    check = workshop.model.checks[target]
    if is_scalar(check, workshop):
        return 0
    parts = conjuncts(check)
    if _OBJECT not in parts:
        return None
    found = 0
    for part in parts:
        match part:
            case nodes.TypeTest() | nodes.Required():
                continue
            case nodes.Members(
                properties=properties, patterns=(), additional=nodes.Accept() | None
            ):
                pass
            case _:
                return None
        for _, member in properties:
            inside: int | None = 0
            if isinstance(member, nodes.Call):
                inside = yield member.target
            elif not is_scalar(member, workshop):
                inside = None
            if inside is None or found + inside >= MOST_INLINE:
                return None
            found += inside + 1
    return found


def is_small_record(definition: Definition, workshop: Workshop) -> bool:
    """Whether a definition is a record of few members, which are scalars and such records."""

    def members(key: str) -> _Counting[str]:
        return _read(workshop.model[key], workshop)

    return _members(definition.key, workshop.small, members) is not None


def _read(definition: Definition, workshop: Workshop) -> _Counting[str]:
    record = definition.shape
    check = workshop.model.checks[definition.schema]
    if not isinstance(record, Record) or not record.members or isinstance(check, nodes.Scope):
        return None
    layout = RecordChecks.of(
        workshop.specialized(check, "object"), record, Scopes(workshop), definition
    )
    if not isinstance(layout.rest, nodes.Accept) or not (
        layout.closed or isinstance(layout.additional, nodes.Accept)
    ):
        return None
    found = 0
    for member in record.members:
        match member.shape:
            case Reference(target=target) if not types.is_inline(workshop.model[target], workshop):
                inside = yield target
            case shape:
                inside = 0 if _is_scalar_shape(shape, workshop) else None
        if inside is None or found + inside >= MOST_INLINE:
            return None
        found += inside + 1
    return found


def _members(
    start: _Key, known: dict[_Key, int | None], count: Callable[[_Key], _Counting[_Key]]
) -> int | None:
    """How many members ``count`` finds in what has a key, and in all that it asks for.

    What is ``known`` is not counted again. What is asked for while it is counted holds itself, and
    is called. Objects may hold each other in chains of any length, so nothing calls itself here.
    """
    if start in known:
        return known[start]
    known[start] = None
    pending = [(start, count(start))]
    inside: int | None = None
    while pending:
        key, counting = pending[-1]
        try:
            asked = counting.send(inside)
        except StopIteration as end:
            known[key] = inside = end.value
            pending.pop()
            continue
        inside = known.get(asked)
        if asked not in known:
            known[asked] = None
            pending.append((asked, count(asked)))
    return known[start]


def _is_scalar_shape(shape: Shape, workshop: Workshop) -> bool:
    match shape:
        case Scalar() | Constant() | Enumeration():
            return True
        case Union(variants=variants):
            return all(_is_scalar_shape(variant.shape, workshop) for variant in variants)
        case Reference(target=target):
            return types.is_inline(workshop.model[target], workshop)
        case _:
            return False


def is_scalar(check: Check, workshop: Workshop) -> bool:
    """Whether a test or two of a value of each type tell whether ``check`` holds."""
    if is_small(check):
        return True
    only = leading_type(check)
    if only is not None:  # as most often
        rest = workshop.specialized(check, only)
        return isinstance(rest, nodes.Reject) or is_small(rest)
    left = workshop.by_type(check).values()
    return all(isinstance(each, nodes.Reject) or is_small(each) for each in left)
