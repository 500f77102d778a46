"""A reader of a definition inside of which dynamic references are takes what the check of the whole
takes, whichever of several demands enters the scope that they lead to.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from oracles import Oracle
from packages import Codec, imported, shaped_model
from typewright.checks.equality import key

PARTS: dict[str, Any] = {
    "generic": {
        "$id": "generic",
        "type": "object",
        "properties": {"v": {"$dynamicRef": "#T"}},
        "$defs": {"default": {"$dynamicAnchor": "T", "type": "string"}},
    },
    "holder": {
        "$id": "holder",
        "type": "object",
        "properties": {
            "one": {"$ref": "generic"},
            "more": {"type": "array", "items": {"$ref": "generic"}},
        },
    },
    "list": {"$id": "list", "type": "array", "items": {"$ref": "generic"}},
    "pair": {"$id": "pair", "type": "array", "prefixItems": [{"$ref": "generic"}]},
    "map": {"$id": "map", "type": "object", "additionalProperties": {"$ref": "generic"}},
    "choice": {
        "$id": "choice",
        "anyOf": [
            {"$ref": "holder", "required": ["one"]},
            {"$ref": "map", "required": ["x"]},
        ],
    },
    "of_numbers": {
        "$id": "of_numbers",
        "$ref": "holder",
        "$defs": {"number": {"$dynamicAnchor": "T", "type": "integer"}},
    },
}


def _scoped(name: str) -> dict[str, Any]:
    """What is ``name`` with numbers where it is generic."""
    number = {"$dynamicAnchor": "T", "type": "integer"}
    return {"$id": f"scoped_{name}", "$ref": name, "$defs": {"number": number}}


SCOPED = {name: _scoped(name) for name in PARTS}


def _either(other: str) -> dict[str, Any]:
    """An object with a number that is generic, or a value of another type."""
    return PARTS["generic"] | {
        "$id": f"{other}_or_generic",
        "$defs": SCOPED["generic"]["$defs"],
        "type": ["object", other],
    }


OWN_OF_ANY = {"properties": {"own": {"$ref": "generic"}}}
OWN = {"type": "object"} | OWN_OF_ANY

SCHEMAS: list[dict[str, Any]] = [
    *({"allOf": [scoped], "required": ["one"]} for scoped in (SCOPED["holder"], SCOPED["map"])),
    *({"allOf": [one]} | OWN for one in (SCOPED["holder"], {"$ref": "of_numbers"})),
    {"allOf": [{"allOf": [SCOPED["holder"]]}, OWN | {"required": ["own"]}]},
    {"allOf": [SCOPED["holder"]], "properties": {"one": {"$ref": "generic"}}},
    {"allOf": [SCOPED["holder"], {"$ref": "map"}]},
    *({"allOf": [SCOPED[name]], "maxItems": 1} for name in ("list", "pair")),
    {"allOf": [SCOPED["list"]], "unevaluatedItems": False},
    {"allOf": [SCOPED["pair"]], "unevaluatedItems": {"$ref": "generic"}},
    {"allOf": [SCOPED["list"]], "items": {"$ref": "generic"}},
    {
        "type": "array",
        "prefixItems": [{"type": "object", "properties": {"v": {}}}],
        "unevaluatedItems": {"allOf": [SCOPED["generic"]], "required": ["one"]},
    },
    {"allOf": [SCOPED["holder"]], "unevaluatedProperties": False},
    {"allOf": [SCOPED["map"]], "minProperties": 1, "patternProperties": {"^x": OWN}},
    {"allOf": [SCOPED["choice"]], "minProperties": 1},
    {"anyOf": [SCOPED["holder"], {"type": "null"}], "minProperties": 1},
    *(
        {union: [SCOPED["holder"] | {"required": ["one"]}, {"$ref": "map", "required": ["x"]}]}
        for union in ("anyOf", "oneOf")
    ),
    {"anyOf": [SCOPED["list"], SCOPED["holder"]]},
    *({"allOf": [_either(other)]} | OWN_OF_ANY for other in ("boolean", "string")),
    {"if": {"required": ["one"]}, "then": SCOPED["holder"], "else": SCOPED["list"]},
    {"type": "array", "prefixItems": [{"allOf": [SCOPED["holder"]], "required": ["one"]}]},
    {"type": "array", "prefixItems": [SCOPED["holder"]]},
    {"type": "object", "properties": {"one": SCOPED["generic"]}, "patternProperties": {"x": {}}},
    *(
        {"type": "object", "patternProperties": {".": SCOPED["generic"]}, **more}
        for more in ({"additionalProperties": False}, {"additionalProperties": {"type": "null"}})
    ),
]

GENERIC: list[Any] = [{}, {"v": 1}, {"v": "a"}, {"v": None}, 1, None]
VALUES: list[Any] = [
    *GENERIC,
    *(True, "own"),
    *([one] for one in GENERIC),
    *({name: one} for name in ("one", "own", "x") for one in GENERIC),
    *({"more": [one]} for one in GENERIC),
    *({"one": one, "own": {"v": "a"}} for one in GENERIC),
    [{"one": {"v": 1}}],
    [{"v": 1}, {"v": "a"}],
]


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda one: json.dumps(one)[:60])
def test_what_is_read_in_a_scope_is_what_others_take(schema: dict[str, Any]) -> None:
    whole = {
        "$id": "memory:/Thing.json",
        "type": "object",
        "properties": {"b": schema},
        "$defs": PARTS,
    }
    model = shaped_model(whole)
    oracle = Oracle(whole)
    taken = set()
    with imported(model) as package:
        codec = Codec(package, model, "Thing")
        for value in ({"b": each} for each in VALUES):
            fits = not codec.validate(value)
            taken.add(fits)
            assert set(oracle.verdicts(value).values()) == {fits}
            if fits:
                assert key(codec.encode(codec.decode(value))) == key(value)
                continue
            with pytest.raises(package.ValidationError):
                codec.decode(value)
    assert taken == {True, False}


@pytest.mark.parametrize("options", [{}, {"defaults": "apply"}, {"unknown_members": "drop"}])
def test_a_member_that_is_required_in_a_scope_is_required(options: dict[str, str]) -> None:
    scoped = {"$id": "scoped", "required": ["one"], "$defs": SCOPED["holder"]["$defs"]}
    model = shaped_model({"$id": "memory:/Thing.json", "allOf": [scoped], "$defs": PARTS} | OWN)
    with imported(model, **options) as package:
        codec = Codec(package, model, "Thing")
        assert codec.encode(codec.decode({"one": 1})) == {"one": 1}
        with pytest.raises(package.ValidationError):
            codec.decode({})
