"""How Python source is laid out on lines, in the way of Black, so that no formatter need run.

A ``Writer`` takes statements and breaks those that are too long for a line. Only the forms that
generated code uses are known; a test compares the result with Black's.
"""

from __future__ import annotations

import ast
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

WIDTH = 88
INDENT = "    "


def width(text: str) -> int:
    """The columns that ``text`` takes: two for a wide character, none for a combining one."""
    if text.isascii():
        return len(text)
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _opening(expression: str, opening: str, closing: str) -> int:
    """Where the bracket opens that the expression's last character closes."""
    depth = 0
    for index in range(len(expression) - 1, -1, -1):
        if expression[index] == closing:
            depth += 1
        elif expression[index] == opening:
            depth -= 1
            if not depth:
                return index
    raise ValueError(f"no opening bracket in {expression!r}")


_OPPOSITES: dict[type[ast.cmpop], str] = {
    ast.Eq: "!=",
    ast.NotEq: "==",
    ast.Is: "is not",
    ast.IsNot: "is",
    ast.In: "not in",
    ast.NotIn: "in",
}


def opposite(condition: str) -> str:
    """The negation of a condition, without a ``not`` in front of another."""
    match ast.parse(condition, mode="eval").body:
        case ast.UnaryOp(ast.Not(), operand):
            return ast.get_source_segment(condition, operand) or condition
        case ast.Compare(left, [operator], [right]) if not isinstance(
            operator, ast.Lt | ast.LtE | ast.Gt | ast.GtE
        ):
            first = ast.get_source_segment(condition, left)
            last = ast.get_source_segment(condition, right)
            return f"{first} {_OPPOSITES[type(operator)]} {last}"
        case ast.BoolOp() | ast.Compare():
            return f"not ({condition})"
        case _:
            return f"not {condition}"


class Writer:
    """Collects lines at an indentation that ``block`` deepens."""

    def __init__(self, depth: int = 0) -> None:
        self.lines: list[str] = []
        self._depth = depth

    @property
    def depth(self) -> int:
        """How many levels the next line is indented."""
        return self._depth

    @contextmanager
    def block(self) -> Iterator[None]:
        """Everything written inside is one level deeper."""
        self._depth += 1
        yield
        self._depth -= 1

    def line(self, text: str = "") -> None:
        """One line as it is; an empty one without indentation."""
        self.lines.append(INDENT * self._depth + text if text else "")

    def extend(self, lines: Sequence[str]) -> None:
        """Lines that are indented already."""
        self.lines.extend(lines)

    def fits(self, text: str) -> bool:
        """Whether ``text`` fits on one line here."""
        return len(INDENT) * self._depth + width(text) <= WIDTH

    def bracketed(self, before: str, items: Sequence[str], after: str) -> None:
        """``before`` ends in an opening bracket and ``after`` begins with the closing one.

        On one line if that fits, else the items on a line of their own if that does, else one
        item a line with a comma behind each.
        """
        joined = ", ".join(items)
        if self.fits(before + joined + after) or not items:
            self.line(before + joined + after)
            return
        self.line(before)
        with self.block():
            if self.fits(joined) or len(items) == 1:
                self.line(joined)
            else:
                for item in items:
                    self.line(f"{item},")
        self.line(after)

    def exploded(self, before: str, items: Sequence[str], after: str) -> None:
        """Like ``bracketed``, but never with several items on a line of their own: for
        collections, where one item a line reads better.
        """
        joined = ", ".join(items)
        if self.fits(before + joined + after) or not items:
            self.line(before + joined + after)
            return
        self.line(before)
        with self.block():
            for item in items:
                self.line(f"{item},")
        self.line(after)

    def assign(self, target: str, expression: str) -> None:
        """``target = expression``, where the expression can only go into parentheses."""
        if self.fits(f"{target} = {expression}"):
            self.line(f"{target} = {expression}")
            return
        self.line(f"{target} = (")
        with self.block():
            self.line(expression)
        self.line(")")

    def annotated(self, name: str, terms: Sequence[str], default: str | None) -> None:
        """``name: A | B = default``."""
        end = "" if default is None else f" = {default}"
        joined = " | ".join(terms)
        if self.fits(f"{name}: {joined}{end}"):
            self.line(f"{name}: {joined}{end}")
            return
        self.line(f"{name}: (")
        with self.block():
            if self.fits(joined):
                self.line(joined)
            else:
                self.line(terms[0])
                for term in terms[1:]:
                    self.line(f"| {term}")
        self.line(f"){end}")

    def store(self, target: str, key: str, expression: str) -> None:
        """``target[key] = expression``."""
        one = f"{target}[{key}]"
        if " if " in expression and not self.fits(f"{one} = {expression}"):
            self.line(f"{one} = (")
            with self.block():
                self.line(expression)
            self.line(")")
            return
        self.assign_call(one, expression)

    def conclude(self) -> None:
        """Ends a predicate with ``return True``; a last test that fails becomes its value."""
        indent = INDENT * self._depth
        if len(self.lines) > 2 and self.lines[-1] == f"{indent}    return False":
            head = self.lines[-2]
            if head.startswith(f"{indent}if ") and head.endswith(":"):
                condition = head[len(indent) + 3 : -1]
                del self.lines[-2:]
                self.line(f"return {opposite(condition)}")
                return
        self.line("return True")

    def assign_call(self, target: str, expression: str) -> None:
        """``target = expression``, where the last brackets of the expression can be opened."""
        closing = expression[-1]
        opening = {")": "(", "]": "[", "}": "{"}.get(closing)
        if opening is None or self.fits(f"{target} = {expression}"):
            self.assign(target, expression)
            return
        start = _opening(expression, opening, closing)
        before = f"{target} = {expression[: start + 1]}"
        if not self.fits(before):
            self.assign(target, expression)
            return
        self.line(before)
        with self.block():
            self.line(expression[start + 1 : -1])
        self.line(closing)

    def condition(self, keyword: str, terms: Sequence[str], operator: str = "and") -> None:
        """``if a and b:``, in parentheses and one term a line when it is too long."""
        joined = f" {operator} ".join(terms)
        if self.fits(f"{keyword} {joined}:"):
            self.line(f"{keyword} {joined}:")
            return
        self.line(f"{keyword} (")
        with self.block():
            self._terms(joined, terms, operator)
        self.line("):")

    def returned(self, terms: Sequence[str], operator: str = "and") -> None:
        """``return a and b``, broken like a condition."""
        joined = f" {operator} ".join(terms)
        if self.fits(f"return {joined}"):
            self.line(f"return {joined}")
            return
        self.line("return (")
        with self.block():
            self._terms(joined, terms, operator)
        self.line(")")

    def enclosed(self, before: str, terms: Sequence[str], operator: str, after: str) -> None:
        """Terms in brackets that ``before`` opens and ``after`` closes."""
        joined = f" {operator} ".join(terms)
        if self.fits(before + joined + after):
            self.line(before + joined + after)
            return
        self.line(before)
        with self.block():
            self._terms(joined, terms, operator)
        self.line(after)

    def _terms(self, joined: str, terms: Sequence[str], operator: str) -> None:
        if self.fits(joined):
            self.line(joined)
            return
        self.line(terms[0])
        for term in terms[1:]:
            self.line(f"{operator} {term}")

    def signature(self, name: str, parameters: Sequence[str], returns: str) -> None:
        """``def name(parameters) -> returns:``."""
        one = f"def {name}({', '.join(parameters)}) -> {returns}:"
        if self.fits(one):
            self.line(one)
            return
        self.line(f"def {name}(")
        with self.block():
            joined = ", ".join(parameters)
            if self.fits(joined) and len(parameters) > 1:
                self.line(joined)
            else:
                for parameter in parameters:
                    self.line(f"{parameter},")
        self.line(f") -> {returns}:")

    def imported(self, module: str, names: Sequence[str]) -> None:
        """``from module import names``."""
        one = f"from {module} import {', '.join(names)}"
        if self.fits(one):
            self.line(one)
            return
        self.line(f"from {module} import (")
        with self.block():
            for name in names:
                self.line(f"{name},")
        self.line(")")
