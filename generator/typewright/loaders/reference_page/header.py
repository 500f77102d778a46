"""Takes apart the line that opens a field: name, type, item type, format and flags without spaces.

The grammar is anchored at the right: flags, format, item type and type are words of a small
vocabulary, and what stands before them is the name. A name may itself end in such a word
(``step_number``), so more than one reading can be possible.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Final

from typewright.loaders.reference_page.nodes import Header
from typewright.schema.schema import UnionKeyword

MAX_HEADER: Final = 400
"""Code points; a longer line opens no field."""

SURE: Final = 1.0
LIKELY: Final = 0.9
UNSURE: Final = 0.6


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
        """All ways to read ``text`` as the line of a field, the best first.

        The last one is always the bare name. A name among ``known`` (names that other lines
        show without doubt) is preferred to one that is not.
        """
        if not text or len(text) > MAX_HEADER:
            return ()
        if match := self.union.fullmatch(text):
            return (Header(match["name"], union=self.unions[match["label"]]),)
        found = [
            self._header(text[: match.start()], match)
            for match in self.tail.finditer(text)
            if match.start() > 0
        ]
        found = self._overlapping(text, found)
        bare = Header(text)
        whole = [header for header in found if not self.broken_end.search(header.name)]
        if not whole:
            return (bare,)
        first, *others = sorted(whole, key=lambda header: len(header.name))
        if self._is_trap(first, text, known):
            return (
                replace(bare, confidence=LIKELY),
                replace(first, confidence=1 - LIKELY),
            )
        return (first, *others, bare)

    def _overlapping(self, text: str, found: list[Header]) -> list[Header]:
        """``finditer`` finds no match inside another one: look for those too."""
        seen = {header.name for header in found}
        for header in list(found):
            start = len(header.name) + 1
            while match := self.tail.search(text, start):
                name = text[: match.start()]
                if name not in seen:
                    seen.add(name)
                    found.append(self._header(name, match))
                start = match.start() + 1
        return found

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
