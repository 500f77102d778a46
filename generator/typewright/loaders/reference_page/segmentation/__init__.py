"""Splits enum values that a reference page printed without separators.

The page says ``pendingcompletedcancelledexpired``; what it says around that list (its own prose,
defaults and examples, the names beside it, the words of the page and the site) and a lexicon
tell where the values end. Every reading has a calibrated confidence.
"""

from __future__ import annotations

from typewright.loaders.reference_page.segmentation import lexicon as lexicons
from typewright.loaders.reference_page.segmentation.costs import Costs, Support
from typewright.loaders.reference_page.segmentation.evidence import Evidence, Vocabulary
from typewright.loaders.reference_page.segmentation.lattice import Lattice
from typewright.loaders.reference_page.segmentation.readings import search
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
    costs = Costs(evidence, lexicon or lexicons.load())
    ranked = search(glued, Lattice(glued, costs).pieces, 8)
    seen = []
    for reading in ranked:
        values = tuple(glued[piece.start : piece.end] for piece in reading.pieces)
        repeats = len(values) - len(set(values))
        seen.append((reading.cost + 9.0 * repeats, values, min(p.support for p in reading.pieces)))
    seen.sort(key=lambda entry: entry[0])
    weights = [10 ** (seen[0][0] - cost) for cost, _, _ in seen]
    total = sum(weights)
    return tuple(
        Split(values, min(0.999, weight / total), Support(support).name.lower().replace("_", " "))
        for weight, (_, values, support) in zip(weights, seen, strict=True)
        if weight / total > 1e-6 or weight == weights[0]
    )[:4]
