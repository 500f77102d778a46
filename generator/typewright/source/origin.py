"""Where a schema, a property or a finding comes from."""

from __future__ import annotations

from typewright.source.source import Source, SourceKind
from typewright.values import dataclass


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
    written and lower for what was inferred from prose or glued text.
    """

    source: Source | None
    pointer: str = ""
    at: Position | None = None
    confidence: float = 1.0

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
    def file(self) -> str:
        """The name of the source, or ``<none>``."""
        return self.source.name if self.source is not None else "<none>"

    def __str__(self) -> str:
        position = self.position
        return f"{self.file}:{position.line}:{position.column}"


NOWHERE = Origin(None)
"""The origin of what was made in memory, not read from a source."""
