"""What a JSON value is, in a few words."""

from __future__ import annotations

import json

MAX_TEXT = 60
"""How many characters of a value are shown."""

MAX_QUOTED = 80
"""How many characters that takes, with quotes and escapes."""


def describe(value: object) -> str:
    """A short phrase for ``value``: ``the string 'done'``, ``null``, ``an array of 3 items``.

    Never longer than a line, whatever the value is; also for what is no JSON value.
    """
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return f"the number {quote(value)}"
        case str():
            return f"the string {quote(value)}" if value else "an empty string"
        case list():
            return _counted("an empty array", "an array of", len(value), "item")
        case dict():
            return _counted("an empty object", "an object with", len(value), "member")
        case _:
            return f"a Python {type(value).__name__}, which is no JSON value"


def quote(value: object) -> str:
    """``value`` as it is written: strings in single quotes, anything long cut in the middle."""
    match value:
        case None | bool():
            return json.dumps(value)
        case int():
            return repr(value) if value.bit_length() <= 200 else f"of {value.bit_length()} bits"
        case float():
            return repr(value)
        case str():
            return _cut(value)
        case _:
            return describe(value)


def _cut(text: str) -> str:
    """A string in quotes. Escapes make it longer, so that it is cut before and after."""
    short = text if len(text) <= MAX_TEXT else f"{text[:40]}…{text[-15:]}"
    quoted = repr(short)
    return quoted if len(quoted) <= MAX_QUOTED else f"{quoted[:60]}…{quoted[-18:]}"


def _counted(empty: str, lead: str, count: int, noun: str) -> str:
    if not count:
        return empty
    return f"{lead} {count} {noun}{'s' if count > 1 else ''}"
