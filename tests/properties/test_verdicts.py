"""Verdicts and issues agree with those of independent validators."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oracles import Oracle
from schemas import fixtures_of, model_of
from strategies import SCHEMAS
from typewright.checks import interpreter
from typewright.checks.keywords import keywords
from typewright.checks.nodes import Check
from typewright.checks.patterns import PatternError, may_backtrack, to_python
from typewright.checks.quick import Quick
from typewright.checks.visit import Visit
from typewright.fixtures.fixture import Said
from typewright.fixtures.verdict import Verdict
from typewright.loaders import json_schema, openapi
from typewright.model import Model
from typewright.source import Document
from typewright.validator import compile as compile_schema

NAMES = st.sampled_from(["a", "b", "c"])
VALUES = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-3, 3),
        st.sampled_from([0.5, 1.0, -0.0, 2.0, 1e20]),
        st.sampled_from(["", "a", "b", "ab", "abc", "é"]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(NAMES | st.just("d"), inner, max_size=4)
    ),
    max_leaves=8,
)


def _tracking(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Schemas of the keywords whose meaning depends on what others have looked at."""
    branches = st.lists(inner, min_size=1, max_size=3)
    members = st.dictionaries(NAMES, inner, min_size=1, max_size=2)
    return st.fixed_dictionaries(
        {},
        optional={
            "properties": members,
            "patternProperties": st.dictionaries(st.sampled_from(["^a", "b|c"]), inner, max_size=1),
            "prefixItems": branches,
            "items": inner,
            "contains": inner,
            "minContains": st.integers(0, 2),
            "allOf": branches,
            "anyOf": branches,
            "oneOf": branches,
            "not": inner,
            "if": inner,
            "then": inner,
            "else": inner,
            "dependentSchemas": members,
            "$ref": st.just("#/$defs/leaf"),
            "unevaluatedItems": inner,
            "unevaluatedProperties": inner,
        },
    )


TRACKING = st.recursive(
    st.one_of(
        st.booleans(), st.sampled_from(["string", "integer", "object"]).map(lambda t: {"type": t})
    ),
    _tracking,
    max_leaves=10,
).filter(lambda schema: isinstance(schema, dict))


def agree(schema: Any, value: Any) -> None:
    validator = compile_schema(schema)
    found = validator.issues(value)
    verdict = validator.is_valid(value)
    assert verdict == (not found)
    oracle = Oracle(schema)
    assert set(oracle.verdicts(value).values()) == {verdict}
    places = {pointer for findings in oracle.findings(value).values() for pointer, _ in findings}
    assert {issue.pointer for issue in found} <= places
    assert all(len(issue.message) < 400 for issue in found)


@given(SCHEMAS, VALUES)
def test_a_verdict_is_that_of_other_validators(schema: Any, value: Any) -> None:
    agree(schema, value)


@given(TRACKING, st.booleans() | st.just({"properties": {"a": {"type": "integer"}}}), VALUES)
def test_so_it_is_where_unevaluated_parts_count(schema: Any, leaf: Any, value: Any) -> None:
    agree({**schema, "$defs": {"leaf": leaf}}, value)


@given(SCHEMAS, VALUES)
@settings(max_examples=30)
def test_a_schema_that_calls_itself_at_every_level_is_judged_alike(schema: Any, value: Any) -> None:
    agree({"allOf": [schema], "items": {"$ref": "#"}, "additionalProperties": {"$ref": "#"}}, value)


@given(st.text("ab01()[]{}|*+?^$.\\dwsbpLkn<>=!:,-u", max_size=20))
def test_any_text_is_a_pattern_or_refused_with_a_reason(text: str) -> None:
    with contextlib.suppress(PatternError):
        to_python(text)
        may_backtrack(text)


KEYWORDS = ["type", "$ref", "properties", "allOf", "items", "$id", "enum", "required", "if"]
OTHERS = ["$anchor", "dependencies", "$dynamicRef", "pattern", "$schema", "discriminator"]
DATA = st.recursive(
    st.none() | st.text(max_size=3) | st.integers() | st.floats(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYWORDS + OTHERS), inner)
    ),
)


@given(DATA)
def test_no_data_makes_a_loader_fail(value: Any) -> None:
    json_schema.load(Document("memory:/x", value))
    description = {"openapi": "3.1.0", "components": {"schemas": {"A": value}}}
    openapi.load(Document("memory:/x", description))


MADE = settings(
    max_examples=100,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
ODD: tuple[Any, ...] = (None, True, 0, 1.5, "", "a", "text", [], [1, 1], {}, {"a": 1, "b": None})


def agree_quickly(model: Model, value: Any) -> None:
    quick = Quick(model.checks)
    for check in model.checks.values():
        stated = interpreter.issues(check, value, model.checks)
        assert quick.holds(check, value) in (None, not stated)
        found: list[Any] = []
        interpreter.judge(Visit(check, value, model.checks, sink=found), quick)
        assert [*dict.fromkeys(one.issue() for one in found)] == stated
        told = keywords(check, value, model.checks, quick)
        wanted = [(one.pointer, one.keyword, bool(one.causes)) for one in found]
        assert told is None or [*told] == wanted


@MADE
@given(SCHEMAS, VALUES)
def test_quick_verdicts_are_those_of_the_interpreter(schema: Any, value: Any) -> None:
    agree_quickly(model_of(schema), value)


@MADE
@given(TRACKING, VALUES)
def test_quick_verdicts_of_schemas_that_see_what_others_have_looked_at(
    schema: Any, value: Any
) -> None:
    agree_quickly(model_of({**schema, "$defs": {"leaf": {"type": "string"}}}), value)


BRANCHES = st.sampled_from(
    [
        {},
        {"type": "string"},
        {"enum": ["a", "b"]},
        {"enum": [1, None, [1]]},
        {"const": "c"},
        {"type": "array", "items": {"type": "null"}},
        {"type": "array", "items": {"enum": ["a", 1]}, "minItems": 1},
        {"prefixItems": [{"properties": {"b": {"const": 1}}, "required": ["b"]}]},
        {"not": {"type": "integer"}},
        {"required": ["a"]},
        {"properties": {"a": {"const": "a"}}},
        {"properties": {"a": {"enum": ["a", None]}, "b": {"enum": [True, 1]}}},
        {"type": "object", "properties": {"a": {"const": "b"}}, "required": ["b", "c"]},
        {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["b"]},
        {"required": ["d"], "additionalProperties": {"type": "integer"}},
    ]
)


@MADE
@given(
    st.recursive(
        BRANCHES,
        lambda inner: st.builds(
            lambda keyword, branches: {keyword: branches},
            st.sampled_from(["anyOf", "oneOf"]),
            st.lists(inner, min_size=2, max_size=4),
        ),
        max_leaves=8,
    ),
    VALUES,
)
def test_quick_verdicts_of_unions(schema: Any, value: Any) -> None:
    agree_quickly(model_of(schema), value)


@MADE
@given(
    st.sampled_from(["anyOf", "oneOf"]),
    st.lists(BRANCHES, min_size=9, max_size=14),
    st.lists(VALUES, max_size=6),
)
def test_quick_verdicts_of_large_unions(keyword: str, branches: Any, values: Any) -> None:
    model = model_of({keyword: branches})
    for value in values:
        agree_quickly(model, value)


def test_quick_verdicts_tell_which_members_closed_heirs_have() -> None:
    parent = {"$id": "memory:/p", "properties": {"a": {"type": "string"}}}
    more = {"properties": {"b": True}, "patternProperties": {"^x": True}}
    heir = {"allOf": [parent, more], "unevaluatedProperties": {"type": "null"}}
    model = model_of({"type": "object", **heir})
    quick = Quick(model.checks)
    check = model.checks[model["Thing"].schema]
    for value in ({"a": "", "b": 1, "x1": 1, "c": None}, {}):
        assert quick.holds(check, value) is True
    for value in ({"c": 1}, {"a": 1}, None):
        assert quick.holds(check, value) is False


@pytest.mark.parametrize("keyword", ["anyOf", "oneOf"])
def test_of_a_large_union_few_branches_are_asked(keyword: str) -> None:
    tagged = [{"properties": {"a": {"const": str(each)}}} for each in range(100)]
    named = [{"required": [f"name {each}"]} for each in range(100)]
    branches = [{"type": "object", **each} for each in (*tagged, *named)]
    model = model_of({keyword: [*branches, {"type": "array", "items": {keyword: branches}}]})
    check = model.checks[model["Thing"].schema]
    for value, holds in (({"a": "99"}, True), ({"name 99": 1, "a": ""}, True), ({"a": ""}, False)):
        for whole in (value, [value]):
            quick = Quick(model.checks)
            assert quick.holds(check, whole) == holds
            assert quick.taken < 10


def test_of_a_union_two_branches_tell_that_no_single_one_was_meant() -> None:
    arrays = {"type": "object", "properties": {"a": {"type": "array", "items": {"type": "null"}}}}
    model = model_of({"anyOf": [arrays, *({"required": [name]} for name in "xyz")]})
    quick = Quick(model.checks)
    told = keywords(model.checks[model["Thing"].schema], {"a": [1]}, model.checks, quick)
    assert told == [("", "anyOf", True)]


@pytest.mark.parametrize("value", [None, 1, {}, {"a": 1}])
@pytest.mark.parametrize(
    "schema",
    [
        {"type": "object", "allOf": [{"$ref": "#"}]},
        {"required": ["a"], "anyOf": [{"$ref": "#"}, {"type": "null"}]},
        {"anyOf": [{"$ref": "#"}, {"type": "null"}], "properties": {"a": {"$ref": "#"}}},
    ],
)
def test_quick_verdicts_of_schemas_that_lead_back_to_themselves(schema: Any, value: Any) -> None:
    agree_quickly(model_of(schema), value)


@MADE
@given(SCHEMAS)
def test_where_one_place_changes_no_more_is_tested_than_may_fail(schema: Any) -> None:
    model = model_of(schema)
    verdict = Verdict(model)
    root = model["Thing"].schema
    for fixture in fixtures_of(schema).valid[:6]:
        for steps in places(fixture.value):
            focus, holder = verdict.anywhere(root), fixture.value
            for step in steps:
                focus, holder = verdict.below(focus, holder, step), holder[step]
            for odd in ODD:
                whole = changed(fixture.value, steps, odd)
                put = partial(changed, fixture.value, steps)
                told = failing(model.checks[root], whole, model.checks)
                assert placed(verdict.issues_at(focus, odd, put)) == told
                assert placed(verdict.issues_at(focus, odd, put)) == told, "asked again"
                assert verdict.holds_at(focus, odd, put) == (not told)


@MADE
@given(SCHEMAS)
def test_where_a_member_goes_no_more_is_tested_than_may_fail(schema: Any) -> None:
    model = model_of(schema)
    verdict = Verdict(model)
    root = model["Thing"].schema
    for fixture in fixtures_of(schema).valid[:6]:
        value = fixture.value
        focus = verdict.lacking(verdict.anywhere(root))
        for name in value if isinstance(value, dict) else ():
            less = {key: one for key, one in value.items() if key != name}
            told = failing(model.checks[root], less, model.checks)
            assert placed(verdict.issues_at(focus, less, lambda one: one)) == told


def failing(check: Check, value: Any, checks: Mapping[str, Check]) -> Said:
    """All that the interpreter finds, each once."""
    return tuple((one.pointer, one.keyword) for one in interpreter.issues(check, value, checks))


def placed(found: tuple[str, Said]) -> Said:
    """Issues with their pointers from the root."""
    at, said = found
    return tuple((at + pointer, keyword) for pointer, keyword in said)


def places(value: Any, depth: int = 3) -> Iterator[tuple[str | int, ...]]:
    """The steps to the parts of a value, no more than ``depth`` at a time."""
    parts: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        parts = list(value.items())
    elif isinstance(value, list):
        parts = list(enumerate(value))
    for step, part in parts if depth else ():
        yield (step,)
        yield from ((step, *steps) for steps in places(part, depth - 1))


def changed(value: Any, steps: tuple[str | int, ...], odd: Any) -> Any:
    """``value`` with another value at a place."""
    if not steps:
        return odd
    step, *rest = steps
    inner = changed(value[step], tuple(rest), odd)
    if isinstance(value, list):
        return [*value[:step], inner, *value[int(step) + 1 :]]
    return {**value, step: inner}
