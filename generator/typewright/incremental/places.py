"""The places of a document's nodes: by their pointers in it, whatever file each stands in."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from typewright.incremental.trace import UntraceableError
from typewright.source import Document, Origin, Source
from typewright.values import replace


class Places:
    """Finds for an origin the pointer of its node, and for a pointer the origin that it has now.

    Most nodes of a document stand in its own source. Those of a recovered document stand on pages,
    and what an overlay has put in stands in the overlay.
    """

    def __init__(self, document: Document) -> None:
        self._document = document

    def pointer(self, origin: Origin) -> str | None:
        """The pointer of the node that has an origin; ``None`` for what stands nowhere.

        Raises ``UntraceableError`` where there is no node that has it.
        """
        if origin.source is None:
            return None
        pointer = self._moved.get((origin.source, origin.pointer), origin.pointer)
        if self.origin(pointer, origin.confidence) != origin:
            raise UntraceableError
        return pointer

    def origin(self, pointer: str | None, confidence: float = 1.0) -> Origin:
        """The origin of the node at a pointer, with a confidence of its own."""
        if pointer is None:
            return Origin(None)
        origin = self._document.origin(pointer)
        return origin if origin.confidence == confidence else replace(origin, confidence=confidence)

    def said(self) -> Iterator[tuple[str, str]]:
        """By pointers, what of places and recoveries may show in what is made: all but lines."""
        for pointer, origin in self._document.origins.items():
            yield pointer, f"{origin.file} {origin.confidence}"
        for pointer, recovery in self._document.recoveries.items():
            yield pointer, repr(recovery)

    @cached_property
    def _moved(self) -> dict[tuple[Source | None, str], str]:
        """The pointers of nodes that have another one in the source that they stand in."""
        return {
            (origin.source, origin.pointer): pointer
            for pointer, origin in self._document.origins.items()
            if origin.pointer != pointer
        }
