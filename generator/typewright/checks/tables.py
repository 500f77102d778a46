"""Whether a text holds a match of an expression, in a time that is sure to end.

``re`` tries one way to match after the other, of which there may be more than anybody can wait for.
Here each part of an expression gets a table: for each place of the text where a match of the part
may begin, where it may end. The table of the whole is put together from those of its parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import reduce
from operator import or_
from typing import Final, NamedTuple, TypeAlias, assert_never

from typewright.checks import regex
from typewright.checks.regex import Node, charset
from typewright.checks.regex.charset import Charset

LONGEST: Final = 1000
"""Of longer texts a table would be too large, in code points."""

_Table: TypeAlias = list[int]
"""For each place, from the start of a text to its end, the places that a match from there may lead
to: a set, as the bits of a number.
"""


class Tables(NamedTuple):
    """An expression that is searched for by tables, in longer texts by its ``pattern``."""

    tree: Node
    pattern: re.Pattern[str]

    def search(self, text: str) -> bool:
        """Whether ``text`` holds a match."""
        if len(text) > LONGEST:
            return self.pattern.search(text) is not None
        return any(_Text(text).table(self.tree))


def endless(tree: Node) -> int:
    """How many repetitions without bound there are in an expression."""
    found = 0
    pending = [tree]
    while pending:
        match pending.pop():
            case regex.Repeat(body=body, maximum=maximum):
                found += maximum is None
                pending.append(body)
            case regex.Group(body=body) | regex.Look(body=body):
                pending.append(body)
            case regex.Sequence(parts=parts) | regex.Alternatives(parts=parts):
                pending.extend(parts)
    return found


class _Text:
    """A text of which tables are made."""

    def __init__(self, text: str) -> None:
        self._codes = [*map(ord, text)]
        self._end = len(text)
        self._here = [1 << place for place in range(self._end + 1)]

    def table(self, node: Node) -> _Table:
        match node:
            case regex.Characters(codes=codes):
                return [one << 1 if fits else 0 for one, fits in self._fitting(codes)]
            case regex.Anchor(kind=kind):
                return self._where([self._is_at(kind, place) for place in range(self._end + 1)])
            case regex.Group(body=body):
                return self.table(body)
            case regex.Look(body=body, behind=behind, negative=negative):
                found = self.table(body)
                ends = reduce(or_, found)
                seen = [bool(ends >> i & 1 if behind else one) for i, one in enumerate(found)]
                return self._where([one is not negative for one in seen])
            case regex.Sequence(parts=parts):
                return reduce(_joined, map(self.table, parts), self._here)
            case regex.Alternatives(parts=parts):
                return [reduce(or_, ways) for ways in zip(*map(self.table, parts), strict=True)]
            case regex.Repeat(body=body, minimum=minimum, maximum=maximum):
                return self._repeated(self.table(body), minimum, maximum)
            case regex.Backreference():
                raise NotImplementedError("what a group has matched is in no table")
            case _:
                assert_never(node)

    def _fitting(self, codes: Charset) -> Iterator[tuple[int, bool]]:
        """Each place, with whether a character out of a set stands behind it."""
        known = {code: charset.overlap(codes, ((code, code),)) for code in {*self._codes}}
        yield from zip(self._here, (*(known[code] for code in self._codes), False), strict=True)

    def _where(self, holds: list[bool]) -> _Table:
        return [one if true else 0 for one, true in zip(self._here, holds, strict=True)]

    def _is_at(self, kind: str, place: int) -> bool:
        match kind:
            case "^":
                return place == 0
            case "$":
                return place == self._end
            case _:
                return (self._is_word(place - 1) is not self._is_word(place)) is (kind == "b")

    def _is_word(self, place: int) -> bool:
        if not 0 <= place < self._end:
            return False
        code = self._codes[place]
        return charset.overlap(charset.WORD, ((code, code),))

    def _repeated(self, once: _Table, minimum: int, maximum: int | None) -> _Table:
        # A match of nothing leads no further. All others lead on, so that more of them than there
        # are characters are none, and with one of nothing among them as many as are wanted.
        on = [ends & ~here for ends, here in zip(once, self._here, strict=True)]
        most = self._end if maximum is None else min(maximum - minimum, self._end)
        needed = self._power(once, min(minimum, self._end + 1))
        if most == self._end:
            return _joined(needed, self._endless(on))
        return _joined(needed, self._power(list(map(or_, on, self._here)), most))

    def _power(self, once: _Table, count: int) -> _Table:
        """The table of ``count`` matches, one behind the other."""
        found = self._here
        while count:
            if count & 1:
                found = _joined(found, once)
            count >>= 1
            once = _joined(once, once) if count else once
        return found

    def _endless(self, on: _Table) -> _Table:
        """The table of any number of matches, each of which leads on."""
        found = [*self._here]
        for place in range(self._end, -1, -1):
            for after in _places(on[place]):
                found[place] |= found[after]
        return found


def _joined(first: _Table, second: _Table) -> _Table:
    """The table of two parts, one behind the other."""
    return [reduce(or_, (second[place] for place in _places(ends)), 0) for ends in first]


def _places(ends: int) -> Iterator[int]:
    while ends:
        lowest = ends & -ends
        yield lowest.bit_length() - 1
        ends ^= lowest
