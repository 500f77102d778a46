"""What is exported means the same to a reader as what it was made from."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from schemas import graph_of
from shapes import DOCUMENTS, ROOTS, VALUES
from typewright.checks import interpreter
from typewright.export import to_json_schema, to_openapi
from typewright.loaders import json_schema, openapi
from typewright.model import Model
from typewright.passes import run
from typewright.schema import SchemaGraph
from typewright.source import Document


def verdicts(model: Model, values: list[Any]) -> dict[str, list[bool]]:
    return {
        name: [interpreter.is_valid(model.checks[schema], one, model.checks) for one in values]
        for name, schema in model.graph.definitions.items()
    }


def model_of(graph: SchemaGraph) -> Model:
    return run(graph)[0]


@settings(max_examples=40)
@given(DOCUMENTS, st.lists(VALUES, min_size=1, max_size=6))
def test_what_is_exported_has_the_same_verdicts(
    document: dict[str, Any], values: list[Any]
) -> None:
    model = model_of(graph_of(document))
    schemas, _ = json_schema.load(Document("memory:/schemas", to_json_schema(model)))
    description, _ = openapi.load(Document("memory:/description", to_openapi(model)))
    expected = verdicts(model, values)
    assert set(expected) == set(ROOTS)
    assert verdicts(model_of(schemas), values) == expected
    assert verdicts(model_of(description), values) == expected


@settings(max_examples=40)
@given(DOCUMENTS)
def test_exporting_what_was_exported_changes_nothing(document: dict[str, Any]) -> None:
    exported = to_json_schema(model_of(graph_of(document)))
    graph, found = json_schema.load(Document("memory:/exported", exported))
    assert {one.code for one in found} <= {"schema/endless-reference"}
    assert to_json_schema(model_of(graph)) == exported


def test_dynamic_references_keep_their_scope() -> None:
    document = {
        "$id": "https://example.com/root",
        "$defs": {
            "Tree": {
                "$id": "tree",
                "$dynamicAnchor": "node",
                "type": "object",
                "properties": {"children": {"type": "array", "items": {"$dynamicRef": "#node"}}},
            },
            "Strict": {
                "$id": "strict",
                "$dynamicAnchor": "node",
                "$ref": "tree",
                "unevaluatedProperties": False,
            },
        },
    }
    values = [{}, {"x": 1}, {"children": [{"x": 1}]}, {"children": [{"children": [1]}]}]
    model = model_of(graph_of(document))
    expected = {"Tree": [True, True, True, False], "Strict": [True, False, False, False]}
    assert verdicts(model, values) == expected
    graph, found = json_schema.load(Document("memory:/schemas", to_json_schema(model)))
    assert found == ()
    assert verdicts(model_of(graph), values) == expected
