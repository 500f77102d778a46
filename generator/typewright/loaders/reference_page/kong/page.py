"""Reads whole pages of Kong's spec-renderer: from paragraphs to nodes.

One law of the text does most of the work. Field lines, types and markers are block elements:
nothing stands between two of them but the line break. Titles, descriptions and labelled lines are
paragraphs, with a blank line on both sides. So a blank line between two lines tells that at least
one of them is a paragraph, and no blank line tells that neither is (a list or a table excepted).
A line that reads like a field but stands where only prose can is prose.
"""

from __future__ import annotations

from dataclasses import field
from enum import Enum, auto

from typewright.loaders.reference_page import titles
from typewright.loaders.reference_page.header import MAX_HEADER
from typewright.loaders.reference_page.kong import grammar
from typewright.loaders.reference_page.kong.line import (
    Place,
    are_names_below_list,
    block_lines_begin,
    may_be_spaced_name,
    open_field,
    read_run,
)
from typewright.loaders.reference_page.kong.survey import Survey, is_endpoint, survey
from typewright.loaders.reference_page.lines import Line, Paragraph
from typewright.loaders.reference_page.nodes import (
    Badge,
    Children,
    Coda,
    Content,
    Deprecated,
    End,
    Endpoint,
    Facet,
    Field,
    Flags,
    Leave,
    Node,
    Operation,
    Part,
    Prose,
    Section,
    Site,
    Stray,
    Title,
    Union,
    Value,
    Webhook,
    lines_of,
)
from typewright.values import dataclass


class Slot(Enum):
    """Where in a block the reader stands, which says what the next paragraph can be."""

    OUTSIDE = auto()
    HEAD = auto()
    """After a title or a type: the block's description, or its fields."""
    FIELD = auto()
    """After a field's line: its description."""
    FACETS = auto()
    """After a labelled line: no description any more."""
    NESTED = auto()
    """After the mark of child parameters."""
    CLOSED = auto()
    """After the end of a block: a title."""


def read(page: tuple[Line, ...]) -> tuple[Node, ...]:
    """All of ``page`` as nodes; every line is part of exactly one."""
    return _with_leaves(_Reader(survey(page)).run())


def _with_leaves(nodes: list[Node]) -> tuple[Node, ...]:
    """``nodes`` with a ``Leave`` wherever the indentation says that nested fields end."""
    level, result = 0, list[Node]()
    for node in nodes:
        here = lines_of(node)[0].level
        result.extend(Leave() for _ in range(level - here))
        result.append(node)
        level = here
    return (*result, *(Leave() for _ in range(level)))


@dataclass(slots=True)
class _Reader:
    """Walks over the paragraphs of one page; ``nodes`` grows, everything else is where it is."""

    page: Survey
    nodes: list[Node] = field(default_factory=list)
    slot: Slot = Slot.OUTSIDE
    part: Part | None = None
    in_operation: bool = False
    has_fields: bool = False
    has_prose: bool = False
    has_union: bool = False
    types: tuple[str, ...] = ()
    variant: bool = False
    content: str = ""
    content_title: str = ""

    def run(self) -> list[Node]:
        index = 0
        while index < len(self.page.groups):
            index = self.step(index)
        return self.nodes

    # What comes next

    def step(self, index: int) -> int:
        """Read the paragraph at ``index``; the index of the next one to read."""
        group = self.page.groups[index]
        if (end := self.page.operations.get(index)) is not None:
            return self.operation(index, end)
        if len(group) == 1 and self.single(index, group[0]):
            return index + 1
        run = read_run(group, self.place())
        if run is not None and not self.is_imitation(index, group):
            self.take(run)
        elif len(group) == 1 and self.is_variant(index):
            self.take((open_field(group[0], self.page.names, is_variant=True),))
        elif len(group) == 1 and self.is_bare_field(index):
            self.take((open_field(group[0], self.page.names),))
        elif self.are_bare_fields(index):
            self.take(tuple(open_field(line, self.page.names) for line in group))
        elif self.slot in (Slot.HEAD, Slot.FIELD):
            cut = len(group) if run is not None else block_lines_begin(group)
            imitates = run is not None or self.may_be_spaced_field(index)
            self.prose(group[:cut], imitates=imitates)
            self.take(read_run(group[cut:], self.place()) or ())
        elif run is not None:
            self.nodes.append(Prose(group, imitates=True))
        else:
            self.nodes.append(Stray(group))
        return index + 1

    def single(self, index: int, line: Line) -> bool:
        """Read a paragraph of one line that says by itself, or by its neighbour, what it is."""
        if line.text in self.page.sites and (index == 0 or self.slot is not Slot.FIELD):
            self.nodes.append(Site(line))
        elif grammar.PAGE_MARK.fullmatch(line.text):
            self.nodes.append(Site(line, is_mark=True))
            self.slot, self.in_operation = Slot.CLOSED, False
        elif self.is_navigation(index):
            self.nodes.append(Site(line, is_mark=True))
        elif self.in_operation and line.text in grammar.SECTIONS and not self.is_described():
            self.section(line)
        elif (found := grammar.label(line)) and self.is_label(index, found):
            self.nodes.append(found)
            self.slot = Slot.FACETS
        elif self.is_title(index):
            self.title(line)
        else:
            return False
        return True

    def is_navigation(self, index: int) -> bool:
        """Whether the last line names the nodes before and after the only one on the page."""
        if self.slot is not Slot.CLOSED or index + 1 < len(self.page.groups):
            return False
        return sum(isinstance(node, Title | Operation) for node in self.nodes) == 1

    def is_described(self) -> bool:
        """Whether a response shows its code and description, so that its title is due."""
        return self.part is Part.RESPONSE and self.slot is Slot.HEAD and self.has_prose

    def is_label(self, index: int, found: Value) -> bool:
        """Whether a line with a label is not part of the description."""
        if self.slot is Slot.OUTSIDE:
            return False
        if self.slot not in (Slot.HEAD, Slot.FIELD):
            return True
        if self.page.tight_labels and grammar.is_spaced(found.line):
            return False
        after = self.following(index)
        prose_follows = bool(after) and not (
            read_run(after, self.place()) or grammar.label(after[0]) or len(after) > 1
        )
        empty = not found.text and found.facet in (Facet.EXAMPLE, Facet.PATTERN)
        return not (empty and prose_follows)

    def place(self) -> Place:
        return Place(
            head=self.slot is Slot.HEAD or (self.slot is Slot.FACETS and not self.has_fields),
            variant=self.variant,
            operation=self.in_operation,
            content=self.content,
            title=self.content_title,
            known=self.page.names,
        )

    def following(self, index: int) -> Paragraph:
        groups = self.page.groups
        return groups[index + 1] if index + 1 < len(groups) else ()

    def leads_to_run(self, index: int) -> bool:
        """Whether the paragraph after that at ``index`` is of block lines."""
        runs = self.page.runs
        return index + 1 < len(runs) and runs[index + 1] is not None

    def after_block_line(self) -> bool:
        """Whether the last line read is a block line, so that a blank line after it says much."""
        return bool(self.nodes) and isinstance(self.nodes[-1], Field | Flags | Badge | Union)

    def is_imitation(self, index: int, group: Paragraph) -> bool:
        """Whether block lines stand where, by their blank lines, only prose can."""
        if not self.page.lawful or self.slot not in (Slot.HEAD, Slot.FIELD) or not self.nodes:
            marker = len(group) == 1 and self.page.lawful and grammar.is_marker(group[0].text)
            return marker and self.stands_before_run(index)
        if self.after_block_line() and not self.in_operation:
            return True
        alone = len(group) == 1 and self.slot is Slot.FIELD
        lines = 1 if grammar.is_marker(group[0].text) else 2
        return alone and self.stands_before_run(index, lines)

    def stands_before_run(self, index: int, lines: int = 1) -> bool:
        """Whether the next paragraph is of block lines, which would not let a blank line stand.

        One such line may itself be prose; several are surely none.
        """
        return self.leads_to_run(index) and len(self.following(index)) >= lines

    def is_title(self, index: int) -> bool:
        """Whether the line at ``index`` begins a new block."""
        line, after = self.page.groups[index][0], self.following(index)
        if line.indent or line.level or not titles.could_be_title(line.text):
            return False
        if self.slot in (Slot.CLOSED, Slot.OUTSIDE):
            return not grammar.is_marker(line.text)
        shows_type = after and grammar.badge(after[0].text) and read_run(after, Place(head=True))
        if self.in_operation and self.slot is Slot.HEAD:
            return bool(shows_type) and self.is_described() and grammar.is_name(line.text)
        if shows_type:
            return True
        if grammar.opens_field(line.text) or grammar.is_marker(line.text):
            return False
        if after and after[0].text in grammar.UNIONS:
            return self.slot is not Slot.HEAD or self.has_union or self.title_over_prose(line)
        if not self.could_be_complete() or not self.leads(index):
            return False
        names_block = self.slot is Slot.FACETS and grammar.is_name(line.text)
        return self.title_over_prose(line) or (names_block and self.leads_to_run(index))

    def could_be_complete(self) -> bool:
        """Whether the block may end here without the mark that ends objects."""
        if self.slot is Slot.HEAD:
            return self.has_prose or bool(self.types)
        return not self.has_fields or self.types == ("array",)

    def title_over_prose(self, line: Line) -> bool:
        if self.slot is Slot.HEAD:
            if self.page.capital_names or not titles.is_name_like_title(line.text):
                return False
            own = next(node.line.text for node in reversed(self.nodes) if isinstance(node, Title))
            return line.text != own
        return titles.looks_like_title(line.text)

    def leads(self, index: int) -> bool:
        """Whether the next paragraph may be the first lines of a block without type."""
        after = self.following(index)
        return self.leads_to_run(index) or (
            bool(after) and titles.looks_like_sentence(after[0].text)
        )

    def is_variant(self, index: int) -> bool:
        """Whether a lone line is the untyped first variant that the union before it waits for."""
        text = self.page.groups[index][0].text
        if not self.variant or len(text) > MAX_HEADER:
            return False
        if grammar.VARIANT.fullmatch(text) or self.slot is Slot.FACETS:
            return True
        return grammar.is_name(text) and self.slot is Slot.FIELD and self.has_description()

    def has_description(self) -> bool:
        return bool(self.nodes) and isinstance(self.nodes[-1], Prose)

    def is_bare_field(self, index: int) -> bool:
        """Whether a lone word opens a field without type: what follows must be the field's own."""
        line, after = self.page.groups[index][0], self.following(index)
        if line.indent or not grammar.is_name(line.text) or not after:
            return False
        if self.page.lawful and self.after_block_line():
            return False
        if self.in_operation and self.slot is Slot.HEAD and not self.content_title:
            return False
        if self.in_operation and self.slot is Slot.FACETS and self.is_last_of_section(after):
            return True
        if grammar.label(after[0]):
            return line.text[0].isupper() == self.page.capital_names or self.slot is Slot.FACETS
        if self.leads_to_run(index) or not titles.looks_like_sentence(after[0].text):
            return False
        return self.slot in (Slot.FACETS, Slot.NESTED) or (
            line.text[0].isupper() == self.page.capital_names
        )

    def are_bare_fields(self, index: int) -> bool:
        """Whether several names right below a list open fields without type: prose would have a
        blank line before it.
        """
        group, before = self.page.groups[index], self.page.groups[max(index - 1, 0)]
        return self.page.lawful and self.is_told(index) and are_names_below_list(group, before)

    def is_told(self, index: int) -> bool:
        """Whether a description or a labelled line follows."""
        after = self.following(index)
        return bool(after) and bool(
            grammar.label(after[0]) or titles.looks_like_sentence(after[0].text)
        )

    def may_be_spaced_field(self, index: int) -> bool:
        """Whether a lone line that is read as prose may be the name of a field with a blank in it
        and without type.
        """
        group = self.page.groups[index]
        return (
            len(group) == 1
            and may_be_spaced_name(group[0])
            and group[0].text[0].isupper() == self.page.capital_names
            and self.has_description()
            and self.is_told(index)
        )

    def is_last_of_section(self, after: Paragraph) -> bool:
        """Whether a section of an operation ends before ``after``, as no mark says."""
        return after[0].text in grammar.SECTIONS or after[0].text == self.content

    # What it becomes

    def title(self, line: Line) -> None:
        self.nodes.append(Title(line))
        self.slot, self.in_operation = Slot.HEAD, False
        self.begin_block()

    def begin_block(self) -> None:
        self.has_fields = self.has_prose = self.has_union = self.variant = False
        self.types, self.content, self.content_title = (), "", ""

    def operation(self, index: int, end: int) -> int:
        """An operation from its title to its endpoint, or to its first section without one."""
        groups = self.page.groups
        self.nodes.append(Operation(groups[index][0]))
        for group in groups[index + 1 : end]:
            if len(group) == 1 and group[0].text in grammar.OPERATION_BADGES:
                is_webhook = group[0].text == grammar.WEBHOOK
                self.nodes.append(Webhook(group[0]) if is_webhook else Deprecated(group[0]))
            else:
                self.nodes.append(Prose(group))
        has_endpoint = is_endpoint(groups[end])
        if has_endpoint:
            self.nodes.append(Endpoint(groups[end]))
        self.slot, self.in_operation, self.part = Slot.HEAD, True, None
        self.begin_block()
        return end + has_endpoint

    def section(self, line: Line) -> None:
        self.part = grammar.SECTIONS[line.text]
        self.nodes.append(Section(line, self.part))
        self.slot = Slot.HEAD
        self.begin_block()

    def prose(self, group: Paragraph, *, imitates: bool) -> None:
        if self.is_content_title(group):
            self.nodes.append(Title(group[0], is_content=True))
            self.content_title = group[0].text
            return
        self.nodes.append(Prose(group, imitates=imitates))
        self.has_prose = True

    def is_content_title(self, group: Paragraph) -> bool:
        """Whether a paragraph below "Body" or "Response" is the title of the schema there."""
        if self.part not in (Part.BODY, Part.RESPONSE, Part.CALLBACK) or self.slot is not Slot.HEAD:
            return False
        if self.content_title or not self.in_operation:
            return False
        text = group[0].text
        if len(group) > 1 or not (titles.looks_like_title(text) or grammar.is_name(text)):
            return False
        return self.part is Part.BODY or self.has_prose

    def take(self, run: tuple[Node, ...]) -> None:
        """Add block lines, and note where they lead."""
        for node in run:
            self.nodes.append(node)
            match node:
                case Field(readings=readings):
                    self.slot, self.has_fields = Slot.FIELD, True
                    self.variant = readings[0].union is not None
                case Badge(header=header):
                    self.slot, self.types = Slot.HEAD, header.types
                case Union():
                    self.has_union = True
                case Children():
                    self.slot = Slot.NESTED
                case End() | Coda():
                    self.slot = Slot.CLOSED
                case Content(line=line):
                    self.slot, self.content = Slot.HEAD, line.text
                case _:
                    pass
