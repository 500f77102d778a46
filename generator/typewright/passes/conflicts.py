"""Where schemas that hold together contradict each other: both places, and what each demands."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from typewright.checks.equality import common
from typewright.checks.values import Kind, kind_of
from typewright.checks.wording import describe
from typewright.diagnostics import Diagnostic, codes
from typewright.diagnostics.diagnostic import Related
from typewright.passes import types
from typewright.passes.conjunction import Part, local_types
from typewright.schema import Schema, SchemaId
from typewright.source import Origin
from typewright.values import dataclass

MOST_VALUES = 3
"""How many values of a list are shown."""


def contradiction(held: tuple[Part, ...]) -> tuple[Related, ...]:
    """The two schemas of ``held`` that leave no value between them, with what each allows.

    Empty where one alone allows nothing, or where it takes more than two.
    """
    schemas = [part.schema for part in held]
    for index, schema in enumerate(schemas):
        for earlier in schemas[:index]:
            if _are_apart(earlier, schema):
                return tuple(Related(one.origin, _allowed(one)) for one in (earlier, schema))
    return ()


def _are_apart(left: Schema, right: Schema) -> bool:
    allowed = local_types(left) & local_types(right)
    lists = [values for one in (left, right) if (values := types.listed(one)) is not None]
    if not local_types(left) and not local_types(right):
        return False
    if not allowed or len(lists) < 2:
        return not allowed
    return not any(kind_of(value) in allowed for value in common(lists))


def _allowed(schema: Schema) -> str:
    if schema.boolean is False:
        return "allows nothing"
    values = types.listed(schema)
    if values:
        more = f" and {len(values) - MOST_VALUES} more" if len(values) > MOST_VALUES else ""
        return f"allows {', '.join(map(describe, values[:MOST_VALUES]))}{more}"
    return f"allows the type {_names(local_types(schema))}"


def _names(allowed: frozenset[Kind]) -> str:
    return " or ".join(f"'{name}'" for name in types.to_names(allowed)) or "of no value"


@dataclass(frozen=True, slots=True)
class _Bound:
    """A bound of one of the schemas; ``is_open`` when it is no allowed value itself."""

    value: int | float
    keyword: str
    is_open: bool
    schema: Schema

    @property
    def origin(self) -> Origin:
        """The place of the keyword."""
        schema = self.schema
        return schema.origin if schema.origin.source is None else schema.at(f"/{self.keyword}")


_RANGES: tuple[tuple[tuple[tuple[str, str, bool], ...], tuple[tuple[str, str, bool], ...]], ...] = (
    (
        (("minimum", "minimum", False), ("exclusive_minimum", "exclusiveMinimum", True)),
        (("maximum", "maximum", False), ("exclusive_maximum", "exclusiveMaximum", True)),
    ),
    ((("min_length", "minLength", False),), (("max_length", "maxLength", False),)),
    ((("min_items", "minItems", False),), (("max_items", "maxItems", False),)),
    ((("min_properties", "minProperties", False),), (("max_properties", "maxProperties", False),)),
)
"""Pairs of lower and upper bounds: attribute, keyword, and whether the bound itself is outside."""

_BOUNDS = attrgetter(*(row[0] for lower, upper in _RANGES for row in (*lower, *upper)))
_UNBOUNDED = _BOUNDS(Schema(id=SchemaId("")))


def empty_ranges(held: tuple[Part, ...]) -> Iterator[Diagnostic]:
    """A finding for each pair of bounds of two different schemas with nothing between them."""
    bounded = [part.schema for part in held if _BOUNDS(part.schema) != _UNBOUNDED]
    if len(bounded) < 2:
        return
    for lower, upper in _RANGES:
        lowest = max(
            _bounds(bounded, lower), key=lambda one: (one.value, one.is_open), default=None
        )
        highest = min(
            _bounds(bounded, upper), key=lambda one: (one.value, not one.is_open), default=None
        )
        if lowest is None or highest is None or lowest.schema is highest.schema:
            continue
        if lowest.value > highest.value or (
            lowest.value == highest.value and (lowest.is_open or highest.is_open)
        ):
            yield codes.passes.EMPTY_RANGE.at(
                lowest.origin,
                related=(Related(highest.origin, f"'{highest.keyword}' stands here"),),
                lower=lowest.keyword,
                upper=highest.keyword,
                lowest=lowest.value,
                highest=highest.value,
            )


def _bounds(schemas: list[Schema], names: tuple[tuple[str, str, bool], ...]) -> Iterator[_Bound]:
    for schema in schemas:
        for attribute, keyword, is_open in names:
            value = getattr(schema, attribute)
            if value is not None:
                yield _Bound(value, keyword, is_open, schema)
