"""What to say to somebody who has mistyped a name."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches
from itertools import islice

_NAMED = 12
"""How many names are listed when none is close."""


def advice(given: str, known: Collection[str]) -> str:
    """``did you mean 'name'?`` when one of ``known`` is close to ``given``, else the first few."""
    close = get_close_matches(given, known, n=1)
    if close:
        return f"did you mean '{close[0]}'?"
    if not known:
        return "there is nothing to choose from"
    named = ", ".join(islice(known, _NAMED))
    return f"expected one of: {named}{', …' if len(known) > _NAMED else ''}"
