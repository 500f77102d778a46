"""The lines of a text, and from an offset in it to its line and column."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate
from typing import Final
from weakref import WeakKeyDictionary

from typewright.source.origin import Position
from typewright.source.source import Source

_LONE_CR = re.compile(r"\r(?!\n)")
_BLOCK = 1 << 13


class Lines:
    """The lines of one text, which end with LF, CR LF or CR, as editors count them.

    Of many lines, few are asked for. So the text is only taken apart into blocks of so many
    characters, and known of each is how many lines end before it, and where the line begins that
    it begins in.
    """

    __slots__ = ("_before", "_begun", "_text")

    def __init__(self, text: str) -> None:
        self._text = text = _LONE_CR.sub("\n", text) if "\r" in text else text
        blocks = [(start, start + _BLOCK) for start in range(0, len(text), _BLOCK)]
        self._before = [0, *accumulate(text.count("\n", *block) for block in blocks)]
        self._begun = [0, *accumulate((text.rfind("\n", *block) + 1 for block in blocks), max)]

    def at(self, offset: int) -> Position:
        """The position of the code point at ``offset``, counted from 0."""
        block = min(offset // _BLOCK, len(self._before) - 1)
        start = block * _BLOCK
        line = self._before[block] + self._text.count("\n", start, offset) + 1
        begun = self._text.rfind("\n", start, offset) + 1 or self._begun[block]
        return Position(line, offset - begun + 1)

    def line(self, number: int) -> str:
        """The line of that number, without its end; an empty one where the text has none."""
        if number > self._before[-1] + 1:
            return ""
        block = max(bisect_left(self._before, number - 1) - 1, 0)
        start = block * _BLOCK
        for _ in range(self._before[block], number - 1):
            start = self._text.find("\n", start) + 1
        end = self._text.find("\n", start)
        return self._text[start : end if end >= 0 else None].removesuffix("\r")


def lines_of(source: Source) -> Lines:
    """The lines of a source, found once and known as long as the source is."""
    if source not in _KNOWN:
        _KNOWN[source] = Lines(source.text)
    return _KNOWN[source]


_KNOWN: Final[WeakKeyDictionary[Source, Lines]] = WeakKeyDictionary()
