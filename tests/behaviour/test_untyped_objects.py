"""A schema with members and no type: its objects are of a class, and all else stays as it is."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest

from apis import api_model
from packages import Codec, imported, shaped_model

ENTRY: dict[str, Any] = {
    "properties": {"size": {"type": "integer"}, "next": {"$ref": "#/$defs/Entry"}},
    "required": ["size"],
    "minLength": 2,
    "maximum": 9,
    "items": {"$ref": "#/$defs/Entry"},
}
SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "entry": {"$ref": "#/$defs/Entry"},
        "inline": {"properties": {"name": {"type": "string"}}},
        "either": {"anyOf": [{"$ref": "#/$defs/Entry"}, {"type": "null"}]},
        "nullable": {"anyOf": [ENTRY, {"type": "null"}]},
        "several": {"anyOf": [ENTRY, {"type": "object", "required": ["name"]}, {"const": 10}]},
    },
    "$defs": {"Entry": ENTRY},
}
VALUES: tuple[Any, ...] = (
    *({"size": 1}, {"size": 2.0}, {"size": "1"}, {}, {"size": 1, "next": {"size": 3}}),
    *({"size": 1, "next": {}}, {"size": 1, "next": "x"}, {"size": 1, "next": "xy"}),
    *(
        {"name": "x"},
        {"size": "1", "name": "x"},
        "x",
        "xy",
        9,
        9.5,
        10,
        11,
        True,
        None,
        [],
        [1, "xy", {"size": 1}],
        [{}],
        [["x"]],
    ),
)


@pytest.mark.parametrize("name", ["entry", "inline", "either", "nullable", "several"])
@pytest.mark.parametrize("value", VALUES)
def test_all_that_is_no_object_is_tested_and_stays_as_it_is(name: str, value: Any) -> None:
    model = shaped_model(SCHEMA)
    with imported(model) as package:
        codec = Codec(package, model, "Thing")
        data = {name: value}
        valid = jsonschema.Draft202012Validator(SCHEMA).is_valid(data)
        assert codec.is_valid(data) is valid
        assert (codec.validate(data) == []) is valid
        if valid:
            thing = codec.decode(data)
            assert codec.encode(thing) == data
            if not isinstance(value, dict | list):
                assert getattr(thing, name) == value


def test_objects_have_attributes() -> None:
    model = shaped_model(SCHEMA)
    with imported(model) as package:
        codec = Codec(package, model, "Thing")
        data = {"size": 1, "next": {"size": 2.0}}
        for name in ("entry", "either", "nullable", "several"):
            entry = getattr(codec.decode({name: data}), name)
            assert (type(entry.next), entry.next.size) == (package.EntryObject, 2)
        assert codec.decode({"several": {"name": "x"}}).several.name == "x"
        assert codec.encode(package.Thing(entry=package.EntryObject(size=3))) == {
            "entry": {"size": 3}
        }
        assert codec.encode(package.Thing(entry={"size": 3})) == {"entry": {"size": 3}}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"kind": "dog", "barks": True}, "DogObject"),
        ({"kind": "dog", "barks": "loudly"}, "AnimalObject"),
        ({"kind": "cat", "barks": True}, "AnimalObject"),
        ({"kind": ["dog"]}, None),
        ("dog", "str"),
        (["dog"], "list"),
    ],
)
def test_a_discriminator_tells_of_objects_which_are_meant(value: Any, expected: str | None) -> None:
    mapping = {"dog": "Dog"}
    model = api_model(
        Animal={
            "required": ["kind"],
            "properties": {"kind": {"type": "string"}},
            "discriminator": {"propertyName": "kind", "mapping": mapping},
        },
        Dog={
            "allOf": [
                {"$ref": "#/components/schemas/Animal"},
                {"properties": {"barks": {"type": "boolean"}}},
            ]
        },
        Home={"type": "object", "properties": {"pet": {"$ref": "#/components/schemas/Animal"}}},
    )
    with imported(model) as package:
        codec = Codec(package, model, "Home")
        assert codec.is_valid({"pet": value}) is (expected is not None)
        if expected is not None:
            assert type(codec.decode({"pet": value}).pet).__name__ == expected
