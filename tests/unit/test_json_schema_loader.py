"""JSON Schema documents become schema graphs."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from typewright.diagnostics import Diagnostic
from typewright.loaders import endless, json_schema
from typewright.schema import ABSENT, Schema, SchemaGraph, SchemaId
from typewright.schema.keywords import KEYWORDS
from typewright.source import Document

URI = "file:///specs/thing.schema.json"


def load(value: Any, *others: Document) -> tuple[SchemaGraph, tuple[Diagnostic, ...]]:
    return json_schema.load(Document(URI, value), others)


def at(graph: SchemaGraph, pointer: str) -> Schema:
    return graph[SchemaId(f"{URI}#{pointer}")]


def codes_at(diagnostics: tuple[Diagnostic, ...]) -> list[tuple[str, str]]:
    return [(one.code.partition("/")[2], one.origin.pointer) for one in diagnostics]


def test_every_keyword_becomes_its_attribute() -> None:
    value = {
        "$comment": "c", "title": "t", "description": "d", "type": ["string", "null"],
        "const": None, "enum": [1, 1.0], "multipleOf": 0.5, "minimum": 1, "exclusiveMinimum": 2,
        "maximum": 3, "exclusiveMaximum": 4.5, "minLength": 1.0, "maxLength": 2, "pattern": "p",
        "format": "f", "contentEncoding": "e", "contentMediaType": "m", "contentSchema": True,
        "prefixItems": [True], "items": False, "contains": {}, "minContains": 0, "maxContains": 1,
        "minItems": 1, "maxItems": 2, "uniqueItems": True, "required": ["a"],
        "properties": {"a/b": {}}, "patternProperties": {"^~": {}}, "additionalProperties": {},
        "propertyNames": {}, "minProperties": 1, "maxProperties": 2,
        "dependentRequired": {"a": ["b"]}, "dependentSchemas": {"a": {}}, "allOf": [{}],
        "anyOf": [{}], "oneOf": [{}], "not": {}, "if": {}, "then": {}, "else": {},
        "unevaluatedItems": {}, "unevaluatedProperties": {}, "default": None, "examples": [None],
        "deprecated": True, "readOnly": True, "writeOnly": True, "$defs": {"D": {}},
    }  # fmt: skip
    graph, diagnostics = load(value)
    assert diagnostics == ()
    schema = at(graph, "")
    blank = Schema(id=schema.id)
    assert set(value) == {keyword.name for keyword in KEYWORDS}
    for keyword in KEYWORDS:
        assert getattr(schema, keyword.attribute) != getattr(blank, keyword.attribute) or (
            keyword.name == "const"
        )
    assert schema.const is None
    assert schema.const is not ABSENT
    assert schema.min_length == 1
    assert type(schema.min_length) is int
    assert schema.enum == (1, 1.0)
    assert [pointer for pointer, _ in schema.subschemas()] == [
        child.id.partition("#")[2] for child in graph.walk(schema.id) if child is not schema
    ]


def test_every_part_of_a_schema_has_an_identity_and_an_origin() -> None:
    graph, _ = load({"properties": {"a/b~": {"items": True}}})
    child = at(graph, "/properties/a~1b~0/items")
    assert child.boolean is True
    assert child.origin.pointer == "/properties/a~1b~0/items"


def test_unknown_keywords_are_kept_as_they_stand() -> None:
    graph, diagnostics = load({"x-a": {"$ref": "#/nowhere"}, "internal": True})
    assert diagnostics == ()
    assert at(graph, "").extensions == {"x-a": {"$ref": "#/nowhere"}, "internal": True}


@pytest.mark.parametrize(
    ("reference", "target"),
    [
        ("#", ""),
        ("#/$defs/a~1b", "/$defs/a~1b"),
        ("#/$defs/100%25", "/$defs/100%"),
        ("#/x-parts/1/here", "/x-parts/1/here"),
        ("#named", "/$defs/anchored"),
        ("thing.schema.json#/$defs/anchored", "/$defs/anchored"),
        ("inner", "/$defs/inner"),
        ("inner#/$defs/deep", "/$defs/inner/$defs/deep"),
        ("https://example.com/absolute", "/$defs/absolute"),
    ],
)
def test_a_reference_leads_to_a_place(reference: str, target: str) -> None:
    graph, diagnostics = load(
        {
            "properties": {"it": {"$ref": reference, "description": "beside"}},
            "x-parts": [{}, {"here": {"type": "string"}}],
            "$defs": {
                "a/b": {},
                "100%": {},
                "anchored": {"$anchor": "named"},
                "inner": {"$id": "inner", "$defs": {"deep": {"items": {"$ref": "#/$defs/deep"}}}},
                "absolute": {"$id": "https://example.com/absolute"},
            },
        }
    )
    assert diagnostics == ()
    assert at(graph, "/properties/it").ref == SchemaId(f"{URI}#{target}")
    assert SchemaId(f"{URI}#{target}") in graph
    items = at(graph, "/$defs/inner/$defs/deep/items")
    assert items.ref == f"{URI}#/$defs/inner/$defs/deep"
    assert items.resource == "file:///specs/inner"


def test_identifiers_count_only_where_schemas_stand() -> None:
    graph, diagnostics = load(
        {
            "const": {"$id": "https://example.com/x"},
            "x-y": {"$id": "https://example.com/x"},
            "$ref": "https://example.com/x",
            "$defs": {"x": {"$id": "https://example.com/x"}},
        }
    )
    assert diagnostics == ()
    assert at(graph, "").ref == SchemaId(f"{URI}#/$defs/x")


@pytest.mark.parametrize(
    ("reference", "help_text"),
    [
        ("#/$defs/Btach", "did you mean '#/$defs/Batch'?"),
        ("#/$defs/Btach/properties/id", "did you mean '#/$defs/Batch/properties/id'?"),
        ("#/$def/Batch", "did you mean '#/$defs/Batch'?"),
        ("#nmed", "did you mean '#named'?"),
        ("#/$defs/Zzz", "define what is missing"),
        ("https://example.com/remote", "define what is missing"),
        ("#/$defs/list/allOf/-1", "define what is missing"),
        ("http://[", "define what is missing"),
    ],
)
def test_a_dangling_reference_is_reported_where_it_stands(reference: str, help_text: str) -> None:
    graph, diagnostics = load(
        {
            "items": {"$ref": reference, "type": "string"},
            "$defs": {
                "Batch": {"$anchor": "named", "properties": {"id": {}}},
                "list": {"allOf": [{}]},
            },
        }
    )
    (found,) = diagnostics
    assert found.origin.pointer == "/items/$ref"
    assert found.help.startswith(help_text)
    assert at(graph, "/items").ref is None
    assert at(graph, "/items").types == ("string",)


def test_a_reference_may_lead_to_a_document_that_was_given() -> None:
    other = Document("file:///specs/other.json", {"$defs": {"A": {"$ref": "#/$defs/B"}, "B": {}}})
    graph, diagnostics = load({"$ref": "other.json#/$defs/A"}, other)
    assert diagnostics == ()
    assert at(graph, "").ref == "file:///specs/other.json#/$defs/A"
    assert SchemaId("file:///specs/other.json#/$defs/B") in graph


def test_the_official_meta_schemas_are_at_hand() -> None:
    graph, diagnostics = load({"$ref": "https://json-schema.org/draft/2020-12/schema"})
    assert diagnostics == ()
    assert at(graph, "").ref in graph


@pytest.mark.parametrize(
    ("schema", "pointer"),
    [
        ({"type": ["string", 1]}, "/type/1"),
        ({"type": []}, "/type"),
        ({"minLength": "three"}, "/minLength"),
        ({"minLength": "true"}, "/minLength"),
        ({"uniqueItems": "1"}, "/uniqueItems"),
        ({"minLength": -1}, "/minLength"),
        ({"minLength": 1.5}, "/minLength"),
        ({"minimum": True}, "/minimum"),
        ({"minimum": float("nan")}, "/minimum"),
        ({"multipleOf": 0}, "/multipleOf"),
        ({"required": "a"}, "/required"),
        ({"required": ["a", 1]}, "/required/1"),
        ({"properties": []}, "/properties"),
        ({"allOf": {}}, "/allOf"),
        ({"allOf": []}, "/allOf"),
        ({"enum": {}}, "/enum"),
        ({"pattern": 1}, "/pattern"),
        ({"uniqueItems": 1}, "/uniqueItems"),
        ({"dependentRequired": {"a": "b"}}, "/dependentRequired/a"),
        ({"$ref": 1}, "/$ref"),
        ({"$dynamicRef": []}, "/$dynamicRef"),
        ({"$id": 1}, "/$id"),
        ({"$id": "a#b"}, "/$id"),
        ({"$anchor": "a b"}, "/$anchor"),
        ({"$defs": 1}, "/$defs"),
        ({"dependencies": 1}, "/dependencies"),
    ],
)
def test_a_malformed_keyword_is_reported_and_the_rest_is_read(
    schema: dict[str, Any], pointer: str
) -> None:
    graph, diagnostics = load({**schema, "title": "kept"})
    assert codes_at(diagnostics) == [("malformed-keyword", pointer)]
    assert at(graph, "").title == "kept"
    assert at(graph, "").unread == (pointer.split("/")[1],)


@pytest.mark.parametrize(
    ("keyword", "value", "help_text"),
    [
        ("required", True, "'required' of the object"),
        ("required", "true", "'required' of the object"),
        ("required", {}, "correct the value"),
        ("properties", None, "indented"),
        ("minLength", "x", "correct the value"),
        ("min_length", 3, "'minLength'"),
        ("ONE-OF", [True], "'oneOf'"),
    ],
)
def test_what_to_do_about_a_keyword_is_said_by_the_slip_that_it_is(
    keyword: str, value: Any, help_text: str
) -> None:
    _, (found,) = load({keyword: value})
    assert found.origin.pointer == f"/{keyword}"
    assert help_text in found.help


@pytest.mark.parametrize(
    ("types", "pointer", "help_text"),
    [
        ("strng", "/type", "did you mean 'string'?"),
        ("any", "/type", "expected one of: null, boolean"),
        (["string", "nul"], "/type/1", "did you mean 'null'?"),
    ],
)
def test_an_unknown_type_demands_nothing(types: Any, pointer: str, help_text: str) -> None:
    graph, diagnostics = load({"type": types})
    (found,) = diagnostics
    assert (found.code, found.origin.pointer) == ("schema/unknown-type", pointer)
    assert found.help.startswith(help_text)
    assert at(graph, "").types is None
    assert at(graph, "").unread == ("type",)


@pytest.mark.parametrize(
    ("keyword", "value", "meant"),
    [
        ("type", "String", ("string",)),
        ("type", "int", ("integer",)),
        ("type", ["bool", "null", "boolean"], ("boolean", "null")),
        ("minLength", "3", 3),
        ("minimum", "-0.5", -0.5),
        ("uniqueItems", "true", True),
    ],
)
def test_what_can_mean_one_thing_only_is_read_as_that(
    keyword: str, value: Any, meant: object
) -> None:
    graph, diagnostics = load({keyword: value})
    assert [one.code for one in diagnostics] == ["schema/read-as-meant"]
    attribute = {"type": "types", "minLength": "min_length", "uniqueItems": "unique_items"}
    assert getattr(at(graph, ""), attribute.get(keyword, keyword)) == meant
    assert at(graph, "").unread == ()


@pytest.mark.parametrize("keyword", ["items", "not", "if"])
@pytest.mark.parametrize("value", [1, "x", None])
def test_what_is_no_schema_is_read_as_one_that_accepts_anything(keyword: str, value: Any) -> None:
    graph, diagnostics = load({keyword: value})
    assert codes_at(diagnostics) == [("not-a-schema", f"/{keyword}")]
    assert at(graph, f"/{keyword}").types is None


def test_a_name_that_is_required_twice_is_required_once() -> None:
    graph, diagnostics = load({"required": ["a", "b", "a"]})
    assert codes_at(diagnostics) == [("repeated-name", "/required/2")]
    assert at(graph, "").required == ("a", "b")


def test_schemas_nested_too_deeply_are_reported() -> None:
    value: dict[str, Any] = {}
    for _ in range(5000):
        value = {"not": value}
    _, diagnostics = load(value)
    assert [one.code for one in diagnostics] == ["schema/too-deep"]


@pytest.mark.parametrize(
    ("schema", "pointers"),
    [
        ({"$ref": "#"}, ["/$ref"]),
        (
            {"allOf": [{"$ref": "#/$defs/A"}], "$defs": {"A": {"not": {"$ref": "#"}}}},
            ["/$defs/A/not/$ref"],
        ),
        ({"anyOf": [{"$ref": "#"}, {"if": {"$ref": "#"}}]}, ["/anyOf/0/$ref", "/anyOf/1/if/$ref"]),
        ({"items": {"$ref": "#"}, "properties": {"a": {"$ref": "#"}}}, []),
        ({"allOf": [{"$ref": "#/$defs/A"}, {"$ref": "#/$defs/A"}], "$defs": {"A": {}}}, []),
    ],
)
def test_references_that_never_end_are_reported(schema: Any, pointers: list[str]) -> None:
    _, diagnostics = load(schema)
    assert codes_at(diagnostics) == [("endless-reference", pointer) for pointer in pointers]
    graph, diagnostics = load(schema)
    cut = [one.id.partition("#")[2] for one in graph.schemas.values() if one.unread == ("$ref",)]
    assert sorted(f"{pointer}/$ref" for pointer in cut) == sorted(pointers)


@pytest.mark.parametrize("names", list(itertools.permutations(("A", "B", "C", "D"))))
def test_neither_order_nor_what_leads_to_a_circle_tells_where_it_is_cut(
    names: tuple[str, ...],
) -> None:
    back = {"dependentSchemas": {"x": {"$ref": "#/$defs/A"}, "b": {"not": {"$ref": "#/$defs/B"}}}}
    circle = {"A": {"allOf": [{"$ref": "#/$defs/B"}]}, "B": {"$ref": "#/$defs/C"}, "C": back}
    definitions = {**circle, "D": {"$ref": "#/$defs/C"}}
    _, expected = load({"$defs": circle})
    _, diagnostics = load({"$defs": {name: definitions[name] for name in names}})
    assert {one.code for one in diagnostics} == {"schema/endless-reference"}
    assert sorted(codes_at(diagnostics)) == sorted(codes_at(expected))


def test_then_without_if_closes_no_circle() -> None:
    graph, diagnostics = load({"then": {"$ref": "#/$defs/A"}, "$defs": {"A": {"$ref": "#"}}})
    assert "schema/endless-reference" not in {one.code for one in diagnostics}
    assert at(graph, "/$defs/A").ref == at(graph, "").id


@pytest.mark.parametrize("length", [*range(1, 4), *range(endless.MAX_CHAIN - 3, 104), 250])
@pytest.mark.parametrize("last", [{}, {"$ref": "#/$defs/1"}, {"not": {"$ref": "#/$defs/0"}}])
def test_a_first_look_at_chains_changes_nothing(
    length: int, last: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Most descriptions have no circle and no long chain, and are not looked at more closely."""
    chain = {str(number): {"$ref": f"#/$defs/{number + 1}"} for number in range(length)}
    schema = {"$defs": {**chain, str(length): last}, "$ref": "#/$defs/0"}
    found = load(schema)
    monkeypatch.setattr(endless, "_end_soon", lambda leading: False)
    assert found == load(schema)
    assert last or bool(found[1]) == (length + 1 >= endless.MAX_CHAIN)


@pytest.mark.parametrize("length", [1, 10, 11, 12, 30])
def test_schemas_that_lead_to_each_other_in_many_ways_are_cut_apart(
    length: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def twice(target: int) -> dict[str, Any]:
        return {"allOf": [{"$ref": f"#/$defs/{target}"}, {"not": {"$ref": f"#/$defs/{target}"}}]}

    chain = {str(number): twice(number + 1) for number in range(length)}
    schema = {"$defs": {**chain, str(length): {}}, "$ref": "#/$defs/0"}
    found = load(schema)
    applied = 5 * 2**length - 4  # by the schema that the root refers to
    expected = {"schema/many-applied"} if applied >= endless.MAX_APPLIED else set()
    assert {one.code for one in found[1]} == expected
    monkeypatch.setattr(endless, "_end_soon", lambda leading: False)
    assert found == load(schema)


def test_an_unknown_dialect_is_said() -> None:
    _, diagnostics = load({"$schema": "https://example.com/mine", "type": "string"})
    assert codes_at(diagnostics) == [("unread-dialect", "/$schema")]


def test_a_meta_schema_may_leave_vocabularies_out() -> None:
    core = "https://json-schema.org/draft/2020-12/vocab/core"
    meta = Document("https://example.com/meta", {"$vocabulary": {core: True}})
    graph, diagnostics = load({"$schema": "https://example.com/meta", "minimum": 1}, meta)
    assert codes_at(diagnostics) == [("foreign-keyword", "/minimum")]
    assert at(graph, "").minimum is None
    assert at(graph, "").extensions == {"minimum": 1}


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ({"title": "Thing", "type": "object", "$defs": {"A": {}}}, ["Thing", "A"]),
        ({"type": "object", "$defs": {"A": {}}}, ["thing", "A"]),
        ({"title": "A", "type": "object", "$defs": {"A": {}}}, ["thing", "A"]),
        ({"title": "All", "$schema": json_schema.__name__, "$defs": {"A": {}}}, ["A"]),
        ({"title": "All", "definitions": {"A": {}}, "$defs": {"B": {}}}, ["A", "B"]),
        ({}, ["thing"]),
        (True, ["thing"]),
    ],
)
def test_the_root_is_a_definition_unless_it_only_holds_others(value: Any, names: list[str]) -> None:
    graph, _ = load(value)
    assert list(graph.definitions) == names


def test_older_spellings_are_read() -> None:
    graph, _ = load({"dependencies": {"a": ["b"], "c": {"type": "object"}}, "definitions": {}})
    assert at(graph, "").dependent_required == {"a": ("b",)}
    assert list(at(graph, "").dependent_schemas) == ["c"]
