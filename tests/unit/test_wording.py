"""The words of issues."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from typewright.checks import nodes
from typewright.checks.nodes import ACCEPT, Check
from typewright.checks.wording import cut, describe, expected
from typewright.schema import Json, SchemaId

STRING = nodes.TypeTest(("string",))
TARGET = SchemaId("file:///a.json#/$defs/a~1b")


@pytest.mark.parametrize(
    ("value", "phrase"),
    [
        (None, "null"),
        (False, "false"),
        (1.5, "the number 1.5"),
        ("", "an empty string"),
        ("it's", 'the string "it\'s"'),
        ("a\nb\x1b", "the string 'a\\nb\\x1b'"),
        ([], "an empty array"),
        ([1], "an array of 1 item"),
        ({"a": 1, "b": 2}, "an object with 2 members"),
        ((1,), "a Python tuple, which is no JSON value"),
    ],
)
def test_a_value_is_described_in_a_few_words(value: Any, phrase: str) -> None:
    assert describe(value) == phrase


def test_a_description_is_one_short_line() -> None:
    values: list[Json] = ["x" * 10_000, 10**5000, -(10**300), ["x" * 10_000], "\u2028" * 99]
    for value in values:
        assert len(describe(value)) < 500
        assert describe(value).isprintable()


@pytest.mark.parametrize(
    ("check", "phrase"),
    [
        (ACCEPT, "any value"),
        (nodes.Reject(), "no value at all"),
        (nodes.TypeTest(("boolean", "array", "null")), "true or false, an array or null"),
        (nodes.OneOfValues(("a",)), "'a'"),
        (nodes.OneOfValues(("a", 1)), "one of 'a', 1 (2 values)"),
        (nodes.OneOfValues(()), "no value at all"),
        (nodes.OneOfValues(([1],)), "exactly an array of 1 item"),
        (nodes.Bounds(minimum=1, exclusive_maximum=2), "at least 1 and less than 2"),
        (nodes.MultipleOf(0.1), "a multiple of 0.1"),
        (nodes.Length(1, 1), "exactly 1 character"),
        (nodes.Length(2, 4), "2 to 4 characters"),
        (nodes.Length(0, 4), "at most 4 characters"),
        (nodes.Pattern("^a\n$"), "a string that matches ^a $"),
        (nodes.Format("date"), "a string in the format date"),
        (nodes.Required(("a", "b")), "the members 'a' and 'b'"),
        (nodes.Not(STRING), "anything but a string"),
        (nodes.Call(TARGET), "a valid a/b"),
        (nodes.Call(SchemaId("file:///a.json#")), "what the schema's root describes"),
        (nodes.Call(SchemaId("a:b#/$defs/A/oneOf/1")), "variant 2 of A"),
        (nodes.Call(SchemaId("a:b#/$defs/A/properties/b/items/anyOf/0")), "variant 1 of b"),
        (nodes.Call(SchemaId("a:b#/oneOf/0")), "variant 1 of the root"),
        (nodes.Items((ACCEPT,), nodes.Reject()), "at most 1 item"),
        (nodes.Items((), STRING), "items, each of them a string"),
        (nodes.All((nodes.TypeTest(("object",)), nodes.Required(("a",)))),
         "an object with the member 'a'"),
        (nodes.Branches("anyOf", (STRING, nodes.Call(TARGET))), "a string or a valid a/b"),
        (nodes.Branches("oneOf", (STRING, STRING)), "exactly one of 2 variants to hold: a string"),
        (nodes.Branches("oneOf", (STRING, STRING, ACCEPT), "k", (("a",), ("b",), ())),
         "an object whose 'k' is one of 'a', 'b' (2 values) or any value"),
    ],
)  # fmt: skip
def test_a_check_says_what_it_expects(check: Check, phrase: str) -> None:
    assert expected(check) == phrase


HOSTILE = "x\n\x1b\u2028" * 500


@pytest.mark.parametrize(
    "check",
    [
        nodes.OneOfValues(tuple(f"{HOSTILE}{i}" for i in range(500))),
        nodes.Required(tuple(f"{HOSTILE}{i}" for i in range(500))),
        nodes.Pattern(HOSTILE),
        nodes.Format(HOSTILE),
        nodes.Members(((HOSTILE, ACCEPT),)),
        nodes.DependentRequired(HOSTILE, (HOSTILE,) * 9),
        nodes.Dependent(HOSTILE, nodes.Pattern(HOSTILE)),
        nodes.Call(SchemaId(f"a:b#/{HOSTILE}")),
        nodes.Branches("anyOf", tuple(nodes.Pattern(f"{i}{HOSTILE}") for i in range(99))),
        nodes.Branches("oneOf", (ACCEPT, ACCEPT), HOSTILE, ((HOSTILE,), (f"{HOSTILE}b",))),
    ],
)
def test_a_phrase_is_one_line_of_bounded_length_whatever_a_schema_says(check: Check) -> None:
    assert len(expected(check)) < 1000
    assert expected(check).isprintable()


def test_every_kind_of_check_has_a_phrase() -> None:
    fields: dict[str, Any] = {
        "types": ("string",), "values": (1,), "divisor": 1, "regex": "a", "name": "a",
        "check": STRING, "names": ("a",), "required": ("a",), "checks": (STRING, STRING),
        "keyword": "anyOf", "condition": STRING, "then": STRING, "otherwise": STRING,
        "target": TARGET, "anchor": "a", "anchors": (), "evaluating": STRING,
    }  # fmt: skip
    for kind in get_args(Check):
        made = kind(**{name: fields[name] for name in kind.__slots__ if name in fields})
        assert expected(made)


def test_a_cut_text_shows_that_it_was_cut() -> None:
    assert cut("abcdef", 4) == "abc…"
    assert cut("abcd", 4) == "abcd"
