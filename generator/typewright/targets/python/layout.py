"""Python source as lines: statements are written on one line and broken where they are too long."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TypeAlias

from typewright.targets.python.breaking import broken
from typewright.targets.python.by_pattern import listed, parameter
from typewright.targets.python.columns import INDENT, WIDTH, fits, width

__all__ = ["INDENT", "WIDTH", "Writer", "opposite", "split_at", "term"]


_Test: TypeAlias = tuple[int, int, int, Sequence[str], str]
"""A test that fails when its terms hold: where its lines begin and end, how deep it stands, the
terms and the operator between them.
"""


class Writer:
    """Collects ``lines`` at an indentation that ``block`` deepens.

    The last test that fails is known until something follows it: it may become a part of another
    condition, or the value of the function.
    """

    __slots__ = ("_depth", "_indent", "_test", "lines")

    def __init__(self, depth: int = 0) -> None:
        self.lines: list[str] = []
        self._depth = depth
        self._indent = INDENT * depth
        self._test: _Test | None = None

    @property
    def depth(self) -> int:
        """How many levels the next line is indented."""
        return self._depth

    def block(self) -> Writer:
        """Everything written inside ``with`` is one level deeper."""
        return self

    def __enter__(self) -> None:
        self._depth += 1
        self._indent += INDENT

    def __exit__(self, *_: object) -> None:
        self._depth -= 1
        self._indent = INDENT * self._depth

    def line(self, text: str = "") -> None:
        """One statement, over several lines if it is too long; an empty line without text."""
        line = self._indent + text if text else ""
        if (len(line) if line.isascii() else width(line)) <= WIDTH:
            self.lines.append(line)
        else:
            self.lines.extend(broken(text, self._depth))

    def extend(self, lines: Sequence[str]) -> None:
        """Lines that are indented already."""
        self.lines.extend(lines)

    def body(self, lines: Sequence[str]) -> None:
        """What stands under the line before, indented already; ``pass`` where that is nothing."""
        self.lines.extend(lines or [f"{self._indent}{INDENT}pass"])

    def take(self, other: Writer) -> None:
        """What another writer has written; at the same depth, as if it had been written here."""
        before = len(self.lines)
        self.lines.extend(other.lines)
        if other._test is not None and other._depth == self._depth:
            start, end, depth, terms, operator = other._test
            self._test = start + before, end + before, depth, terms, operator

    def fits(self, text: str) -> bool:
        """Whether ``text`` fits on one line here."""
        return fits(self._indent + text)

    def condition(self, keyword: str, terms: Sequence[str], operator: str = "and") -> None:
        """``if a and b:``."""
        self.line(f"{keyword} {f' {operator} '.join(terms)}:")

    def bracketed(self, before: str, items: Sequence[str], after: str) -> None:
        """A statement with a list of items in brackets, which ``before`` opens."""
        text = ", ".join(items)
        line = f"{self._indent}{before}{text}{after}"
        if (len(line) if line.isascii() else width(line)) <= WIDTH:
            self.lines.append(line)
            return
        lines = listed(before, text, items, after, self._depth)
        self.lines.extend(broken(before + text + after, self._depth) if lines is None else lines)

    def signature(self, name: str, parameters: Sequence[str], returns: str) -> None:
        """``def name(parameters) -> returns:``."""
        self.bracketed(f"def {name}(", parameters, f") -> {returns}:")

    def parameter(self, text: str) -> None:
        """A parameter of a function's head, with the comma behind it."""
        lines = parameter(text, self._depth)
        if lines is not None:
            self.extend(lines)
        else:
            self.line(text)
            self.lines[-1] += ","

    def failing(self, terms: Sequence[str], operator: str, fail: str) -> None:
        """``if a or b:`` and what it runs."""
        start = len(self.lines)
        self.condition("if", terms, operator)
        self.lines.append(f"{self._indent}{INDENT}{fail}")
        self._test = start, len(self.lines), self._depth, terms, operator

    def _last_test(self) -> _Test | None:
        """The test that fails that was written last, at the depth of what follows."""
        test = self._test
        is_last = test is not None and test[1:3] == (len(self.lines), self._depth)
        return test if is_last else None

    @property
    def lone_test(self) -> list[str] | None:
        """The terms that together make a test fail that is all that was written."""
        test = self._last_test()
        if test is None or test[0]:
            return None
        *_, terms, operator = test
        if operator == "or" and len(terms) > 1:
            return [f"({' or '.join(terms)})"]
        return [*terms]

    def conclude(self) -> None:
        """Ends a predicate with ``return True``; a last test that fails becomes its value."""
        test = self._last_test()
        if test is None:
            self.line("return True")
            return
        start, _, _, terms, operator = test
        del self.lines[start:]
        terms = [_as_bool(opposite(term)) for term in terms]
        operator = "and" if operator == "or" else "or"
        self.line(f"return {f' {operator} '.join(terms)}")


_PLACE = r"""[\w.]+(?:\[(?:\w+|"[^"\\]*+")\])?"""
_OPERAND = rf"""(?:type\({_PLACE}\)|{_PLACE}|"[^"\\]*+")"""
_COMPARED = re.compile(rf"({_OPERAND}) (==|!=|is not|is|not in|in) ({_OPERAND})")
_CALLED = re.compile(rf"(not )?([\w.]+\({_PLACE}\))")
_OPPOSITES = {
    "==": "!=", "!=": "==", "is": "is not", "is not": "is", "in": "not in", "not in": "in",
}  # fmt: skip
_SIGNS: dict[type[ast.cmpop], str] = {
    ast.Eq: "==", ast.NotEq: "!=", ast.Is: "is", ast.IsNot: "is not", ast.In: "in",
    ast.NotIn: "not in",
}  # fmt: skip


@lru_cache(maxsize=4096)
def opposite(condition: str) -> str:
    """The negation of a condition, without a ``not`` in front of another."""
    if (found := _COMPARED.fullmatch(condition)) is not None:
        return f"{found[1]} {_OPPOSITES[found[2]]} {found[3]}"
    if (found := _CALLED.fullmatch(condition)) is not None:
        return found[2] if found[1] else f"not {condition}"
    match ast.parse(condition, mode="eval").body:
        case ast.UnaryOp(ast.Not(), operand):
            return ast.get_source_segment(condition, operand) or condition
        case ast.Compare(left, [operator], [right]) if type(operator) in _SIGNS:
            first = ast.get_source_segment(condition, left)
            last = ast.get_source_segment(condition, right)
            return f"{first} {_OPPOSITES[_SIGNS[type(operator)]]} {last}"
        case (ast.BoolOp() | ast.Compare()) as whole:
            return f"not ({ast.get_source_segment(condition, whole) or condition})"
        case _:
            return f"not {condition}"


def _as_bool(condition: str) -> str:
    """A condition that type checkers know to be a ``bool``: of what may be of any type, a
    comparison may be anything.
    """
    if " == " not in condition and " != " not in condition:
        return condition
    match ast.parse(condition, mode="eval").body:
        case ast.Compare(ast.Name() | ast.Subscript(), [ast.Eq() | ast.NotEq()]):
            return f"bool({condition})"
        case _:
            return condition


def split_at(condition: str, operator: type[ast.boolop]) -> Sequence[str]:
    """The terms that ``and`` or ``or`` joins; the condition itself where nothing does."""
    if " and " not in condition and " or " not in condition:
        return (condition,)
    found, terms = _split(condition)
    return terms if isinstance(found, operator) else (condition,)


def term(condition: str) -> str:
    """A condition where others have to hold, too."""
    return f"({condition})" if len(split_at(condition, ast.Or)) > 1 else condition


@lru_cache(maxsize=4096)
def _split(condition: str) -> tuple[ast.boolop | None, Sequence[str]]:
    """What joins the terms of a condition, and these."""
    match ast.parse(condition, mode="eval").body:
        case ast.BoolOp(operator, values):
            line = condition.encode()
            return operator, tuple(_operand(line, value) for value in values)
        case _:
            return None, (condition,)


def _operand(line: bytes, value: ast.expr) -> str:
    text = line[value.col_offset : value.end_col_offset].decode()
    return f"({text})" if isinstance(value, ast.BoolOp) else text
