"""Readings that runs keep for later ones."""

from __future__ import annotations

import json
from collections.abc import Callable

from typewright.loaders.reference_page.segmentation.evidence import Evidence
from typewright.schema import Split
from typewright.source.kept import Kept, name_of
from typewright.values import replace


def once(
    kept: Kept,
    glued: str,
    evidence: Evidence,
    make: Callable[[str, Evidence], tuple[Split, ...]],
) -> tuple[Split, ...]:
    """The readings of ``glued`` as they are kept, else as they are made, and kept from then on.

    They are made of no more of the vocabulary than stands in the text. So an edit of one page makes
    few readings anew. Texts with other letters than ASCII, whose lower case may be other letters
    than their parts have, are always read.
    """
    if not glued.isascii():
        return make(glued, evidence)
    evidence = replace(evidence, vocabulary=evidence.vocabulary.within(glued))
    name = name_of("split", repr((glued, evidence)))
    parts = kept.get(name)
    if parts is not None:
        return tuple(
            Split(tuple(values), confidence, reason)
            for values, confidence, reason in json.loads(bytes(parts[""]))
        )
    found = make(glued, evidence)
    rows = [(one.values, one.confidence, one.reason) for one in found]
    kept.put(name, {"": json.dumps(rows).encode()})
    return found
