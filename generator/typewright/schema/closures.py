"""What a schema depends on, as one hash: all schemas that it leads to, and what is said of them."""

from __future__ import annotations

import hashlib
import marshal
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import chain
from typing import Any

from typewright.schema.graph import SchemaGraph
from typewright.schema.schema import SchemaId


class Closures:
    """Which schemas of a graph lead to which, found once for all that is said of them.

    Digests are wanted of few schemas. What only one schema leads to, and is not wanted itself, is
    part of a *unit* with that one, so that most schemas cost little more than a look at them.
    """

    def __init__(
        self,
        graph: SchemaGraph,
        wanted: Iterable[SchemaId],
        also: Mapping[SchemaId, Iterable[SchemaId]] | None = None,
    ) -> None:
        """``also`` are ways that no schema has."""
        self._led_to = {one: _led_to(graph, one) for one in graph.schemas}
        for one, targets in (also or {}).items():
            self._led_to[one] = [*self._led_to[one], *targets]
        first = dict.fromkeys(wanted)
        # Schemas that were made of others, which have a tilde, are not there in every model.
        read = (led for one, led in self._led_to.items() if "~" not in one)
        users = Counter(chain.from_iterable(read))
        inside = {one for one, number in users.items() if number == 1 and one not in first}
        self._units: dict[SchemaId, Sequence[SchemaId]] = {}
        self._others: dict[SchemaId, Sequence[SchemaId]] = {}
        pending = list(first)
        while pending:
            head = pending.pop()
            if head not in self._units:
                self._units[head], self._others[head] = self._unit(head, inside)
                pending += self._others[head]
        self._ways = {
            head: encoded([(one, self._led_to[one]) for one in unit])
            for head, unit in self._units.items()
        }
        self._components = tuple(map(sorted, components(self._others)))

    def digests(self, content: Mapping[SchemaId, object]) -> dict[SchemaId, bytes]:
        """For each schema that is wanted a hash of the ``content`` of all schemas that it holds or
        refers to, directly or not, and of its own. Content is plain data, or nothing.
        """
        # Within a component, others are known by their names.
        found = {one: one.encode("utf-8", "surrogatepass") for one in self._units}
        for component in self._components:
            parts: list[bytes] = []
            for one in component:
                parts += (self._ways[one], encoded([*map(content.get, self._units[one])]))
                parts += map(found.__getitem__, self._others[one])
            value = hashlib.sha256(b"".join(parts)).digest()
            for one in component:
                found[one] = value if len(component) == 1 else value + found[one]
        return found

    def _unit(
        self, head: SchemaId, inside: Set[SchemaId]
    ) -> tuple[Sequence[SchemaId], Sequence[SchemaId]]:
        """A schema with those that are part of its unit, and all others that these lead to."""
        unit: dict[SchemaId, None] = {}
        others: list[SchemaId] = []
        pending = [head]
        while pending:
            current = pending.pop()
            if current not in unit:
                unit[current] = None
                for one in self._led_to[current]:
                    (pending if one in inside else others).append(one)
        return [*unit], others


def encoded(data: Any) -> bytes:
    """Bytes that are the same for plain data only where it is, types of numbers too."""
    try:
        # In its version 2, marshal writes equal values alike, in a third of the time of repr.
        return marshal.dumps(data, 2)
    except ValueError:
        return repr(data).encode("utf-8", "surrogatepass")


def _led_to(graph: SchemaGraph, schema_id: SchemaId) -> Sequence[SchemaId]:
    schema = graph[schema_id]
    found = (*schema.children(), *schema.references())
    return [one for one in found if one in graph.schemas]


def components(led_to: Mapping[SchemaId, Sequence[SchemaId]]) -> Iterator[list[SchemaId]]:
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
