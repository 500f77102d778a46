"""Breaking the statements that most of generated code consists of, by their form alone.

Each is broken where ``breaking`` would break it, which takes it apart into tokens and tries; a test
compares the two.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from typewright.targets.python.columns import INDENT, WIDTH, width

_TEXT = r""""(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'"""
_TARGET = rf"[\w.]+(?:\[(?:\w+|{_TEXT})\])?(?:: [^\"'=]+)? = "
_CALL = re.compile(rf"(return |{_TARGET}|)[\w.]*[(\[{{]")
_SIMPLE = re.compile(r"return |(?:el)?if |[\w.]+ = ")
_TEST = re.compile(r"((?:el)?if )(?:not )?[\w.]+\(")
_CHOICE = re.compile(rf"{_TARGET}(?=None if [\w.]+ is None else )")
_DEFINITION = re.compile(r"def \w+\(")
_TERM = rf"(?:{_TEXT}|[\w.]+)(?: (?:is|is not|in|not in|==|!=|<|>|<=|>=) (?:{_TEXT}|[\w.-]+))?"
_TERMS = re.compile(rf"(?:el)?if ({_TERM}( or | and ){_TERM}(?:\2{_TERM})+):")
_EACH_TERM = re.compile(rf"(?<=[( ]){_TERM}(?= or | and |$)")
_ITEM = re.compile(r"[\w.]*[(\[{]")
_ATOM = re.compile(rf"(?:(?:{_TEXT}): )?(?:[rf]?(?:{_TEXT})|[\w.]+)")
_SPECIAL = re.compile(rf"{_TEXT}|[()\[\]{{}},]")


class _OtherFormError(Exception):
    """A statement that has to be broken in another way."""


def plainly_broken(statement: str, depth: int) -> list[str] | None:
    """The lines of a statement that is too long for one; ``None`` for one of another form."""
    try:
        if (found := _CHOICE.match(statement)) is not None:
            return _parenthesized(statement, found.end(), "", depth)
        if (found := _CALL.match(statement)) is not None:
            return _assigned(statement, found.end(1), found.end(), "", depth)
        if (found := _TEST.match(statement)) is not None:
            return _assigned(statement[:-1], found.end(1), found.end(), ":", depth)
        if (found := _DEFINITION.match(statement)) is not None:
            return _definition(statement, found.end(), depth)
        if (found := _TERMS.fullmatch(statement)) is not None:
            return _condition(statement, found.start(1), found[2], depth)
    except _OtherFormError:
        pass
    return None


def listed(before: str, items: Sequence[str], after: str, depth: int) -> list[str] | None:
    """The same for items whose brackets ``before`` opens and ``after`` closes."""
    if items and len(after) == 1 and _CALL.fullmatch(before):
        try:
            return _around(before, ", ".join(items), items, after, depth, is_too_long=False)
        except _OtherFormError:
            pass
    return None


def _assigned(text: str, start: int, opened: int, behind: str, depth: int) -> list[str]:
    """The lines of a call or a list that is returned, assigned or tested; it begins at ``start``
    and has ``behind`` behind it.
    """
    room = WIDTH - len(INDENT) * depth
    if not start or width(text[:opened]) <= room:
        return _bracketed(text, opened, behind, depth, is_too_long=not start)
    if not opened < _items(text, opened)[1] == len(text) - 1:
        raise _OtherFormError
    if width(text[start:]) <= room - len(INDENT):
        return _parenthesized(text, start, behind, depth)
    if not _SIMPLE.fullmatch(text, 0, start):
        indent = INDENT * depth
        first = f"{indent}{text[:start]}("
        if width(first) > WIDTH:
            raise _OtherFormError
        inside = _bracketed(text[start:], opened - start, "", depth + 1, is_too_long=True)
        return [first, *inside, f"{indent})"]
    if width(text[start:opened]) <= room - len(INDENT):
        raise _OtherFormError
    return _bracketed(text, opened, behind, depth, is_too_long=True)


def _parenthesized(text: str, start: int, behind: str, depth: int) -> list[str]:
    """The lines of an expression, from ``start`` on, that fits between parentheses."""
    indent = INDENT * depth
    first, inner = f"{indent}{text[:start]}(", f"{indent}{INDENT}{text[start:]}"
    if width(first) > WIDTH or width(inner) > WIDTH:
        raise _OtherFormError
    return [first, inner, f"{indent}){behind}"]


def _condition(text: str, start: int, operator: str, depth: int) -> list[str]:
    """The lines of a condition of three or more terms that one operator joins."""
    indent = INDENT * depth
    inner = f"{indent}{INDENT}{text[start:-1]}"
    inside = [inner]
    if width(inner) > WIDTH:
        terms = [found[0] for found in _EACH_TERM.finditer(text, start, len(text) - 1)]
        inside = [f"{indent}{INDENT}{each}" for each in terms[:1]]
        inside += [f"{indent}{INDENT}{operator.lstrip()}{each}" for each in terms[1:]]
    if any(width(line) > WIDTH for line in inside):
        raise _OtherFormError
    return [f"{indent}{text[:start]}(", *inside, f"{indent}):"]


def _bracketed(
    text: str, start: int, behind: str, depth: int, *, is_too_long: bool = False
) -> list[str]:
    """The lines of ``text``, which ends with the brackets that open before ``start``; what stands
    before them fits, unless it cannot and ``is_too_long``.
    """
    items, end = _items(text, start)
    if not start < end == len(text) - 1:
        raise _OtherFormError
    before, after = text[:start], text[end] + behind
    return _around(before, text[start:end], items, after, depth, is_too_long=is_too_long)


def _around(
    before: str, text: str, items: Sequence[str], after: str, depth: int, *, is_too_long: bool
) -> list[str]:
    """The lines of ``items`` in brackets, all of which are ``text``."""
    is_literal = len(before) == 1 or not (before[-2].isalnum() or before[-2] == "_")
    if is_literal and before[-1] == "(" and after != "),":
        raise _OtherFormError  # parentheses that may be left away
    indent = INDENT * depth
    first = indent + before
    if not is_too_long and width(first) > WIDTH:
        raise _OtherFormError
    inside = _inside(text, items, depth + 1, explode=is_literal and len(items) > 1)
    return [first, *inside, indent + after]


def _comprehension(text: str, items: Sequence[str], depth: int) -> list[str]:
    """The lines of a comprehension: what is made, and of what."""
    made, _, source = text.partition(" for ")
    lines = [f"{INDENT * depth}{made}", f"{INDENT * depth}for {source}"]
    if (
        len(items) > 1
        or any(sign in text for sign in "[{\"'")
        or made.count("(") != made.count(")")
        or " for " in source
        or " if " in source
        or any(width(line) > WIDTH for line in lines)
    ):
        raise _OtherFormError
    return lines


def _definition(text: str, start: int, depth: int) -> list[str]:
    """The lines of the head of a function with parameters."""
    items, end = _items(text, start)
    indent = INDENT * depth
    first, last = indent + text[:start], indent + text[end:]
    if end == start or width(last) > WIDTH:
        raise _OtherFormError
    inside = [f"{indent}{INDENT}{text[start:end]}{',' if len(items) == 1 else ''}"]
    if width(inside[0]) > WIDTH:
        inside = [f"{indent}{INDENT}{item}," for item in items]
    if any(width(line) > WIDTH for line in inside):
        raise _OtherFormError
    return [first, *inside, last]


def _items(text: str, start: int) -> tuple[list[str], int]:
    """What stands between commas from ``start`` on, and where the brackets close around it."""
    items: list[str] = []
    depth, begin = 1, start
    for found in _SPECIAL.finditer(text, start):
        sign = found[0]
        if sign in "([{":
            depth += 1
        elif sign == "," and depth == 1:
            items.append(text[begin : found.start()])
            begin = found.end() + 1  # behind the blank
        elif sign in ")]}":
            depth -= 1
            if not depth:
                items.append(text[begin : found.start()])
                return items, found.start()
    raise _OtherFormError


def _inside(text: str, items: Sequence[str], depth: int, *, explode: bool) -> list[str]:
    """The lines of what stands in brackets: one, or one for each item."""
    indent = INDENT * depth
    if not explode and width(indent + text) <= WIDTH:
        return [indent + text]
    if " for " in text:
        return _comprehension(text, items, depth)
    if not items[-1]:
        raise _OtherFormError
    comma = "," if len(items) > 1 else ""
    lines: list[str] = []
    for item in items:
        line = f"{indent}{item}{comma}"
        if width(line) <= WIDTH or _ATOM.fullmatch(item):
            lines.append(line)
        elif (head := _ITEM.match(item)) is not None:
            lines += _bracketed(item, head.end(), comma, depth)
        else:
            raise _OtherFormError
    return lines
