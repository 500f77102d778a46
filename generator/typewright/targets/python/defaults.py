"""Defaults that are applied: which, and how they are written.

A default is applied to a member that need not be there, if the member's own schema accepts it, and
if whatever is valid is valid with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from typing import Final, TypeAlias

from typewright.checks import interpreter, nodes
from typewright.checks.nodes import ACCEPT, Check
from typewright.checks.patterns import PatternError
from typewright.checks.walk import calls_at_same_value, targets, walk
from typewright.diagnostics import Diagnostic, codes
from typewright.model import Mapping as MappingShape
from typewright.model import (
    Member,
    Model,
    Record,
    Reference,
    Scalar,
    Sequence,
    Shape,
    Tuple,
    Union,
)
from typewright.model.shapes import DefinitionKey
from typewright.schema import ABSENT, Json, SchemaId
from typewright.schema.reachable import reachable, returning
from typewright.targets.python import literals, types
from typewright.targets.python.enduring import Enduring
from typewright.targets.python.workshop import Workshop

Spot: TypeAlias = tuple[DefinitionKey, str]
"""A member of a record: the definition and the member's name."""


def applied(model: Model) -> tuple[Mapping[Spot, Json], tuple[Diagnostic, ...]]:
    """The defaults of all members that have one that can be applied, and which could not be since
    valid values could be invalid with them.

    Left out are those that would bring themselves along without end, too.
    """
    found = {
        (definition.key, member.name): member
        for definition in model.definitions.values()
        if isinstance(definition.shape, Record)
        for member in definition.shape.members
        if member.default is not ABSENT and not member.required and _is_valid(model, member)
    }
    problems: list[Diagnostic] = []
    for spot in _breaking(model, found):
        key, name = spot
        origin = found.pop(spot).origin
        problems.append(codes.target.DEFAULT_NOT_APPLIED.at(origin, name=name, definition=key))
    edges = {
        spot: frozenset(_brought(model, found, member.shape, member.default))
        for spot, member in found.items()
    }
    endless = returning(edges)
    defaults = {
        spot: member.default
        for spot, member in found.items()
        if member.default is not ABSENT and spot not in endless
    }
    return defaults, tuple(problems)


def _breaking(model: Model, found: Mapping[Spot, Member]) -> list[Spot]:
    """The members whose defaults may make something invalid that is valid without them."""
    known = {one.schema for one in model.definitions.values()}
    strict = [
        definition.key
        for definition in model.definitions.values()
        if _may_break(model, model.checks[definition.schema], known, {definition.schema})
    ]
    if not strict or not found:
        return []
    users: dict[DefinitionKey, list[DefinitionKey]] = {}
    for definition in model.definitions.values():
        for target in definition.references:
            users.setdefault(target, []).append(definition.key)
    broken: list[Spot] = []
    for (key, name), member in found.items():
        touched = reachable(users, [key])
        record = model[key].shape
        if member.default is ABSENT or not isinstance(record, Record):
            continue
        required = frozenset(one.name for one in record.members if one.required)
        enduring = Enduring(model, key, name, member.default, required, touched)
        if not all(enduring.endures(one) for one in strict if one in touched):
            broken.append((key, name))
    return broken


def _may_break(model: Model, check: Check, known: Set[SchemaId], called: set[SchemaId]) -> bool:
    """Whether a check says anything that a value may not fulfil since an object has one member
    more; but for what it says of definitions, which are ``known``, further in.
    """
    if any(map(_is_strict, walk(check))):
        return True
    followed = {*calls_at_same_value(check), *(one for one in targets(check) if one not in known)}
    followed -= called
    called |= followed
    return any(_may_break(model, model.checks[one], known, called) for one in followed)


def _is_strict(check: Check) -> bool:
    match check:
        case nodes.OneOfValues(values=values):
            return any(isinstance(value, list | dict) for value in values)
        case nodes.Members(patterns=patterns, additional=additional):
            return bool(patterns) or additional not in (None, ACCEPT)
        case nodes.MemberCount(maximum=maximum) | nodes.Contains(maximum=maximum):
            return maximum is not None
        case nodes.Branches(keyword=keyword, tag=tag):
            return keyword == "oneOf" and tag is None
        case _:
            return isinstance(check, _STRICT)


_STRICT: Final = (
    *(nodes.UniqueItems, nodes.MemberNames, nodes.DependentRequired, nodes.Dependent),
    *(nodes.Not, nodes.If, nodes.DynamicCall, nodes.UnevaluatedMembers, nodes.UnevaluatedItems),
)


def _is_valid(model: Model, member: Member) -> bool:
    if member.default is ABSENT:
        return False
    check = model.checks[member.schema]
    try:
        return not interpreter.issues(check, member.default, model.checks)
    except PatternError:
        return False


def _brought(
    model: Model, found: Mapping[Spot, Member], shape: Shape, value: object
) -> Iterator[Spot]:
    """The members whose defaults are applied when ``value`` is read."""
    match shape, value:
        case Reference(target=target), _:
            definition = model[target]
            if not isinstance(definition.shape, Record):
                yield from _brought(model, found, definition.shape, value)
            elif isinstance(value, dict):
                for member in definition.shape.members:
                    if member.name in value:
                        yield from _brought(model, found, member.shape, value[member.name])
                    elif (target, member.name) in found:
                        yield target, member.name
        case Sequence(item=item), list():
            for each in value:
                yield from _brought(model, found, item, each)
        case MappingShape(value=item), dict():
            for each in value.values():
                yield from _brought(model, found, item, each)
        case Tuple(items=items, rest=rest), list():
            for index, each in enumerate(value):
                part = items[index] if index < len(items) else rest
                if part is not None:
                    yield from _brought(model, found, part, each)
        case Union(variants=variants), _:
            for variant in variants:
                yield from _brought(model, found, variant.shape, value)
        case _:
            return


def inline(member: Member, value: Json, workshop: Workshop) -> str | None:
    """The expression of a default that is in Python just what it is in JSON; ``None`` for one that
    has to be read.
    """
    if value == [] and isinstance(value, list) and isinstance(member.shape, Sequence):
        return "[]"
    if value == {} and isinstance(value, dict) and isinstance(member.shape, MappingShape):
        return "{}"
    if isinstance(value, float) and member.shape != Scalar("number"):
        return None  # an integer may be written with a fraction
    if isinstance(value, list | dict) or not types.is_plain(member.shape, workshop):
        return None
    return literals.value(value)
