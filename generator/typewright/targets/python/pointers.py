"""JSON pointers while code is written."""

from __future__ import annotations

from typewright.targets.python import literals
from typewright.values import dataclass


@dataclass(frozen=True, slots=True)
class At:
    """A JSON pointer while code is written: a variable that holds one, and fixed steps behind."""

    variable: str
    steps: str = ""

    def below(self, step: str) -> At:
        """The pointer of a part, by a token that is known and escaped."""
        return At(self.variable, f"{self.steps}/{step}")

    @property
    def expression(self) -> str:
        """The expression for the pointer."""
        return literals.formatted("", self.variable, self.steps) if self.steps else self.variable

    def followed_by(self, step: str) -> str:
        """The expression for the pointer of a part, by an expression for its token."""
        return literals.formatted("", self.variable, f"{self.steps}/", step)
