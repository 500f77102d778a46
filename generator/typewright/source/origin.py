"""Where a schema, a property or a finding comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from typewright.source.source import Source, SourceKind
from typewright.values import dataclass, replace


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a text: ``line`` and ``column`` count from 1, ``column`` in code points."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Origin:
    """A place in a source, and how sure we are of what was read there.

    ``pointer`` is the JSON pointer (RFC 6901) of the node in a YAML or JSON source, and ``""`` for
    its root; for a reference page it is the path of the recovered node in the exported document.
    ``at`` is known at once for reference pages; for YAML and JSON it is left ``None`` and found
    when somebody asks, since most positions are never shown. ``confidence`` is 1.0 for what is
    written and lower for what was inferred from prose or glued text. ``placed`` are the places of
    nodes of the same document that overlays have put there, by their pointers in it.
    """

    source: Source | None
    pointer: str = ""
    at: Position | None = None
    confidence: float = 1.0
    placed: Mapping[str, Origin] | None = field(default=None, compare=False, repr=False)

    @property
    def position(self) -> Position:
        """The place in the text; found by reading the text again when it is not yet known."""
        if self.at is not None:
            return self.at
        if self.source is None or self.source.kind is SourceKind.PAGE:
            return Position(1, 1)
        from typewright.source.locate import locate

        return locate(self.source, self.pointer)

    @property
    def node(self) -> str:
        """The pointer of the node whose place that is: its nearest parent where there is none, as
        for a keyword that a dialect spells in its own way.
        """
        if self.at is not None or self.source is None or self.source.kind is SourceKind.PAGE:
            return self.pointer
        from typewright.source.locate import nearest

        return nearest(self.source, self.pointer)

    @property
    def file(self) -> str:
        """The name of the source, or ``<none>``."""
        return self.source.name if self.source is not None else "<none>"

    def below(self, step: str) -> Origin:
        """The place of what stands at the pointer ``step`` below; on a page, the same place."""
        if self.at is not None:
            return self
        whole = nearest = self.pointer + step
        while self.placed is not None and nearest != self.pointer:
            if nearest in self.placed:
                return self.placed[nearest]
            nearest = nearest.rpartition("/")[0]
        return replace(self, pointer=whole)

    def __str__(self) -> str:
        position = self.position
        return f"{self.file}:{position.line}:{position.column}"


NOWHERE = Origin(None)
"""The origin of what was made in memory, not read from a source."""
