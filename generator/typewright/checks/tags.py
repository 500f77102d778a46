"""Tags: the member whose constant value tells the branches of a union apart."""

from __future__ import annotations

from collections.abc import Sequence

from typewright.schema import ABSENT, Schema, SchemaGraph, SchemaId
from typewright.values import dataclass


@dataclass(frozen=True, slots=True)
class Tag:
    """The member ``name`` is the tag; ``values[i]`` are its values in the i-th branch.

    A branch with no values accepts no object at all (``null``, say). Every other branch accepts
    only objects that have the member with one of its values, and no two share a value: so the
    tag alone decides which branch an object can belong to. ``keyword`` is what demands the values:
    ``const``, or ``enum`` where one of the branches has it.
    """

    name: str
    values: tuple[tuple[str, ...], ...]
    keyword: str = "const"


class Tags:
    """The tags of the unions of one graph, for who asks for many of them."""

    def __init__(self, graph: SchemaGraph) -> None:
        self._graph = graph
        self._known: dict[SchemaId, _Facts] = {}
        self._found: dict[tuple[tuple[SchemaId, ...], str | None], Tag | None] = {}

    def find(self, branches: tuple[SchemaId, ...], declared: str | None = None) -> Tag | None:
        """The tag of a union with these branches, or ``None``.

        ``declared`` is the property name of an OpenAPI ``discriminator``: it is preferred, and
        ignored when the branches do not in fact demand it. Among others, the first member of the
        first branch that serves is taken.
        """
        key = branches, declared
        if key not in self._found:
            self._found[key] = self._find(branches, declared)
        return self._found[key]

    def _find(self, branches: tuple[SchemaId, ...], declared: str | None) -> Tag | None:
        facts = [self._facts(branch) for branch in branches]
        objects = [fact for fact in facts if fact.is_object]
        if len(objects) < 2 or any(not fact.is_object and fact.may_be_object for fact in facts):
            return None
        names = list(objects[0].constants)
        if declared in names:
            names = [declared, *names]
        for name in names:
            values = [fact.constants.get(name, ()) for fact in objects]
            flat = [value for some in values for value in some]
            if all(values) and len(set(flat)) == len(flat):
                found = iter(values)
                listed = any(name in fact.listed for fact in objects)
                return Tag(
                    name,
                    tuple(next(found) if fact.is_object else () for fact in facts),
                    "enum" if listed else "const",
                )
        return None

    def _facts(self, branch: SchemaId) -> _Facts:
        if branch not in self._known:
            self._known[branch] = _facts(self._graph, branch)
        return self._known[branch]


@dataclass(frozen=True, slots=True)
class _Facts:
    """What a branch demands: that values are objects, and of which members which strings; those
    that are ``listed`` by an ``enum``.
    """

    is_object: bool
    may_be_object: bool
    constants: dict[str, tuple[str, ...]]
    listed: frozenset[str]


def _facts(graph: SchemaGraph, branch: SchemaId) -> _Facts:
    types: set[str] | None = None
    required: set[str] = set()
    held = _conjuncts(graph, branch)
    for schema in held:
        if schema.types is not None:
            types = set(schema.types) if types is None else types & set(schema.types)
        required.update(schema.required)
    constants: dict[str, tuple[str, ...]] = {}
    listed: set[str] = set()
    for schema in held if required else ():
        for name, member in schema.properties.items():
            if name not in required:
                continue
            for part in _conjuncts(graph, member):
                strings = _strings(part)
                if strings:
                    constants.setdefault(name, strings)
                    if part.const is ABSENT:
                        listed.add(name)
    return _Facts(
        is_object=types == {"object"},
        may_be_object=types is None or "object" in types,
        constants=constants,
        listed=frozenset(listed),
    )


def _conjuncts(graph: SchemaGraph, schema_id: SchemaId) -> Sequence[Schema]:
    """The schema and all that hold wherever it does: its ``$ref``'s target, its ``allOf``."""
    first = graph.schemas.get(schema_id)
    if first is not None and not first.all_of:  # as most are
        if first.ref is None:
            return (first,)
        other = graph.schemas.get(first.ref)
        if other is not None and other.ref is None and not other.all_of:
            return first, other
    found: list[Schema] = []
    seen: set[SchemaId] = set()
    pending = [schema_id]
    while pending:
        current = pending.pop()
        if current in seen or current not in graph:
            continue
        seen.add(current)
        schema = graph[current]
        found.append(schema)
        pending.extend(reversed(schema.all_of))
        if schema.ref is not None:
            pending.append(schema.ref)
    return found


def _strings(schema: Schema) -> tuple[str, ...]:
    """The only values that the schema accepts, when all of them are strings."""
    values = schema.enum if schema.const is ABSENT else (schema.const,)
    if not values:
        return ()
    strings = [value for value in values if isinstance(value, str)]
    return tuple(dict.fromkeys(strings)) if len(strings) == len(values) else ()
