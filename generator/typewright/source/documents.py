"""From a YAML or JSON source to its document."""

from __future__ import annotations

from typewright.diagnostics import Diagnostic
from typewright.source import json_reader, yaml_blocks, yaml_reader
from typewright.source.document import Document
from typewright.source.kept import Kept
from typewright.source.places import KNOWN
from typewright.source.source import Source, SourceKind


def parse(source: Source, kept: Kept | None = None) -> tuple[Document, tuple[Diagnostic, ...]]:
    """The document that ``source`` holds, and what is wrong with it. What is ``kept`` of it is not
    read again.

    The value is JSON data: YAML is read by its 1.2 core schema, with text for every key.

    Raises ``InputError`` when there is no value to go on with: for wrong syntax, and for
    documents beyond the limits of ``limits.py``. Raises ``ValueError`` for a reference page,
    which has a loader of its own.
    """
    match source.kind:
        case SourceKind.JSON:
            value, found = json_reader.parse(source)
        case SourceKind.YAML:
            begins = None if kept is None else yaml_blocks.parse(source, kept)
            if begins is None:
                value, found = yaml_reader.parse(source)
            else:
                KNOWN[source] = begins
                value, found = begins.value, ()
        case SourceKind.PAGE:
            raise ValueError(f"{source.name} is a reference page, not a YAML or JSON document")
    return Document(source.uri, value, source), found
