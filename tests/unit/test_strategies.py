"""Strategies draw valid values, whatever the keywords, and all kinds of them."""

from __future__ import annotations

import sys
from itertools import permutations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import HypothesisException

import strategies
import typewright
from apis import api_model, ref
from oracles import Oracle
from schemas import Schema
from typewright.checks import formats
from typewright.strategies.compose import Composer

NODE = {"$ref": "#/$defs/node"}


def drawn(schema: Schema, count: int = 40, **options: Any) -> list[Any]:
    """Values that the strategy of ``schema`` draws, with Hypothesis' health checks on."""
    return strategies.drawn(typewright.strategy(schema, **options), count)


@pytest.mark.parametrize(
    "schema",
    [
        True,
        {},
        {"type": ["string", "null"]},
        {"enum": [1, "a", None, [1], {"a": 1}]},
        {"const": {"a": [1]}},
        {"type": "integer", "minimum": 3, "exclusiveMaximum": 5},
        {"type": "integer", "exclusiveMinimum": 2**60, "multipleOf": 7},
        {"type": "integer", "maximum": -(2**70)},
        {"type": "number", "minimum": 0.1, "maximum": 0.2},
        {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1e-9},
        {"type": "number", "multipleOf": 0.01, "minimum": 1},
        {"type": "number", "multipleOf": 0.1, "minimum": 0},
        {"type": "number", "multipleOf": 0.5, "maximum": 0},
        {"type": "number", "multipleOf": 1.5, "minimum": 1e20},
        {"type": "number", "multipleOf": 0.123456789},
        {"type": "number", "multipleOf": 0.5, "maximum": -1e12},
        {"type": "number", "not": {"type": "integer"}},
        {"multipleOf": 0.5, "not": {"type": "integer"}},
        {
            "type": "number",
            "multipleOf": 0.5,
            "minimum": 1.5,
            "maximum": 1.9,
            "not": {"multipleOf": 1},
        },
        {"minimum": 5},
        {"type": "string", "minLength": 3, "maxLength": 4},
        {"type": "string", "minLength": 2000},
        {"type": "string", "pattern": "^[a-z]+$", "minLength": 7, "maxLength": 9},
        {"type": "string", "pattern": "^(?=.*[0-9])[a-z0-9]+$", "maxLength": 12},
        {"allOf": [{"pattern": "^a"}, {"pattern": "z$"}, {"minLength": 5}], "type": "string"},
        {"type": "string", "pattern": "^[A-Z][\\w-]{1,}\\.(?:x|yy)$", "maxLength": 8},
        {"type": "string", "not": {"pattern": "^[a-z]"}, "minLength": 1},
        {"type": "array", "items": {"type": "integer"}, "minItems": 2, "maxItems": 3},
        {"type": "array", "prefixItems": [{"const": 1}, {"type": "null"}], "items": False},
        {"type": "array", "uniqueItems": True, "items": {"enum": [1, 2, 3]}, "minItems": 3},
        {"type": "array", "uniqueItems": True, "items": {"type": "boolean"}},
        {"type": "array", "contains": {"const": 7}, "minContains": 2, "maxContains": 3},
        {"type": "array", "contains": {"minimum": 7}, "items": {"type": "integer"}},
        {"type": "array", "contains": {"const": 1}, "prefixItems": [True, True], "items": False},
        {"prefixItems": [True], "contains": {"type": "null"}, "unevaluatedItems": False},
        {"not": {"contains": {"type": "null"}}, "type": "array"},
        {"not": {"uniqueItems": True}, "type": "array"},
        {"not": {"items": {"type": "string"}}},
        {"type": "object", "required": ["a"], "properties": {"a": {"type": "null"}}},
        {"type": "object", "minProperties": 2, "maxProperties": 3, "properties": {"a": {}}},
        {"type": "object", "properties": {"a": {}}, "additionalProperties": {"type": "integer"}},
        {
            "type": "object",
            "patternProperties": {"^x-": {"type": "integer"}, "^x-y": {"minimum": 3}},
            "additionalProperties": False,
            "minProperties": 1,
        },
        {"type": "object", "propertyNames": {"pattern": "^[a-c]{2}$"}, "minProperties": 3},
        {"type": "object", "propertyNames": {"enum": ["a", "b"]}, "minProperties": 2},
        {"type": "object", "dependentRequired": {"a": ["b"], "b": ["c"]}, "properties": {"a": {}}},
        {"type": "object", "dependentSchemas": {"a": {"required": ["b"]}}, "required": ["a"]},
        {"not": {"required": ["a"]}, "type": "object", "properties": {"a": {}, "b": {}}},
        {"not": {"anyOf": [{"required": ["a"]}, {"required": ["b"]}]}, "properties": {"a": {}}},
        {"not": {"propertyNames": {"maxLength": 3}}},
        {"not": {"patternProperties": {"^a": {"type": "null"}}}},
        {"not": {"additionalProperties": False}, "propertyNames": {"maxLength": 2}},
        {
            "not": {"properties": {"a": {}}, "additionalProperties": {"type": "null"}},
            "propertyNames": {"enum": ["a", "b"]},
        },
        {
            "not": {"patternProperties": {"^a": {}}, "additionalProperties": False},
            "propertyNames": {"pattern": "^[ab]$"},
        },
        {"not": {"dependentRequired": {"a": ["b"]}}},
        {"allOf": [{"properties": {"a": {"minimum": 1}}}, {"required": ["a"]}], "type": "object"},
        {"oneOf": [{"required": ["a"]}, {"required": ["b"]}], "type": "object"},
        {"oneOf": [{"multipleOf": 3}, {"multipleOf": 5}], "type": "integer"},
        {"oneOf": [{"type": "number"}, {"type": "integer"}]},
        {"anyOf": [{"type": "string", "maxLength": 2}, {"type": "object"}], "not": {"const": "a"}},
        {"if": {"type": "string"}, "then": {"pattern": "^x"}, "else": {"type": "number"}},
        {
            "properties": {"kind": {"enum": ["a", "b"]}},
            "required": ["kind"],
            "type": "object",
            "if": {"properties": {"kind": {"const": "a"}}},
            "then": {"required": ["x"]},
            "else": {"required": ["y"], "properties": {"x": False}},
        },
        {
            "type": "object",
            "allOf": [{"properties": {"a": {"type": "integer"}}}],
            "anyOf": [{"properties": {"b": {"const": 1}}, "required": ["b"]}, {"required": ["c"]}],
            "unevaluatedProperties": {"type": "null"},
        },
        {"properties": {"next": {"$ref": "#"}}, "additionalProperties": False, "type": "object"},
        {
            "$defs": {
                "node": {
                    "type": "object",
                    "required": ["left", "right"],
                    "properties": {
                        "left": {"anyOf": [NODE, {"type": "null"}]},
                        "right": {"type": "array", "items": NODE},
                        "more": NODE,
                    },
                }
            },
            **NODE,
        },
        {
            "$id": "https://example.com/tree",
            "$dynamicAnchor": "node",
            "type": "object",
            "properties": {"kids": {"type": "array", "items": {"$dynamicRef": "#node"}}},
            "unevaluatedProperties": False,
        },
        {"$ref": "https://json-schema.org/draft/2020-12/schema"},
        {"allOf": [{"oneOf": [{"multipleOf": n}, {"maximum": n}]} for n in (2, 3, 5, 7, 11, 13)]},
    ],
    ids=str,
)
def test_all_that_is_drawn_is_valid(schema: Schema) -> None:
    validator, oracle = typewright.compile(schema), Oracle(schema)  # type: ignore[arg-type]
    values = drawn(schema)
    for value in values:
        assert validator.is_valid(value), (value, validator.issues(value))
        assert all(oracle.verdicts(value).values()), value
    assert values


def test_every_branch_is_drawn() -> None:
    schema: Schema = {"oneOf": [{"const": n} for n in range(60)]}
    assert set(drawn(schema, 1000)) == set(range(60))
    mixed: Schema = {"minProperties": 1, "anyOf": [{"required": [name]} for name in "abcdefgh"]}
    names = {name for value in drawn(mixed, 1000) if isinstance(value, dict) for name in value}
    assert names >= set("abcdefgh")


def test_a_branch_keeps_others_out_by_the_types_of_values_too() -> None:
    """Also where objects, of which the others demand much, are refused."""
    much = {"type": "object", "properties": {"a": {"type": "string"}, "b": True}}
    for more in ({}, {"type": "array"}, {"type": ["number", "null"]}):
        one_of = {"oneOf": [True, much], **more}
        assert any(not isinstance(value, dict) for value in drawn(one_of))


def test_every_optional_member_is_drawn_and_left_out() -> None:
    names = [f"member_{index}" for index in range(30)]
    schema: Schema = {"type": "object", "properties": {name: {"type": "null"} for name in names}}
    values = drawn(schema, 300)
    for name in names:
        assert {name in value for value in values} == {True, False}


def test_no_other_member_is_called_as_one_that_cannot_be_there() -> None:
    never = {"type": "object", "required": ["a"], "properties": {"a": {"$ref": "#/$defs/never"}}}
    schema = {"type": "object", "properties": {"": {"$ref": "#/$defs/never"}}}
    found = drawn({**schema, "$defs": {"never": never}}, 200)
    assert any(found)
    assert not any("" in value for value in found)


def test_recursion_ends_but_is_used() -> None:
    schema: Schema = {
        "type": "object",
        "properties": {name: {"$ref": "#"} for name in "abcdef"},
        "additionalProperties": False,
    }
    depths = [depth(value) for value in drawn(schema, 200)]
    assert max(depths) >= 3


def depth(value: Any) -> int:
    return 1 + max(map(depth, value.values())) if value else 0


@pytest.mark.parametrize("name", sorted(formats.FORMATS))
def test_formats_are_drawn(name: str) -> None:
    schema: Schema = {"type": "string", "format": name}
    assert all(formats.FORMATS[name](value) for value in drawn(schema))
    assert all(formats.FORMATS[name](value) for value in drawn(schema, formats="assert"))


def test_a_format_that_is_not_tested_gives_way() -> None:
    schema: Schema = {"type": "string", "format": "uuid", "maxLength": 5}
    assert all(len(value) <= 5 for value in drawn(schema))
    same: Schema = {"oneOf": [{"format": "date"}, {"type": "string", "maxLength": 3}]}
    validator = typewright.compile(same)  # type: ignore[arg-type]
    assert all(map(validator.is_valid, drawn(same)))


@pytest.mark.parametrize(
    "schema",
    [
        False,
        {"type": "integer", "minimum": 2, "maximum": 1},
        {"allOf": [{"type": "string"}, {"type": "null"}]},
        {"type": "object", "required": ["a"], "properties": {"a": {"$ref": "#"}}},
        {"type": "array", "minItems": 1, "items": {"$ref": "#"}},
        {"const": 1, "not": {"type": "integer"}},
        {
            "type": "number",
            "multipleOf": 1.5,
            "maximum": 0,
            "minimum": -1,
            "not": {"type": "integer"},
        },
        {"type": "string", "maxLength": 2, "pattern": "^abc"},
        {"type": "string", "minLength": 1_000_000_000},
    ],
)
def test_where_nothing_is_found_an_error_says_so(schema: Schema) -> None:
    with pytest.raises(ValueError, match="no value was found"):
        typewright.strategy(schema)  # type: ignore[arg-type]


def test_values_are_not_shared_between_examples() -> None:
    for value in drawn({"enum": [[], {}]}):
        assert not value
        value.append(1) if isinstance(value, list) else value.update(a=1)


def test_a_schema_that_is_none_is_refused() -> None:
    with pytest.raises(typewright.InputError):
        typewright.strategy({"type": "text"})


def test_hypothesis_is_asked_for_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "hypothesis", None)
    for name in [one for one in sys.modules if one.startswith("typewright.strategies.")]:
        monkeypatch.delitem(sys.modules, name)
    with pytest.raises(ModuleNotFoundError, match="install"):
        typewright.strategy({})


def test_shrinking_ends_at_the_smallest_value() -> None:
    schema = {"type": "object", "properties": {"a": {"type": "array", "items": {}}, "b": {}}}
    smallest: list[Any] = []

    @settings(database=None, suppress_health_check=list(HealthCheck))
    @given(typewright.strategy(schema))
    def refuse(value: Any) -> None:
        smallest.append(value)
        assert "a" not in value

    with pytest.raises((AssertionError, HypothesisException)):
        refuse()
    assert smallest[-1] == {"a": []}


APIS: list[dict[str, Schema]] = [
    {
        "Tree": {"properties": {"left": ref("Tree"), "leaf": ref("Leaf")}, "required": ["leaf"]},
        "Leaf": {"type": "integer", "minimum": 3},
        "Other": ref("Leaf"),
        "Another": ref("Leaf"),
        "Grown": {"allOf": [ref("Tree"), {"properties": {"left": {"minProperties": 1}}}]},
    },
    {
        "Endless": {"type": "object", "properties": {"on": ref("Endless")}, "required": ["on"]},
        "Maybe": {"anyOf": [ref("Endless"), {"type": "null"}, ref("Any")]},
        "Any": {},
        "Either": {"oneOf": [ref("Maybe"), ref("Word"), ref("Word")]},
        "Word": {"type": "string", "format": "date"},
    },
    {
        "Open": {"properties": {"a": ref("Shut")}, "anyOf": [{"required": ["a"]}, ref("Shut")]},
        "Shut": {**ref("Open"), "unevaluatedProperties": False},
        "Not": {"not": ref("Shut")},
    },
]
"""Definitions that mean each other, themselves, nothing and anything."""


@pytest.mark.parametrize("schemas", APIS)
def test_a_recipe_depends_on_no_other_that_is_written(schemas: dict[str, Schema]) -> None:
    model = api_model(**schemas)
    roots = {key: model.checks[one.schema] for key, one in model.definitions.items()}
    whole = Composer(roots, model.checks).book(roots)
    for names in permutations(roots, 2):
        composer = Composer(roots, model.checks)
        for name in names:
            for key, recipe in composer.book([name]).recipes.items():
                assert recipe == whole.recipes[key]
