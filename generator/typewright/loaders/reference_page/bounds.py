"""Reads the line in which a page runs all bounds of a field together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
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


def invented_formats(
    shown: Iterable[tuple[str | None, Mapping[str, int | float]]],
) -> frozenset[str]:
    """The formats for which a site's renderer makes bounds up, from all its formats and bounds.

    Old renderers do so for every field of a format; a source that states the same bounds does not
    do it everywhere.
    """
    full, bare = set[str](), set[str]()
    for format_, found in shown:
        if format_ not in _SPURIOUS:
            continue
        if (found.get("minimum"), found.get("maximum")) == _SPURIOUS[format_]:
            full.add(format_)
        elif "minimum" not in found or "maximum" not in found:
            bare.add(format_)
    return frozenset(full - bare)


def spurious(found: Mapping[str, int | float], format_: str) -> frozenset[str]:
    """The keywords among ``found`` whose bounds only repeat the limits of a format."""
    low, high = _SPURIOUS[format_]
    pairs = (("minimum", low), ("maximum", high))
    return frozenset(keyword for keyword, limit in pairs if found.get(keyword) == limit)


def of_array(keyword: str) -> bool:
    """Whether a bound shown on an array is the array's own, not its items'."""
    return keyword in _ITEM_KEYWORDS


def _put(found: dict[str, int | float], keyword: str, text: str) -> None:
    bound = values.number(text)
    if bound is not ABSENT:
        found[keyword] = bound
