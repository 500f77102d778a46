"""What the values of each schema look like, and which inline schemas need a definition for it."""

from __future__ import annotations

from collections.abc import Iterator

from typewright.model import Definition, Documentation
from typewright.model.shapes import DefinitionKey, Reference, Shape, Union, Variant, walk
from typewright.passes.discriminators import families
from typewright.passes.draft import Draft
from typewright.passes.objects import description
from typewright.passes.place import Place
from typewright.passes.shaper import Inline, Shaper
from typewright.schema import Schema, SchemaGraph, SchemaId
from typewright.values import replace


def shape(draft: Draft) -> Draft:
    """Finds the shape of every definition.

    Records and enumerations stand only as the whole shape of a definition; where one stands
    inside another schema it becomes a definition of its own, and so does a union of two or more
    definitions.
    """
    names = frozenset(home.key for home in draft.homes.values()) | set(draft.graph.definitions)
    found_families = families(draft.graph.schemas, draft.graph.definitions.values())
    shaper = Shaper(dict(draft.graph.schemas), dict(draft.homes), names, found_families)
    found = {key: Inline(*one) for key, one in _roots(draft, shaper)}
    found.update(shaper.inline)
    found.update((key, Inline(*one)) for key, one in _families(shaper))
    by_place = {inline.place: key for key, inline in found.items()}
    definitions = {
        key: _definition(shaper, key, inline, _owner(inline.place, by_place))
        for key, inline in found.items()
    }
    return replace(
        draft,
        graph=SchemaGraph(shaper.schemas, draft.graph.definitions),
        tags=shaper.tags,
        places={key: inline.place for key, inline in found.items()},
        definitions=definitions,
        diagnostics=(*draft.diagnostics, *shaper.diagnostics),
    )


def _roots(
    draft: Draft, shaper: Shaper
) -> Iterator[tuple[DefinitionKey, tuple[Place, SchemaId, Shape]]]:
    """What the source names, and what is referred to; a second name for a schema is an alias."""
    for root, schema_id in draft.graph.definitions.items():
        home = draft.homes[schema_id]
        shape = shaper.whole(schema_id, home) if home.key == root else Reference(home.key)
        yield root, (Place(root), schema_id, shape)
    for schema_id, home in draft.homes.items():
        if home.key not in draft.graph.definitions:
            yield home.key, (home, schema_id, shaper.whole(schema_id, home))


def _families(
    shaper: Shaper,
) -> Iterator[tuple[DefinitionKey, tuple[Place, SchemaId, Shape]]]:
    """A union for each definition that stands for those that build on it: one of these, or itself.

    What is tested is the definition itself, which holds for all of them.
    """
    for family in shaper.families.values():
        place = shaper.family_place(family.parent)
        parent = shaper.schemas[family.parent]
        made = SchemaId(f"{family.parent}~variant")
        shaper.schemas[made] = Schema(
            id=made,
            origin=parent.origin,
            resource=parent.resource,
            ref=family.parent,
            description=f"{place.root}, or what builds on it, as the member {family.tag!r} tells.",
        )
        heirs = tuple(
            Variant(Reference(shaper.homes[heir].key), heir, values)
            for heir, values in zip(family.heirs, family.tags, strict=True)
        )
        itself = Variant(Reference(shaper.homes[family.parent].key), family.parent)
        yield place.key, (place, made, Union((*heirs, itself), family.tag, declared=True))


def _owner(place: Place, by_place: dict[Place, DefinitionKey]) -> DefinitionKey | None:
    """The definition that a place is inside of, the nearest one."""
    for length in range(len(place.steps) - 1, -1, -1):
        outer = Place(place.root, place.steps[:length])
        if outer in by_place:
            return by_place[outer]
    return None


def _definition(
    shaper: Shaper, key: DefinitionKey, inline: Inline, owner: DefinitionKey | None
) -> Definition:
    schema = shaper.schemas[inline.schema]
    return Definition(
        key=key,
        words=(),
        schema=schema.id,
        shape=inline.shape,
        documentation=Documentation(
            title=schema.title or "",
            description=description(shaper, schema.id),
            deprecated=schema.deprecated,
            examples=schema.examples,
            external_docs=schema.external_docs or "",
        ),
        owner=owner,
        references=tuple(dict.fromkeys(references(inline.shape))),
        extensions=schema.own_extensions,
        origin=schema.origin,
    )


def references(shape: Shape) -> list[DefinitionKey]:
    """The definitions that a shape names, in order, with repeats."""
    return [each.target for each in walk(shape) if isinstance(each, Reference)]
