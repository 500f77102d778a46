"""Which branches of a union a value was meant for that none of them accepts.

Generated packages hold the same rules; see ``nearest`` in their ``_support.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from typewright.checks.issue import Issue
from typewright.checks.wording import SEVERAL
from typewright.schema import Json

MAX_NEAREST: Final = 3
"""Of so many branches that fit equally well it is said what they want."""

_KINDS: Final = ("type", "false", "const", "enum", "anyOf", "oneOf")
"""Keywords whose failure says that a value is of another kind than a branch is for."""


def fitting(tried: Sequence[list[Issue]], here: str) -> list[list[Issue]]:
    """What is wrong with a value at the pointer ``here`` by the branches that fit it best.

    ``tried`` has all issues of each branch. Branches for values of another kind do not count; of
    the others those with the fewest issues fit best. A member that is to have another constant
    value counts twice, since such members tell branches apart. A lone branch always fits.
    """
    left = [one for one in tried if len(tried) == 1 or not _is_strange(one, here)]
    least = min((_cost(issues, here) for issues in left), default=0)
    return [issues for issues in left if _cost(issues, here) == least]


def is_meant(
    best: Sequence[list[Issue]], tried: Sequence[list[Issue]], here: str, value: Json
) -> bool:
    """Whether a value can only have been meant for the one branch that fits best.

    A text or number that is none of the listed ones of another branch may have been meant for that.
    """
    listed = type(value) in (str, int, float)
    return len(best) == 1 and all(
        issues is best[0] or _is_strange(issues, here, listed) for issues in tried
    )


def first_causes(best: Sequence[list[Issue]]) -> tuple[Issue, ...]:
    """The first issue of each of some branches, the innermost of unions inside them, those that lie
    deepest first.
    """
    firsts = dict.fromkeys(cause for issues in best for cause in issues[0].nearest or issues[:1])
    deepest = sorted(firsts, key=lambda one: one.pointer.count("/"), reverse=True)
    return tuple(deepest[:MAX_NEAREST])


def _is_strange(issues: Sequence[Issue], here: str, listed: bool = False) -> bool:
    """Whether a branch is for values of another kind; for other listed ones does not count."""
    kinds = _KINDS[:2] if listed else _KINDS
    return any(one.pointer == here and one.keyword in kinds and not one.nearest for one in issues)


def _cost(issues: Sequence[Issue], here: str) -> int:
    constants = [
        one
        for one in issues
        if one.keyword in ("const", "enum")
        and not one.expected.startswith(SEVERAL)
        and one.pointer.rpartition("/")[0] == here
    ]
    return len(issues) + len(constants)
