"""Specifications of sizes and depths that nobody writes by hand.

Each is generated, and what was generated reads what the reference interpreter accepts; or it is
met with a finding: never with another exception, and without taking the whole day.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from benchmarks.families import FAMILIES, Family, document, reference

import typewright
from packages import Codec, emitted, imported
from typewright import fixtures, passes
from typewright.diagnostics import Diagnostic, InputError
from typewright.loaders import openapi
from typewright.source import Document

Wrap = Callable[[int, Any], Any]
"""A schema around another one, at some level."""

MOST_LEVELS = 79
"""So many schemas inside each other are read, and no more."""

WRAPS: dict[str, Wrap] = {
    "objects": lambda n, inner: {"type": "object", "properties": {"a": inner}},
    "maps": lambda n, inner: {"type": "object", "additionalProperties": inner},
    "patterns": lambda n, inner: {"type": "object", "patternProperties": {"^a": inner}},
    "arrays": lambda n, inner: {"type": "array", "items": inner},
    "tuples": lambda n, inner: {"type": "array", "prefixItems": [inner, {"type": "integer"}]},
    "contains": lambda n, inner: {"type": "array", "contains": inner},
    "allOf": lambda n, inner: {"allOf": [inner, {"title": f"level {n}"}]},
    "anyOf": lambda n, inner: {"anyOf": [inner, {"type": "integer", "minimum": n}]},
    "oneOf": lambda n, inner: {
        "oneOf": [{"type": "array", "items": inner}, {"required": [f"m{n}"]}]
    },
    "nullable": lambda n, inner: {"anyOf": [{"type": "array", "items": inner}, {"type": "null"}]},
    "not": lambda n, inner: {"not": inner},
    "if": lambda n, inner: {"if": {"type": "integer"}, "then": {"minimum": n}, "else": inner},
    "dependent": lambda n, inner: {"type": "object", "dependentSchemas": {"a": inner}},
    "unevaluated": lambda n, inner: {
        "type": "object",
        "properties": {f"m{n}": True},
        "unevaluatedProperties": inner,
    },
}
TWO_A_LEVEL = {"oneOf", "nullable"}
LEAF = {"type": "object", "required": ["a"], "properties": {"a": {"type": "string"}}}


def nested(wrap: Wrap, levels: int) -> Any:
    """A schema so many levels deep."""
    schema: Any = LEAF
    for level in range(levels):
        schema = wrap(level, schema)
    return schema


def agree(specification: dict[str, Any]) -> list[Diagnostic]:
    """Generates and imports a package, which has to agree with all fixtures; what was found."""
    graph, found = openapi.load(Document("memory:/limits.json", specification))
    model, more = passes.run(graph)
    sets, said = fixtures.make(model)
    with imported(model) as package:
        for key in [*sets][:10] + [*sets][-3:]:
            codec = Codec(package, model, key)
            for one in sets[key].valid:
                codec.decode(one.value)
            for one in sets[key].invalid:
                assert codec.validate(one.value)
    return [*found, *more, *said]


@pytest.mark.parametrize("name", WRAPS)
def test_schemas_inside_each_other(name: str, long: bool) -> None:
    # Where a level is two schemas, half as many levels are read.
    most = MOST_LEVELS // 2 if name in TWO_A_LEVEL else MOST_LEVELS
    levels = most if long else 22
    found = agree(document({"Deep": nested(WRAPS[name], levels)}))
    assert "schema/too-deep" not in {one.code for one in found}


def loops(node: ast.AST) -> int:
    """How many loops of one expression stand inside each other."""
    inner = max(map(loops, ast.iter_child_nodes(node)), default=0)
    return inner + len(getattr(node, "generators", ()))


@pytest.mark.parametrize("name", ["arrays", "maps", "nullable"])
def test_no_expression_has_many_loops_inside_each_other(name: str) -> None:
    """With more than twenty, the compiler of Python 3.12 and 3.13 crashes."""
    deep = nested(WRAPS[name], MOST_LEVELS // 2)
    schemas = {"Deep": deep, "Thing": {"type": "object", "properties": {"a": deep}}}
    model, _ = passes.run(openapi.load(Document("memory:/limits.json", document(schemas)))[0])
    for path, text in emitted(model, "deep").files.items():
        if path.endswith(".py"):
            assert loops(ast.parse(text)) <= 20, path
    agree(document(schemas))


@pytest.mark.parametrize("name", WRAPS)
def test_schemas_too_deep_inside_each_other_are_reported(name: str, long: bool) -> None:
    deep = document({"Deep": nested(WRAPS[name], 1000)})
    found = agree(deep) if long else openapi.load(Document("memory:/limits.json", deep))[1]
    assert "schema/too-deep" in {one.code for one in found}


def test_a_deep_file_is_refused(tmp_path: Path) -> None:
    depth = 10_000
    path = tmp_path / "deep.json"
    path.write_text('{"items":' * depth + "true" + "}" * depth, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        typewright.load(path)
    assert [one.code for one in caught.value.diagnostics] == ["source/too-deep"]


@pytest.mark.parametrize("inner", ["allOf", "anyOf", "oneOf", "not"])
@pytest.mark.parametrize("outer", ["allOf", "anyOf", "oneOf", "not"])
def test_chains_of_references_through_combinations(outer: str, inner: str, long: bool) -> None:
    if not long and outer != inner:
        pytest.skip("long: run with --long")
    links = 12 if long else 3

    def around(schema: Any, wrap: Wrap, levels: int) -> Any:
        for level in range(levels):
            schema = wrap(level, schema)
        return schema

    plain: dict[str, Wrap] = {**WRAPS, "oneOf": lambda n, one: {"oneOf": [one, {"const": n}]}}
    schemas = {f"L{n}": around(reference(f"L{n + 1}"), plain[outer], 9) for n in range(links)}
    agree(document({**schemas, f"L{links}": around(LEAF, plain[inner], 60 if long else 12)}))


@pytest.mark.parametrize(
    "schemas",
    [
        {"A": reference("A")},
        {"A": {"allOf": [reference("A")]}},
        {"A": {"anyOf": [reference("A"), {"type": "string"}]}},
        {"A": {"not": reference("A")}},
        {"A": {"oneOf": [reference("B")]}, "B": {"allOf": [reference("A")]}},
        {"A": reference("B"), "B": reference("C"), "C": reference("A")},
        {"A": {"items": reference("A")}},
        {"A": {"properties": {"a": reference("A")}, "required": ["a"]}},
        {"A": {"additionalProperties": reference("B")}, "B": {"items": reference("A")}},
        {"A": {"if": reference("B"), "then": reference("A")}, "B": {"type": "object"}},
        {"A": {"allOf": [reference("B")]}, "B": {"properties": {"a": reference("A")}}},
        {"A": {"dependentSchemas": {"a": reference("A")}}},
        {"A": {"unevaluatedProperties": reference("A")}},
        {
            "A": {
                "type": "object",
                "properties": {"b": {**reference("B"), "properties": {"a": reference("A")}}},
            },
            "B": {"type": "string", "maxLength": 3},
        },
        {
            "A": {"allOf": [reference("B"), reference("C")]},
            **{
                name: {
                    "type": "object",
                    "properties": {f"m{n}": reference(name) for n in range(9)},
                    "required": [name],
                }
                for name in "BC"
            },
        },
        {
            "A": {"allOf": [reference("B0"), reference("C0")]},
            **{
                f"{name}{n}": {
                    "properties": {
                        name: {"type": "integer"},
                        **{f"m{to}": reference(f"{name}{to}") for to in range(7)},
                    },
                }
                for name in "BC"
                for n in range(7)
            },
        },
        {
            "A": {"oneOf": [reference("B"), {}]},
            "B": {"properties": {"a": {"allOf": [reference("A")]}}},
        },
    ],
    ids=lambda value: json.dumps(value).replace("#/components/schemas/", "")[:60],
)
def test_references_to_themselves(schemas: dict[str, Any]) -> None:
    agree(document(schemas))


CHAINED: dict[str, Wrap] = {
    "member": lambda n, following: {"type": "object", "properties": {"a": following}},
    "item": lambda n, following: {"type": "array", "items": following},
    "branch": lambda n, following: {"anyOf": [following, {"const": n}]},
    "member or null": lambda n, following: {
        "type": "object",
        "properties": {"a": {"anyOf": [following, {"type": "null"}]}},
    },
}
"""A schema that leads to another one."""


@pytest.mark.parametrize("name", CHAINED)
def test_fixtures_of_long_chains_end_and_say_where(name: str, long: bool) -> None:
    """References to parts of a definition nest without end, and are no definitions of their own."""
    if not long and name == "member or null":
        pytest.skip("long: run with --long")
    links = 160
    chain = {
        f"p{n}": CHAINED[name](n, {"$ref": f"#/components/schemas/Chain/properties/p{n + 1}"})
        for n in range(links)
    }
    chained = document({"Chain": {"type": "object", "properties": {**chain, f"p{links}": LEAF}}})
    assert {one.code for one in agree(chained)} & {"fixtures/too-deep", "fixtures/stopped"}


def test_fixtures_end_where_a_part_leads_to_itself_through_a_branch() -> None:
    part = {
        "type": "object",
        "properties": {
            "a": {"anyOf": [{"$ref": "#/components/schemas/Tree/properties/root"}, LEAF]},
            "b": {"type": "integer"},
        },
    }
    tree = document({"Tree": {"type": "object", "properties": {"root": part}}})
    agree(tree)
    model, _ = passes.run(openapi.load(Document("memory:/limits.json", tree))[0])
    sets, found = fixtures.make(model)
    assert "fixtures/stopped" not in {one.code for one in found}
    assert len(sets["Tree"].valid) < 20


EVERYDAY = {
    "definitions": 60,
    "members": 200,
    "objects inside": 40,
    "values": 1_000,
    "mixed values": 500,
    "tagged branches": 40,
    "untagged branches": 30,
    "inline branches": 30,
    "parts": 40,
    "heirs": 15,
    "closed heirs": 15,
    "dependents": 300,
    "dependent choices": 300,
    "links of unions": 30,
    "links of objects": 600,
    "unions in unions": 30,
    "text": 2_000,
}
"""The sizes of every day, where 60 is not the right one."""

LONG = {"definitions": 500, "inline branches": 300, "heirs": 60, "closed heirs": 60, "text": 20_000}
"""The sizes of long runs, where the largest of ``benchmarks.growth`` takes too long."""


@pytest.mark.parametrize("name", FAMILIES)
def test_large_specifications(name: str, long: bool) -> None:
    family: Family = FAMILIES[name]
    size = LONG.get(name, family.largest) if long else EVERYDAY.get(name, 60)
    agree(family.make(size))


def test_the_text_of_fixtures_is_limited() -> None:
    graph, _ = openapi.load(Document("memory:/limits.json", FAMILIES["members"].make(2_000)))
    model, _ = passes.run(graph)
    sets, found = fixtures.make(model)
    assert len(fixtures.as_json(sets["Wide"])) < 6_000_000
    assert "fixtures/stopped" in {one.code for one in found}
