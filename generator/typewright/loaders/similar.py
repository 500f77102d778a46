"""Which names somebody may have meant who wrote one that is none of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from heapq import nsmallest

_MANY = 100
"""Among so many names all are compared, letter by letter."""

_NEAR = 20
"""Among more, so many that have most pairs of letters in common with the wrong one."""


class Similar:
    """Names among which some are looked for that are like a wrong one."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_fold = {name.casefold(): name for name in names}
        self._having: dict[str, list[str]] = {}

    def to(self, wrong: str) -> list[str]:
        """The names that are most like ``wrong``, the best first; none where none is like it."""
        import difflib  # takes long to import, and few documents need it

        folded = wrong.casefold()
        known = self._by_fold if len(self._by_fold) <= _MANY else self._sharing(folded)
        return [self._by_fold[name] for name in difflib.get_close_matches(folded, known)]

    def _sharing(self, folded: str) -> list[str]:
        if not self._having:
            for name in self._by_fold:
                for pair in _pairs(name):
                    self._having.setdefault(pair, []).append(name)
        shared: Counter[str] = Counter()
        for pair in _pairs(folded):
            shared.update(self._having.get(pair, ()))

        def distance(name: str) -> tuple[float, str]:
            return -shared[name] / (len(name) + len(folded)), name

        least = len(folded) // 4  # a name that has fewer is not like it
        near = [name for name, count in shared.items() if count >= least]
        return nsmallest(_NEAR, near, key=distance)


def _pairs(name: str) -> set[str]:
    """The pairs of letters that stand beside each other, the first and the last one alone too."""
    return {f" {name}"[at : at + 2] for at in range(len(name) + 1)}
