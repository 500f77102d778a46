"""Patterns of a schema graph that cannot be tested."""

from __future__ import annotations

from typewright.checks.patterns import PatternError, to_python
from typewright.diagnostics import Diagnostic, codes
from typewright.schema import Schema, SchemaGraph
from typewright.source.pointer import escape


def pattern_problems(graph: SchemaGraph) -> tuple[Diagnostic, ...]:
    """A diagnostic for each regular expression that is none, or that Python cannot say."""
    return tuple(
        problem
        for schema in graph.schemas.values()
        for pointer, pattern in _patterns(schema)
        if (problem := _problem(schema, pointer, pattern)) is not None
    )


def _patterns(schema: Schema) -> list[tuple[str, str]]:
    by_name = [
        (f"/patternProperties/{escape(pattern)}", pattern) for pattern in schema.pattern_properties
    ]
    return by_name if schema.pattern is None else [("/pattern", schema.pattern), *by_name]


def _problem(schema: Schema, pointer: str, pattern: str) -> Diagnostic | None:
    try:
        to_python(pattern)
    except PatternError as error:
        return codes.schema.BAD_PATTERN.at(schema.at(pointer), pattern=pattern, reason=error)
    return None
