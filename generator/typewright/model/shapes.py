"""Shapes: what a value looks like to a typed language.

A shape says what types can say and no more; whatever else a schema demands is in its check. Every
value that passes the check fits the shape, never the other way round.
"""

from __future__ import annotations

import collections.abc
from dataclasses import field
from typing import Final, Literal, TypeAlias, assert_never

from typewright.schema import ABSENT, Absent, Json, SchemaId
from typewright.source import NOWHERE, Origin
from typewright.values import dataclass

Words: TypeAlias = tuple[str, ...]
"""A neutral name: lower-case words, which each target spells in its own way."""

DefinitionKey: TypeAlias = str
"""What a definition is found by in a model: its place, ``Batch`` or ``Batch.errors.data[]``."""

ScalarKind: TypeAlias = Literal["null", "boolean", "integer", "number", "string"]


@dataclass(frozen=True, slots=True)
class Anything:
    """Any JSON value. ``hint`` is the one variant that a page shows of a union whose others it
    hides.
    """

    hint: Shape | None = None


@dataclass(frozen=True, slots=True)
class Nothing:
    """No value at all."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A value without parts. ``format`` is the schema's ``format``, which a target may map to a
    richer type.
    """

    kind: ScalarKind
    format: str | None = None


@dataclass(frozen=True, slots=True)
class Constant:
    """Exactly one value."""

    value: Json


@dataclass(frozen=True, slots=True)
class Enumeration:
    """One of several scalar values, in the order of the source, without repeats; never empty."""

    values: tuple[bool | int | float | str | None, ...]


@dataclass(frozen=True, slots=True)
class Sequence:
    """An array of any length whose items all have one shape."""

    item: Shape


@dataclass(frozen=True, slots=True)
class Tuple:
    """An array whose first items have shapes of their own. ``rest`` is ``None`` when there can be
    no others.
    """

    items: tuple[Shape, ...]
    rest: Shape | None
    min_items: int = 0


@dataclass(frozen=True, slots=True)
class Mapping:
    """An object with any member names, whose values all have one shape.

    ``opaque`` says that the source hides the members that the object has.
    """

    value: Shape
    opaque: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """Another definition of the model."""

    target: DefinitionKey


@dataclass(frozen=True, slots=True)
class Variant:
    """One branch of a union, and the schema whose check decides whether a value belongs to it.

    ``tag_values`` are the values of the union's tag that lead here; empty when the union has none.
    """

    shape: Shape
    schema: SchemaId
    tag_values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Union:
    """A value of one of several shapes; nullability is a union with ``Scalar("null")``, which
    stands last.

    ``tag`` is the JSON name of the member that tells record variants apart, or ``None``. The
    variants themselves demand its values, so that it alone decides; unless it is ``declared`` by
    the source and demanded by no schema: then it tells which of several variants that a value fits
    is meant. A variant without tag values is meant by all others.
    """

    variants: tuple[Variant, ...]
    tag: str | None = None
    declared: bool = False


@dataclass(frozen=True, slots=True)
class Member:
    """One named member of a record.

    ``name`` is the member's name in JSON, to the letter; ``words`` its neutral name. ``schema`` is
    the schema whose check its value must pass. ``default`` is what the schema says, and is never
    applied unasked. A member that is not ``required`` may be absent, which is not the same as
    ``null``. ``extensions`` are the ``x-…`` members of its schema.
    """

    name: str
    words: Words
    shape: Shape
    schema: SchemaId
    required: bool = False
    description: str = ""
    default: Json | Absent = ABSENT
    read_only: bool = False
    write_only: bool = False
    deprecated: bool = False
    extensions: collections.abc.Mapping[str, Json] = field(default_factory=dict)
    origin: Origin = field(default=NOWHERE, repr=False)


@dataclass(frozen=True, slots=True)
class Record:
    """An object with named members, in the order of the source.

    ``additional`` is the shape of all other members, ``None`` when there can be none. ``opaque``
    says that the source hides members of it, so that the list is known not to be whole.
    """

    members: tuple[Member, ...]
    additional: Shape | None = Anything()
    opaque: bool = False


Shape: TypeAlias = (
    Anything
    | Nothing
    | Scalar
    | Constant
    | Enumeration
    | Sequence
    | Tuple
    | Mapping
    | Reference
    | Union
    | Record
)

LEAVES: Final[frozenset[type]] = frozenset((Nothing, Scalar, Constant, Enumeration))
"""The kinds of shapes that hold no others and refer to none: those of most members."""


def inside(shape: Shape) -> collections.abc.Sequence[Shape]:
    """The shapes right inside of another one, in order."""
    match shape:
        case Reference() | Scalar() | Constant() | Enumeration() | Nothing():
            return ()
        case Anything(hint=hint):
            return () if hint is None else (hint,)
        case Record(members=members, additional=additional):
            found = [member.shape for member in members]
            return found if additional is None else [*found, additional]
        case Union(variants=variants):
            return [variant.shape for variant in variants]
        case Sequence(item=inner) | Mapping(value=inner):
            return (inner,)
        case Tuple(items=items, rest=rest):
            return items if rest is None else (*items, rest)
        case _:
            assert_never(shape)


def walk(shape: Shape) -> list[Shape]:
    """A shape and every one in it but for leaves, outer ones first; does not follow references."""
    found = [shape]
    for one in inside(shape):
        if type(one) not in LEAVES:  # as most are
            found += walk(one)
    return found
