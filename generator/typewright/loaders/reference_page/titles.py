"""Tells titles and sentences apart where only their wording can."""

from __future__ import annotations

import re
from typing import Final

MAX_TITLE: Final = 200
_TOKEN = re.compile(r"[A-Z][\w.$\-]*")
_SENTENCE_END = tuple(".:;!?,")
SMALL_WORDS: Final = frozenset(
    ["a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"]
)


def could_be_title(text: str) -> bool:
    """Whether a line may be a title at all."""
    return len(text) <= MAX_TITLE


def is_name_like_title(text: str) -> bool:
    """Whether ``text`` is one word that starts with a capital: the usual key of a schema."""
    return bool(_TOKEN.fullmatch(text)) and not text.endswith(_SENTENCE_END)


def looks_like_title(text: str) -> bool:
    """Whether ``text`` is a title rather than a sentence: few words, capitals, no full stop."""
    words = text.split()
    if not 0 < len(words) <= 10 or len(text) > MAX_TITLE or text.endswith(_SENTENCE_END):
        return False
    if len(words) == 1:
        return is_name_like_title(text)
    return all(not word[:1].islower() or word in SMALL_WORDS for word in words)


def looks_like_sentence(text: str) -> bool:
    """Whether ``text`` reads as the beginning of a description."""
    words = text.split()
    return len(words) >= 2 and (
        words[0][:1].isupper() or not words[0][:1].isalpha() or text.endswith((".", ":", "!", "?"))
    )
