"""What exported documents hold."""

from __future__ import annotations

import json
import re
from typing import Any

import jsonschema
import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from corpora import ROOT
from documents import document
from schemas import graph_of
from typewright.export import model_schema, to_json_schema, to_model, to_openapi
from typewright.loaders import openapi
from typewright.model import Model
from typewright.passes import run
from typewright.schema import Recovery, Schema, SchemaGraph, SchemaId, Split
from typewright.source import Origin, Position, Source, SourceKind

PAGES = """\
openapi: 3.1.0
info: {title: t, version: '1'}
components:
  schemas:
    Auto Chunking Strategy:
      type: object
      additionalProperties: false
    Upload:
      title: An upload
      type: object
      properties:
        strategy: {$ref: '#/components/schemas/Auto Chunking Strategy'}
        status: {type: [string, 'null'], enum: [a, b, null], default: a}
        x-secret: {const: false}
      required: [status, status]
      externalDocs: {url: 'https://example.com'}
      x-note: [1]
    Pet:
      oneOf: [{$ref: '#/components/schemas/Cat'}]
      discriminator: {propertyName: kind, mapping: {cat: Cat}}
    Cat: {type: object, properties: {kind: {const: cat}}, required: [kind]}
    Never: {enum: []}
    Yes: true
"""


def model_of_text(text: str) -> Model:
    graph, _ = openapi.load(document(text))
    return run(graph)[0]


@pytest.fixture(scope="module")
def model() -> Model:
    return model_of_text(PAGES)


def test_json_schema_keeps_the_source_s_names_and_says_where_from(model: Model) -> None:
    exported: Any = to_json_schema(model)
    assert exported["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert list(exported["$defs"]) == list(model.graph.definitions)
    assert exported["$defs"]["Upload"] == {
        "title": "An upload",
        "type": "object",
        "required": ["status"],
        "properties": {
            "strategy": {
                "$ref": "#/$defs/Auto%20Chunking%20Strategy",
                "x-origin": "api:12:9",
            },
            "status": {
                "type": ["string", "null"],
                "enum": ["a", "b", None],
                "default": "a",
                "x-origin": "api:13:9",
            },
            "x-secret": {"const": False, "x-origin": "api:14:9"},
        },
        "x-note": [1],
        "externalDocs": {"url": "https://example.com"},
        "x-origin": "api:8:5",
    }
    assert exported["$defs"]["Pet"]["discriminator"] == {
        "propertyName": "kind",
        "mapping": {"cat": "#/$defs/Cat"},
    }
    assert exported["$defs"]["Never"]["enum"] == []
    assert exported["$defs"]["Yes"] is True
    jsonschema.Draft202012Validator.check_schema(exported)


def test_openapi_keys_are_safe_and_names_stay_as_titles(model: Model) -> None:
    exported: Any = to_openapi(model, title="Uploads", version="2")
    schemas = exported["components"]["schemas"]
    assert exported["info"] == {"title": "Uploads", "version": "2"}
    assert list(schemas)[:2] == ["Auto_Chunking_Strategy", "Upload"]
    assert schemas["Auto_Chunking_Strategy"]["title"] == "Auto Chunking Strategy"
    assert schemas["Upload"]["title"] == "An upload"
    reference = schemas["Upload"]["properties"]["strategy"]["$ref"]
    assert reference == "#/components/schemas/Auto_Chunking_Strategy"
    assert list(OpenAPIV31SpecValidator(exported).iter_errors()) == []


def test_keys_that_would_be_alike_do_not_depend_on_their_order() -> None:
    names = ["a b", "a/b", "a_b", "é", "日本"]
    schemas = {name: {"type": "string"} for name in names}
    backwards = {name: schemas[name] for name in reversed(names)}

    def keys(definitions: Any) -> dict[str, str]:
        exported: Any = to_openapi(run(graph_of({"$defs": definitions}))[0])
        return dict(zip(definitions, exported["components"]["schemas"], strict=True))

    assert keys(schemas) == keys(backwards)
    assert keys(schemas)["a_b"] == "a_b"
    assert len(set(keys(schemas).values())) == len(names)


def test_recovery_facts_travel() -> None:
    source = Source("upload.txt", "page:/upload.txt", SourceKind.PAGE, "")
    recovery = Recovery(
        raw="pendingdone", splits=(Split(("pending", "done"), 0.9, "words"),), opaque=True
    )
    schema = Schema(
        id=SchemaId("page:/#/Upload"),
        types=("string",),
        recovery=recovery,
        origin=Origin(source, "/Upload", Position(7, 1), 0.9),
    )
    model, _ = run(SchemaGraph({schema.id: schema}, {"Upload": schema.id}))
    exported: Any = to_json_schema(model)
    assert exported["$defs"]["Upload"] == {
        "type": "string",
        "x-origin": "upload.txt:7:1",
        "x-recovered": {
            "confidence": 0.9,
            "raw": "pendingdone",
            "splits": [{"values": ["pending", "done"], "confidence": 0.9, "reason": "words"}],
            "opaque": True,
        },
    }


def test_a_resource_is_written_once() -> None:
    tree = {"$id": "tree", "$dynamicAnchor": "node", "items": {"$dynamicRef": "#node"}}
    holder = {"$ref": "tree", "$defs": {"inside": {"$id": "inside", "type": "string"}}}
    schema = {"items": {"$ref": "tree"}, "$defs": {"Tree": tree, "Holder": holder}}
    written = to_json_schema(run(graph_of(schema))[0])
    identifiers = re.findall(r'"\$id": "([^"]+)"', json.dumps(written))
    assert len(identifiers) == 3
    assert len({*identifiers}) == 3


def test_what_is_referred_to_elsewhere_comes_along() -> None:
    text = """\
openapi: 3.1.0
info: {title: t, version: '1'}
components:
  schemas:
    A: {type: object, properties: {e: {$ref: '#/components/responses/Error/content/json/schema'}}}
  responses:
    Error:
      content:
        json: {schema: {type: object, properties: {a: {$ref: '#/components/schemas/A'}}}}
"""
    exported: Any = to_json_schema(model_of_text(text))
    assert list(exported["$defs"]) == ["A", "Error json"]
    target = exported["$defs"]["Error json"]["properties"]["a"]["$ref"]
    assert target == "#/$defs/A"


def test_the_model_is_as_its_published_schema_says(model: Model) -> None:
    exported = to_model(model)
    validator = jsonschema.Draft202012Validator(model_schema())
    assert [error.message for error in validator.iter_errors(exported)] == []
    assert "/work" not in json.dumps(exported)
    assert exported == json.loads(json.dumps(exported))


def test_the_published_schema_of_the_model_is_up_to_date() -> None:
    published = ROOT / "docs" / "model.schema.json"
    text = json.dumps(model_schema(), indent=2) + "\n"
    assert published.read_text(encoding="utf-8") == text, (
        "write it anew: python -c 'import json; from typewright.export import model_schema; "
        "print(json.dumps(model_schema(), indent=2))' > docs/model.schema.json"
    )
