"""Regular expressions of ECMA-262 in the language of Python's ``re``."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import assert_never

from typewright.checks import charset, regex
from typewright.checks.backtracking import is_ambiguous
from typewright.checks.charset import Charset
from typewright.checks.regex import Node, PatternError, parse

__all__ = ["PatternError", "compiled", "may_backtrack", "printed", "to_python"]


@lru_cache(maxsize=1024)
def to_python(pattern: str) -> str:
    """An expression for ``re.search`` that finds a match exactly where ``pattern`` does.

    ``pattern`` is ECMA-262 with the flag ``u``. The result needs no flags.

    Raises ``PatternError`` when ``pattern`` is no expression, or is one that ``re`` cannot say: a
    lookbehind of variable length, a Unicode property that Python has no table of.
    """
    text = printed(parse(pattern))
    try:
        re.compile(text)
    except re.error as error:
        raise PatternError(f"Python's re cannot say it: {error.msg}") from None
    except (OverflowError, RecursionError):
        raise PatternError("it is too large for Python's re") from None
    return text


def printed(tree: Node) -> str:
    """The expression of ``re`` for a tree, which has to be one that ``re`` can say."""
    return _Printer().node(tree)


@lru_cache(maxsize=1024)
def compiled(pattern: str) -> re.Pattern[str]:
    """``pattern``, an ECMA-262 expression, ready to search with. Raises ``PatternError``."""
    return re.compile(to_python(pattern))


def may_backtrack(pattern: str) -> bool:
    """Whether there are texts on which the time of a search grows exponentially.

    That is so when a repeated part can match one text in several ways: ``(a+)+``, ``(a|a)*``.
    Raises ``PatternError`` when ``pattern`` is no regular expression.
    """
    return is_ambiguous(parse(pattern))


class _Printer:
    """Prints a tree, and remembers which groups are closed where it is."""

    def __init__(self) -> None:
        self.closed: set[int | str] = set()

    def node(self, node: Node) -> str:
        match node:
            case regex.Characters(codes):
                return characters(codes)
            case regex.Anchor(kind):
                return _ANCHORS[kind]
            case regex.Group(body, index, name):
                return self.group(body, index, name)
            case regex.Look(body, behind, negative):
                return self.look(body, behind, negative)
            case regex.Backreference(group):
                # A group that has matched nothing yet is the empty string in ECMA-262.
                return self.reference(group) if group in self.closed else "(?:)"
            case regex.Repeat(body, minimum, maximum, lazy):
                return f"{self.node(body)}{_quantifier(minimum, maximum)}{'?' if lazy else ''}"
            case regex.Sequence(parts):
                return "".join(self.node(part) for part in parts)
            case regex.Alternatives(parts):
                return "|".join(self.node(part) for part in parts)
            case _:
                assert_never(node)

    def look(self, body: Node, behind: bool, negative: bool) -> str:
        sign = "!" if negative else "="
        if not behind:
            return f"(?{sign}{self.node(body)})"
        # Each alternative may have a length of its own, but re wants one length in one lookbehind.
        parts = body.parts if isinstance(body, regex.Alternatives) else (body,)
        looks = [f"(?<{sign}{self.node(part)})" for part in parts]
        return looks[0] if len(looks) == 1 else f"(?:{('' if negative else '|').join(looks)})"

    def reference(self, group: int | str) -> str:
        again = f"\\{group}" if isinstance(group, int) else f"(?P={group})"
        return f"(?:(?({group}){again}))"

    def group(self, body: Node, index: int | None, name: str | None) -> str:
        inner = self.node(body)
        if index is None:
            return f"(?:{inner})"
        self.closed.add(index)
        if name is None:
            return f"({inner})"
        self.closed.add(name)
        return f"(?P<{name}>{inner})"


_ANCHORS = {"^": r"\A", "$": r"\Z", "b": r"(?a:\b)", "B": r"(?a:\B)"}


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
