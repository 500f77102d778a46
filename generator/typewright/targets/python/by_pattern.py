"""Breaking the statements that most of generated code consists of, by patterns of their text.

Each is broken where ``breaking`` would break it, which takes it apart into tokens and tries; a test
compares the two.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from typewright.targets.python.columns import INDENT, WIDTH, fits, width

_TEXT = r""""[^"\\]*+(?:\\.[^"\\]*+)*"|'[^'\\]*+(?:\\.[^'\\]*+)*'"""
_TARGET = rf"[\w.]+(?:\[(?:\w+|{_TEXT})\])?(?:: [^\"'=]+)? = "
_CALL = re.compile(rf"({_TARGET}|)@?[\w.]*[(\[{{]")
_SIMPLE = re.compile(r"return |(?:el)?if |[\w.]+ = ")
_TESTED = re.compile(r"(?:not )?[\w.]+\(")
_ASSIGNED = re.compile(_TARGET)
_NAMED = re.compile(r"[\w.]+: [\w.| ]+ = (?=[\w.]+$)")
_UNION = re.compile(r"(\w+): ([\w.]+(?: \| [\w.]+)+)( = [\w.]+)?")
_DEFINITION = re.compile(r"def \w+\(")
_ANNOTATED = re.compile(r"\w+: \w+\[")
_DEFAULT = re.compile(rf"\] = (?:{_TEXT}|[\w.]+),")
_ITEM = re.compile(r"[\w.]*[(\[{]")
_ATOM = re.compile(rf"(?:(?:{_TEXT}): )?(?:[rf]?(?:{_TEXT})|[\w.]+)")
_SPECIAL = re.compile(rf"{_TEXT}|[()\[\]{{}},]")
_CHOICE = re.compile(rf"{_TEXT}|[()\[\]{{}}]| (?=(?:if|else) )")
_LOGIC = re.compile(rf"{_TEXT}|[()\[\]{{}}]| (?=(?:and|or) )")
_COMPARISON = re.compile(rf"{_TEXT}|[()\[\]{{}}]|(?<! not) (?=(?:is|in|not in|[=!<>]=|[<>]) )")
_WORDS = r"(?>(?:(?:and|or|if|else|is|in|not|[=!<>]=|[<>]) )*)"
_CALLED = re.compile(rf"{_WORDS}[\w.]+\(")
_WORD = re.compile(rf"{_WORDS}(?:[\w.]+|{_TEXT})")
_LOOP = re.compile(rf"{_TEXT}|[()\[\]{{}}]| (?=for )")


class _OtherFormError(Exception):
    """A statement that has to be broken in another way."""


def broken_by_pattern(statement: str, depth: int) -> list[str] | None:
    """The lines of a statement that is too long for one; ``None`` for one of another form."""
    try:
        match statement[: statement.find(" ") + 1]:
            case "def ":
                if (found := _DEFINITION.match(statement)) is not None:
                    return _definition(statement, found.end(), depth)
            case "if " | "elif " as word:
                return _tested(statement[:-1], len(word), ":", depth)
            case "return " as word:
                return _tested(statement, len(word), "", depth)
            case _:
                return _assignment(statement, depth)
    except _OtherFormError:
        pass
    return None


def listed(
    before: str, text: str, items: Sequence[str], after: str, depth: int
) -> list[str] | None:
    """The same for items, all of which are ``text``; ``before`` opens their brackets, which
    ``after`` closes.
    """
    try:
        if items and before.startswith("def "):
            return _head(before, text, items, after, depth)
        if items and len(after) == 1 and _CALL.fullmatch(before.removeprefix("return ")):
            return _around(before, text, items, after, depth, is_too_long=False)
    except _OtherFormError:
        pass
    return None


def parameter(text: str, depth: int) -> list[str] | None:
    """The same for a parameter of a function, with the comma behind it."""
    try:
        return _parameter(text, depth)
    except _OtherFormError:
        return None


def _assignment(text: str, depth: int) -> list[str] | None:
    """The lines of an assignment or a call."""
    if " if " in text and (found := _ASSIGNED.match(text)) is not None:
        parts = _parts(text, found.end(), _CHOICE)
        if len(parts) > 1:
            return _parenthesized(text, found.end(), parts, "", depth)
    if (found := _CALL.match(text)) is not None:
        return _assigned(text, found.end(1), found.end(), "", depth)
    if (found := _NAMED.match(text)) is not None and fits(f"{INDENT * depth}{found[0]}("):
        return _parenthesized(text, found.end(), [text[found.end() :]], "", depth)
    if (found := _UNION.fullmatch(text)) is not None:
        return _annotated(*found.groups(default=""), depth=depth)
    return None


def _annotated(name: str, union: str, default: str, *, depth: int) -> list[str]:
    """The lines of a declaration whose annotation is a union, which stands between parentheses."""
    indent = INDENT * depth
    lines = [f"{indent}{name}: (", f"{indent}{INDENT}{union}", f"{indent}){default}"]
    if not all(map(fits, lines)):
        raise _OtherFormError
    return lines


def _tested(text: str, start: int, behind: str, depth: int) -> list[str]:
    """The lines of an expression that is tested or returned; it begins at ``start``."""
    if " if " in text:
        raise _OtherFormError
    parts = _parts(text, start, _LOGIC)
    if len(parts) == 1 and (called := _TESTED.match(text, start)) is not None:
        try:
            return _assigned(text, start, called.end(), behind, depth)
        except _OtherFormError:
            pass
    if len(parts) == 1:
        parts = _parts(text, start, _COMPARISON)
    if len(parts) == 1:
        raise _OtherFormError
    if text[start] in "([{" or text[-1] in "]}":
        raise _OtherFormError
    if len(parts) > 2 or text[-1] != ")":
        return _parenthesized(text, start, parts, behind, depth)
    opened, is_first = _last_opening(text, start)
    room = WIDTH - len(INDENT) * (depth + 1)
    indent = INDENT * depth
    first = f"{indent}{text[: opened + 1]}"
    # Black counts characters here, not columns.
    is_too_long = len(text[start : opened + 1]) > room or not fits(first)
    if opened == len(text) - 2 or (is_first and is_too_long):
        return _parenthesized(text, start, parts, behind, depth)
    if text[opened - 1] != " ":
        return _bracketed(text, opened + 1, behind, depth)
    if not fits(first) or len(_items(text, opened + 1)[0]) > 1:
        raise _OtherFormError
    inside = _joined(_parts(text[:-1], opened + 1, _LOGIC), depth + 1)
    return [first, *inside, f"{indent}){behind}"]


def _parts(text: str, start: int, between: re.Pattern[str]) -> list[str]:
    """What stands before and after operators outside of brackets, from ``start`` on: each but the
    first begins with its operator.
    """
    parts: list[str] = []
    depth = 0
    for found in between.finditer(text, start):
        sign = found[0]
        if sign in "([{":
            depth += 1
        elif sign in ")]}":
            depth -= 1
        elif sign == " " and not depth:
            parts.append(text[start : found.start()])
            start = found.end()
    return [*parts, text[start:]]


def _last_opening(text: str, start: int) -> tuple[int, bool]:
    """Where the brackets open that close at the end, and whether they are the first ones."""
    found = [sign for sign in _SPECIAL.finditer(text, start) if sign[0] in "([{}])"]
    depth = 0
    for index in range(len(found) - 1, -1, -1):
        depth += 1 if found[index][0] in ")]}" else -1
        if not depth:
            return found[index].start(), not index
    raise _OtherFormError


def _joined(parts: Sequence[str], depth: int) -> list[str]:
    """The lines of an expression in brackets: one, or one and more for each of its parts."""
    one = INDENT * depth + " ".join(parts)
    if fits(one):
        return [one]
    return [line for part in parts for line in _part(part, depth)]


def _part(text: str, depth: int) -> list[str]:
    """The lines of a part of an expression in brackets."""
    indent = INDENT * depth
    if fits(indent + text) or _WORD.fullmatch(text):
        return [indent + text]
    for between in (_LOGIC, _COMPARISON):
        parts = _parts(text, 0, between)
        if len(parts) > 1:
            return [line for part in parts for line in _part(part, depth)]
    if (found := _CALLED.match(text)) is not None:
        return _bracketed(text, found.end(), "", depth, is_too_long=True)
    raise _OtherFormError


def _assigned(text: str, start: int, opened: int, behind: str, depth: int) -> list[str]:
    """The lines of a call or a list that is returned, assigned or tested; it begins at ``start``
    and has ``behind`` behind it.
    """
    room = WIDTH - len(INDENT) * depth
    if not start or width(text[:opened]) <= room:
        return _bracketed(text, opened, behind, depth, is_too_long=not start)
    end = _items(text, opened)[1]
    if end != len(text) - 1:
        raise _OtherFormError
    if width(text[start:]) <= room - len(INDENT):
        return _parenthesized(text, start, [text[start:]], behind, depth)
    if opened == end:
        raise _OtherFormError
    if not _SIMPLE.fullmatch(text, 0, start):
        indent = INDENT * depth
        first = f"{indent}{text[:start]}("
        if not fits(first):
            raise _OtherFormError
        inside = _bracketed(text[start:], opened - start, "", depth + 1, is_too_long=True)
        return [first, *inside, f"{indent})"]
    if width(text[:start]) < room and width(text[start:opened]) <= room - len(INDENT):
        inside = _bracketed(text[start:], opened - start, "", depth + 1)
        if all(fits(line) for line in inside):
            indent = INDENT * depth
            return [f"{indent}{text[:start]}(", *inside, f"{indent}){behind}"]
    return _bracketed(text, opened, behind, depth, is_too_long=True)


def _parenthesized(
    text: str, start: int, parts: Sequence[str], behind: str, depth: int
) -> list[str]:
    """The lines of an expression, from ``start`` on, that stands between parentheses."""
    indent = INDENT * depth
    first = f"{indent}{text[:start]}("
    if not fits(first):
        raise _OtherFormError
    return [first, *_joined(parts, depth + 1), f"{indent}){behind}"]


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
    if not is_too_long and not fits(first):
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
        or any(not fits(line) for line in lines)
    ):
        raise _OtherFormError
    return lines


def _definition(text: str, start: int, depth: int) -> list[str]:
    """The lines of the head of a function."""
    items, end = _items(text, start)
    if end > start:
        return _head(text[:start], text[start:end], items, text[end:], depth)
    returns = text[end:].removeprefix(") -> ").removesuffix(":")
    if not returns.isidentifier():
        raise _OtherFormError
    indent = INDENT * depth
    return [f"{indent}{text[:start]}) -> (", f"{indent}{INDENT}{returns}", f"{indent}):"]


def _head(before: str, text: str, items: Sequence[str], after: str, depth: int) -> list[str]:
    """The lines of the head of a function with parameters, all of which are ``text``."""
    indent = INDENT * depth
    first, last = indent + before, indent + after
    if not fits(last):
        raise _OtherFormError
    inside = [f"{indent}{INDENT}{text}{',' if len(items) == 1 else ''}"]
    if not fits(inside[0]):
        inside = [line for item in items for line in _parameter(item, depth + 1)]
    return [first, *inside, last]


def _parameter(text: str, depth: int) -> list[str]:
    """The lines of a parameter, which is broken inside the brackets of its annotation."""
    line = f"{INDENT * depth}{text},"
    if fits(line):
        return [line]
    if (found := _ANNOTATED.match(text)) is None:
        raise _OtherFormError
    start = found.end()
    items, end = _items(text, start)
    before, after = text[:start], f"{text[end:]},"
    if not _DEFAULT.fullmatch(after) or not fits(f"{INDENT * depth}{after}"):
        raise _OtherFormError
    return _around(before, text[start:end], items, after, depth, is_too_long=False)


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
    if not explode and fits(indent + text):
        return [indent + text]
    if " for " in text and len(_parts(text, 0, _LOOP)) > 1:
        return _comprehension(text, items, depth)
    if not items[-1]:
        raise _OtherFormError
    comma = "," if len(items) > 1 else ""
    if text.isascii() and len(max(items, key=len)) <= WIDTH - len(indent) - len(comma):
        return [f"{indent}{item}{comma}" for item in items]
    lines: list[str] = []
    for item in items:
        line = f"{indent}{item}{comma}"
        if fits(line) or _ATOM.fullmatch(item):
            lines.append(line)
        elif (head := _ITEM.match(item)) is not None:
            lines += _bracketed(item, head.end(), comma, depth)
        else:
            raise _OtherFormError
    return lines
