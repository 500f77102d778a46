"""Validators of schemas at run time, without generating code."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Final

from typewright.checks import interpreter
from typewright.checks.issue import Issue
from typewright.checks.lower import FormatPolicy, lower_all
from typewright.checks.nodes import Check
from typewright.checks.pattern_problems import pattern_problems
from typewright.diagnostics import Diagnostic, InputError, Severity, codes
from typewright.diagnostics.listing import has_errors
from typewright.loaders import json_schema
from typewright.loaders.dialects import named_dialect
from typewright.loaders.drafts import DRAFT_2020_12
from typewright.model import Definition
from typewright.schema import Json, SchemaGraph, SchemaId
from typewright.schema.describe import describe
from typewright.source import Document
from typewright.source.limits import MAX_DEPTH
from typewright.source.pointer import join
from typewright.values import dataclass, replace


@dataclass(frozen=True, slots=True)
class Validator:
    """Tells whether values fulfil a schema, and what is wrong with those that do not.

    ``checks`` holds the checks of all schemas that ``check`` calls.
    """

    check: Check
    checks: Mapping[SchemaId, Check]

    def is_valid(self, value: Json) -> bool:
        """Whether ``value``, plain JSON data, fulfils the schema."""
        return interpreter.is_valid(self.check, value, self.checks)

    def issues(self, value: Json) -> list[Issue]:
        """All that is wrong with ``value``; empty when it fulfils the schema."""
        return interpreter.issues(self.check, value, self.checks)


def compile(  # noqa: A001 - the name that users know from re
    schema: Json | Definition,
    *,
    dialect: str | None = None,
    resources: Mapping[str, Json] | None = None,
    formats: FormatPolicy = "annotate",
) -> Validator:
    """The validator of a schema.

    ``schema`` is a JSON Schema as plain data, an object or a boolean, or a definition of a model,
    whose checks are made and which the other arguments do not touch. ``dialect`` is the URI of the
    meta-schema by which a schema is read that names none with ``$schema``: that of JSON Schema
    draft 4, 6, 7, 2019-09 or 2020-12 (the default), of an OpenAPI version, or of a document among
    the resources. ``resources`` are documents that references may lead to, by URI; nothing else is
    read, but the official meta-schemas are at hand. ``formats`` tells whether formats are only said
    or also tested.

    Raises ``InputError`` with all that is wrong with a schema that is none; what a run of the
    generator mends with a warning is refused here, since a validator of a broken schema is of no
    use. Raises ``ValueError`` for a ``dialect`` that is not known.
    """
    if isinstance(schema, Definition):
        return Validator(schema.checks[schema.schema], schema.checks)
    graph, root = read(schema, dialect=dialect, resources=resources)
    checks = lower_all(graph, [root], formats=formats)
    return Validator(checks[root], checks)


def read(
    schema: Json, *, dialect: str | None = None, resources: Mapping[str, Json] | None = None
) -> tuple[SchemaGraph, SchemaId]:
    """The graph of a JSON Schema as plain data, and its root.

    Takes and raises what ``compile`` does.
    """
    document = Document("memory:/schema", schema)
    others = [Document(uri, value) for uri, value in (resources or {}).items()]
    _raise_errors(problem for one in (document, *others) for problem in _data_problems(one))
    default = DRAFT_2020_12 if dialect is None else named_dialect(dialect, others)
    if default is None:
        raise ValueError(f"there is no dialect {dialect!r}; name a draft's meta-schema by its URI")
    graph, diagnostics = json_schema.load(document, others, default=default)
    _raise_errors((*diagnostics, *pattern_problems(graph)))
    return graph, SchemaId("memory:/schema#")


_BROKEN: Final = frozenset(
    code.code
    for code in (
        codes.schema.MALFORMED_KEYWORD,
        codes.schema.READ_AS_MEANT,
        codes.schema.OTHER_SPELLING,
        codes.schema.UNKNOWN_TYPE,
        codes.schema.NOT_A_SCHEMA,
        codes.schema.DANGLING_REFERENCE,
        codes.schema.MISSPELT_REFERENCE,
        codes.schema.ENDLESS_REFERENCE,
        codes.schema.LONG_CHAIN,
        codes.schema.MANY_APPLIED,
        codes.schema.TOO_DEEP,
    )
)
"""Findings of a schema that is none, or of which not all could be read."""


def _raise_errors(diagnostics: Iterable[Diagnostic]) -> None:
    """Raises ``InputError`` when a finding is an error, or would be one in a schema by itself."""
    found = [
        replace(one, severity=Severity.ERROR) if one.code in _BROKEN else one for one in diagnostics
    ]
    if has_errors(found):
        raise InputError(*found)


def _data_problems(document: Document) -> tuple[Diagnostic, ...]:
    """What of a value is no JSON. Does not look deeper than a document may be."""
    problems: list[Diagnostic] = []
    pending: list[tuple[tuple[str | int, ...], object]] = [((), document.value)]
    while pending:
        steps, value = pending.pop()
        if len(steps) > MAX_DEPTH:
            found = f"values more than {MAX_DEPTH} deep inside each other"
            return (codes.schema.NOT_JSON.at(document.origin(""), found=found),)
        if isinstance(value, dict) and all(isinstance(name, str) for name in value):
            pending.extend(((*steps, name), item) for name, item in value.items())
        elif isinstance(value, list):
            pending.extend(((*steps, index), item) for index, item in enumerate(value))
        elif not _is_scalar(value):
            problems.append(
                codes.schema.NOT_JSON.at(document.origin(join(steps)), found=_describe(value))
            )
    return tuple(problems)


def _is_scalar(value: object) -> bool:
    if isinstance(value, float):
        return math.isfinite(value)
    return value is None or isinstance(value, bool | int | str)


def _describe(value: object) -> str:
    return (
        "an object with names that are no strings" if isinstance(value, dict) else describe(value)
    )
