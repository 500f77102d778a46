"""The blocks of a page: objects and operations, with their fields as a tree."""

from __future__ import annotations

from collections.abc import Iterator

from typewright.loaders.reference_page.lines import Line, Role
from typewright.loaders.reference_page.nodes import Additional, Facet, Header, Part, Value
from typewright.loaders.reference_page.segmentation import NOTHING_KNOWN, Vocabulary
from typewright.schema.schema import UnionKeyword
from typewright.source import Source
from typewright.values import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """What a page says of one schema: of a block itself, or of a field.

    ``line`` is where it begins, ``header`` holds its name, type and flags, and ``readings`` the
    other ways to read them. ``lines`` are all its lines with what they are, without those of the
    schemas below. ``variant`` is the first variant of a ``union``. ``children`` are the fields
    below it; with ``mark`` they are child parameters, which the page hides unless it ``is_open``.
    ``is_unsettled``: it may as well belong below an open field before it, since nothing on the page
    tells where child parameters end. ``is_anonymous``: its name is the renderer's.
    """

    line: Line
    header: Header
    readings: tuple[Header, ...] = ()
    lines: tuple[tuple[Line, Role], ...] = ()
    prose: tuple[Line, ...] = ()
    imitations: tuple[Line, ...] = ()
    values: tuple[Value, ...] = ()
    additional: Additional | None = None
    union: UnionKeyword | None = None
    variant: Said | None = None
    mark: Line | None = None
    is_open: bool = False
    children: tuple[Said, ...] = ()
    is_unsettled: bool = False
    is_anonymous: bool = False

    @property
    def name(self) -> str:
        return self.header.name

    @property
    def is_hidden(self) -> bool:
        """Whether it has properties that the page does not show."""
        return self.mark is not None and not self.is_open

    def value(self, facet: Facet) -> Value | None:
        """The labelled line of one kind, if there is one."""
        return next((value for value in self.values if value.facet is facet), None)

    def everything(self) -> Iterator[Said]:
        """This and all below it, in the order of the page."""
        yield self
        if self.variant is not None:
            yield from self.variant.everything()
        for child in self.children:
            yield from child.everything()


@dataclass(frozen=True, slots=True)
class Block:
    """One object of a page; its fields are the ``children`` of ``said``.

    ``before`` and ``after`` are what the blocks around it on its page say, ``None`` at the ends.
    ``is_ended`` says that the mark of its end was seen. ``part`` is where in an operation it
    stands, ``None`` for an object of its own.
    """

    source: Source
    title: str
    said: Said
    before: Said | None = None
    after: Said | None = None
    is_ended: bool = False
    part: Part | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """A request body or a response of an operation."""

    part: Part
    line: Line
    lines: tuple[tuple[Line, Role], ...] = ()
    code: str | None = None
    media_type: str | None = None
    prose: tuple[Line, ...] = ()
    block: Block | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """One operation of a page."""

    source: Source
    title: str
    line: Line
    lines: tuple[tuple[Line, Role], ...]
    method: str
    url: str | None
    is_deprecated: bool = False
    prose: tuple[Line, ...] = ()
    parameters: tuple[tuple[Part, Said], ...] = ()
    bodies: tuple[Body, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """What one source holds. ``loose`` are lines that belong to no block but have a meaning;
    ``vocabulary`` has the words of all that its schemas say.
    """

    source: Source
    lines: tuple[Line, ...]
    site: str | None
    blocks: tuple[Block, ...]
    calls: tuple[Call, ...]
    loose: tuple[tuple[Line, Role], ...] = ()
    vocabulary: Vocabulary = NOTHING_KNOWN


def texts(said: Said) -> tuple[str, ...]:
    """The text of all lines of ``said`` and of what is below it, in their order."""
    numbered = [line for part in said.everything() for line, _ in part.lines]
    return tuple(line.text for line in sorted(numbered, key=lambda line: line.number))
