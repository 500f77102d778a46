"""References that lead back to where they began, and values that are read through them."""

from __future__ import annotations

from typing import Any

import pytest

from packages import Codec, imported, shaped_model
from typewright.checks import interpreter

CIRCULAR: list[dict[str, Any]] = [
    {"$ref": "#"},
    {"allOf": [{"$ref": "#"}], "type": "string"},
    {"anyOf": [{"$ref": "#"}, {"type": "string"}]},
    {"not": {"$ref": "#"}},
    {
        "$ref": "#/$defs/A",
        "$defs": {
            "A": {"allOf": [{"$ref": "#/$defs/B"}], "maxProperties": 1},
            "B": {"allOf": [{"$ref": "#/$defs/A"}], "type": "object"},
        },
    },
    {
        "type": "object",
        "properties": {"next": {"$ref": "#"}, "all": {"type": "array", "items": {"$ref": "#"}}},
        "additionalProperties": False,
    },
]
VALUES: list[Any] = ["a", 1, {}, {"a": 1, "b": 2}, {"next": {"all": [{}]}}, {"next": {"all": [1]}}]


@pytest.mark.parametrize("schema", CIRCULAR)
def test_circular_references_end(schema: dict[str, Any]) -> None:
    model = shaped_model(schema)
    with imported(model) as package:
        for key, definition in model.definitions.items():
            codec = Codec(package, model, key)
            check = model.checks[definition.schema]
            for value in VALUES:
                wanted = interpreter.issues(check, value, model.checks)
                found = [(issue.pointer, issue.keyword) for issue in codec.validate(value)]
                assert found == [(issue.pointer, issue.keyword) for issue in wanted]
                if not wanted:
                    assert codec.encode(codec.decode(value)) == value
