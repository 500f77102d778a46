"""The options of the Python target: readers follow them, ``validate`` follows the specification."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from random import Random
from types import ModuleType
from typing import Any
from uuid import UUID

import pytest

from mutate import mutate
from packages import Codec, imported, shaped_model
from typewright.schema import Json

SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["status"],
    "properties": {
        "status": {"type": "string", "enum": ["active", "in-progress"]},
        "level": {"type": ["string", "null"], "enum": ["low", "high", None]},
        "levels": {"type": "array", "items": {"enum": [1, 2]}},
        "at": {"type": "string", "format": "date-time"},
        "day": {"type": ["string", "null"], "format": "date"},
        "times": {"type": "array", "items": {"type": "string", "format": "time"}},
        "id": {"type": "string", "format": "uuid"},
        "either": {"anyOf": [{"type": "string", "format": "uuid"}, {"type": "integer"}]},
        "inner": {
            "type": ["object", "null"],
            "properties": {"kind": {"type": "string", "enum": ["x", "y"]}},
        },
        "closed": {"type": "object", "additionalProperties": {"type": "integer"}},
    },
}
VALUE: dict[str, Any] = {
    "status": "in-progress",
    "level": None,
    "levels": [1, 2],
    "at": "2024-02-29T12:30:00.5+02:00",
    "day": "2024-02-29",
    "times": ["10:00:00Z"],
    "id": "6ba7b810-9dad-11d1-80b4-00c04fd430c8",
    "either": 3,
    "inner": {"kind": "x"},
    "closed": {"a": 1},
}


@contextmanager
def package(**options: str) -> Iterator[tuple[ModuleType, Codec]]:
    model = shaped_model(SCHEMA)
    with imported(model, **options) as module:
        yield module, Codec(module, model, "Thing")


def refused(module: ModuleType, codec: Codec, value: Any) -> set[tuple[str, str]]:
    with pytest.raises(module.ValidationError) as error:
        codec.decode(value)
    return {(issue.pointer, issue.keyword) for issue in error.value.issues}


def test_enumerations_as_classes() -> None:
    with package(enums="strenum") as (module, codec):
        thing = codec.decode(VALUE)
        assert thing.status is module.ThingStatus.IN_PROGRESS
        assert thing.status == "in-progress"
        assert codec.encode(thing) == VALUE
        assert type(codec.encode(thing)["status"]) is str
        assert (
            codec.decode({"status": module.ThingStatus.ACTIVE}).status is module.ThingStatus.ACTIVE
        )
        assert refused(module, codec, {"status": "other"}) == {("/status", "enum")}


def test_native_formats() -> None:
    with package(formats="native") as (module, codec):
        thing = codec.decode(VALUE)
        zone = dt.timezone(dt.timedelta(hours=2))
        assert thing.at == dt.datetime(2024, 2, 29, 12, 30, 0, 500_000, zone)
        assert thing.day == dt.date(2024, 2, 29)
        assert thing.times == [dt.time(10, tzinfo=dt.UTC)]
        assert thing.id == UUID(VALUE["id"])
        assert codec.decode(codec.encode(thing)) == thing
        assert codec.decode({**VALUE, "either": VALUE["id"]}).either == UUID(VALUE["id"])
        wrong = {**VALUE, "at": "yesterday", "day": "2023-02-29", "times": ["25:00:00Z"], "id": "1"}
        assert codec.validate(wrong) == []
        places = ("/at", "/day", "/times/0", "/id")
        assert refused(module, codec, wrong) == {(place, "format") for place in places}


def test_unknown_members_are_kept_and_written_back() -> None:
    with package() as (_, codec):
        value = {**VALUE, "new": [1], "inner": {"kind": "y", "more": None}}
        thing = codec.decode(value)
        assert thing.extra == {"new": [1]}
        assert thing.inner.extra == {"more": None}
        assert codec.encode(thing) == value


def test_unknown_members_are_dropped() -> None:
    with package(unknown_members="drop") as (_, codec):
        thing = codec.decode({**VALUE, "new": 1})
        assert not hasattr(thing, "extra")
        assert codec.encode(thing) == VALUE


def test_unknown_members_are_refused_by_readers_alone() -> None:
    with package(unknown_members="refuse") as (module, codec):
        value = {**VALUE, "new": 1, "inner": {"more": 1}}
        assert codec.validate(value) == []
        found = refused(module, codec, value)
        assert found == {("", "additionalProperties"), ("/inner", "additionalProperties")}
        assert codec.encode(codec.decode(VALUE)) == VALUE


def test_members_that_are_typed_but_not_named_are_kept_where_unknown_ones_are_refused() -> None:
    model = shaped_model(
        {
            "type": "object",
            "properties": {"a": {"type": "string"}},
            "additionalProperties": {"type": "integer"},
        }
    )
    with imported(model, unknown_members="refuse") as module:
        codec = Codec(module, model, "Thing")
        value = {"a": "x", "b": 1}
        read = codec.decode(value)
        assert (read.extra, codec.encode(read)) == ({"b": 1}, value)
        assert module.Thing.from_json(read.to_json()) == read
        assert refused(module, codec, {"b": "x"}) == {("/b", "type")}


@pytest.mark.parametrize("keyword", ["allOf", "dependentSchemas", "then"])
def test_what_a_record_refers_to_refuses_no_member_of_it(keyword: str) -> None:
    part = {"$ref": "#/$defs/Part"}
    parts: Json = {"allOf": [part], "dependentSchemas": {"a": part}, "then": part}[keyword]
    schema: dict[str, Any] = {
        "type": "object",
        "properties": {"a": {"type": "string"}, "b": {}},
        "if": {"required": ["a"]},
        keyword: parts,
        "$defs": {"Part": {"type": "object", "properties": {"b": {"type": "integer"}}}},
    }
    model = shaped_model(schema)
    with imported(model, unknown_members="refuse") as module:
        codec = Codec(module, model, "Thing")
        assert codec.encode(codec.decode({"a": "x", "b": 1})) == {"a": "x", "b": 1}
        assert refused(module, codec, {"a": "x", "b": "y"}) == {("/b", "type")}
        assert refused(module, codec, {"a": "x", "c": 1}) == {("", "additionalProperties")}


@pytest.mark.parametrize("more", [None, False, {"type": "integer"}, {"minLength": 1}])
@pytest.mark.parametrize("unknown_members", ["keep", "drop", "refuse"])
def test_null_is_not_taken_for_absence(unknown_members: str, more: Json) -> None:
    names = {"type": "string"}, {"type": "integer"}, {"const": "x"}, {"$ref": "#/$defs/Part"}
    schema: dict[str, Any] = {
        "type": "object",
        "properties": {
            **{f"{at}": named for at, named in enumerate(names)},
            "or": {"type": ["string", "null"]},
        },
        "$defs": {"Part": {"type": "object", "properties": {"on": {"type": "boolean"}}}},
    }
    if more is not None:
        schema["additionalProperties"] = more
    model = shaped_model(schema)
    with imported(model, unknown_members=unknown_members) as module:
        codec = Codec(module, model, "Thing")
        others = {} if more is False or unknown_members == "refuse" else {"new": 1, "newer": 2}
        value = {"0": "", "1": 1, "2": "x", "3": {}, "or": None}
        for known in ({}, {"or": None}, value):
            codec.decode({**known, **others})
            for wrong in "0123":
                for around in (known, {**known, **others}):
                    found = refused(module, codec, {**around, wrong: None})
                    assert {pointer for pointer, _ in found} == {f"/{wrong}"}


def test_unknown_enum_values_are_kept() -> None:
    with package(unknown_enum_values="keep") as (module, codec):
        value = {**VALUE, "status": "new", "level": "top", "levels": [3], "inner": {"kind": "z"}}
        assert codec.encode(codec.decode(value)) == value
        assert [issue.keyword for issue in codec.validate(value)] == ["enum"] * 4
        assert refused(module, codec, {"status": 1}) == {("/status", "type")}


def test_unknown_numbers_are_kept_where_a_fraction_is_known() -> None:
    model = shaped_model({"enum": ["low", 1, 2.5]})
    with imported(model, unknown_enum_values="keep") as module:
        codec = Codec(module, model, "Thing")
        assert [codec.decode(each) for each in (3.5, 7, "high")] == [3.5, 7, "high"]
        assert refused(module, codec, True) == {("", "type")}


def test_unknown_enum_values_are_kept_beside_members_of_classes() -> None:
    with package(enums="strenum", unknown_enum_values="keep") as (module, codec):
        thing = codec.decode({"status": "new"})
        assert type(thing.status) is str
        assert codec.decode({"status": "active"}).status is module.ThingStatus.ACTIVE
        assert codec.encode(thing) == {"status": "new"}


@pytest.mark.parametrize(
    "options",
    [
        {"enums": "strenum", "formats": "native"},
        {"unknown_members": "refuse", "unknown_enum_values": "keep"},
        {
            "enums": "strenum",
            "formats": "native",
            "unknown_members": "drop",
            "unknown_enum_values": "keep",
        },
    ],
)
def test_whatever_is_read_can_be_written_and_read_again(options: dict[str, str]) -> None:
    """And what is refused is refused as invalid, never with another error."""
    rng = Random(7)  # noqa: S311 - the same changes every time
    with package(**options) as (module, codec):
        for _ in range(300):
            with suppress(module.ValidationError):
                thing = codec.decode(mutate(VALUE, rng))
                assert codec.decode(codec.encode(thing)) == thing


def test_subclasses_of_json_types_are_read_as_these() -> None:
    class Text(str):
        __slots__ = ()

    with package() as (_, codec):
        thing = codec.decode({Text("status"): "active", "id": Text("1")})
        assert type(thing.id) is str


LETTERS: dict[str, Any] = {"E": {"enum": ["c", "d"]}, "F": {"enum": ["a", "b"]}}
KINDS: dict[str, Any] = {
    at: {"type": "object", "properties": {"kind": {"enum": values}}}
    for at, values in (("One", ["a", "b"]), ("Other", ["c", "d"]))
}
DECISIVE: list[tuple[Json, list[Json]]] = [
    ({"oneOf": [{"$ref": "#/$defs/E"}, {"$ref": "#/$defs/F"}]}, ["c", "a"]),
    ({"oneOf": [{"$ref": "#/$defs/E"}, {"type": "string", "minLength": 2}]}, ["c", "xx"]),
    ({"oneOf": list(KINDS.values())}, [{"kind": "a"}, {"kind": "d"}, {"kind": "a", "new": "x"}]),
    ({"oneOf": [{}, KINDS["One"]]}, [{"kind": "x"}, {"kind": 1}]),
    ({"not": {"$ref": "#/$defs/E"}}, ["x", 1]),
    ({"if": {"$ref": "#/$defs/E"}, "then": {"minLength": 4}}, ["x", 1]),
    ({"contains": {"$ref": "#/$defs/E"}, "maxContains": 1}, [["c", "x"], ["d", "y", 1]]),
    ({"not": {"properties": {"a": {"items": {"$ref": "#/$defs/E"}}}}}, [{"a": ["x"]}]),
]


@pytest.mark.parametrize(("schema", "valid"), DECISIVE)
def test_whatever_is_valid_is_read_where_unknown_enum_values_are_kept(
    schema: dict[str, Any], valid: list[Json]
) -> None:
    model = shaped_model({**schema, "$defs": LETTERS})
    with imported(model, unknown_enum_values="keep") as module:
        codec = Codec(module, model, "Thing")
        for value in valid:
            assert codec.validate(value) == []
            assert codec.encode(codec.decode(value)) == value


def test_unknown_enum_values_are_kept_in_branches_that_something_else_tells_apart() -> None:
    letters = {"$ref": "#/$defs/E"}
    branches = [
        {
            "type": "object",
            "properties": {"kind": {"const": kind}, "letter": letters},
            "required": ["kind"],
        }
        for kind in "xy"
    ]
    apart = [
        {
            "type": "object",
            "properties": {name: letters},
            "required": [name],
            "additionalProperties": False,
        }
        for name in "ab"
    ]
    cases: list[tuple[Json, Json]] = [
        ({"oneOf": [letters, {"type": "null"}]}, "new"),
        ({"oneOf": branches}, {"kind": "x", "letter": "new"}),
        ({"oneOf": [*apart, {"type": "array", "items": letters}]}, {"a": "new"}),
        ({"oneOf": [*apart, {"type": "array", "items": letters}]}, ["new"]),
    ]
    for schema, value in cases:
        model = shaped_model({"oneOf": schema["oneOf"], "$defs": LETTERS})
        with imported(model, unknown_enum_values="keep") as module:
            codec = Codec(module, model, "Thing")
            assert codec.validate(value) != []
            assert codec.encode(codec.decode(value)) == value


@pytest.mark.parametrize("unknown_enum_values", ["refuse", "keep"])
def test_values_of_choices_that_exclude_each_other_are_read_or_refused_with_a_reason(
    unknown_enum_values: str,
) -> None:
    one, others = {"enum": [[]]}, {"enum": [[1], True]}
    model = shaped_model({"type": "object", "properties": {"m": {"allOf": [one, others]}}})
    with imported(model, unknown_enum_values=unknown_enum_values) as module:
        codec = Codec(module, model, "Thing")
        for value in ([], [1], [2], True, 1):
            with suppress(module.ValidationError):
                assert codec.encode(codec.decode({"m": value})) == {"m": value}


ONE_OR_NONE: dict[str, Any] = {"allOf": [{"$ref": "#/$defs/E"}, {"enum": ["a", "b"]}]}
"""What no value is, though unknown ones may be."""
COMMON = {"allOf": [{"enum": [1, "a"]}, {"enum": [2, "a", "c"]}]}
OBJECT = {"type": "object"}


@pytest.mark.parametrize(
    ("schema", "taken", "left_out"),
    [
        ({"anyOf": [ONE_OR_NONE, OBJECT]}, [{}], ["c", "new", 1]),
        ({"oneOf": [ONE_OR_NONE, OBJECT]}, [{}], ["c", "new", 1]),
        ({"anyOf": [{"const": "a", "enum": ["b", "c"]}, OBJECT]}, [{}], ["a", "b", "new"]),
        ({"anyOf": [COMMON, OBJECT]}, [{}, "a", "new"], [1, 2, 3]),
        ({"not": {"anyOf": [ONE_OR_NONE, OBJECT]}}, ["c", "new", 1], [{}]),
        (
            {
                "type": "array",
                "items": {"enum": ["a", {"b": 1}]},
                "allOf": [{"items": {"enum": ["c", {"b": 1}]}}],
            },
            [[{"b": 1}], [{"b": 2}]],
            [["a"], ["new"], {}],
        ),
        (
            {
                "type": "object",
                "properties": {"m": {"enum": ["a", {"b": 1}]}},
                "allOf": [{"properties": {"m": {"enum": ["c", {"b": 1}]}}}],
            },
            [{"m": {"b": 1}}, {"m": {"b": 2}}],
            [{"m": "a"}, {"m": "new"}],
        ),
        ({"type": "array", "items": {"enum": ["x", None]}}, [["x"], [None]], [["new"], [[1]]]),
    ],
)
def test_of_enumerations_that_hold_together_values_of_their_common_types_are_kept(
    schema: dict[str, Any], taken: list[Json], left_out: list[Json]
) -> None:
    model = shaped_model({**schema, "$defs": LETTERS})
    with imported(model, unknown_enum_values="keep") as module:
        codec = Codec(module, model, "Thing")
        for value in taken:
            assert codec.encode(codec.decode(value)) == value
        for value in left_out:
            assert codec.validate(value) != []
            with pytest.raises(module.ValidationError):
                codec.decode(value)
