"""Strategies of generated packages, imported and used: all they draw is valid, and can be read."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import typewright
from corpora import ROOT, corpora_path, shared_path
from packages import Codec, imported, shaped_model, write
from strategies import drawn
from typewright.fixtures import make
from typewright.model import Model, Record
from typewright.targets.python.names import Names

SOURCES = {
    "pages": lambda: sorted(corpora_path("reference-pages", "original").glob("*.txt")),
    "features": lambda: [shared_path("dialects", "features", "openapi31.yaml")],
    "constructs": lambda: [ROOT / "spec/constructs.yaml"],
    "museum": lambda: [corpora_path("openapi", "museum-3.1.yaml")],
    "shapes": lambda: [ROOT / "tests/cases/openapi-shapes/input/api.yaml"],
    "odd names": lambda: [ROOT / "tests/cases/openapi-names/input/api.yaml"],
}

NODE = {"$ref": "#/$defs/node"}
UNLIKE = {"not": NODE}
TAGGED = {"required": ["tag"]}

SCHEMAS: dict[str, dict[str, Any]] = {
    "recursion": {
        "type": "object",
        "required": ["left"],
        "properties": {
            "left": {"anyOf": [{"$ref": "#"}, {"type": "null"}]},
            "more": {"type": "array", "items": {"$ref": "#"}},
        },
    },
    "logic": {
        "type": "object",
        "oneOf": [{"required": ["a"]}, {"required": ["b"]}],
        "not": {"properties": {"c": {"const": 1}}, "required": ["c"]},
        "if": {"required": ["a"]},
        "then": {"properties": {"d": {"type": "integer"}}, "required": ["d"]},
        "unevaluatedProperties": {"type": "number", "multipleOf": 0.5},
    },
    "text": {
        "type": "array",
        "uniqueItems": True,
        "minItems": 1,
        "prefixItems": [{"type": "string", "format": "date-time"}],
        "items": {"type": "string", "pattern": "^[\\w\"'-]+$", "maxLength": 12},
        "contains": {"pattern": "^z"},
    },
    "closed": {
        "type": "object",
        "patternProperties": {"^x-\\d": {"type": "integer", "minimum": 3}},
        "propertyNames": {"maxLength": 6},
        "additionalProperties": False,
        "dependentRequired": {"x-1": ["x-2"]},
    },
    # Members of the object itself, and those of its member's own class, are found at one place.
    "members of members": {
        "$defs": {"node": {"required": ["x"], "properties": {"x": {"items": NODE}}}},
        "type": "object",
        "properties": {"b": {"type": "object", "properties": {"c": UNLIKE, "d": UNLIKE}}},
        "allOf": [{"properties": {"b": {"properties": {"c": TAGGED, "d": TAGGED}}}}],
    },
    "dynamic": {
        "$id": "https://example.com/tree",
        "$dynamicAnchor": "node",
        "type": "object",
        "properties": {"kids": {"type": "array", "items": {"$dynamicRef": "#node"}}},
        "unevaluatedProperties": False,
    },
    # None of the ways to fulfil one of two closed branches tells how to fail the other.
    "exactly one": {
        "type": "object",
        "minProperties": 2,
        "oneOf": [
            {
                "type": "object",
                "properties": {"type": {"const": "y"}, name: value},
                "additionalProperties": False,
            }
            for name, value in (("b", {"const": "b"}), ("a", {"type": "integer"}))
        ],
        "$defs": {"Holder": {"type": "array", "items": {"$ref": "#"}, "minItems": 1}},
    },
}


def check(package: ModuleType, model: Model, count: int = 15, *, same: bool = True) -> None:
    """Draws so many values of every definition, and a third as many objects."""
    from importlib import import_module

    strategies = import_module(f"{package.__name__}.strategies")
    names = Names.of(model)
    made, _ = make(model)
    for key, definition in model.definitions.items():
        codec, stem = Codec(package, model, key), names.stem(definition)
        if getattr(strategies, f"json_of_{stem}")().is_empty:
            assert not made[key].valid if key in made else definition.owner
            continue
        for value in drawn(getattr(strategies, f"json_of_{stem}")(), count):
            assert codec.validate(value) == [], (key, value)
            assert not same or codec.encode(codec.decode(value)) == value
        for thing in drawn(getattr(strategies, f"any_{stem}")(), count // 3):
            if isinstance(definition.shape, Record):
                assert type(thing) is getattr(package, names.class_(definition))
            assert codec.validate(codec.encode(thing)) == []


@pytest.mark.parametrize("name", SOURCES)
def test_strategies_of_descriptions(name: str, long: bool) -> None:
    model = typewright.load(*SOURCES[name]())
    with imported(model, strategies=True) as package:
        check(package, model, 15 if long else 6)


@pytest.mark.parametrize("name", SCHEMAS)
def test_strategies_of_schemas(name: str) -> None:
    model = shaped_model(SCHEMAS[name])
    with imported(model, strategies=True) as package:
        check(package, model)


@pytest.mark.parametrize("name", SCHEMAS)
def test_functions_of_one_module_have_names_of_their_own(name: str) -> None:
    files = typewright.generate(shaped_model(SCHEMAS[name]), package="example", strategies=True)
    for path, text in files.items():
        if "/strategies/" in path:
            defined = re.findall(r"^def (\w+)", text, re.M)
            assert sorted(set(defined)) == sorted(defined), path


@pytest.mark.parametrize(
    "options",
    [
        {"formats": "native"},
        {"defaults": "apply"},
        {"unknown_members": "refuse"},
        {"enums": "strenum", "unknown_enum_values": "keep"},
        {"formats": "native", "unknown_members": "refuse", "enums": "strenum"},
    ],
    ids=str,
)
def test_strategies_draw_what_the_options_let_in(options: dict[str, Any], long: bool) -> None:
    model = typewright.load(*SOURCES["museum"]())
    with imported(model, strategies=True, **options) as package:
        check(package, model, 15 if long else 6, same=False)


def test_strategies_ask_schemas_as_described_where_unknown_members_are_refused() -> None:
    objects = {name: {"type": "object", "properties": {name: {}}} for name in "ab"}
    either = {"oneOf": [{"$ref": "#/$defs/a"}, {"not": {"$ref": "#/$defs/b"}}]}
    model = shaped_model({**either, "$defs": objects})
    with imported(model, strategies=True, unknown_members="refuse") as package:
        check(package, model, same=False)


def test_a_package_without_strategies_mentions_none() -> None:
    files = typewright.generate(typewright.load(*SOURCES["shapes"]()), package="bare")
    assert not any("strategies" in path for path in files)
    assert not any("hypothesis" in text for text in files.values())


def test_hypothesis_is_loaded_only_by_strategies(tmp_path: Path) -> None:
    model = typewright.load(*SOURCES["shapes"]())
    write(typewright.generate(model, package="lazy", strategies=True), tmp_path)
    names = list(map(Names.of(model).class_, model.definitions.values()))
    code = (
        f"import sys, lazy\n[getattr(lazy, name) for name in {names!r}]\nimport lazy.strategies\n"
    )
    code += "assert 'hypothesis' not in sys.modules\nlazy.strategies.__dir__()\n"
    code += (
        "getattr(lazy.strategies, lazy.strategies.__all__[0])\nassert 'hypothesis' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True)
