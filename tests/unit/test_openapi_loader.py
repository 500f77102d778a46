"""OpenAPI 3.1 descriptions become schema graphs."""

from __future__ import annotations

from typing import Any

import pytest

from typewright.diagnostics import InputError
from typewright.loaders import openapi
from typewright.loaders.join import join
from typewright.schema import Discriminator, Recovery, SchemaId
from typewright.source import Document, Origin, Position

URI = "page:/"


def document(schemas: Any, **more: Any) -> Document:
    return Document(URI, {"openapi": "3.1.1", "components": {"schemas": schemas}, **more})


def component(name: str) -> SchemaId:
    return SchemaId(f"{URI}#/components/schemas/{name}")


def test_components_are_definitions_in_their_order() -> None:
    graph, diagnostics = openapi.load(document({"B": {}, "A": True, "a/b": {}}))
    assert diagnostics == ()
    assert dict(graph.definitions) == {
        "B": component("B"),
        "A": component("A"),
        "a/b": component("a~1b"),
    }


@pytest.mark.parametrize(
    ("version", "place", "right"),
    [
        ({"swagger": "2.0"}, "/components", "definitions"),
        ({"openapi": "3.0.0"}, "/definitions", "components"),
        ({"openapi": "3.1.0"}, "/schemas", "components"),
        ({"openapi": "3.1.0"}, "", "--include-operations"),
    ],
)
def test_schemas_where_another_version_has_them_are_pointed_at(
    version: dict[str, Any], place: str, right: str
) -> None:
    api = {**version, "paths": {}, **({place[1:]: {"schemas": {}}} if place else {})}
    _, (told,) = join([Document(URI, api)])
    assert (told.code, told.origin.pointer) == ("input/nothing-defined", place)
    assert right in told.help


def test_schemas_elsewhere_are_read_where_a_reference_leads_to_them() -> None:
    paths = {"/x": {"get": {"schema": {"type": "string"}, "other": {"type": "null"}}}}
    reference = "#/paths/~1x/get/schema"
    graph, diagnostics = openapi.load(document({"A": {"$ref": reference}}, paths=paths))
    assert diagnostics == ()
    assert len(graph.schemas) == 2
    assert graph[SchemaId(f"{URI}{reference}")].types == ("string",)


def test_identifiers_and_anchors_count_in_components() -> None:
    graph, diagnostics = openapi.load(
        document(
            {
                "A": {"$ref": "https://example.com/b#here"},
                "B": {"$id": "https://example.com/b", "items": {"$anchor": "here"}},
            }
        )
    )
    assert diagnostics == ()
    assert graph[component("A")].ref == f"{component('B')}/items"


def test_a_discriminator_maps_values_to_components_or_references() -> None:
    discriminator = {
        "propertyName": "kind",
        "mapping": {"a": "Cat", "b": "#/components/schemas/Dog", "c": "Cow"},
    }
    graph, diagnostics = openapi.load(
        document({"Pet": {"oneOf": [{}], "discriminator": discriminator}, "Cat": {}, "Dog": {}})
    )
    assert graph[component("Pet")].discriminator == Discriminator(
        "kind", {"a": component("Cat"), "b": component("Dog")}
    )
    (dangling,) = diagnostics
    assert dangling.origin.pointer == "/components/schemas/Pet/discriminator/mapping/c"


def test_examples_and_external_documents_are_kept() -> None:
    schema = {"example": None, "examples": [1], "externalDocs": {"url": "https://x.y"}}
    graph, diagnostics = openapi.load(document({"A": schema}))
    assert diagnostics == ()
    assert graph[component("A")].examples == (1, None)
    assert graph[component("A")].external_docs == "https://x.y"


def test_what_a_page_tells_of_a_schema_travels_with_it() -> None:
    pointer = "/components/schemas/A"
    origin = Origin(None, pointer, Position(7, 1), 0.9)
    recovery = Recovery(raw="ab")
    page = Document(
        URI, document({"A": {"items": {}}}).value, None, {pointer: origin}, {pointer: recovery}
    )
    graph, _ = openapi.load(page)
    assert graph[component("A")].origin is origin
    assert graph[component("A")].recovery is recovery
    assert graph[SchemaId(component("A") + "/items")].origin is origin


@pytest.mark.parametrize(
    "value", [{"openapi": "4.0.0"}, {"swagger": "1.2"}, {}, [], {"openapi": 3}]
)
def test_other_versions_are_refused(value: Any) -> None:
    with pytest.raises(InputError) as caught:
        openapi.load(Document(URI, value))
    assert [one.code for one in caught.value.diagnostics] == ["schema/unread-version"]


@pytest.mark.parametrize("more", [{"components": []}, {"components": {"schemas": 1}}])
def test_malformed_components_are_reported(more: dict[str, Any]) -> None:
    graph, diagnostics = openapi.load(Document(URI, {"openapi": "3.1.0", **more}))
    assert [one.code for one in diagnostics] == ["schema/malformed-keyword"]
    assert graph.definitions == {}
