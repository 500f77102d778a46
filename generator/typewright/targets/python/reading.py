"""What reading a variable comes to."""

from __future__ import annotations

from typewright.targets.python.layout import INDENT
from typewright.values import dataclass

FAILURE = "Mismatch"
"""The exception by which a reader bails out."""

FAIL = f"raise {FAILURE}"
"""The statement by which a reader bails out."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a variable: the expression for the value, and whether it is the
    variable as it was.

    An expression that is ``looking`` finds the value among all that may be read, and refuses what
    is not there, of whatever type it is. ``only`` is the one text that may, as an expression.
    """

    expression: str
    same: bool = True
    looking: bool = False
    only: str | None = None


def conversion(variable: str, depth: int) -> list[str]:
    """The lines after which a number without a fraction is an ``int``, however it was written."""
    return [
        f"{INDENT * depth}if type({variable}) is not int:",
        f"{INDENT * (depth + 1)}{variable} = whole({variable})",
    ]
