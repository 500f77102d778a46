"""What must be tested at run time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from typewright.checks.lower import lower_all
from typewright.model.shapes import (
    LEAVES,
    Anything,
    Constant,
    Enumeration,
    Mapping,
    Nothing,
    Record,
    Reference,
    Scalar,
    Sequence,
    Shape,
    Tuple,
    Union,
)
from typewright.passes.draft import Draft
from typewright.schema import SchemaId
from typewright.values import replace


def check(draft: Draft) -> Draft:
    """Lowers every schema that stands by itself: definitions, members, variants, call targets."""
    wanted: list[SchemaId] = []
    for definition in draft.definitions.values():
        wanted.append(definition.schema)
        wanted.extend(schemas_of(definition.shape))
    calls = frozenset(definition.schema for definition in draft.definitions.values())
    checks = lower_all(draft.graph, wanted, calls=calls, formats=draft.formats, tags=draft.tags)
    return replace(draft, checks=checks)


def schemas_of(shape: Shape) -> Iterator[SchemaId]:
    """The schemas of the members and variants in a shape."""
    match shape:
        case Reference():
            return
        case Union(variants=variants):
            for variant in variants:
                yield variant.schema
                if type(variant.shape) not in LEAVES:
                    yield from schemas_of(variant.shape)
        case Record(members=members, additional=additional):
            for member in members:
                yield member.schema
                if type(member.shape) not in LEAVES:  # as most are
                    yield from schemas_of(member.shape)
            if additional is not None:
                yield from schemas_of(additional)
        case Sequence(item=inner) | Mapping(value=inner):
            yield from schemas_of(inner)
        case Tuple(items=items, rest=rest):
            for item in items if rest is None else (*items, rest):
                yield from schemas_of(item)
        case Anything(hint=hint):
            if hint is not None:
                yield from schemas_of(hint)
        case Nothing() | Scalar() | Constant() | Enumeration():
            return
        case _:
            assert_never(shape)
