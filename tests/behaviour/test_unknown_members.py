"""Where it is refused to read unknown members, readers refuse these besides what is invalid."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from types import ModuleType
from typing import Any

import pytest

from packages import Codec, imported, shaped_model
from typewright.schema import Json


def refused(module: ModuleType, codec: Codec, value: Any) -> set[str]:
    """The keywords for which a reader refuses a value."""
    with pytest.raises(module.ValidationError) as error:
        codec.decode(value)
    return {issue.keyword for issue in error.value.issues}


A_AND_B: list[Json] = [{"properties": {"a": {}}}, {"properties": {"b": {"type": "integer"}}}]


@pytest.mark.parametrize(
    ("schema", "around"),
    [
        ({"type": "object", "anyOf": A_AND_B[:1]}, lambda value: value),
        ({"type": "object", "anyOf": A_AND_B}, lambda value: value),
        ({"type": ["object", "null"], "anyOf": A_AND_B}, lambda value: value),
        ({"items": {"type": "object", "anyOf": A_AND_B}, "type": "array"}, lambda value: [value]),
        (
            {
                "type": "object",
                "properties": {"m": {"type": "object", "anyOf": A_AND_B}},
            },
            lambda value: {"m": value},
        ),
        (
            {
                "type": "object",
                "additionalProperties": {
                    "type": "array",
                    "items": {"type": "object", "anyOf": A_AND_B},
                },
            },
            lambda value: {"m": [{}, value]},
        ),
    ],
)
def test_branches_that_leave_their_type_to_what_they_stand_in_refuse_unknown_members(
    schema: dict[str, Any], around: Callable[[Json], Json]
) -> None:
    model = shaped_model(schema)
    with imported(model, unknown_members="refuse") as module:
        codec = Codec(module, model, "Thing")
        known, unknown = around({"a": 1}), around({"a": 1, "new": 1})
        assert codec.encode(codec.decode(known)) == known
        assert codec.validate(unknown) == []
        assert refused(module, codec, unknown) <= {"anyOf", "additionalProperties"}


A: dict[str, Any] = {"type": "object", "properties": {"a": {}}}
B: dict[str, Any] = {"type": "object", "properties": {"a": {}, "b": {"type": "integer"}}}
DEFINITIONS: dict[str, Any] = {
    "A": A,
    "B": B,
    "Either": {"oneOf": [{"$ref": "#/$defs/A"}, {"$ref": "#/$defs/B"}]},
    "Nested": {"type": "object", "properties": {"a": {"$ref": "#/$defs/A"}}},
}
CALLS: dict[str, Any] = {name: {"$ref": f"#/$defs/{name}"} for name in DEFINITIONS}
VALUES: list[Json] = [
    *({}, {"a": 1}, {"a": 1, "b": 1}, {"b": 1}, {"b": "x"}, {"a": {"b": 1}}, {"c": 1}, 1),
    *([{"a": 1, "b": 1}], [{"a": 1}, {"b": "x"}], {"a": {"b": 1}, "b": 2}, []),
]


@pytest.mark.parametrize("around", [lambda one: one, lambda one: {"m": one}, lambda one: [one]])
@pytest.mark.parametrize(
    "schema",
    [
        {"oneOf": [A, B]},
        {"oneOf": [CALLS["A"], CALLS["B"]]},
        {"oneOf": [CALLS["A"], CALLS["B"], {"type": "array", "items": CALLS["Either"]}]},
        {"oneOf": [CALLS["Nested"], CALLS["B"]]},
        {"oneOf": [{"properties": {"a": CALLS["A"]}}, {"required": ["b"]}], "type": "object"},
        {"oneOf": [{"required": ["b"]} | A, {"anyOf": [B, {"type": "string"}]}], "type": "object"},
        {"not": CALLS["A"]},
        {"type": ["object", "array"], "not": {"properties": {"a": CALLS["A"]}}},
        {"not": CALLS["Either"]},
        {"if": CALLS["A"], "then": {"required": ["b"]}, "else": CALLS["B"]},
        {"type": "array", "contains": CALLS["A"], "maxContains": 1},
        {"type": "array", "contains": CALLS["Either"], "minContains": 0, "maxContains": 1},
    ],
    ids=lambda one: json.dumps(one)[:60] if isinstance(one, dict) else "",
)
def test_nothing_is_read_that_is_invalid(
    schema: dict[str, Any], around: Callable[[Any], dict[str, Any]]
) -> None:
    whole = around(schema)
    if whole is not schema:
        a_list = {"type": "array", "items": schema}
        whole = a_list if isinstance(whole, list) else {"type": "object", "properties": whole}
    model = shaped_model({**whole, "$defs": DEFINITIONS})
    with imported(model, unknown_members="refuse") as module:
        codec = Codec(module, model, "Thing")
        for value in map(around, VALUES):
            read = None
            with suppress(module.ValidationError):
                read = codec.encode(codec.decode(value))
            if codec.validate(value):
                assert refused(module, codec, value)
            elif read is not None:
                assert read == value
