"""How wide text is, and how much room there is."""

from __future__ import annotations

import unicodedata

WIDTH = 88
"""The most columns that a line of code takes, as in Black."""

INDENT = "    "


def fits(line: str) -> bool:
    """Whether a line of code is short enough."""
    return (len(line) if line.isascii() else width(line)) <= WIDTH


def width(text: str) -> int:
    """The columns that ``text`` takes: two for a wide character, none for a combining one."""
    if text.isascii():
        return len(text)
    return len(text) + sum(_more(character) for character in text if not character.isascii())


def _more(character: str) -> int:
    """The columns that a character takes beyond one."""
    if unicodedata.combining(character):
        return -1
    return 1 if unicodedata.east_asian_width(character) in "WF" else 0
