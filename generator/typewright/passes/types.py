"""The kinds of values that a schema leaves open, and the values that it lists."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final, get_args

from typewright.checks.equality import key
from typewright.checks.values import Kind, kinds_of_types
from typewright.model.shapes import ScalarKind
from typewright.schema import ABSENT, Json, Schema
from typewright.schema.schema import JsonType

_ORDER: Final[tuple[JsonType, ...]] = (
    "string", "integer", "number", "boolean", "array", "object", "null",
)  # fmt: skip


@lru_cache(maxsize=1024)
def to_names(kinds: frozenset[Kind], order: tuple[JsonType, ...] = ()) -> tuple[JsonType, ...]:
    """``kinds`` as the keyword ``type`` has them, in the given ``order`` and ``null`` last.

    No name leaves only numbers with a fraction, so these are ``number``.
    """
    if "fraction" in kinds:
        kinds |= {"integer"}
    names: list[JsonType] = []
    for name in (*order, *_ORDER):
        covered = kinds_of_types((name,))
        if name not in names and covered <= kinds and not covered <= kinds_of_types(tuple(names)):
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


def listed(schema: Schema) -> tuple[Json, ...] | None:
    """The values of ``const`` or ``enum``, or ``None`` where neither stands."""
    if schema.const is not ABSENT:
        if schema.enum is not None and key(schema.const) not in map(key, schema.enum):
            return ()
        return (schema.const,)
    return schema.enum
