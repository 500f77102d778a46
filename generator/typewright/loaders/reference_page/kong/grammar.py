"""The dialect of Kong's spec-renderer, which API portals use: what one line of it can be.

Pages are the renderer's HTML turned to text. A block element of HTML is a line of its own; a
paragraph stands between blank lines. ``page`` reads whole pages by these rules.
"""

from __future__ import annotations

import re
from collections.abc import Set
from functools import lru_cache
from typing import Final

from typewright.loaders.reference_page import bounds
from typewright.loaders.reference_page.header import MAX_HEADER, HeaderGrammar
from typewright.loaders.reference_page.lines import Line
from typewright.loaders.reference_page.nodes import Facet, Header, Part, Value
from typewright.schema.schema import UnionKeyword

TYPES: Final = ("string", "integer", "number", "boolean", "object", "array", "null")
UNIONS: Final[dict[str, UnionKeyword]] = {"One Of": "oneOf", "Any Of": "anyOf"}
HEADERS: Final = HeaderGrammar(
    types=TYPES,
    required="required",
    read_only="read-only",
    unique_items="unique-items",
    deprecated="DEPRECATED",
    unions=tuple(UNIONS.items()),
).compile()

LABELS: Final = {
    "Allowed values:": Facet.ENUM,
    "Match pattern:": Facet.PATTERN,
    "Default:": Facet.DEFAULT,
    "Example:": Facet.EXAMPLE,
}
ADDITIONAL: Final = {
    "* Additional properties are NOT allowed.": False,
    "* Additional properties are allowed.": True,
}
CHILDREN: Final = {"Show Child Parameters": False, "Hide Child Parameters": True}
OPENS: Final = frozenset(text for text, shown in CHILDREN.items() if shown)
END: Final = "Example"
WEBHOOK: Final = "WEBHOOK"
OPERATION_BADGES: Final = frozenset({"DEPRECATED", WEBHOOK})
METHODS: Final = frozenset(
    ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"]
)
SECTIONS: Final = {
    "Query Parameters": Part.QUERY,
    "Path Parameters": Part.PATH,
    "Headers": Part.HEADER,
    "Cookies": Part.COOKIE,
    "Body": Part.BODY,
    "Response": Part.RESPONSE,
    "Callback Response": Part.CALLBACK,
}

_NUMBER = r"-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?"
RANGE: Final = re.compile(
    rf"(?:(?P<min>>=? {_NUMBER}))?(?P<max><=? {_NUMBER})?"
    rf"(?:>= (?P<min_length>\d+) characters)?(?:<= (?P<max_length>\d+) characters)?"
    rf"(?:> (?P<exclusive_min>{_NUMBER}))?(?:< (?P<exclusive_max>{_NUMBER}))?"
    rf"(?:x (?P<multiple>{_NUMBER}))?"
    rf"(?:>= (?P<min_items>\d+) items)?(?:<= (?P<max_items>\d+) items)?"
)
"""All bounds of a field run together, in the renderer's order."""

CONTENT: Final = re.compile(
    r"(?:(?P<code>[1-5](?:\d\d|XX)|default)(?: |$))?(?P<media>[\w.+-]+/[\w.+*-]+(?:; ?[\w=.-]+)*)?"
)
URL: Final = re.compile(r"(?:https?|wss?)://\S*|/\S*|\{\S+")
PAGE_MARK: Final = re.compile(r"#{1,6} (?:/|https?://).*")
"""A heading that a tool put before the text of a page: its address."""
NAME: Final = re.compile(r"[^\W\d]?[\w$@.:\-/\[\]+]*")
VARIANT: Final = re.compile(r"Variant \d+(?: \(deprecated\))?")


def badge(text: str) -> Header | None:
    """The type of a block on a line of its own: ``object``, ``string | null``, ``string,null``."""
    parts = re.split(r" \| |,", text) if len(text) <= MAX_HEADER else ()
    if 0 < len(parts) <= len(TYPES) and all(part in TYPES for part in parts):
        return Header("", types=tuple(parts))
    return None


def label(line: Line) -> Value | None:
    """A labelled line, or the line of bounds, with what it says."""
    text = line.text
    for word, facet in LABELS.items():
        if text.startswith(word):
            return Value(line, facet, text[len(word) :].strip())
    if text[:2] in (">=", "<=", "> ", "< ", "x ") and (match := RANGE.fullmatch(text)):
        return Value(line, Facet.RANGE, text, tuple(bounds.keywords(match).items()))
    return None


def is_spaced(line: Line) -> bool:
    """Whether a blank stands after the line's label, which the renderer does not print."""
    return any(line.text.startswith(word + " ") for word in LABELS)


def is_marker(text: str) -> bool:
    """Whether the line is one of the fixed lines that stand inside a block."""
    return text in CHILDREN or text in ADDITIONAL or text == END or text in UNIONS


def readings(text: str, known: Set[str] = frozenset()) -> tuple[Header, ...]:
    """As ``HeaderReader.readings``, which each line is asked for several times; what is known says
    nothing of a line that is not among it.
    """
    return HEADERS.readings(text, known) if text in known else _readings(text)


@lru_cache(maxsize=16384)
def _readings(text: str) -> tuple[Header, ...]:
    return HEADERS.readings(text)


@lru_cache(maxsize=16384)
def opens_field(text: str, *, spaces: bool = False) -> bool:
    """Whether the line shows a name with a type or flag after it.

    ``spaces`` allows them in the name, as the titles of variants have them.
    """
    first = next(iter(readings(text)), None)
    if first is None or first.is_bare:
        return False
    return is_name(first.name) or (spaces and first.name == first.name.strip())


@lru_cache(maxsize=16384)
def opens_spaced_field(text: str) -> bool:
    """Whether the line shows a name of a few words with a type or flag after it, as no sentence
    ends.
    """
    first = next(iter(readings(text)), None)
    if first is None or first.is_bare or not is_spaced_name(first.name):
        return False
    return text.rpartition(" ")[2].lower() not in _ENGLISH


def is_spaced_name(text: str) -> bool:
    """Whether ``text`` could be the name of a property that has blanks in it."""
    words = text.split(" ")
    return 1 < len(words) <= MAX_WORDS and all(
        is_name(word) and not word.endswith((".", ":")) for word in words
    )


MAX_WORDS: Final = 4
"""So many words has a name at most, if they are not a sentence."""

_ENGLISH: Final = frozenset(
    ("substring", "superstring", "bitstring", "subobject", "subarray", "outnumber", "disarray")
)
"""Words that end like a type and may be the last of a sentence."""


def is_name(text: str) -> bool:
    """Whether ``text`` could be the name of a property: no blank, no sentence mark."""
    return len(text) <= MAX_HEADER and bool(NAME.fullmatch(text)) and any(c.isalnum() for c in text)
