"""What goes from pass to pass: the model as far as it is known."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import field
from typing import Final, TypeAlias

from typewright.checks.lower import FormatPolicy
from typewright.checks.nodes import Check
from typewright.checks.tags import Tags
from typewright.diagnostics import Diagnostic
from typewright.model import Definition
from typewright.model.shapes import DefinitionKey
from typewright.passes.place import Place
from typewright.schema import SchemaGraph, SchemaId
from typewright.values import dataclass


@dataclass(frozen=True, slots=True)
class Taken:
    """Names that are wanted by definitions that are not in the graph, too, so that nobody has them:
    for what the source names, and for what is inside of that.
    """

    roots: Set[str] = frozenset()
    inline: Set[str] = frozenset()


NOTHING_TAKEN: Final = Taken()


@dataclass(frozen=True, slots=True)
class Draft:
    """A model in the making.

    ``graph`` grows: a pass adds the schemas that it made from others (the part of a nullable
    schema that is not ``null``, two schemas of one member merged), and changes none. ``homes``
    holds the place of every schema that is a definition whoever looks at it: what the source
    names, and what is referred to. ``tags`` are those of the graph, once somebody has asked for
    some. ``places`` holds the place of every definition. ``contested`` are the names that
    definitions could not have, with those that wanted them, where some are ``taken`` from the
    start. ``formats`` tells whether formats are to be tested.
    """

    graph: SchemaGraph
    homes: Mapping[SchemaId, Place] = field(default_factory=dict)
    places: Mapping[DefinitionKey, Place] = field(default_factory=dict)
    definitions: Mapping[DefinitionKey, Definition] = field(default_factory=dict)
    checks: Mapping[SchemaId, Check] = field(default_factory=dict)
    tags: Tags | None = None
    taken: Taken = NOTHING_TAKEN
    contested: Mapping[str, Sequence[DefinitionKey]] = field(default_factory=dict)
    formats: FormatPolicy = "annotate"
    diagnostics: tuple[Diagnostic, ...] = ()


Pass: TypeAlias = Callable[[Draft], Draft]
