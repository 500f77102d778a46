"""Text with positions: what every loader reads from."""

from typewright.source.document import Document
from typewright.source.origin import NOWHERE, Origin, Position
from typewright.source.source import Source, SourceKind

__all__ = ["NOWHERE", "Document", "Origin", "Position", "Source", "SourceKind"]
