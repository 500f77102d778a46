"""Text from a source, made safe to show: nothing in it moves the cursor, hides or reorders."""

from __future__ import annotations

import unicodedata

_INVISIBLE = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))


def visible(text: str) -> str:
    r"""``text`` with every control, bidirectional and other invisible character as an escape.

    U+202E becomes ``\u202e``, a tab one blank. What is left is one line of printable characters.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_show, text))


def width(text: str) -> int:
    """How many columns a terminal needs for a text that is ``visible``."""
    if text.isascii():
        return len(text)
    return sum(_columns(character) for character in text)


def _show(character: str) -> str:
    if character == "\t":
        return " "
    if unicodedata.category(character) not in _INVISIBLE:
        return character
    code = ord(character)
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
