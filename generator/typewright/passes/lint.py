"""What is broken in the source, and what types cannot say."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from typewright.checks import interpreter
from typewright.checks.issue import Issue
from typewright.checks.lower import Lowering
from typewright.checks.patterns import may_backtrack
from typewright.checks.regex import liberties
from typewright.checks.values import kind_of, kinds_of_types
from typewright.checks.wording import describe
from typewright.diagnostics import Diagnostic, codes
from typewright.passes.draft import Draft
from typewright.passes.joined import run_together
from typewright.passes.losses import losses
from typewright.passes.spelling import Delimited, delimited, meant_format
from typewright.schema import ABSENT, Json, Schema
from typewright.source import Origin
from typewright.source.pointer import escape
from typewright.values import replace


def lint(draft: Draft) -> Draft:
    """Adds findings about what the source says, and changes nothing else."""
    schemas = _reachable(draft)
    told = (schema for schema in schemas if schema.says(_LINTED))
    found = [finding for schema in told for finding in _schema(schema)]
    found.extend(losses(draft))
    found.extend(_instances(draft, schemas))
    return replace(draft, diagnostics=(*draft.diagnostics, *found))


def _reachable(draft: Draft) -> tuple[Schema, ...]:
    """Every schema of the source that a definition holds, each once."""
    found: dict[str, Schema] = {}
    for home in draft.homes:
        if home not in found:
            found.update((schema.id, schema) for schema in draft.graph.walk(home))
    return tuple(found.values())


def _schema(schema: Schema) -> Iterator[Diagnostic]:
    yield from _patterns(schema)
    if schema.format is not None and (known := meant_format(schema.format)):
        yield codes.passes.NEAR_FORMAT.at(schema.at("/format"), format=schema.format, known=known)
    if schema.enum == ():
        yield codes.passes.EMPTY_ENUM.at(schema.at("/enum"))
    yield from _lost_values(schema)
    for lower, upper, lowest, highest in _ranges(schema):
        yield codes.passes.EMPTY_RANGE.at(
            schema.at(f"/{lower}"), lower=lower, upper=upper, lowest=lowest, highest=highest
        )
    if schema.types is None and schema.properties and not _is_part(schema):
        yield codes.passes.UNTYPED_OBJECT.at(schema.origin)


def _patterns(schema: Schema) -> Iterator[Diagnostic]:
    named = [(f"/patternProperties/{escape(one)}", one) for one in schema.pattern_properties]
    if schema.pattern is not None:
        named.insert(0, ("/pattern", schema.pattern))
    for step, pattern in named:
        if said := liberties(pattern):
            yield codes.passes.LOOSE_PATTERN.at(
                schema.at(step), pattern=pattern, liberties=", ".join(said)
            )
        if between := delimited(pattern):
            yield _delimited(schema.at(step), pattern, between)
        if may_backtrack(pattern):
            yield codes.passes.SLOW_PATTERN.at(schema.at(step), pattern=pattern)


def _delimited(origin: Origin, pattern: str, between: Delimited) -> Diagnostic:
    flags = between.flags
    cases = "; where the case is not to matter, list both, as in [Aa]" if "i" in flags else ""
    return codes.passes.DELIMITED_PATTERN.at(
        origin,
        pattern=pattern,
        flags=f", and so do the flags {flags!r}" if flags else "",
        meant=f"{between.expression!r}{cases}",
    )


def _lost_values(schema: Schema) -> Iterator[Diagnostic]:
    """Values of an ``enum`` that the ``type`` beside it refuses."""
    if schema.enum and schema.types:
        allowed = kinds_of_types(schema.types)
        lost = [value for value in schema.enum if kind_of(value) not in allowed]
        if lost:
            values = ", ".join(map(describe, lost))
            yield codes.passes.LOST_VALUE.at(schema.at("/enum"), values=values)


def _ranges(schema: Schema) -> Iterator[tuple[str, str, int | float, int | float]]:
    """Pairs of bounds that leave nothing between them."""
    if not schema.says(_RANGED):
        return
    pairs = (
        ("minimum", schema.minimum, "maximum", schema.maximum, False),
        ("exclusiveMinimum", schema.exclusive_minimum, "maximum", schema.maximum, True),
        ("minimum", schema.minimum, "exclusiveMaximum", schema.exclusive_maximum, True),
        (
            "exclusiveMinimum",
            schema.exclusive_minimum,
            "exclusiveMaximum",
            schema.exclusive_maximum,
            True,
        ),
        ("minLength", schema.min_length, "maxLength", schema.max_length, False),
        ("minItems", schema.min_items, "maxItems", schema.max_items, False),
        ("minProperties", schema.min_properties, "maxProperties", schema.max_properties, False),
    )
    for lower, lowest, upper, highest, is_open in pairs:
        if lowest is None or highest is None:
            continue
        if lowest > highest or (is_open and lowest == highest):
            yield lower, upper, lowest, highest


_RANGED: Final = frozenset(
    ("minimum", "exclusive_minimum", "min_length", "min_items", "min_properties")
)
"""The lower bounds; most schemas have none."""

_LINTED: Final = _RANGED | {"pattern", "pattern_properties", "format", "enum", "properties"}
"""What findings about a schema by itself are about."""


def _is_part(schema: Schema) -> bool:
    """Whether a schema stands where another one says the type: in ``allOf`` and the like."""
    keyword = schema.id.rpartition("/")[0].rpartition("/")[2]
    conditions = ("/if", "/then", "/else", "/not")
    return (
        keyword in ("allOf", "anyOf", "oneOf", "dependentSchemas")
        or schema.id.endswith(conditions)
        or bool(schema.ref or schema.all_of)
    )


def _instances(draft: Draft, schemas: tuple[Schema, ...]) -> Iterator[Diagnostic]:
    """Defaults and examples that their own schema refuses."""
    named = [
        (schema, list(_examples(schema)))
        for schema in schemas
        if schema.examples or schema.default is not ABSENT
    ]
    calls = frozenset(definition.schema for definition in draft.definitions.values())
    checks = dict(draft.checks)
    if any(schema.id not in checks for schema, _ in named):
        lowering = Lowering(draft.graph, calls, draft.formats, draft.tags)
        lowering.add(checks, [schema.id for schema, _ in named])
    left = _TRIED
    for schema, examples in named:
        for step, value in examples:
            issues = interpreter.issues(checks[schema.id], value, checks)
            if not issues:
                continue
            word = "default" if step == "/default" else "example"
            if word == "example" and schema.recovery is not None and left:
                left -= 1
                holds = partial(interpreter.is_valid, checks[schema.id], checks=checks)
                if parts := run_together(value, holds):
                    listed = ", ".join(map(describe, parts))
                    yield codes.passes.JOINED_EXAMPLES.at(schema.at(step), examples=listed)
                    continue
            issue = _worded(issues[0])
            yield codes.passes.BAD_EXAMPLE.at(schema.at(step), word=word, issue=issue)


_TRIED: Final = 256
"""So many examples of pages are taken apart; a page with more of them is hostile."""


def _worded(issue: Issue) -> str:
    return f"at {issue.pointer}, {issue.message}" if issue.pointer else issue.message


def _examples(schema: Schema) -> Iterator[tuple[str, Json]]:
    if schema.default is not ABSENT:
        yield "/default", schema.default
    for number, value in enumerate(schema.examples):
        yield f"/examples/{number}", value
