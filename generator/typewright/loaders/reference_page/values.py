"""Reads the values that labelled lines print: defaults, examples and bounds."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from typing import Final

from typewright.schema.schema import ABSENT, Absent, Json
from typewright.source import limits

_INTEGER = re.compile(r"-?(?:0|[1-9]\d*)")
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)?(?:\.\d+)?(?:[eE][+-]?\d+)?")
_WORDS: Final[dict[str, Json]] = {"true": True, "false": False, "null": None}


def value(text: str, types: Sequence[str], items: Sequence[str] = ()) -> Json:
    """The JSON value that a page prints as ``text`` for a field of these types.

    Strings stand bare, ``""`` as nothing; arrays as ``a, b`` (or JSON on operation pages);
    objects as JSON; a missing value as ``null``. Text that fits none of the types stays text. A
    field without type takes what JSON would read, and text otherwise.
    """
    if text == "null":
        return None
    if "array" in types and (found := _array(text, items)) is not ABSENT:
        return found
    if "object" in types and text.startswith("{") and (found := _json(text)) is not ABSENT:
        return found
    if (not types or "boolean" in types) and text in ("true", "false"):
        return _WORDS[text]
    if not types or "number" in types or "integer" in types:
        found = number(text)
        if found is not ABSENT:
            return found
    if not types and text[:1] in ("{", "["):
        found = _json(text)
        if found is not ABSENT:
            return found
    return text


def number(text: str) -> int | float | Absent:
    """The number that ``text`` is, ``ABSENT`` when it is none or no finite one."""
    if not text or len(text) > limits.MAX_DIGITS:
        return ABSENT
    if _INTEGER.fullmatch(text):
        return int(text)
    if not _NUMBER.fullmatch(text) or not any(c.isdigit() for c in text):
        return ABSENT
    found = float(text)
    return found if math.isfinite(found) else ABSENT


def examples(text: str, types: Sequence[str], items: Sequence[str] = ()) -> list[Json]:
    """The examples of a field: objects run together are several, anything else is one."""
    if "object" in types and text.startswith("{"):
        several = _objects(text)
        if several:
            return several
    if types in (("integer",), ("number",)) and ", " in text:
        return [value(part, types) for part in text.split(", ")]
    return [value(text, types, items)]


def _array(text: str, items: Sequence[str]) -> Json | Absent:
    if text.startswith("["):
        return _json(text)
    if not text:
        return ABSENT
    return [value(part, items) for part in text.split(", ")]


def _json(text: str) -> Json | Absent:
    if _is_deep(text):
        return ABSENT
    try:
        found: Json = json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return ABSENT
    return found


def _objects(text: str) -> list[Json]:
    """JSON objects without separator; nothing when that is not all of ``text``."""
    if _is_deep(text):
        return []
    decoder, found, at = json.JSONDecoder(parse_constant=_refuse), list[Json](), 0
    while at < len(text):
        try:
            one, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            return []
        found.append(one)
    return found


def _is_deep(text: str) -> bool:
    """Whether ``text`` nests deeper than any page's value does."""
    return text.count("[") + text.count("{") > 2_000


def _refuse(word: str) -> Json:
    raise ValueError(word)
