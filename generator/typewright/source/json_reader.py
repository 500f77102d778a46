"""JSON (RFC 8259) to data, with what the standard library's reader lets pass."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from math import isfinite
from typing import TYPE_CHECKING, Any, Final

from typewright.diagnostics import Diagnostic, InputError, Related, codes
from typewright.source import pointer
from typewright.source.extent import refuse_beyond_limits
from typewright.source.json_places import scan
from typewright.source.limits import MAX_DEPTH, MAX_DIGITS
from typewright.source.lines import Lines
from typewright.source.origin import Origin
from typewright.source.source import Source

if TYPE_CHECKING:
    from typewright.schema.schema import Json

# What the standard library's reader says, in the words of what it expected.
_EXPECTED: Final = {
    "Expecting property name enclosed in double quotes": "a key in double quotes",
    "Expecting ':' delimiter": "':' after the key",
    "Expecting ',' delimiter": "',' or the end of the object or array",
    "Expecting value": "a value",
    "Extra data": "the end of the document",
    "Unterminated string starting at": "a closing quote for the string that starts here",
    "Invalid control character at": "no control character in a string (write it as an escape)",
    "Invalid \\escape": "a known escape after the backslash",
    "Invalid \\uXXXX escape": "four hexadecimal digits after \\u",
    "Illegal trailing comma before end of object": "no ',' before the end of the object",
    "Illegal trailing comma before end of array": "no ',' before the end of the array",
}
_TRAILING_COMMA = re.compile(r",\s*[}\]]")
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|.)")


def parse(source: Source) -> tuple[Json, tuple[Diagnostic, ...]]:
    """The data that the JSON text of ``source`` holds, and what is wrong with it.

    Where a key stands twice, the first one is kept; a number that is not finite or has too many
    digits is kept as text. Both are reported.

    Raises ``InputError`` for what is not JSON, and for documents beyond the limits.
    """
    reader = _Reader()
    try:
        value: Json = reader.decode(source.text)
    except json.JSONDecodeError as error:
        raise InputError(_syntax(source, error)) from None
    except RecursionError:
        raise InputError(_too_deep(source)) from None
    if _SURROGATE.search(source.text) and (lone := tuple(_lone_surrogates(source))):
        raise InputError(*lone)
    try:
        refuse_beyond_limits(source, value)
    except InputError as error:
        deep = any(found.code == codes.source.TOO_DEEP.code for found in error.diagnostics)
        raise (InputError(_too_deep(source)) if deep else error) from None
    return value, tuple(_problems(source)) if reader.suspicious else ()


class _Reader:
    """The standard library's decoder with hooks that notice what it would let pass.

    The hooks know no positions. They leave a mark, and the text is then read again for the places.
    """

    def __init__(self) -> None:
        self.suspicious = False
        self.decode = json.JSONDecoder(
            object_pairs_hook=self._object,
            parse_int=self._integer,
            parse_float=self._number,
            parse_constant=self._constant,
        ).decode

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        members = dict(pairs)
        if len(members) != len(pairs):
            self.suspicious = True
            members = dict(reversed(pairs))
            members = {key: members[key] for key, _ in pairs}
        return members

    def _integer(self, text: str) -> int | str:
        return int(text) if len(text) <= MAX_DIGITS else self._constant(text)

    def _number(self, text: str) -> float | str:
        value = float(text)
        return value if isfinite(value) else self._constant(text)

    def _constant(self, text: str) -> str:
        self.suspicious = True
        return text


def _problems(source: Source) -> Iterator[Diagnostic]:
    lines = Lines(source.text)
    scanned = scan(source.text)
    for path, first, second in scanned.duplicates:
        where = pointer.join(path)
        related = Related(
            Origin(source, where, lines.at(first)), "the first one is here, and is kept"
        )
        origin = Origin(source, where, lines.at(second))
        yield codes.source.DUPLICATE_KEY.at(origin, related=(related,), key=path[-1])
    for path, offset, text in scanned.numbers:
        origin = Origin(source, pointer.join(path), lines.at(offset))
        if text.lstrip("-").isdigit():
            yield codes.source.LONG_INTEGER.at(origin, digits=len(text), limit=MAX_DIGITS)
        else:
            yield codes.source.NOT_FINITE.at(origin, text=text)


def _lone_surrogates(source: Source) -> Iterator[Diagnostic]:
    """The escapes that are half of a pair: a backslash stands only in strings, as an escape."""
    lines = Lines(source.text)
    high: re.Match[str] | None = None
    for escape in _ESCAPE.finditer(source.text):
        unit = int(escape[1] or "0", 16)
        pairs_up = high is not None and high.end() == escape.start() and 0xDC00 <= unit <= 0xDFFF
        if high is not None and not pairs_up:
            yield _lone_surrogate(source, lines, high)
        high = escape if 0xD800 <= unit <= 0xDBFF else None
        if 0xDC00 <= unit <= 0xDFFF and not pairs_up:
            yield _lone_surrogate(source, lines, escape)
    if high is not None:
        yield _lone_surrogate(source, lines, high)


def _lone_surrogate(source: Source, lines: Lines, escape: re.Match[str]) -> Diagnostic:
    origin = Origin(source, at=lines.at(escape.start()))
    return codes.source.LONE_SURROGATE.at(origin, text=escape[0])


def _too_deep(source: Source) -> Diagnostic:
    """The diagnostic at the bracket that goes beyond the limit."""
    scanned = scan(source.text, depth=MAX_DEPTH)
    origin = Origin(source, pointer.join(scanned.deepest), Lines(source.text).at(scanned.end))
    return codes.source.TOO_DEEP.at(origin, limit=MAX_DEPTH)


def _syntax(source: Source, error: json.JSONDecodeError) -> Diagnostic:
    rest = source.text[error.pos : error.pos + 20]
    word = re.match(r"\w+|.", rest)
    return codes.source.JSON_SYNTAX.at(
        Origin(source, at=Lines(source.text).at(error.pos)),
        advice=_advice(source.text, error.pos, is_over=error.msg == "Extra data"),
        expected=_EXPECTED.get(error.msg, f"JSON ({error.msg})"),
        found=repr(word[0]) if word else ("the end of the line" if rest else "the end of the text"),
    )


def _advice(text: str, at: int, *, is_over: bool) -> str:
    """What to do about the likeliest slip where a character is wrong; ``is_over`` says that a whole
    document stands before it.
    """
    before, rest = text[:at].rstrip(), text[at:].lstrip()
    if not before and rest.startswith("<"):
        return (
            "this is HTML or XML, perhaps what a server shows instead of the file: fetch it again"
        )
    if _TRAILING_COMMA.match(rest) or (before.endswith(",") and rest.startswith(("}", "]"))):
        return "remove the comma before the bracket"
    if rest.startswith(("//", "/*", "#")):
        return "JSON has no comments: remove them"
    if rest.startswith("'"):
        return "write keys and texts in double quotes"
    if is_over and rest.startswith(("{", "[")):
        return "a file holds one document: make a file of each"
    if not rest or (text.startswith('"', at) and "\n" not in text[at:]):
        return "was the file written completely?"
    return "check the commas, quotes and brackets before this place"
