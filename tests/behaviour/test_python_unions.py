"""How variants of a union are told apart, which is decided when the code is generated."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from packages import Codec, emitted, imported, shaped_model

OPEN_A: dict[str, Any] = {
    "type": "object",
    "required": ["a"],
    "properties": {"a": {"type": "integer"}},
}
OPEN_B: dict[str, Any] = {
    "type": "object",
    "required": ["b"],
    "properties": {"b": {"type": "integer"}},
}
CLOSED_A = {**OPEN_A, "additionalProperties": False}
CLOSED_B = {**OPEN_B, "additionalProperties": False}
CLOSED_C = {"type": "object", "properties": {"c": {}}, "additionalProperties": False}


def document(union: dict[str, Any]) -> dict[str, Any]:
    return {"$defs": {"Thing": union}}


def reader(union: dict[str, Any]) -> str:
    """The code that reads the union."""
    files = emitted(shaped_model(document(union), "Root"), "p").files
    _, _, rest = files["p/validators/thing.py"].partition("def read_thing(")
    return rest.partition("\n\n\n")[0]


@pytest.mark.parametrize("keyword", ["anyOf", "oneOf"])
def test_a_member_that_one_requires_and_the_others_forbid_decides(keyword: str) -> None:
    union = {keyword: [CLOSED_A, CLOSED_B, CLOSED_C]}
    code = reader(union)
    assert 'if "a" in value:' in code
    assert "is_" not in code
    model = shaped_model(document(union), "Root")
    with imported(model) as package:
        codec = Codec(package, model, "Thing")
        for index, value in enumerate(({"a": 1}, {"b": 1}, {"c": 1})):
            assert type(codec.decode(value)).__name__ == f"ThingVariant{index + 1}"
        for wrong in ({"a": "1"}, {"a": 1, "b": 1}, {"d": 1}):
            with pytest.raises(package.ValidationError):
                codec.decode(wrong)


def test_a_value_that_fits_two_variants_of_one_of_is_refused() -> None:
    union = {"oneOf": [OPEN_A, OPEN_B]}
    assert "fits.count(True) != 1" in reader(union)
    model = shaped_model(document(union), "Root")
    with imported(model) as package:
        codec = Codec(package, model, "Thing")
        assert type(codec.decode({"b": 1, "a": "1"})) is package.ThingVariant2
        with pytest.raises(package.ValidationError) as error:
            codec.decode({"a": 1, "b": 1})
        assert [issue.keyword for issue in error.value.issues] == ["oneOf"]


def test_each_variant_of_any_of_is_tried_once() -> None:
    code = reader({"anyOf": [OPEN_A, OPEN_B]})
    assert code.count("is_thing_variant_1(value)") == 1
    assert "is_thing_variant_2(value)" not in code, "reading the last one tests it"


def test_demands_beside_the_branches_are_tested_too() -> None:
    union = {"anyOf": [OPEN_A, OPEN_B], "maxProperties": 2}
    model = shaped_model(document(union), "Root")
    with imported(model) as package:
        codec = Codec(package, model, "Thing")
        assert codec.encode(codec.decode({"a": 1, "x": 2})) == {"a": 1, "x": 2}
        with pytest.raises(package.ValidationError):
            codec.decode({"a": 1, "x": 2, "y": 3})


def decoded(union: dict[str, Any], good: Iterable[Any], wrong: Iterable[Any]) -> str:
    """The code that reads a union, after it has been found to read and refuse as it should."""
    model = shaped_model(document(union), "Root")
    with imported(model) as package:
        codec = Codec(package, model, "Thing")
        for value in good:
            assert codec.encode(codec.decode(value)) == value
        for value in wrong:
            with pytest.raises(package.ValidationError):
                codec.decode(value)
    return reader(union)


def test_the_only_branch_of_a_union_is_read_without_a_test_before() -> None:
    ship = {"$defs": {"Ship": OPEN_A}, "type": "array"}
    only = {**ship, "items": {"oneOf": [{"$ref": "#/$defs/Thing/$defs/Ship"}]}}
    code = decoded(only, ([], [{"a": 1}]), ([{"a": "1"}], [1], {}))
    assert "is_" not in code


def test_a_choice_of_texts_is_one_look() -> None:
    texts = {"type": "string", "enum": ["red", "green"]}
    nullable = {"anyOf": [texts, {"type": "null"}]}
    code = decoded(nullable, ("red", None), ("blue", 1, [], {}))
    assert "is not str" not in code
    assert "not in" not in code
    several = {"type": "array", "items": {"enum": ["red", "green"]}}
    code = decoded(several, ([], ["red", "green", "red"]), (["blue"], ["red", []], ["red", None]))
    assert "issuperset(value)" in code


def test_a_type_is_tested_once() -> None:
    union = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "boolean"}}]}
    code = decoded(union, ("a", [], [True]), ([1], 1, None))
    assert code.count("list") == 1
    union = {"anyOf": [{"type": "string"}, {"additionalProperties": {"type": "boolean"}}]}
    decoded({**union, "type": ["string", "object"]}, ("a", {}, {"b": True}), ({"a": 1}, 1, None))


def test_some_texts_beside_other_types_need_no_test_of_their_type() -> None:
    some = {"enum": ["low", "high"]}
    model = shaped_model({
        "type": "object",
        "required": ["level"],
        "properties": {"level": {"anyOf": [some, {"type": ["integer", "boolean", "null"]}]}},
    })  # fmt: skip
    with imported(model) as package:
        for level in ("low", "high", 3, True, None):
            assert package.Thing.from_dict({"level": level}).level is level
        assert package.Thing.from_dict({"level": 3.0}).level == 3
        for level in ("", "Low", 1.5, [], ["low"], {}, {"low": 1}):
            with pytest.raises(package.ValidationError):
                package.Thing.from_dict({"level": level})
    code, _, _ = emitted(model, "p").files["p/validators/thing.py"].partition("def is_thing")
    assert "is str" not in code


def test_what_a_constant_is_does_not_come_from_the_data() -> None:
    model = shaped_model({
        "type": "object",
        "required": ["kind"],
        "properties": {"kind": {"const": 'some "thing"'}},
    })  # fmt: skip
    with imported(model) as package:
        kinds = ['some "%s"' % "".join(("th", "ing")) for _ in range(2)]  # noqa: UP031
        assert kinds[0] is not kinds[1]
        first, second = (package.Thing.from_dict({"kind": kind}).kind for kind in kinds)
        assert first is second
        with pytest.raises(package.ValidationError):
            package.Thing.from_dict({"kind": ["some"]})
