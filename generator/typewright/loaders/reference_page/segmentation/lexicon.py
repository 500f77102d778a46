"""Words of public API descriptions, with how costly it is to meet them in a value.

The table ``lexicon.tsv`` holds counts only, derived by ``benchmarks/lexicon.py`` from public API
descriptions and JSON Schemas, for each family of documents apart: an evaluation leaves out the
family that it judges. It is read when the first list is split, not on import.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

_COUNT = re.compile(r"([A-Z])(\d+)")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """``words`` maps a lower-case word to its cost (-log10 of its share), ``values`` whole values
    of enums elsewhere to how many families of documents know them.
    """

    words: Mapping[str, float]
    values: Mapping[str, int]


@functools.cache
def load(without: frozenset[str] = frozenset()) -> Lexicon:
    """The shipped lexicon, without what only the families ``without`` contributed."""
    table = resources.files(__package__).joinpath("lexicon.tsv").read_text(encoding="utf-8")
    left_out: set[str] = set()
    counts: dict[str, dict[str, list[int]]] = {"words": {}, "chunks": {}, "values": {}}
    section: dict[str, list[int]] = {}
    for line in table.splitlines():
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
                section[token] = found
    words = _costs(counts["words"], base=1.0, least=3.2, most=6.3)
    for word, cost in _costs(counts["chunks"], base=0.4, least=2.3, most=4.4).items():
        words[word] = min(cost, words.get(word, cost))
    values = {value: len(found) for value, found in counts["values"].items()}
    return Lexicon(words, values)


def _costs(
    counts: Mapping[str, list[int]], *, base: float, least: float, most: float
) -> dict[str, float]:
    total = sum(map(sum, counts.values())) or 1
    return {
        word: min(most, max(least, base - math.log10(sum(found) / total)))
        for word, found in counts.items()
    }
