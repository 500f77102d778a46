"""What a value looks like by the values that its schema lists, or by the types that it allows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, assert_never

from typewright.checks.values import KINDS, Kind, kinds_of
from typewright.model.shapes import (
    Anything,
    Constant,
    Enumeration,
    Record,
    Scalar,
    Shape,
    Union,
    Variant,
)
from typewright.passes import arrays, objects, types
from typewright.passes.conjunction import Part
from typewright.passes.place import Place
from typewright.schema import Json, Schema, SchemaId
from typewright.schema.schema import JsonType

if TYPE_CHECKING:
    from typewright.passes.shaper import Shaper


class Anchor(NamedTuple):
    """A schema, its place, and whether it is a definition's whole schema."""

    schema: Schema
    place: Place
    is_whole: bool


def of_values(shaper: Shaper, anchor: Anchor, values: tuple[Json, ...]) -> Shape:
    """One of the listed values, none of which is an array or an object."""
    others = [value for value in values if not isinstance(value, list | dict | None)]
    shape: Shape
    if not others:
        return Scalar("null")
    if len(others) == 1:
        shape = Constant(others[0])
    elif len(others) == 2 and all(isinstance(value, bool) for value in others):
        shape = Scalar("boolean")
    else:
        shape = Enumeration(tuple(others))
    if len(others) == len(values):
        return shape
    names = types.to_names(kinds_of(others))
    return _alternatives(shaper, anchor, [(names, shape), (("null",), Scalar("null"))])


def of_types(
    shaper: Shaper, anchor: Anchor, held: tuple[Part, ...], allowed: frozenset[Kind]
) -> Shape:
    """A value of one of the types that are left."""
    schema = anchor.schema
    if allowed == KINDS:
        if not any(part.schema.properties for part in held):
            return Anything()
        record_id = shaper.narrowed(schema.id, ("object",))
        record = _of_type(shaper, "object", record_id, held, anchor)
        named = shaper.named(record, record_id, shaper.branch(anchor, "object"))
        others = shaper.narrowed(schema.id, types.to_names(KINDS - {"object"}))
        return Union((Variant(named, record_id), Variant(Anything(), others)))
    names = types.to_names(allowed, schema.types or ())
    if len(names) == 1:
        return _of_type(shaper, names[0], schema.id, held, anchor)
    made = [(name, _of_type(shaper, name, schema.id, held, anchor)) for name in names]
    return _alternatives(shaper, anchor, [((name,), shape) for name, shape in made])


def _of_type(
    shaper: Shaper, name: JsonType, schema_id: SchemaId, held: tuple[Part, ...], anchor: Anchor
) -> Shape:
    match name:
        case "object":
            return objects.of(shaper, schema_id, held, anchor.place, is_whole=anchor.is_whole)
        case "array":
            return arrays.of(shaper, schema_id, held, anchor.place)
        case "null" | "boolean" | "integer" | "number" | "string":
            formats = (part.schema.format for part in reversed(held) if part.schema.format)
            return Scalar(name, next(formats, None))
        case _:
            assert_never(name)


def _alternatives(
    shaper: Shaper, anchor: Anchor, options: list[tuple[tuple[JsonType, ...], Shape]]
) -> Union:
    """A union of what one schema allows by the values' types."""
    variants: list[Variant] = []
    for names, shape in options:
        schema_id = shaper.narrowed(anchor.schema.id, names)
        if isinstance(shape, (Record, Enumeration)):
            word = "enum" if isinstance(shape, Enumeration) else "object"
            shape = shaper.named(shape, schema_id, shaper.branch(anchor, word))
        variants.append(Variant(shape, schema_id))
    return Union(tuple(variants))
