"""What each feature of a reading says for it; written by a benchmark."""

from __future__ import annotations

from collections.abc import Mapping

WEIGHTS: Mapping[str, float] = {
    "bias": 6.626,
    "margin": 0.956,
    "narrow": -0.601,
    "may be shifted": -0.202,
    "may be joined": -1.019,
    "may be cut": -1.102,
    "loose seams": 0.666,
    "contested seams": -1.639,
    "value in another": -0.471,
    "compounds": -3.155,
    "single of capitals": 0.469,
    "several": -0.981,
    "many": 0.918,
    "in own prose": -0.813,
    "in object": 0.441,
    "elsewhere": -1.075,
    "unknown words": 0.741,
    "unknown at all": -1.639,
    "price of a letter": -0.567,
    "dearest value": -1.331,
    "codes": -1.319,
    "unsorted codes": -2.332,
    "may be many": -0.131,
    "repeats": -0.007,
    "touching digits": -1.054,
    "humps": 0.256,
    "capitals touch": -1.916,
    "short values": -1.045,
    "odd signs": 0.139,
    "bare pair": 1.69,
    "single and plain": 0.591,
}
