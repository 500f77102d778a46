"""Readings by a visible pattern of the whole text, where single words say little."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

_DIGITS_LETTERS = re.compile(r"\d+[A-Za-z]+")
_LETTERS_DIGITS = re.compile(r"[A-Za-z]+\d+")
_MOST = 2000
_PER_SIGN = {1: 2.2, 2: 1.1, 3: 1.1}
"""What a sign of a code costs, by the length of the codes."""


def pairs(glued: str) -> tuple[int, ...] | None:
    """Where values end in ``name-nameage-age``: each with its negative, as sort keys are."""
    if len(glued) > _MOST or glued.count("-") < 2:
        return None
    ends: list[int] = []
    start = 0
    negative_first = glued[0] == "-"
    while start < len(glued):
        sign = start if negative_first else glued.find("-", start + 1)
        following = glued.find("-", sign + 1)
        if sign < 0 or (negative_first and glued[start] != "-"):
            return None
        stretch = glued[sign + 1 : following if following >= 0 else len(glued)]
        if negative_first:
            size = len(stretch) // 2
            if not size or stretch[:size] != stretch[size:]:
                return None
            ends += [sign + 1 + size, sign + 1 + 2 * size]
        else:
            name = glued[start:sign]
            if not stretch.startswith(name):
                return None
            ends += [sign, sign + 1 + len(name)]
        start = ends[-1]
    return tuple(ends) if len(ends) > 2 else None


def led(glued: str) -> tuple[int, ...] | None:
    """Where values end in ``.png.jpg.gif``: each starts with the same sign."""
    sign = glued[0]
    if sign.isalnum() or sign in " _%":
        return None
    starts = [place for place in range(1, len(glued)) if glued[place] == sign]
    if not starts or any(
        after - before < 2
        for before, after in zip([0, *starts], [*starts, len(glued)], strict=True)
    ):
        return None
    return (*starts, len(glued))


def prefixed(glued: str) -> tuple[int, ...] | None:
    """Where values end in ``a.xa.ya.z``: each starts with the same words and separator."""
    match = re.match(r"[^\W_]{2,}[._:/-]", glued)
    if match is None:
        return None
    prefix = match.group()
    starts = [found.start() for found in re.finditer(re.escape(prefix), glued)][1:]
    if not starts or any(not glued[start - 1].isalnum() for start in starts):
        return None
    return (*starts, len(glued))


def uniform(glued: str) -> tuple[int, ...] | None:
    """Where values end in ``1g4g16g`` or ``ams1ams2nyc3``: digits and letters in turn."""
    for form in (_DIGITS_LETTERS, _LETTERS_DIGITS):
        pieces = form.findall(glued)
        if len(pieces) < 3 or len(set(pieces)) < len(pieces) or sum(map(len, pieces)) < len(glued):
            continue
        if len({sum(letter.isalpha() for letter in piece) for piece in pieces}) == 1:
            return tuple(itertools.accumulate(map(len, pieces)))
    return None


def codes(glued: str, told: bool) -> Iterator[tuple[float, tuple[int, ...]]]:
    """Codes of one length and one shape, as ``CADEURGBPUSD`` or ``010203``, with their costs.

    ``told``: the field's name speaks of such codes.
    """
    size = len(glued)
    if size > _MOST:
        return
    plain = glued.isalpha() and glued.islower()
    if (plain and not told) or not re.search(r"[A-Z0-9]", glued + ("A" if told else "")):
        return
    for width in range(1, min(11, size // 2 + 1)):
        if size % width or (size // width < 3 and width > 1) or (width == 1 and size > 8):
            continue
        pieces = [glued[start : start + width] for start in range(0, size, width)]
        if len({_shape(piece) for piece in pieces}) > 1 or len(set(pieces)) < len(pieces):
            continue
        if not (pieces[0][0].isalnum() and pieces[0][-1].isalnum()):
            continue
        cost = 1.5 + _PER_SIGN.get(width, 1.3) * size - (1.5 if told else 0.0)
        if not glued.isalpha():
            cost -= 0.25 * size
        if width > 1 and pieces == sorted(pieces):
            cost -= 0.6 * len(pieces)
        yield cost, tuple(range(width, size + 1, width))


def _shape(piece: str) -> str:
    return "".join(
        "0"
        if letter.isdigit()
        else ("A" if letter.isupper() else "a")
        if letter.isalpha()
        else letter
        for letter in piece
    )
