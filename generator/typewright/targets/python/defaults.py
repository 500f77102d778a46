"""Defaults that are applied: which, and how they are written.

A default is applied to a member that need not be there, if the member's own schema accepts it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from typewright.checks import interpreter
from typewright.checks.patterns import PatternError
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
from typewright.schema import ABSENT, Json
from typewright.schema.reachable import returning
from typewright.targets.python import literals, types
from typewright.targets.python.workshop import Workshop

Spot: TypeAlias = tuple[DefinitionKey, str]
"""A member of a record: the definition and the member's name."""


def applied(model: Model) -> Mapping[Spot, Json]:
    """The defaults of all members that have one that can be applied.

    Left out are those that would bring themselves along without end.
    """
    found = {
        (definition.key, member.name): member
        for definition in model.definitions.values()
        if isinstance(definition.shape, Record)
        for member in definition.shape.members
        if member.default is not ABSENT and not member.required and _is_valid(model, member)
    }
    edges = {
        spot: frozenset(_brought(model, found, member.shape, member.default))
        for spot, member in found.items()
    }
    endless = returning(edges)
    return {
        spot: member.default
        for spot, member in found.items()
        if member.default is not ABSENT and spot not in endless
    }


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
