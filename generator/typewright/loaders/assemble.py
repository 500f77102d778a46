"""From places in documents to the schema graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from typewright.diagnostics import Diagnostic, codes
from typewright.loaders.dialect import Role
from typewright.loaders.drafts import EVERY_KEYWORD
from typewright.loaders.endless import without_endless
from typewright.loaders.located import Located
from typewright.loaders.reading import Reading
from typewright.loaders.references import References
from typewright.loaders.slips import is_strange, slips
from typewright.schema import Json, Schema, SchemaId
from typewright.schema.describe import describe

MAX_NESTING: Final = 80
"""Schemas inside each other. What works on a schema may recurse over those below it."""


def assemble(
    roots: Iterable[Located], references: References, *, alone: bool = False
) -> tuple[Mapping[SchemaId, Schema], tuple[Diagnostic, ...]]:
    """All schemas that can be reached from ``roots``, each exactly once, parents first.

    Where a schema lies in a document with dynamic anchors of which no schema is a root, that
    document's own root is read too, since they count wherever one of its schemas is in use; but not
    where some schemas are wanted ``alone``.
    """
    dynamic = None if alone else _DynamicRoots()
    schemas: dict[SchemaId, Schema] = {}
    diagnostics: list[Diagnostic] = []
    pending = [(root, 0) for root in roots]
    pending.reverse()
    while pending:
        located, depth = pending.pop()
        schema_id = located.id
        if schema_id in schemas:
            continue
        reading = Reading(located, references)
        schemas[schema_id] = _read(reading, schema_id, depth)
        diagnostics += reading.diagnostics
        if reading.made:
            schemas.update((made.id, made) for made in reading.made)
        if reading.referred:
            pending.extend((target, 0) for target in reversed(reading.referred))
            if dynamic is not None:
                pending.extend((root, 0) for root in dynamic.of(reading.referred))
        if reading.below:
            pending.extend((child, depth + 1) for child in reversed(reading.below))
    schemas, problems = without_endless(schemas)
    return schemas, (*diagnostics, *problems)


class _DynamicRoots:
    """The roots of documents that hold dynamic anchors; each document is looked through once."""

    def __init__(self) -> None:
        self._known: dict[str, Located | None] = {}

    def of(self, targets: Iterable[Located]) -> Iterator[Located]:
        for target in targets:
            keywords = target.dialect.keywords
            if "$dynamicRef" not in keywords and "$recursiveRef" not in keywords:
                continue
            uri = target.document.uri
            if uri not in self._known:
                root = Located.root(target.document, target.dialect)
                self._known[uri] = root if _is_dynamic(root) else None
            if (found := self._known[uri]) is not None:
                yield found


def _is_dynamic(root: Located) -> bool:
    if root.role is not Role.SCHEMA:
        return False
    pending = [root]
    while pending:
        located = pending.pop()
        value = located.value
        if isinstance(value, dict) and ("$dynamicAnchor" in value or "$recursiveAnchor" in value):
            return True
        pending.extend(located.schemas_below())
    return False


def _read(reading: Reading, schema_id: SchemaId, depth: int) -> Schema:
    located = reading.located
    attributes = reading.attributes
    if isinstance(located.value, bool):
        attributes["boolean"] = located.value
    elif not isinstance(located.value, dict):
        reading.diagnostics.append(
            codes.schema.NOT_A_SCHEMA.at(located.origin, found=describe(located.value))
        )
        reading.unread.append("schema")
    elif depth > MAX_NESTING:
        reading.diagnostics.append(codes.schema.TOO_DEEP.at(located.origin, limit=MAX_NESTING))
        reading.unread.append("schema")
    else:
        _read_keywords(reading, located.value)
    if located.pointer in located.document.recoveries:
        attributes["recovery"] = located.document.recoveries[located.pointer]
    if reading.extensions:
        attributes["extensions"] = reading.extensions
    if reading.unread:
        attributes["unread"] = tuple(dict.fromkeys(reading.unread))
    schema = Schema(id=schema_id, origin=located.origin, resource=located.base, **attributes)
    schema.remember(attributes)
    return schema


def _read_keywords(reading: Reading, members: Mapping[str, Json]) -> None:
    dialect = reading.located.dialect
    alone = dialect.ref_stands_alone and "$ref" in members
    idle: list[str] = []
    unknown: list[str] = []
    for name, value in members.items():
        read = dialect.keywords.get(name)
        if alone and name not in dialect.beside_ref:
            reading.extensions[name] = value
            if read is not None or name in dialect.borrowed:
                idle.append(name)
        elif read is not None:
            read(reading, name, value)
        elif name in dialect.borrowed:
            reading.found(codes.schema.BORROWED_KEYWORD, name, keyword=name, dialect=dialect.title)
            dialect.borrowed[name](reading, name, value)
        else:
            reading.extensions[name] = value
            unknown.append(name)
    for name in idle:
        reason = f"in {dialect.title}, what stands beside '$ref' does not count"
        reading.found(codes.schema.NO_EFFECT, name, keyword=name, reason=reason)
    if unknown:
        _report_unread(reading, unknown)
    dialect.finish(reading)


def _report_unread(reading: Reading, unknown: Sequence[str]) -> None:
    """Says of unknown keywords that they belong to another draft, or may be meant for known
    ones.
    """
    dialect, members = reading.located.dialect, reading.members
    for name in unknown:
        if name in EVERY_KEYWORD:
            reading.found(codes.schema.FOREIGN_KEYWORD, name, keyword=name, dialect=dialect.title)
    strange = {name: members[name] for name in unknown if is_strange(name)}
    for name, similar in slips(strange, dialect.keywords, members.keys()).items():
        reading.found(codes.schema.UNKNOWN_KEYWORD, name, keyword=name, suggestion=similar)
