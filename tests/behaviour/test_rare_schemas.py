"""Schemas that few people write: what is generated says of values what independent validators say,
and writes back what it has read.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from oracles import Oracle
from packages import Codec, imported, shaped_model
from typewright.checks.equality import key
from typewright.fixtures import make
from typewright.validator import compile as compile_schema

NUMBER = {"$dynamicAnchor": "inner", "type": "number"}

CASES: list[tuple[dict[str, Any], list[Any]]] = [
    # What is demanded of arrays, where the object beside them is a record.
    (
        {"type": ["object", "array"], "properties": {"a": {"type": "integer"}}, "minItems": 2},
        [[], [1], [1, 2], {}, {"a": 1}, {"a": "1"}, None],
    ),
    (
        {"type": ["object", "array"], "required": ["a"], "if": {}, "then": False},
        [[], {}, {"a": 1}],
    ),
    (
        {
            "type": ["object", "string", "null"],
            "properties": {"a": {"type": "integer"}},
            "not": {"maxLength": 1},
            "maxProperties": 1,
        },
        ["", "ab", None, {}, {"a": 1}],
    ),
    # Values of two types of which the same is left to test, which is a function's to do.
    (
        {
            "prefixItems": [{"anyOf": [{}], "$ref": "#/$defs/none"}],
            "$defs": {"none": {"additionalProperties": False, "maxItems": 0}},
        },
        [[[]], [[1]], [{}], [{"a": 1}], ["a"], []],
    ),
    (
        {
            "not": {"minimum": 0.5, "$ref": "#/$defs/letter"},
            "$defs": {"letter": {"allOf": [{"pattern": "^.$", "prefixItems": [False]}]}},
        },
        ["a", "ab", [], [1], 0, 1, None],
    ),
    # What is called for strings takes null, too, which is refused beside it.
    (
        {
            "anyOf": [
                {"type": "object"},
                {"if": {"type": "object"}, "else": {"type": "string"}, "$ref": "#/$defs/word"},
            ],
            "$defs": {
                "text": {"type": ["string", "null"]},
                "word": {"$ref": "#/$defs/text", "pattern": "b"},
            },
        },
        [None, "a", "b", {}, 1],
    ),
    # Choices of values, some of which are arrays and objects.
    ({"oneOf": [{"enum": [{}]}]}, [{}, [], None, {"a": 1}]),
    ({"oneOf": [{"enum": [{}]}, {"enum": ["a", [1]]}]}, [{}, [1], "a", [], None, "b"]),
    (
        {"anyOf": [{"enum": [{"a": 1}, "b"]}, {"const": "a"}, {"type": "null"}]},
        [{"a": 1}, {"a": True}, "a", "b", None, {}, []],
    ),
    # The member that has no name, which a branch demands.
    (
        {"items": {"oneOf": [{}, {"required": [""]}]}},
        [[{}], [{"": 1}], [{"a": 1}], [1], []],
    ),
    ({"type": "object", "anyOf": [{"required": [""]}, {"minProperties": 2}]}, [{}, {"": 1}]),
    # Arrays that are one constant, and what is said of their items.
    (
        {"allOf": [{"const": []}, {"prefixItems": [{}, {"type": "string"}]}]},
        [[], [1], [1, "a"], None],
    ),
    (
        {"properties": {"a": {"enum": [[], [1]], "prefixItems": [{}, {"type": "null"}]}}},
        [{}, {"a": []}, {"a": [1]}, {"a": [1, None]}, 1],
    ),
    # What is read by the reader of a schema that refers to what is said around it.
    (
        {
            "$id": "https://example.com/Thing.json",
            "type": "object",
            "properties": {
                "number": {"$id": "number", "$ref": "box", "$defs": {"x": NUMBER}},
                "numbers": {
                    "$id": "numbers",
                    "anyOf": [{"type": "array", "items": {"$ref": "box"}}, {"type": "null"}],
                    "$defs": {"x": NUMBER},
                },
                "text": {"$ref": "box"},
            },
            "$defs": {
                "box": {
                    "$id": "box",
                    "type": "object",
                    "properties": {"value": {"$dynamicRef": "#inner"}},
                    "$defs": {"x": {"$dynamicAnchor": "inner", "type": "string"}},
                },
            },
        },
        [
            {"number": {"value": 1}, "numbers": [{"value": 1}, {}], "text": {"value": "a"}},
            {"number": {"value": "a"}},
            {"numbers": [{"value": "a"}]},
            {"numbers": None, "text": {"value": 1}},
        ],
    ),
    # The last variant is plain data, which nothing reads and so nothing tests.
    *(
        (
            {
                "anyOf": [{"$ref": "#/$defs/record"}, {"$ref": "#/$defs/plain"}],
                "$defs": {
                    "record": {"type": "object", "properties": {"b": {}}, "required": ["b"]},
                    "plain": {"type": "object", **plain},
                },
            },
            [{}, {"a": 1}, {"a": "x"}, {"b": 1}, {"a": 1, "b": 1}, []],
        )
        for plain in (
            {"additionalProperties": {"type": "string"}},
            {"maxProperties": 0},
            {"const": {}},
            {"properties": {"b": False}, "additionalProperties": {"type": "string"}},
        )
    ),
    # What evaluates members where nothing is left to decide.
    *(
        (
            {
                "$ref": "#/$defs/open",
                "unevaluatedProperties": False,
                "$defs": {
                    "open": {
                        "type": "object",
                        "properties": {"a": {"type": "string"}},
                        **evaluating,
                    }
                },
            },
            [{}, {"a": "x"}, {"a": 1}, {"b": 1}, {"b": "x"}, {"a": "x", "b": 1}, {"c": 1}, []],
        )
        for b in ({"properties": {"b": {"type": "integer"}}},)
        for evaluating in (
            {"anyOf": [{}, b]},
            {"anyOf": [{"title": "any"}, {"required": ["b"]}]},
            {"anyOf": [{"type": "array"}, b]},
            {"oneOf": [{"type": "array"}, {"allOf": [b]}]},
            {"if": {}, "then": b},
            {"if": b, "then": {}},
            {"if": b, "then": {}, "else": {"required": ["a"]}},
            {"if": {"type": "array"}, "then": b, "else": {"minProperties": 1}},
            {"if": {"required": ["b"]}, "then": {"minProperties": 1}},
            {"unevaluatedItems": False, **b},
        )
    ),
    # Choices that Python takes for the same, true for 1, where the choice differs by type.
    ({"not": {"enum": [1.0, True]}}, [1, 1.0, True, False, 0, None]),
    ({"not": {"not": {"enum": [0, False]}}}, [0, 0.0, False, True, 1, "a", None]),
    (
        {
            "if": {"items": {"type": "boolean"}},
            "then": {"const": [True]},
            "else": {"const": [1]},
        },
        [[1], [True], [1.0], [], 1],
    ),
    # An array holds the text that an object would have as a member.
    (
        {"unevaluatedItems": False, "dependentSchemas": {"a": {"prefixItems": [{}]}}},
        [["a"], [], ["b"], {"a": 1}],
    ),
    # What a record demands a second time, where it tells which members nothing looks at.
    (
        {
            "$ref": "#/$defs/base",
            "allOf": [{"$ref": "#/$defs/heir"}],
            "$defs": {
                "base": {"type": "object", "properties": {"a": {}}},
                "heir": {"$ref": "#/$defs/base", "unevaluatedProperties": {"required": ["b"]}},
            },
        },
        [{}, {"a": {}}, {"c": {}}, {"a": {}, "c": {"b": 1}}, None],
    ),
    # Two ways lead to what is wrong, of which is told once.
    (
        {
            "allOf": [{"$ref": "#/$defs/left"}, {"$ref": "#/$defs/right"}],
            "$defs": {
                "base": {"type": "object", "properties": {"a": {"anyOf": [{"minimum": 1}, False]}}},
                "left": {"$ref": "#/$defs/base", "required": ["b"]},
                "right": {"required": ["b"], "allOf": [{"$ref": "#/$defs/base"}, {"minimum": 1}]},
            },
        },
        [1, {}, {"b": 1}, {"a": 0}, {"a": 0, "b": 1}, {"a": 1, "b": 1}],
    ),
]


@pytest.mark.parametrize(("schema", "values"), CASES, ids=lambda one: json.dumps(one)[:60])
def test_verdicts_are_those_of_others(schema: dict[str, Any], values: list[Any]) -> None:
    model = shaped_model(schema)
    oracle, reference = Oracle(schema), compile_schema(schema)
    sets, _ = make(model)
    fixtures = [one.value for one in (*sets["Thing"].valid, *sets["Thing"].invalid)]
    with imported(model) as package:
        codec = Codec(package, model, "Thing")
        for value in (*values, *fixtures):
            issues = codec.validate(value)
            assert set(oracle.verdicts(value).values()) == {not issues}
            assert [str(one) for one in issues] == [str(one) for one in reference.issues(value)]
            assert len(set(issues)) == len(issues)
            if not issues:
                assert key(codec.encode(codec.decode(value))) == key(value)
                continue
            with pytest.raises(package.ValidationError):
                codec.decode(value)
