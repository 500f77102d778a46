"""Request and response bodies of an API become objects when it is asked for, with stable names."""

from __future__ import annotations

from typing import Any

import pytest

from typewright.loaders import openapi
from typewright.schema.select import select, unmatched, wanted
from typewright.source import Document

OBJECT = {"type": "object"}


def body(schema: Any = None, media_type: str = "application/json") -> dict[str, Any]:
    return {"content": {media_type: {"schema": OBJECT if schema is None else schema}}}


def names(document: dict[str, Any], *, include: bool = True) -> list[str]:
    value = {"openapi": "3.1.0", **document}
    graph, found = openapi.load(Document("memory:/api", value), include_operations=include)
    assert found == ()
    return list(graph.definitions)


API: dict[str, Any] = {
    "paths": {
        "/pets/{id}": {
            "get": {"responses": {"200": body(), "404": {"$ref": "#/components/responses/Lost"}}},
            "put": {
                "operationId": "savePet",
                "requestBody": body(),
                "responses": {"200": body({"$ref": "#/components/schemas/Pet"})},
                "callbacks": {"saved": {"{$url}": {"post": {"requestBody": body()}}}},
            },
        },
        "/photos": {
            "post": {
                "operationId": "addPhoto",
                "requestBody": body(media_type="multipart/form-data"),
                "responses": {"default": body(media_type="application/problem+json")},
            }
        },
    },
    "webhooks": {"pet": {"post": {"requestBody": {"$ref": "#/components/requestBodies/Seen"}}}},
    "components": {
        "schemas": {"Pet": OBJECT},
        "responses": {"Lost": body()},
        "requestBodies": {"Seen": body()},
    },
}


def test_bodies_are_named_by_their_operations_or_by_what_they_share() -> None:
    assert names(API) == [
        "Pet",
        "get /pets/{id} response 200",
        "Lost response",
        "savePet request",
        "savePet saved post {$url} request",
        "addPhoto request multipart/form-data",
        "addPhoto response default",
        "Seen request",
    ]
    assert names(API, include=False) == ["Pet"]


def test_the_order_of_operations_renames_nothing() -> None:
    backwards = {**API, "paths": dict(reversed(API["paths"].items()))}
    assert set(names(backwards)) == set(names(API))


def test_bodies_that_want_a_taken_name_take_in_their_place() -> None:
    schemas = {"schemas": {"addPet request": OBJECT}}
    paths = {"/pets": {"post": {"operationId": "addPet", "requestBody": body()}}}
    found = names({"paths": paths, "components": schemas})
    assert found[0] == "addPet request"
    assert found[1] != "addPet request"
    assert found[1].endswith(" request")


def test_path_items_that_lead_back_to_themselves_end() -> None:
    item = {
        "post": {"callbacks": {"again": {"/x": {"$ref": "#/paths/~1x"}}}, "requestBody": body()}
    }
    assert names({"paths": {"/x": item}}) == ["post /x request"]


def test_swagger_has_bodies_among_parameters() -> None:
    value = {
        "swagger": "2.0",
        "paths": {
            "/pets": {
                "post": {
                    "operationId": "addPet",
                    "parameters": [{"name": "pet", "in": "body", "schema": OBJECT}],
                    "responses": {"200": {"schema": OBJECT}},
                }
            }
        },
    }
    graph, found = openapi.load(Document("memory:/api", value), include_operations=True)
    assert found == ()
    assert list(graph.definitions) == ["addPet request", "addPet response 200"]


@pytest.mark.parametrize(
    ("include", "exclude", "kept"),
    [
        ((), (), "ABCD"),
        (("A",), (), "AB"),
        (("*",), ("A", "B"), "CD"),
        (("[CD]",), ("D",), "C"),
        ((), ("B",), "ABCD"),
        (("a",), (), ""),
    ],
)
def test_patterns_choose_objects_and_what_these_need(
    include: tuple[str, ...], exclude: tuple[str, ...], kept: str
) -> None:
    schemas: dict[str, Any] = {name: dict(OBJECT) for name in "ABCD"}
    schemas["A"]["properties"] = {"b": {"items": {"$ref": "#/components/schemas/B"}}}
    value = {"openapi": "3.1.0", "components": {"schemas": schemas}}
    graph, _ = openapi.load(Document("memory:/api", value))
    names = wanted(graph.definitions, include, exclude)
    assert "".join(select(graph, names).definitions) == kept
    assert unmatched(graph.definitions, ("A", "x*")) == ("x*",)
