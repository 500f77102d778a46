"""A document: the JSON value that a source holds, and where each part of it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from typewright.source.origin import Origin
from typewright.source.source import Source
from typewright.values import dataclass

if TYPE_CHECKING:
    from typewright.schema.schema import Json, Recovery


@dataclass(frozen=True, slots=True)
class Document:
    """The value of one source, read or recovered.

    ``value`` is plain JSON data and is never changed in place. A YAML or JSON source is its
    document; a set of reference pages is recovered as one OpenAPI 3.1 document. ``origins`` holds
    by JSON pointer the places that cannot be found by looking the pointer up in ``source``: all of
    a recovered document's, and what an overlay has put in. ``recoveries`` holds by JSON pointer of
    a schema what is known of its recovery from prose.
    """

    uri: str
    value: Json
    source: Source | None = None
    origins: Mapping[str, Origin] = field(default_factory=dict)
    recoveries: Mapping[str, Recovery] = field(default_factory=dict)

    def origin(self, pointer: str) -> Origin:
        """Where the node at ``pointer`` comes from: its own place, or its nearest parent's."""
        if not self.origins:  # as in nearly all documents
            return Origin(self.source, pointer)
        nearest = pointer
        while nearest not in self.origins:
            if not nearest:
                return Origin(self.source, pointer, placed=self.origins)
            nearest = nearest.rpartition("/")[0]
        return self.origins[nearest]
