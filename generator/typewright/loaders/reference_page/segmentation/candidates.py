"""All readings worth a look of one glued list, rescored as lists and ranked."""

from __future__ import annotations

import re
from collections import Counter

from typewright.loaders.reference_page.segmentation import numbers, templates, text
from typewright.loaders.reference_page.segmentation.costs import Costs, members, unknown_word
from typewright.loaders.reference_page.segmentation.evidence import Evidence
from typewright.loaders.reference_page.segmentation.lattice import Lattice, Piece
from typewright.loaders.reference_page.segmentation.lexicon import Lexicon
from typewright.loaders.reference_page.segmentation.readings import search
from typewright.loaders.reference_page.segmentation.table import Support
from typewright.values import dataclass

_KEPT = 10
_REPEAT = 9.0
_MISSING_MEMBER = 4.0
_MIXED_STYLE = 1.0
_ALL_IN_PROSE = 2.5
_SORTED = 1.0
_ODD_ONE = 1.5


_HUMP = re.compile(r"[a-z][A-Z]")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading with its cost, what vouches for each value and the pattern it follows."""

    values: tuple[str, ...]
    cost: float
    supports: tuple[Support, ...]
    prices: tuple[float, ...]
    """What each value costs, whatever pattern the reading follows."""
    pattern: str = ""


def ranked(glued: str, evidence: Evidence, lexicon: Lexicon) -> tuple[list[Candidate], Costs]:
    """The readings of a text, the cheapest first, and the costs they were judged with."""
    costs = Costs(evidence, lexicon)
    lattice = Lattice(glued, costs)
    by_place = {(p.start, p.end): p for pieces in lattice.pieces for p in pieces}
    found: dict[tuple[int, ...], Candidate] = {}

    def add(ends: tuple[int, ...], cost: float | None, pattern: str) -> None:
        pieces = [
            by_place.get((start, end)) or _rough(start, end)
            for start, end in zip((0, *ends), ends, strict=False)
        ]
        total = sum(piece.cost for piece in pieces)
        if cost is not None:
            total = min(total, cost)
        values = tuple(glued[piece.start : piece.end] for piece in pieces)
        supports = tuple(piece.support for piece in pieces)
        known = found.get(ends)
        total += _as_list(values, supports, printed)
        if known is None or total < known.cost:
            prices = tuple(piece.cost for piece in pieces)
            found[ends] = Candidate(values, total, supports, prices, pattern)

    printed = {member for member in members(evidence.members) if member in glued}
    for reading in search(glued, lattice.pieces, _KEPT):
        add(tuple(piece.end for piece in reading.pieces), None, "")
    for pattern, ends in (
        ("pairs", templates.pairs(glued)),
        ("leading sign", templates.led(glued)),
        ("prefix", templates.prefixed(glued)),
        ("uniform", templates.uniform(glued)),
    ):
        if ends is not None:
            add(ends, 2.5 * len(ends) if pattern in {"pairs", "uniform"} else None, pattern)
    for price, ends in templates.codes(glued, costs.tells_codes):
        add(ends, price, "codes")
    if numbers.NUMERIC.fullmatch(glued):
        prose = set(text.tokens(text.normalize(evidence.description)))
        for price, ends in numbers.readings(glued, prose, _KEPT):
            add(ends, price, "numbers")
    return sorted(found.values(), key=lambda candidate: (candidate.cost, candidate.values)), costs


def _as_list(values: tuple[str, ...], supports: tuple[Support, ...], printed: set[str]) -> float:
    """What speaks for or against the values as one list, beside what each of them costs."""
    cost = _REPEAT * (len(values) - len(set(values)))
    cost += _MISSING_MEMBER * len(printed - set(values))
    if len(values) > 1:
        cost += _MIXED_STYLE * min(_minority(map(_capital, values)), 3)
        cost += _MIXED_STYLE * min(_minority(map(_joiner, values)), 3)
        if min(supports) >= Support.OWN_WORD:
            cost -= _ALL_IN_PROSE
        if _odd_one_inside(values, supports):
            cost += _ODD_ONE
        if len(values) > 3 and list(values) == sorted(values):
            cost -= _SORTED
    return cost


def _odd_one_inside(values: tuple[str, ...], supports: tuple[Support, ...]) -> bool:
    """Whether one plain word, inside a list of joined ones, may be the start of the next."""
    plain = [place for place, value in enumerate(values) if value.isalpha()]
    return (
        len(plain) == 1 and 0 < plain[0] < len(values) - 1 and supports[plain[0]] < Support.OBJECT
    )


def _minority(styles: object) -> int:
    counts = Counter(style for style in styles if style)  # type: ignore[attr-defined]
    return sum(counts.values()) - max(counts.values(), default=0)


def _capital(value: str) -> str:
    first = value[0]
    if not first.isalpha():
        return ""
    return "upper" if first.isupper() else "lower"


def _joiner(value: str) -> str:
    for sign in "_- ":
        if sign in value[1:-1]:
            return sign
    return "hump" if _HUMP.search(value) else ""


def _rough(start: int, end: int) -> Piece:
    """A value that the lattice does not have because it is too long or too odd."""
    return Piece(start, end, unknown_word("?" * (end - start)), Support.UNKNOWN)
