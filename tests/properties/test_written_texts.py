"""The text of an object is what ``json`` makes of its data, to the letter, whatever it holds.

Writers go by the types of members. Users put other values there; then the text, or the exception,
is still the one that ``json`` has for what ``to_dict`` gives.
"""

from __future__ import annotations

import datetime as dt
import enum
import importlib
import json
import re
import sys
from collections import OrderedDict, namedtuple
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import typewright
from corpora import ROOT
from packages import imported, shaped_model
from strategies import SCHEMAS
from typewright.diagnostics import InputError
from typewright.fixtures import make

CASES = sorted(ROOT.glob("tests/cases/*/input"))
PACKAGES = sorted(path.parent for path in ROOT.glob("generated/python/*/_writing.py"))


class Text(str):
    """A text of another type."""


class Spoken(str):
    """A text that says something else than it holds."""

    def __str__(self) -> str:
        return "other"


class Whole(int):
    def __repr__(self) -> str:
        return "whole"


class Number(float):
    def __repr__(self) -> str:
        return "number"


class Colour(enum.StrEnum):
    RED = "red"


class Level(enum.IntEnum):
    LOW = 1


class Other:
    """What has no JSON data."""

    def __repr__(self) -> str:
        return "other"


class Data:
    """An object of somebody else that has JSON data."""

    def __init__(self, data: Any) -> None:
        self.data = data

    def to_dict(self) -> Any:
        return self.data


Point = namedtuple("Point", "x y")


def circle() -> list[Any]:
    values: list[Any] = []
    values.append(values)
    return values


def deep(levels: int) -> list[Any]:
    values: list[Any] = []
    for _ in range(levels):
        values = [values]
    return values


VALUES: list[Callable[[], Any]] = [
    *(lambda value=value: value for value in (
        True, False, None, 0, -1, 10**30, 10**5000, 0.0, -0.0, 1e16, 1.5e-7, 1e400, -1e400,
        float("nan"), "", "a", "é\"\\\n\x00\x7f\u2028\U0001f600", "\ud800", b"a", 1j, ..., object,
        Text('"a"'), Spoken("a"), Whole(1), Number(1.5), Colour.RED, Level.LOW, Decimal("1.5"),
        dt.datetime(2024, 2, 29, tzinfo=dt.UTC), dt.date(2024, 2, 29), UUID(int=1), Point(1, "b"),
        (), (1, ("a",)), frozenset("a"),
    )),
    *(lambda make=make: make() for make in (
        list, lambda: [1, None, True, 0.5, "a", [{}], {"a": []}],
        lambda: [Text("a"), Whole(1)], lambda: [Other()],
        dict, lambda: {"a": 1, "\u2028": {"b": [None]}},
        lambda: {1: 2, None: 3, 1.5: 4, False: 5}, lambda: {Text("a"): 1, Colour.RED: 2},
        lambda: {(1, 2): 3}, lambda: OrderedDict(b=1, a=2), lambda: iter([1, 2]), lambda: {"a"},
        lambda: Data({"a": [1, "b"]}), lambda: Data(None), lambda: Data(Other()),
        lambda: [Data({}), Data({"b": Text("c")})], lambda: {"a": Data({})}, Other,
        circle, lambda: deep(400), lambda: deep(2_000),
    )),
]  # fmt: skip
"""What users may put anywhere, made anew each time."""


@contextmanager
def loaded(folder: Path) -> Iterator[ModuleType]:
    """A package that lies in ``folder``, forgotten afterwards."""
    sys.path.insert(0, str(folder.parent))
    try:
        yield importlib.import_module(folder.name)
    finally:
        sys.path.remove(str(folder.parent))
        for module in [each for each in sys.modules if each.partition(".")[0] == folder.name]:
            del sys.modules[module]


def outcome(write: Callable[[], str]) -> tuple[str, str]:
    """A text or an exception, without the addresses of what was made anew."""
    try:
        kind, text = "text", write()
    except RecursionError:
        return "RecursionError", ""  # where that was noticed, it says
    except Exception as error:
        kind, text = type(error).__name__, str(error)
    return kind, re.sub(r" at 0x[0-9A-Fa-f]+", "", text)


def same(thing: Any) -> None:
    """The law."""
    encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
    wanted = outcome(lambda: encode(thing.to_dict()))
    assert outcome(thing.to_json) == wanted
    assert outcome(lambda: thing.to_json(indent=1)) == outcome(
        lambda: json.dumps(thing.to_dict(), ensure_ascii=False, allow_nan=False, indent=1)
    )


def objects_in(value: Any) -> Iterator[Any]:
    """All objects that an object of a package holds, itself the first."""
    if hasattr(value, "to_json"):
        yield value
        for name in value.__slots__:
            yield from objects_in(getattr(value, name))
    elif isinstance(value, list | dict):
        for item in value if isinstance(value, list) else value.values():
            yield from objects_in(item)


def texts_of_fixtures(package: ModuleType, fixtures: Mapping[str, Sequence[Any]]) -> None:
    """The law, for valid values by the names of their objects: each text needs no other way."""
    classes = {name.lower(): getattr(package, name) for name in dir(package)}
    for name, values in fixtures.items():
        class_ = classes.get("".join(filter(str.isalnum, name)).lower())
        for value in values if hasattr(class_, "to_json") else []:
            thing = class_.from_dict(value)
            same(thing)
            assert thing._write_json() == thing.to_json()


@pytest.mark.parametrize("folder", PACKAGES, ids=lambda path: path.name)
def test_texts_of_generated_packages_are_those_of_json(folder: Path) -> None:
    files = [json.loads(file.read_text("utf-8")) for file in folder.glob("fixtures/*.json")]
    with loaded(folder) as package:
        texts_of_fixtures(
            package, {one["object"]: [each["value"] for each in one["valid"]] for one in files}
        )


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.parent.name)
def test_texts_of_all_cases_are_those_of_json(case: Path) -> None:
    sources = sorted(map(str, case.iterdir()))
    overlays = [path for path in sources if Path(path).name.startswith("overlay")]
    try:
        model = typewright.load(*{*sources} - {*overlays}, overlays=overlays, report=lambda _: None)
    except InputError:
        return
    fixtures = {key: [one.value for one in made.valid] for key, made in make(model)[0].items()}
    with imported(model) as package:
        texts_of_fixtures(package, fixtures)


OPTIONS: list[dict[str, str]] = [
    {},
    {"enums": "strenum", "formats": "native"},
    {"unknown_members": "drop", "unknown_enum_values": "keep", "enums": "strenum"},
    {"defaults": "apply"},
]
THING: dict[str, Any] = {
    "type": "object",
    "required": ["name", "parts", "at", 'a member\'s "name"\\ {of} it\u2028'],
    "properties": {
        "name": {"type": "string"},
        "parts": {"type": "array", "items": {"$ref": "#/$defs/Part"}},
        "at": {"type": "string", "format": "date-time"},
        'a member\'s "name"\\ {of} it\u2028': {"type": ["integer", "null"]},
        "times": {"type": "array", "items": {"type": "string", "format": "time"}},
        "count": {"type": "integer", "default": 3},
        "kind": {"$ref": "#/$defs/Kind"},
        "kinds": {"type": "array", "items": {"$ref": "#/$defs/Kind"}},
        "note": {"anyOf": [{"$ref": "#/$defs/Part"}, {"type": "string"}, {"type": "null"}]},
        "notes": {"type": "object", "additionalProperties": {"$ref": "#/$defs/Part"}},
        "days": {"type": "object", "additionalProperties": {"type": "string", "format": "date"}},
        "grid": {"type": "array", "items": {"type": ["array", "null"], "items": {"$ref": "#"}}},
        "pair": {"prefixItems": [{"type": "integer"}, {"$ref": "#/$defs/Part"}], "items": False},
        "tags": {"type": "array", "items": {"type": "string"}},
        "more": {},
    },
    "$defs": {
        "Part": {
            "type": "object",
            "properties": {"size": {"type": "number"}, "part": {"$ref": "#/$defs/Part"}},
            "additionalProperties": {"type": "string", "format": "date-time"},
        },
        "Kind": {"type": "string", "enum": ["a", "b"]},
    },
}
"""An object with members of every form."""


@pytest.mark.parametrize("options", OPTIONS, ids=str)
def test_whatever_stands_in_an_object_its_text_is_that_of_json(
    options: dict[str, str], long: bool
) -> None:
    model = shaped_model(THING)
    values = [one.value for one in make(model)[0]["Thing"].valid]
    if not long:
        values = [max(values, key=len)]
    with imported(model, **options) as package:
        for value in values:
            for index, each in enumerate(objects_in(package.Thing.from_dict(value))):
                for name in each.__slots__:
                    _changed(package, value, index, name)


def _changed(package: ModuleType, value: Any, index: int, name: str) -> None:
    """Puts everything into one attribute of one of the objects that were read from ``value``."""
    thing = package.Thing.from_dict(value)
    place = [*objects_in(thing)][index]
    others = [lambda: package.UNSET, lambda: package.Part(size=1), lambda: [package.Part()]]
    encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
    for make_value in (*VALUES, *others):
        setattr(place, name, make_value())
        wanted = outcome(lambda: encode(thing.to_dict()))
        setattr(place, name, make_value())
        assert outcome(thing.to_json) == wanted, make_value()
    delattr(place, "_extra" if name == "extra" else name)
    same(thing)


def test_members_without_a_name_come_last_and_take_the_place_of_those_with_one() -> None:
    with imported(shaped_model(THING)) as package:
        thing = package.Part(size=1, part=package.Part(size=2))
        others: list[Any] = [
            {"b": "x", "a": "y"}, {"size": 3}, {"part": None, "z": 1}, {"b": {"size": 2}, "c": 1},
            {1: 2}, {Text("size"): 1}, [("size", 2)], OrderedDict(size=2), {"b": Other()}, 3,
        ]  # fmt: skip
        for extra in others:
            thing.extra = extra
            same(thing)


def test_what_a_subclass_says_counts() -> None:
    with imported(shaped_model(THING)) as package:

        class Part(package.Part):  # type: ignore[misc, name-defined]
            def to_dict(self) -> dict[str, Any]:
                return {"other": 1}

        assert Part(size=1).to_json() == '{"other": 1}'
        assert package.Part(part=Part()).to_json() == '{"part": {"other": 1}}'


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(SCHEMAS, st.sampled_from(OPTIONS), st.data())
@example(THING, {}, None)
def test_texts_of_random_packages_are_those_of_json(
    schema: Any, options: dict[str, str], data: st.DataObject | None
) -> None:
    model = shaped_model(schema)
    with imported(model, **options) as package:
        if not hasattr(getattr(package, "Thing", None), "to_json"):
            return
        for fixture in make(model)[0]["Thing"].valid:
            try:
                thing = package.Thing.from_dict(fixture.value)
            except package.ValidationError as error:
                # Not every string has a value of the native type of a format that is only said.
                found = {issue.keyword for issue in error.issues}
                if "formats" in options and found == {"format"}:
                    continue
                raise
            same(thing)
            if data is None:
                continue
            places = [(each, name) for each in objects_in(thing) for name in each.__slots__]
            if places:
                place, name = data.draw(st.sampled_from(places))
                setattr(place, name, data.draw(st.sampled_from(VALUES[:60]))())
                if not isinstance(getattr(place, name), Iterator):
                    same(thing)
