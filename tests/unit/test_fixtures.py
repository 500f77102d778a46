"""Fixtures: what is made of each keyword, and what is said of what cannot be made."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from schemas import Schema, fixtures_of, graph_of, model_of
from typewright.checks.quick import Quick
from typewright.checks.regex import Alternatives, Characters
from typewright.fixtures import FixtureSet, as_json, make
from typewright.fixtures.facts import Span
from typewright.fixtures.spell import Spelling
from typewright.fixtures.text import matching
from typewright.fixtures.verdict import Verdict
from typewright.passes import apart, run


def valid(schema: Schema) -> dict[str, Any]:
    return {one.name: one.value for one in fixtures_of(schema).valid}


def invalid(schema: Schema) -> dict[str, tuple[Any, list[tuple[str, str]]]]:
    return {
        one.name: (one.value, [(issue.pointer, issue.keyword) for issue in one.issues])
        for one in fixtures_of(schema).invalid
    }


def findings(schema: Schema) -> list[str]:
    _, diagnostics = make(model_of(schema))
    return [one.code for one in diagnostics]


def test_the_text_of_an_instance_is_as_if_it_were_written_in_one_piece() -> None:
    part = {"type": "object", "properties": {"é": {"type": "integer"}, "b": {"type": "string"}}}
    pair = {"type": "array", "prefixItems": [part, part], "minItems": 2, "maxItems": 2}
    made = fixtures_of({"type": "object", "properties": {"a": part, "b": pair}, "required": ["b"]})
    for one in (*made.valid, *made.invalid):
        assert one.text == json.dumps(one.value), one.name


def test_minimal_has_the_required_members_and_full_has_all() -> None:
    schema = {
        "type": "object",
        "required": ["id"],
        "properties": {"id": {"type": "string"}, "note": {"type": "string"}},
    }
    assert valid(schema)["minimal"] == {"id": "id_1"}
    assert valid(schema)["full"] == {"id": "id_1", "note": "text"}


def test_every_member_of_an_enumeration_has_an_instance() -> None:
    schema = {"properties": {"status": {"enum": ["open", "closed", None]}}}
    values = [one["status"] for one in valid(schema).values() if "status" in one]
    assert {"open", "closed", None} == set(values)


def test_a_long_enumeration_is_sampled_and_that_is_said() -> None:
    schema = {"enum": [f"value {index}" for index in range(20_000)]}
    values = set(valid(schema).values())
    assert len(values) == 256
    assert {"value 0", "value 19999"} <= values
    assert findings(schema) == ["fixtures/sampled"]


@pytest.mark.parametrize(
    ("schema", "inside", "outside"),
    [
        ({"type": "integer", "minimum": 3}, 3, (2, "minimum")),
        ({"type": "integer", "exclusiveMaximum": 10}, 9, (10, "exclusiveMaximum")),
        ({"type": "number", "maximum": 2.5}, 2.5, (2.51, "maximum")),
        ({"type": "number", "exclusiveMinimum": 0}, 0.1, (0, "exclusiveMinimum")),
        ({"type": "integer", "multipleOf": 4, "minimum": 5}, 8, (4, "minimum")),
        (
            # 0.3 is left out: dividing floats, it is no multiple of 0.1.
            {"type": "number", "minimum": 0.1, "maximum": 0.3, "multipleOf": 0.1},
            0.2,
            (0.4, "maximum"),
        ),
        ({"type": "string", "minLength": 2}, "te", ("t", "minLength")),
        ({"type": "string", "maxLength": 3}, "tex", ("text", "maxLength")),
        ({"type": "string", "pattern": "^[a-z]{1,3}$"}, "a", ("text", "pattern")),
        ({"type": "array", "items": {"const": 1}, "maxItems": 2}, [1, 1], ([1, 1, 1], "maxItems")),
        ({"type": "array", "items": {"const": 1}, "minItems": 1}, [1], ([], "minItems")),
    ],
)
def test_both_sides_of_a_limit(schema: Schema, inside: Any, outside: tuple[Any, str]) -> None:
    assert inside in valid(schema).values()
    value, keyword = outside
    assert (value, [("", keyword)]) in invalid(schema).values()


@pytest.mark.parametrize(
    ("schema", "pointer", "keyword"),
    [
        ({"type": "object", "required": ["a"]}, "", "required"),
        ({"type": "object", "additionalProperties": False}, "", "additionalProperties"),
        ({"properties": {"a/b": {"type": "string"}}}, "/a~1b", "type"),
        ({"properties": {"a": False}}, "/a", "false"),
        ({"items": {"required": ["x"]}}, "/0", "required"),
        ({"prefixItems": [True, {"type": "null"}]}, "/1", "type"),
        ({"prefixItems": [True], "items": False}, "", "items"),
        ({"additionalProperties": {"type": "integer"}}, "/extra_member", "type"),
        ({"patternProperties": {"^x-": {"type": "integer"}}}, "/x-", "type"),
        ({"propertyNames": {"pattern": "^[a-z]+$"}}, "", "propertyNames"),
        ({"type": "array", "uniqueItems": True}, "", "uniqueItems"),
        ({"type": "array", "contains": {"const": 1}}, "", "contains"),
        ({"type": "array", "contains": {"const": 1}, "maxContains": 2}, "", "maxContains"),
        ({"minProperties": 2, "type": "object"}, "", "minProperties"),
        ({"maxProperties": 1, "type": "object"}, "", "maxProperties"),
        ({"dependentRequired": {"a": ["b"]}}, "", "dependentRequired"),
        ({"dependentSchemas": {"a": {"required": ["b"]}}}, "", "required"),
        ({"not": {"type": "string"}}, "", "not"),
        ({"anyOf": [{"type": "string"}, {"type": "integer"}]}, "", "anyOf"),
        ({"oneOf": [{"minimum": 1}, {"maximum": 5}]}, "", "oneOf"),
        ({"if": {"required": ["a"]}, "then": {"required": ["b"]}}, "", "required"),
        ({"const": {"a": [1]}}, "", "const"),
        ({"allOf": [{"properties": {"a": {"minimum": 1}}}]}, "/a", "minimum"),
        ({"properties": {"a": {}}, "unevaluatedProperties": False}, "", "unevaluatedProperties"),
        ({"$ref": "#/$defs/x", "$defs": {"x": {"$anchor": "y", "type": "string"}}}, "", "type"),
    ],
)
def test_each_constraint_is_broken_alone(schema: Schema, pointer: str, keyword: str) -> None:
    broken = [issues for _, issues in invalid(schema).values()]
    assert [(pointer, keyword)] in broken


def test_every_branch_has_an_instance_that_no_other_branch_accepts() -> None:
    schema = {"anyOf": [{"type": "number"}, {"type": "integer"}, {"type": "string"}, True]}
    values = valid(schema)
    assert any(isinstance(value, float) for value in values.values())
    assert not isinstance(values["<4>: branch 4 of anyOf"], int | float | str) or (
        values["<4>: branch 4 of anyOf"] is True
    )


def test_what_a_reference_leads_to_has_fixtures_of_its_own() -> None:
    schema = {
        "properties": {"child": {"$ref": "#/$defs/Child"}},
        "$defs": {"Child": {"type": "object", "properties": {"n": {"minimum": 1}}}},
    }
    sets, _ = make(model_of(schema))
    assert [one.name for one in sets["Thing"].invalid] == ["child: something else instead"]
    assert "n: below the minimum 1" in [one.name for one in sets["Child"].invalid]


def test_a_schema_that_contains_itself_has_finite_instances() -> None:
    schema = {
        "type": "object",
        "required": ["next"],
        "properties": {"next": {"anyOf": [{"$ref": "#"}, {"type": "null"}]}},
    }
    assert valid(schema)["minimal"] == {"next": None}


@pytest.mark.parametrize(
    "schema",
    [
        False,
        {"type": "integer", "minimum": 2, "maximum": 1},
        {"type": "string", "enum": [1, 2]},
        {"allOf": [{"type": "string"}, {"type": "null"}]},
        {"type": "object", "required": ["a"], "properties": {"a": {"$ref": "#"}}},
        {"type": "string", "minLength": 1_000_000_000},
        {"type": "array", "minItems": 1_000_000_000},
        {"type": "object", "minProperties": 1_000_000_000},
        {"type": "string", "pattern": "a{5000}"},
    ],
)
def test_a_schema_without_an_instance_we_can_make_is_a_finding(schema: Schema) -> None:
    assert findings(schema) == ["fixtures/no-instance"]


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "string", "maxLength": 1_000_000_000},
        {"type": "array", "maxItems": 1_000_000_000},
        {"type": "object", "maxProperties": 1_000_000_000},
    ],
)
def test_a_limit_too_large_to_reach_is_a_finding(schema: Schema) -> None:
    assert findings(schema) == ["fixtures/too-large"] * 2


def test_a_pattern_that_cannot_be_used_is_a_finding() -> None:
    assert findings({"type": "string", "pattern": "(a"}) == ["fixtures/unusable-pattern"]


def test_the_search_ends_and_says_so() -> None:
    sets, diagnostics = make(
        model_of({"type": "object", "properties": {"a": {}, "b": {}}}), steps=9
    )
    assert [one.code for one in diagnostics] == ["fixtures/stopped"]
    assert sets["Thing"].valid


def test_examples_and_defaults_that_hold_are_used_and_others_left_to_the_lint() -> None:
    schema = {"type": "string", "maxLength": 4, "examples": ["good", "too long"], "default": "ok"}
    values = valid(schema).values()
    assert "good" in values
    assert "ok" in values
    assert "too long" not in values


def test_plausible_values_by_format_and_by_name() -> None:
    schema = {
        "required": ["created_at", "when", "batch_id"],
        "properties": {
            "created_at": {"type": "integer"},
            "when": {"type": "string", "format": "date-time"},
            "batch_id": {"type": "string"},
        },
    }
    assert valid(schema)["minimal"] == {
        "created_at": 1738324800,
        "when": "2025-01-31T12:00:00Z",
        "batch_id": "batch_1",
    }


def test_other_definitions_and_their_order_change_nothing() -> None:
    thing = {"$ref": "#/$defs/A"}
    first = {"$defs": {"A": {"type": "integer", "minimum": 1}, "B": {"type": "string"}}}
    second = {"$defs": {"B": {"type": "null"}, "C": {}, "A": {"type": "integer", "minimum": 1}}}
    texts = [as_json(make(model_of({**thing, **defs}))[0]["A"]) for defs in (first, second)]
    assert texts[0] == texts[1]


def test_the_file_is_ascii_json_with_one_fixture_a_line() -> None:
    text = as_json(fixtures_of({"const": "é\u2028\ud800"}))
    assert text.isascii()
    assert json.loads(text) == {
        "object": "Thing",
        "valid": [
            {"name": "minimal", "value": "é\u2028\ud800"},
            {"name": "full", "value": "é\u2028\ud800"},
        ],
        "invalid": [
            {
                "name": "not the constant",
                "value": "é\u2028\ud800_other",
                "issues": [{"pointer": "", "keyword": "const"}],
            }
        ],
    }


def test_a_definition_without_instances_still_has_a_file() -> None:
    text = as_json(FixtureSet("Nothing", (), ()))
    assert json.loads(text) == {"object": "Nothing", "valid": [], "invalid": []}


def test_the_name_of_a_member_still_tells_its_values() -> None:
    text = {"type": "string", "maxLength": 40}
    made = valid({"properties": {"batch_id": text, "other": text, "email": text}})
    assert made["full"] == {"batch_id": "batch_1", "other": "text", "email": "ada@example.com"}


def calls(work: Callable[[], object]) -> int:
    """How many functions ``work`` calls."""
    called = 0

    def count(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal called
        called += event == "call"

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return called


def test_what_is_spelled_for_many_alternatives_takes_a_few_looks_at_each() -> None:
    tree = Alternatives(tuple(Characters(((ord(one), ord(one)),)) for one in "ab" * 500))
    assert calls(lambda: Spelling(spare=3).spell(tree)) < 10 * len(tree.parts)


def two_ways(levels: int) -> dict[str, Any]:
    """A schema from which two ways lead to another one, and so on, down to one with a member."""
    refs = [{"$ref": f"#/$defs/n{level}"} for level in range(levels + 1)]
    between = {f"n{level}": {"allOf": [refs[level + 1]] * 2} for level in range(levels)}
    leaf = {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]}
    return {**refs[0], "$defs": {**between, f"n{levels}": leaf}}


def test_of_texts_that_match_one_at_most_is_as_long_as_may_be() -> None:
    lengths = [len(one) for one in matching("^[a-z]+$", Span(1, 4000), 40)]
    assert [length for length in lengths if length > 100] == [4000]
    schema: Schema = {"minProperties": 9, "patternProperties": {"^[a-z]+$": {"type": "null"}}}
    values = [one.value for one in fixtures_of(schema).valid]
    names = [name for value in values if isinstance(value, dict) for name in value]
    assert max(map(len, names)) < 100


def test_what_many_ways_lead_to_is_tested_once() -> None:
    model = model_of(two_ways(10))
    root, value = model["Thing"].schema, {"a": "text"}
    quick = Quick(model.checks)
    assert calls(lambda: quick.holds(model.checks[root], value)) < 400
    verdict = Verdict(model)
    whole = verdict.anywhere(root)
    assert calls(lambda: verdict.below(whole, value, "a")) < 400
    assert len(verdict.below(whole, value, "a").tests) == 2**10


BAD = {"type": "integer", "default": "x", "examples": [7, "y", 1.5]}
REFUSED = {"type": "string", "examples": ["fine", "barred"]}


@pytest.mark.parametrize(
    ("schema", "refused", "barred"),
    [
        (BAD, 3, 0),
        ({"type": "object", "properties": {"a": BAD, "b": BAD}, "required": ["b"]}, 6, 0),
        ({"type": "array", "items": BAD}, 3, 0),
        ({"anyOf": [BAD, {"type": "null"}]}, 3, 0),
        ({"allOf": [{"type": "string"}], "default": 3}, 1, 0),
        ({"properties": {"a": REFUSED}, "not": {"properties": {"a": {"const": "barred"}}}}, 0, 1),
    ],
)
def test_a_sample_that_is_no_fixture_is_told_once(
    schema: Schema, refused: int, barred: int
) -> None:
    """One that its own schema refuses when the source is read; one that is ruled out elsewhere
    when the fixtures are made, and not the other way round.
    """
    _, found = run(graph_of({"$defs": {"Thing": schema}}))
    assert [one.code for one in found].count("passes/bad-example") == refused
    _, made = make(model_of(schema))
    samples = [one.message for one in made if re.search(": (default|example)", one.message)]
    assert len(samples) == barred


def test_a_sample_that_goes_the_other_way_is_told_where_it_is_no_fixture() -> None:
    """In requests a member that is ``readOnly`` is refused, and no finding about the source says
    so, since the sample is right as it stands.
    """
    schema = {
        "type": "object",
        "properties": {"id": {"type": "string", "readOnly": True}, "n": {"type": "integer"}},
        "examples": [{"id": "a", "n": 1}],
    }
    model, found = run(graph_of({"$defs": {"Thing": schema}}))
    assert not found
    _, made = make(apart(model))
    assert [one.message for one in made if "example 1" in one.message]
