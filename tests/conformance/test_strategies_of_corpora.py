"""Strategies of other people's schemas draw values that we and ``jsonschema-rs`` accept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jsonschema_rs
import pytest
from hypothesis import HealthCheck

import typewright
from corpora import corpora_path
from strategies import drawn
from typewright import passes
from typewright.diagnostics import InputError
from typewright.export import to_json_schema
from typewright.loaders import openapi
from typewright.source.documents import parse
from typewright.source.pointer import escape
from typewright.source.read import read

pytestmark = pytest.mark.corpus

SPECS = (
    "openai/openapi-2026-08-21.yaml",
    "openapi/mistral-3.1.yaml",
    "openapi/discord-3.1.json",
    "openapi/museum-3.1.yaml",
)

EMPTY: set[tuple[str, str]] = set()
"""Definitions of the specifications that no value satisfies."""


@pytest.mark.parametrize("spec", SPECS)
def test_definitions_of_real_specifications(spec: str, long: bool) -> None:
    if not long and spec != SPECS[-1]:
        pytest.skip("long: run with --long")
    document, _ = parse(read(str(corpora_path(*spec.split("/")))))
    graph, _ = openapi.load(document)  # a real spec's own errors are no reason to stop here
    model, _ = passes.run(graph)
    exported: dict[str, Any] = to_json_schema(model)
    empty: set[tuple[str, str]] = set()
    for key, definition in model.definitions.items():
        if definition.owner is not None:
            continue
        validator = typewright.compile(definition)
        schema = {**exported, "$ref": f"#/$defs/{quote(escape(key))}"}
        oracle = jsonschema_rs.Draft202012Validator(schema, validate_formats=False)
        try:
            strategy = typewright.strategy(definition)
        except ValueError:
            empty.add((spec, key))
            continue
        for value in drawn(strategy, 12, HealthCheck.too_slow):
            assert validator.is_valid(value), (key, value, validator.issues(value))
            assert oracle.is_valid(value), (key, value)
    assert empty == {one for one in EMPTY if one[0] == spec}


def suite() -> list[Path]:
    root = corpora_path("json-schema-test-suite", "tests", "draft2020-12")
    return sorted(root.rglob("*.json"))


def test_schemas_of_the_json_schema_test_suite(long: bool) -> None:
    """What the strategy of each schema draws is valid; it draws something where a test is valid."""
    groups = [group for path in suite() for group in json.loads(path.read_text("utf-8"))]
    for group in groups if long else groups[::7]:
        try:
            validator = typewright.compile(group["schema"])
        except InputError:
            continue  # a remote document, or a schema that is judged where reading is tested
        try:
            strategy = typewright.strategy(group["schema"])
        except ValueError:
            assert not any(validator.is_valid(test["data"]) for test in group["tests"]), group
            continue
        for value in drawn(strategy, 20, HealthCheck.too_slow):
            assert validator.is_valid(value), (group["schema"], value, validator.issues(value))
