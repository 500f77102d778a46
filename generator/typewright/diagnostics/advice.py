"""What to say to somebody who has mistyped a name."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import islice

_SEPARATORS = re.compile(r"(?<=[a-z])[_-](?=[a-z])")

_NAMED = 12
"""How many names are listed when none is close."""

_SHORTEST, _NOT_SHORT, _LONG, _LONGEST = 3, 5, 7, 64
"""How many letters a name has in which slips are looked for, from where one may be wrong, from
where there may be two, and at most.
"""


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


def slip(given: str, known: Collection[str]) -> str | None:
    """The one of ``known`` that becomes ``given`` by a slip of the pen, or ``None``: the first
    letter is right, and another one is too many, missing, or in the place of its neighbour. In
    names that are not short it may also be wrong, and long ones may have two slips.

    That is less alike than ``nearest`` asks for, so there should be more to tell by.
    """
    if not _SHORTEST <= len(given) <= _LONGEST:
        return None
    alike = [name for name in known if name[:1] == given[:1]]
    for name in alike:
        if _is_one_slip(given, name):
            return name
    close = _close(given, alike, cutoff=0.8) if len(given) >= _LONG else []
    return close[0] if close else None


def _is_one_slip(given: str, name: str) -> bool:
    """Whether the one text is the other but for one letter, or for two in the wrong order."""
    if given == name:
        return False
    pairs = enumerate(zip(given, name, strict=False))
    same = next((at for at, (one, other) in pairs if one != other), min(len(given), len(name)))
    ours, theirs = given[same:], name[same:]
    if ours[1:] == theirs or ours == theirs[1:]:
        return True
    swapped = ours[:2] == theirs[1::-1] and ours[2:] == theirs[2:]
    return swapped or (len(given) >= _NOT_SHORT and ours[1:] == theirs[1:])


def _close(given: str, known: Collection[str], cutoff: float = 0.6) -> list[str]:
    """The one of ``known`` that is most like ``given``, if it is like it at all."""
    from difflib import get_close_matches  # takes long to import, and few runs need it

    return get_close_matches(given, known, n=1, cutoff=cutoff)
