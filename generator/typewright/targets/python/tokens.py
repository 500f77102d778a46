"""The tokens of a statement, with its pairs of brackets and the places where it may be broken."""

from __future__ import annotations

import re
from collections.abc import Sequence

from typewright.values import dataclass

_TOKEN = re.compile(
    r"""(?P<space>\s*)(?:
        (?P<string>[rf]?(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'))
      | (?P<word>0x[0-9A-F]+|[0-9]+(?:\.[0-9]+)?(?:e-?[0-9]+)?|[^\W\d]\w*)
      | (?P<sign>->|\|=|\+=|-=|==|!=|<=|>=|[^\s\w])
    )""",
    re.VERBOSE,
)
_CLOSING = {"(": ")", "[": "]", "{": "}"}
_KEYWORDS = frozenset(
    {"and", "assert", "elif", "else", "for", "if", "in", "is", "not", "or", "return", "yield"}
)

COMPREHENSION, COMMA, TERNARY, LOGIC, COMPARISON, UNION, SUM, PRODUCT, DOT = (
    20,
    18,
    16,
    14,
    10,
    9,
    5,
    4,
    1,
)
"""How readily a line is broken at a delimiter, as ranked by Black."""

_SIGNS = {
    **dict.fromkeys(("==", "!=", "<", "<=", ">", ">="), COMPARISON),
    "|": UNION,
    **dict.fromkeys("+-", SUM),
    **dict.fromkeys("*/%", PRODUCT),
}


@dataclass(eq=False, slots=True)
class Leaf:
    """A token. ``space`` says whether a blank stands before it.

    A bracket has a ``partner``; ``is_literal`` tells those of a list, set, dictionary or tuple
    from those of a call or subscript. ``hidden`` parentheses are not written unless a line breaks
    at them. ``priority`` is that of a break here, 0 for none.
    """

    text: str
    space: bool = False
    hidden: bool = False
    partner: Leaf | None = None
    is_literal: bool = False
    priority: int = 0

    @property
    def opens(self) -> bool:
        """Whether this is an opening bracket."""
        return self.partner is not None and self.text in _CLOSING

    @property
    def closes(self) -> bool:
        """Whether this is a closing bracket."""
        return self.partner is not None and self.text not in _CLOSING


def leaves_of(statement: str) -> list[Leaf]:
    """The tokens of a statement on one line, hidden parentheses among them."""
    leaves = [
        Leaf(match["string"] or match["word"] or match["sign"], bool(match["space"]))
        for match in _TOKEN.finditer(statement)
    ]
    _pair(leaves)
    for start, end in reversed(_expressions(leaves)):
        opening = Leaf("(", leaves[start].space, hidden=True)
        closing = Leaf(")", hidden=True, partner=opening)
        opening.partner = closing
        leaves[start].space = False
        leaves[start:end] = [opening, *leaves[start:end], closing]
    return leaves


def _pair(leaves: Sequence[Leaf]) -> None:
    """Joins brackets to pairs and finds the places to break."""
    opened: list[Leaf] = []
    loops: list[int] = []
    for index, leaf in enumerate(leaves):
        if leaf.text in _CLOSING:
            leaf.is_literal = _begins_literal(leaves[index - 1] if index else None)
            opened.append(leaf)
        elif opened and leaf.text == _CLOSING[opened[-1].text]:
            leaf.partner, leaf.is_literal = opened[-1], opened[-1].is_literal
            opened.pop().partner = leaf
        else:
            leaf.priority = _priority(leaves, index, len(opened), loops)


def _begins_literal(previous: Leaf | None) -> bool:
    if previous is None or previous.text in _KEYWORDS:
        return True
    return not (previous.closes or previous.text.isidentifier())


def _priority(leaves: Sequence[Leaf], index: int, depth: int, loops: list[int]) -> int:
    text = leaves[index].text
    before = leaves[index - 1].text if index else ""
    after = leaves[index + 1].text if index + 1 < len(leaves) else ""
    if text == "for" and index:
        loops.append(depth)
        return COMPREHENSION
    if loops and depth == loops[-1]:  # the names of a loop, which end at "in"
        if text == "in":
            loops.pop()
        return 0
    if text == ".":
        return DOT if before in (")", "]") else 0
    if text in ("if", "else"):
        return TERNARY if index else 0
    if text in ("and", "or"):
        return LOGIC
    if text == "is" or (text == "not" and after == "in"):
        return COMPARISON
    if text == "in":
        return COMPARISON if before != "not" and leaves[0].text != "for" else 0
    if text == ",":
        return COMMA
    is_unary = not before or before in (*_CLOSING, ",", "=", ":") or before in _KEYWORDS
    return 0 if is_unary else _SIGNS.get(text, 0)


def _expressions(leaves: Sequence[Leaf]) -> list[tuple[int, int]]:
    """Where expressions begin and end that could stand in parentheses, in order."""
    end = len(leaves) - (leaves[-1].text == ":")
    first = leaves[0].text
    if first in ("return", "if", "elif", "assert"):
        return [(1, end)]
    depth = 0
    annotation: int | None = None
    for index, leaf in enumerate(leaves):
        depth += leaf.opens - leaf.closes
        if depth:
            continue
        if first == "for" and leaf.text == "in":
            return [(index + 1, end)]
        if leaf.text == ":" and first not in ("def", "with", "for", "class") and index < end:
            annotation = index + 1
        if first == "def" and leaf.text == "->":
            return [(index + 1, end)]
        if first != "def" and leaf.text in ("=", "|=", "+=", "-="):
            found = [] if annotation is None else [(annotation, index)]
            return [*found, (index + 1, end)]
    return [] if annotation is None else [(annotation, end)]
