"""Which schemas are definitions whoever looks at them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from typewright.passes.draft import Draft
from typewright.passes.place import Place, Step
from typewright.schema import ABSENT, Schema, SchemaGraph, SchemaId
from typewright.schema.addresses import address, names_of_places, telling
from typewright.source.pointer import split
from typewright.values import replace

_Parents: TypeAlias = Mapping[SchemaId, SchemaId]


def collect(draft: Draft) -> Draft:
    """Gives a home to every schema that the source names or that is referred to.

    The target of a reference is a definition even where the source gives it no name, unless it is
    a plain scalar: so recursion always goes through a definition. Where two of them want one name,
    the whole address of each is in its name.
    """
    graph = draft.graph
    homes: dict[SchemaId, Place] = {}
    for root, schema_id in graph.definitions.items():
        homes.setdefault(schema_id, Place(root))
    targets, parents = _survey(graph)
    strays = {
        target: _place(graph, target, parents, homes)
        for target in targets
        if target not in homes and not _is_plain(graph[target])
    }
    claims = Counter(place.key for place in (*homes.values(), *strays.values()))
    contested = {target: () for target, place in strays.items() if claims[place.key] > 1}
    names = names_of_places(contested, taken=claims)
    homes |= strays | {target: Place(name) for target, name in names.items()}
    return replace(draft, homes=homes)


def _survey(graph: SchemaGraph) -> tuple[tuple[SchemaId, ...], _Parents]:
    """Every target of a reference that can be reached from a definition, each once; and by schema
    the one right above it.
    """
    targets: dict[SchemaId, None] = {}
    parents: dict[SchemaId, SchemaId] = {}
    seen: set[SchemaId] = set()
    pending = list(reversed(tuple(graph.definitions.values())))
    while pending:
        current = pending.pop()
        if current in seen:
            continue
        seen.add(current)
        schema = graph[current]
        below = schema.children()
        parents.update(dict.fromkeys(below, current))
        referred = [one for one in schema.targets() if one in graph]
        targets.update(dict.fromkeys(referred))
        pending.extend(reversed((*below, *referred)))
    return tuple(targets), parents


def _is_plain(schema: Schema) -> bool:
    """Whether a schema is a scalar without a name of its own worth: ``{"type": "string"}``."""
    if schema.boolean is not None:
        return True
    scalar = schema.types is not None and not {"array", "object"} & set(schema.types)
    closed = schema.enum is not None and len(schema.enum) > 1
    linked = schema.ref or schema.dynamic_ref or schema.all_of or schema.any_of or schema.one_of
    return not closed and not linked and (scalar or schema.const is not ABSENT)


def _place(
    graph: SchemaGraph, schema_id: SchemaId, parents: _Parents, roots: Mapping[SchemaId, Place]
) -> Place:
    """The place of a schema in the text: its nearest root, and the steps from there."""
    steps: list[tuple[Step, str]] = []
    current = schema_id
    while current not in roots and current in parents:
        below, current = current, parents[current]
        pointers = {child: pointer for pointer, child in graph[current].subschemas()}
        steps.extend(reversed(tuple(_steps(split(pointers[below])))))
    root = roots[current].root if current in roots else _stem(current)
    return Place(root, tuple(reversed(steps)))


def _steps(tokens: list[str]) -> Iterator[tuple[Step, str]]:
    keyword, *rest = tokens
    name = rest[0] if rest else ""
    match keyword:
        case "properties":
            yield Step.MEMBER, name
        case "items" | "contains" | "unevaluatedItems":
            yield Step.ITEM, ""
        case "prefixItems":
            yield Step.POSITION, name
        case "additionalProperties" | "unevaluatedProperties":
            yield Step.VALUE, ""
        case "allOf":
            yield Step.PART, str(int(name) + 1)
        case "anyOf" | "oneOf":
            yield Step.BRANCH, str(int(name) + 1)
        case "$defs":
            yield Step.NAMED, name
        case _:
            yield Step.NAMED, keyword
            if name:
                yield Step.NAMED, name


def _stem(schema_id: SchemaId) -> str:
    """A name for a schema that stands nowhere in a definition: what its address says of it."""
    tokens = telling(split(schema_id.partition("#")[2]))
    return " ".join(tokens) or address(schema_id)[-1]
