"""Splits enum values that a reference page printed without separators.

The page says ``pendingcompletedcancelledexpired``; what it says around that list (its own prose,
defaults and examples, the names beside it, the words of the page and the site) and a lexicon
tell where the values end. Every reading has a calibrated confidence.
"""

from __future__ import annotations

from typewright.loaders.reference_page.segmentation import lexicon as lexicons
from typewright.loaders.reference_page.segmentation.candidates import ranked
from typewright.loaders.reference_page.segmentation.costs import Support
from typewright.loaders.reference_page.segmentation.evidence import Evidence, Vocabulary
from typewright.schema import Split

THRESHOLD = 0.95
"""The confidence from which the loader takes a reading for the truth."""

__all__ = ["THRESHOLD", "Evidence", "Split", "Vocabulary", "split_values"]


def split_values(
    glued: str, evidence: Evidence, lexicon: lexicons.Lexicon | None = None
) -> tuple[Split, ...]:
    """The likeliest readings of ``glued``, best first, at least one."""
    if not glued or len(glued) > 4000:
        return (Split((glued,), 0.0, "unreadable"),)
    seen, _ = ranked(glued, evidence, lexicon or lexicons.load())
    weights = [10 ** (seen[0].cost - candidate.cost) for candidate in seen]
    total = sum(weights)
    return tuple(
        Split(c.values, min(0.999, weight / total), c.pattern or Support(min(c.supports)).name)
        for weight, c in zip(weights, seen, strict=True)
        if weight / total > 1e-6 or weight == weights[0]
    )[:4]
