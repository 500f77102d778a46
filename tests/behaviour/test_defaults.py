"""Defaults, which the Python target applies when it is asked to."""

from __future__ import annotations

from typing import Any

import pytest

from packages import Codec, emitted, imported, shaped_model
from typewright.model import Model
from typewright.schema import Json

INNER: dict[str, Any] = {
    "type": "object",
    "properties": {
        "a": {"type": "integer", "default": 3},
        "b": {"type": "array", "items": {"type": "string"}, "default": []},
    },
}
THING: dict[str, Any] = {
    "type": "object",
    "required": ["r"],
    "properties": {
        "r": {"type": "string", "default": "not applied, since it has to be there"},
        "n": {"type": "integer", "default": 10.0},
        "null": {"type": ["string", "null"], "default": None},
        "color": {"enum": ["red", "green"], "default": "red"},
        "inner": {"$ref": "#/$defs/Inner", "default": {"a": 1}},
        "list": {"type": "array", "items": {"$ref": "#/$defs/Inner"}, "default": [{}]},
        "map": {"type": "object", "additionalProperties": {"type": "integer"}, "default": {"x": 1}},
        "pair": {"prefixItems": [{"type": "string"}], "type": "array", "default": ["a", 1]},
        "any": {"default": [1, {"a": 2}]},
        "day": {"type": "string", "format": "date", "default": "2020-01-01"},
        "wrong": {"type": "integer", "default": "x"},
        "endless": {"$ref": "#/$defs/Thing", "default": {"r": "x"}},
        "none": {"type": "string"},
    },
}
APPLIED: dict[str, Any] = {
    "r": "",
    "n": 10,
    "null": None,
    "color": "red",
    "inner": {"a": 1, "b": []},
    "list": [{"a": 3, "b": []}],
    "map": {"x": 1},
    "pair": ["a", 1],
    "any": [1, {"a": 2}],
    "day": "2020-01-01",
}


def model() -> Model:
    return shaped_model({"$defs": {"Thing": THING, "Inner": INNER}}, "Root")


@pytest.mark.parametrize(
    "options",
    [{}, {"enums": "strenum", "formats": "native"}, {"unknown_members": "drop"}],
    ids=str,
)
def test_what_is_read_and_what_is_made_has_the_defaults(options: dict[str, str]) -> None:
    with imported(model(), defaults="apply", **options) as package:
        read = package.Thing.from_dict({"r": ""})
        assert read.to_dict() == APPLIED
        assert package.Thing(r="") == read
        assert package.Thing.from_dict(read.to_dict()) == read
        assert type(read.n) is int
        assert type(read.inner) is package.Inner
        given = package.Thing.from_dict({"r": "", "n": 1, "inner": {"b": ["x"]}, "null": "y"})
        assert (given.n, given.inner.a, given.inner.b, given.null) == (1, 3, ["x"], "y")


def test_a_default_is_a_new_one_each_time() -> None:
    with imported(model(), defaults="apply") as package:
        for make in (lambda: package.Thing(r=""), lambda: package.Thing.from_dict({"r": ""})):
            one, other = make(), make()
            one.any.append(2)
            one.any[1]["a"] = 3
            one.list_.append(package.Inner())
            one.inner.b.append("x")
            one.map["y"] = 2
            assert other.to_dict() == APPLIED


def test_a_default_is_applied_only_where_it_can_be() -> None:
    """Not where its own schema refuses it, nor where it would bring itself along without end."""
    with imported(model(), defaults="apply") as package:
        thing = package.Thing(r="")
        assert thing.wrong is package.UNSET
        assert thing.endless is package.UNSET
        assert thing.none is package.UNSET
        with pytest.raises(package.ValidationError):
            package.Thing.from_dict({})


def test_validation_has_nothing_to_do_with_defaults() -> None:
    with imported(model(), defaults="apply") as package:
        assert package.Thing.validate({"r": ""}) == []
        assert [i.keyword for i in package.Thing.validate({"r": "", "n": "x"})] == ["type"]


def test_unasked_nothing_is_applied() -> None:
    with imported(model()) as package:
        read = package.Thing.from_dict({"r": ""})
        assert read.to_dict() == {"r": ""}
        assert read.n is package.UNSET
    code = emitted(model()).files["package/validators/thing.py"]
    assert "default" not in code, "readers pay nothing for it"


def test_defaults_that_bring_each_other_along_are_left_out() -> None:
    a = {"type": "object", "properties": {"b": {"$ref": "#/$defs/B", "default": {}}}}
    b = {"type": "object", "properties": {"a": {"$ref": "#/$defs/A", "default": {}}}}
    c = {"type": "object", "properties": {"a": {"$ref": "#/$defs/A", "default": {}}}}
    circle = shaped_model({"$defs": {"A": a, "B": b, "C": c}}, "Root")
    with imported(circle, defaults="apply") as package:
        assert Codec(package, circle, "C").encode(package.C()) == {"a": {}}
        assert package.A().b is package.UNSET


def test_names_may_be_of_any_length() -> None:
    long = "very_" * 30
    inner = {"type": "object", "properties": {long: {"type": "array", "default": [1]}}}
    model = shaped_model({"type": "object", "properties": {long: inner}})
    with imported(model, defaults="apply") as package:
        (name,) = [each for each in dir(package) if each.startswith("ThingVery")]
        assert getattr(package, name)().to_dict() == {long: [1]}


M: dict[str, Any] = {"type": "object", "properties": {"m": {"type": "integer", "default": 1}}}
OTHER: dict[str, Any] = {"type": "object", "properties": {"o": {}}, "required": ["o"]}
ASKS_FOR_M: dict[str, Any] = {"type": "object", "properties": {"m": {}}, "required": ["m"]}


@pytest.mark.parametrize(
    ("schema", "values", "is_applied"),
    [
        (M | {"maxProperties": 1}, [{"n": 1}, {}], False),
        (M | {"minProperties": 1}, [{"n": 1}], True),
        (M | {"propertyNames": {"maxLength": 0}}, [{}], False),
        (M | {"propertyNames": {"maxLength": 1}}, [{}], True),
        (M | {"dependentRequired": {"m": ["o"]}}, [{}], False),
        (M | {"dependentRequired": {"m": ["o"]}, "required": ["o"]}, [{"o": 1}], True),
        (M | {"dependentSchemas": {"m": {"required": ["o"]}}}, [{}], False),
        (M | {"if": {"required": ["m"]}, "then": {"required": ["o"]}}, [{}], False),
        (M | {"if": {"required": ["o"]}, "then": {"maxProperties": 1}}, [{"o": 1}], False),
        (M | {"oneOf": [{"required": ["m"]}, {"required": ["o"]}]}, [{"o": 1}], False),
        (M | {"anyOf": [{"required": ["m"]}, {"required": ["o"]}]}, [{"o": 1}], True),
        (M | {"not": {"required": ["m", "o"]}}, [{"o": 1}], False),
        (M | {"patternProperties": {"m": {"minimum": 2}}}, [{}], False),
        (M | {"unevaluatedProperties": False}, [{}], True),
        (M | {"enum": [{}, {"n": 1}]}, [{}], False),
        ({"type": "array", "items": {"$ref": "#/$defs/M"}}, [[{}]], True),
        (
            {"type": "array", "items": {"$ref": "#/$defs/M"}, "uniqueItems": True},
            [[{}, {"m": 1}]],
            False,
        ),
        (
            {
                "type": "array",
                "items": {"$ref": "#/$defs/M"},
                "contains": {"required": ["m"]},
                "maxContains": 1,
            },
            [[{}, {"m": 1}]],
            False,
        ),
        ({"allOf": [{"$ref": "#/$defs/M"}], "maxProperties": 1}, [{"n": 1}], False),
        (
            {"type": "object", "properties": {"a": {"$ref": "#/$defs/M"}}, "const": {"a": {}}},
            [{"a": {}}],
            False,
        ),
        ({"oneOf": [{"$ref": "#/$defs/M"}, OTHER]}, [{}], True),
        ({"oneOf": [{"$ref": "#/$defs/M"}, ASKS_FOR_M]}, [{}], False),
        ({"anyOf": [{"$ref": "#/$defs/M"}, ASKS_FOR_M]}, [{}], True),
        ({"oneOf": [{"$ref": "#/$defs/M"}, {"type": "null"}]}, [{}, None], True),
    ],
    ids=str,
)
def test_what_is_read_with_defaults_is_valid_or_the_default_is_reported(
    schema: dict[str, Any], values: list[Json], is_applied: bool
) -> None:
    made = shaped_model({**schema, "$defs": {"M": M}})
    found = emitted(made, defaults="apply").diagnostics
    assert is_applied != bool(found)
    assert {one.code for one in found} <= {"target/default-not-applied"}
    assert all(one.origin.position.line for one in found)
    with imported(made, defaults="apply") as package:
        codec = Codec(package, made, "Thing")
        for value in values:
            written = codec.encode(codec.decode(value))
            assert codec.validate(written) == []
            assert is_applied == (written != value) or value is None
