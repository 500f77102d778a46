"""From places in documents to the schema graph."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from typewright.diagnostics import Diagnostic, codes
from typewright.loaders.endless import without_circles
from typewright.loaders.located import Located
from typewright.loaders.reading import Reading
from typewright.loaders.references import References
from typewright.schema import Schema, SchemaId
from typewright.schema.describe import describe

MAX_NESTING: Final = 80
"""Schemas inside each other. What works on a schema may recurse over those below it."""


def assemble(
    roots: Iterable[Located], references: References
) -> tuple[Mapping[SchemaId, Schema], tuple[Diagnostic, ...]]:
    """All schemas that can be reached from ``roots``, each exactly once, parents first.

    Where a schema lies in a document of which no schema is a root, that document's own root is
    read too, since its dynamic anchors count wherever one of its schemas is in use.
    """
    schemas: dict[SchemaId, Schema] = {}
    diagnostics: list[Diagnostic] = []
    pending = [(root, 0) for root in roots]
    pending.reverse()
    while pending:
        located, depth = pending.pop()
        if located.id in schemas:
            continue
        reading = Reading(located, references)
        schemas[located.id] = _read(reading, depth)
        diagnostics.extend(reading.diagnostics)
        pending.extend((target, 0) for target in reversed(reading.referred))
        pending.extend((_resource_root(target), 0) for target in reversed(reading.referred))
        pending.extend((child, depth + 1) for child in reversed(reading.below))
    schemas, circles = without_circles(schemas)
    return schemas, (*diagnostics, *circles)


def _resource_root(target: Located) -> Located:
    root = Located.root(target.document, target.dialect)
    return root if root.role is target.role else target


def _read(reading: Reading, depth: int) -> Schema:
    located = reading.located
    attributes = reading.attributes
    if isinstance(located.value, bool):
        attributes["boolean"] = located.value
    elif not isinstance(located.value, dict):
        reading.diagnostics.append(
            codes.SCHEMA_NOT_A_SCHEMA.at(located.origin, found=describe(located.value))
        )
        reading.unread.append("schema")
    elif depth > MAX_NESTING:
        reading.diagnostics.append(codes.SCHEMA_TOO_DEEP.at(located.origin, limit=MAX_NESTING))
        reading.unread.append("schema")
    else:
        _read_keywords(reading, located.value)
    return Schema(
        id=located.id,
        origin=located.origin,
        resource=located.base,
        recovery=located.document.recoveries.get(located.pointer),
        extensions=reading.extensions,
        unread=tuple(dict.fromkeys(reading.unread)),
        **attributes,
    )


def _read_keywords(reading: Reading, members: Mapping[str, object]) -> None:
    keywords = reading.located.dialect.keywords
    for name, value in members.items():
        read = keywords.get(name)
        if read is None:
            reading.extensions[name] = value  # type: ignore[assignment]
        else:
            read(reading, name, value)  # type: ignore[arg-type]
