"""A corner of a schema that cannot be read refuses nothing, wherever it stands."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from schemas import graph_of
from shapes import VALUES
from strategies import SCHEMAS
from typewright.checks import interpreter
from typewright.checks.lower import lower_all
from typewright.fixtures import make
from typewright.loaders import json_schema
from typewright.passes import run
from typewright.schema import SchemaGraph
from typewright.schema.keywords import KEYWORDS, Form
from typewright.source import Document

FREE = ("const", "default", "format")
"""Keywords whose value cannot be wrong, or says nothing."""

BROKEN: dict[str, Any] = {
    "$ref": "#/$defs/nowhere",
    "type": "strng",
    "pattern": "(",
    "patternProperties": {"(": False},
}
"""What cannot be read as the value of a keyword; 5 stands for all others, "x" for numbers."""

NUMERIC = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")


FORMS = {keyword.name: keyword.form for keyword in KEYWORDS}


def _places(schema: Any) -> Iterator[tuple[str | int, ...]]:
    """The ways to ``schema`` and to all schemas in it, but for booleans."""
    if not isinstance(schema, dict):
        return
    yield ()
    for keyword, value in schema.items():
        match FORMS.get(keyword):
            case Form.SCHEMA:
                yield from ((keyword, *rest) for rest in _places(value))
            case Form.SCHEMAS:
                for index, part in enumerate(value):
                    yield from ((keyword, index, *rest) for rest in _places(part))
            case Form.SCHEMA_MAP:
                for name, part in value.items():
                    yield from ((keyword, name, *rest) for rest in _places(part))


def _broken(schema: Any, place: tuple[str | int, ...], keyword: str) -> Any:
    changed = copy.deepcopy(schema)
    part = changed
    for step in place:
        part = part[step]
    numeric = keyword.startswith(("min", "max")) or keyword in NUMERIC
    part[keyword] = BROKEN.get(keyword, "x" if numeric else 5)
    return changed


@st.composite
def broken(draw: st.DrawFn) -> tuple[Any, Any]:
    """A schema, and the same with a corner that cannot be read."""
    schema = draw(SCHEMAS.filter(lambda one: isinstance(one, dict)))
    place = draw(st.sampled_from(list(_places(schema))))
    part = schema
    for step in place:
        part = part[step]
    keywords = [*BROKEN, "minContains", *(key for key in part if key not in FREE)]
    return schema, _broken(schema, place, draw(st.sampled_from(keywords)))


def _accepts(graph: SchemaGraph, value: Any) -> bool:
    (root,) = graph.definitions.values()
    checks = lower_all(graph, [root])
    return interpreter.is_valid(checks[root], value, checks)


@settings(max_examples=300)
@given(broken(), st.lists(VALUES, max_size=6))
def test_what_the_whole_schema_accepts_is_accepted_with_a_broken_corner(
    pair: tuple[Any, Any], values: list[Any]
) -> None:
    schema, changed = pair
    graph, found = json_schema.load(Document("memory:/schema", changed))
    assume(len(graph.definitions) == 1)
    model, more = run(graph)
    whole, _ = run(graph_of(schema, next(iter(graph.definitions))))
    assert not any(one.severity == "error" for one in (*found, *more))
    sets, _ = make(whole)
    made = [fixture.value for each in sets.values() for fixture in each.valid]
    for value in (*values, *made):
        if _accepts(whole.graph, value):
            assert _accepts(model.graph, value), value


WHOLE = {"type": "string", "minLength": 2}
LOST = {"$ref": "#/$defs/nowhere"}


@pytest.mark.parametrize(
    ("schema", "accepted"),
    [
        ({"not": LOST}, [1, "a"]),
        ({"oneOf": [WHOLE, LOST]}, [1, "aa"]),
        ({"oneOf": [WHOLE, {"properties": {"a": LOST}}]}, ["aa", {}]),
        ({"if": LOST, "then": False}, [1]),
        ({"contains": LOST, "maxContains": 1}, [[1, 2]]),
        ({"contains": {"type": "null"}, "minContains": "none"}, [[]]),
        ({"properties": 1, "additionalProperties": False}, [{"a": 1}]),
        ({"patternProperties": {"(": {}}, "additionalProperties": False}, [{"a": 1}]),
        ({"prefixItems": 1, "items": False}, [[1]]),
        ({"allOf": [LOST], "unevaluatedProperties": False}, [{"a": 1}]),
        ({"$ref": "#/$defs/nowhere", "unevaluatedItems": False}, [[1]]),
        ({"not": {"not": {"not": LOST}}}, [1]),
        ({"not": {"$ref": "#"}}, [1]),
    ],
)
def test_a_lost_corner_makes_nothing_stricter(schema: Any, accepted: list[Any]) -> None:
    graph, _ = json_schema.load(Document("memory:/schema", schema))
    model, _ = run(graph)
    for value in accepted:
        assert _accepts(model.graph, value), value


@pytest.mark.parametrize(
    ("schema", "refused"),
    [
        ({"type": "object", "properties": {"a": LOST}, "additionalProperties": False}, {"b": 1}),
        ({"properties": {"a": LOST}, "unevaluatedProperties": False}, {"b": 1}),
        ({"oneOf": [WHOLE, {"type": "object", "properties": {"a": LOST}}]}, "a"),
        ({"if": {"type": "string"}, "then": LOST, "else": False}, 1),
        ({**WHOLE, **LOST}, "a"),
    ],
)
def test_what_stands_beside_a_lost_corner_is_still_tested(schema: Any, refused: Any) -> None:
    graph, _ = json_schema.load(Document("memory:/schema", schema))
    model, _ = run(graph)
    assert not _accepts(model.graph, refused)
