"""The lines of a page, and the paragraphs that its blank lines make of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from enum import StrEnum
from itertools import pairwise
from typing import Final, TypeAlias

from typewright.values import dataclass

_LINE_END = re.compile(r"\r\n|\r|\n")
NBSP = "\u00a0"
MAX_BREAKS = 3
"""Line breaks that a paragraph of code may hold together."""
MAX_NESTING: Final = 30
"""Levels of indented child parameters that are followed."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank: its number from 1, its indentation and its text without it.

    On pages that show nesting by indentation, ``level`` counts the nested objects around the line,
    ``base`` is their indentation, and ``indent`` is only what goes beyond that.
    """

    number: int
    indent: int
    text: str
    level: int = 0
    base: int = 0

    @property
    def column(self) -> int:
        """The column of the text, from 1."""
        return self.base + self.indent + 1


Paragraph: TypeAlias = tuple[Line, ...]
"""Lines without a blank one between them."""


class Role(StrEnum):
    """What a line of a page is."""

    SITE = "site title"
    PAGE = "page heading or navigation"
    TITLE = "title"
    TYPE = "type"
    DESCRIPTION = "description"
    FIELD = "field"
    FLAGS = "type and flags of a union"
    UNION = "union"
    VARIANT = "first variant of a union"
    ENUM = "allowed values"
    PATTERN = "pattern"
    DEFAULT = "default"
    RANGE = "range"
    EXAMPLE = "example"
    ADDITIONAL = "additional properties"
    CHILDREN = "child parameters"
    END = "end of an object"
    OPERATION = "operation"
    DEPRECATED = "deprecation"
    WEBHOOK = "mark of a webhook"
    ENDPOINT = "endpoint"
    SECTION = "section of an operation"
    CONTENT = "content type"


@dataclass(frozen=True, slots=True)
class Claim:
    """What one line of a page became: its role and the pointer of the recovered node."""

    line: int
    role: Role
    pointer: str
    text: str = ""


def read(text: str) -> tuple[Line, ...]:
    """The lines of ``text`` that are not blank, ended by LF, CR LF or CR.

    A line that holds only a no-break space is kept: the renderer prints it on purpose.
    """
    return tuple(_lines(text))


def _lines(text: str) -> Iterator[Line]:
    for number, raw in enumerate(_LINE_END.split(text), 1):
        stripped = raw.strip()
        if stripped:
            yield Line(number, len(raw) - len(raw.lstrip()), stripped)
        elif NBSP in raw:
            yield Line(number, 0, NBSP)


def nested(page: tuple[Line, ...], opens: Set[str]) -> tuple[Line, ...]:
    """``page`` with the level of each line: one deeper below a line that ``opens`` one, where the
    next is indented. What all lines are indented by says nothing.
    """
    least = min((line.indent for line in page if line.text != NBSP), default=0)
    result, bases = list[Line](), [least]
    for index, line in enumerate(page):
        while line.indent < bases[-1] and len(bases) > 1:
            bases.pop()
        indent = max(line.indent - bases[-1], 0)
        here = Line(line.number, indent, line.text, len(bases) - 1, bases[-1])
        result.append(here)
        is_opening = len(bases) <= MAX_NESTING and not indent and line.text in opens
        if is_opening and index + 1 < len(page) and page[index + 1].indent > bases[-1]:
            bases.append(page[index + 1].indent)
    return tuple(result)


def paragraphs(lines: tuple[Line, ...]) -> tuple[Paragraph, ...]:
    """``lines`` cut where blank lines stand between them."""
    if not lines:
        return ()
    cuts = [i for i, (a, b) in enumerate(pairwise(lines), 1) if b.number > a.number + 1]
    return tuple(lines[a:b] for a, b in pairwise([0, *cuts, len(lines)]))


def prose(lines: Paragraph) -> str:
    """The text of ``lines`` as it stands on the page, blank lines and list indents kept.

    Where other lines stood in between, one blank line is left of them.
    """
    parts = [" " * lines[0].indent + lines[0].text] if lines else []
    for before, line in pairwise(lines):
        gap = line.number - before.number
        breaks = gap if gap <= MAX_BREAKS else 2
        parts.append("\n" * breaks + " " * line.indent + line.text)
    return "".join(parts)
