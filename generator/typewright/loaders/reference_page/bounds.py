"""Reads the line in which a page runs all bounds of a field together."""

from __future__ import annotations

import re
from typing import Final

from typewright.loaders.reference_page import values
from typewright.schema.schema import ABSENT

_ITEM_KEYWORDS: Final = ("minItems", "maxItems")

_SPURIOUS: Final = {
    "int32": (-(2**31), 2**31 - 1),
    "int64": (-(2**53) + 1, 2**53 - 1),
    "float": (-float(2**128), float(2**128)),
    "double": (-1.7976931348623157e308, 1.7976931348623157e308),
}
"""Bounds that old renderers derive from the format alone: no source has stated them."""


def keywords(match: re.Match[str]) -> dict[str, int | float]:
    """The JSON Schema keywords of a line of bounds, in its order."""
    said = match.groupdict()
    found = dict[str, int | float]()
    for group, keyword, strict in (
        ("min", "minimum", "exclusiveMinimum"),
        ("max", "maximum", "exclusiveMaximum"),
    ):
        if text := said[group]:
            sign, bound = text.split(" ", 1)
            _put(found, keyword if sign.endswith("=") else strict, bound)
    for group, keyword in (
        ("min_length", "minLength"),
        ("max_length", "maxLength"),
        ("exclusive_min", "exclusiveMinimum"),
        ("exclusive_max", "exclusiveMaximum"),
        ("multiple", "multipleOf"),
        ("min_items", "minItems"),
        ("max_items", "maxItems"),
    ):
        if text := said[group]:
            _put(found, keyword, text)
    return found


def is_spurious(found: dict[str, int | float], format_: str | None) -> bool:
    """Whether these are the bounds that an old renderer prints for every field of a format."""
    low, high = found.get("minimum"), found.get("maximum")
    return format_ in _SPURIOUS and (low, high) == _SPURIOUS[format_]


def of_array(keyword: str) -> bool:
    """Whether a bound shown on an array is the array's own, not its items'."""
    return keyword in _ITEM_KEYWORDS


def _put(found: dict[str, int | float], keyword: str, text: str) -> None:
    bound = values.number(text)
    if bound is not ABSENT:
        found[keyword] = bound
