"""Validators at run time."""

from __future__ import annotations

from typing import Any

import pytest

import typewright
from typewright import InputError
from typewright.checks.nodes import TypeTest
from typewright.model import Anything, Definition, Model
from typewright.schema import SchemaId

CYCLIC: list[Any] = []
CYCLIC.append(CYCLIC)


def test_a_validator_tells_whether_a_value_holds_and_why_not() -> None:
    validator = typewright.compile({"type": "string"})
    assert validator.is_valid("a")
    assert validator.issues("a") == []
    assert not validator.is_valid(1)
    assert [str(issue) for issue in validator.issues(1)] == [
        "(root): expected a string, found the number 1 [type]"
    ]


def test_booleans_are_schemas() -> None:
    assert typewright.compile(True).is_valid(None)
    assert not typewright.compile(False).is_valid(None)


def test_a_definition_of_a_model_is_compiled_from_the_model_s_checks() -> None:
    schema_id = SchemaId("m:s#")
    definition = Definition("A", ("a",), schema_id, Anything())
    model = Model({"A": definition}, {schema_id: TypeTest(("null",))})
    assert model["A"] == definition
    assert typewright.compile(model["A"]).is_valid(None)
    assert not typewright.compile(model["A"]).is_valid(1)


def test_formats_are_tested_only_when_asked_for() -> None:
    assert typewright.compile({"format": "date"}).is_valid("x")
    assert not typewright.compile({"format": "date"}, formats="assert").is_valid("x")


@pytest.mark.parametrize(
    ("schema", "code", "pointer"),
    [
        (1, "not-a-schema", ""),
        (None, "not-a-schema", ""),
        ([], "not-a-schema", ""),
        ({"type": "strng"}, "unknown-type", "/type"),
        ({"type": 1}, "malformed-keyword", "/type"),
        ({"minLength": "3"}, "read-as-meant", "/minLength"),
        ({"$ref": "#"}, "endless-reference", "/$ref"),
        ({"$ref": "#/$defs/a"}, "dangling-reference", "/$ref"),
        ({"pattern": "("}, "bad-pattern", "/pattern"),
        ({"not": {"patternProperties": {"a/(": {}}}}, "bad-pattern", "/not/patternProperties/a~1("),
        ({"const": float("nan")}, "not-json", "/const"),
        ({"enum": [float("inf")]}, "not-json", "/enum/0"),
        ({"const": (1,)}, "not-json", "/const"),
        ({"properties": {1: {}}}, "not-json", "/properties"),
        ({"const": CYCLIC}, "not-json", ""),
    ],
)
def test_what_is_no_schema_is_refused_with_the_place(schema: Any, code: str, pointer: str) -> None:
    with pytest.raises(InputError) as caught:
        typewright.compile(schema)
    assert [(one.code, one.origin.pointer) for one in caught.value.diagnostics] == [
        (f"schema/{code}", pointer)
    ]


def test_all_that_is_wrong_with_a_schema_is_said_at_once() -> None:
    with pytest.raises(InputError) as caught:
        typewright.compile({"type": 1, "pattern": "(", "items": 3})
    assert len(caught.value.diagnostics) == 3
