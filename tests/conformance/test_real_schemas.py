"""Published schemas of JSON Schema 2020-12 accept what their authors call valid, and only that."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml

from corpora import corpora_path
from typewright.validator import compile as compile_schema

pytestmark = pytest.mark.corpus

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def instance(path: Path) -> Any:
    text = path.read_text("utf-8")
    # Dates become the text that they are in JSON.
    return json.loads(json.dumps(yaml.safe_load(text), default=str))


def test_examples_are_judged_as_their_authors_and_another_validator_do() -> None:
    judged = 0
    for path in sorted(corpora_path("json-schemas").glob("*/schema.json")):
        schema = json.loads(path.read_text("utf-8"))
        if schema.get("$schema") != DIALECT:
            continue
        validator, other = compile_schema(schema), jsonschema_rs.Draft202012Validator(schema)
        for example in sorted(path.parent.glob("*valid/*")):
            value = instance(example)
            verdict = validator.is_valid(value)
            assert verdict is (example.parent.name == "valid"), example.name
            assert verdict is other.is_valid(value), example.name
            assert verdict is not bool(validator.issues(value)), example.name
            judged += 1
    assert judged > 40


def test_the_meta_schema_accepts_every_schema_of_the_test_suite() -> None:
    meta = compile_schema({"$ref": DIALECT})
    suite = corpora_path("json-schema-test-suite", "tests", "draft2020-12")
    for path in sorted(suite.rglob("*.json")):
        for case in json.loads(path.read_text("utf-8")):
            assert meta.issues(case["schema"]) == [], case["description"]
