"""Types and numbers of JSON values."""

from __future__ import annotations

import math
from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
from typing import Final, Literal, TypeAlias, TypeGuard, assert_never, get_args

from typewright.schema import Json
from typewright.schema.schema import JsonType


def is_number(value: Json) -> TypeGuard[int | float]:
    """Whether the value is a JSON number; ``true`` and ``false`` are none."""
    return isinstance(value, int | float) and not isinstance(value, bool)


EXACT: Final = 2**53
"""From here on a float may stand for another whole number than its own."""


def as_written(value: int | float) -> int | float:
    """A number as the decimal that it is written as: ``1e25`` is a one with 25 zeros."""
    if isinstance(value, float) and EXACT <= abs(value) < math.inf:
        return int(Fraction(repr(value)))
    return value


def has_type(value: Json, name: JsonType) -> bool:
    """Whether the value is of the JSON type; ``integer`` is any number without a fraction."""
    match name:
        case "null":
            return value is None
        case "boolean":
            return isinstance(value, bool)
        case "integer":
            return is_number(value) and (isinstance(value, int) or value.is_integer())
        case "number":
            return is_number(value)
        case "string":
            return isinstance(value, str)
        case "array":
            return isinstance(value, list)
        case "object":
            return isinstance(value, dict)
        case _:
            assert_never(name)


Kind: TypeAlias = Literal["null", "boolean", "integer", "fraction", "string", "array", "object"]
"""A type of values; no value has two. A ``fraction`` is a number that is no integer."""

KINDS: Final[frozenset[Kind]] = frozenset(get_args(Kind))


def kind_of(value: Json) -> Kind:
    """The kind of a value."""
    if isinstance(value, float) and not value.is_integer():
        return "fraction"
    return _KINDS[type(value)]


_KINDS: Final[dict[type, Kind]] = {
    type(None): "null",
    bool: "boolean",
    int: "integer",
    float: "integer",
    str: "string",
    list: "array",
    dict: "object",
}


def kinds_of(values: Iterable[Json]) -> frozenset[Kind]:
    """The kinds of all of ``values``."""
    return frozenset(map(kind_of, values))


@lru_cache(maxsize=1024)
def kinds_of_types(names: tuple[JsonType, ...]) -> frozenset[Kind]:
    """The kinds of values that have one of these JSON types."""
    whole = ("integer", "fraction") if "number" in names else ()
    return KINDS.intersection(names + whole)


def is_multiple(value: int | float, divisor: int | float) -> bool:
    """Whether ``value`` is a whole multiple of ``divisor``, both taken as the decimals that they
    are written as: ``0.3`` is a multiple of ``0.1``.
    """
    if isinstance(value, int) and isinstance(divisor, int):
        return value % divisor == 0
    if isinstance(value, float) and not math.isfinite(value):
        return False
    return (_decimal(value) / _decimal(divisor)).denominator == 1


def _decimal(value: int | float) -> Fraction:
    return Fraction(value) if isinstance(value, int) else Fraction(repr(value))
