"""Words, tokens and quoted pieces of the prose of a reference page."""

from __future__ import annotations

import re
from collections.abc import Iterator

_TYPOGRAPHY = str.maketrans(
    {
        "‘": "'",
        "’": "'",
        "“": '"',
        "”": '"',
        "–": "--",
        "—": "---",
        "…": "...",
        "\u00a0": " ",
        "\u200b": None,
    }
)

_TOKEN = re.compile(r"[^\W_]+(?:(?:[_.:/@+-]|::|--)[^\W_]+)*", re.ASCII)
_QUOTED = re.compile(r'"([^"\n]{1,60})"|(?<![^\W_])\'([^\'\n]{1,60})\'(?![^\W_])|`([^`\n]{1,60})`')
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_CODE = re.compile(r"[_.:/@+0-9-]|[a-z][A-Z]")

STOP_WORDS = frozenset(
    re.findall(
        r"\S+",
        "a an and any are as at be by can for from has have if in into is it its may must no not "
        "of on or so such that the their then there these this to was were when where which will "
        "with you your e.g i.e",
    )
)
"""Words that prose is full of and that are values only when something else says so."""

PREFIXES = frozenset(
    re.findall(
        r"\S+",
        "un re pre non sub multi anti dis inter intra semi hyper",
    )
)
"""What words start with and what is seldom a value of its own."""


def normalize(text: str) -> str:
    """Undo the typography of rendered markdown, so that literals in prose equal the values."""
    return text.translate(_TYPOGRAPHY)


def tokens(text: str) -> Iterator[str]:
    """The tokens of a normalized text as they stand: words, with what separators join to them."""
    return iter(_TOKEN.findall(text))


def quoted(text: str) -> Iterator[str]:
    """The pieces of a normalized text that stand in quotation marks."""
    for match in _QUOTED.finditer(text):
        piece = match.group(1) or match.group(2) or match.group(3)
        if piece and piece == piece.strip():
            yield piece.rstrip(".,")


def words(text: str) -> Iterator[str]:
    """The words of a text or a name in lower case, humps and separators taken as borders."""
    return map(str.lower, _WORD.findall(text))


def is_stop_word(token: str) -> bool:
    """Whether a word of prose says nothing of values; in capitals, ``ANY``, it may be one."""
    return token.lower() in STOP_WORDS and not (len(token) > 1 and token.isupper())


def looks_like_code(token: str) -> bool:
    """Whether a token of prose has the form of a literal and not of an English word."""
    return _CODE.search(token) is not None
