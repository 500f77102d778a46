"""What a check finds wrong with a value, before anybody asks for the words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from typewright.checks.issue import Issue
from typewright.checks.nodes import Check
from typewright.checks.wording import describe, expected
from typewright.schema import Json
from typewright.values import dataclass

MAX_NEAREST: Final = 3
"""Of so many branches that fit equally well it is said what they want."""


@dataclass(slots=True, eq=False)
class Failure:
    """One thing that is wrong with ``value``, which stands at the JSON pointer ``pointer``: most
    failures are those of a branch that was only tried, and nobody hears of them.

    ``wanted`` is the phrase of what was expected, or the check that words it; ``found`` that of
    what was found, where it is not the value. Of a union none of whose branches holds, ``causes``
    are the first failures of the branches that fit best.
    """

    pointer: str
    keyword: str
    wanted: str | Check
    value: Json
    found: str | None = None
    causes: Sequence[Failure] = ()

    def issue(self) -> Issue:
        """The failure in words."""
        if not self.causes:
            return self._alone()
        firsts = dict.fromkeys(one._alone() for one in self._innermost())
        deepest = sorted(firsts, key=lambda one: one.pointer.count("/"), reverse=True)
        return self._alone(tuple(deepest[:MAX_NEAREST]))

    def _alone(self, nearest: tuple[Issue, ...] = ()) -> Issue:
        phrase = self.wanted if isinstance(self.wanted, str) else expected(self.wanted)
        found = describe(self.value) if self.found is None else self.found
        return Issue(self.pointer, self.keyword, phrase, found, nearest)

    def _innermost(self) -> list[Failure]:
        """The causes that have none themselves, in their order."""
        innermost: list[Failure] = []
        pending = [self]
        while pending:  # unions may lie in each other as deep as the value is
            one = pending.pop()
            if one.causes:
                pending.extend(reversed(one.causes))
            else:
                innermost.append(one)
        return innermost
