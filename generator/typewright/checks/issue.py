"""What a validator says of a value that does not hold."""

from __future__ import annotations

from typing import Final

from typewright.checks.wording import cut
from typewright.values import dataclass, replace

MAX_MESSAGE: Final = 300
"""How long the sentence of an issue may be: three lines."""

MAX_PART: Final = 90
"""How much of it each half of what is said of a union may take."""


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing that is wrong with a value.

    ``pointer`` is the JSON pointer (RFC 6901) to the part of the value that fails, ``keyword`` the
    JSON Schema keyword that it fails. ``expected`` and ``found`` are short phrases. Of a union none
    of whose variants holds, ``nearest`` are the first issues of the variants that fit best.
    """

    pointer: str
    keyword: str
    expected: str
    found: str
    nearest: tuple[Issue, ...] = ()

    @property
    def message(self) -> str:
        """The issue in one sentence, which is never longer than a few lines."""
        if not self.nearest:
            return cut(f"expected {self.expected}, found {self.found}", MAX_MESSAGE)
        limit = MAX_PART // len(self.nearest)
        wants: list[str] = []
        for one in self.nearest:
            place = one.pointer[len(self.pointer) :]
            wants.append(cut(f"{one.expected} at {place}" if place else one.expected, limit))
        want = "variant wants" if len(wants) == 1 else "variants want"
        text = f"expected {cut(self.expected, MAX_PART)}, found {self.found}"
        return cut(f"{text}; the nearest {want} {' or '.join(wants)}", MAX_MESSAGE)

    def below(self, place: str) -> Issue:
        """The issue as it is said where its value stands at the JSON pointer ``place``."""
        nearest = tuple(one.below(place) for one in self.nearest)
        return replace(self, pointer=place + self.pointer, nearest=nearest)

    def __str__(self) -> str:
        return f"{self.pointer or '(root)'}: {self.message} [{self.keyword}]"
