"""What to say to somebody who has mistyped a name."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches


def advice(given: str, known: Collection[str]) -> str:
    """``did you mean 'name'?`` when one of ``known`` is close to ``given``, else all of them."""
    close = get_close_matches(given, known, n=1)
    if close:
        return f"did you mean '{close[0]}'?"
    return f"expected one of: {', '.join(known)}" if known else "there is nothing to choose from"
