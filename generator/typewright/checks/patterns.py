"""Regular expressions of ECMA-262 in the language of Python's ``re``."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, assert_never

from typewright.checks import regex
from typewright.checks.backtracking import is_ambiguous
from typewright.checks.captures import groups_in, refers, refuse_stale
from typewright.checks.lookbehind import variants, width
from typewright.checks.regex import Node, PatternError, charset, matches_empty, parse
from typewright.checks.regex.charset import Charset
from typewright.checks.tables import Tables, endless

__all__ = ["PatternError", "compiled", "may_backtrack", "printed", "to_python"]


FEW: Final = 6
"""So many repetitions without bound, one behind the other, are searched for by ``re``."""

_tree = lru_cache(maxsize=16384)(parse)  # more than descriptions have: unions use theirs in turn


@lru_cache(maxsize=16384)
def to_python(pattern: str) -> str:
    """An expression for ``re.search`` that finds a match exactly where ``pattern`` does.

    ``pattern`` is ECMA-262 with the flag ``u``. The result needs no flags.

    Raises ``PatternError`` when ``pattern`` is no expression, or is one that ``re`` cannot say: a
    lookbehind without an end, a Unicode property that there is no table of.
    """
    tree = _tree(pattern)
    refuse_stale(tree)
    text = printed(tree)
    try:
        re.compile(text)
    except re.error as error:
        raise PatternError(f"Python's re cannot say it: {error.msg}") from None
    except (OverflowError, RecursionError):
        raise PatternError("it is too large for Python's re") from None
    return text


def printed(tree: Node) -> str:
    """The expression of ``re`` for a tree, which has to be one that ``re`` can say."""
    return _Printer(tree).whole()


@lru_cache(maxsize=16384)
def compiled(pattern: str) -> re.Pattern[str] | Tables:
    """``pattern``, an ECMA-262 expression, ready to search with. Raises ``PatternError``."""
    found = re.compile(to_python(pattern))
    tree = _tree(pattern)
    if refers(tree) or not (endless(tree) > FEW or may_backtrack(pattern)):
        return found
    return Tables(tree, found)


@lru_cache(maxsize=16384)
def may_backtrack(pattern: str) -> bool:
    """Whether there are texts on which the time of a search grows exponentially.

    That is so when a repeated part can match one text in several ways: ``(a+)+``, ``(a|a)*``.
    Raises ``PatternError`` when ``pattern`` is no regular expression.
    """
    return is_ambiguous(_tree(pattern))


class _Printer:
    """Prints a tree, and remembers which groups are closed where it is."""

    def __init__(self, tree: Node) -> None:
        self.tree = tree
        self.referring = refers(tree)
        self.count = 0
        self.closed: dict[int | str, int] = {}
        """By number and name, what ``re`` counts a closed group as."""
        self.lost: set[int | str] = set()
        """Groups that capture something else than they should."""

    def whole(self) -> str:
        if isinstance(self.tree, regex.Alternatives):
            return "|".join(map(self.head, self.tree.parts))
        return self.head(self.tree)

    def head(self, node: Node) -> str:
        """A whole alternative. That something lies before a match says no more than that the match
        begins there, which is all that a search wants to know.
        """
        parts = node.parts if isinstance(node, regex.Sequence) else (node,)
        match parts:
            case (regex.Look(body=body, behind=True, negative=False), *rest) if (
                variants(body) is None
            ):
                self.lost.update(groups_in(body))
                parts = (regex.Group(body), *rest)
        return "".join(map(self.node, parts))

    def node(self, node: Node) -> str:
        match node:
            case regex.Characters(codes=codes):
                return characters(codes)
            case regex.Anchor(kind=kind):
                return _ANCHORS[kind]
            case regex.Group(body=body, index=index, name=name):
                return self.group(body, index, name)
            case regex.Look(body=body, behind=behind, negative=negative):
                return self.look(body, behind, negative)
            case regex.Backreference(group=group):
                return self.reference(group)
            case regex.Repeat(body=body, minimum=minimum, maximum=maximum, lazy=lazy):
                if minimum > 1 and not self.referring and matches_empty(body):
                    # Rounds that match nothing are as good as none, and ``re`` tries each of those
                    # that it has to go: of (?:a?){30} every choice of the rounds that do not.
                    minimum = 0
                return f"{self.node(body)}{_quantifier(minimum, maximum)}{'?' if lazy else ''}"
            case regex.Sequence(parts=parts):
                return "".join(self.node(part) for part in parts)
            case regex.Alternatives(parts=parts):
                return "|".join(self.node(part) for part in parts)
            case _:
                assert_never(node)

    def look(self, body: Node, behind: bool, negative: bool) -> str:
        sign = "!" if negative else "="
        if not behind:
            return f"(?{sign}{self.node(body)})"
        split = variants(body)
        if split is None:
            raise PatternError("Python's re has no lookbehind without an end to its length")
        if len(set(map(width, split))) == 1:
            return f"(?<{sign}{self.node(body)})"
        self.lost.update(groups_in(body))
        looks = [f"(?<{sign}{self.node(each)})" for each in split]
        return f"(?:{('' if negative else '|').join(looks)})"

    def reference(self, group: int | str) -> str:
        """What a group has matched. One that has matched nothing yet is the empty string."""
        if group in self.lost:
            raise PatternError("Python's re captures nothing in a lookbehind of several lengths")
        number = self.closed.get(group)
        return "(?:)" if number is None else f"(?:(?({number})\\{number}))"

    def group(self, body: Node, index: int | None, name: str | None) -> str:
        if index is None:
            return f"(?:{self.node(body)})"
        self.count += 1
        number = self.count
        inner = self.node(body)
        self.closed.update((each, number) for each in (index, name) if each is not None)
        return f"({inner})"


_ANCHORS = {"^": r"\A", "$": r"\Z", "b": r"(?a:\b)", "B": r"(?a:(?!\b))"}
"""``\\B`` finds nothing in an empty text before Python 3.14."""


def _quantifier(minimum: int, maximum: int | None) -> str:
    match minimum, maximum:
        case 0, None:
            return "*"
        case 1, None:
            return "+"
        case 0, 1:
            return "?"
        case _ if minimum == maximum:
            return f"{{{minimum}}}"
        case _:
            return f"{{{minimum},{'' if maximum is None else maximum}}}"


_NAMED = {"\t": r"\t", "\n": r"\n", "\v": r"\v", "\f": r"\f", "\r": r"\r"}


def characters(codes: Charset) -> str:
    """One character out of a set, in the shortest of a few ways."""
    if not codes:
        return r"[^\s\S]"
    if codes == charset.ALL:
        return r"[\s\S]"
    if len(codes) == 1 and codes[0][0] == codes[0][1]:
        return _character(codes[0][0])
    others = charset.complement(codes)
    if len(others) < len(codes):
        return f"[^{_ranges(others)}]"
    return f"[{_ranges(codes)}]"


def _ranges(codes: Charset) -> str:
    parts: list[str] = []
    for low, high in codes:
        if high - low < 2:
            parts.extend(_character(code) for code in range(low, high + 1))
        else:
            parts.append(f"{_character(low)}-{_character(high)}")
    return "".join(parts)


def _character(code: int) -> str:
    text = chr(code)
    if text.isalnum() or text in "_ !\"%',/:;<=>@`":
        return text
    if text.isascii() and text.isprintable():
        return f"\\{text}"
    if text in _NAMED:
        return _NAMED[text]
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
