"""What a schema depends on, as one hash: all schemas that it leads to, and what is said of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence

from typewright.schema.graph import SchemaGraph
from typewright.schema.schema import SchemaId


class Closures:
    """Which schemas of a graph lead to which, found once for all that is said of them."""

    def __init__(self, graph: SchemaGraph) -> None:
        self._led_to = {one: _led_to(graph, one) for one in graph.schemas}
        self._names = {one: one.encode("utf-8", "surrogatepass") for one in graph.schemas}
        self._components = tuple(map(sorted, _components(self._led_to)))

    def digests(self, content: Mapping[SchemaId, bytes]) -> dict[SchemaId, bytes]:
        """For each schema a hash of the ``content`` of all schemas that it holds or refers to,
        directly or not, and of its own. What has no content is as if it were empty.
        """
        found = dict(self._names)  # by which those of a component are known within it
        for component in self._components:
            parts: list[bytes] = []
            for one in component:
                said, others = content.get(one, b""), self._led_to[one]
                parts += (b"%d %d\n" % (len(said), len(others)), self._names[one], said)
                parts += map(found.__getitem__, others)
            value = hashlib.sha256(b"".join(parts)).digest()
            for one in component:
                found[one] = value if len(component) == 1 else value + self._names[one]
        return found


def _led_to(graph: SchemaGraph, schema_id: SchemaId) -> Sequence[SchemaId]:
    schema = graph[schema_id]
    found = [*schema.children()]
    if schema.ref is not None:
        found.append(schema.ref)
    if schema.dynamic_ref is not None:
        found.append(schema.dynamic_ref)
    if schema.discriminator is not None:
        found += schema.discriminator.mapping.values()
    return [one for one in found if one in graph.schemas]


def _components(led_to: Mapping[SchemaId, Sequence[SchemaId]]) -> Iterator[list[SchemaId]]:
    """Schemas that lead to each other, together; those that they lead to come first (Tarjan)."""
    numbers: dict[SchemaId, int] = {}
    lowest: dict[SchemaId, int] = {}
    open_: dict[SchemaId, None] = {}
    path: list[tuple[SchemaId, Iterator[SchemaId]]] = []

    def enter(schema_id: SchemaId) -> None:
        numbers[schema_id] = lowest[schema_id] = len(numbers)
        open_[schema_id] = None
        path.append((schema_id, iter(led_to[schema_id])))

    for start in led_to:
        if start not in numbers:
            enter(start)
        while path:
            current, edges = path[-1]
            following = next(edges, None)
            if following is not None:
                if following not in numbers:
                    if led_to[following]:
                        enter(following)
                    else:  # as most are
                        numbers[following] = len(numbers)
                        yield [following]
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
