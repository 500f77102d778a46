"""The JSON types that a schema leaves open, and the values that it lists."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from functools import lru_cache
from typing import Final, get_args

from typewright.model.shapes import ScalarKind
from typewright.schema import ABSENT, Json, Schema
from typewright.schema.schema import JsonType

Types = frozenset[str]
"""JSON types; numbers are ``integer`` and ``fraction``, so that sets of them can be compared."""

EVERY: Final[Types] = frozenset(
    {"null", "boolean", "integer", "fraction", "string", "array", "object"}
)

_ORDER: Final[tuple[JsonType, ...]] = (
    "string", "integer", "number", "boolean", "array", "object", "null",
)  # fmt: skip


@lru_cache(maxsize=1024)
def of_names(names: tuple[JsonType, ...]) -> Types:
    """The types that the keyword ``type`` allows."""
    wide = {"number": ("integer", "fraction")}
    return frozenset(kind for name in names for kind in wide.get(name, (name,)))


@lru_cache(maxsize=1024)
def to_names(types: Types, order: tuple[JsonType, ...] = ()) -> tuple[JsonType, ...]:
    """``types`` as the keyword ``type`` has them, in the given ``order`` and ``null`` last.

    No name leaves only numbers with a fraction, so these are ``number``.
    """
    if "fraction" in types:
        types |= {"integer"}
    names: list[JsonType] = []
    for name in (*order, *_ORDER):
        covered = of_names((name,))
        if name not in names and covered <= types and not covered <= of_names(tuple(names)):
            names.append(name)
    if "number" in names and "integer" in names:
        names.remove("integer")
    return tuple(sorted(names, key=lambda name: name == "null"))


def plain(schema: Schema) -> ScalarKind | None:
    """The only type of a schema that says nothing else of a shape, as most do, when that is a
    scalar.
    """
    if schema.types is None or len(schema.types) != 1 or schema.says(_SHAPING):
        return None
    return _SCALARS.get(schema.types[0])


def only_refers(schema: Schema) -> bool:
    """Whether a schema that has a ``$ref`` says nothing beside it that a shape, or what contradicts
    it, could be made of.
    """
    return not schema.says(_BESIDE_REF)


_SHAPING: Final = frozenset(
    {
        *("boolean", "ref", "dynamic_ref", "all_of", "any_of", "one_of", "enum", "const"),
        *("properties", "pattern_properties", "additional_properties", "unevaluated_properties"),
        *("prefix_items", "items", "required", "recovery"),
    }
)
_BESIDE_REF: Final = _SHAPING - {"ref"} | {
    *("types", "minimum", "exclusive_minimum", "maximum", "exclusive_maximum", "min_length"),
    *("max_length", "min_items", "max_items", "min_properties", "max_properties"),
}
_SCALARS: Final[Mapping[JsonType, ScalarKind]] = {name: name for name in get_args(ScalarKind)}


def of_value(value: Json) -> Types:
    """The type of one value; a number without a fraction is an integer."""
    if isinstance(value, float) and not value.is_integer():
        return _FRACTION
    return _OF_KIND[type(value)]


_FRACTION: Final = frozenset({"fraction"})
_OF_KIND: Final[Mapping[type, Types]] = {
    type(None): frozenset({"null"}),
    bool: frozenset({"boolean"}),
    int: frozenset({"integer"}),
    float: frozenset({"integer"}),
    str: frozenset({"string"}),
    list: frozenset({"array"}),
    dict: frozenset({"object"}),
}


def of_values(values: Iterable[Json]) -> Types:
    """The types of all of ``values``."""
    return frozenset(kind for value in values for kind in of_value(value))


def listed(schema: Schema) -> tuple[Json, ...] | None:
    """The values of ``const`` or ``enum``, or ``None`` where neither stands."""
    if schema.const is not ABSENT:
        if schema.enum is not None and not any(same(schema.const, one) for one in schema.enum):
            return ()
        return (schema.const,)
    return schema.enum


def identity(value: Json) -> Hashable:
    """Equal for two values exactly when JSON has them equal: ``1`` is ``1.0``, ``true`` is not."""
    match value:
        case list():
            return ("array", tuple(map(identity, value)))
        case dict():
            return ("object", frozenset((key, identity(one)) for key, one in value.items()))
        case bool():
            return ("boolean", value)
        case _:
            return value


def same(left: Json, right: Json) -> bool:
    """Whether two values are equal as JSON values."""
    return identity(left) == identity(right)


def distinct(values: Iterable[Json]) -> tuple[Json, ...]:
    """``values`` without repeats."""
    found: dict[Hashable, Json] = {}
    for value in values:
        found.setdefault(identity(value), value)
    return tuple(found.values())


def common(lists: Iterable[tuple[Json, ...]]) -> tuple[Json, ...]:
    """The values that stand in every one of ``lists``, in the order of the first."""
    first, *others = lists
    kept = [frozenset(map(identity, other)) for other in others]
    return distinct(value for value in first if all(identity(value) in other for other in kept))
