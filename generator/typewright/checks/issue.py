"""What a validator says of a value that does not hold."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing that is wrong with a value.

    ``pointer`` is the JSON pointer (RFC 6901) to the part of the value that fails, ``keyword`` the
    JSON Schema keyword that it fails. ``expected`` and ``found`` are short phrases.
    """

    pointer: str
    keyword: str
    expected: str
    found: str

    @property
    def message(self) -> str:
        """The issue in one sentence."""
        return f"expected {self.expected}, found {self.found}"

    def __str__(self) -> str:
        return f"{self.pointer or '(root)'}: {self.message} [{self.keyword}]"
