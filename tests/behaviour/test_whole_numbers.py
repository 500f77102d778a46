"""A number without a fraction is an ``int`` once it is read, wherever it stands and however it was
written.
"""

from __future__ import annotations

from typing import Any

import pytest

from apis import api_model, ref
from packages import Codec, imported, shaped_model

WHOLE: dict[str, Any] = {"type": "integer"}


@pytest.mark.parametrize(
    ("schema", "value", "read"),
    [
        (WHOLE, 1.0, 1),
        (WHOLE, 1e25, 10**25),
        ({**WHOLE, "multipleOf": 8}, 1e25, 10**25),
        ({**WHOLE, "multipleOf": 0.1}, 1e25, 10**25),
        ({"type": ["integer", "null"]}, 1.0, 1),
        ({"type": "array", "items": WHOLE}, [1.0, 2], [1, 2]),
        ({"type": "array", "items": {**WHOLE, "minimum": 1}}, [1.0, 2], [1, 2]),
        ({"type": "array", "items": {**WHOLE, "multipleOf": 2}}, [2.0], [2]),
        ({"type": "array", "items": {"type": ["integer", "null", "string"]}}, [1.0, None, "a"],
         [1, None, "a"]),
        ({"type": "array", "items": {"type": "array", "items": WHOLE}}, [[1.0]], [[1]]),
        ({"type": "object", "additionalProperties": WHOLE}, {"a": 1.0}, {"a": 1}),
        ({"type": "array", "prefixItems": [WHOLE, {"type": "string"}], "items": False,
          "minItems": 2}, [1.0, "a"], (1, "a")),
        ({"type": "array", "items": {"type": "number"}}, [1.0, 2], [1.0, 2]),
    ],
)  # fmt: skip
def test_whole_numbers_are_read_as_int(schema: Any, value: Any, read: Any) -> None:
    model = shaped_model(schema)
    with imported(model) as package:
        codec = Codec(package, model, "Thing")
        decoded = codec.decode(value)
        assert repr(decoded) == repr(read)
        assert codec.decode(codec.encode(decoded)) == decoded


def test_an_object_may_be_called_like_a_helper() -> None:
    schemas = {"Integer": WHOLE, "Number": {"type": "number"}, "Sum": {"type": "object"}}
    schemas["Sum"]["properties"] = {"of": {"type": "array", "items": ref("Integer")}}
    with imported(api_model(**schemas)) as package:
        assert package.is_valid_integer(3.0)
        assert not package.is_valid_integer(3.5)
        assert package.is_valid_number(3.5)
        assert package.Sum.is_valid({"of": [1, 2.0]})
        assert not package.Sum.is_valid({"of": [1.5]})
