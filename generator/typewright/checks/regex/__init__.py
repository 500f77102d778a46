"""Regular expressions of ECMA-262: their text, their trees, and sets of characters."""

from typewright.checks.regex import parser
from typewright.checks.regex.tree import (
    Alternatives,
    Anchor,
    Backreference,
    Characters,
    Group,
    Look,
    Node,
    PatternError,
    Repeat,
    Sequence,
    UnknownPropertyError,
    matches_empty,
)
from typewright.checks.regex.unicode import codes_of

__all__ = [
    "Alternatives",
    "Anchor",
    "Backreference",
    "Characters",
    "Group",
    "Look",
    "Node",
    "PatternError",
    "Repeat",
    "Sequence",
    "UnknownPropertyError",
    "liberties",
    "matches_empty",
    "parse",
]


def parse(regex: str) -> Node:
    """The tree of an ECMA-262 expression. Raises ``PatternError`` when it is none."""
    return parser.read(regex, codes_of)


def liberties(regex: str) -> tuple[str, ...]:
    """What an expression says that is allowed without the flag ``u`` alone, each in a
    few words. Raises ``PatternError`` when it is no expression.
    """
    return parser.liberties(regex, codes_of)
