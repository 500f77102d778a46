"""The k cheapest ways to cut a text into values."""

from __future__ import annotations

import bisect
from collections import Counter
from collections.abc import Sequence

from typewright.loaders.reference_page.segmentation.lattice import Piece
from typewright.values import dataclass

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
        heads = best[start]
        if not heads:
            continue
        cheapest = heads[0][0]
        for piece in pieces[start]:
            price = piece.cost + extra.get((start, piece.end), 0.0) if extra else piece.cost
            target = best[piece.end]
            if len(target) == count and cheapest + price >= target[-1][0]:
                continue
            for rank, head in enumerate(heads):
                total = head[0] + price
                if len(target) == count:
                    if total >= target[-1][0]:
                        break
                    target.pop()
                serial += 1
                bisect.insort(target, (total, serial, piece, rank))
    return [_trace(best, rank) for rank in range(len(best[size]))]


def _trace(best: Sequence[Sequence[_Entry]], rank: int) -> Reading:
    pieces: list[Piece] = []
    _, _, piece, rank = best[-1][rank]
    while piece is not None:
        pieces.append(piece)
        _, _, piece, rank = best[piece.start][rank]
    pieces.reverse()
    return Reading(sum(piece.cost for piece in pieces), tuple(pieces))
