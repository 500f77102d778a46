"""The YAML 1.2 core schema: what a plain scalar means (YAML 1.2.2, section 10.3.2)."""

from __future__ import annotations

import re
from math import isfinite
from typing import Final

from typewright.source.limits import MAX_DIGITS

_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_WORDS: Final[dict[str, bool | None]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}

TAGS: Final = {
    "tag:yaml.org,2002:str": "text",
    "tag:yaml.org,2002:int": "an integer",
    "tag:yaml.org,2002:float": "a number",
    "tag:yaml.org,2002:bool": "a boolean",
    "tag:yaml.org,2002:null": "null",
    "tag:yaml.org,2002:map": "an object",
    "tag:yaml.org,2002:seq": "a list",
}
"""The tags of the core schema, and the words for what they mean."""


class NotFiniteError(ValueError):
    """A number that double precision cannot hold."""


class LongIntegerError(ValueError):
    """An integer with more than ``MAX_DIGITS`` digits."""


def resolve(text: str) -> bool | int | float | str | None:
    """The value of the plain scalar ``text``.

    Raises ``NotFiniteError`` and ``LongIntegerError`` for numbers that are not read.
    """
    # Most scalars are words that begin with none of these; the test costs less than the rest.
    if text and text[0] not in "-+.0123456789nNtTfF~":
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return integer(text)
    if _FLOAT.fullmatch(text):
        return number(text)
    if _NOT_FINITE.fullmatch(text):
        raise NotFiniteError(text)
    return text


def integer(text: str) -> int:
    """The integer that ``text`` writes in base 10, or in base 8 or 16 after ``0o`` or ``0x``."""
    if len(text) > MAX_DIGITS and len(text.lstrip("+-")) > MAX_DIGITS:
        raise LongIntegerError(text)
    base = {"0o": 8, "0x": 16}.get(text[:2], 10)
    return int(text, base)


def number(text: str) -> float:
    """The number that ``text`` writes with a fraction or an exponent."""
    value = float(text)
    if not isfinite(value):
        raise NotFiniteError(text)
    return value


def resolve_tagged(tag: str, text: str) -> bool | int | float | str | None:
    """The value of a scalar with a tag of the core schema.

    Raises ``ValueError`` when ``text`` is not written as a value of that type.
    """
    if tag == "tag:yaml.org,2002:str":
        return text
    if tag == "tag:yaml.org,2002:float" and _FLOAT.fullmatch(text):
        return number(text)
    value = resolve(text)
    expected = {
        "tag:yaml.org,2002:int": int,
        "tag:yaml.org,2002:bool": bool,
        "tag:yaml.org,2002:null": type(None),
    }.get(tag)
    if type(value) is not expected:
        raise ValueError(text)
    return value
