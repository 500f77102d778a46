"""Fixtures of random schemas: every verdict is also that of independent validators."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import HealthCheck, example, given, settings

from oracles import Oracle, agrees, finding
from schemas import fixtures_of
from strategies import SCHEMAS
from typewright.fixtures import as_json

SETTINGS = settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


@SETTINGS
@given(SCHEMAS)
def test_valid_fixtures_are_accepted_and_invalid_ones_refused_where_stated(schema: Any) -> None:
    oracle = Oracle(schema)
    fixtures = fixtures_of(schema)
    for fixture in fixtures.valid:
        for name, verdict in oracle.verdicts(fixture.value).items():
            assert verdict, f"{name} refuses {fixture}"
    for fixture in fixtures.invalid:
        stated = [finding(one.pointer, one.keyword) for one in fixture.issues]
        for name, found in oracle.findings(fixture.value).items():
            assert found, f"{name} accepts {fixture}"
            assert agrees(stated, found), f"{name} finds {found} in {fixture}"


@SETTINGS
@given(SCHEMAS)
def test_making_them_again_gives_the_same_text(schema: Any) -> None:
    assert as_json(fixtures_of(schema)) == as_json(fixtures_of(schema))


ONE = {"properties": {"a": {"const": 1}, "b": True, "c": True}, "required": ["a", "b", "c"]}
OTHER = {"properties": {"c": True, "b": True, "a": {"const": 2}}, "required": ["a", "b", "c"]}


@SETTINGS
@given(SCHEMAS)
@example({"type": "object", "oneOf": [ONE, OTHER]})
@example({"properties": {"a": True, "b": True}, "examples": [{"b": "text", "a": "text"}]})
@example({"items": {"properties": {"a": {}, "b": {}}, "default": {"b": "text", "a": "text"}}})
def test_names_are_unique_and_no_two_fixtures_have_one_value(schema: Any) -> None:
    fixtures = fixtures_of(schema)
    for group in (fixtures.valid, fixtures.invalid):
        names = [one.name for one in group]
        assert len(names) == len(set(names))
    valid, invalid = (
        [json.dumps(one.value, sort_keys=True) for one in group]
        for group in (fixtures.valid, fixtures.invalid)
    )
    if valid[:1] == valid[1:2]:  # the smallest and the fullest are there in any case
        del valid[:1]
    assert len(valid) == len(set(valid))
    assert len(invalid) == len(set(invalid))
