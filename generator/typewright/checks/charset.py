"""Sets of code points as sorted ranges, and those that Unicode properties name."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Final, TypeAlias

Charset: TypeAlias = tuple[tuple[int, int], ...]
"""Ranges of code points, both ends included, sorted, none touching the next."""

LAST: Final = sys.maxunicode


def union(*sets: Iterable[tuple[int, int]]) -> Charset:
    """All code points of all sets."""
    merged: list[tuple[int, int]] = []
    for low, high in sorted(pair for ranges in sets for pair in ranges):
        if merged and low <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
        else:
            merged.append((low, high))
    return tuple(merged)


def complement(ranges: Charset) -> Charset:
    """All other code points."""
    found: list[tuple[int, int]] = []
    start = 0
    for low, high in ranges:
        if low > start:
            found.append((start, low - 1))
        start = high + 1
    if start <= LAST:
        found.append((start, LAST))
    return tuple(found)


def overlap(left: Charset, right: Charset) -> bool:
    """Whether the sets share a code point."""
    i = j = 0
    while i < len(left) and j < len(right):
        if left[i][1] < right[j][0]:
            i += 1
        elif right[j][1] < left[i][0]:
            j += 1
        else:
            return True
    return False


def of(characters: str) -> Charset:
    """The code points of ``characters``."""
    return union((ord(character), ord(character)) for character in characters)


ALL: Final[Charset] = ((0, LAST),)
DIGITS: Final[Charset] = of("0123456789")
WORD: Final[Charset] = union(DIGITS, of("_"), [(0x41, 0x5A), (0x61, 0x7A)])
SPACE: Final[Charset] = of(
    "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\ufeff"
)
LINE_ENDS: Final[Charset] = of("\n\r\u2028\u2029")


def named(name: str, value: str | None) -> Charset | None:
    """The code points with a Unicode property, as ``\\p{name}`` or ``\\p{name=value}`` names it.

    ``None`` when the property is not one that Python's own tables hold: scripts are not.
    """
    if value is not None:
        return _category(value) if name in ("General_Category", "gc") else None
    test = _BINARY.get(name)
    return _matching(name) if test is not None else _category(name)


def _category(name: str) -> Charset | None:
    short = _CATEGORIES.get(name, name)
    table = _by_category()
    found = [ranges for category, ranges in table.items() if category.startswith(short)]
    if short == "LC":
        found = [table[category] for category in ("Lu", "Ll", "Lt")]
    return union(*found) if found and len(short) <= 2 else None


@lru_cache(maxsize=1)
def _by_category() -> Mapping[str, Charset]:
    found: dict[str, list[tuple[int, int]]] = {}
    start, current = 0, unicodedata.category("\0")
    for code in range(1, LAST + 2):
        category = unicodedata.category(chr(code)) if code <= LAST else ""
        if category != current:
            found.setdefault(current, []).append((start, code - 1))
            start, current = code, category
    return {category: tuple(ranges) for category, ranges in found.items()}


@lru_cache(maxsize=32)
def _matching(name: str) -> Charset:
    test = _BINARY[name]
    return union((code, code) for code in range(LAST + 1) if test(chr(code)))


def _is_assigned(character: str) -> bool:
    return unicodedata.category(character) != "Cn"


_BINARY: Mapping[str, Callable[[str], bool]] = {
    "Any": lambda character: True,
    "ASCII": str.isascii,
    "Assigned": _is_assigned,
    "ASCII_Hex_Digit": lambda character: character in "0123456789ABCDEFabcdef",
    "Lowercase": str.islower,
    "Uppercase": str.isupper,
    "XID_Start": lambda character: character != "_" and character.isidentifier(),
    "XID_Continue": lambda character: f"a{character}".isidentifier(),
}
"""Binary properties that can be told from what Python knows of a character."""

_CATEGORIES: Mapping[str, str] = {
    "Cased_Letter": "LC",
    "Close_Punctuation": "Pe",
    "Connector_Punctuation": "Pc",
    "Control": "Cc",
    "cntrl": "Cc",
    "Currency_Symbol": "Sc",
    "Dash_Punctuation": "Pd",
    "Decimal_Number": "Nd",
    "digit": "Nd",
    "Enclosing_Mark": "Me",
    "Final_Punctuation": "Pf",
    "Format": "Cf",
    "Initial_Punctuation": "Pi",
    "Letter": "L",
    "Letter_Number": "Nl",
    "Line_Separator": "Zl",
    "Lowercase_Letter": "Ll",
    "Mark": "M",
    "Combining_Mark": "M",
    "Math_Symbol": "Sm",
    "Modifier_Letter": "Lm",
    "Modifier_Symbol": "Sk",
    "Nonspacing_Mark": "Mn",
    "Number": "N",
    "Open_Punctuation": "Ps",
    "Other": "C",
    "Other_Letter": "Lo",
    "Other_Number": "No",
    "Other_Punctuation": "Po",
    "Other_Symbol": "So",
    "Paragraph_Separator": "Zp",
    "Private_Use": "Co",
    "Punctuation": "P",
    "punct": "P",
    "Separator": "Z",
    "Space_Separator": "Zs",
    "Spacing_Mark": "Mc",
    "Surrogate": "Cs",
    "Symbol": "S",
    "Titlecase_Letter": "Lt",
    "Unassigned": "Cn",
    "Uppercase_Letter": "Lu",
}
"""The long names of general categories (ECMA-262, table 68)."""
