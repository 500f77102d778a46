"""Takes apart the line that opens a field: name, type, item type, format and flags without spaces.

The grammar is anchored at the right: flags, format, item type and type are words of a small
vocabulary, and what stands before them is the name. A name may itself end in such a word
(``step_number``), so more than one reading can be possible.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from typewright.loaders.reference_page.nodes import Header
from typewright.schema.schema import UnionKeyword
from typewright.values import dataclass, replace

MAX_HEADER: Final = 400
"""Code points; a longer line opens no field."""

LIKELY: Final = 0.9
"""Confidence in a reading that another line of the page decided."""


@dataclass(frozen=True, slots=True)
class HeaderGrammar:
    """The words of a dialect's field lines, in their order on the line.

    ``unions`` leads from the label of a union to its keyword. ``broken_end`` matches names that
    no field has: what is left when a word of the vocabulary is cut off a longer name.
    """

    types: tuple[str, ...]
    required: str
    read_only: str
    unique_items: str
    deprecated: str
    unions: tuple[tuple[str, UnionKeyword], ...]
    broken_end: str = r"[_.\-/:,;'\"(\[{<]$"

    def compile(self) -> HeaderReader:
        """The reader of this grammar."""
        word = "|".join(self.types)
        quoted = "|".join(f'"{name}"' for name in self.types)
        type_ = rf"(?:{word})(?: \| (?:{word}))*|\[ (?:{quoted})(?:, (?:{quoted}))* \]"
        item = rf"(?:{word})(?: ?, ?(?:{word}))*"
        flags = "".join(
            rf"(?P<{name}>{re.escape(flag)})?"
            for name, flag in (
                ("required", self.required),
                ("read_only", self.read_only),
                ("unique_items", self.unique_items),
                ("deprecated", self.deprecated),
            )
        )
        rest = (
            rf"(?P<types>{type_})?(?:\[(?:(?P<items>{item})|(?P<list>\[ (?:{quoted})"
            rf"(?:, (?:{quoted}))* \]))\])?(?:\((?P<format>[^()]+)\))?{flags}"
        )
        labels = "|".join(re.escape(label) for label, _ in self.unions)
        return HeaderReader(
            rest=re.compile(rest),
            tail=re.compile(
                rf"(?=(?:{type_}|\[|\(|{self.required}|{self.read_only}|{self.unique_items}|{self.deprecated})){rest}$"
            ),
            union=re.compile(rf"(?P<name>.+?)(?P<label>{labels})"),
            unions=dict(self.unions),
            words=re.compile(word),
            broken_end=re.compile(self.broken_end),
        )


@dataclass(frozen=True, slots=True)
class HeaderReader:
    """Reads field lines of one grammar."""

    rest: re.Pattern[str]
    tail: re.Pattern[str]
    union: re.Pattern[str]
    unions: dict[str, UnionKeyword]
    words: re.Pattern[str]
    broken_end: re.Pattern[str]

    def flags(self, text: str) -> Header | None:
        """The line below a union's name: everything but a name."""
        match = self.rest.fullmatch(text) if text and len(text) <= MAX_HEADER else None
        return self._header("", match) if match else None

    def readings(self, text: str, known: Collection[str] = ()) -> tuple[Header, ...]:
        """The ways to read ``text`` as the line of a field, the best first.

        Words of the vocabulary at its end count as such, unless the whole line is among ``known``
        (names that other lines show without doubt) and what would be left is not.
        """
        if not text or len(text) > MAX_HEADER:
            return ()
        if match := self.union.fullmatch(text):
            return (Header(match["name"], union=self.unions[match["label"]]),)
        bare = Header(text)
        first = self._shortest(text)
        if first is None:
            return (bare,)
        if self._is_trap(first, text, known):
            return (replace(bare, confidence=LIKELY), replace(first, confidence=1 - LIKELY))
        return (first, bare)

    def _shortest(self, text: str) -> Header | None:
        """The reading with the shortest name that can be one: the most of the line explained."""
        start = 1
        while match := self.tail.search(text, start):
            name = text[: match.start()]
            if not self.broken_end.search(name):
                return self._header(name, match)
            start = match.start() + 1
        return None

    def _is_trap(self, header: Header, text: str, known: Collection[str]) -> bool:
        """Whether the whole line is rather a name: others have it, and none has the short one."""
        return text in known and header.name not in known

    def _header(self, name: str, match: re.Match[str]) -> Header:
        types, items = match["types"], match["items"] or match["list"]
        return Header(
            name,
            types=tuple(self.words.findall(types)) if types else (),
            items=tuple(self.words.findall(items)) if items else None,
            format=match["format"],
            required=bool(match["required"]),
            read_only=bool(match["read_only"]),
            unique_items=bool(match["unique_items"]),
            deprecated=bool(match["deprecated"]),
        )
