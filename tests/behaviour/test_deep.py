"""Values nested more deeply than Python can follow are refused in the same way as any others."""

from __future__ import annotations

from typing import Any

import pytest

from packages import Codec, imported, shaped_model

NODE: dict[str, Any] = {
    "type": "object",
    "required": ["v"],
    "properties": {"v": {"type": "integer"}, "next": {"$ref": "#/$defs/Node"}},
}
LIST = {"type": "array", "items": {"$ref": "#/$defs/List"}}
SCHEMA = {"$defs": {"Node": NODE, "List": LIST}}
MODEL = shaped_model(SCHEMA, "Root")


def chain(depth: int) -> dict[str, Any]:
    value: dict[str, Any] = {"v": 1}
    for _ in range(depth):
        value = {"v": 1, "next": value}
    return value


@pytest.mark.parametrize("depth", [100, 400])
def test_deep_values_are_read(depth: int) -> None:
    with imported(MODEL) as package:
        assert package.Node.validate(chain(depth)) == []
        assert package.Node.from_dict(chain(depth)).to_dict() == chain(depth)


@pytest.mark.parametrize("depth", [1_000, 50_000])
def test_values_that_are_too_deep_are_refused(depth: int) -> None:
    deep: list[Any] = []
    for _ in range(depth):
        deep = [deep]
    with imported(MODEL) as package:
        codec = Codec(package, MODEL, "List")
        assert [(i.pointer, i.keyword) for i in codec.validate(deep)] == [("", "nesting")]
        with pytest.raises(package.ValidationError):
            codec.decode(deep)
        with pytest.raises(package.ValidationError, match="nested less deeply"):
            package.Node.from_dict(chain(depth))
        text = '{"v":1,"next":' * depth + '{"v":1}' + "}" * depth
        # Whether the text or the data is too deep depends on the version of Python.
        with pytest.raises(ValueError, match=r"too deep|nested less deeply"):
            package.Node.from_json(text)
