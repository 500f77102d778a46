"""What each feature of a reading says for it; ``benchmarks.segmentation`` wrote this."""

from __future__ import annotations

from collections.abc import Mapping

WEIGHTS: Mapping[str, float] = {
    "bias": 6.48,
    "margin": 0.95,
    "narrow": -0.624,
    "may be shifted": -0.449,
    "may be joined": -1.013,
    "may be cut": -1.025,
    "loose seams": -1.464,
    "value in another": -0.378,
    "compounds": -3.24,
    "single of capitals": 0.499,
    "several": -0.616,
    "many": 0.517,
    "in own prose": -0.899,
    "in object": 0.475,
    "elsewhere": -0.934,
    "unknown words": 0.77,
    "unknown at all": -1.589,
    "price of a letter": -0.619,
    "dearest value": -1.234,
    "codes": -1.318,
    "unsorted codes": -2.285,
    "may be many": -0.101,
    "repeats": -0.006,
    "touching digits": -0.998,
    "humps": 0.282,
    "capitals touch": -1.903,
    "short values": -1.005,
    "odd signs": 0.108,
    "bare pair": 1.695,
    "single and plain": 0.617,
}
