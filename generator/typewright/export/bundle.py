"""All schemas of a model in one document: which, and where each one stands there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field

from typewright.model import Model
from typewright.model.names import digest
from typewright.schema import Schema, SchemaGraph, SchemaId
from typewright.source.pointer import escape
from typewright.values import dataclass


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the document: the base URI there, and the pointer from its root."""

    base: str
    pointer: str


@dataclass(slots=True)
class Bundle:
    """The schemas that a document holds by name, and the spot of every schema in it.

    ``named`` leads from a name in the document to a schema. ``bases`` gives each schema resource
    its URI in the document; all are empty, unless a ``$dynamicRef`` needs them told apart.
    """

    graph: SchemaGraph
    prefix: str
    named: dict[str, SchemaId]
    bases: Mapping[str, str]
    spots: dict[SchemaId, Spot] = field(default_factory=dict)

    @property
    def identifier(self) -> str:
        """The document's own URI; empty where it needs none."""
        return next(iter(self.bases.values()), "")

    def home(self, name: str) -> Spot:
        """Where the schema with a name is written."""
        schema = self.graph[self.named[name]]
        return self.below(Spot(self.identifier, self.prefix), f"/{escape(name)}", schema.resource)

    def below(self, spot: Spot, step: str, resource: str) -> Spot:
        """One step further in: a new root, where another resource begins."""
        base = self.bases.get(resource, "")
        return Spot(base, "") if base != spot.base else Spot(base, spot.pointer + step)

    def children(self, schema: Schema, spot: Spot) -> Iterator[tuple[SchemaId, Spot]]:
        """The schemas right below one, each with the spot that it would have there."""
        for step, child in schema.subschemas():
            yield child, self.below(spot, step, self.graph[child].resource)

    def add(self, name: str) -> None:
        """Finds the spot of a named schema and of everything inside it."""
        self.spots.setdefault(self.named[name], self.home(name))
        pending = [self.named[name]]
        while pending:
            current = pending.pop()
            for child, spot in self.children(self.graph[current], self.spots[current]):
                if child not in self.spots:
                    self.spots[child] = spot
                    pending.append(child)


def bundle(
    model: Model, names: Mapping[str, SchemaId], prefix: str, *, with_resources: bool = False
) -> Bundle:
    """The schemas of ``names`` under these, and all that is referred to.

    ``with_resources`` tells that the document has a place for its own URI, so that resources can
    be told apart in it.
    """
    graph = model.graph
    named = dict(names)
    bases = _bases(graph, named) if with_resources else {}
    made = Bundle(graph, prefix, named, bases)
    for name in named:
        made.spots.setdefault(named[name], made.home(name))
    for name in named:
        made.add(name)
    keys = {one.schema: key for key, one in model.definitions.items()}
    tops = _tops(graph) if bases else {}
    while (missing := _missing(made)) is not None:
        target = tops.get(missing, missing)
        name = keys.get(target, "")
        if not name or name in made.named:
            name = f"{target.rpartition('/')[2] or 'schema'}_{digest(target)}"
        made.named[name] = target
        made.add(name)
    return made


def _bases(graph: SchemaGraph, named: Mapping[str, SchemaId]) -> dict[str, str]:
    """A URI for each schema resource, where some ``$dynamicRef`` looks for an anchor."""
    if all(schema.dynamic_ref_anchor is None for schema in graph.schemas.values()):
        return {}
    first = [graph[schema_id].resource for schema_id in named.values()]
    others = [schema.resource for schema in graph.schemas.values()]
    resources = dict.fromkeys([*first, *others])
    return {
        resource: f"urn:typewright:resource:{number}" for number, resource in enumerate(resources)
    }


def _tops(graph: SchemaGraph) -> dict[SchemaId, SchemaId]:
    """By schema, the outermost one around it."""
    parents: dict[SchemaId, SchemaId] = {}
    for schema in graph.schemas.values():
        for child in schema.children():
            # What passes have made from a schema stands after it, and has the same subschemas.
            parents.setdefault(child, schema.id)
    tops: dict[SchemaId, SchemaId] = {}
    for schema_id in graph.schemas:
        top = schema_id
        while top in parents:
            top = parents[top]
        tops[schema_id] = top
    return tops


def _missing(made: Bundle) -> SchemaId | None:
    """A schema that is referred to and stands nowhere yet."""
    for schema_id in made.spots:
        for target in made.graph[schema_id].references():
            if target in made.graph and target not in made.spots:
                return target
    return None
