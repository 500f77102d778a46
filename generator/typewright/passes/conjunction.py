"""What holds together: a schema with its ``$ref``'s target and its ``allOf``, taken as one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Final, NamedTuple

from typewright.checks.equality import common
from typewright.checks.values import KINDS, Kind, kind_of, kinds_of, kinds_of_types
from typewright.passes import types
from typewright.passes.place import Place
from typewright.schema import ABSENT, Json, Schema, SchemaId

Schemas = Mapping[SchemaId, Schema]


class Part(NamedTuple):
    """One schema of those that hold together, and the place that what is inside it belongs to."""

    schema: Schema
    place: Place


def parts(
    schemas: Schemas, homes: Mapping[SchemaId, Place], schema_id: SchemaId, place: Place
) -> tuple[Part, ...]:
    """A schema and all that hold wherever it does; what it builds on first, itself last."""
    first = schemas.get(schema_id)
    if first is not None and not first.all_of:  # as most are
        if first.ref is None:
            return (Part(first, place),)
        other = schemas.get(first.ref)
        if other is not None and other.ref is None and not other.all_of:
            return Part(other, homes.get(first.ref, place)), Part(first, place)
    found: list[Part] = []
    seen: set[SchemaId] = set()
    pending: list[tuple[SchemaId, Place, bool]] = [(schema_id, place, False)]
    while pending:
        current, inside, opened = pending.pop()
        if current not in schemas:
            continue
        schema = schemas[current]
        if opened:
            found.append(Part(schema, inside))
        elif current not in seen:
            seen.add(current)
            pending.append((current, inside, True))
            pending.extend(
                (child, homes.get(child, inside), False) for child in reversed(built_on(schema))
            )
    return tuple(found)


def conjuncts(schemas: Schemas, schema_id: SchemaId) -> tuple[Schema, ...]:
    """The schemas of the same parts, for who does not ask where they stand."""
    first = schemas.get(schema_id)
    if first is not None and not first.all_of:
        if first.ref is None:
            return (first,)
        other = schemas.get(first.ref)
        if other is not None and other.ref is None and not other.all_of:
            return other, first
    return tuple(part.schema for part in parts(schemas, {}, schema_id, _SOMEWHERE))


_SOMEWHERE: Final = Place("")


def built_on(schema: Schema) -> tuple[SchemaId, ...]:
    """The schemas that hold wherever this one does: its ``$ref``'s target and its ``allOf``."""
    return schema.all_of if schema.ref is None else (schema.ref, *schema.all_of)


def narrowest(schemas: Schemas, ids: Sequence[SchemaId]) -> Sequence[SchemaId]:
    """Those of ``ids`` that do not hold anyway where another one does."""
    if len(ids) < 2:
        return ids
    left = dict.fromkeys(ids)
    holding = {one: {held.id for held in conjuncts(schemas, one)} for one in left}
    holders = Counter(chain.from_iterable(holding.values()))
    for one, held in holding.items():
        schema = schemas[one]
        meant = schema.ref if schema.ref is not None and only_leads(schema) else one
        if holders[meant] > (meant in held):
            del left[one]
            holders.subtract(held)
    return [*left]


def only_leads(schema: Schema) -> bool:
    """Whether a schema says nothing of a shape but whose it is."""
    return schema.ref is not None and types.only_refers(schema)


def unites(schema: Schema) -> bool:
    """Whether other schemas hold with this one, or are alternatives in it."""
    return schema.says(_UNITING)


_UNITING: Final = frozenset(("ref", "all_of", "any_of", "one_of"))


def evaluate_more(held: Iterable[Part], owner: SchemaId, unevaluated: str, *others: str) -> bool:
    """Whether schemas that hold with ``owner`` may evaluate parts of a value without a name or a
    position of their own: by what not all values have to pass, by ``others``, or by what any of
    them but the owner says of what is ``unevaluated``.
    """
    attributes = _CONDITIONAL.union(others)
    return any(
        part.schema.says(attributes)
        or (part.schema.id != owner and part.schema.says(frozenset((unevaluated,))))
        for part in held
    )


_CONDITIONAL: Final = frozenset(("any_of", "one_of", "if_", "dependent_schemas", "dynamic_ref"))


def local_types(schema: Schema) -> frozenset[Kind]:
    """The types that a schema's own keywords allow, whatever it refers to or combines."""
    if schema.boolean is False:
        return frozenset()
    allowed = KINDS if schema.types is None else kinds_of_types(schema.types)
    values = types.listed(schema)
    return allowed if values is None else allowed & kinds_of(values)


def listed_values(schemas: Iterable[Schema], allowed: frozenset[Kind]) -> tuple[Json, ...] | None:
    """The values that all of ``schemas`` list and that have an allowed type; ``None`` when no
    schema lists any.
    """
    lists = [values for schema in schemas if (values := types.listed(schema)) is not None]
    if not lists:
        return None
    return tuple(value for value in common(lists) if kind_of(value) in allowed)


def is_structural(schema: Schema) -> bool:
    """Whether a schema says what some items of an array or members of an object are."""
    return bool(
        schema.properties
        or schema.pattern_properties
        or schema.prefix_items
        or schema.items is not None
    )


def says_something(schema: Schema, *, by_requiring: bool = True) -> bool:
    """Whether a schema can narrow a shape: bounds, patterns and words do not.

    ``by_requiring`` tells whether it counts that a schema requires members.
    """
    return (
        schema.types is not None
        or schema.dynamic_ref is not None
        or bool(built_on(schema))
        or says_something_itself(schema, by_requiring=by_requiring)
    )


def says_something_itself(schema: Schema, *, by_requiring: bool = True) -> bool:
    """The same for what stands beside a schema's type and the schemas that it builds on."""
    return (
        schema.boolean is False
        or is_structural(schema)
        or schema.additional_properties is not None
        or schema.unevaluated_properties is not None
        or schema.enum is not None
        or schema.const is not ABSENT
        or bool(schema.any_of or schema.one_of)
        or (by_requiring and bool(schema.required))
        or (schema.recovery is not None and schema.recovery.opaque)
    )
