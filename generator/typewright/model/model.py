"""The model: what a target sees."""

from __future__ import annotations

import collections.abc
from dataclasses import field

from typewright.checks.lower import FormatPolicy
from typewright.checks.nodes import Check
from typewright.checks.tags import Tags
from typewright.model.shapes import DefinitionKey, Shape, Words
from typewright.schema import Json, SchemaGraph, SchemaId
from typewright.source import NOWHERE, Origin
from typewright.values import dataclass, replace


@dataclass(frozen=True, slots=True)
class Documentation:
    """What the source says of a definition in words. Plain text or Markdown, never escaped for a
    target.
    """

    title: str = ""
    description: str = ""
    deprecated: bool = False
    examples: tuple[Json, ...] = ()
    external_docs: str = ""


@dataclass(frozen=True, slots=True)
class Definition:
    """A schema with a name: what becomes a class, an enum or an alias.

    ``key`` is its place and its identity: the name that the source gives it (``Batch``) or, for an
    inline object or enum, the path to it (``Batch.errors.data[]``). ``words`` is its neutral name,
    which no other definition has and which depends on the key alone unless two keys claim one name.
    ``owner`` is the key of the definition that it stands inside, ``None`` for one that the source
    names itself. ``references`` are the keys of the definitions that its shape names, in order,
    without repeats. ``extensions`` are the ``x-…`` members of its schema, as they stand there.
    """

    key: DefinitionKey
    words: Words
    schema: SchemaId
    shape: Shape
    documentation: Documentation = Documentation()
    owner: DefinitionKey | None = None
    references: tuple[DefinitionKey, ...] = ()
    extensions: collections.abc.Mapping[str, Json] = field(default_factory=dict)
    origin: Origin = field(default=NOWHERE, repr=False)
    checks: collections.abc.Mapping[SchemaId, Check] = field(
        default_factory=dict, compare=False, repr=False
    )
    """The checks of the model that it belongs to, which ``Model`` fills in."""
    graph: SchemaGraph = field(default_factory=SchemaGraph, compare=False, repr=False)
    """The graph of that model."""


@dataclass(frozen=True, slots=True)
class Model:
    """All definitions of a run.

    ``definitions`` stand in the order of the source, each owner before what it owns. ``checks``
    holds a check for every schema that stands by itself: each definition's, each union variant's,
    each ``Member.schema``, and every ``Call``'s target. ``graph`` is where all of it came from;
    exporters and fixtures read it. ``formats`` tells whether the checks test formats.
    ``contested`` are the names that definitions could not have since others wanted them, too, or
    have them, spelled without blanks, with all that wanted them. ``tags`` are those of the graph,
    where somebody has asked for some.
    """

    definitions: collections.abc.Mapping[DefinitionKey, Definition] = field(default_factory=dict)
    checks: collections.abc.Mapping[SchemaId, Check] = field(default_factory=dict)
    graph: SchemaGraph = field(default_factory=SchemaGraph)
    formats: FormatPolicy = "annotate"
    contested: collections.abc.Mapping[str, collections.abc.Sequence[DefinitionKey]] = field(
        default_factory=dict, compare=False, repr=False
    )
    tags: Tags | None = field(default=None, compare=False, repr=False)

    def __post_init__(self) -> None:
        bound = {
            key: replace(definition, checks=self.checks, graph=self.graph)
            for key, definition in self.definitions.items()
        }
        object.__setattr__(self, "definitions", bound)

    def __getitem__(self, key: DefinitionKey) -> Definition:
        return self.definitions[key]

    def group(self, key: DefinitionKey) -> DefinitionKey:
        """The definition at the root of ``key``'s owners: those with one root are written side by
        side.
        """
        owner = self.definitions[key].owner
        return key if owner is None else self.group(owner)
