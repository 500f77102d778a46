"""The places of nodes of documents, and of what was found there: by their addresses, whatever file
each stands in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TypeAlias

from typewright.diagnostics import Diagnostic, Related, Severity
from typewright.incremental.trace import Found, UntraceableError
from typewright.source import Document, Origin, Source
from typewright.values import replace

Address: TypeAlias = str
"""The URI of a document, and the pointer of a node in it behind a ``#``."""


class Places:
    """Finds for an origin the address of its node, and for an address the origin that it has now.

    Most nodes of a document stand in its own source. Those of a recovered document stand on pages,
    and what an overlay has put in stands in the overlay.
    """

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = {document.uri: document for document in documents}

    def address(self, origin: Origin) -> Address | None:
        """The address of the node that has an origin; ``None`` for what stands nowhere.

        Raises ``UntraceableError`` where there is no node that has it.
        """
        if origin.source is None:
            return None
        address = self._moved.get((origin.source, origin.pointer))
        if address is None:
            address = f"{self._homes.get(origin.source, '')}#{origin.pointer}"
        if self.origin(address, origin.confidence) != origin:
            raise UntraceableError
        return address

    def origin(self, address: Address | None, confidence: float = 1.0) -> Origin:
        """The origin of the node at an address, with a confidence of its own."""
        if address is None:
            return Origin(None)
        uri, _, pointer = address.partition("#")
        document = self._documents.get(uri)
        if document is None:
            raise UntraceableError
        origin = document.origin(pointer)
        return origin if origin.confidence == confidence else replace(origin, confidence=confidence)

    def row(self, found: Diagnostic) -> Found:
        """A finding, with addresses for its places.

        Raises ``UntraceableError`` for one about something else than the documents.
        """
        related = [
            [self.address(each.origin), each.origin.confidence, each.message]
            for each in found.related
        ]
        place = self.address(found.origin), found.origin.confidence
        return [found.code, found.severity.value, found.message, found.help, *place, related]

    def finding(self, row: Found) -> Diagnostic:
        """A finding, at the place that it has now."""
        code, severity, message, help_, address, confidence, related = row
        others = tuple(Related(self.origin(*place), said) for *place, said in related)
        origin = self.origin(address, confidence)
        return Diagnostic(code, Severity(severity), message, origin, help_, others)

    def said(self) -> Iterator[tuple[Address, str]]:
        """By addresses, what of places and recoveries may show in what is made: all but lines."""
        for uri, document in self._documents.items():
            for pointer, origin in document.origins.items():
                yield f"{uri}#{pointer}", f"{origin.file} {origin.confidence}"
            for pointer, recovery in document.recoveries.items():
                yield f"{uri}#{pointer}", repr(recovery)

    @cached_property
    def _homes(self) -> dict[Source | None, str]:
        """The documents of sources."""
        found: dict[Source | None, str] = {}
        for uri, document in self._documents.items():
            found.setdefault(document.source, uri)
            for origin in document.origins.values():
                found.setdefault(origin.source, uri)
        return found

    @cached_property
    def _moved(self) -> dict[tuple[Source | None, str], Address]:
        """The addresses of nodes that have another pointer in the source that they stand in."""
        return {
            (origin.source, origin.pointer): f"{uri}#{pointer}"
            for uri, document in self._documents.items()
            for pointer, origin in document.origins.items()
            if origin.pointer != pointer
        }
