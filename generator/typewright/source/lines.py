"""From an offset in a text to its line and column."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

from typewright.source.origin import Position

_LINE_END = re.compile(r"\r\n|\r|\n")


class Lines:
    """The lines of one text, which end with LF, CR LF or CR, as editors count them."""

    __slots__ = ("_starts",)

    def __init__(self, text: str) -> None:
        if "\r" in text:
            self._starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
        else:  # the same in half the time
            self._starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]

    def at(self, offset: int) -> Position:
        """The position of the code point at ``offset``, counted from 0."""
        line = bisect_right(self._starts, offset)
        return Position(line, offset - self._starts[line - 1] + 1)
