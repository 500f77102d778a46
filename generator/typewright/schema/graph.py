"""All schemas of a run, found by identity."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field

from typewright.schema.schema import Schema, SchemaId
from typewright.values import dataclass


@dataclass(frozen=True, slots=True)
class SchemaGraph:
    """Every schema by its identity, and which of them the sources give a name.

    ``schemas`` holds all schema objects that can be reached. ``definitions`` leads from the name
    that a source gives an object (a component's key, a page's title) to its schema, in the order of
    the sources; it does not include inline objects, which get their names later.
    """

    schemas: Mapping[SchemaId, Schema] = field(default_factory=dict)
    definitions: Mapping[str, SchemaId] = field(default_factory=dict)

    def __getitem__(self, schema_id: SchemaId) -> Schema:
        return self.schemas[schema_id]

    def __contains__(self, schema_id: object) -> bool:
        return schema_id in self.schemas

    def walk(self, root: SchemaId) -> Iterator[Schema]:
        """``root`` and every schema below it, parents first.

        Follows subschemas, not references, so it always ends.
        """
        pending = [root]
        while pending:
            schema = self.schemas[pending.pop()]
            yield schema
            pending.extend(reversed(schema.children()))

    def reached_from(self, roots: Iterable[SchemaId]) -> frozenset[SchemaId]:
        """``roots`` and every schema that they hold or refer to, directly or not.

        Where dynamic references lead is not known before a value is judged, so every schema with a
        dynamic anchor counts.
        """
        seen: set[SchemaId] = set()
        pending = [
            *roots,
            *(schema.id for schema in self.schemas.values() if schema.dynamic_anchor is not None),
        ]
        while pending:
            current = pending.pop()
            if current in seen or current not in self.schemas:
                continue
            seen.add(current)
            schema = self.schemas[current]
            pending += schema.children()
            pending += schema.references()
        return frozenset(seen)
