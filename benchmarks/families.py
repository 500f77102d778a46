"""Specifications of any size, each family growing in one direction alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

Schema = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Family:
    """How to make a specification of a size, and the largest size that is measured."""

    make: Callable[[int], Schema]
    largest: int


def document(schemas: dict[str, Any]) -> Schema:
    """An OpenAPI description of some schemas."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Growing", "version": "1"},
        "paths": {},
        "components": {"schemas": schemas},
    }


def reference(name: str) -> Schema:
    """A reference to a schema by its name."""
    return {"$ref": f"#/components/schemas/{name}"}


def definitions(size: int) -> Schema:
    """Objects that refer to each other."""
    return document(
        {
            f"Thing{number}": {
                "type": "object",
                "description": f"The thing number {number}.",
                "required": ["id", "kind"],
                "properties": {
                    "id": {"type": "string", "minLength": 1},
                    "kind": {"enum": ["one", "two", f"kind{number}"]},
                    "next": reference(f"Thing{(number * 7 + 1) % size}"),
                    "parts": {"type": "array", "items": {"type": "integer", "minimum": 0}},
                },
            }
            for number in range(size)
        }
    )


def members(size: int) -> Schema:
    """One object with many members."""
    properties = {f"member_{number}": {"type": "string"} for number in range(size)}
    required = list(properties)[::2]
    return document({"Wide": {"type": "object", "required": required, "properties": properties}})


def objects_inside(size: int) -> Schema:
    """One object whose members are objects of their own."""
    inner = {"type": "object", "properties": {"id": {"type": "string"}}}
    return document(
        {"Wide": {"type": "object", "properties": {f"m{n}": inner for n in range(size)}}}
    )


def values(size: int) -> Schema:
    """An enumeration of strings."""
    return document({"Huge": {"type": "string", "enum": [f"value {n}" for n in range(size)]}})


def mixed_values(size: int) -> Schema:
    """An enumeration of numbers, strings and arrays."""
    kinds: list[Callable[[int], Any]] = [int, str, lambda n: [n], lambda n: {"n": n}]
    return document({"Huge": {"enum": [kinds[n % 4](n) for n in range(size)]}})


def tagged_branches(size: int) -> Schema:
    """A union of objects told apart by a constant."""
    branches = {
        f"Branch{number}": {
            "type": "object",
            "required": ["kind"],
            "properties": {"kind": {"const": f"k{number}"}, "value": {"type": "integer"}},
        }
        for number in range(size)
    }
    return document({**branches, "Any": {"oneOf": [reference(name) for name in branches]}})


def untagged_branches(size: int) -> Schema:
    """A union of objects told apart by their required members."""
    branches = {
        f"Branch{number}": {
            "type": "object",
            "required": [f"m{number}"],
            "properties": {f"m{number}": {"type": "integer"}},
        }
        for number in range(size)
    }
    return document({**branches, "Any": {"anyOf": [reference(name) for name in branches]}})


def inline_branches(size: int) -> Schema:
    """A union of objects that stand in it."""
    branches = [
        {"type": "object", "required": [f"m{n}"], "properties": {f"m{n}": {"type": "integer"}}}
        for n in range(size)
    ]
    return document({"Any": {"oneOf": branches}})


def parts(size: int) -> Schema:
    """One object put together from many parts."""
    return document(
        {
            "Whole": {
                "allOf": [
                    {"type": "object", "properties": {f"m{number}": {"type": "integer"}}}
                    for number in range(size)
                ]
            }
        }
    )


def heirs(size: int) -> Schema:
    """Objects of which each adds a member to the one before."""
    base: Schema = {"type": "object", "properties": {"id": {"type": "string"}}}
    heirs_ = {
        f"Heir{number}": {
            "allOf": [reference(f"Heir{number - 1}" if number else "Base")],
            "properties": {f"m{number}": {"type": "integer"}},
        }
        for number in range(size)
    }
    return document({"Base": base, **heirs_})


def closed_heirs(size: int) -> Schema:
    """The same, where each says what the members are that it does not know of."""
    specification = heirs(size)
    for name, heir in specification["components"]["schemas"].items():
        heir["unevaluatedProperties"] = len(name) % 2 == 0
    return specification


def dependents(size: int) -> Schema:
    """Members, each of which demands the next one and says more of it."""
    return document(
        {
            "Whole": {
                "type": "object",
                "properties": {f"m{number}": {"type": "integer"} for number in range(size)},
                "dependentSchemas": {
                    f"m{number}": {
                        "required": [f"m{number + 1}"],
                        "properties": {f"m{number + 1}": {"minimum": number}},
                    }
                    for number in range(size)
                },
            }
        }
    )


def dependent_choices(size: int) -> Schema:
    """Members, each of which demands one of two others."""
    return document(
        {
            "Whole": {
                "type": "object",
                "required": ["m0"],
                "dependentSchemas": {
                    f"m{number}": {
                        "anyOf": [{"required": [f"m{number + 1}"]}, {"required": ["other"]}]
                    }
                    for number in range(size)
                },
            }
        }
    )


def links(size: int) -> Schema:
    """References to references."""
    chain: dict[str, Any] = {f"Link{n}": reference(f"Link{n + 1}") for n in range(size)}
    return document({**chain, f"Link{size}": {"type": "object", "properties": {"a": {}}}})


def union_links(size: int) -> Schema:
    """Unions, each of them a branch of the one before."""
    chain: dict[str, Any] = {
        f"Link{n}": {"anyOf": [reference(f"Link{n + 1}"), {"type": "integer", "minimum": n}]}
        for n in range(size)
    }
    return document({**chain, f"Link{size}": {"type": "string"}})


def item_links(size: int) -> Schema:
    """Arrays, each of them what another one holds."""
    chain: dict[str, Any] = {
        f"Link{n}": {"type": "array", "items": reference(f"Link{n + 1}")} for n in range(size)
    }
    return document({**chain, f"Link{size}": {"type": "string"}})


def different_item_links(size: int) -> Schema:
    """Arrays of two different ones of another."""
    chain: dict[str, Any] = {
        f"Link{n}": {
            "type": "array",
            "items": reference(f"Link{n + 1}"),
            "minItems": 2,
            "uniqueItems": True,
        }
        for n in range(size)
    }
    return document({**chain, f"Link{size}": {"type": "string"}})


def member_links(size: int) -> Schema:
    """Objects, each of them what a member of another one holds."""
    chain: dict[str, Any] = {
        f"Link{n}": {"type": "object", "properties": {"next": reference(f"Link{n + 1}")}}
        for n in range(size)
    }
    return document({**chain, f"Link{size}": {"type": "string"}})


def double_links(size: int) -> Schema:
    """References to references, two from each schema to the next."""
    chain: dict[str, Any] = {
        f"Link{n}": {"anyOf": [reference(f"Link{n + 1}"), {"not": reference(f"Link{n + 1}")}]}
        for n in range(size)
    }
    return document({**chain, f"Link{size}": {"type": "string"}})


def negation_links(size: int) -> Schema:
    """Negations of references to negations."""
    chain: dict[str, Any] = {f"Link{n}": {"not": reference(f"Link{n + 1}")} for n in range(size)}
    return document({**chain, f"Link{size}": {"type": "string"}})


def levels(size: int) -> Schema:
    """Objects inside objects."""
    schema: Schema = {"type": "string"}
    for _ in range(size):
        schema = {"type": "object", "properties": {"a": schema}}
    return document({"Deep": schema})


def array_levels(size: int) -> Schema:
    """Arrays of arrays."""
    schema: Schema = {"type": "string"}
    for _ in range(size):
        schema = {"type": "array", "items": schema}
    return document({"Deep": schema})


def allof_levels(size: int) -> Schema:
    """Parts inside parts."""
    schema: Schema = {"type": "object", "properties": {"a": {"type": "string"}}}
    for _ in range(size):
        schema = {"allOf": [schema]}
    return document({"Deep": schema})


def union_levels(size: int) -> Schema:
    """Unions inside unions."""
    schema: Schema = {"type": "string"}
    for number in range(size):
        schema = {"anyOf": [{"type": "integer", "minimum": number}, schema]}
    return document({"Deep": schema})


def negations(size: int) -> Schema:
    """Negations of negations."""
    schema: Schema = {"type": "string"}
    for _ in range(size):
        schema = {"not": schema}
    return document({"Deep": schema})


def text(size: int) -> Schema:
    """Long texts in every place that takes any."""
    long = "word " * size
    return document(
        {
            "Long": {
                "type": "object",
                "title": long,
                "description": long,
                "properties": {
                    "value": {"enum": [long, "b"]},
                    "constant": {"const": long},
                    "pattern": {"type": "string", "pattern": f"^{'word ' * min(size, 5000)}$"},
                    long: {"type": "integer", "description": long},
                },
            }
        }
    )


FAMILIES: Final[dict[str, Family]] = {
    "definitions": Family(definitions, 10_000),
    "members": Family(members, 5_000),
    "objects inside": Family(objects_inside, 2_000),
    "values": Family(values, 20_000),
    "mixed values": Family(mixed_values, 20_000),
    "tagged branches": Family(tagged_branches, 1_000),
    "untagged branches": Family(untagged_branches, 1_000),
    "inline branches": Family(inline_branches, 1_000),
    "parts": Family(parts, 1_000),
    "heirs": Family(heirs, 1_000),
    "closed heirs": Family(closed_heirs, 400),
    "dependents": Family(dependents, 1_000),
    "dependent choices": Family(dependent_choices, 1_000),
    "links": Family(links, 1_000),
    "links of unions": Family(union_links, 1_000),
    "links of arrays": Family(item_links, 1_000),
    "links of different items": Family(different_item_links, 1_000),
    "links of objects": Family(member_links, 2_000),
    "double links": Family(double_links, 1_000),
    "links of negations": Family(negation_links, 1_000),
    "levels": Family(levels, 1_000),
    "array levels": Family(array_levels, 1_000),
    "parts in parts": Family(allof_levels, 1_000),
    "unions in unions": Family(union_levels, 1_000),
    "negations": Family(negations, 1_000),
    "text": Family(text, 100_000),
}
"""All families, by the name of what there is more of in a larger specification."""
