"""What a schema demands that the types of a language cannot say, though validators test it.

Bounds, lengths, patterns and formats narrow the values of a type and not the type, so that nobody
misses them there: they are no losses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Set
from typing import Final, NamedTuple

from typewright.diagnostics import Diagnostic, codes
from typewright.model.shapes import LEAVES, Anything, Record, Shape, Union
from typewright.passes.conjunction import conjuncts, is_structural, says_something, unites
from typewright.passes.draft import Draft
from typewright.schema import ABSENT, Schema, SchemaId


class _Loss(NamedTuple):
    """A keyword, when it demands something beyond types, and what that is in words."""

    keyword: str
    attribute: str
    is_lost: Callable[[Schema], object]
    what: str


_LOSSES: Final = (
    _Loss("not", "not_", lambda schema: schema.not_, "which values 'not' rules out"),
    _Loss(
        "if",
        "if_",
        lambda schema: schema.if_ and (schema.then or schema.else_),
        "what depends on whether 'if' holds",
    ),
    _Loss(
        "contains", "contains", lambda schema: schema.contains, "which items 'contains' asks for"
    ),
    _Loss(
        "propertyNames",
        "property_names",
        lambda schema: schema.property_names,
        "which member names 'propertyNames' allows",
    ),
    _Loss(
        "patternProperties",
        "pattern_properties",
        lambda schema: schema.pattern_properties,
        "which values go with which names of 'patternProperties'",
    ),
    _Loss(
        "dependentRequired",
        "dependent_required",
        lambda schema: schema.dependent_required,
        "which members 'dependentRequired' wants beside others",
    ),
    _Loss(
        "dependentSchemas",
        "dependent_schemas",
        lambda schema: schema.dependent_schemas,
        "what 'dependentSchemas' demands beside a member",
    ),
    _Loss(
        "enum",
        "enum",
        lambda schema: _has_parts(schema.enum or ()),
        "which arrays or objects are listed",
    ),
    _Loss(
        "const",
        "const",
        lambda schema: schema.const is not ABSENT and _has_parts((schema.const,)),
        "which array or object is the only one",
    ),
    _Loss(
        "prefixItems",
        "prefix_items",
        lambda schema: schema.prefix_items and not _is_exact(schema),
        "which items stand at which place",
    ),
)
"""One row for each keyword, in the order in which they are told."""

_DEMANDS: Final = frozenset(loss.attribute for loss in _LOSSES)


def losses(draft: Draft) -> Iterator[Diagnostic]:
    """A note for each keyword of a schema of which something is lost, and for each type that is
    wider than all keywords of its schema.
    """
    schemas = _typed(draft)
    lost: set[SchemaId] = set()
    for schema in schemas.values():
        if not schema.says(_DEMANDS):
            continue
        for keyword, _, is_lost, what in _LOSSES:
            if is_lost(schema):
                lost.add(schema.id)
                yield codes.passes.NOT_IN_TYPES.at(schema.at(f"/{keyword}"), what=what)
    for schema, keyword in _lost_unions(draft, schemas):
        lost.add(schema.id)
        what = f"which variant of '{keyword}' goes with which members"
        yield codes.passes.NOT_IN_TYPES.at(schema.at(f"/{keyword}"), what=what)
    for schema_id in _wide(draft):
        schema = draft.graph[schema_id]
        if schema_id in schemas and schema_id not in lost and says_something(schema):
            yield codes.passes.WIDE_TYPE.at(schema.origin)


def _typed(draft: Draft) -> Mapping[SchemaId, Schema]:
    """The schemas of the source that types are made of, each once."""
    found: dict[SchemaId, Schema] = {}
    pending = [*reversed([*draft.homes])]
    while pending:
        schema = draft.graph[pending.pop()]
        if schema.id in found:
            continue
        found[schema.id] = schema
        children = schema.children()
        if schema.says(_LOGICAL):
            logic = _logic(schema)
            children = tuple(child for child in children if child not in logic)
        pending.extend(reversed(children))
    return found


_LOGICAL: Final = frozenset(
    ("not_", "if_", "then", "else_", "contains", "property_names", "dependent_schemas")
)


def _logic(schema: Schema) -> Set[SchemaId | None]:
    """The schemas right below one that become no type: what they demand is lost as a whole."""
    one_each = (schema.not_, schema.if_, schema.then, schema.else_)
    return {*one_each, schema.contains, schema.property_names, *schema.dependent_schemas.values()}


def _lost_unions(draft: Draft, schemas: Mapping[SchemaId, Schema]) -> Iterator[tuple[Schema, str]]:
    """Unions beside members or items, which say most of a shape."""
    seen: set[SchemaId] = set()
    for schema in schemas.values():
        if not unites(schema):
            continue
        held = conjuncts(draft.graph.schemas, schema.id)
        if not any(part.any_of or part.one_of for part in held):
            continue
        if not any(map(is_structural, held)):
            continue
        for part in held:
            if part.id in seen or part.id not in schemas:
                continue
            seen.add(part.id)
            for keyword, branches in (("anyOf", part.any_of), ("oneOf", part.one_of)):
                if branches:
                    yield part, keyword


def _wide(draft: Draft) -> Iterator[SchemaId]:
    """The schemas of definitions, members and variants whose type is "anything"."""
    for definition in draft.definitions.values():
        for schema_id, shape in _shapes(definition.schema, definition.shape):
            if isinstance(shape, Anything) and shape.hint is None:
                yield schema_id


def _shapes(schema_id: SchemaId, shape: Shape) -> Iterator[tuple[SchemaId, Shape]]:
    pending: list[tuple[SchemaId, Shape]] = [(schema_id, shape)]
    while pending:
        schema_id, shape = pending.pop()
        yield schema_id, shape
        if type(shape) in LEAVES:  # as most are
            continue
        if isinstance(shape, Record):
            pending.extend((member.schema, member.shape) for member in reversed(shape.members))
        elif isinstance(shape, Union):
            pending.extend((one.schema, one.shape) for one in reversed(shape.variants))


def _has_parts(values: tuple[object, ...]) -> bool:
    return any(isinstance(value, list | dict) for value in values)


def _is_exact(schema: Schema) -> bool:
    """Whether all items of ``prefixItems`` have to be there, as in a tuple."""
    return (schema.min_items or 0) >= len(schema.prefix_items)
