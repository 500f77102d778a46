"""What a dialect makes of the lines of a page: typed nodes, in the order of the page.

A dialect's module turns lines into these nodes; everything after that is the same for all dialects.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TypeAlias

from typewright.loaders.reference_page.lines import Line
from typewright.schema.schema import UnionKeyword
from typewright.values import dataclass


@dataclass(frozen=True, slots=True)
class Header:
    """The line that opens a field, taken apart.

    ``types`` are the type words shown, none when the page shows no type; ``items`` those of an
    array's items, ``None`` when the page shows none. ``confidence`` is lower than 1.0 when the
    same text could have been a different name and type.
    """

    name: str
    types: tuple[str, ...] = ()
    items: tuple[str, ...] | None = None
    format: str | None = None
    required: bool = False
    read_only: bool = False
    unique_items: bool = False
    deprecated: bool = False
    union: UnionKeyword | None = None
    confidence: float = 1.0

    @property
    def is_bare(self) -> bool:
        """Whether the line shows a name and nothing else."""
        shows_type = self.types or self.items is not None or self.format is not None or self.union
        is_flagged = self.required or self.read_only or self.unique_items or self.deprecated
        return not (shows_type or is_flagged)


class Facet(StrEnum):
    """A labelled line below a field, which says something of its values."""

    ENUM = "enum"
    PATTERN = "pattern"
    DEFAULT = "default"
    RANGE = "range"
    EXAMPLE = "example"


class Part(StrEnum):
    """A section of an operation."""

    QUERY = "query"
    PATH = "path"
    HEADER = "header"
    COOKIE = "cookie"
    BODY = "body"
    RESPONSE = "response"
    CALLBACK = "callback"


@dataclass(frozen=True, slots=True)
class Site:
    """The title of the whole site; with ``is_mark`` a page's address or its neighbours' names."""

    line: Line
    is_mark: bool = False


@dataclass(frozen=True, slots=True)
class Title:
    """The title of an object: a block begins. ``is_content``: that of an operation's body."""

    line: Line
    is_content: bool = False


@dataclass(frozen=True, slots=True)
class Badge:
    """The type of the block itself."""

    line: Line
    header: Header


@dataclass(frozen=True, slots=True)
class Prose:
    """A stretch of description. ``imitates``: it reads like grammar where only prose can stand."""

    lines: tuple[Line, ...]
    imitates: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A field begins. ``readings`` are the ways to take its line apart, the best first.

    ``is_variant``: it is the first variant of the union before it; ``is_anonymous``: its name is
    the renderer's, since the source gives it none.
    """

    line: Line
    readings: tuple[Header, ...]
    is_variant: bool = False
    is_anonymous: bool = False


@dataclass(frozen=True, slots=True)
class Flags:
    """Type and flags of the union whose name stands on the line before."""

    line: Line
    header: Header


@dataclass(frozen=True, slots=True)
class Union:
    """The block itself is a union; the fields that follow are its first variant's."""

    line: Line
    keyword: UnionKeyword


@dataclass(frozen=True, slots=True)
class Value:
    """A labelled line: ``text`` is what follows the label.

    ``bounds`` are the keywords of JSON Schema that a line of bounds says, with their numbers.
    """

    line: Line
    facet: Facet
    text: str
    bounds: tuple[tuple[str, int | float], ...] = ()


@dataclass(frozen=True, slots=True)
class Additional:
    """Whether the object may hold other properties than those shown."""

    line: Line
    allowed: bool


@dataclass(frozen=True, slots=True)
class Children:
    """The field has properties of its own: hidden, or shown in the lines that follow."""

    line: Line
    shown: bool


@dataclass(frozen=True, slots=True)
class Leave:
    """The fields shown below the innermost open ``Children`` end here. Has no line."""


@dataclass(frozen=True, slots=True)
class End:
    """The block ends."""

    line: Line


@dataclass(frozen=True, slots=True)
class Operation:
    """The title of an operation: a block begins."""

    line: Line


@dataclass(frozen=True, slots=True)
class Deprecated:
    """The operation is deprecated."""

    line: Line


@dataclass(frozen=True, slots=True)
class Webhook:
    """The operation is one that the API calls: a webhook."""

    line: Line


@dataclass(frozen=True, slots=True)
class Endpoint:
    """The method of the operation and, on a second line, its URL."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the operation begins."""

    line: Line
    part: Part


@dataclass(frozen=True, slots=True)
class Content:
    """Status code and media type of a body or response, as far as shown."""

    line: Line
    code: str | None
    media_type: str | None


@dataclass(frozen=True, slots=True)
class Coda:
    """What an operation shows once more at its end, and its separator."""

    line: Line


@dataclass(frozen=True, slots=True)
class Stray:
    """Lines that have no place in the grammar."""

    lines: tuple[Line, ...]


Node: TypeAlias = (
    Site
    | Title
    | Badge
    | Prose
    | Field
    | Flags
    | Union
    | Value
    | Additional
    | Children
    | Leave
    | End
    | Operation
    | Deprecated
    | Webhook
    | Endpoint
    | Section
    | Content
    | Coda
    | Stray
)


def lines_of(node: Node) -> tuple[Line, ...]:
    """The lines that a node holds; none for what has no line of its own."""
    match node:
        case Leave():
            return ()
        case Prose(lines=found) | Stray(lines=found) | Endpoint(lines=found):
            return found
        case _:
            return (node.line,)
