"""Which branches of a union a value was meant for that none of them accepts.

Generated packages hold the same rules; see ``nearest`` in their ``_support.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from typewright.checks import nodes
from typewright.checks.failure import Failure
from typewright.schema import Json

KINDS: Final = ("type", "false", "const", "enum", "anyOf", "oneOf")
"""Keywords whose failure says that a value is of another kind than a branch is for."""


def fitting(tried: Sequence[list[Failure]], here: str) -> list[list[Failure]]:
    """What is wrong with a value at the pointer ``here`` by the branches that fit it best.

    ``tried`` has all failures of each branch. Branches for values of another kind do not count; of
    the others those with the fewest failures fit best. A member that is to have another constant
    value counts twice, since such members tell branches apart. A lone branch always fits.
    """
    left = [one for one in tried if len(tried) == 1 or not _is_strange(one, here)]
    least = min((_cost(found, here) for found in left), default=0)
    return [found for found in left if _cost(found, here) == least]


def is_meant(
    best: Sequence[list[Failure]], tried: Sequence[list[Failure]], here: str, value: Json
) -> bool:
    """Whether a value can only have been meant for the one branch that fits best.

    A text or number that is none of the listed ones of another branch may have been meant for that.
    """
    listed = type(value) in (str, int, float)
    return len(best) == 1 and all(
        found is best[0] or _is_strange(found, here, listed) for found in tried
    )


def _is_strange(found: Sequence[Failure], here: str, listed: bool = False) -> bool:
    """Whether a branch is for values of another kind; for other listed ones does not count."""
    kinds = KINDS[:2] if listed else KINDS
    return any(one.pointer == here and one.keyword in kinds and not one.causes for one in found)


def _cost(found: Sequence[Failure], here: str) -> int:
    constants = [
        one
        for one in found
        if one.keyword in ("const", "enum")
        and not (isinstance(one.wanted, nodes.OneOfValues) and len(one.wanted.values) > 1)
        and one.pointer.rpartition("/")[0] == here
    ]
    return len(found) + len(constants)
