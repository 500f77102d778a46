"""An instance of a subclass of a JSON type has the verdict of what it stands for."""

from __future__ import annotations

from random import Random
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator

from compilers import need_compiler
from instances import odd
from mutate import mutate
from packages import Codec, imported, shaped_model
from strategies import SCHEMAS
from typewright import extension
from typewright.fixtures import make
from typewright.model import Model
from typewright.schema import ABSENT

SIZED: dict[str, Any] = {"properties": {"a": {"type": "integer"}}}
UNTYPED: list[dict[str, Any]] = [
    SIZED,
    {"minimum": 3},
    {"multipleOf": 2},
    {"maxLength": 1},
    {"pattern": "^a"},
    {"items": {"type": "string"}},
    {"prefixItems": [{"type": "string"}]},
    {"maxItems": 1},
    {"contains": {"type": "integer"}},
    {"required": ["a"]},
    {"minProperties": 1},
    {"additionalProperties": {"type": "integer"}},
    {"patternProperties": {"^a": {"type": "integer"}}},
    {"propertyNames": {"pattern": "^b"}},
    {"dependentRequired": {"a": ["b"]}},
    {"dependentSchemas": {"a": {"required": ["b"]}}},
    {"unevaluatedProperties": {"type": "integer"}},
]
COMBINED: list[dict[str, Any]] = [
    *({"not": schema} for schema in UNTYPED),
    {"not": {"type": "object"}},
    {"not": {"type": ["integer", "string"]}},
    {"not": {"const": {"a": 1}}},
    {"not": {"enum": ["a", 1, [1]]}},
    {"uniqueItems": True},
    {"contains": {"type": "integer"}, "maxContains": 1},
    {"propertyNames": {"not": {"minLength": 2}}},
    {"if": {"properties": {"a": {"const": 1}}}, "then": {"required": ["b"]}},
    {"if": {"type": "array"}, "else": {"minLength": 2}},
    {"oneOf": [{"type": "object", **SIZED}, {"required": ["b"]}]},
    {"oneOf": [{"type": "object", **SIZED}, {"type": "object", "required": ["b"]}]},
    {"oneOf": [{"type": "array", "items": {"type": each}} for each in ("integer", "number")]},
    {"oneOf": [{"minLength": 2}, {"maxLength": 3}]},
    {"anyOf": [{"minLength": 2}, {"type": "object", **SIZED}]},
    {"type": "object", "properties": {"a": {"not": {"items": {"type": "string"}}}}},
    {"items": {"properties": {"a": {"not": {"type": "integer"}}}}},
]
VALUES: list[Any] = [
    *({}, {"a": 1}, {"a": "x"}, {"a": 2, "b": 1}, {"b": 1}, {"bb": 3}, {"a": ["x"]}, {"a": [1]}),
    *([], [1], ["x"], [1, 2], [1, 1.0], ["x", "x"], [{"a": 1}, {"a": 1}], [[1], [1]], [1.5]),
    *(1, 5, 6, 2.5, 4.0, "a", "b", "abcd", None, True),
]


def said(codec: Codec, error: type[Exception], value: Any, plain: Any = ABSENT) -> bool:
    """The one verdict of all functions on a value; what is read is written as it was, or as what
    is ``plain`` is.
    """
    valid: bool = codec.is_valid(value)
    assert (codec.validate(value) == []) is valid
    try:
        written = codec.encode(codec.decode(value))
    except error:
        assert not valid
    else:
        assert valid
        assert written == (value if plain is ABSENT else codec.encode(codec.decode(plain)))
    return valid


@pytest.mark.parametrize("schema", [*UNTYPED, *COMBINED], ids=str)
def test_the_verdict_is_that_of_plain_data(schema: dict[str, Any]) -> None:
    model = shaped_model(schema)
    validator = Draft202012Validator(schema)
    rng = Random(1)  # noqa: S311 - the same changes every time
    with imported(model) as package:
        codec = Codec(package, model, "Thing")
        for value in VALUES:
            valid = validator.is_valid(value)
            assert said(codec, package.ValidationError, value) is valid
            assert said(codec, package.ValidationError, odd(value)) is valid
            for _ in range(4):
                some = odd(value, lambda: rng.random() < 0.5)
                assert said(codec, package.ValidationError, some) is valid, some


def test_compiled_packages_say_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    need_compiler()
    monkeypatch.setenv("CFLAGS", "-O0")  # compiling takes the time here
    several = {f"schema {number}": each for number, each in enumerate([*UNTYPED, *COMBINED])}
    model = shaped_model({"type": "object", "properties": several})
    with imported(model, extension.build, compiled=True) as package:
        codec = Codec(package, model, "Thing")
        for name, schema in several.items():
            validator = Draft202012Validator(schema)
            for value in VALUES:
                valid = validator.is_valid(value)
                for each in (value, odd(value)):
                    assert said(codec, package.ValidationError, {name: each}) is valid, schema


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(SCHEMAS)
def test_the_verdict_is_that_of_plain_data_for_any_schema(schema: Any) -> None:
    model = shaped_model(schema)
    fixtures = make(model)[0]["Thing"]
    rng = Random(1)  # noqa: S311 - the same changes every time
    values = [one.value for one in (*fixtures.valid, *fixtures.invalid)]
    values += [mutate(value, rng) for value in values for _ in range(3)]
    with imported(model) as package:
        codec = Codec(package, model, "Thing")
        for value in values:
            valid = codec.is_valid(value)
            for each in (odd(value), odd(value, lambda: rng.random() < 0.3)):
                # 1e300 is read as the whole number, which no float is.
                assert said(codec, package.ValidationError, each, value) is valid, each


@pytest.fixture
def words() -> Any:
    model = shaped_model(
        {
            "type": "object",
            "properties": {"word": {"type": "string", "maxLength": 1}, "any": {}},
        }
    )
    with imported(model) as package:
        yield model, package


def test_a_text_is_what_is_in_it_and_not_what_str_makes_of_it(
    words: tuple[Model, ModuleType],
) -> None:
    model, package = words
    thing = Codec(package, model, "Thing").decode({"word": odd("a")})
    assert (type(thing.word), thing.word) == (str, "a")


@pytest.mark.parametrize("schema", [*UNTYPED, *COMBINED, {"type": "string"}, {}], ids=str)
def test_of_what_is_no_json_all_functions_say_the_same(schema: dict[str, Any]) -> None:
    model = shaped_model(schema)
    with imported(model) as package:
        codec = Codec(package, model, "Thing")
        for value in ({1, 2}, b"", (1, 2), {"a": {1}}, [b""]):
            valid = codec.is_valid(value)
            assert (codec.validate(value) == []) is valid, value
            if valid:
                codec.decode(value)
            else:
                with pytest.raises(package.ValidationError):
                    codec.decode(value)
