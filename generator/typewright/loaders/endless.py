"""References that come back to where they started without going into the value, or never stop."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from typewright.diagnostics import Diagnostic, codes
from typewright.schema import Schema, SchemaId


def without_circles(
    schemas: Mapping[SchemaId, Schema],
) -> tuple[dict[SchemaId, Schema], tuple[Diagnostic, ...]]:
    """The schemas without the references that close a circle, each of which is reported.

    All schemas of such a circle apply to one and the same value, so that a validator which follows
    it never ends (JSON Schema Core 2020-12, section 9.4.1). ``$dynamicRef`` is not followed: where
    it leads depends on the way to it.
    """
    opened = dict(schemas)
    problems: list[Diagnostic] = []
    for schema in _closing(schemas):
        problems.append(_problem(schema))
        opened[schema.id] = replace(schema, ref=None, unread=(*schema.unread, "$ref"))
    return opened, tuple(problems)


MAX_CHAIN: Final = 100
"""Schemas that apply to one value because one refers to or holds the other, in a row. What works on
a schema may recurse over those that hold with it.
"""


def without_long_chains(
    schemas: Mapping[SchemaId, Schema],
) -> tuple[dict[SchemaId, Schema], tuple[Diagnostic, ...]]:
    """The schemas, which have no circles, without the references that lead to chains of more than
    ``MAX_CHAIN`` schemas, each of which is reported.
    """
    cut = dict(schemas)
    problems: list[Diagnostic] = []
    lengths: dict[SchemaId, int] = {}
    for start in schemas:
        pending = [start]
        while pending:
            current = pending[-1]
            schema = cut[current]
            below = _in_place(schema)
            missing = [one for one in below if one not in lengths]
            if missing and current not in lengths:
                pending.extend(missing)
                continue
            pending.pop()
            if schema.ref is not None and lengths[schema.ref] >= MAX_CHAIN:
                problems.append(codes.SCHEMA_LONG_CHAIN.at(schema.at("/$ref"), limit=MAX_CHAIN))
                schema = replace(schema, ref=None, unread=(*schema.unread, "$ref"))
                cut[current] = schema
                below = _in_place(schema)
            lengths[current] = 1 + max((lengths[one] for one in below), default=0)
    return cut, tuple(problems)


def _closing(schemas: Mapping[SchemaId, Schema]) -> Iterator[Schema]:
    """Schemas with a reference such that no circle is left without these references.

    Tarjan's search for strongly connected components, in which a reference that would join one is
    given out and not followed. So what is ``open`` leads, by what it holds, to a schema on the
    path, and a reference to it closes a circle.
    """
    numbers: dict[SchemaId, int] = {}
    lowest: dict[SchemaId, int] = {}
    open_: dict[SchemaId, None] = {}
    path: list[tuple[SchemaId, Iterator[SchemaId]]] = []

    def enter(schema_id: SchemaId) -> None:
        numbers[schema_id] = lowest[schema_id] = len(numbers)
        open_[schema_id] = None
        path.append((schema_id, iter(_in_place(schemas[schema_id]))))

    for start in schemas:
        if start not in numbers:
            enter(start)
        while path:
            current, edges = path[-1]
            following = next(edges, None)
            if following is not None and following not in numbers:
                enter(following)
                continue
            if following is None:
                following = path.pop()[0]
                if lowest[following] == numbers[following]:
                    while open_.popitem()[0] != following:
                        pass
                if not path:
                    break
                current = path[-1][0]
            if following not in open_:
                continue
            if schemas[current].ref == following:
                yield schemas[current]
            else:
                lowest[current] = min(lowest[current], lowest[following])


def _in_place(schema: Schema) -> tuple[SchemaId, ...]:
    """The schemas that apply to the same value as ``schema``."""
    below = schema.in_place()
    return below if schema.ref is None else (schema.ref, *below)


def _problem(schema: Schema) -> Diagnostic:
    target = (schema.ref or "").rpartition("#")[2] or "the root"
    return codes.SCHEMA_ENDLESS_REF.at(schema.at("/$ref"), target=target)
