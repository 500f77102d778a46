"""The k cheapest ways to cut a text into values."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from typewright.loaders.reference_page.segmentation.lattice import Piece

_ROUNDS = 4
_REPEATED = 6.0

_Entry = tuple[float, int, Piece | None, int]
"""The cost so far, a serial number, the last piece, and the rank of what came before it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to cut the whole text."""

    cost: float
    pieces: tuple[Piece, ...]


def search(glued: str, pieces: Sequence[Sequence[Piece]], count: int) -> list[Reading]:
    """The cheapest readings; the search is repeated while the best one repeats a value."""
    extra: dict[tuple[int, int], float] = {}
    found: dict[tuple[int, ...], Reading] = {}
    for _ in range(_ROUNDS):
        ranked = _cheapest(pieces, count, extra)
        for reading in ranked:
            found.setdefault(tuple(piece.end for piece in reading.pieces), reading)
        if not ranked:
            break
        best = ranked[0].pieces
        times = Counter(glued[piece.start : piece.end] for piece in best)
        if len(times) == len(best):
            break
        for piece in best:
            if times[glued[piece.start : piece.end]] > 1:
                place = (piece.start, piece.end)
                extra[place] = extra.get(place, 0.0) + _REPEATED
    return list(found.values())


def _cheapest(
    pieces: Sequence[Sequence[Piece]], count: int, extra: dict[tuple[int, int], float]
) -> list[Reading]:
    size = len(pieces)
    best: list[list[_Entry]] = [[] for _ in range(size + 1)]
    best[0] = [(0.0, 0, None, 0)]
    serial = 0
    for start in range(size):
        if not best[start]:
            continue
        heads = best[start] = heapq.nsmallest(count, best[start])
        for piece in pieces[start]:
            target = best[piece.end]
            price = piece.cost + extra.get((piece.start, piece.end), 0.0) if extra else piece.cost
            for rank, head in enumerate(heads):
                total = head[0] + price
                if len(target) >= 2 * count:
                    target[:] = heapq.nsmallest(count, target)
                if len(target) >= count and total > max(target)[0]:
                    break
                serial += 1
                target.append((total, serial, piece, rank))
    best[size] = heapq.nsmallest(count, best[size])
    return [_trace(best, rank) for rank in range(len(best[size]))]


def _trace(best: Sequence[Sequence[_Entry]], rank: int) -> Reading:
    pieces: list[Piece] = []
    _, _, piece, rank = best[-1][rank]
    while piece is not None:
        pieces.append(piece)
        _, _, piece, rank = best[piece.start][rank]
    pieces.reverse()
    return Reading(sum(piece.cost for piece in pieces), tuple(pieces))
