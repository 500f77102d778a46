"""What the values of keywords look like slips for: formats, and patterns as programs write them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from typewright.diagnostics.advice import slip
from typewright.schema.formats import FORMAT_NAMES
from typewright.values import dataclass


@lru_cache(maxsize=1024)
def meant_format(name: str) -> str | None:
    """The known format that an unknown one is most likely a slip for, or ``None``.

    Anybody may have formats of their own, so little may differ: the case, the marks between words,
    or one letter. Other digits and a plural are chosen with care, as in ``uuid4``.
    """
    if name in FORMAT_NAMES or name.removesuffix("s") in FORMAT_NAMES or len(name) > _LONGEST:
        return None
    folded = _folded(name)
    if folded in _BY_FOLD:
        return _BY_FOLD[folded]
    alike = _BY_DIGITS.get(_LETTERS.sub("", folded), ())
    near = slip(folded, alike) if len(folded) > _SHORTEST else None
    return None if near is None else _BY_FOLD[near]


def _folded(name: str) -> str:
    return _MARKS.sub("", name.casefold())


_SHORTEST: Final = 3
_LONGEST: Final = 64
_MARKS: Final = re.compile(r"[-_. ]")
_LETTERS: Final = re.compile(r"[^0-9]")
_BY_FOLD: Final = {_folded(name): name for name in sorted(FORMAT_NAMES)}
_BY_DIGITS: Final = {
    digits: [one for one in _BY_FOLD if _LETTERS.sub("", one) == digits]
    for digits in {_LETTERS.sub("", one) for one in _BY_FOLD}
}


@dataclass(frozen=True, slots=True)
class Delimited:
    """A pattern between slashes: the expression itself, and the flags behind it."""

    expression: str
    flags: str


def delimited(pattern: str) -> Delimited | None:
    """A pattern that is plainly written as a program writes an expression, between slashes; there
    they stand for themselves.

    A path may begin and end with a slash, too: so there is an anchor right inside, where nothing
    can match, or there are flags behind an expression that is more than plain text.
    """
    match = _DELIMITED.fullmatch(pattern)
    if match is None:
        return None
    body, flags = match["body"], match["flags"]
    if len(set(flags)) < len(flags):
        return None
    is_anchored = body.startswith("^") or _ENDS_ANCHORED.search(body) is not None
    if not (is_anchored or (flags and _SPECIAL.search(body))):
        return None
    return Delimited(body.replace("\\/", "/"), flags)


_DELIMITED: Final = re.compile(
    r"/(?P<body>(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)/(?P<flags>[dgimsuvy]{0,8})"
)
_ENDS_ANCHORED: Final = re.compile(r"(?<!\\)(?:\\\\)*\$\Z")
_SPECIAL: Final = re.compile(r"[\\^$*+?()\[{|]")
