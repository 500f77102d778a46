"""What the tests' own reading of documents makes of what JSON Schema spells in another way."""

from __future__ import annotations

from typing import Any

import jsonschema_rs
import pytest

import typewright
from plain import Plain

URI = "memory:/document"
OLD = {"openapi": "3.0.3"}
NEW = {"openapi": "3.1.0"}
CASES: tuple[tuple[dict[str, Any], Any, list[Any], list[Any]], ...] = (
    (OLD, {"type": "string", "nullable": True}, ["a", None], [1]),
    (OLD, {"enum": ["a"], "nullable": True}, ["a", None], ["b"]),
    (OLD, {"$ref": "#/components/schemas/Other", "nullable": True}, ["a", None], [1]),
    (OLD, {"allOf": [{"type": "string"}], "nullable": True}, ["a", None], [1]),
    (OLD, {"type": "string", "nullable": False}, ["a"], [None]),
    (OLD, {"$ref": "#/components/schemas/Other", "maxLength": 1}, ["long"], [1]),
    (OLD, {"minimum": 1, "exclusiveMinimum": True}, [2], [1]),
    (OLD, {"exclusiveMinimum": 1}, [2], [1]),
    (OLD, {"items": [{"type": "string"}], "additionalItems": False}, [["a"]], [[1], ["a", 2]]),
    (NEW, {"maximum": 1, "exclusiveMaximum": True}, [0], [1]),
    (NEW, {"type": "string", "nullable": True}, ["a", None], [1]),
    (
        NEW,
        {"$ref": "#/components/schemas/Other", "maxLength": 1},
        ["a"],
        ["long", 1],
    ),
    (NEW, {"pattern": "^.[.]\\.$"}, ["a.."], ["\r..", "a.a"]),
    ({"swagger": "2.0"}, {"type": "file"}, ["a"], [1]),
    ({"swagger": "2.0"}, {"type": "string", "x-nullable": True}, ["a", None], [1]),
)


@pytest.mark.parametrize(("head", "schema", "valid", "invalid"), CASES)
def test_other_spellings(
    head: dict[str, Any], schema: Any, valid: list[Any], invalid: list[Any]
) -> None:
    schemas = {"Thing": schema, "Other": {"type": "string"}}
    place = "definitions" if "swagger" in head else "components/schemas"
    body = {"definitions": schemas} if "swagger" in head else {"components": {"schemas": schemas}}
    entry = f"{URI}#/{place}/Thing"
    oracle = Plain({URI: {**head, **body}}, [entry]).oracle(entry)
    assert [value for value in valid if not oracle.is_valid(value)] == []
    assert [value for value in invalid if oracle.is_valid(value)] == []


def test_references_follow_the_uris_that_documents_declare() -> None:
    schema = {
        "$schema": "https://json-schema.org/draft-07/schema",
        "$id": "https://example.com/schemas/a.json",
        "properties": {"b": {"$ref": "b.json#/definitions/c"}, "lost": {"$ref": "nowhere.json"}},
    }
    other = {"$id": "https://example.com/schemas/b.json", "definitions": {"c": {"type": "null"}}}
    oracle = Plain({URI: schema, "memory:/other": other}, [f"{URI}#"]).oracle(f"{URI}#")
    assert oracle.is_valid({"b": None, "lost": 1})
    assert not oracle.is_valid({"b": 1})


SHORTFALLS: tuple[tuple[Any, Any, str], ...] = (
    (
        {"pattern": "^.$"},
        "\r",
        "a dot matches no line terminator, of which CR is one (ECMA-262, 12.3 and 22.2.2.7)",
    ),
)
"""Values that ``jsonschema-rs`` accepts against the specification, and what this says."""


@pytest.mark.parametrize(("schema", "value", "reason"), SHORTFALLS)
def test_where_the_independent_validator_is_wrong(schema: Any, value: Any, reason: str) -> None:
    oracle = jsonschema_rs.Draft202012Validator(schema)
    assert oracle.is_valid(value), f"mended; no longer to be said: {reason}"
    assert not typewright.compile(schema).is_valid(value)


def test_whole_floats_are_integers_in_draft_4_too() -> None:
    """Draft 4 tells 1.0 from 1 by its spelling (Core draft 4, section 3.5); no later draft does."""
    schema = {"$schema": "http://json-schema.org/draft-04/schema#", "type": "integer"}
    assert not jsonschema_rs.Draft4Validator(schema).is_valid(1.0)
    assert typewright.compile(schema).is_valid(1.0)
