"""Texts of enumerations and constants are the same in all objects, but for those in lists."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import pytest

from packages import imported, shaped_model

COLOUR = {"enum": ["red", "green"]}
"""An enumeration."""

PLACES: dict[str, tuple[Any, Any]] = {
    "text": ({"type": "string"}, "red"),
    "constant": ({"const": "red"}, "red"),
    "constant or null": ({"anyOf": [{"const": "red"}, {"type": "null"}]}, "red"),
    "enumeration": (COLOUR, "red"),
    "with null": ({"enum": ["red", "green", None]}, "red"),
    "nullable": ({"type": ["string", "null"], "enum": ["red", "green", None]}, "red"),
    "or null": ({"anyOf": [COLOUR, {"type": "null"}]}, "red"),
    "or a number": ({"anyOf": [COLOUR, {"type": "number"}]}, "red"),
    "or an object": ({"anyOf": [COLOUR, {"type": "object"}]}, "red"),
    "reference": ({"$ref": "#/$defs/Colour"}, "red"),
    "map": ({"type": "object", "additionalProperties": COLOUR}, {"a": "red", "b": "green"}),
}
"""A schema of a member, and a value of it."""


@pytest.mark.parametrize("others", ["keep", "drop"])
@pytest.mark.parametrize("required", [True, False], ids=["required", "optional"])
def test_objects_share_texts(required: bool, others: str) -> None:
    thing = {
        "$defs": {"Colour": COLOUR},
        "type": "object",
        "properties": {name: schema for name, (schema, _) in PLACES.items()},
        "required": list(PLACES) if required else [],
    }
    text = json.dumps({name: value for name, (_, value) in PLACES.items()})
    with imported(shaped_model(thing), unknown_members=others) as package:
        first, second = (package.Thing.from_json(text) for _ in range(2))
        apart = [
            field.name
            for field in dataclasses.fields(first)
            if not shared(getattr(first, field.name), getattr(second, field.name))
        ]
    assert apart == ["text", "extra"] if others == "keep" else ["text"]


def shared(first: Any, second: Any) -> bool:
    """Whether values have texts, and each of them is the same object in both."""
    pairs = list(zip(texts(first), texts(second), strict=True))
    return bool(pairs) and all(one is other for one, other in pairs)


def texts(value: Any) -> list[str]:
    """All texts of a value, without the names of members."""
    match value:
        case str():
            return [value]
        case dict():
            return [text for item in value.values() for text in texts(item)]
    raise AssertionError(value)
