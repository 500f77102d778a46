"""What reading a variable comes to."""

from __future__ import annotations

from typewright.schema import Json
from typewright.targets.python import literals
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

    ``texts`` are all that may be read, ``None`` included, where the expression finds the value
    among them, and refuses what is not there, of whatever type it is.
    """

    expression: str
    same: bool = True
    texts: tuple[Json, ...] = ()

    @property
    def only(self) -> str | None:
        """The one text that may be read, as an expression."""
        return literals.value(self.texts[0]) if len(self.texts) == 1 else None


def conversion(variable: str, depth: int) -> list[str]:
    """The lines after which a number without a fraction is an ``int``, however it was written."""
    return [
        f"{INDENT * depth}if type({variable}) is not int:",
        f"{INDENT * (depth + 1)}{variable} = whole({variable})",
    ]
