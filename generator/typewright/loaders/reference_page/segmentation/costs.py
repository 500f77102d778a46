"""How costly it is to read a stretch of text as one value, in -log10 of a rough probability."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from typewright.loaders.reference_page.segmentation import text
from typewright.loaders.reference_page.segmentation.evidence import Evidence
from typewright.loaders.reference_page.segmentation.lexicon import Lexicon
from typewright.loaders.reference_page.segmentation.table import (
    NEVER,
    Known,
    Support,
    Table,
    around,
)

_UNKNOWN_WORD = 3.0
_UNKNOWN_LETTER = 1.2
_USUAL_LENGTH = 7
_SURPLUS_LETTER = 0.8
_UNSEPARATED_PHRASE = 2.5

_CODES_NAMED = re.compile(r"countr|currenc|lang|locale|iso_?code", re.IGNORECASE)


class Costs:
    """The costs of words and of whole values, given what the page says around the list."""

    def __init__(self, evidence: Evidence, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._vocabulary = evidence.vocabulary
        self._own = Table()
        self._around = around(
            evidence.siblings,
            evidence.sibling_prose,
            evidence.object_title,
            evidence.object_description,
        )
        self._word_cache: dict[str, float] = {}
        self._gather(evidence)
        told = f"{evidence.name} {evidence.object_title}"
        self.tells_codes = _CODES_NAMED.search(told) is not None
        """Whether the field's name speaks of countries, currencies and the like."""
        self.compounds = any(map(self._is_compound, members(evidence.members)))
        """Whether a known value is two words that touch, so that others may be, too."""

    def _is_compound(self, value: str) -> bool:
        if not (value.isalpha() and value.islower()) or value in self._lexicon.words:
            return False
        words = self._lexicon.words
        return any(
            value[:cut] in words and value[cut:] in words for cut in range(3, len(value) - 2)
        )

    def _gather(self, evidence: Evidence) -> None:
        types = set(evidence.types) - {"null", "array"}
        self.mixed = types != {"string"} and "array" not in evidence.types
        """Whether values that are no strings may stand among the values."""
        own = self._own
        if self.mixed:
            for literal in ("true", "false"):
                own.know(literal, 1.0, Support.MEMBER)
        for member in members(evidence.members):
            own.know(member, 0.3, Support.MEMBER)
        own.own(text.normalize(evidence.description))
        own.name(evidence.name)
        own.phrase(text.words(evidence.name), 3.4, Support.OBJECT)

    def known(self, value: str, squeezed: str) -> Known | None:
        """What vouches for a whole value; ``squeezed`` is it in lower case without separators."""
        best: Known | None = None
        folded = value.lower()
        for found in (
            self._own.exact.get(value),
            self._around.exact.get(value),
            self._own.folded.get(folded),
            self._around.folded.get(folded),
            self._as_phrase(value, squeezed),
            self._on_site(value),
        ):
            if found is not None and (best is None or found.cost < best.cost):
                best = found
        return best

    def _as_phrase(self, value: str, squeezed: str) -> Known | None:
        entries = (self._own.phrases.get(squeezed), self._around.phrases.get(squeezed))
        entry = min(filter(None, entries), key=lambda one: one[1].cost, default=None)
        if entry is None or not (value[0].isalnum() and value[-1].isalnum()):
            return None
        phrase, known = entry
        if phrase == "_".join(text.words(value)):
            return known
        if value.isalnum() and text.STOP_WORDS.isdisjoint(phrase.split("_")):
            return Known(known.cost + _UNSEPARATED_PHRASE, known.support)
        return None

    def _on_site(self, value: str) -> Known | None:
        if value in self._vocabulary.values:
            return Known(1.8, Support.SITE_VALUE)
        if len(value) < 3:
            return None
        if value in self._vocabulary.tokens:
            code = text.looks_like_code(value)
            if code or value.lower() not in text.STOP_WORDS:
                return Known(2.7 if code else 3.6, Support.PAGE)
        families = self._lexicon.values.get(value)
        if families:
            return Known(3.4 if families > 1 else 4.0, Support.ELSEWHERE)
        return None

    def word(self, word: str) -> float:
        """The cost of one word of letters inside a value, given in lower case."""
        cost = self._word_cache.get(word)
        if cost is None:
            cost = self._word_cache[word] = min(self._known_word(word), unknown_word(word))
        return cost

    def _known_word(self, word: str) -> float:
        best = self._lookup(word)
        for suffix in ("s", "es", "d", "ed", "ing", "er"):
            if len(word) > len(suffix) + 3 and word.endswith(suffix):
                best = min(best, self._lookup(word[: -len(suffix)]) + 0.9)
        for size in range(2, 6):
            if word[:size] in text.PREFIXES and len(word) > size + 3:
                best = min(best, self._lookup(word[size:]) + 1.5)
        return best

    def _lookup(self, word: str) -> float:
        best = min(self._own.words.get(word, NEVER), self._around.words.get(word, NEVER))
        if word in self._vocabulary.words:
            best = min(best, (3.2 if word not in text.STOP_WORDS else 3.8) + (len(word) < 3))
        general = self._lexicon.words.get(word)
        if general is not None:
            best = min(best, general + max(0, 4 - len(word)) * 0.4)
        return best

    def knows(self, word: str) -> bool:
        """Whether the page or the lexicon has exactly this word."""
        return self._lookup(word) < NEVER

    def is_known_word(self, word: str) -> bool:
        """Whether the page or the lexicon has the word, or one that it is a form of."""
        return self._known_word(word) < NEVER


def unknown_word(word: str) -> float:
    """The cost of letters that no source knows as a word."""
    surplus = max(0, len(word) - _USUAL_LENGTH)
    return _UNKNOWN_WORD + _UNKNOWN_LETTER * len(word) + _SURPLUS_LETTER * surplus


def members(printed: Iterable[str]) -> Iterator[str]:
    """The values that ``Default:`` and ``Example:`` texts name; array texts name several."""
    for entry in printed:
        plain = entry.strip()
        if plain.startswith("[") and plain.endswith("]"):
            plain = plain[1:-1]
        if not plain or plain in {"null", "{}"} or plain[0] == "{":
            continue
        yield plain.strip('"')
        if ", " in plain or '","' in plain:
            yield from (part.strip().strip('"') for part in plain.split(",") if part.strip())
