"""How costly it is to read a stretch of text as one value, in -log10 of a rough probability."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import IntEnum

from typewright.loaders.reference_page.segmentation import text
from typewright.loaders.reference_page.segmentation.evidence import Evidence
from typewright.loaders.reference_page.segmentation.lexicon import Lexicon
from typewright.values import dataclass


class Support(IntEnum):
    """What vouches for a value, the strongest last."""

    UNKNOWN = 0
    WORDS = 1
    """Composed of words of the lexicon or the page."""
    ELSEWHERE = 2
    """A value of enums of other descriptions."""
    PAGE = 3
    """Stands in the prose or among the names of the page or site."""
    OBJECT = 4
    """Stands in the prose, the title or among the members of the same object."""
    SITE_VALUE = 5
    """A value that another list of the same site surely has."""
    OWN_WORD = 6
    """A plain word of the field's own description."""
    OWN_LITERAL = 7
    """A literal or quoted text of the field's own description."""
    MEMBER = 8
    """The default or an example."""


_NEVER = 99.0
_UNKNOWN_WORD = 3.0
_UNKNOWN_LETTER = 1.2
_USUAL_LENGTH = 7
_SURPLUS_LETTER = 0.8
_UNSEPARATED_PHRASE = 2.5

_AFFIX = re.compile(
    r"(?:^(?:is|has|num|total|max|min|last|first|on)_)|"
    r"(?:_(?:at|details?|ids?|counts?|urls?|date|time|by|on|type|config|options?|settings|params?|"
    r"reason|data|until|since|seconds|ms)$)"
)
_CODES_NAMED = re.compile(r"countr|currenc|lang|locale|iso_?code", re.IGNORECASE)
_SNAKE = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Known:
    """A whole value that something vouches for."""

    cost: float
    support: Support


class Costs:
    """The costs of words and of whole values, given what the page says around the list."""

    def __init__(self, evidence: Evidence, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._vocabulary = evidence.vocabulary
        self._exact: dict[str, Known] = {}
        self._folded: dict[str, Known] = {}
        self._phrases: dict[str, tuple[str, Known]] = {}
        self._words: dict[str, float] = {}
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
        if self.mixed:
            for literal in ("true", "false"):
                self._know(literal, 1.0, Support.MEMBER)
        for member in members(evidence.members):
            self._know(member, 0.3, Support.MEMBER)
        self._gather_own(text.normalize(evidence.description))
        for name in evidence.siblings:
            self._gather_name(name)
        self._gather_name(evidence.name)
        self._gather_phrases(text.words(evidence.object_title), 3.0, Support.OBJECT)
        self._gather_phrases(text.words(evidence.name), 3.4, Support.OBJECT)
        for prose, penalty in (
            (evidence.object_title, 0.0),
            (evidence.object_description, 0.0),
            *((passage, 0.3) for passage in evidence.sibling_prose),
        ):
            self._gather_near(text.normalize(prose), penalty)

    def _gather_own(self, prose: str) -> None:
        for piece in text.quoted(prose):
            self._know(piece, 1.0, Support.OWN_LITERAL)
        for token in text.tokens(prose):
            if text.looks_like_code(token):
                self._know(token, 1.3, Support.OWN_LITERAL)
            elif token.lower() not in text.STOP_WORDS:
                self._know(token, 2.0, Support.OWN_WORD)
        for word in text.words(prose):
            self._cheapen(word, 2.0 if word not in text.STOP_WORDS else 3.0)
        for sentence in re.split(r"[.,;:()\n\t]", prose):
            self._gather_phrases(text.words(sentence), 2.6, Support.OWN_WORD, least=2)

    def _gather_name(self, name: str) -> None:
        snake = _SNAKE.sub("_", name).lower()
        stem = _AFFIX.sub("", snake)
        for form in (name, snake, stem):
            if len(form) > 2:
                self._know(form, 2.3, Support.OBJECT)
        self._gather_phrases(text.words(stem), 2.5, Support.OBJECT, least=2)
        for word in text.words(name):
            self._cheapen(word, 2.5)

    def _gather_near(self, prose: str, penalty: float) -> None:
        for piece in text.quoted(prose):
            self._know(piece, 2.2 + penalty, Support.OBJECT)
        for token in text.tokens(prose):
            if text.looks_like_code(token):
                self._know(token, 2.4 + penalty, Support.OBJECT)
            elif token.lower() not in text.STOP_WORDS:
                self._know(token, 3.2 + penalty, Support.OBJECT)
        for word in text.words(prose):
            self._cheapen(word, (2.6 if word not in text.STOP_WORDS else 3.6) + penalty)

    def _gather_phrases(
        self, phrase: Iterable[str], cost: float, support: Support, least: int = 1
    ) -> None:
        parts = list(phrase)
        for start in range(len(parts)):
            for end in range(start + least, min(start + 4, len(parts)) + 1):
                piece = "".join(parts[start:end])
                known = Known(cost + 0.2 * (end - start - 1), support)
                if len(piece) > 3 and (
                    piece not in self._phrases or known.cost < self._phrases[piece][1].cost
                ):
                    self._phrases[piece] = ("_".join(parts[start:end]), known)

    def _know(self, value: str, cost: float, support: Support) -> None:
        if len(value) < 3 and support < Support.OWN_LITERAL:
            cost += 1.0
        _keep(self._exact, value, Known(cost, support))
        _keep(self._folded, value.lower(), Known(cost + 0.6, support))

    def _cheapen(self, word: str, cost: float) -> None:
        if len(word) < 3:
            cost += 1.0
        if cost < self._words.get(word, _NEVER):
            self._words[word] = cost

    def known(self, value: str, squeezed: str) -> Known | None:
        """What vouches for a whole value; ``squeezed`` is it in lower case without separators."""
        best: Known | None = None
        for found in (
            self._exact.get(value),
            self._folded.get(value.lower()),
            self._as_phrase(value, squeezed),
            self._on_site(value),
        ):
            if found is not None and (best is None or found.cost < best.cost):
                best = found
        return best

    def _as_phrase(self, value: str, squeezed: str) -> Known | None:
        entry = self._phrases.get(squeezed)
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
        best = self._words.get(word, _NEVER)
        if word in self._vocabulary.words:
            best = min(best, (3.2 if word not in text.STOP_WORDS else 3.8) + (len(word) < 3))
        general = self._lexicon.words.get(word)
        if general is not None:
            best = min(best, general + max(0, 4 - len(word)) * 0.4)
        return best

    def knows(self, word: str) -> bool:
        """Whether the page or the lexicon has exactly this word."""
        return self._lookup(word) < _NEVER

    def is_known_word(self, word: str) -> bool:
        """Whether the page or the lexicon has the word, or one that it is a form of."""
        return self._known_word(word) < _NEVER


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


def _keep(table: dict[str, Known], key: str, known: Known) -> None:
    if key not in table or known.cost < table[key].cost:
        table[key] = known
