"""Lists and maps inside each other: what a loop names is its own, at each depth."""

from __future__ import annotations

import re
from typing import Any

import pytest

from packages import Codec, emitted, imported, shaped_model

COUNT = {"type": "integer", "minimum": 1}
POINT = {"type": "object", "required": ["x"], "properties": {"x": {"type": "integer"}}}
SHORT = {"type": "object", "propertyNames": {"maxLength": 1}}


def listed(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": item}


def mapped(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": item}


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        (mapped(mapped(COUNT)), {"a": {"b": 1, "c": 2.0}, "d": {"e": 3}, "f": {}}),
        (mapped(mapped(mapped(POINT))), {"a": {"b": {"c": {"x": 1}, "d": {"x": 2}}}, "e": {}}),
        (mapped(listed(mapped(POINT))), {"a": [{"b": {"x": 1}}, {}], "c": []}),
        (listed(listed(POINT)), [[{"x": 1}, {"x": 2}], [], [{"x": 3}]]),
        (mapped(mapped(mapped(SHORT))), {"long": {"longer": {"longest": {"s": 1}}}}),
        ({**POINT, **mapped(mapped(COUNT))}, {"x": 1, "a": {"b": 2}, "c": {"d": 3, "e": 4}}),
    ],
)
def test_what_is_read_has_the_names_that_it_had(schema: dict[str, Any], value: Any) -> None:
    if "properties" in schema:
        schema = {**schema, "properties": {"x": {"type": "integer"}, "m": schema}}
        value = {**value, "m": value}
    model = shaped_model({"$defs": {"Thing": schema}}, "Root")
    with imported(model) as package:
        codec = Codec(package, model, "Thing")
        assert codec.encode(codec.decode(value)) == value


@pytest.mark.parametrize(
    ("schema", "good", "bad"),
    [
        (
            {"patternProperties": {"^a": SHORT, "z$": {"minProperties": 2}}},
            [{"az": {"b": 1, "c": 1}}, {"a": {"b": 1}}],
            [{"az": {"b": 1}}, {"az": {"bb": 1, "c": 1}}],
        ),
        (
            {"patternProperties": {"^a": SHORT}, "additionalProperties": COUNT},
            [{"a": {"b": 1}, "b": 1}, {"a": {"b": 1}}],
            [{"a": {"bb": 1}}, {"b": {"b": 1}}],
        ),
        (
            {
                "prefixItems": [True],
                "unevaluatedItems": {
                    "type": "array",
                    "prefixItems": [True, True],
                    "unevaluatedItems": COUNT,
                },
            },
            [[0, [0, 0, 1], [0]], [0]],
            [[0, [0, 0, 1], 0], [0, [0], [0, 0, 0]]],
        ),
    ],
)
def test_what_is_tested_inside_changes_nothing_outside(
    schema: dict[str, Any], good: list[Any], bad: list[Any]
) -> None:
    kind = "array" if "prefixItems" in schema else "object"
    model = shaped_model({"$defs": {"Thing": {"type": kind, **schema}}}, "Root")
    with imported(model) as package:
        codec = Codec(package, model, "Thing")
        for value in good:
            codec.decode(value)
            assert codec.is_valid(value)
        for value in bad:
            with pytest.raises(package.ValidationError):
                codec.decode(value)
            assert not codec.is_valid(value)


def test_no_two_lists_of_a_function_have_one_name() -> None:
    names = ("a", "a_item", "a-b", "a_b", "A b", "parts", "list")
    properties = {name: listed(listed(POINT)) for name in names}
    thing = {"type": "object", "properties": properties, **mapped(listed(POINT))}
    files = emitted(shaped_model({"$defs": {"Thing": thing}}, "Root"), "p").files
    _, _, rest = files["p/validators/thing.py"].partition("def read_thing(")
    declared = re.findall(r"^ *(\w+): (?:list|dict)\[", rest.partition("\n\n\n")[0], re.MULTILINE)
    assert len(declared) == len(set(declared)) == 2 * len(names) + 2


def test_a_list_hides_no_function() -> None:
    names = ("parts", "read", "element", "item")
    defs: dict[str, Any] = dict.fromkeys(names, POINT)
    lists = {name: listed({"$ref": f"#/$defs/{name}"}) for name in names}
    whole = {f"{name}_1": {"$ref": f"#/$defs/{name}"} for name in names}
    thing = {"type": "object", "properties": {**lists, **whole}}
    model = shaped_model({"$defs": {**defs, "Thing": thing}}, "Root")
    value: dict[str, Any] = {name: [{"x": 1}] for name in lists}
    value |= {name: {"x": 2} for name in whole}
    with imported(model) as package:
        codec = Codec(package, model, "Thing")
        assert codec.encode(codec.decode(value)) == value
