"""What searches for fixtures share: what one has found is what others would have found."""

from __future__ import annotations

import gc
import weakref
from typing import Any

import pytest

from schemas import Schema, model_of
from typewright.fixtures import Basis, Smallest, make
from typewright.fixtures.explore import MAX_DEPTH
from typewright.fixtures.texts import Making

_NESTED: Schema = {
    "A": {"type": "object", "required": ["b"], "properties": {"b": {"$ref": "#/$defs/B"}}},
    "B": {
        "type": "object",
        "required": ["c", "id"],
        "properties": {"c": {"$ref": "#/$defs/C"}, "id": {"type": "string"}, "n": {"type": "null"}},
    },
    "C": {"anyOf": [{"type": "array", "minItems": 2, "items": {"enum": [1, 2]}}, {"const": {}}]},
}


def test_what_searches_share_is_gone_with_them_without_a_look_for_circles() -> None:
    """The command line hardly ever looks, and files are written in the memory that this frees."""
    items = {"type": "array", "items": {"$ref": "#/$defs/tree"}}
    tree = {"type": "object", "required": ["a"], "properties": {"a": {"enum": [1, 2]}, "b": items}}
    basis = Basis(model_of({"$ref": "#/$defs/tree", "$defs": {"tree": tree}}))
    shared = weakref.ref(basis)
    gc.disable()
    try:
        smallest = Smallest(basis)
        assert [smallest.of(key) for key in basis.model.definitions]
        making = Making(basis)
        assert all(one.text.text for one in making.texts(making.make()).values())
        del smallest, making, basis
        assert shared() is None
    finally:
        gc.enable()


@pytest.mark.parametrize("steps", [*range(1, 40), 60, 90, 2000])
def test_a_search_ends_by_its_own_work_whatever_was_found_before(steps: int) -> None:
    """What another search has found counts as if it had been searched for here."""
    made = []
    for order in ("ABC", "CBA"):
        model = model_of({"$defs": {name: _NESTED[name] for name in order}})
        sets, said = make(model, steps=steps)
        again, _ = make(model, steps=steps)
        assert sets == again
        stopped = sorted(each.message for each in said)
        made.append(({key: sets[key] for key in _NESTED}, stopped))
    assert made[0] == made[1]


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "string"},
        {"type": ["integer", "null"], "minimum": 3},
        {"anyOf": [{"type": "string", "maxLength": 2}, {"type": "null"}]},
        {"oneOf": [{"enum": ["a", "b"]}, {"const": 1}]},
        {"enum": ["a", {"b": 1}]},
        {"type": "string", "maxLength": 1_000_000_000},
        {"type": "string", "enum": [str(number) for number in range(300)]},
        {"type": "object", "required": ["a"], "properties": {"a": {"type": "integer"}, "b": {}}},
        {"type": "array", "minItems": 1, "items": {"properties": {"a": {"enum": ["a", 1]}}}},
        {
            "allOf": [
                {"type": "object", "required": ["a"]},
                {"additionalProperties": {"type": "null"}},
            ]
        },
        {"type": "object", "dependentRequired": {"a": ["b"]}, "minProperties": 1},
        {"type": "array", "items": {"$ref": "#"}, "maxItems": 1},
    ],
)
def test_like_schemas_have_like_fixtures_wherever_they_stand(schema: Schema) -> None:
    def at(name: str, one: Schema) -> tuple[Any, Any, Any]:
        made, said = make(model_of({"type": "object", "properties": one}))
        found = [
            (each.name.removeprefix(name), each.value[name], each.issues, each.meant)
            for each in (*made["Thing"].valid, *made["Thing"].invalid)
            if each.name.startswith(name)
        ]
        ours = [each for each in said if each.message.find(name) >= 0]
        texts = [
            (label, value, [(one.pointer.removeprefix(f"/{name}"), one.keyword) for one in issues])
            for label, value, issues, _ in found
        ]
        return texts, [each.code for each in ours], [each.origin.pointer for each in ours]

    alone, codes, places = at("one", {"one": schema})
    second, again, others = at("two", {"one": schema, "two": schema})
    assert (alone, codes) == (second, again)
    assert [each.replace("one", "two", 1) for each in places] == others
    assert alone


def test_definitions_that_are_alike_have_like_fixtures_and_findings_of_their_own() -> None:
    one: Schema = {"properties": {"a": {"type": "string", "maxLength": 1_000_000_000}}}
    made, said = make(model_of({"$defs": {"A": one, "B": {**one, "description": "another"}}}))
    assert made["A"].valid == made["B"].valid
    assert made["A"].invalid == made["B"].invalid
    own = {name: [each for each in said if f"/{name}/" in each.origin.pointer] for name in "AB"}
    assert [each.code for each in own["A"]] == [each.code for each in own["B"]] != []
    assert all(name in each.message for name in "AB" for each in own[name])


def test_what_was_found_where_it_is_not_deep_is_not_taken_for_what_is_too_deep() -> None:
    """So deep, it is said that no more is looked into, whatever like schemas were found before."""

    def nested(levels: int, schema: Schema) -> Schema:
        for _ in range(levels):
            schema = {"type": "object", "properties": {"a": schema}}
        return schema

    def deep(members: Schema) -> tuple[list[str], list[str]]:
        made, said = make(model_of({"type": "object", "properties": members}))
        names = [one.name for one in made["Thing"].invalid if one.name.startswith("deep")]
        return names, [f"{one.code} {one.origin.pointer}" for one in said]

    half, text = MAX_DEPTH // 2, {"type": "string"}
    below = {
        "deep": nested(half, {"$ref": "#/properties/rest"}),  # since schemas nest no deeper
        "rest": nested(half + 4, text),
    }
    names, said = deep(below)
    assert [one.partition(" ")[0] for one in said] == ["fixtures/too-deep"]
    assert deep({"before": nested(8, text), **below}) == (names, said)
