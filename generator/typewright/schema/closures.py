"""What a schema depends on, as one hash: all schemas that it leads to, and what is said of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from typewright.schema.graph import SchemaGraph
from typewright.schema.schema import SchemaId


def closures(graph: SchemaGraph, content: Mapping[SchemaId, str]) -> dict[SchemaId, str]:
    """For each schema of ``graph`` a hash of the ``content`` of all schemas that it holds or refers
    to, directly or not, and of its own.
    """
    digests: dict[SchemaId, str] = {}
    for component in _components(graph):
        members = frozenset(component)
        found = hashlib.sha256()
        for one in sorted(component):
            found.update(f"\n{content[one]}\n".encode("utf-8", "surrogatepass"))
            for other in _led_to(graph, one):
                found.update((other if other in members else digests[other]).encode())
        for one in component:
            digests[one] = f"{found.hexdigest()} {one}"
    return digests


def _led_to(graph: SchemaGraph, schema_id: SchemaId) -> list[SchemaId]:
    schema = graph[schema_id]
    found = [*schema.children()]
    if schema.ref is not None:
        found.append(schema.ref)
    if schema.dynamic_ref is not None:
        found.append(schema.dynamic_ref)
    if schema.discriminator is not None:
        found += schema.discriminator.mapping.values()
    return [one for one in found if one in graph.schemas]


def _components(graph: SchemaGraph) -> Iterator[list[SchemaId]]:
    """Schemas that lead to each other, together; those that they lead to come first (Tarjan)."""
    numbers: dict[SchemaId, int] = {}
    lowest: dict[SchemaId, int] = {}
    open_: dict[SchemaId, None] = {}
    path: list[tuple[SchemaId, Iterator[SchemaId]]] = []

    def enter(schema_id: SchemaId) -> None:
        numbers[schema_id] = lowest[schema_id] = len(numbers)
        open_[schema_id] = None
        path.append((schema_id, iter(_led_to(graph, schema_id))))

    for start in graph.schemas:
        if start not in numbers:
            enter(start)
        while path:
            current, edges = path[-1]
            following = next(edges, None)
            if following is not None:
                if following not in numbers:
                    enter(following)
                elif following in open_:
                    lowest[current] = min(lowest[current], numbers[following])
                continue
            path.pop()
            if path:
                above = path[-1][0]
                lowest[above] = min(lowest[above], lowest[current])
            if lowest[current] == numbers[current]:
                component = [open_.popitem()[0]]
                while component[-1] != current:
                    component.append(open_.popitem()[0])
                yield component
