"""What to say to somebody who has mistyped a name."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import islice

_SEPARATORS = re.compile(r"(?<=[a-z])[_-](?=[a-z])")

_NAMED = 12
"""How many names are listed when none is close."""


def advice(given: str, known: Collection[str]) -> str:
    """``did you mean 'name'?`` when one of ``known`` is close to ``given``, else the first few."""
    close = _close(given, known)
    if close:
        return f"did you mean '{close[0]}'?"
    if not known:
        return "there is nothing to choose from"
    named = ", ".join(islice(known, _NAMED))
    return f"expected one of: {named}{', …' if len(known) > _NAMED else ''}"


def nearest(given: str, known: Collection[str]) -> str | None:
    """The one of ``known`` that ``given`` is most likely a slip for, or ``None``: the same but for
    case and the marks between words, or but for a letter or two of a long name.
    """
    by_fold = {name.casefold(): name for name in known}
    for folded in (given.casefold(), _SEPARATORS.sub("", given.casefold())):
        if folded in by_fold:
            return by_fold[folded]
    close = _close(given, known, cutoff=0.85) if len(given) > 4 else []
    return close[0] if close else None


def _close(given: str, known: Collection[str], cutoff: float = 0.6) -> list[str]:
    """The one of ``known`` that is most like ``given``, if it is like it at all."""
    from difflib import get_close_matches  # takes long to import, and few runs need it

    return get_close_matches(given, known, n=1, cutoff=cutoff)
