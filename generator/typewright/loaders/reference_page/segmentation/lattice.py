"""The k cheapest ways to cut a text into values."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass

from typewright.loaders.reference_page.segmentation.costs import LONGEST_VALUE, Costs, Support

_INFINITE = float("inf")
_LONGEST_WORD = 18
_CEILING = 60.0

_PER_VALUE = 1.0
_SEPARATOR = {"_": 0.2, "-": 0.25, ".": 0.25, "/": 0.4, ":": 0.4, " ": 0.8}
_OTHER_SYMBOL = 1.5
_HUMP = 0.6
_LETTER_DIGIT = 0.8
_DIGIT_LETTER = 0.9
_COMPOUND = 2.6
_SHORT = {1: 2.5, 2: 1.2, 3: 0.3}
_BAD_EDGE = 9.0
_SAME_EDGE = 1.0


@dataclass(frozen=True, slots=True)
class Piece:
    """One value of a reading: where it ends, what it costs and what vouches for it."""

    start: int
    end: int
    cost: float
    support: Support


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to cut the whole text."""

    cost: float
    pieces: tuple[Piece, ...]


class Lattice:
    """All values that can start at each place of a text, with their costs."""

    def __init__(self, glued: str, costs: Costs) -> None:
        self._text = glued
        self._costs = costs
        self._words = [self._words_from(start) for start in range(len(glued))]
        squeezed: list[str] = []
        self._squeezed_at = [0]
        for character in glued:
            if character.isalnum():
                squeezed.append(character.lower())
            self._squeezed_at.append(len(squeezed))
        self._squeezed = "".join(squeezed)
        self.pieces = [self._pieces_from(start) for start in range(len(glued))]

    def _words_from(self, start: int) -> list[tuple[int, float]]:
        glued = self._text
        size = min(len(glued), start + _LONGEST_WORD)
        first = glued[start]
        if first.isdigit():
            end = start + 1
            found = [(end, 2.2)]
            while end < size and glued[end].isdigit():
                end += 1
                found.append((end, 2.0 + 0.2 * (end - start)))
            return found
        if not first.isalpha():
            end = start + 1
            while end < min(size, start + 3) and not glued[end].isalnum():
                end += 1
            return [(stop, 6.0 + stop - start) for stop in range(start + 1, end + 1)]
        word = self._costs.word
        found = []
        lower = not first.isupper()
        upper = not lower
        end = start + 1
        while True:
            found.append((end, word(glued[start:end].lower())))
            if end >= size or not glued[end].isalpha():
                return found
            if glued[end].isupper():
                if not upper:
                    return found
            else:
                if upper and end - start > 1:
                    return found
                upper = False
            end += 1

    def _pieces_from(self, start: int) -> list[Piece]:
        glued = self._text
        size = min(len(glued), start + LONGEST_VALUE)
        composed = self._composed_from(start, size)
        found = []
        for end in range(start + 1, size + 1):
            cost, support = composed[end - start] + _PER_VALUE, Support.WORDS
            known = self._costs.known(
                glued[start:end],
                self._squeezed[self._squeezed_at[start] : self._squeezed_at[end]],
            )
            if known is not None and known.cost + _PER_VALUE < cost:
                cost, support = known.cost + _PER_VALUE, known.support
            elif known is not None and known.support > Support.PAGE:
                support = known.support
            if cost < _CEILING:
                found.append(Piece(start, end, cost, support))
        if size < len(glued) and len(glued) - start <= 4 * LONGEST_VALUE:
            rest = self._costs.known(glued[start:], self._squeezed[self._squeezed_at[start] :])
            if rest is not None:
                found.append(Piece(start, len(glued), rest.cost + _PER_VALUE, rest.support))
        return found

    def _composed_from(self, start: int, size: int) -> list[float]:
        """The cheapest composition of words and separators for each end, by length."""
        glued = self._text
        width = size - start + 1
        opened = [_INFINITE] * (width + 2)
        closed = [_INFINITE] * (width + 2)
        values = [_INFINITE] * (width + 2)
        opened[0] = 0.0
        if not glued[start].isalnum():
            opened[1] = _SAME_EDGE if glued[start] == glued[0] else _BAD_EDGE
        words = self._words
        for offset in range(width):
            here = opened[offset]
            if here < _CEILING and start + offset < size:
                for end, cost in words[start + offset]:
                    length = end - start
                    if length >= width:
                        break
                    total = here + cost
                    if total < closed[length]:
                        closed[length] = total
            done = closed[offset]
            if done < _CEILING and offset:
                place = start + offset
                values[offset] = min(values[offset], done + _SHORT.get(offset, 0.0))
                if place >= size:
                    continue
                following, last = glued[place], glued[place - 1]
                if not following.isalnum():
                    join = done + _SEPARATOR.get(following, _OTHER_SYMBOL)
                    after = offset + 1
                    while start + after < size and not glued[start + after].isalnum():
                        join += 1.0
                        after += 1
                    if start + after >= size or after - offset > 3:
                        after = offset + 1
                    if after < width and join < opened[after]:
                        opened[after] = join
                    trailing = _SAME_EDGE if following == glued[-1] else _BAD_EDGE
                    if offset + 1 < width:
                        values[offset + 1] = min(values[offset + 1], done + trailing)
                elif last.isalnum():
                    join = done + _join(last, following)
                    if join < opened[offset]:
                        # The same place is opened again: relax its words at once.
                        for end, cost in words[place]:
                            length = end - start
                            if length >= width:
                                break
                            if join + cost < closed[length]:
                                closed[length] = join + cost
        return values


def _join(last: str, following: str) -> float:
    if following.isdigit():
        return _COMPOUND if last.isdigit() else _LETTER_DIGIT
    if last.isdigit():
        return _DIGIT_LETTER
    if following.isupper() and not last.isupper():
        return _HUMP
    return _COMPOUND


def readings(pieces: Sequence[Sequence[Piece]], count: int) -> list[Reading]:
    """The ``count`` cheapest readings of the text, the cheapest first."""
    size = len(pieces)
    # (cost, piece, rank of the reading that it continues) for each place, cheapest first
    best: list[list[tuple[float, int, Piece | None, int]]] = [[] for _ in range(size + 1)]
    best[0] = [(0.0, 0, None, 0)]
    serial = 0
    for start in range(size):
        if not best[start]:
            continue
        heads = best[start] = heapq.nsmallest(count, best[start])
        for piece in pieces[start]:
            target = best[piece.end]
            for rank, (cost, _, _, _) in enumerate(heads):
                total = cost + piece.cost
                if len(target) >= 2 * count:
                    target[:] = heapq.nsmallest(count, target)
                    if total > target[-1][0]:
                        break
                serial += 1
                target.append((total, serial, piece, rank))
    best[size] = heapq.nsmallest(count, best[size])
    return [_trace(best, size, rank) for rank in range(len(best[size]))]


def _trace(
    best: Sequence[Sequence[tuple[float, int, Piece | None, int]]], end: int, rank: int
) -> Reading:
    total = best[end][rank][0]
    pieces: list[Piece] = []
    while end:
        _, _, piece, rank = best[end][rank]
        assert piece is not None  # noqa: S101
        pieces.append(piece)
        end = piece.start
    return Reading(total, tuple(reversed(pieces)))
