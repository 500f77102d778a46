"""How sure the best reading is: a logistic function of what was seen while choosing it.

The weights were fitted by ``benchmarks/segmentation.py`` on readings of public API descriptions;
what the evaluation prints for a family of descriptions comes from weights that were fitted
without that family.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Mapping, Sequence

from typewright.loaders.reference_page.segmentation import text
from typewright.loaders.reference_page.segmentation.candidates import Candidate
from typewright.loaders.reference_page.segmentation.costs import Costs
from typewright.loaders.reference_page.segmentation.table import Support

_WIDEST_MARGIN = 6.0
_MOST_COMPARED = 60
_PATTERN_ALONE = ("unsorted codes", "may be many")
_BY_PATTERN_ALONE = 0.9
"""The most that is believed when only the look of the whole text speaks, and not clearly."""
_BORDER = re.compile(r"[\W_]|(?<=[a-z])(?=[A-Z])")
_HUMP = re.compile(r"[a-z][A-Z]")


def features(glued: str, ranked: Sequence[Candidate], costs: Costs) -> dict[str, float]:
    """What tells right readings from wrong ones, each about between 0 and 5."""
    best = ranked[0]
    values, supports = best.values, best.supports
    count = len(values)
    margin = ranked[1].cost - best.cost if len(ranked) > 1 else _WIDEST_MARGIN
    unknown = sum(
        1
        for value, support in zip(values, supports, strict=True)
        if support < Support.PAGE
        for word in text.words(value)
        if word.isalpha() and len(word) > 1 and not costs.is_known_word(word)
    )
    short = sum(
        len(value) < 4 and support < Support.OBJECT
        for value, support in zip(values, supports, strict=True)
    )
    single = count == 1
    loose = _loose_seams(values, supports, costs)
    return {
        "bias": 1.0,
        "margin": min(margin, _WIDEST_MARGIN) / 2,
        "narrow": float(margin < 0.7),
        "may be shifted": max(0.0, 4 - _margin(ranked, 0)) / 2,
        "may be joined": max(0.0, 4 - _margin(ranked, -1)) / 2,
        "may be cut": max(0.0, 4 - _margin(ranked, 1)) / 2,
        "loose seams": min(loose, 3) / 1.5,
        "contested seams": max(0.0, 3 - _margin(ranked, 0)) if loose else 0.0,
        "value in another": float(_is_nested(values)),
        "compounds": float(costs.compounds),
        "single of capitals": float(single and len(glued) < 6 and glued.isupper()),
        "several": 0.0 if single else 1.0,
        "many": math.log10(count),
        "in own prose": _share(supports, Support.OWN_WORD),
        "in object": _share(supports, Support.OBJECT),
        "elsewhere": _share(supports, Support.ELSEWHERE),
        "unknown words": min(unknown, 4) / 2,
        "unknown at all": float(unknown > 0),
        "price of a letter": min(best.cost / len(glued), 2.0) * 2,
        "dearest value": max(0.0, min(max(best.prices), 22.0) - 5) / 5,
        "codes": float(best.pattern in {"codes", "numbers", "uniform"}),
        "unsorted codes": float(
            best.pattern == "codes" and list(values) != sorted(values) and not costs.tells_codes
        ),
        "may be many": float(
            single and 1 < len(glued) < 9 and (glued.isdigit() or (unknown > 0 and glued.isupper()))
        ),
        "repeats": float(len(set(values)) < count),
        "touching digits": min(_touching_digits(values), 3) / 1.5,
        "humps": float(any(map(_HUMP.search, values)) and not single),
        "capitals touch": float(glued[0].isupper() and _HUMP.search(glued) is not None),
        "short values": min(short, 4) / 2,
        "odd signs": float(not all(sign.isalnum() or sign in "_-./: " for sign in glued)),
        "bare pair": float(
            count == 2 and max(supports) < Support.OBJECT and all(map(str.isalnum, values))
        ),
        "single and plain": float(single and glued.isalnum()),
    }


def _share(supports: Sequence[Support], least: Support) -> float:
    return sum(support >= least for support in supports) / len(supports)


def _margin(ranked: Sequence[Candidate], more: int) -> float:
    """How much dearer the next reading is with as many values, with fewer, or with more."""
    best = ranked[0]
    for other in ranked[1:]:
        difference = len(other.values) - len(best.values)
        if (difference > 0) - (difference < 0) == more:
            return other.cost - best.cost
    return _WIDEST_MARGIN


def _loose_seams(values: Sequence[str], supports: Sequence[Support], costs: Costs) -> int:
    """How many borders could stand one letter off, with known words on both sides."""
    loose = 0
    for place, (before, after) in enumerate(itertools.pairwise(values)):
        if before[-1].isalpha() and after[0].isalpha() and min(supports[place : place + 2]) < 4:
            left, right = re.split(_BORDER, before)[-1], re.split(_BORDER, after)[0]
            loose += any(
                min(len(one), len(two)) > 2 and costs.knows(one) and costs.knows(two)
                for one, two in (
                    (left[:-1].lower(), (left[-1] + right).lower()),
                    ((left + right[0]).lower(), right[1:].lower()),
                )
            )
    return loose


def _is_nested(values: Sequence[str]) -> bool:
    """Whether a word that is a value is also the glued end of another value."""
    plain = sorted(value for value in values if len(value) > 3 and value.isalpha())
    if len(plain) > _MOST_COMPARED:
        return False
    return any(
        value != other and other.endswith(value) and other[-len(value) - 1].isalpha()
        for value in plain
        for other in values
        if len(other) > len(value)
    )


def _touching_digits(values: Sequence[str]) -> int:
    return sum(
        before[-1].isdigit() or after[0].isdigit() for before, after in itertools.pairwise(values)
    )


def confidence(seen: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The probability that the best reading is exactly right."""
    total = sum(weights.get(name, 0.0) * value for name, value in seen.items())
    sure = 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
    return min(sure, _BY_PATTERN_ALONE) if any(seen[name] for name in _PATTERN_ALONE) else sure
