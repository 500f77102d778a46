"""Decoding: a dictionary, as ``json.loads`` gives it, to an object."""

from __future__ import annotations

import importlib
from collections.abc import Iterator

from benchmarks.packages import OURS, THEIRS
from benchmarks.samples import SAMPLES
from benchmarks.timing import Comparison, compare


def run() -> Iterator[tuple[str, Comparison]]:
    """One comparison for each sample and for a hundred of it; both packages are importable."""
    ours, theirs = importlib.import_module(OURS), importlib.import_module(THEIRS)
    for name, sample in SAMPLES.items():
        decode, validate = getattr(ours, name).from_dict, getattr(theirs, name).model_validate
        yield (
            f"dict → {name}",
            compare(lambda d=decode, s=sample: d(s), lambda v=validate, s=sample: v(s)),
        )
        many = [dict(sample) for _ in range(100)]
        yield (
            f"100 dicts → {name}",
            compare(
                lambda d=decode, m=many: [d(each) for each in m],
                lambda v=validate, m=many: [v(each) for each in m],
            ),
        )
