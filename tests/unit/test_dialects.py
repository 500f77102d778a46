"""What the dialects differ in is gone from the schema graph, and what is foreign is said."""

from __future__ import annotations

from typing import Any

import pytest

from typewright import InputError
from typewright import compile as compile_schema
from typewright.checks.interpreter import is_valid
from typewright.checks.lower import lower_all
from typewright.diagnostics import Diagnostic
from typewright.loaders import json_schema, openapi
from typewright.schema import SchemaGraph, SchemaId
from typewright.source import Document

URI = "memory:/api"

DRAFT = {
    "4": "http://json-schema.org/draft-04/schema#",
    "6": "http://json-schema.org/draft-06/schema#",
    "7": "http://json-schema.org/draft-07/schema#",
    "2019": "https://json-schema.org/draft/2019-09/schema",
    "2020": "https://json-schema.org/draft/2020-12/schema",
}
VERSION = {"2.0": {"swagger": "2.0"}} | {
    version: {"openapi": f"{version}.1"} for version in ("3.0", "3.1", "3.2")
}


def described(version: str, schemas: Any) -> tuple[SchemaGraph, tuple[Diagnostic, ...]]:
    held = {"definitions": schemas} if version == "2.0" else {"components": {"schemas": schemas}}
    return openapi.load(Document(URI, {**VERSION[version], **held}))


def accepts(graph: SchemaGraph, value: Any, name: str = "A") -> bool:
    schema_id = graph.definitions[name]
    checks = lower_all(graph, [schema_id])
    return is_valid(checks[schema_id], value, checks)


def found(diagnostics: tuple[Diagnostic, ...]) -> list[tuple[str, str]]:
    return [(one.code.partition("/")[2], one.origin.pointer) for one in diagnostics]


@pytest.mark.parametrize("draft", DRAFT)
def test_a_draft_is_told_by_its_meta_schema(draft: str) -> None:
    validator = compile_schema({"$schema": DRAFT[draft], "maximum": 3, "definitions": {}})
    assert validator.is_valid(3)
    assert not validator.is_valid(4)


def test_a_schema_that_names_no_dialect_is_read_in_the_one_that_is_given() -> None:
    schema = {"items": [{"type": "string"}], "additionalItems": False}
    validator = compile_schema(schema, dialect=DRAFT["7"])
    assert validator.is_valid(["a"])
    assert not validator.is_valid([1])
    assert not validator.is_valid(["a", "b"])
    with pytest.raises(ValueError, match="no dialect"):
        compile_schema(schema, dialect="https://example.com/mine")


def test_resources_are_found_by_their_uri() -> None:
    validator = compile_schema(
        {"$id": "https://example.com/a.json", "$ref": "b.json#/$defs/text"},
        resources={"https://example.com/b.json": {"$defs": {"text": {"type": "string"}}}},
    )
    assert validator.is_valid("x")
    assert not validator.is_valid(1)


def test_a_resource_is_read_in_its_own_dialect() -> None:
    validator = compile_schema(
        {"$ref": "https://example.com/old.json"},
        resources={
            "https://example.com/old.json": {
                "$schema": DRAFT["4"],
                "minimum": 1,
                "exclusiveMinimum": True,
            }
        },
    )
    assert not validator.is_valid(1)
    assert validator.is_valid(2)


@pytest.mark.parametrize("draft", ["4", "6", "7"])
def test_what_stands_beside_a_reference_does_not_count_before_2019(draft: str) -> None:
    schema = {
        "$schema": DRAFT[draft],
        "properties": {"a": {"$ref": "#/definitions/T", "maxLength": 1, "description": "words"}},
        "definitions": {"T": {"type": "string"}},
    }
    graph, diagnostics = json_schema.load(Document(URI, schema))
    assert found(diagnostics) == [("no-effect", "/properties/a/maxLength")]
    member = graph[SchemaId(f"{URI}#/properties/a")]
    assert (member.max_length, member.description) == (None, "words")


@pytest.mark.parametrize(
    ("draft", "keyword", "value"),
    [
        ("4", "const", 1),
        ("4", "contains", {}),
        ("6", "if", {}),
        ("7", "dependentRequired", {}),
        ("7", "unevaluatedProperties", False),
        ("2019", "prefixItems", [{}]),
        ("2020", "additionalItems", False),
        ("2020", "nullable", True),
    ],
)
def test_a_keyword_of_another_draft_is_not_read_and_said(
    draft: str, keyword: str, value: Any
) -> None:
    schema = {"$schema": DRAFT[draft], keyword: value}
    graph, diagnostics = json_schema.load(Document(URI, schema))
    assert found(diagnostics) == [("foreign-keyword", f"/{keyword}")]
    assert graph[SchemaId(f"{URI}#")].extensions == {keyword: value}


def test_a_slip_of_the_pen_is_said() -> None:
    _, diagnostics = json_schema.load(Document(URI, {"minLenght": 1, "x-minLenght": 1, "note": 1}))
    assert found(diagnostics) == [("unknown-keyword", "/minLenght")]
    assert diagnostics[0].help == "did you mean 'minLength'?"


@pytest.mark.parametrize("draft", ["6", "7", "2019", "2020"])
def test_a_bound_with_a_flag_is_read_as_it_is_meant_and_refused_by_compile(draft: str) -> None:
    schema = {"$schema": DRAFT[draft], "minimum": 1, "exclusiveMinimum": True}
    graph, diagnostics = json_schema.load(Document(URI, schema))
    assert found(diagnostics) == [("other-spelling", "/exclusiveMinimum")]
    assert graph[SchemaId(f"{URI}#")].exclusive_minimum == 1
    assert graph[SchemaId(f"{URI}#")].minimum is None
    with pytest.raises(InputError):
        compile_schema(schema)


@pytest.mark.parametrize("flag", [True, False])
@pytest.mark.parametrize("version", ["2.0", "3.0"])
def test_bounds_have_flags_in_early_versions(version: str, flag: bool) -> None:
    graph, diagnostics = described(version, {"A": {"maximum": 1, "exclusiveMaximum": flag}})
    assert diagnostics == ()
    assert accepts(graph, 1) is not flag


@pytest.mark.parametrize("version", VERSION)
def test_one_object_means_the_same_in_every_version(version: str) -> None:
    exclusive: dict[str, Any] = {"exclusiveMinimum": 0}
    if version in ("2.0", "3.0"):
        exclusive = {"minimum": 0, "exclusiveMinimum": True}
    where = "definitions" if version == "2.0" else "components/schemas"
    graph, diagnostics = described(
        version,
        {
            "A": {
                "type": "object",
                "required": ["n"],
                "properties": {"n": {"type": "number", **exclusive}, "b": {"$ref": f"#/{where}/B"}},
            },
            "B": {"type": "string", "example": "x", "externalDocs": {"url": "https://x.y"}},
        },
    )
    assert diagnostics == ()
    assert accepts(graph, {"n": 1, "b": "x"})
    assert not accepts(graph, {"n": 0})
    assert not accepts(graph, {"n": 1, "b": 1})
    assert graph[graph.definitions["B"]].examples == ("x",)


NULLABLE: dict[str, tuple[Any, list[str]]] = {
    "type": ({"type": "string", "nullable": True}, []),
    "enum": ({"type": "string", "enum": ["a"], "nullable": True}, ["null-added"]),
    "enum with null": ({"type": "string", "enum": ["a", None], "nullable": True}, []),
    "reference": ({"$ref": "#/components/schemas/B", "nullable": True}, ["null-added"]),
    "allOf": ({"allOf": [{"$ref": "#/components/schemas/B"}], "nullable": True}, ["null-added"]),
    "extension": ({"type": "string", "x-nullable": True}, []),
}


@pytest.mark.parametrize("spelling", NULLABLE)
def test_nullable_accepts_null(spelling: str) -> None:
    schema, said = NULLABLE[spelling]
    graph, diagnostics = described("3.0", {"A": schema, "B": {"type": "string"}})
    assert [code for code, _ in found(diagnostics)] == said
    assert accepts(graph, None)
    assert accepts(graph, "a")
    assert not accepts(graph, 1)


@pytest.mark.parametrize("schema", [{"type": "string"}, {"enum": ["a"]}])
def test_nullable_false_adds_nothing(schema: Any) -> None:
    graph, diagnostics = described("3.0", {"A": {**schema, "nullable": False}})
    assert diagnostics == ()
    assert not accepts(graph, None)


def test_nullable_is_foreign_to_later_versions_and_read_as_it_is_meant() -> None:
    graph, diagnostics = described("3.1", {"A": {"type": "string", "nullable": True}})
    assert found(diagnostics) == [("borrowed-keyword", "/components/schemas/A/nullable")]
    assert accepts(graph, None)


def test_keywords_that_early_versions_lack_are_read_as_they_are_meant() -> None:
    graph, diagnostics = described("3.0", {"A": {"const": 1}})
    assert found(diagnostics) == [("borrowed-keyword", "/components/schemas/A/const")]
    assert not accepts(graph, 2)


def test_swagger_has_files_and_discriminators_by_name() -> None:
    pet = {"discriminator": "kind", "required": ["kind"], "properties": {"kind": {}}}
    graph, diagnostics = described("2.0", {"A": {"type": "file"}, "Pet": pet})
    assert diagnostics == ()
    assert accepts(graph, "content")
    assert graph[graph.definitions["A"]].format == "binary"
    discriminator = graph[graph.definitions["Pet"]].discriminator
    assert discriminator is not None
    assert discriminator.property_name == "kind"


def test_a_version_may_be_a_number() -> None:
    schemas = {"schemas": {"A": {"type": "string", "nullable": True}}}
    graph, diagnostics = openapi.load(Document(URI, {"openapi": 3.0, "components": schemas}))
    assert diagnostics == ()
    assert accepts(graph, None)


def test_the_dialect_of_a_descriptions_schemas_may_be_another() -> None:
    value = {
        "openapi": "3.1.0",
        "jsonSchemaDialect": DRAFT["7"],
        "components": {"schemas": {"A": {"items": [{"type": "string"}]}}},
    }
    graph, diagnostics = openapi.load(Document(URI, value))
    assert diagnostics == ()
    assert not accepts(graph, [1])
    _, diagnostics = openapi.load(Document(URI, value | {"jsonSchemaDialect": "https://x.y/z"}))
    assert found(diagnostics)[0] == ("unread-dialect", "/jsonSchemaDialect")


@pytest.mark.parametrize(("draft", "identifier"), [("4", "id"), ("6", "$id"), ("7", "$id")])
def test_references_of_a_descriptions_schemas_are_those_of_their_dialect(
    draft: str, identifier: str
) -> None:
    beside = {"maxLength": 1, identifier: "https://x.y/z", "example": "words"}
    schemas = {"A": {"$ref": "#/components/schemas/B", **beside}, "B": {"type": "string"}}
    value = {"openapi": "3.1.0", "jsonSchemaDialect": DRAFT[draft]}
    graph, diagnostics = openapi.load(Document(URI, value | {"components": {"schemas": schemas}}))
    assert found(diagnostics) == [
        ("no-effect", f"/components/schemas/A/{name}") for name in ("maxLength", identifier)
    ]
    assert accepts(graph, "ab")
    assert not accepts(graph, 1)
    assert graph[graph.definitions["A"]].examples == ("words",)


def test_keywords_that_the_dialect_of_a_descriptions_schemas_lacks_are_borrowed() -> None:
    value = {
        "openapi": "3.1.0",
        "jsonSchemaDialect": DRAFT["4"],
        "components": {"schemas": {"A": {"const": 1}}},
    }
    graph, diagnostics = openapi.load(Document(URI, value))
    assert found(diagnostics) == [("borrowed-keyword", "/components/schemas/A/const")]
    assert not accepts(graph, 2)


@pytest.mark.parametrize("edition", ["base", "2024-11-10"])
def test_the_dialect_of_openapi_is_known_by_every_edition(edition: str) -> None:
    value = {
        "openapi": "3.1.1",
        "jsonSchemaDialect": f"https://spec.openapis.org/oas/3.1/dialect/{edition}",
        "components": {"schemas": {"A": {"minimum": 1, "example": 2}}},
    }
    graph, diagnostics = openapi.load(Document(URI, value))
    assert diagnostics == ()
    assert not accepts(graph, 0)


@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize(
    ("keyword", "one", "other"),
    [
        ("dependentRequired", ["b"], ["c"]),
        ("dependentSchemas", {"required": ["b"]}, {"required": ["c"]}),
    ],
)
def test_what_old_and_new_dependencies_say_of_one_member_holds_together(
    keyword: str, one: Any, other: Any, backwards: bool
) -> None:
    keywords = {"dependencies": {"a": one}, keyword: {"a": other}}
    schema = dict(reversed(keywords.items())) if backwards else keywords
    validator = compile_schema(schema)
    assert validator.is_valid({"a": 1, "b": 1, "c": 1})
    assert not validator.is_valid({"a": 1, "b": 1})
    assert not validator.is_valid({"a": 1, "c": 1})


def test_a_description_may_say_where_it_lives() -> None:
    other = Document("https://example.com/common/b.json", {"B": {"type": "string"}})
    value = {
        "openapi": "3.2.0",
        "$self": "https://example.com/api/openapi.json",
        "components": {"schemas": {"A": {"$ref": "../common/b.json#/B"}}},
    }
    graph, diagnostics = openapi.load(Document("file:///x/y.json", value), [other])
    assert diagnostics == ()
    assert not accepts(graph, 1)
