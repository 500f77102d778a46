"""References that come back to where they started without going into the value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from typewright.diagnostics import Diagnostic, codes
from typewright.schema import Schema, SchemaId
from typewright.source import Origin


def endless_references(schemas: Mapping[SchemaId, Schema]) -> tuple[Diagnostic, ...]:
    """A diagnostic for each circle of schemas that all apply to one and the same value.

    Nothing can be judged by such a circle, and a validator that follows it never ends (JSON Schema
    Core 2020-12, section 9.4.1). ``$dynamicRef`` is not followed: where it leads depends on the
    way to it.
    """
    done: set[SchemaId] = set()
    found: list[Diagnostic] = []
    for start in schemas:
        found.extend(_circles(schemas, start, done))
    return tuple(found)


def _circles(
    schemas: Mapping[SchemaId, Schema], start: SchemaId, done: set[SchemaId]
) -> Iterator[Diagnostic]:
    if start in done:
        return
    path: dict[SchemaId, Iterator[SchemaId]] = {start: _in_place(schemas[start])}
    while path:
        current = next(reversed(path))
        following = next(path[current], None)
        if following is None:
            del path[current]
            done.add(current)
        elif following in path:
            yield _problem(schemas[current], following)
        elif following not in done:
            path[following] = _in_place(schemas[following])


def _in_place(schema: Schema) -> Iterator[SchemaId]:
    """The schemas that apply to the same value as ``schema``."""
    single = (schema.ref, schema.not_, schema.if_, schema.then, schema.else_)
    yield from (child for child in single if child is not None)
    yield from (*schema.all_of, *schema.any_of, *schema.one_of)
    yield from schema.dependent_schemas.values()


def _problem(schema: Schema, target: SchemaId) -> Diagnostic:
    origin = schema.origin
    if schema.ref == target and origin.at is None:
        origin = Origin(origin.source, f"{origin.pointer}/$ref")
    return codes.SCHEMA_ENDLESS_REF.at(origin, target=target.rpartition("#")[2] or "the root")
