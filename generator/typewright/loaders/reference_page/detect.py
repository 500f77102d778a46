"""Finds the dialect of a page by its literals, and refuses pages of which nothing can be made."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import Final

from typewright.diagnostics import InputError, codes
from typewright.loaders.reference_page.dialect import Dialect
from typewright.loaders.reference_page.lines import Line
from typewright.source import Origin, Position, Source

FLOOR: Final = 1.5
"""The score below which a page is of no known dialect."""
_AT_MOST: Final = 3
"""How often one kind of literal counts."""
_MANY: Final = 4
"""Lines below fields from which on the lines that open fields are missed."""
_LONG: Final = 4_000
"""Code points; longer lines say nothing of the dialect."""


def score(dialect: Dialect, page: Sequence[Line]) -> float:
    """How much of ``dialect`` there is in the lines of a page."""
    return sum(
        literal.weight * _count(literal.pattern, page, _AT_MOST) for literal in dialect.literals
    )


def detect(source: Source, page: Sequence[Line], dialects: Sequence[Dialect]) -> Dialect:
    """The dialect of ``page``.

    Raises ``InputError`` when no dialect scores high enough, or when the fields' names are lost.
    """
    scores = [score(dialect, page) for dialect in dialects]
    found = max(scores)
    best = dialects[scores.index(found)]
    survivors = _count(best.survivors, page)
    openings = _count(best.openings, page, -(-survivors // _MANY))
    if survivors >= _MANY and openings * _MANY < survivors:
        reason = f"{survivors} lines below fields, but only {openings} that open one"
        raise InputError(codes.page.DEGRADED.at(_start(source, page), reason=reason))
    if found < FLOOR:
        reason = f"the likeliest is {best.title}, with a score of {found:.1f} of {FLOOR:.1f}"
        known = ", ".join(dialect.title for dialect in dialects)
        raise InputError(
            codes.page.UNKNOWN_DIALECT.at(_start(source, page), reason=reason, known=known)
        )
    return best


def _count(pattern: re.Pattern[str], page: Sequence[Line], most: int | None = None) -> int:
    """How many lines match, which nobody counts beyond ``most``."""
    texts = (line.text for line in page if len(line.text) <= _LONG)
    return sum(1 for _ in islice(filter(pattern.fullmatch, texts), most))


def _start(source: Source, page: Sequence[Line]) -> Origin:
    first = page[0] if page else None
    return Origin(source, at=Position(first.number, first.column) if first else Position(1, 1))
