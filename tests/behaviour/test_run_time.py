"""Fast ways give the same results as slow ones: checking alone, and reading JSON texts."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections import OrderedDict
from enum import StrEnum
from typing import Any

import pytest

from packages import Codec, imported, shaped_model

SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["name", "parts"],
    "properties": {
        "name": {"type": "string"},
        "parts": {"type": "array", "items": {"$ref": "#/$defs/Part"}},
        "count": {"type": ["integer", "null"]},
        "kind": {"$ref": "#/$defs/Kind"},
        "note": {"anyOf": [{"$ref": "#/$defs/Part"}, {"type": "string"}, {"type": "null"}]},
        "notes": {"type": "object", "additionalProperties": {"$ref": "#/$defs/Part"}},
        "spares": {"anyOf": [{"$ref": "#/$defs/Spares"}, {"type": "null"}]},
    },
    "$defs": {
        "Part": {"type": "object", "properties": {"size": {"type": "number"}}},
        "Kind": {"type": "string", "enum": ["a", "b"]},
        "Spares": {"type": ["array", "null"], "items": {"$ref": "#/$defs/Part"}},
    },
}


class Kind(StrEnum):
    A = "a"
    Z = "z"


class Text(str):
    """A string of another type."""


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"name": "x", "parts": []}, True),
        (OrderedDict(name=Text("x"), parts=[OrderedDict(size=1)], kind=Kind.A), True),
        ({Text("name"): "x", "parts": [], "count": 3.0}, True),
        ({"name": "x", "parts": [], "count": None, "note": None}, True),
        ({"name": "x", "parts": (), "kind": "a"}, False),
        (OrderedDict(name="x", parts=[], kind=Kind.Z), False),
        ({"name": "x", "parts": [], "count": True}, False),
        ({"name": "x", "parts": [], "kind": []}, False),
        ({"parts": []}, False),
        (None, False),
    ],
)
def test_valid_is_what_has_no_issues(value: Any, expected: bool) -> None:
    model = shaped_model(SCHEMA)
    with imported(model) as package:
        codec = Codec(package, model, "Thing")
        assert codec.is_valid(value) is expected
        assert (codec.validate(value) == []) is expected
        assert package.is_valid_kind(Kind.A)
        assert not package.is_valid_kind(Kind.Z)


def test_a_package_does_without_what_only_cpython_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "_functools", None)
    model = shaped_model(SCHEMA)
    with imported(model) as package:
        codec = Codec(package, model, "Thing")
        value = {"name": "x", "parts": [{"size": 1}]}
        assert codec.encode(codec.decode(value)) == value


OBJECTS: list[dict[str, Any]] = [
    {"name": "x", "parts": []},
    {"name": "x", "parts": [{"size": 1}], "note": {"size": 2}, "notes": {"a": {"size": 3}}},
    {"name": 'é"\\\n\u2028\U0001f600', "parts": [{}], "note": "text", "more": {"a": [1, None]}},
    {"name": "x", "parts": [], "count": None, "note": None, "notes": {}, "spares": None},
    {"name": "x", "parts": [], "spares": [{"size": 1}, {}]},
]


@pytest.mark.parametrize("value", OBJECTS)
def test_texts_are_those_of_json(value: dict[str, Any]) -> None:
    with imported(shaped_model(SCHEMA)) as package:
        thing = package.Thing.from_dict(value)
        assert thing.to_dict() == value
        assert thing.to_json() == json.dumps(value, ensure_ascii=False)
        assert thing.to_json(indent=2) == json.dumps(value, ensure_ascii=False, indent=2)
        text = json.dumps(value)
        texts: list[str | bytes | bytearray] = [text, text.encode(), bytearray(text.encode())]
        texts += [f" \t\r\n{text}\n", text.encode("utf-16"), text.encode("utf-8-sig")]
        texts += [text.encode("utf-16-le"), text.encode("utf-32"), Text(text)]
        for each in texts:
            assert package.Thing.from_json(each) == thing


CONSTANTS = [
    f'{{"name": "x", "parts": [], "more": {each}}}' for each in ("NaN", "Infinity", "-Infinity")
]


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "{", "{} x", "\ufeff{}", "\xa0{}", b"\xff", "[1,]", "1" * 5000, "[" * 100_000,
        *CONSTANTS,
    ],
)  # fmt: skip
def test_what_is_no_text_of_json_is_refused(text: str | bytes) -> None:
    with imported(shaped_model(SCHEMA)) as package:
        with pytest.raises(ValueError) as error:  # noqa: PT011
            package.Thing.from_json(text)
        assert not isinstance(error.value, package.ValidationError)


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_what_json_does_not_have_is_not_written(number: float) -> None:
    with imported(shaped_model(SCHEMA)) as package:
        for thing in (
            package.Thing(name="x", parts=[package.Part(size=number)]),
            package.Thing(name="x", parts=[], extra={"more": [number]}),
        ):
            for indent in (None, 2):
                with pytest.raises(ValueError, match="JSON"):
                    thing.to_json(indent=indent)


LIBRARIES = ["orjson", "msgspec"]


@pytest.fixture(params=[*LIBRARIES, *(f"{name} not installed" for name in LIBRARIES)])
def codec(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """What a package is asked to read and write texts with; perhaps it is not there."""
    name, _, missing = str(request.param).partition(" ")
    if missing:
        monkeypatch.setitem(sys.modules, name, None)
    elif importlib.util.find_spec(name) is None:
        pytest.skip(f"{name} is not installed")
    return name


@pytest.mark.parametrize("value", OBJECTS)
def test_texts_of_another_library_hold_the_same(codec: str, value: dict[str, Any]) -> None:
    with imported(shaped_model(SCHEMA), json=codec) as package:
        thing = package.Thing.from_dict(value)
        assert thing.to_json() == json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        assert thing.to_json(indent=2) == json.dumps(value, ensure_ascii=False, indent=2)
        text = json.dumps(value)
        texts: list[str | bytes | bytearray] = [text, text.encode(), bytearray(text.encode())]
        texts += [f" \t\r\n{text}\n", text.encode("utf-16"), text.encode("utf-8-sig")]
        for each in texts:
            assert package.Thing.from_json(each) == thing


@pytest.mark.parametrize(
    "value",
    [
        "1e400", "-0", "-0.0", "18446744073709551615",
        '"\\ud800"', '{"a": 1, "a": 2}',
        "1.7976931348623159e308", "5e-324", f"{'[' * 300}{']' * 300}",
    ],
)  # fmt: skip
def test_another_library_reads_what_json_does(codec: str, value: str) -> None:
    with imported(shaped_model(SCHEMA), json=codec) as package:
        text = f'{{"name": "x", "parts": [], "more": {value}}}'
        found = package.Thing.from_json(text).extra["more"]
        assert repr(found) == repr(json.loads(text)["more"])


def test_whole_numbers_of_more_than_64_bits(codec: str) -> None:
    with imported(shaped_model(SCHEMA), json=codec) as package:
        large = 2**64 + 1
        thing = package.Thing(name="x", parts=[], count=large)
        assert thing.to_json() == f'{{"name":"x","parts":[],"count":{large}}}'
        found = package.Thing.from_json(thing.to_json()).count
        assert found in (large, 18446744073709552000)


@pytest.mark.parametrize("text", ["", "{", "{} x", "[1,]", "[" * 100_000, *CONSTANTS])
def test_another_library_refuses_what_json_does(codec: str, text: str) -> None:
    with imported(shaped_model(SCHEMA), json=codec) as package:
        with pytest.raises(ValueError) as error:  # noqa: PT011
            package.Thing.from_json(text)
        assert not isinstance(error.value, package.ValidationError)


@pytest.mark.parametrize("value", ["yes", "no", "other", "others"])
def test_valid_is_what_passes_the_last_of_two_ways(value: str) -> None:
    two_ways = {"if": {"maxLength": 4}, "then": {"const": "yes"}, "else": {"const": "other"}}
    model = shaped_model({"type": "string", **two_ways})
    with imported(model) as package:
        codec = Codec(package, model, next(iter(model.definitions)))
        assert (not codec.validate(value)) is (value in ("yes", "other"))


@pytest.mark.parametrize(
    ("items", "value"),
    [
        ({"type": "string"}, "x"),
        ({"type": "integer"}, 1),
        ({"type": "number"}, 0.5),
        ({"enum": ["a", "b"]}, "a"),
        ({"$ref": "#/$defs/Part"}, {"size": 1}),
        ({"anyOf": [{"$ref": "#/$defs/Part"}, {"type": "string"}]}, {"size": 1}),
        ({"type": ["object", "null"], "additionalProperties": {"$ref": "#/$defs/Part"}}, None),
        ({"type": "array", "items": {"$ref": "#/$defs/Part"}}, [{"size": 1}]),
    ],
)
def test_lists_have_no_room_for_more(items: Any, value: Any) -> None:
    properties = {
        "parts": {"type": "array", "items": items},
        "mixed": {"type": "array", "prefixItems": [{"type": "boolean"}], "items": items},
    }
    model = shaped_model({"type": "object", "properties": properties, "$defs": SCHEMA["$defs"]})
    with imported(model) as package:
        codec = Codec(package, model, "Thing")
        for count in (0, 1, 2, 5, 17, 300):
            values = [value] * count
            thing = codec.decode({"parts": values, "mixed": [True, *values]})
            inner = (part for part in thing.parts if isinstance(part, list))
            for found in (thing.parts, thing.mixed, *inner):
                assert sys.getsizeof(found) == sys.getsizeof([*found].copy())
