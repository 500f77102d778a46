"""What is sent and what is received, told apart: definitions for requests and for responses.

The rule is OpenAPI's (3.0.4, section 4.7.24.2, and 3.1.1, section 4.8.24.4, with JSON Schema
Validation 2020-12, section 9.4): a member that is ``readOnly`` is no part of a request, and one
that is ``writeOnly`` is no part of a response; there it is refused, and required it is only where
it may stand. A member that is both is taken for neither.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal, TypeAlias

from typewright.model.names import split_words
from typewright.passes.conjunction import conjuncts
from typewright.schema import Discriminator, Schema, SchemaGraph, SchemaId
from typewright.schema.keywords import KEYWORDS, Form
from typewright.schema.reachable import reachable
from typewright.values import replace

Direction: TypeAlias = Literal["request", "response"]

_DIRECTIONS: tuple[Direction, ...] = ("request", "response")
_NOTES: Mapping[Direction, str] = {
    "request": "As it is sent in requests.",
    "response": "As it comes in responses.",
}


def directed(graph: SchemaGraph) -> SchemaGraph:
    """``graph`` with two definitions for each one that is not the same in both directions.

    ``User`` becomes ``UserRequest`` and ``UserResponse``, and each refers to others of its own
    direction. What is the same in both stays one definition, with its name; so does everything
    where nothing differs, and then this is ``graph`` itself. A schema resource in which something
    with a dynamic anchor differs has a copy of its own for each direction.
    """
    marks = {
        direction: {one.id for one in graph.schemas.values() if _is_out(graph, one.id, direction)}
        for direction in _DIRECTIONS
    }
    either = marks["request"] | marks["response"]
    differing = _reaching(graph, either)
    if not differing:
        return graph
    renamed = {graph[one].resource for one in differing if graph[one].dynamic_anchor is not None}
    differing |= {one.id for one in graph.schemas.values() if one.resource in renamed}
    schemas = dict(graph.schemas)
    definitions: dict[str, SchemaId] = {}
    names = {split_words(name): name for name in graph.definitions}
    for name, schema_id in graph.definitions.items():
        if schema_id not in differing:
            definitions[name] = schema_id
            continue
        for direction in _DIRECTIONS:
            made = _moved(schema_id, direction)
            definitions[_name(name, direction, names)] = made
    roots = set(graph.definitions.values())
    for direction in _DIRECTIONS:
        names_out = _Names(graph, marks[direction])
        for schema_id in filter(differing.__contains__, graph.schemas):
            gone = names_out(schema_id)
            for schema in _copied(graph, schema_id, direction, differing, marks[direction], gone):
                if schema.resource in renamed:
                    schema = replace(schema, resource=f"{schema.resource}~{direction}")
                schemas[schema.id] = schema
            if schema_id in roots:
                made = _moved(schema_id, direction)
                schemas[made] = _noted(schemas[made], _NOTES[direction])
    return SchemaGraph(schemas, definitions)


def _noted(schema: Schema, note: str) -> Schema:
    text = filter(None, (schema.description, note))
    return replace(schema, description="\n\n".join(text))


def _name(name: str, direction: Direction, taken: Mapping[tuple[str, ...], str]) -> str:
    """The name of a definition in one direction: one that no definition of the source has."""
    offers = (
        f"{name}{direction.title()}",
        f"{name} for {direction}",
        f"{name} {direction} variant",
    )
    return next((one for one in offers if split_words(one) not in taken), f"{name} {direction}")


def _moved(schema_id: SchemaId, direction: Direction) -> SchemaId:
    """The identity of the copy: in a document of its own, at the same place."""
    address, _, pointer = schema_id.partition("#")
    return SchemaId(f"{address}~{direction}#{pointer}")


def _is_out(graph: SchemaGraph, schema_id: SchemaId, direction: Direction) -> bool:
    """Whether a member with this schema has no part in a direction."""
    facts = conjuncts(graph.schemas, schema_id)
    read_only = any(one.read_only for one in facts)
    write_only = any(one.write_only for one in facts)
    if read_only == write_only:
        return False
    return read_only if direction == "request" else write_only


def _reaching(graph: SchemaGraph, marked: set[SchemaId]) -> set[SchemaId]:
    """The schemas that differ: those with a marked member, and all that lead to one of them."""
    above: dict[SchemaId, list[SchemaId]] = {}
    pending: list[SchemaId] = []
    for schema in graph.schemas.values():
        for child in (*schema.children(), *schema.targets()):
            above.setdefault(child, []).append(schema.id)
        if any(member in marked for member in schema.properties.values()):
            pending.append(schema.id)
    return reachable(above, pending)


def _copied(
    graph: SchemaGraph,
    schema_id: SchemaId,
    direction: Direction,
    differing: set[SchemaId],
    out: set[SchemaId],
    gone: frozenset[str],
) -> Iterator[Schema]:
    """A schema as it is in one direction, and the schemas that refuse what has no part in it."""
    schema = graph[schema_id]

    def moved(target: SchemaId) -> SchemaId:
        return _moved(target, direction) if target in differing else target

    changes = _changes(schema, moved)
    properties = dict(changes["properties"])
    for name, member in schema.properties.items():
        if member in out:
            refusal = _refusal(graph[member], direction)
            properties[name] = refusal.id
            yield refusal
    changes["properties"] = properties
    changes["required"] = tuple(name for name in schema.required if name not in gone)
    changes["dependent_required"] = {
        name: tuple(one for one in required if one not in gone)
        for name, required in schema.dependent_required.items()
        if name not in gone
    }
    yield replace(schema, id=_moved(schema_id, direction), **changes)


def _refusal(member: Schema, direction: Direction) -> Schema:
    """The schema of a member that has no part in a direction: it allows no value."""
    return Schema(
        id=SchemaId(f"{_moved(member.id, direction)}~refused"),
        origin=member.origin,
        resource=member.resource,
        boolean=False,
        read_only=direction == "request",
        write_only=direction == "response",
    )


def _changes(schema: Schema, moved: Callable[[SchemaId], SchemaId]) -> dict[str, Any]:
    """Every attribute of a schema that leads to other schemas, with these moved."""
    changes: dict[str, Any] = {}
    for keyword in KEYWORDS:
        value = getattr(schema, keyword.attribute)
        if keyword.form is Form.SCHEMA and value is not None:
            changes[keyword.attribute] = moved(value)
        elif keyword.form is Form.SCHEMAS:
            changes[keyword.attribute] = tuple(map(moved, value))
        elif keyword.form is Form.SCHEMA_MAP:
            changes[keyword.attribute] = {name: moved(child) for name, child in value.items()}
    for attribute in ("ref", "dynamic_ref"):
        target = getattr(schema, attribute)
        if target is not None:
            changes[attribute] = moved(target)
    if schema.discriminator is not None:
        mapping = {value: moved(one) for value, one in schema.discriminator.mapping.items()}
        changes["discriminator"] = Discriminator(schema.discriminator.property_name, mapping)
    return changes


class _Names:
    """The names of the members that have no part in a direction, where a schema applies.

    That is where it stands or where a schema that it is a part of stands: ``required`` may be in
    one part of an ``allOf`` and the member's schema in another.
    """

    def __init__(self, graph: SchemaGraph, out: set[SchemaId]) -> None:
        self._graph = graph
        self._out = out
        self._whole: dict[SchemaId, SchemaId] = {}
        self._found: dict[SchemaId, frozenset[str]] = {}
        for schema in graph.schemas.values():
            self._whole.update(dict.fromkeys(schema.in_place(), schema.id))

    def __call__(self, schema_id: SchemaId) -> frozenset[str]:
        seen = {schema_id}
        while self._whole.get(schema_id, schema_id) not in seen:
            schema_id = self._whole[schema_id]
            seen.add(schema_id)
        if schema_id not in self._found:
            self._found[schema_id] = frozenset(self._below(schema_id))
        return self._found[schema_id]

    def _below(self, schema_id: SchemaId) -> Iterator[str]:
        seen: set[SchemaId] = set()
        pending = [schema_id]
        while pending:
            current = pending.pop()
            if current in seen or current not in self._graph:
                continue
            seen.add(current)
            schema = self._graph[current]
            yield from (name for name, one in schema.properties.items() if one in self._out)
            pending.extend(schema.in_place())
            if schema.ref is not None:
                pending.append(schema.ref)
