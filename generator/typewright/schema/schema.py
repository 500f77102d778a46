"""A node of the schema graph."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, fields
from enum import Enum
from typing import Final, Literal, NewType, TypeAlias

from typewright.schema.keywords import HOLDING, children, subschemas
from typewright.source import NOWHERE, Origin
from typewright.values import dataclass

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
"""A value of the JSON data model."""

JsonType: TypeAlias = Literal["null", "boolean", "integer", "number", "string", "array", "object"]
"""A name that the keyword ``type`` may hold."""

UnionKeyword: TypeAlias = Literal["anyOf", "oneOf"]

SchemaId = NewType("SchemaId", str)
"""The identity of a schema object: its document's absolute URI, ``#`` and a JSON pointer."""


class Absent(Enum):
    """The type of ``ABSENT``: a keyword that is not there, where ``null`` would be a value."""

    ABSENT = "absent"

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT: Final = Absent.ABSENT


@dataclass(frozen=True, slots=True)
class Discriminator:
    """The OpenAPI ``discriminator``: which member tells the branches of a union apart.

    ``mapping`` leads from a value of that member to a schema; an empty one leaves the implicit
    mapping by component names (OpenAPI 3.1.1, section 4.8.25).
    """

    property_name: str
    mapping: Mapping[str, SchemaId] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Split:
    """One way to read text that a page printed without separators.

    ``values`` are the parts in order, ``confidence`` is the calibrated probability (0 to 1) that
    they are exactly the source's values, ``reason`` names the evidence in a word or two.
    """

    values: tuple[str, ...]
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class Recovery:
    """What is known of a schema that was read from prose and not from a schema.

    ``raw`` is the text of the page as it stood there, before it was taken apart; it is never
    thrown away. ``splits`` are the readings of glued enum values, the best first; when the best
    is not sure enough the schema has no ``enum`` and only these tell of it. ``opaque`` says that
    the page hides members of this object. ``hidden_union`` says that this was a union of which the
    page shows only the first variant: the schema accepts anything, and ``any_of`` holds the
    shown variant and the schema ``true``. ``hidden_default`` and the like are not kept: what a page
    does not show is simply absent.
    """

    raw: str = ""
    splits: tuple[Split, ...] = ()
    opaque: bool = False
    hidden_union: UnionKeyword | None = None


class _Remembering:
    """What a schema remembers of itself; none of it is an attribute of its value."""

    __slots__ = ("_children", "_given")
    _children: tuple[SchemaId, ...]
    _given: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema(_Remembering):
    """One schema object, all keywords of JSON Schema 2020-12 as typed attributes.

    A keyword that is absent is ``None`` (``ABSENT`` where ``null`` is a value; an empty tuple or
    mapping where an empty one means the same as none). Subschemas are held by identity and found
    in the ``SchemaGraph``, so that cycles are natural. Does not include what a dialect says in its
    own way: ``nullable``, boolean ``exclusiveMinimum``, ``definitions``, array ``items`` and the
    like have become their 2020-12 equivalents. ``boolean`` is set for the schemas ``true`` and
    ``false``, which have nothing else.
    """

    id: SchemaId
    origin: Origin = NOWHERE
    boolean: bool | None = None

    # Core (JSON Schema Core 2020-12, section 8)
    ref: SchemaId | None = None
    dynamic_ref: SchemaId | None = None
    """What ``$dynamicRef`` resolves to at first; the dynamic scope may lead elsewhere."""
    dynamic_ref_anchor: str | None = None
    """The anchor's name when the initial target is a ``$dynamicAnchor``, else ``None``."""
    dynamic_anchor: str | None = None
    resource: str = ""
    """The absolute URI of the schema resource that this schema is part of."""
    defs: Mapping[str, SchemaId] = field(default_factory=dict)
    comment: str | None = None

    # Applicators (Core, section 10)
    all_of: tuple[SchemaId, ...] = ()
    any_of: tuple[SchemaId, ...] = ()
    one_of: tuple[SchemaId, ...] = ()
    not_: SchemaId | None = None
    if_: SchemaId | None = None
    then: SchemaId | None = None
    else_: SchemaId | None = None
    dependent_schemas: Mapping[str, SchemaId] = field(default_factory=dict)
    prefix_items: tuple[SchemaId, ...] = ()
    items: SchemaId | None = None
    contains: SchemaId | None = None
    properties: Mapping[str, SchemaId] = field(default_factory=dict)
    pattern_properties: Mapping[str, SchemaId] = field(default_factory=dict)
    additional_properties: SchemaId | None = None
    property_names: SchemaId | None = None
    unevaluated_items: SchemaId | None = None
    unevaluated_properties: SchemaId | None = None

    # Assertions (Validation 2020-12, section 6)
    types: tuple[JsonType, ...] | None = None
    """The keyword ``type``, always as a tuple; ``()`` accepts nothing."""
    enum: tuple[Json, ...] | None = None
    const: Json | Absent = ABSENT
    multiple_of: int | float | None = None
    maximum: int | float | None = None
    exclusive_maximum: int | float | None = None
    minimum: int | float | None = None
    exclusive_minimum: int | float | None = None
    max_length: int | None = None
    min_length: int | None = None
    pattern: str | None = None
    """An ECMA-262 regular expression, as it was written."""
    max_items: int | None = None
    min_items: int | None = None
    unique_items: bool = False
    max_contains: int | None = None
    min_contains: int | None = None
    max_properties: int | None = None
    min_properties: int | None = None
    required: tuple[str, ...] = ()
    dependent_required: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    # Annotations (Validation, sections 7 to 9)
    format: str | None = None
    asserts_format: bool = False
    """Whether the dialect has ``format`` tested whatever the user wants."""
    content_encoding: str | None = None
    content_media_type: str | None = None
    content_schema: SchemaId | None = None
    title: str | None = None
    description: str | None = None
    default: Json | Absent = ABSENT
    deprecated: bool = False
    read_only: bool = False
    write_only: bool = False
    examples: tuple[Json, ...] = ()

    # OpenAPI
    discriminator: Discriminator | None = None
    external_docs: str | None = None
    extensions: Mapping[str, Json] = field(default_factory=dict)
    """All ``x-…`` members, and unknown keywords, as they stood."""

    unread: tuple[str, ...] = ()
    """Keywords of the source that could not be read, or not whole, and are missing here."""

    # Reference pages
    recovery: Recovery | None = None

    @property
    def own_extensions(self) -> Mapping[str, Json]:
        """The ``x-…`` members alone."""
        if not self.extensions:  # as in nearly all
            return {}
        return {name: value for name, value in self.extensions.items() if name[:2] == "x-"}

    def says(self, attributes: frozenset[str]) -> bool:
        """Whether one of ``attributes`` is not as in a schema without any keyword: most say little,
        and who looks for what is rare asks this of all of them.
        """
        try:
            given = self._given
        except AttributeError:
            given = self.remember({name: getattr(self, name) for name in _NOTHING})
        return not given.isdisjoint(attributes)

    def remember(self, attributes: Mapping[str, object]) -> frozenset[str]:
        """Remembers, and tells, which attributes are not as in a schema without any keyword: some
        of these, as who has made the schema knows.
        """
        given = frozenset([name for name, one in attributes.items() if one != _NOTHING[name]])
        object.__setattr__(self, "_given", given)
        if given.isdisjoint(HOLDING):  # as in most
            object.__setattr__(self, "_children", ())
        return given

    def subschemas(self) -> tuple[tuple[str, SchemaId], ...]:
        """All schemas right below this one, each with its pointer from here; not ``$ref``'s
        targets.
        """
        return subschemas(self)

    def children(self) -> tuple[SchemaId, ...]:
        """The same without their pointers; every walk over the graph asks for them."""
        try:
            return self._children
        except AttributeError:
            found = children(self)
            object.__setattr__(self, "_children", found)
            return found

    def references(self) -> tuple[SchemaId, ...]:
        """The schemas that this one refers to, which may not be there."""
        if self.discriminator is None:  # as in most
            return self.targets()
        return (*self.targets(), *self.discriminator.mapping.values())

    def targets(self) -> tuple[SchemaId, ...]:
        """Those of them that apply to the same value as this one does."""
        if self.ref is self.dynamic_ref is None:  # as in most
            return ()
        return tuple([one for one in (self.ref, self.dynamic_ref) if one is not None])

    def at(self, step: str) -> Origin:
        """The place of what stands at the pointer ``step`` below this schema; the schema's own
        place, where its source is a page.
        """
        return self.origin.below(step)

    def in_place(self) -> tuple[SchemaId, ...]:
        """The schemas right below this one that apply to the same value as it does; ``then`` and
        ``else`` say nothing without ``if`` (JSON Schema Core 2020-12, section 10.2.2).
        """
        if not self.says(IN_PLACE):  # as in most
            return ()
        combined = (*self.all_of, *self.any_of, *self.one_of, *self.dependent_schemas.values())
        if self.not_ is self.if_ is self.then is self.else_ is None:
            return combined
        chosen = () if self.if_ is None else (self.if_, self.then, self.else_)
        return (*(child for child in (self.not_, *chosen) if child is not None), *combined)


IN_PLACE: Final = frozenset(
    {"all_of", "any_of", "one_of", "dependent_schemas", "not_", "if_", "then", "else_"}
)
"""The attributes that hold schemas which apply to the same value."""

_PLACE: Final = ("id", "origin", "resource")
_NOTHING: Final[Mapping[str, object]] = {
    each.name: getattr(Schema(id=SchemaId("")), each.name)
    for each in fields(Schema)
    if each.name not in _PLACE
}
"""What a schema without any keyword says."""
