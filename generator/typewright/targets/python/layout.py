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


_BRACKETS = {")": "(", "]": "[", "}": "{"}


def _characters(text: str) -> Iterator[tuple[int, str]]:
    """The characters of an expression that are outside of string literals, with their places."""
    quote = ""
    escaped = False
    for index, character in enumerate(text):
        if quote:
            if escaped:
                escaped = False
            elif character == "\\":
                escaped = True
            elif character == quote:
                quote = ""
        elif character in "\"'":
            quote = character
        else:
            yield index, character


def last_brackets(text: str) -> int | None:
    """Where the brackets open that the last character of an expression closes, if it does."""
    if text[-1:] not in _BRACKETS:
        return None
    opened: list[int] = []
    for index, character in _characters(text):
        if character in "([{":
            opened.append(index)
        elif character in _BRACKETS:
            start = opened.pop()
            if index == len(text) - 1:
                return start
    return None


def split_at(text: str, separator: str) -> list[str]:
    """The parts of an expression between separators that are in no brackets and no string."""
    depth = 0
    cuts = [0]
    for index, character in _characters(text):
        depth += (character in "([{") - (character in ")]}")
        if not depth and text.startswith(separator, index) and index >= cuts[-1]:
            cuts += [index, index + len(separator)]
    cuts.append(len(text))
    return [text[start:end].strip() for start, end in zip(cuts[::2], cuts[1::2], strict=True)]


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


def _is_call(text: str, start: int) -> bool:
    """Whether an expression is a call, a subscript or a negated one, and nothing besides."""
    return " " not in text[:start].removeprefix("not ")


class Writer:
    """Collects lines at an indentation that ``block`` deepens."""

    def __init__(self, depth: int = 0) -> None:
        self.lines: list[str] = []
        self._depth = depth
        self._last: tuple[int, int, list[str], str] = (0, -1, [], "and")

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
        if " = " in before and not self.fits(before):
            target, _, call = before.partition(" = ")
            self._parenthesized(f"{target} = (", call, items, after)
            return
        self.line(before)
        with self.block():
            if self.fits(joined):
                self.line(joined)
            elif len(items) == 1:
                self.item(items[0], "")
            else:
                for item in items:
                    self.item(item, ",")
        self.line(after)

    def _parenthesized(self, opening: str, before: str, items: Sequence[str], after: str) -> None:
        self.line(opening)
        with self.block():
            self.bracketed(before, items, after)
        self.line(")")

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
                self.item(item, ",")
        self.line(after)

    def assign(self, target: str, expression: str) -> None:
        """``target = expression``, where the expression can only go into parentheses.

        It stays on one line when it would be too long even there.
        """
        with self.block():
            fits_inside = self.fits(expression)
        if self.fits(f"{target} = {expression}") or not fits_inside:
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
        choice = split_at(expression, " if ")
        if len(choice) == 1 or self.fits(f"{one} = {expression}"):
            self.assign_call(one, expression)
            return
        self.line(f"{one} = (")
        with self.block():
            if self.fits(expression):
                self.line(expression)
            else:
                condition, otherwise = split_at(choice[1], " else ")
                self.item(choice[0], "")
                self.line(f"if {condition}")
                start = last_brackets(otherwise)
                if start is None or self.fits(f"else {otherwise}"):
                    self.line(f"else {otherwise}")
                else:
                    self._opened(f"else {otherwise}", start + len("else "), "")
        self.line(")")

    def failing(self, terms: Sequence[str], operator: str, fail: str) -> None:
        """``if a or b:`` and what it runs."""
        start = len(self.lines)
        self.condition("if", terms, operator)
        with self.block():
            self.line(fail)
        opposites = [opposite(term) for term in terms]
        self._last = (start, len(self.lines), opposites, "and" if operator == "or" else "or")

    def conclude(self) -> None:
        """Ends a predicate with ``return True``; a last test that fails becomes its value."""
        start, end, terms, operator = self._last
        if end == len(self.lines) and self._depth == 1:
            del self.lines[start:]
            self.returned(terms, operator)
        else:
            self.line("return True")

    def assign_call(self, target: str, expression: str) -> None:
        """``target = expression``, where the last brackets of the expression can be opened."""
        start = last_brackets(expression)
        whole = f"{target} = {expression}"
        if start is None or self.fits(whole):
            self.assign(target, expression)
            return
        opening = len(whole) - len(expression) + start
        if self.fits(whole[: opening + 1]):
            self._opened(whole, opening, "")
        else:
            self.assign(target, expression)

    def _opened(self, text: str, start: int, end: str) -> None:
        """``text`` with the last brackets, which open at ``start``, over several lines."""
        inner = text[start + 1 : -1]
        element, *loops = split_at(inner, " for ")
        if loops:
            self._comprehension(text[: start + 1], element, f"for {loops[0]}", text[-1] + end)
            return
        items = [item for item in split_at(inner, ",") if item]
        before, after = text[: start + 1], text[-1] + end
        literal = start == 0 or not (text[start - 1].isalnum() or text[start - 1] in "_])")
        if literal and len(items) > 1:
            self.exploded(before, items, after)
        else:
            self.bracketed(before, items, after)

    def _comprehension(self, before: str, element: str, loop: str, after: str) -> None:
        self.line(before)
        with self.block():
            if self.fits(f"{element} {loop}"):
                self.line(f"{element} {loop}")
            else:
                self.item(element, "")
                self.line(loop)
        self.line(after)

    def item(self, text: str, end: str) -> None:
        """An item on a line of its own, over several lines if that is too long."""
        start = last_brackets(text)
        if start is None or self.fits(text + end):
            self.line(text + end)
        else:
            self._opened(text, start, end)

    def condition(self, keyword: str, terms: Sequence[str], operator: str = "and") -> None:
        """``if a and b:``, in parentheses and one term a line when it is too long."""
        self._operated(f"{keyword} ", terms, operator, ":")

    def returned(self, terms: Sequence[str], operator: str = "and") -> None:
        """``return a and b``, broken like a condition."""
        for single in ("or", "and"):
            if len(terms) == 1 and len(split_at(terms[0], f" {single} ")) > 1:
                terms, operator = split_at(terms[0], f" {single} "), single
        self._operated("return ", terms, operator, "")

    def _operated(self, before: str, terms: Sequence[str], operator: str, after: str) -> None:
        joined = f" {operator} ".join(terms)
        if self.fits(before + joined + after):
            self.line(before + joined + after)
            return
        start = last_brackets(joined)
        is_call = len(terms) == 1 and start is not None and _is_call(joined, start)
        if is_call and start is not None and self.fits(before + joined[: start + 1]):
            self._call(before + joined, len(before) + start, after)
            return
        self.line(f"{before}(")
        with self.block():
            self._terms(joined, terms, operator)
        self.line(f"){after}")

    def _call(self, text: str, start: int, end: str) -> None:
        inner = text[start + 1 : -1]
        for operator in ("or", "and"):
            parts = split_at(inner, f" {operator} ")
            if len(parts) > 1:
                self.enclosed(text[: start + 1], parts, operator, text[-1] + end)
                return
        self._opened(text, start, end)

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
        if len(terms) == 1:
            self._compared(terms[0])
            return
        for index, term in enumerate(terms):
            text = f"{operator} {term}" if index else term
            start = last_brackets(text)
            if start is None or self.fits(text):
                self.line(text)
            else:
                self._call(text, start, "")

    def _compared(self, term: str) -> None:
        """A comparison over two lines."""
        for operator in ("not in", "in", "is not", "is", "!=", "=="):
            left, *right = split_at(term, f" {operator} ")
            if len(right) == 1:
                self.line(left)
                self.line(f"{operator} {right[0]}")
                return
        self.line(term)

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
