"""Corners of the source that could not be read demand nothing, wherever they stand.

A reader leaves out what it cannot read, so that a schema with an unread corner accepts more than
was meant. That is safe by itself, but not where accepting more in one place means refusing more in
another: below ``not``, in ``oneOf``, in ``if``. There this pass takes the demand back. What is left
accepts every value that the source was meant to accept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import fields
from typing import Any, Final

from typewright.checks.patterns import PatternError, to_python
from typewright.diagnostics import Diagnostic, codes
from typewright.passes.draft import Draft
from typewright.schema import Schema, SchemaGraph, SchemaId
from typewright.schema.keywords import KEYWORDS
from typewright.schema.reachable import reachable
from typewright.source.pointer import escape
from typewright.values import replace

_SAYS_ONLY: Final = frozenset(
    (
        *("$id", "$schema", "$anchor", "$dynamicAnchor", "$comment", "$defs", "definitions"),
        *("title", "description", "default", "deprecated", "readOnly", "writeOnly", "examples"),
        *("contentEncoding", "contentMediaType", "contentSchema", "format"),
        *("discriminator", "externalDocs", "example"),
    )
)
"""Keywords that decide no verdict, so that nothing is lost with them."""

_EVALUATES: Final = frozenset(
    (
        *("schema", "properties", "patternProperties", "additionalProperties"),
        *("prefixItems", "items", "contains", "minContains", "unevaluatedItems"),
        *("unevaluatedProperties", "$ref", "$dynamicRef", "allOf", "anyOf", "oneOf", "if", "then"),
        *("else", "dependentSchemas", "dependencies"),
    )
)
"""Keywords that look at members and items, which ``unevaluatedProperties`` then leaves alone."""


_PATTERNS: Final = frozenset(("pattern", "pattern_properties"))


def mend(draft: Draft) -> Draft:
    """The graph without demands that an unread corner would make too strict."""
    schemas = dict(draft.graph.schemas)
    found: list[Diagnostic] = []
    for key, schema in draft.graph.schemas.items():
        if schema.says(_PATTERNS):
            schemas[key], problems = _without_bad_patterns(schema)
            found.extend(problems)
    corners = [one.id for one in schemas.values() if not _SAYS_ONLY.issuperset(one.unread)]
    if not corners:
        return draft
    wider = reachable(_users(schemas, _parts), corners)
    for key in wider:
        schemas[key], notes = _wider(schemas[key], wider)
        found.extend(notes)
    blind = [key for key in wider if not _EVALUATES.isdisjoint(schemas[key].unread)]
    for key in reachable(_users(schemas, _in_place), blind):
        closed = _said(schemas[key], "unevaluatedItems", "unevaluatedProperties")
        schemas[key], notes = _without(schemas[key], closed)
        found.extend(notes)
    graph = SchemaGraph(schemas, draft.graph.definitions)
    return replace(draft, graph=graph, diagnostics=(*draft.diagnostics, *found))


def _without_bad_patterns(schema: Schema) -> tuple[Schema, list[Diagnostic]]:
    """The schema without expressions that are none, or that cannot be tested."""
    found: list[Diagnostic] = []

    def is_bad(pattern: str, step: str) -> bool:
        try:
            to_python(pattern)
        except PatternError as error:
            found.append(
                codes.passes.BAD_PATTERN.at(schema.at(step), pattern=pattern, reason=error)
            )
            return True
        return False

    if schema.pattern is not None and is_bad(schema.pattern, "/pattern"):
        schema = replace(schema, pattern=None, unread=(*schema.unread, "pattern"))
    kept = {
        pattern: child
        for pattern, child in schema.pattern_properties.items()
        if not is_bad(pattern, f"/patternProperties/{escape(pattern)}")
    }
    if len(kept) < len(schema.pattern_properties):
        unread = (*schema.unread, "patternProperties")
        schema = replace(schema, pattern_properties=kept, unread=unread)
    return schema, found


def _wider(schema: Schema, wider: Set[SchemaId]) -> tuple[Schema, list[Diagnostic]]:
    """A schema without what would refuse more because of an unread part of it.

    ``wider`` are the schemas that accept more than was meant.
    """
    strict: list[str] = []
    if not {"properties", "patternProperties"}.isdisjoint(schema.unread):
        strict += _said(schema, "additionalProperties")
    if "prefixItems" in schema.unread:
        strict += _said(schema, "items")
    if "minContains" in schema.unread:
        strict += _said(schema, "contains")
    if schema.not_ in wider:
        strict += _said(schema, "not")
    if schema.if_ in wider:
        strict += _said(schema, "if")
    if schema.contains in wider:
        strict += _said(schema, "maxContains")
    if wider.isdisjoint(schema.one_of):
        return _without(schema, strict)
    if schema.any_of:
        return _without(schema, [*strict, "oneOf"])
    note = codes.passes.DEMANDS_LESS.at(
        schema.at("/oneOf"), keyword="oneOf", reading="holds where at least one branch does"
    )
    mended, notes = _without(replace(schema, any_of=schema.one_of, one_of=()), strict)
    return mended, [note, *notes]


def _said(schema: Schema, *keywords: str) -> list[str]:
    """Those of some keywords that the schema has."""
    return [name for name in keywords if getattr(schema, _ATTRIBUTES[name]) is not None]


def _without(schema: Schema, keywords: Sequence[str]) -> tuple[Schema, list[Diagnostic]]:
    """The schema without some keywords, each of which is noted."""
    if not keywords:
        return schema, []
    absent: dict[str, Any] = {_ATTRIBUTES[name]: _BLANK[_ATTRIBUTES[name]] for name in keywords}
    notes = [
        codes.passes.DEMANDS_LESS.at(
            schema.at(f"/{name}"), keyword=name, reading="demands nothing here"
        )
        for name in keywords
    ]
    return replace(schema, unread=(*schema.unread, *keywords), **absent), notes


_ATTRIBUTES: Final = {keyword.name: keyword.attribute for keyword in KEYWORDS}
_BLANK: Final = {field.name: field.default for field in fields(Schema)}


def _parts(schema: Schema) -> Iterator[SchemaId]:
    """The schemas that decide whether a value fulfils ``schema``, but for a dynamic scope."""
    yield from schema.children()
    yield from schema.targets()


def _in_place(schema: Schema) -> Iterator[SchemaId]:
    """Those of them that look at the members and items of the same value."""
    yield from schema.in_place()
    yield from schema.targets()


def _users(
    schemas: Mapping[SchemaId, Schema], parts: Callable[[Schema], Iterable[SchemaId]]
) -> Mapping[SchemaId, Sequence[SchemaId]]:
    """By schema, those that it is a part of."""
    users: dict[SchemaId, list[SchemaId]] = {}
    dynamic: dict[str, list[SchemaId]] = {}
    for schema in schemas.values():
        for part in parts(schema):
            users.setdefault(part, []).append(schema.id)
        if schema.dynamic_ref_anchor is not None:
            dynamic.setdefault(schema.dynamic_ref_anchor, []).append(schema.id)
    for schema in schemas.values() if dynamic else ():
        if schema.dynamic_anchor in dynamic:
            users.setdefault(schema.id, []).extend(dynamic[schema.dynamic_anchor])
    return users
