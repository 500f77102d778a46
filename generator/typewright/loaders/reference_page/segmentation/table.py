"""What vouches for words and whole values, and how cheap that makes them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import field
from enum import IntEnum
from functools import lru_cache
from typing import Final

from typewright.loaders.reference_page.segmentation import text
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


NEVER: Final = 99.0
"""The cost of what nothing is known of."""

_AFFIX = re.compile(
    r"(?:^(?:is|has|num|total|max|min|last|first|on)_)|"
    r"(?:_(?:at|details?|ids?|counts?|urls?|date|time|by|on|type|config|options?|settings|params?|"
    r"reason|data|until|since|seconds|ms)$)"
)
_SNAKE = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Known:
    """A whole value that something vouches for."""

    cost: float
    support: Support


@dataclass(slots=True)
class Table:
    """Values as they are written, and in lower case; phrases, by their letters alone; and words.
    Where several vouch for one, the cheapest counts, and of these the first.
    """

    exact: dict[str, Known] = field(default_factory=dict)
    folded: dict[str, Known] = field(default_factory=dict)
    phrases: dict[str, tuple[str, Known]] = field(default_factory=dict)
    words: dict[str, float] = field(default_factory=dict)

    def own(self, prose: str) -> None:
        """Takes in the description of the field itself."""
        for piece in text.quoted(prose):
            self.know(piece, 1.0, Support.OWN_LITERAL)
        for token in text.tokens(prose):
            if text.looks_like_code(token):
                self.know(token, 1.3, Support.OWN_LITERAL)
            elif not text.is_stop_word(token):
                self.know(token, 2.0, Support.OWN_WORD)
        for word in text.words(prose):
            self.cheapen(word, 2.0 if word not in text.STOP_WORDS else 3.0)
        for sentence in re.split(r"[.,;:()\n\t]", prose):
            self.phrase(text.words(sentence), 2.6, Support.OWN_WORD, least=2)

    def name(self, name: str) -> None:
        """Takes in the name of a member."""
        snake = _SNAKE.sub("_", name).lower()
        stem = _AFFIX.sub("", snake)
        for form in (name, snake, stem):
            if len(form) > 2:
                self.know(form, 2.3, Support.OBJECT)
        self.phrase(text.words(stem), 2.5, Support.OBJECT, least=2)
        for word in text.words(name):
            self.cheapen(word, 2.5)

    def near(self, prose: str, penalty: float) -> None:
        """Takes in a text that stands near the field."""
        for piece in text.quoted(prose):
            self.know(piece, 2.2 + penalty, Support.OBJECT)
        for token in text.tokens(prose):
            if text.looks_like_code(token):
                self.know(token, 2.4 + penalty, Support.OBJECT)
            elif token.lower() not in text.STOP_WORDS:
                self.know(token, 3.2 + penalty, Support.OBJECT)
        for word in text.words(prose):
            self.cheapen(word, (2.6 if word not in text.STOP_WORDS else 3.6) + penalty)

    def phrase(self, words: Iterable[str], cost: float, support: Support, least: int = 1) -> None:
        """Takes in all runs of so many and up to four words."""
        parts = list(words)
        for start in range(len(parts)):
            for end in range(start + least, min(start + 4, len(parts)) + 1):
                piece = "".join(parts[start:end])
                known = Known(cost + 0.2 * (end - start - 1), support)
                if len(piece) > 3 and (
                    piece not in self.phrases or known.cost < self.phrases[piece][1].cost
                ):
                    self.phrases[piece] = ("_".join(parts[start:end]), known)

    def know(self, value: str, cost: float, support: Support) -> None:
        """Takes in a whole value."""
        if len(value) < 3 and support < Support.OWN_LITERAL:
            cost += 1.0
        _keep(self.exact, value, Known(cost, support))
        _keep(self.folded, value.lower(), Known(cost + 0.6, support))

    def cheapen(self, word: str, cost: float) -> None:
        """Takes in a word."""
        if len(word) < 3:
            cost += 1.0
        if cost < self.words.get(word, NEVER):
            self.words[word] = cost


@lru_cache(maxsize=8)
def around(names: Sequence[str], prose: Sequence[str], title: str, description: str) -> Table:
    """What an object and all its members say, which is the same for each list of values in it."""
    table = Table()
    for name in names:
        table.name(name)
    table.phrase(text.words(title), 3.0, Support.OBJECT)
    for passage in (title, description):
        table.near(text.normalize(passage), 0.0)
    for passage in prose:
        table.near(text.normalize(passage), 0.3)
    return table


def _keep(table: dict[str, Known], key: str, known: Known) -> None:
    if key not in table or known.cost < table[key].cost:
        table[key] = known
