"""What a page says around a list of values that it printed without separators."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from functools import cached_property
from itertools import chain
from typing import Final, TypeAlias

from typewright.loaders.reference_page.segmentation import text
from typewright.schema.schema import JsonType
from typewright.values import dataclass

_OPENING: Final = 3
"""How many letters tell most names apart: of more, a text has more parts to look up."""

_ByOpening: TypeAlias = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Vocabulary:
    """The words of one page, or of all pages of a run; build it once and share it.

    ``words`` counts single words in lower case, ``tokens`` counts what stood as one piece in
    prose or as a member's name, ``values`` counts enum values that are surely known: lists of one
    obvious token, defaults, and lists that were split with certainty before.
    """

    words: Mapping[str, int] = field(default_factory=dict)
    tokens: Mapping[str, int] = field(default_factory=dict)
    values: Mapping[str, int] = field(default_factory=dict)

    @staticmethod
    def of(
        prose: Iterable[str] = (), names: Iterable[str] = (), values: Iterable[str] = ()
    ) -> Vocabulary:
        """Count the words of descriptions and titles, of member names and of known values."""
        passages, names = [*map(text.normalize, prose)], [*names]
        counted = Counter(filter(None, values))
        named = (*passages, *names, *counted)
        return Vocabulary(
            Counter(chain.from_iterable(map(text.words, named))),
            Counter(
                chain(
                    chain.from_iterable(map(text.tokens, passages)),
                    chain.from_iterable(map(text.quoted, passages)),
                    names,
                )
            ),
            counted,
        )

    @staticmethod
    def joined(parts: Iterable[Vocabulary]) -> Vocabulary:
        """The words of all parts together."""
        words, tokens, values = Counter[str](), Counter[str](), Counter[str]()
        for part in parts:
            words.update(part.words)
            tokens.update(part.tokens)
            values.update(part.values)
        return Vocabulary(words, tokens, values)

    def within(self, glued: str) -> Vocabulary:
        """What of it stands in a text, each counted once: all that a list of values in ASCII has
        to do with, whatever else the pages say.
        """
        return Vocabulary(*map(_standing_in, (glued.lower(), glued, glued), self._by_openings))

    @cached_property
    def _by_openings(self) -> Sequence[_ByOpening]:
        return [*map(_by_opening, (self.words, self.tokens, self.values))]


def _by_opening(names: Iterable[str]) -> _ByOpening:
    """Names by their first letters."""
    found = defaultdict[str, list[str]](list)
    for name in names:
        found[name[:_OPENING]].append(name)
    return found


def _standing_in(text: str, names: _ByOpening) -> dict[str, int]:
    """Those of some names that stand in a text; only those are looked for that open as a part of it
    does.
    """
    sizes = range(1, _OPENING + 1)
    openings = {text[at : at + size] for size in sizes for at in range(len(text))}
    found = (name for one in openings & names.keys() for name in names[one] if name in text)
    return dict.fromkeys(sorted(found), 1)


NOTHING_KNOWN = Vocabulary()


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a page says of the field whose values are glued.

    ``types`` are the JSON types the page shows (empty: it shows none); ``members`` are the
    ``Default:`` and ``Example:`` texts as printed, which must be among the values;
    ``siblings`` are the names of the members of the same object and ``sibling_prose`` their
    descriptions, among which those of the field may be; ``vocabulary`` holds the words of the whole
    page or site. Anything may be empty.
    """

    name: str = ""
    types: tuple[JsonType, ...] = ("string",)
    description: str = ""
    members: tuple[str, ...] = ()
    object_title: str = ""
    object_description: str = ""
    siblings: tuple[str, ...] = ()
    sibling_prose: tuple[str, ...] = ()
    vocabulary: Vocabulary = NOTHING_KNOWN
    api: str = ""
