"""Schemas that no keyword holds, and files without keywords, are told of; annotations are not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from typewright.config import Input, PackageConfig
from typewright.diagnostics import Diagnostic
from typewright.pipeline import load
from typewright.schema import Json

DRAFT_4 = "http://json-schema.org/draft-04/schema#"
PERSON = {"type": "object", "properties": {"name": {"type": "string"}}}
PET = {"type": "object", "required": ["name"]}


def found(folder: Path, *documents: Json) -> tuple[list[str], tuple[Diagnostic, ...]]:
    """The definitions of some documents, and what is said of members that are not read."""
    inputs = []
    for number, document in enumerate(documents):
        path = folder / f"file{number}.json"
        path.write_text(json.dumps(document))
        inputs.append(Input(str(path), path.name))
    loaded, diagnostics = load(PackageConfig(tuple(inputs)))
    codes = ("schema/not-held", "input/no-keyword")
    return list(loaded.model.definitions), tuple(one for one in diagnostics if one.code in codes)


@pytest.mark.parametrize(
    ("document", "pointer", "number"),
    [
        ({"Person": PERSON, "Pet": PET}, "/Person", 2),
        ({"a/b": {"$ref": "#/Pet"}, "Pet": {"type": ["string", "null"]}}, "/a~1b", 2),
        ({"$schema": DRAFT_4, "vms": {"vm": PERSON}, "definitions": {"P": PET}}, "/vms", 1),
        ({"type": "object", "properties": {}, "vms": {"vm": PERSON, "disk": PET}}, "/vms", 2),
    ],
)
def test_schemas_that_no_keyword_holds_are_told_and_the_advice_reads_them(
    tmp_path: Path, document: dict[str, Any], pointer: str, number: int
) -> None:
    before, (told,) = found(tmp_path, document)
    assert (told.code, told.severity) == ("schema/not-held", "warning")
    assert told.origin.pointer == pointer
    assert f"{number} schemas" in told.message if number > 1 else "a schema there" in told.message
    advised = json.loads(told.help[told.help.index("{") :])
    ((holder, added),) = advised.items()
    merged = {**document, holder: {**document.get(holder, {}), **added}}
    after, _ = found(tmp_path, merged)
    assert set(added) <= {*after} - {*before}


@pytest.mark.parametrize(
    "document",
    [
        {"swaggerVersion": "1.2", "models": {"A": {"id": "A"}}},
        {"asyncapi": "2.6.0", "info": {}, "components": {"schemas": {"A": PERSON}}, "id": "urn:x"},
        {"info": {"_postman_id": "1", "schema": "https://example.com"}, "item": []},
        {"message": "Not Found", "status": 404},
        {"OpenAPI": "3.0.0", "paths": {}},
    ],
)
def test_a_file_without_any_keyword_is_told_with_what_it_has(
    tmp_path: Path, document: dict[str, Json]
) -> None:
    _, (told,) = found(tmp_path, document)
    assert told.code == "input/no-keyword"
    assert repr(next(iter(document))) in told.message


@pytest.mark.parametrize(
    "document",
    [
        True,
        {},
        {"title": "Anything", "owner": "me"},
        {"x-owner": {"type": "string"}},
        {"type": "string", "widget": {"type": "object"}},
        {"type": "object", "properties": {}, "messages": {"a": {"type": "string"}}},
        {"type": "object", "messages": {"a": PERSON, "b": "text"}},
        {"type": "object", "x-shared": {"a": PERSON}, "example": {"a": PERSON}},
        {"type": "array", "items": {"$ref": "#/shared/a"}, "shared": {"a": PERSON}},
        {"$defs": {"A": {"$ref": "#/A"}}, "A": {"items": {"$ref": "#/B"}}, "B": {"type": "null"}},
        {"$defs": {"A": {"owned": {"a": PERSON}}}},
    ],
)
def test_annotations_and_what_references_lead_to_are_not_told(
    tmp_path: Path, document: Json
) -> None:
    assert found(tmp_path, document)[1] == ()


def test_what_another_document_refers_to_is_not_told(tmp_path: Path) -> None:
    held = {"type": "object", "properties": {}, "vms": {"vm": PERSON}}
    user = {"type": "array", "items": {"$ref": "file0.json#/vms/vm"}}
    assert found(tmp_path, held)[1]
    assert found(tmp_path, held, user)[1] == ()
