"""Reads the lines of a paragraph of Kong's renderer that stand in blocks of their own."""

from __future__ import annotations

from dataclasses import field
from typing import TypeAlias

from typewright.loaders.reference_page import titles
from typewright.loaders.reference_page.header import MAX_HEADER
from typewright.loaders.reference_page.kong import grammar
from typewright.loaders.reference_page.lines import NBSP, Line, Paragraph
from typewright.loaders.reference_page.nodes import (
    Additional,
    Badge,
    Children,
    Coda,
    Content,
    End,
    Field,
    Flags,
    Header,
    Node,
    Prose,
    Union,
)
from typewright.values import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where a run of lines begins: what may come there.

    ``head``: the block shows no field yet. ``variant``: the first variant of a union is due.
    ``operation``: status codes and media types may stand here, and ``content`` is the line of them
    that this section began with, which comes again at its end. ``title``: the title of the
    section's schema, which stands again before its type. ``known``: names that other lines of the
    page show without doubt.
    """

    head: bool = False
    variant: bool = False
    operation: bool = False
    content: str = ""
    title: str = ""
    known: frozenset[str] = frozenset()


Run: TypeAlias = tuple[Node, ...]
"""Lines of a block that stand together."""


def read_run(group: Paragraph, place: Place) -> Run | None:
    """``group`` as lines of a block, or ``None`` when one of them can only be prose.

    At least one line must say by itself what it is; then a bare name or a name with spaces beside
    it, with no blank line between, is a field too.
    """
    run = _Run(group, place)
    for index in range(len(group)):
        if not run.take(index):
            return None
    return tuple(run.nodes) if run.sure else None


@dataclass(slots=True)
class _Run:
    group: Paragraph
    place: Place
    nodes: list[Node] = field(default_factory=list)
    sure: bool = False
    head: bool = False
    variant: bool = False
    after_union: bool = False

    def __post_init__(self) -> None:
        self.head, self.variant = self.place.head, self.place.variant

    def take(self, index: int) -> bool:
        """Read one line; ``False`` when it has no place in a run."""
        line = self.group[index]
        node = self.fixed(line) or self.content(line)
        sure = node is not None
        if (
            node is None
            and index
            and self.after_union
            and (header := grammar.HEADERS.flags(line.text))
        ):
            node = Flags(line, header)
        if node is None and self.head and (header := self.badge(line.text)):
            node, sure = Badge(line, header), True
        if node is None and (
            grammar.opens_field(line.text, spaces=self.variant)
            or grammar.opens_spaced_field(line.text)
        ):
            node, sure = self.field(line), True
        if node is None and (line.indent or "\t" in line.text):
            node = Prose((line,))
        if node is None and self.may_open(line):
            node = self.field(line)
        if node is None:
            return False
        self.add(node, sure)
        return True

    def fixed(self, line: Line) -> Node | None:
        """The line, if it is one of the dialect's fixed lines."""
        text = line.text
        if text == NBSP:
            return Coda(line)
        if text in grammar.CHILDREN:
            return Children(line, grammar.CHILDREN[text])
        if text in grammar.ADDITIONAL:
            return Additional(line, grammar.ADDITIONAL[text])
        if text == grammar.END:
            return End(line)
        if text in grammar.UNIONS and self.head:
            return Union(line, grammar.UNIONS[text])
        return None

    def badge(self, text: str) -> Header | None:
        """The type of the block itself, in operations with flags and after its title."""
        if not self.place.operation:
            return grammar.badge(text)
        title = self.place.title
        if text == title:
            return Header("")
        repeats = title[:1].isupper() and text.startswith(title)
        header = grammar.HEADERS.flags(text.removeprefix(title) if repeats else text)
        return None if header is None or (repeats and header.required) else header

    def content(self, line: Line) -> Node | None:
        """A status code and media type, in operations."""
        if not self.place.operation or not (match := grammar.CONTENT.fullmatch(line.text)):
            return None
        if line.text == self.place.content or (self.nodes and isinstance(self.nodes[-1], Coda)):
            return Coda(line)
        return Content(line, match["code"], match["media"]) if self.head else None

    def may_open(self, line: Line) -> bool:
        """Whether a line without type opens a field, given that neighbours are block lines."""
        if len(line.text) > MAX_HEADER:
            return False
        if self.variant:
            return True
        if len(self.group) == 1 or line.indent:
            return False
        return grammar.is_name(line.text) or grammar.opens_field(line.text, spaces=True)

    def field(self, line: Line) -> Field:
        is_variant = self.variant or self.opens_variant(line)
        return open_field(line, self.place.known, is_variant=is_variant)

    def opens_variant(self, line: Line) -> bool:
        """Whether a union's field right below the block's own union is its variant."""
        if not self.nodes or not isinstance(self.nodes[-1], Union):
            return False
        first = grammar.readings(line.text)[0]
        return first.union is not None and not first.name[:1].islower()

    def add(self, node: Node, sure: bool) -> None:
        self.nodes.append(node)
        self.sure = self.sure or sure
        self.after_union = False
        match node:
            case Field(readings=readings):
                self.head = False
                self.after_union = self.variant = readings[0].union is not None
            case Children() | End() | Coda():
                self.head = self.variant = False
            case _:
                pass


def block_lines_begin(group: Paragraph) -> int:
    """Where the block lines at the end of a paragraph of prose begin; its length if nowhere.

    Lists and code end without a blank line, so block lines may follow them at once.
    """
    at = len(group)
    while at and _may_be_block_line(group[at - 1]):
        at -= 1
    if not 0 < at < len(group) or not (is_sure(group[at]) or is_list(group[:at])):
        return len(group)
    return at if read_run(group[at:], Place()) else len(group)


def is_sure(line: Line) -> bool:
    """Whether a line by itself says that it is a field's or a marker, save the end mark."""
    text = line.text
    return text != grammar.END and (
        grammar.is_marker(text) or grammar.opens_field(text) or grammar.opens_spaced_field(text)
    )


def is_list(group: Paragraph) -> bool:
    """Whether all lines are indented: what follows less indented is no part of them."""
    return bool(group) and all(line.indent for line in group)


def is_untyped(line: Line) -> bool:
    """Whether a line may be the name of a field that shows no type."""
    is_known = is_sure(line) or line.text == grammar.END or line.text in grammar.METHODS
    return not line.indent and not is_known and grammar.is_name(line.text)


def are_names_below_list(group: Paragraph, before: Paragraph) -> bool:
    """Whether all lines of ``group`` may be names of fields that show no type, several of which
    stand right below a list. A paragraph of prose would have a blank line before it.
    """
    is_below = is_list(before) and before[-1].number + 1 == group[0].number
    return len(group) > 1 and is_below and all(map(is_untyped, group))


def may_be_spaced_name(line: Line) -> bool:
    """Whether a line may be the name of a field that has blanks in it and shows no type."""
    words = line.text.split()
    is_name = not line.indent and grammar.is_spaced_name(line.text)
    return is_name and titles.SMALL_WORDS.isdisjoint(words)


def _may_be_block_line(line: Line) -> bool:
    text = line.text
    return not line.indent and (
        grammar.is_marker(text) or grammar.is_name(text) or grammar.opens_field(text, spaces=True)
    )


def open_field(line: Line, known: frozenset[str], *, is_variant: bool = False) -> Field:
    """The node of a line that opens a field."""
    readings = grammar.readings(line.text, known)
    is_anonymous = is_variant and bool(grammar.VARIANT.fullmatch(readings[0].name))
    return Field(line, readings, is_variant, is_anonymous)
