"""From one schema to its shape."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping
from dataclasses import field
from functools import lru_cache

from typewright.checks.tags import Tags
from typewright.checks.values import Kind, kinds_of, kinds_of_types
from typewright.diagnostics import Diagnostic, codes
from typewright.model.names import digest
from typewright.model.shapes import (
    Anything,
    DefinitionKey,
    Enumeration,
    Nothing,
    Record,
    Reference,
    Scalar,
    ScalarKind,
    Shape,
)
from typewright.passes import conflicts, types, unions, varieties
from typewright.passes.conjunction import (
    Part,
    built_on,
    conjuncts,
    is_structural,
    listed_values,
    narrowest,
    only_leads,
    parts,
    says_something,
    says_something_itself,
)
from typewright.passes.discriminators import Family
from typewright.passes.open_types import OpenTypes
from typewright.passes.place import Place, Step
from typewright.passes.varieties import Anchor
from typewright.schema import ABSENT, Schema, SchemaGraph, SchemaId
from typewright.schema.addresses import common_folder
from typewright.schema.schema import JsonType
from typewright.values import dataclass, replace

MAX_MERGES = 500
"""How many schemas are merged for one definition: far more than public descriptions need."""


@dataclass(frozen=True, slots=True)
class Inline:
    """A definition found inside another schema."""

    place: Place
    schema: SchemaId
    shape: Shape


@dataclass(slots=True)
class Shaper:
    """The state of one pass over all schemas.

    ``schemas`` grows by those made from others. ``names`` are the keys that the source itself
    gives. ``inline`` collects the definitions found on the way, ``placed`` the places of members
    that were merged with others of their name. A reference to a parent of ``families`` is one to
    the union of its family.
    """

    schemas: dict[SchemaId, Schema]
    homes: dict[SchemaId, Place]
    names: frozenset[DefinitionKey] = frozenset()
    families: Mapping[SchemaId, Family] = field(default_factory=dict)
    inline: dict[DefinitionKey, Inline] = field(default_factory=dict)
    diagnostics: dict[Diagnostic, None] = field(default_factory=dict)
    placed: dict[SchemaId, Place] = field(default_factory=dict)
    _heirs: set[SchemaId] = field(default_factory=set)
    _keys: dict[SchemaId, DefinitionKey] = field(default_factory=dict)
    _merged: dict[frozenset[SchemaId], SchemaId] = field(default_factory=dict)
    _merges: int = 0
    """How many schemas were merged for the definition that is shaped now."""
    _shaped_as: dict[SchemaId, SchemaId] = field(default_factory=dict)
    """For merged schemas the other ones whose shape they have, too."""
    _active: dict[SchemaId, Place] = field(default_factory=dict)
    _recursive: dict[SchemaId, DefinitionKey] = field(default_factory=dict)
    _promised: set[DefinitionKey] = field(default_factory=set)
    """The keys that schemas which lead back to themselves have before they are definitions."""
    tags: Tags = field(init=False)
    _open_types: OpenTypes = field(init=False)
    _folder: str = field(init=False)
    _places: Mapping[SchemaId, Place] = field(init=False)

    def __post_init__(self) -> None:
        self.tags = Tags(SchemaGraph(self.schemas))
        self._open_types = OpenTypes(self.schemas)
        self._folder = common_folder(self.schemas)
        self._places = ChainMap(self.homes, self.placed)
        for family in self.families.values():
            self._heirs.update(family.heirs)

    def whole(self, schema_id: SchemaId, place: Place) -> Shape:
        """The shape of a definition: may be a record or an enumeration itself."""
        self._merges = 0
        return self._raw(schema_id, place, is_whole=True)

    def inside(self, schema_id: SchemaId, place: Place) -> Shape:
        """The shape of a schema inside another; a record or an enumeration is a reference."""
        if schema_id in self.homes:
            return self.home(schema_id)
        place = self.placed.get(schema_id, place)
        found = self.loose(schema_id, place)
        return self.named(found, schema_id, place) if unions.needs_name(found) else found

    def home(self, schema_id: SchemaId) -> Reference:
        """What a reference to a definition means."""
        if schema_id in self.families:
            return Reference(self.family_place(schema_id).key)
        return Reference(self.homes[schema_id].key)

    def family_place(self, parent: SchemaId) -> Place:
        """The place of the union of a family."""
        return self.homes[parent].to(Step.BRANCH, "variant")

    def loose(self, schema_id: SchemaId, place: Place) -> Shape:
        """The same, for a branch of a union: if it is a union itself, it gets no name."""
        if schema_id in self._keys:
            return Reference(self._keys[schema_id])
        if schema_id in self._shaped_as:
            return self.inside(self._shaped_as[schema_id], place)
        if schema_id in self._active:
            if schema_id not in self._recursive:
                key = self._recursive[schema_id] = self._key(self._active[schema_id], schema_id)
                self._promised.add(key)
            return Reference(self._recursive[schema_id])
        self._active[schema_id] = place
        found = self._raw(schema_id, place, is_whole=False)
        del self._active[schema_id]
        if schema_id in self._recursive or isinstance(found, (Record, Enumeration)):
            return self.named(found, schema_id, place)
        return found

    def named(self, shape: Shape, schema_id: SchemaId, place: Place) -> Reference:
        """Makes a definition of an inline schema, unless there is one at another place."""
        if schema_id in self._keys:
            return Reference(self._keys[schema_id])
        key = self._recursive.get(schema_id) or self._key(place, schema_id)
        self._keys[schema_id] = key
        self.inline[key] = Inline(place, schema_id, shape)
        return Reference(key)

    def parts(self, schema_id: SchemaId, place: Place) -> tuple[Part, ...]:
        """The schema and all that hold wherever it does."""
        return parts(self.schemas, self._places, schema_id, place)

    def conjuncts(self, schema_id: SchemaId) -> tuple[Schema, ...]:
        """The same without their places."""
        return conjuncts(self.schemas, schema_id)

    def types(self, schema_id: SchemaId) -> frozenset[Kind]:
        """The types that a schema leaves open: at least those of the values that it accepts."""
        return self._open_types.of(schema_id)

    def narrowed(self, schema_id: SchemaId, names: tuple[JsonType, ...]) -> SchemaId:
        """A schema like this one that accepts only values of the named types.

        It is no target of dynamic references: these mean the schema of the source.
        """
        made = SchemaId(f"{schema_id}~{'-'.join(names)}")
        schema = self.schemas[schema_id]
        if schema.boolean is not None:
            schema = Schema(id=schema_id, origin=schema.origin, resource=schema.resource)
        self.schemas[made] = replace(
            schema, id=made, types=names, dynamic_anchor=None, default=ABSENT, examples=()
        )
        return made

    def together(self, ids: Mapping[SchemaId, Place], word: str, owner: SchemaId) -> SchemaId:
        """A schema that accepts what all of ``ids`` do, which have places of their own.

        Schemas that are merged already, further out, give the same schema again, so that a
        definition that merges with itself ends in a reference; so do others that refer to the same.
        """
        self.placed.update(ids)
        members = frozenset(ids)
        made = self._merged.get(members)
        if made is None or made not in self._active:
            made = SchemaId(f"{owner}~{word}")
            self._merged[members] = made
            first, *_, last = ids
            origin, resource = self.schemas[last].origin, self.schemas[last].resource
            self.schemas[made] = Schema(
                id=made, origin=origin, resource=resource, all_of=tuple(ids)
            )
            held = (one for one in self.conjuncts(made) if one.id != made)
            telling = frozenset([one.id for one in held if not only_leads(one)])
            outer = self._merged.get(telling)
            self._merges += 1
            if outer in self._active:
                self._shaped_as[made] = outer
            elif self._merges > MAX_MERGES:
                self._report(codes.passes.MERGED_TOO_OFTEN.at(origin, limit=MAX_MERGES))
                self._shaped_as[made] = first
            else:
                self._merged[telling] = made
        return made

    def either(self, ids: list[SchemaId]) -> SchemaId:
        """A schema that accepts what any of ``ids`` does."""
        if len(ids) == 1:
            return ids[0]
        made = SchemaId(f"{ids[0]}~or-{digest(self._portable(' '.join(ids)))}")
        first = self.schemas[ids[0]]
        self.schemas[made] = Schema(
            id=made, origin=first.origin, resource=first.resource, any_of=tuple(ids)
        )
        return made

    def branch(self, anchor: Anchor, word: str) -> Place:
        """The place of a definition made from a part of a schema's values.

        Inside another schema the part has the place to itself; in a definition the whole has it.
        """
        is_whole = anchor.is_whole or anchor.place.key in self._promised
        return anchor.place.to(Step.BRANCH, word) if is_whole else anchor.place

    def _key(self, place: Place, schema_id: SchemaId) -> DefinitionKey:
        key = place.key
        taken = key in self.names or (key in self.inline and self.inline[key].schema != schema_id)
        return self._portable(schema_id) if taken or key in self._promised else key

    def _portable(self, text: str) -> str:
        """The text of identifiers without the folder that all files stand in."""
        return text.replace(self._folder, "")

    def _raw(self, schema_id: SchemaId, place: Place, *, is_whole: bool) -> Shape:
        schema = self.schemas[schema_id]
        if schema.boolean is not None:
            return Anything() if schema.boolean else Nothing()
        if (scalar := types.plain(schema)) is not None:
            return _scalar(scalar, schema.format or None)
        if schema.ref in self.homes and schema_id not in self._heirs and types.only_refers(schema):
            return self.home(schema.ref)
        if schema.recovery is not None and schema.recovery.hidden_union is not None:
            return unions.hidden(self, schema, place, is_whole=is_whole)
        held = self.parts(schema_id, place)
        for finding in conflicts.empty_ranges(held) if len(held) > 1 else ():
            self._report(finding)
        forwarded = None if schema_id in self._heirs else self._only(schema)
        if forwarded is not None:
            return self._through(forwarded, place, is_whole=is_whole)
        dynamic = schema.dynamic_ref
        if dynamic in self.homes and not says_something_itself(schema):
            return Anything(hint=Reference(self.homes[dynamic].key))
        allowed = self.types(schema_id)
        values = listed_values((part.schema for part in held), allowed)
        if not allowed or values == ():
            return self._contradiction(schema, held)
        anchor = Anchor(schema, place, is_whole)
        if values is not None and not kinds_of(values) & {"array", "object"}:
            return varieties.of_values(self, anchor, values)
        return self._of_union(anchor, held, allowed) or varieties.of_types(
            self, anchor, held, allowed
        )

    def _of_union(
        self, anchor: Anchor, held: tuple[Part, ...], allowed: frozenset[Kind]
    ) -> Shape | None:
        """One of several schemas, when it is these and not members or items that say most."""
        if any(is_structural(part.schema) for part in held):
            return None
        found = unions.group(self, held)
        if found is None:
            return None
        part, branches = found
        values = unions.values(self, branches, allowed)
        if values and not kinds_of(values) & {"array", "object"}:
            return varieties.of_values(self, anchor, values)
        place = anchor.place
        return unions.of(self, part, branches, allowed, place, is_whole=anchor.is_whole)

    def _only(self, schema: Schema) -> SchemaId | None:
        """The one schema that decides a schema's shape, when its own keywords add nothing."""
        if (schema.ref is None and not schema.all_of) or schema.dynamic_ref is not None:
            return None
        if says_something_itself(schema):
            return None
        telling = narrowest(self.schemas, [one for one in built_on(schema) if self._tells(one)])
        if len(telling) != 1:
            return None
        if schema.types is None or self.types(telling[0]) <= kinds_of_types(schema.types):
            return telling[0]
        return None

    def _tells(self, schema_id: SchemaId) -> bool:
        return schema_id in self.homes or (
            schema_id in self.schemas and says_something(self.schemas[schema_id])
        )

    def _through(self, schema_id: SchemaId, place: Place, *, is_whole: bool) -> Shape:
        if schema_id in self.homes:
            return self.home(schema_id)
        return self._raw(schema_id, self.placed.get(schema_id, place), is_whole=is_whole)

    def _contradiction(self, schema: Schema, held: tuple[Part, ...]) -> Nothing:
        if schema.types != () and schema.enum != ():
            related = conflicts.contradiction(held)
            self._report(codes.passes.NO_VALUE.at(schema.origin, related=related))
        return Nothing()

    def _report(self, finding: Diagnostic) -> None:
        self.diagnostics[finding] = None


@lru_cache(maxsize=256)
def _scalar(kind: ScalarKind, format_: str | None) -> Scalar:
    """What most members are; so that what is found out about one is known of all."""
    return Scalar(kind, format_)
