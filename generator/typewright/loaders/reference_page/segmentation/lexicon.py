"""Words with how costly it is to meet them in a value.

Three sources, read when the first list is split and not on import:

- ``lexicon.tsv``: words and values of public API descriptions and JSON Schemas. Only counts,
  derived by ``benchmarks/lexicon.py``, for each family of documents apart: an evaluation leaves
  out the family that it judges.
- ``trade.txt``: some hundred short words that enums love and prose seldom counts, as file
  formats, comparison operators and log levels; written by hand.
- the English words of the package symspellpy (MIT; its counts come from Google's Books Ngrams,
  CC BY 3.0, cut down to the words of SCOWL). It was chosen over wordsegment (counts of a corpus
  that the Linguistic Data Consortium licenses), wordninja (states no licence) and wordfreq (58 MB,
  no longer kept). Only its word list is read; the package is not imported.
"""

from __future__ import annotations

import functools
import importlib.util
import math
import re
from collections.abc import Iterable, Mapping
from importlib import resources
from pathlib import Path

from typewright.values import dataclass

_COUNT = re.compile(r"([A-Z])(\d+)")
_TRADE = 3.4
_TOUCHING = 1.2


@dataclass(frozen=True, slots=True)
class Lexicon:
    """``words`` maps a lower-case word to its cost (-log10 of its share), ``values`` whole values
    of enums elsewhere to how many families of documents know them.
    """

    words: Mapping[str, float]
    values: Mapping[str, int]


@functools.cache
def load(without: frozenset[str] = frozenset()) -> Lexicon:
    """The whole lexicon, without what only the families ``without`` contributed."""
    counts, families = _counted(without)
    words = _costs(english(), base=1.0, least=3.4, most=7.0)
    described: dict[str, float] = {}
    for source in (
        _costs(counts["words"], base=1.0, least=3.2, most=6.3),
        _costs(counts["chunks"], base=0.4, least=2.3, most=4.4),
    ):
        for word, cost in source.items():
            described[word] = min(cost, described.get(word, cost))
    rare = {word for word in described if word not in words and families[word] < 2}
    for word, cost in described.items():
        words[word] = min(cost, words.get(word, cost))
    for word in rare:
        words[word] = max(words[word], _as_compound(word, words))
    for word in re.sub(r"(?m)^#.*$", "", _read("trade.txt")).split():
        words[word] = min(_TRADE, words.get(word, _TRADE))
    values = {value: families[value] for value in counts["values"]}
    return Lexicon(words, {value: n for value, n in values.items() if n > 1 or not value.isalpha()})


def _counted(without: frozenset[str]) -> tuple[dict[str, dict[str, int]], dict[str, int]]:
    """The counts of ``lexicon.tsv`` by kind, and how many families know each token."""
    counts: dict[str, dict[str, int]] = {"words": {}, "chunks": {}, "values": {}}
    families: dict[str, int] = {}
    left_out: set[str] = set()
    section: dict[str, int] = {}
    for line in _read("lexicon.tsv").splitlines():
        if line.startswith("# "):
            letter, family = line[2:].split(" ")
            if family in without:
                left_out.add(letter)
        elif line.startswith("["):
            section = counts[line[1:-1]]
        else:
            token, _, shares = line.partition("\t")
            found = [int(n) for letter, n in _COUNT.findall(shares) if letter not in left_out]
            if found:
                section[token] = sum(found)
                families[token] = max(families.get(token, 0), len(found))
    return counts, families


def _read(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")


def _as_compound(word: str, words: Mapping[str, float]) -> float:
    """What a word costs as two known ones that touch; a family may have invented it."""
    return min(
        (
            words[word[:cut]] + words[word[cut:]] + _TOUCHING
            for cut in range(4, len(word) - 3)
            if word[:cut] in words and word[cut:] in words
        ),
        default=0.0,
    )


def english() -> Mapping[str, int]:
    """English words with their counts; empty when the package is not installed."""
    package = importlib.util.find_spec("symspellpy")
    if package is None or package.origin is None:
        return {}
    lists = sorted(Path(package.origin).parent.glob("frequency_dictionary_en_*.txt"))
    return dict(_entries(lists[0].read_text(encoding="utf-8-sig"))) if lists else {}


def _entries(table: str) -> Iterable[tuple[str, int]]:
    for line in table.splitlines():
        word, _, count = line.partition(" ")
        if word.isalpha() and count.isdigit():
            yield word, int(count)


def _costs(
    counts: Mapping[str, int], *, base: float, least: float, most: float
) -> dict[str, float]:
    total = math.log10(sum(counts.values()) or 1)
    log10 = math.log10
    return {
        word: min(most, max(least, base + total - log10(count))) for word, count in counts.items()
    }
