"""Splits enum values that a reference page printed without separators.

The page says ``pendingcompletedcancelledexpired``; what it says around that list (its own prose,
defaults and examples, the names beside it, the words of the page and the site) and a lexicon
tell where the values end. Every reading has a calibrated confidence.

How: a lattice of all values that may start at each place (``lattice``), priced by what vouches
for them (``costs``, ``lexicon``); the cheapest readings of the whole (``readings``) and those
that follow a visible pattern (``templates``, ``numbers``) are judged as lists (``candidates``);
what was seen on the way gives the confidence of the best (``confidence``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from typewright.loaders.reference_page.segmentation import lexicon as lexicons
from typewright.loaders.reference_page.segmentation import text
from typewright.loaders.reference_page.segmentation.candidates import Candidate, ranked
from typewright.loaders.reference_page.segmentation.confidence import confidence, features
from typewright.loaders.reference_page.segmentation.evidence import (
    NOTHING_KNOWN,
    Evidence,
    Vocabulary,
)
from typewright.loaders.reference_page.segmentation.kept import once
from typewright.loaders.reference_page.segmentation.table import Support
from typewright.loaders.reference_page.segmentation.weights import WEIGHTS
from typewright.schema import Split
from typewright.source.kept import Kept

THRESHOLD = 0.96
"""The confidence from which the loader takes a reading for the truth.

The least at which 97 % of the answers are right for each of the APIs that are measured, and that
still answers 95 % of OpenAI's lists.
"""

LONGEST = 4_000
"""Longer texts are not taken apart."""

_ALTERNATIVES = 4

_NAMES_ITS_OBJECT = 0.99
"""Confidence in a value that ends in all words of its object's title.

Separators stand inside values, so a border could only be in the middle of one of these words.
"""

__all__ = [
    "LONGEST",
    "NOTHING_KNOWN",
    "THRESHOLD",
    "Evidence",
    "Split",
    "Vocabulary",
    "judge",
    "split_values",
]


def split_values(glued: str, evidence: Evidence, kept: Kept | None = None) -> tuple[Split, ...]:
    """The likeliest readings of ``glued``, the best first, at least one; those that earlier runs
    have ``kept`` are not looked for again.

    Never raises. A text that is empty or longer than ``LONGEST`` comes back whole, with no
    confidence at all.
    """
    return _judged(glued, evidence) if kept is None else once(kept, glued, evidence, _judged)


def _judged(glued: str, evidence: Evidence) -> tuple[Split, ...]:
    return judge(glued, evidence, lexicons.load(), WEIGHTS)


def judge(
    glued: str, evidence: Evidence, lexicon: lexicons.Lexicon, weights: Mapping[str, float]
) -> tuple[Split, ...]:
    """``split_values`` with a lexicon and weights of one's own, as an evaluation needs."""
    if not glued or len(glued) > LONGEST:
        return (Split((glued,), 0.0, "too long" if glued else "empty"),)
    found, costs = ranked(glued, evidence, lexicon)
    sure = round(confidence(features(glued, found, costs), weights), 4)
    best, *others = found[:_ALTERNATIVES]
    if best.values == (glued,) and _names_its_object(glued, evidence.object_title):
        sure = max(sure, _NAMES_ITS_OBJECT)
    shares = [10 ** (others[0].cost - other.cost) for other in others]
    rest = 1.0 - sure
    return (
        Split(best.values, sure, _reason(best)),
        *(
            Split(other.values, round(min(sure, rest * share / sum(shares)), 4), _reason(other))
            for other, share in zip(others, shares, strict=True)
        ),
    )


def _names_its_object(value: str, title: str) -> bool:
    """Whether ``value`` is at most one word and then the words of ``title``, two or more:
    ``log.actor_user`` in ``ActorUser``.
    """
    named, chunks = list(text.words(title)), [each.lower() for each in re.split(r"[._:/-]", value)]
    before = chunks[: -len(named)]
    return len(named) > 1 and len(before) < 2 and chunks[len(before) :] == named


_REASONS: Mapping[Support, str] = {
    Support.UNKNOWN: "unknown words",
    Support.WORDS: "known words",
    Support.ELSEWHERE: "values seen elsewhere",
    Support.PAGE: "words of the page",
    Support.OBJECT: "words of the object",
    Support.SITE_VALUE: "values of other lists",
    Support.OWN_WORD: "own description",
    Support.OWN_LITERAL: "own description",
    Support.MEMBER: "default or example",
}


def _reason(candidate: Candidate) -> str:
    """The pattern, or what vouches for the value that has the least behind it."""
    return candidate.pattern or _REASONS[min(candidate.supports)]
