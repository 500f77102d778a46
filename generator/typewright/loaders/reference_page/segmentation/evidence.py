"""What a page says around a list of values that it printed without separators."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import field
from functools import cached_property
from itertools import chain

from typewright.loaders.reference_page.segmentation import text
from typewright.schema.schema import JsonType
from typewright.values import dataclass


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
        counted_words: Counter[str] = Counter()
        counted_tokens: Counter[str] = Counter()
        counted_values = Counter(value for value in values if value)
        for passage in prose:
            plain = text.normalize(passage)
            counted_words.update(text.words(plain))
            counted_tokens.update(text.tokens(plain))
            counted_tokens.update(text.quoted(plain))
        for name in names:
            counted_words.update(text.words(name))
            counted_tokens[name] += 1
        for value in counted_values:
            counted_words.update(text.words(value))
        return Vocabulary(counted_words, counted_tokens, counted_values)

    def within(self, glued: str) -> Vocabulary:
        """What of it stands in a text, each counted once: all that a list of values in ASCII has
        to do with, whatever else the pages say.
        """
        return Vocabulary(
            _standing_in(glued.lower(), self.words, self._longest),
            _standing_in(glued, self.tokens, self._longest),
            _standing_in(glued, self.values, self._longest),
        )

    @cached_property
    def _longest(self) -> int:
        """The letters of the longest of all."""
        return max(map(len, chain(self.words, self.tokens, self.values)), default=0)


def _standing_in(text: str, names: Mapping[str, int], longest: int) -> dict[str, int]:
    """Those of some names that stand in a text, found with the fewer looks: for each of its parts,
    or for each name, the longest of which has so many letters.
    """
    longest = min(longest, len(text))
    found: Iterable[str] = filter(text.__contains__, names)
    if longest * len(text) < len(names):
        ends = ((at, at + size) for size in range(1, longest + 1) for at in range(len(text)))
        found = {text[start:end] for start, end in ends} & names.keys()
    return dict.fromkeys(sorted(found), 1)


NOTHING_KNOWN = Vocabulary()


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a page says of the field whose values are glued.

    ``types`` are the JSON types the page shows (empty: it shows none); ``members`` are the
    ``Default:`` and ``Example:`` texts as printed, which must be among the values;
    ``siblings`` are the names of the other members of the same object and ``sibling_prose`` their
    descriptions; ``vocabulary`` holds the words of the whole page or site. Anything may be empty.
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
