"""Internationalized labels of domain names (IDNA 2008: RFC 5890 to RFC 5893).

What a character is allowed to be follows from its properties in the Unicode version of
Python, by the rules of RFC 5892.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

_ALLOWED: Final = frozenset("\xdf\u03c2\u06fd\u06fe\u0f0b\u3007")
_DISALLOWED: Final = frozenset(
    "\u0640\u07fa\u302e\u302f\u3031\u3032\u3033\u3034\u3035\u303b"
)
"""The exceptions of RFC 5892, section 2.6, but for those with rules."""

_IGNORABLE: Final = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0"
    "\U000e0100-\U000e01ef]"  # letters and marks of Default_Ignorable_Code_Point
    "|[\u20d0-\u20ff\U0001d100-\U0001d24f]"  # the blocks of section 2.4
    "|[\u1100-\u11ff\ua960-\ua97c\ud7b0-\ud7c6\ud7cb-\ud7fb]"  # old Hangul Jamo
)
_LETTERS: Final = frozenset({"Ll", "Lu", "Lo", "Nd", "Lm", "Mn", "Mc"})
_VIRAMA: Final = 9

_JOINS_NEXT: Final = (
    "0620 0626 0628 062a-062e 0633-063f 0641-0647 0649-064a 066e-066f 0678-0687 "
    "069a-06bf 06c1-06c2 06cc 06ce 06d0-06d1 06fa-06fc 06ff 0712-0714 071a-071d "
    "071f-0727 0729 072b 072d-072e 074e-0758 075c-076a 076d-0770 0772 0775-0777 "
    "077a-077f 07ca-07ea 0841-0845 0848 084a-0853 0855 0860 0862-0865 0868 0886 "
    "0889-088d 088f 08a0-08a9 08af-08b0 08b3-08b8 08ba-08c8 1807 1820-1878 "
    "1887-18a8 18aa a840-a872 10ac0-10ac4 10acd 10ad3-10adc 10ade-10ae0 "
    "10aeb-10aee 10b80 10b82 10b86-10b88 10b8a-10b8b 10b8d 10b90 10bad-10bae "
    "10d00-10d21 10d23 10ec3-10ec4 10ec6-10ec7 10ed9-10eee 10f30-10f32 "
    "10f34-10f44 10f51-10f53 10f70-10f73 10f76-10f81 10fb0 10fb2-10fb3 10fb8 "
    "10fbb-10fbc 10fbe-10fbf 10fc1 10fc4 10fca-10fcb 1e900-1e943"
)
"""Characters of the joining types D and L (Unicode 17), which join the next one."""

_JOINS_PREVIOUS: Final = (
    "0620 0622-063f 0641-064a 066e-066f 0671-0673 0675-06d3 06d5 06ee-06ef "
    "06fa-06fc 06ff 0710 0712-072f 074d-077f 07ca-07ea 0840-0858 0860 0862-0865 "
    "0867-086a 0870-0882 0886 0889-088f 08a0-08ac 08ae-08c8 1807 1820-1878 "
    "1887-18a8 18aa a840-a871 10ac0-10ac5 10ac7 10ac9-10aca 10ace-10ad6 "
    "10ad8-10ae1 10ae4 10aeb-10aef 10b80-10b91 10ba9-10bae 10d01-10d23 "
    "10ec2-10ec4 10ec6-10ec7 10f30-10f44 10f51-10f54 10f70-10f81 10fb0 "
    "10fb2-10fb6 10fb8-10fbf 10fc1-10fc4 10fc9-10fca 1e900-1e943"
)
"""Characters of the joining types D and R, which join the previous one."""


_NASALIZATION: Final = "\U0001e94b"
"""The one letter of joining type T that is no mark."""


def is_a_label(label: str) -> bool:
    """Whether a label that begins with ``xn--`` is an A-label (RFC 5891, 5.4)."""
    text = to_u_label(label)
    if text.isascii() or not is_u_label(text):
        return False
    return f"xn--{text.encode('punycode').decode('ascii')}" == label.lower()


def to_u_label(label: str) -> str:
    """What an A-label stands for; the empty string where it stands for nothing."""
    try:
        return label[4:].lower().encode("ascii").decode("punycode")
    except (UnicodeError, ValueError, OverflowError):
        return ""


def is_u_label(text: str) -> bool:
    """Whether a label with characters beyond ASCII is valid (RFC 5891, section 4.2);
    its length and the direction of writing are left aside.
    """
    return (
        unicodedata.is_normalized("NFC", text)
        and text[2:4] != "--"
        and not text.startswith("-")
        and not text.endswith("-")
        and not unicodedata.category(text[0]).startswith("M")
        and all(_is_allowed(text, index) for index in range(len(text)))
    )


def _is_allowed(text: str, index: int) -> bool:
    """Whether a character may stand where it does (RFC 5892, section 3)."""
    character = text[index]
    if character.isascii():
        return character in "-0123456789abcdefghijklmnopqrstuvwxyz"
    if character in _ALLOWED:
        return True
    rule = _fits_in(text, index)
    return _is_letter(character) if rule is None else rule


def _is_letter(character: str) -> bool:
    """Whether a character is always allowed, being a letter, digit or mark that stays
    what it is when it is folded and normalized.
    """
    if (
        character in _DISALLOWED
        or unicodedata.category(character) not in _LETTERS
        or _IGNORABLE.match(character)
    ):
        return False
    folded = unicodedata.normalize("NFKC", character).casefold()
    return unicodedata.normalize("NFKC", folded) == character


def _fits_in(text: str, index: int) -> bool | None:
    """What the rule for a character says (RFC 5892, appendix A), if there is one."""
    character, before, after = text[index], text[:index], text[index + 1 :]
    if character in "\u200c\u200d":
        if before and unicodedata.combining(before[-1]) == _VIRAMA:
            return True
        return character == "\u200c" and _joins(before, after)
    if character == "\xb7":
        return before[-1:] == "l" == after[:1]
    if character == "\u0375":
        return _is_of(after[:1], "GREEK ")
    if character in "\u05f3\u05f4":
        return _is_of(before[-1:], "HEBREW ")
    if character == "\u30fb":
        return any(map(_is_japanese, text))
    if "\u0660" <= character <= "\u0669":
        return not any("\u06f0" <= other <= "\u06f9" for other in text)
    if "\u06f0" <= character <= "\u06f9":
        return not any("\u0660" <= other <= "\u0669" for other in text)
    return None


def _is_of(character: str, *scripts: str) -> bool:
    """Whether there is a character, and its name begins with one of ``scripts``."""
    return character != "" and unicodedata.name(character, "").startswith(scripts)


def _is_japanese(character: str) -> bool:
    """Whether a character is of the scripts Hiragana, Katakana and Han."""
    if character in "\u3005\u3007":
        return True
    return character != "\u30fb" and _is_of(
        character, "HIRAGANA ", "HENTAIGANA ", "KATAKANA ", "CJK "
    )


def _joins(before: str, after: str) -> bool:
    """Whether the characters around join each other in a cursive script."""
    left = next(
        (ord(each) for each in reversed(before) if not _is_transparent(each)), 0
    )
    right = next((ord(each) for each in after if not _is_transparent(each)), 0)
    return left in _table(_JOINS_NEXT) and right in _table(_JOINS_PREVIOUS)


def _is_transparent(character: str) -> bool:
    return unicodedata.category(character) == "Mn" or character == _NASALIZATION


@cache
def _table(ranges: str) -> frozenset[int]:
    """The numbers in ranges that are written in hexadecimal digits."""
    found: set[int] = set()
    for written in ranges.split():
        low, _, high = written.partition("-")
        found.update(range(int(low, 16), int(high or low, 16) + 1))
    return frozenset(found)


def are_bidi(labels: list[str]) -> bool:
    """Whether labels keep the rule for names with some that are read from right to left
    (RFC 5893, section 2). Names without such labels need not.
    """
    directions = [list(map(unicodedata.bidirectional, label)) for label in labels]
    if not any(each in ("R", "AL", "AN") for found in directions for each in found):
        return True
    return all(map(_keeps_direction, directions))


def _keeps_direction(directions: list[str]) -> bool:
    """Whether a label with characters of such directions keeps the six conditions."""
    found = set(directions)
    ends = [each for each in directions if each != "NSM"][-1:]
    if directions[:1] == ["L"]:
        return ends in (["L"], ["EN"]) and found <= _LEFT_TO_RIGHT
    return (
        directions[:1] in (["R"], ["AL"])
        and ends in (["R"], ["AL"], ["EN"], ["AN"])
        and found <= _RIGHT_TO_LEFT
        and not {"EN", "AN"} <= found
    )


_LEFT_TO_RIGHT: Final = frozenset({"L", "EN", "ES", "CS", "ET", "ON", "BN", "NSM"})
_RIGHT_TO_LEFT: Final = _LEFT_TO_RIGHT - {"L"} | {"R", "AL", "AN"}
