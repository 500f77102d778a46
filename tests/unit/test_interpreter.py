"""The reference semantics: verdicts and issues."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from typewright.checks.applicators import APPLICATORS
from typewright.checks.assertions import ASSERTIONS
from typewright.checks.interpreter import is_valid, issues
from typewright.checks.nodes import All, Call, Check, Items, Not, TypeTest
from typewright.schema import Json, SchemaId
from typewright.validator import compile as compile_schema

BRANCHES = [
    {"type": "object", "required": ["k", "n"], "properties": {"k": {"const": "a"}}},
    {
        "type": "object",
        "required": ["k"],
        "properties": {"k": {"const": "b"}, "n": {"type": "null"}},
    },
]


def said(schema: Any, value: Json) -> list[tuple[str, str, str]]:
    """Pointer, keyword and message of each issue."""
    return [(i.pointer, i.keyword, i.message) for i in compile_schema(schema).issues(value)]


def test_every_kind_of_check_has_a_meaning() -> None:
    assert {*ASSERTIONS, *APPLICATORS} == set(get_args(Check))


@pytest.mark.parametrize(
    ("schema", "value", "found"),
    [
        ({"type": "string"}, None, [("", "type", "expected a string, found null")]),
        (
            {"type": ["integer", "null"]},
            True,
            [("", "type", "expected a whole number or null, found true")],
        ),
        (
            {"enum": ["a", "b"], "type": "string"},
            1,
            [
                ("", "type", "expected a string, found the number 1"),
                ("", "enum", "expected one of 'a', 'b' (2 values), found the number 1"),
            ],
        ),
        ({"const": "a"}, "b", [("", "const", "expected 'a', found the string 'b'")]),
        ({"minimum": 3}, 2, [("", "minimum", "expected at least 3, found the number 2")]),
        (
            {"exclusiveMaximum": 3, "multipleOf": 2},
            3,
            [
                ("", "exclusiveMaximum", "expected less than 3, found the number 3"),
                ("", "multipleOf", "expected a multiple of 2, found the number 3"),
            ],
        ),
        (
            {"minLength": 3},
            "🐲",
            [("", "minLength", "expected at least 3 characters, found the string '🐲'")],
        ),
        (
            {"required": ["a", "b"]},
            {},
            [
                ("", "required", "expected the member 'a', found an object without it"),
                ("", "required", "expected the member 'b', found an object without it"),
            ],
        ),
        (
            {"properties": {"a": {}}, "additionalProperties": False},
            {"b": 1, "a": 1, "c": 1},
            [
                ("", "additionalProperties", "expected only the member 'a', found the member 'b'"),
                ("", "additionalProperties", "expected only the member 'a', found the member 'c'"),
            ],
        ),
        (
            {"properties": {"a": {"items": {"type": "null"}}, "x/y": False}},
            {"x/y": 1, "a": [None, 1]},
            [
                ("/a/1", "type", "expected null, found the number 1"),
                ("/x~1y", "false", "expected no value at all, found the number 1"),
            ],
        ),
        (
            {"prefixItems": [{}], "items": False},
            [1, 2, 3],
            [("", "items", "expected at most 1 item, found an array of 3 items")],
        ),
        (
            {"uniqueItems": True},
            [1, 2, 1.0],
            [("", "uniqueItems", "expected no two equal items, found equal items at 0 and 2")],
        ),
        (
            {"contains": {"type": "null"}, "minContains": 2},
            [None],
            [
                (
                    "",
                    "minContains",
                    "expected at least 2 items, each of them null, found an array of 1 item",
                )
            ],
        ),
        (
            {"propertyNames": {"maxLength": 1}},
            {"ab": 1},
            [
                (
                    "",
                    "propertyNames",
                    "expected member names, each of them at most 1 character, "
                    "found the member 'ab'",
                )
            ],
        ),
        (
            {"dependentRequired": {"a": ["b"]}},
            {"a": 1},
            [
                (
                    "",
                    "dependentRequired",
                    "expected the member 'b' beside the member 'a', found an object without it",
                )
            ],
        ),
        ({"not": {}}, 1, [("", "not", "expected no value at all, found the number 1")]),
        (
            {"if": {"type": "string"}, "then": {"minLength": 1}, "else": {"minimum": 1}},
            0,
            [("", "minimum", "expected at least 1, found the number 0")],
        ),
        (
            {"properties": {"a": {}}, "unevaluatedProperties": False},
            {"b": 1},
            [
                (
                    "",
                    "unevaluatedProperties",
                    "expected only what the schema describes, found the member 'b'",
                )
            ],
        ),
        (
            {"prefixItems": [{}], "unevaluatedItems": {"type": "null"}},
            [1, None, 2, 3],
            [
                (
                    "",
                    "unevaluatedItems",
                    "expected null wherever the schema describes nothing else, "
                    "found the number 2 at index 2",
                )
            ],
        ),
    ],
)
def test_an_issue_says_where_which_keyword_and_what(schema: Any, value: Json, found: Any) -> None:
    assert said(schema, value) == found


OBJECT = {"type": "object"}


@pytest.mark.parametrize(
    ("branches", "value", "found"),
    [
        pytest.param(
            [{"type": "string"}, {**OBJECT, "required": ["a"]}],
            1,
            [("", "anyOf", "expected a string or an object with the member 'a', "
                           "found the number 1")],
            id="no branch is for such values",
        ),
        pytest.param(
            [{"type": "string"}, {**OBJECT, "required": ["a"]}],
            {},
            [("", "required", "expected the member 'a', found an object without it")],
            id="one branch is for such values",
        ),
        pytest.param(
            [{"type": "string"}],
            1,
            [("", "type", "expected a string, found the number 1")],
            id="there is one branch alone",
        ),
        pytest.param(
            [{"enum": ["auto"]}, {"type": "string", "pattern": "^ft:"}],
            "aut",
            [("", "anyOf", "expected 'auto' or a string, found the string 'aut'; "
                           "the nearest variant wants a string that matches ^ft:")],
            id="one of the listed values may have been meant",
        ),
        pytest.param(
            [{"enum": ["auto"]}, {"items": {"type": "string"}, "type": "array"}],
            [1],
            [("/0", "type", "expected a string, found the number 1")],
            id="none of the listed values can have been meant",
        ),
        pytest.param(
            [
                {**OBJECT, "properties": {"k": {"const": 1}, "n": {"type": "string"}}},
                {**OBJECT, "properties": {"k": {"const": 2}, "n": {"type": "null"}}},
            ],
            {"k": 2, "n": 0},
            [("", "anyOf", "expected at least one of 2 variants to hold: an object, "
                           "found an object with 2 members; the nearest variant wants null at /n")],
            id="a constant member tells branches apart",
        ),
        pytest.param(
            [{**OBJECT, "required": ["a", "b"]}, {**OBJECT, "required": ["b", "c", "d"]}],
            {"c": 1},
            [("", "anyOf", "expected an object with the members 'a' and 'b' or an object with the "
                           "members 'b', 'c' and 'd', found an object with 1 member; the nearest "
                           "variants want the member 'a' or the member 'b'")],
            id="branches that fit equally well are named",
        ),
        pytest.param(
            [
                {"type": "array", "items": {"anyOf": [{**OBJECT, "required": ["a"]},
                                                      {**OBJECT, "required": ["b"]}]}},
                {"type": "array", "maxItems": 1, "items": {"type": "string"}},
            ],
            [{}, {}],
            [("", "anyOf", "expected at least one of 2 variants to hold: an array, found an array "
                           "of 2 items; the nearest variants want the member 'a' at /0 or the "
                           "member 'b' at /0")],
            id="the causes inside nested unions are named",
        ),
    ],
)  # fmt: skip
def test_a_union_that_fails_says_what_was_meant(branches: Any, value: Json, found: Any) -> None:
    assert said({"anyOf": branches}, value) == found


def test_a_union_that_fits_twice_says_so() -> None:
    assert said({"oneOf": [{}, {"type": "null"}]}, None) == [
        (
            "",
            "oneOf",
            "expected a value that fits exactly one of 2 variants, "
            "found null, which fits 2 of them",
        )
    ]


@pytest.mark.parametrize("keyword", ["anyOf", "oneOf"])
def test_the_tag_tells_which_variant_was_meant(keyword: str) -> None:
    schema = {keyword: [*BRANCHES, {"type": "null"}]}
    assert said(schema, {"k": "a", "n": 1}) == []
    assert said(schema, None) == []
    assert said(schema, {"k": "b", "n": 1}) == [("/n", "type", "expected null, found the number 1")]
    assert said(schema, {"k": "c"}) == [
        ("/k", "const", "expected one of 'a', 'b' (2 values), found the string 'c'")
    ]
    assert said(schema, {}) == [
        ("", "required", "expected the member 'k', found an object without it")
    ]
    assert said(schema, 1) == [
        (
            "",
            keyword,
            "expected an object whose 'k' is one of 'a', 'b' (2 values) or null, "
            "found the number 1",
        )
    ]


def test_members_that_a_failing_union_describes_are_not_superfluous_too() -> None:
    schema = {"anyOf": BRANCHES, "unevaluatedProperties": False}
    assert [keyword for _, keyword, _ in said(schema, {"k": "a"})] == ["required"]
    superfluous = {"k": "a", "n": 1, "z": 1}
    assert [keyword for _, keyword, _ in said(schema, superfluous)] == ["unevaluatedProperties"] * 2


@pytest.mark.parametrize(
    ("value", "divisor", "verdict"),
    [
        (0.3, 0.1, True),
        (1.1, 0.1, True),
        (4.35, 0.01, True),
        (0.35, 0.1, False),
        (10**30, 3, False),
        (3 * 10**30, 3, True),
        (1e308, 0.123456789, False),
        (float("inf"), 0.5, False),
        (0, 7, True),
        (-0.0, 7, True),
    ],
)
def test_multiples_are_exact(value: float, divisor: float, verdict: bool) -> None:
    assert compile_schema({"multipleOf": divisor}).is_valid(value) is verdict


def test_numbers_of_any_size_can_be_named() -> None:
    (issue,) = compile_schema({"maximum": 1}).issues(10**10_000)
    assert len(issue.message) < 100


ROOT = SchemaId("#")


def test_values_of_any_depth_are_judged() -> None:
    checks: dict[SchemaId, Check] = {ROOT: Items((), Call(ROOT))}
    deep: Json = 1
    for _ in range(20_000):
        deep = [deep]
    assert is_valid(checks[ROOT], deep, checks)
    checks = {ROOT: All((TypeTest(("array",)), Items((), Call(ROOT))))}
    (issue,) = issues(checks[ROOT], deep, checks)
    assert issue.pointer == "/0" * 20_000


def test_references_without_end_end() -> None:
    checks: dict[SchemaId, Check] = {ROOT: Call(ROOT)}
    assert is_valid(checks[ROOT], 1, checks)
    assert not is_valid(Not(Call(ROOT)), 1, checks)


def test_a_value_that_holds_itself_is_judged() -> None:
    cyclic: list[Any] = []
    cyclic.append(cyclic)
    checks: dict[SchemaId, Check] = {ROOT: Items((), Call(ROOT))}
    assert is_valid(checks[ROOT], cyclic, checks)


def test_nested_unions_take_time_in_proportion_to_the_value() -> None:
    """Each level would double the work if a verdict were not remembered: this would not end."""
    tree = {
        "anyOf": [
            {"properties": {"l": {"$ref": "#"}}, "required": ["x"]},
            {"properties": {"l": {"$ref": "#"}}},
        ],
        "unevaluatedProperties": False,
    }
    value: Json = {}
    for _ in range(60):
        value = {"l": value}
    validator = compile_schema(tree)
    assert validator.is_valid(value)
    assert validator.issues({"l": {"z": value}})
