"""Schemas become checks: every keyword of JSON Schema 2020-12 as nodes of the check tree."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final, Literal, TypeAlias

from typewright.checks import nodes
from typewright.checks.formats import FORMATS
from typewright.checks.nodes import ACCEPT, Check
from typewright.checks.tags import Tags
from typewright.checks.walk import Targets, targets
from typewright.schema import ABSENT, Schema, SchemaGraph, SchemaId, UnionKeyword

MAX_DEPTH: Final = 8
"""Checks inside each other; what is deeper is called. So what works on a check may recurse over it,
and no target has to write code that is nested more deeply than its language bears.
"""

_CUT: Final = 1 << 20
"""A depth that tells that something was called because it would have been too deep."""

FormatPolicy: TypeAlias = Literal["annotate", "assert"]
"""Whether ``format`` is only said (the default of JSON Schema 2020-12) or also tested."""

Formats: TypeAlias = FormatPolicy | Literal["suggest"]
"""How formats are lowered; ``suggest`` makes nodes of them that hold for every value."""


def lower(
    graph: SchemaGraph,
    schema_id: SchemaId,
    *,
    calls: Collection[SchemaId] = frozenset(),
    formats: Formats = "annotate",
) -> Check:
    """The check of one schema.

    A schema in ``calls`` that is met below ``schema_id`` becomes a ``Call``, and so does every
    target of a ``$ref`` and everything ``MAX_DEPTH`` levels down: the checks of these are to be
    lowered by themselves (``lower_all``).
    ``formats`` tells whether the formats that ``checks.formats`` knows are tested.

    The checks of one schema stand in a fixed order, which is the order of its issues: type, enum
    and const, number, length, pattern, format, array, object (its members in the order of the
    source), references and combinators, and what applies to unevaluated parts last.
    """
    return Lowering(graph, calls, formats).root(schema_id)


def lower_all(
    graph: SchemaGraph,
    schema_ids: Iterable[SchemaId],
    *,
    calls: Collection[SchemaId] = frozenset(),
    formats: Formats = "annotate",
    tags: Tags | None = None,
) -> dict[SchemaId, Check]:
    """The checks of ``schema_ids`` and of every schema that these call, directly or not. ``tags``
    are those of the graph, where somebody has asked for some already.
    """
    checks: dict[SchemaId, Check] = {}
    Lowering(graph, calls, formats, tags).add(checks, schema_ids)
    return checks


_Anchors: TypeAlias = Mapping[str, tuple[tuple[str, SchemaId], ...]]


def _anchors(graph: SchemaGraph) -> _Anchors:
    """By resource, the dynamic anchors in it that some ``$dynamicRef`` of the graph looks for."""
    wanted = {schema.dynamic_ref_anchor for schema in graph.schemas.values()} - {None}
    if not wanted:
        return {}
    found: dict[str, list[tuple[str, SchemaId]]] = {}
    for schema in graph.schemas.values():
        if schema.dynamic_anchor is not None and schema.dynamic_anchor in wanted:
            found.setdefault(schema.resource, []).append((schema.dynamic_anchor, schema.id))
    return {resource: tuple(anchors) for resource, anchors in found.items()}


class Lowering:
    """What is the same for all schemas of a graph; for who needs their checks one by one.

    A schema that stands in several checks has the same check in all of them, as one object.
    """

    def __init__(
        self,
        graph: SchemaGraph,
        calls: Collection[SchemaId],
        formats: Formats = "annotate",
        tags: Tags | None = None,
    ) -> None:
        self.graph = graph
        self.calls = frozenset(calls)
        self.formats = formats
        self.anchors = _anchors(graph)
        self._tags = tags or Tags(graph)
        self._depth = 0
        """How many checks there are around the one that is being made."""
        self._deepest = 0
        """The depth of the deepest check that has been made below it."""
        self._made: dict[SchemaId, tuple[Check, int]] = {}
        """The checks of schemas as they stand in others, and how many levels are below each."""
        self._targets: Targets = {}

    def add(self, checks: dict[SchemaId, Check], schema_ids: Iterable[SchemaId]) -> None:
        """Adds to ``checks`` those of ``schema_ids`` and of all that these call, where missing."""
        pending = list(reversed(list(schema_ids)))
        while pending:
            schema_id = pending.pop()
            if schema_id not in checks:
                checks[schema_id] = check = self.root(schema_id)
                if called := targets(check, self._targets):
                    pending.extend(reversed(called))

    def root(self, schema_id: SchemaId) -> Check:
        """The check of a schema that stands by itself."""
        schema = self.graph[schema_id]
        return self._scoped(schema, self._inner(schema))

    def child(self, parent: Schema, schema_id: SchemaId, keyword: str = "false") -> Check:
        """The check of a subschema; ``keyword`` is what a subschema ``false`` fails."""
        schema = self.graph[schema_id]
        if schema.boolean is not None:
            return ACCEPT if schema.boolean else nodes.Reject(_refused(schema, keyword))
        if schema_id in self.calls:
            return nodes.Call(schema_id)
        if self._depth == MAX_DEPTH:
            self._deepest = _CUT
            return nodes.Call(schema_id)
        self._depth += 1
        check = self._inner(schema)
        self._depth -= 1
        return check if schema.resource == parent.resource else self._scoped(schema, check)

    def _inner(self, schema: Schema) -> Check:
        """The check of a schema at the present depth, made only once where that does not matter."""
        check, levels = self._made.get(schema.id, (None, 0))
        if check is None and not schema.says(_DEMANDS):
            check = ACCEPT if schema.types is None else nodes.TypeTest(schema.types)
            self._made[schema.id] = check, 0
        around = self._deepest
        if check is None or self._depth + levels > MAX_DEPTH:
            self._deepest = self._depth
            check = self._schema(schema)
            levels = self._deepest - self._depth
            if self._deepest < _CUT:
                self._made[schema.id] = check, levels
        self._deepest = max(around, self._depth + levels)
        return check

    def _scoped(self, schema: Schema, check: Check) -> Check:
        anchors = self.anchors.get(schema.resource)
        return nodes.Scope(anchors, check) if anchors else check

    def _schema(self, schema: Schema) -> Check:
        if schema.boolean is not None:
            return ACCEPT if schema.boolean else nodes.Reject()
        if schema.ref is not None and not schema.says(_BESIDE_REF):  # as most often
            return nodes.Call(schema.ref)
        parts = [*_values(schema)]
        if schema.says(_OF_SCALARS):
            parts += _numbers(schema)
            parts += self._strings(schema)
        if schema.says(_OF_PARTS):
            parts += self._arrays(schema)
            parts += self._objects(schema)
            parts += self._combinators(schema)
        check = _all(parts)
        if schema.unevaluated_items is not None:
            rest = self.child(schema, schema.unevaluated_items, "unevaluatedItems")
            check = nodes.UnevaluatedItems(check, rest)
        if schema.unevaluated_properties is not None:
            rest = self.child(schema, schema.unevaluated_properties, "unevaluatedProperties")
            check = nodes.UnevaluatedMembers(check, rest)
        return check

    def _strings(self, schema: Schema) -> Iterator[Check]:
        if schema.min_length is not None or schema.max_length is not None:
            yield nodes.Length(schema.min_length, schema.max_length)
        if schema.pattern is not None:
            yield nodes.Pattern(schema.pattern)
        if schema.format is not None:
            asserted = self.formats == "assert" or schema.asserts_format
            if asserted and schema.format in FORMATS:
                yield nodes.Format(schema.format)
            elif self.formats == "suggest":
                yield nodes.Format(schema.format, tested=False)

    def _arrays(self, schema: Schema) -> Iterator[Check]:
        if schema.min_items is not None or schema.max_items is not None:
            yield nodes.ItemCount(schema.min_items, schema.max_items)
        if schema.unique_items:
            yield nodes.UniqueItems()
        if schema.prefix_items or schema.items is not None:
            prefix = tuple(self.child(schema, item) for item in schema.prefix_items)
            rest = None if schema.items is None else self.child(schema, schema.items, "items")
            yield nodes.Items(prefix, rest)
        if schema.contains is not None:
            minimum = 1 if schema.min_contains is None else schema.min_contains
            check = self.child(schema, schema.contains)
            yield nodes.Contains(check, minimum, schema.max_contains)

    def _objects(self, schema: Schema) -> Iterator[Check]:
        if schema.min_properties is not None or schema.max_properties is not None:
            yield nodes.MemberCount(schema.min_properties, schema.max_properties)
        if schema.required:
            yield nodes.Required(schema.required)
        for name, required in schema.dependent_required.items():
            yield nodes.DependentRequired(name, required)
        if schema.property_names is not None:
            yield nodes.MemberNames(self.child(schema, schema.property_names))
        if schema.properties or schema.pattern_properties or schema.additional_properties:
            yield nodes.Members(
                self._children(schema, schema.properties),
                self._children(schema, schema.pattern_properties),
                None
                if schema.additional_properties is None
                else self.child(schema, schema.additional_properties, "additionalProperties"),
            )

    def _children(
        self, schema: Schema, children: Mapping[str, SchemaId]
    ) -> tuple[tuple[str, Check], ...]:
        return tuple((name, self.child(schema, child)) for name, child in children.items())

    def _combinators(self, schema: Schema) -> Iterator[Check]:
        if schema.ref is not None:
            yield nodes.Call(schema.ref)
        if schema.dynamic_ref is not None:
            if schema.dynamic_ref_anchor is None:
                yield nodes.Call(schema.dynamic_ref)
            else:
                yield nodes.DynamicCall(schema.dynamic_ref, schema.dynamic_ref_anchor)
        for part in schema.all_of:
            yield self.child(schema, part)
        if schema.any_of:
            yield self._branches(schema, "anyOf", schema.any_of)
        if schema.one_of:
            yield self._branches(schema, "oneOf", schema.one_of)
        if schema.not_ is not None:
            yield nodes.Not(self.child(schema, schema.not_))
        if schema.if_ is not None:
            yield nodes.If(
                self.child(schema, schema.if_),
                ACCEPT if schema.then is None else self.child(schema, schema.then),
                ACCEPT if schema.else_ is None else self.child(schema, schema.else_),
            )
        for name, dependent in schema.dependent_schemas.items():
            yield nodes.Dependent(name, self.child(schema, dependent))

    def _branches(
        self, schema: Schema, keyword: UnionKeyword, branches: tuple[SchemaId, ...]
    ) -> Check:
        checks = tuple(self.child(schema, branch) for branch in branches)
        declared = schema.discriminator.property_name if schema.discriminator else None
        tag = self._tags.find(branches, declared)
        if tag is None:
            return nodes.Branches(keyword, checks)
        return nodes.Branches(keyword, checks, tag.name, tag.values, tag.keyword)


_OF_SCALARS: Final = frozenset(
    {
        "minimum", "exclusive_minimum", "maximum", "exclusive_maximum", "multiple_of",
        "min_length", "max_length", "pattern", "format",
    }
)  # fmt: skip
_OF_PARTS: Final = frozenset(
    {
        "min_items", "max_items", "unique_items", "prefix_items", "items", "contains",
        "min_properties", "max_properties", "required", "dependent_required", "property_names",
        "properties", "pattern_properties", "additional_properties", "ref", "dynamic_ref",
        "all_of", "any_of", "one_of", "not_", "if_", "dependent_schemas",
    }
)  # fmt: skip
_DEMANDS: Final = (
    _OF_SCALARS
    | _OF_PARTS
    | {"boolean", "enum", "const", "unevaluated_items", "unevaluated_properties"}
)
"""What of a schema becomes a check, but for the type; most have none of it."""

_BESIDE_REF: Final = _DEMANDS - {"ref"} | {"types"}


def _refused(schema: Schema, keyword: str) -> str:
    """What a value fails that a schema ``false`` refuses."""
    if schema.read_only:
        return "readOnly"
    return "writeOnly" if schema.write_only else keyword


def _values(schema: Schema) -> Iterator[Check]:
    if schema.types is not None:
        yield nodes.TypeTest(schema.types)
    if schema.enum is not None:
        yield nodes.OneOfValues(schema.enum)
    if schema.const is not ABSENT:
        yield nodes.OneOfValues((schema.const,), "const")


def _numbers(schema: Schema) -> Iterator[Check]:
    bounds = (
        *(schema.minimum, schema.exclusive_minimum),
        *(schema.maximum, schema.exclusive_maximum),
    )
    if bounds != _NO_BOUNDS:
        yield nodes.Bounds(*bounds)
    if schema.multiple_of is not None:
        yield nodes.MultipleOf(schema.multiple_of)


_NO_BOUNDS: Final = (None, None, None, None)


def _all(checks: Iterable[Check]) -> Check:
    """All of ``checks`` as one: nested ``All``s flat, without what always holds."""
    flat: list[Check] = []
    for check in checks:
        if isinstance(check, nodes.All):
            flat.extend(check.checks)
        elif not isinstance(check, nodes.Accept):
            flat.append(check)
    if len(flat) > 1:
        return nodes.All(tuple(flat))
    return flat[0] if flat else ACCEPT
