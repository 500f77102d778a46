"""The code points that have a Unicode property."""

from __future__ import annotations

import importlib
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Any

from typewright.checks.regex.charset import ALL, LAST, Charset, union
from typewright.checks.regex.properties import CATEGORIES, is_property
from typewright.checks.regex.tree import UnknownPropertyError


@cache
def codes_of(name: str, value: str | None) -> Charset | None:
    """The code points with a property: ``\\p{name}`` or ``\\p{name=value}``.

    ``None`` when ECMA-262 knows no such property. What has a property
    is what the library ``regex`` says, so that it is the same with every Python.

    Raises ``UnknownPropertyError`` for a property that is newer than these.
    """
    if not is_property(name, value):
        return None
    if value is None or name in ("General_Category", "gc"):
        category = value or name
        short = CATEGORIES.get(category, category)
        if short in CATEGORIES.values():
            return _looked_up(short)
    if name in ("Changes_When_NFKC_Casefolded", "CWKCF"):
        return _refolded()
    if name in _SIMPLE:
        return _SIMPLE[name]
    return _looked_up(name if value is None else f"{name}={value}")


_UNAMBIGUOUS: Mapping[str, str] = {"IDC": "ID_Continue", "VS": "Variation_Selector"}
"""Abbreviations that the library ``regex`` takes for something else."""

_SIMPLE: Mapping[str, Charset] = {"Any": ALL, "ASCII": ((0, 0x7F),)}
"""Properties that need no table."""


def _looked_up(written: str) -> Charset:
    """What the library ``regex`` knows of a property; it is loaded only here."""
    written = _UNAMBIGUOUS.get(written, written)
    library: Any = importlib.import_module("regex")
    try:
        expression = library.compile(rf"\p{{{written}}}+")
    except library.error:
        problem = (
            f"nothing is known of the Unicode property {written}, which is too new"
        )
        raise UnknownPropertyError(problem) from None
    return tuple(
        (found.start(), found.end() - 1) for found in expression.finditer(_everything())
    )


@cache
def _refolded() -> Charset:
    """What the Unicode standard's ``toNFKC_Casefold`` (section 3.13, R5) changes.

    ``regex`` does not tell that; it depends on the Unicode version of Python.
    """
    ignorable = _looked_up("Default_Ignorable_Code_Point")
    removed = {code: None for low, high in ignorable for code in range(low, high + 1)}

    def changes(character: str) -> bool:
        folded = unicodedata.normalize("NFD", character).casefold()
        folded = unicodedata.normalize("NFKC", folded).casefold()
        folded = unicodedata.normalize("NFKC", folded).translate(removed)
        return unicodedata.normalize("NFC", folded) != character

    return union((ord(each), ord(each)) for each in _everything() if changes(each))


@cache
def _everything() -> str:
    """All code points in their order."""
    return "".join(map(chr, range(LAST + 1)))
