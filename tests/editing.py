"""API descriptions that users edit at random."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from apis import ref

Schemas: TypeAlias = dict[str, Any]
Edit: TypeAlias = Callable[[Schemas], None]

INNER = {"type": "object", "properties": {"n": {"type": "integer"}}}
SCHEMAS: Schemas = {
    "Leaf": {"type": "string", "maxLength": 3},
    "Holder": {"type": "object", "properties": {"leaf": ref("Leaf"), "inner": INNER}},
    "HolderInners": {"type": "array", "items": ref("Holder")},
    "One": {"type": "object", "properties": {"two": ref("Two"), "kind": {"enum": ["a", "b"]}}},
    "Two": {
        "type": "object",
        "properties": {
            "one": ref("One"),
            "n": {"type": "integer", "default": 1},
            "maybe": {"type": ["object", "null"], "properties": {"x": {"type": "number"}}},
        },
        "required": ["n"],
    },
    "Animal": {
        "type": "object",
        "properties": {"type": {"type": "string"}},
        "discriminator": {"propertyName": "type"},
        "required": ["type"],
    },
    "Cat": {"allOf": [ref("Animal"), {"properties": {"lives": {"type": "integer"}}}]},
    "Dog": {"allOf": [ref("Animal"), ref("Two")]},
    "Pet": {
        "oneOf": [ref("Cat"), ref("Dog")],
        "discriminator": {"propertyName": "type", "mapping": {"cat": "Cat", "dog": "Dog"}},
    },
    "discount": {"type": "object", "properties": {"leaf": ref("Leaf")}},
    "Discount": {"type": "object", "properties": {"of": ref("discount"), "why": INNER}},
    "Open": {
        "type": "object",
        "properties": {"a": ref("Leaf")},
        "anyOf": [{"required": ["a"]}, {"properties": {"b": {"type": "integer"}}}],
    },
    "Closed": {**ref("Open"), "unevaluatedProperties": False},
    "Either": {"oneOf": [ref("Holder"), {"not": ref("Two")}]},
    "Never": {"allOf": [{"type": "string"}, {"type": "integer"}]},
    "Odd": {"type": "string", "pattern": "(?<=a*)b", "example": 1},
    "Alone": {"type": "array", "items": {"enum": ["a", "b"]}, "minItems": 1, "default": ["c"]},
    "Lost": {"type": "object", "properties": {"x": ref("Gone"), "y": ref("One/properties/z")}},
    "Deep": {"type": "object", "properties": {"x": ref("Discount/properties/why")}},
}
"""Definitions that recurse, build on each other, want one name, ask others for functions, are
wrong, or cannot be made."""


def description(schemas: Schemas) -> dict[str, Any]:
    info = {"title": "An API", "version": "1"}
    return {"openapi": "3.1.0", "info": info, "components": {"schemas": schemas}}


# --- edits --------------------------------------------------------------------------------------


def places(schema: Any) -> Iterator[dict[str, Any]]:
    """A schema and those inside it."""
    if not isinstance(schema, dict):
        return
    yield schema
    below = [*(schema.get("properties") or {}).values(), schema.get("items"), schema.get("not")]
    for keyword in ("allOf", "anyOf", "oneOf"):
        below += schema.get(keyword) or ()
    for one in below:
        yield from places(one)


def with_words(place: dict[str, Any], chance: random.Random) -> None:
    place["description"] = f"Words {chance.randrange(100)}."


def with_member(place: dict[str, Any], chance: random.Random) -> None:
    name = f"{chance.choice(['extra', 'inner', 'Extra'])}{chance.randrange(3)}"
    kinds: list[Any] = [{"type": "integer"}, INNER, {"enum": ["x", "y"]}, {"type": "strong"}]
    place.setdefault("properties", {})[name] = copy.deepcopy(chance.choice(kinds))


def without_member(place: dict[str, Any], chance: random.Random) -> None:
    if place.get("properties"):
        del place["properties"][chance.choice(sorted(place["properties"]))]


def with_demand(place: dict[str, Any], chance: random.Random) -> None:
    if place.get("properties"):
        place["required"] = [chance.choice(sorted(place["properties"]))]
    place["minLength"] = chance.randrange(3)


def with_null(place: dict[str, Any], _: random.Random) -> None:
    place["nullable"] = True


def as_choice(place: dict[str, Any], chance: random.Random) -> None:
    place.clear()
    place |= {"type": "string", "enum": ["a", "b", "c"][: chance.randrange(1, 4)]}


def with_default(place: dict[str, Any], chance: random.Random) -> None:
    place["default"] = chance.choice([None, 1, "x", {}])


def with_identifier(place: dict[str, Any], chance: random.Random) -> None:
    place[chance.choice(["$anchor", "$dynamicAnchor", "$id"])] = "word"


NEW = ("New", "Gone", "gone", "leaf", "HolderInner", "TwoMaybe", "Inner", "NewInner")
"""Names of schemas that may come: inline objects, others and references want some of them."""

WAYS = (
    *(with_words, with_member, with_member, without_member, with_demand),
    *(with_null, as_choice, with_default, with_identifier),
)


def edited(schemas: Schemas, chance: random.Random) -> Schemas:
    """The same schemas after an edit that a user could make."""
    found: Schemas = copy.deepcopy(schemas)
    name = chance.choice(list(found))
    place = chance.choice([*places(found[name])] or [{}])
    match chance.randrange(14):
        case 0:
            found[chance.choice(NEW)] = copy.deepcopy(chance.choice([INNER, SCHEMAS["Two"]]))
        case 1:
            del found[name]
        case 2 | 3:
            other = chance.choice(list(found))
            members = place.setdefault("properties", {})
            members["other"] = chance.choice([ref(other), {"allOf": [ref(other)]}])
        case 4:
            place["$ref"] = chance.choice(["#word", "#/info", "other.json", "#/components/schemas"])
        case _:
            chance.choice(WAYS)(place, chance)
    return found


BARE = ("fixtures=false", "factories=false")
"""Options that leave out what takes long to make."""
