"""Sets of code points as sorted ranges."""

from __future__ import annotations

import sys
from collections.abc import Iterable
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
    "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008"
    "\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
)
LINE_ENDS: Final[Charset] = of("\n\r\u2028\u2029")
