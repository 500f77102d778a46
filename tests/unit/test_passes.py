"""What each form of schema looks like, and what becomes a definition."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from schemas import graph_of
from shapes import said
from typewright.diagnostics.codes import LOSSES
from typewright.model import Model
from typewright.passes import run
from typewright.passes.types import plain
from typewright.schema import Recovery, Schema, SchemaGraph, SchemaId

STRING = {"type": "string"}
POINT = {"type": "object", "properties": {"x": {"type": "integer"}}, "required": ["x"]}


def model_of(schema: Any, **definitions: Any) -> Model:
    model, _ = run(graph_of({"$defs": {"Thing": schema, **definitions}}))
    return model


def shapes_of(schema: Any, **definitions: Any) -> dict[str, str]:
    model = model_of(schema, **definitions)
    return {key: said(one.shape) for key, one in model.definitions.items()}


def codes_of(schema: Any, **definitions: Any) -> list[str]:
    _, found = run(graph_of({"$defs": {"Thing": schema, **definitions}}))
    return [one.code for one in found]


@pytest.mark.parametrize(
    ("schema", "shape"),
    [
        (True, "any"),
        ({}, "any"),
        (False, "nothing"),
        ({"minLength": 3, "description": "no type"}, "any"),
        ({"type": "string", "format": "uuid"}, "string (uuid)"),
        ({"type": ["integer", "null"]}, "integer | null"),
        ({"type": ["null", "string", "integer"]}, "string | integer | null"),
        ({"type": ["integer", "number"]}, "number"),
        ({"const": "x"}, "='x'"),
        ({"enum": ["x"]}, "='x'"),
        ({"enum": ["a", "b", "a"]}, "enum ['a', 'b']"),
        ({"type": "string", "enum": ["a", 1, "b"]}, "enum ['a', 'b']"),
        ({"enum": [1, 1.0, True, None, "1"]}, "@Thing|enum | null"),
        ({"enum": [True, False]}, "boolean"),
        ({"enum": [None]}, "null"),
        ({"enum": [[1], "a"]}, "string | [any]"),
        ({"oneOf": [{"const": "a"}, {"const": "b"}]}, "enum ['a', 'b']"),
        ({"anyOf": [{"const": "a"}, {"enum": ["b", "c"]}]}, "enum ['a', 'b', 'c']"),
        ({"anyOf": [STRING, {"type": "null"}]}, "string | null"),
        ({"oneOf": [{"type": "null"}, {"type": ["integer", "null"]}]}, "integer | null"),
        ({"anyOf": [STRING, True]}, "any, such as string"),
        ({"anyOf": [STRING, False]}, "string"),
        (
            {"anyOf": [{"type": "string", "maxLength": 1}, {"type": "string", "minLength": 9}]},
            "string",
        ),
        ({"type": "string", "anyOf": [{"minLength": 1}, {"pattern": "a"}]}, "string"),
        ({"type": "array"}, "[any]"),
        ({"type": "array", "items": STRING}, "[string]"),
        ({"type": "array", "prefixItems": [STRING, {}], "items": False}, "(string, any)"),
        ({"type": "array", "prefixItems": [STRING], "items": {"type": "null"}}, "(string, *null)"),
        ({"type": "array", "prefixItems": [STRING], "maxItems": 1}, "(string)"),
        ({"type": "array", "prefixItems": [STRING], "unevaluatedItems": False}, "(string)"),
        ({"type": "object"}, "map of any"),
        ({"type": "object", "additionalProperties": STRING}, "map of string"),
        (
            {"type": "object", "patternProperties": {"^x": STRING}, "additionalProperties": False},
            "map of string",
        ),
        ({"type": "object", "additionalProperties": False}, "{}"),
        (POINT, "{x: integer, ...any}"),
        ({**POINT, "additionalProperties": False}, "{x: integer}"),
        ({**POINT, "unevaluatedProperties": False}, "{x: integer}"),
        ({**POINT, "additionalProperties": STRING}, "{x: integer, ...string}"),
        ({"type": "object", "required": ["y"]}, "{y: any, ...any}"),
        ({**POINT, "anyOf": [{"required": ["x"]}, {"required": ["y"]}]}, "{x: integer, ...any}"),
        ({"type": ["object", "null"], "properties": POINT["properties"]}, "@Thing|object | null"),
        ({"properties": POINT["properties"]}, "@Thing|object | any"),
        ({"not": STRING}, "any"),
        ({"if": STRING, "then": {"type": "null"}}, "any"),
        ({"allOf": [STRING, {"minLength": 1}]}, "string"),
        ({"allOf": [{"type": ["string", "null"]}, {"type": ["string", "integer"]}]}, "string"),
        ({"allOf": [{"enum": ["a", "b", "c"]}, {"enum": ["c", "b"]}]}, "enum ['b', 'c']"),
    ],
)
def test_shape(schema: Any, shape: str) -> None:
    assert shapes_of(schema)["Thing"] == shape


def test_what_all_of_demands_is_one_record() -> None:
    other = {"type": "object", "properties": {"y": STRING}, "additionalProperties": STRING}
    found = shapes_of({"allOf": [{"$ref": "#/$defs/Point"}, other]}, Point=POINT)
    assert found["Thing"] == "{x: nothing, y?: string, ...string}"
    merged = {"allOf": [{"$ref": "#/$defs/Point"}], "required": ["y"], "properties": {"y": STRING}}
    assert shapes_of(merged, Point=POINT)["Thing"] == "{x: integer, y: string, ...any}"


def test_members_of_one_name_are_merged_where_they_meet() -> None:
    base = {"type": "object", "properties": {"a": POINT, "b": POINT}}
    more = {"properties": {"a": {"type": "object", "properties": {"y": STRING}}}}
    assert shapes_of({"allOf": [{"$ref": "#/$defs/Base"}, more]}, Base=base) == {
        "Thing": "{a?: @Thing.a, b?: @Base.b, ...any}",
        "Thing.a": "{x: integer, y?: string, ...any}",
        "Base": "{a?: @Base.a, b?: @Base.b, ...any}",
        "Base.a": "{x: integer, ...any}",
        "Base.b": "{x: integer, ...any}",
    }


def test_a_reference_with_words_beside_it_is_that_definition() -> None:
    wrapped = {"allOf": [{"$ref": "#/$defs/Point"}], "description": "here", "type": "object"}
    holder = {"type": "object", "properties": {"a": {"$ref": "#/$defs/Point"}, "b": wrapped}}
    model = model_of(holder, Point=POINT)
    assert said(model["Thing"].shape) == "{a?: @Point, b?: @Point, ...any}"


def test_inline_records_enums_and_unions_of_definitions_are_definitions() -> None:
    cat = {"type": "object", "properties": {"kind": {"const": "cat"}}, "required": ["kind"]}
    dog = {**cat, "title": "A dog", "properties": {"kind": {"const": "dog"}}}
    assert shapes_of(
        {
            "type": "object",
            "properties": {
                "errors": {
                    "type": ["object", "null"],
                    "properties": {"data": {"type": "array", "items": POINT}},
                },
                "status": {"enum": ["on", "off", None]},
                "pet": {"oneOf": [cat, dog, {"type": "null"}]},
                "either": {"anyOf": [STRING, POINT]},
                "table": {"type": "object", "additionalProperties": {"enum": [1, 2]}},
            },
        }
    ) == {
        "Thing": "{errors?: @Thing.errors | null, status?: @Thing.status | null, pet?: @Thing.pet, "
        "either?: string | @Thing.either|object, table?: map of @Thing.table{}, ...any}",
        "Thing.errors": "{data?: [@Thing.errors.data[]], ...any}",
        "Thing.errors.data[]": "{x: integer, ...any}",
        "Thing.status": "enum ['on', 'off']",
        "Thing.pet": "@Thing.pet|cat if cat | @Thing.pet|A dog if dog | null by kind",
        "Thing.pet|cat": "{kind: ='cat', ...any}",
        "Thing.pet|A dog": "{kind: ='dog', ...any}",
        "Thing.either|object": "{x: integer, ...any}",
        "Thing.table{}": "enum [1, 2]",
    }


def test_the_target_of_a_reference_has_a_definition_of_its_own() -> None:
    holder = {"type": "object", "properties": {"p": POINT, "s": STRING}}
    user = {
        "type": "object",
        "properties": {
            "a": {"$ref": "#/$defs/Holder/properties/p"},
            "b": {"$ref": "#/$defs/Holder/properties/s"},
        },
    }
    found = shapes_of(user, Holder=holder)
    assert found["Thing"] == "{a?: @Holder.p, b?: string, ...any}"
    assert model_of(user, Holder=holder)["Holder.p"].owner == "Holder"


def test_recursion_goes_through_references() -> None:
    tree = {"type": "object", "properties": {"kids": {"type": "array", "items": {"$ref": "#"}}}}
    model, _ = run(graph_of(tree))
    assert said(model["Thing"].shape) == "{kids?: [@Thing], ...any}"


def test_a_definition_that_merges_with_itself_ends_in_a_reference() -> None:
    inner = {"properties": {"c": {"properties": {"z": True}}}}
    outer = {"type": "object", "properties": {"c": {"$ref": "#/$defs/Thing"}}}
    found = shapes_of({"allOf": [{"$ref": "#/$defs/B"}], **inner}, B=outer)
    assert found["Thing.c"] == "{c?: @Thing.c, z?: any, ...any}"


def test_what_holds_anyway_adds_nothing() -> None:
    """What builds on a definition and on one that builds on it is the latter."""
    kids = {"type": "array", "items": {"$ref": "#/$defs/Base"}}
    base = {"type": "object", "properties": {"kids": kids}}
    narrower = {"allOf": [{"$ref": "#/$defs/Base"}], "required": ["kids"]}
    both = {"allOf": [{"$ref": "#/$defs/Narrower"}, {"$ref": "#/$defs/Base"}]}
    found = shapes_of(both, Base=base, Narrower=narrower)
    assert found["Thing"] == "@Narrower"
    own = {"properties": {"kids": {"items": {"$ref": "#/$defs/Thing"}}}}
    found = shapes_of({"allOf": [{"$ref": "#/$defs/Base"}, own]}, Base=base)
    assert found == {"Thing": "{kids?: [@Thing], ...any}", "Base": "{kids?: [@Base], ...any}"}


def _recursive(*names: str) -> dict[str, Any]:
    return {
        name: {
            "type": "object",
            "properties": {f"m{n}": {"$ref": f"#/$defs/{name}", "title": name} for n in range(12)},
        }
        for name in names
    }


def test_what_merges_two_that_contain_themselves_has_few_types() -> None:
    both = {"allOf": [{"$ref": "#/$defs/A"}, {"$ref": "#/$defs/B"}]}
    found = shapes_of(both, **_recursive("A", "B"))
    assert set(found) == {"Thing", "A", "B", *(f"Thing.m{n}" for n in range(12))}
    assert "m1?: @Thing.m0," in found["Thing.m0"]


def test_too_many_merged_schemas_are_reported() -> None:
    """Each path through definitions that contain one another would be a type of its own."""
    links = {
        f"{name}{n}": {
            "type": "object",
            "properties": {
                step: {"$ref": f"#/$defs/{name}{n + 1}"} if n < 14 else STRING for step in "xyz"
            },
        }
        for name in "AB"
        for n in range(15)
    }
    both = {"allOf": [{"$ref": "#/$defs/A0"}, {"$ref": "#/$defs/B0"}]}
    assert "passes/merged-too-often" in codes_of(both, **links)
    assert len(shapes_of(both, **links)) < 1000


def test_a_definition_that_is_inside_itself_is_more_than_its_objects() -> None:
    """It may be of other types, too, and a reference to it means all of it."""
    kinds: list[dict[str, Any]] = [{}, {"type": ["object", "null", "string"]}]
    for kind in kinds:
        inner = {"$ref": "#/$defs/Thing", "additionalProperties": True}
        thing = {**kind, "minProperties": 2, "properties": {"b": inner}}
        model, _ = run(graph_of({"$defs": {"Thing": thing}}))
        ids = {key: definition.schema for key, definition in model.definitions.items()}
        assert ids["Thing.b"] == f"{ids['Thing']}/properties/b"
        assert ids["Thing.b|object"] == f"{ids['Thing.b']}~object"
        assert said(model["Thing.b|object"].shape) == "{b?: @Thing.b, ...any}"


def test_a_second_name_of_a_schema_is_an_alias() -> None:
    graph = graph_of({"$defs": {"Thing": POINT}})
    twice = SchemaGraph(graph.schemas, {**graph.definitions, "Other": graph.definitions["Thing"]})
    model, _ = run(twice)
    assert said(model["Other"].shape) == "@Thing"


def _page(**attributes: Any) -> Schema:
    return Schema(id=SchemaId("page:/#/Thing"), **attributes)


def test_an_object_whose_members_a_page_hides_is_opaque() -> None:
    hidden = _page(types=("object",), recovery=Recovery(opaque=True))
    outer = Schema(id=SchemaId("page:/#/Outer"), types=("object",), properties={"file": hidden.id})
    model, _ = run(SchemaGraph({hidden.id: hidden, outer.id: outer}, {"Outer": outer.id}))
    assert said(model["Outer"].shape) == "{file?: opaque map of any, ...any}"
    model, _ = run(SchemaGraph({hidden.id: hidden}, {"Thing": hidden.id}))
    assert said(model["Thing"].shape) == "opaque {...any}"


def test_a_union_of_which_a_page_shows_one_variant_is_open() -> None:
    shown = Schema(id=SchemaId("page:/#/shown"), types=("string",))
    rest = Schema(id=SchemaId("page:/#/rest"), boolean=True)
    union = _page(any_of=(shown.id, rest.id), recovery=Recovery(hidden_union="oneOf"))
    schemas = {one.id: one for one in (shown, rest, union)}
    model, _ = run(SchemaGraph(schemas, {"Thing": union.id}))
    assert said(model["Thing"].shape) == "any, such as string"


def test_source_names_win_over_inline_ones() -> None:
    batch = {"type": "object", "properties": {"error": POINT}}
    model = model_of(STRING, Batch=batch, BatchError=POINT)
    assert model["BatchError"].words == ("batch", "error")
    assert model["Batch.error"].words == ("batch", "error", "inline")


def test_members_and_items_that_want_one_name_are_told_apart() -> None:
    run_ = {
        "type": "object",
        "properties": {"tool": POINT, "tools": {"type": "array", "items": POINT}},
    }
    model = model_of(STRING, Run=run_)
    assert model["Run.tool"].words == ("run", "tool")
    assert model["Run.tools[]"].words == ("run", "tools", "item")


def test_definitions_stand_in_the_order_of_the_source_owners_first() -> None:
    first = {"type": "object", "properties": {"b": {"enum": [1, 2]}, "a": POINT}}
    assert list(model_of(first, Next=POINT).definitions) == ["Thing", "Thing.b", "Thing.a", "Next"]


@pytest.mark.parametrize(
    ("schema", "code"),
    [
        ({"allOf": [STRING, {"type": "null"}]}, "passes/no-value"),
        ({"enum": []}, "passes/empty-enum"),
        ({"type": "string", "enum": ["a", None]}, "passes/lost-value"),
        ({"minimum": 3, "maximum": 2}, "passes/empty-range"),
        ({"exclusiveMinimum": 3, "maximum": 3}, "passes/empty-range"),
        ({"minLength": 3, "maxLength": 2}, "passes/empty-range"),
        ({"pattern": "(a+)+$"}, "passes/slow-pattern"),
        ({"pattern": "("}, "passes/bad-pattern"),
        ({"pattern": "^[\\w-.]+$"}, "passes/loose-pattern"),
        ({"patternProperties": {"(": True}}, "passes/bad-pattern"),
        ({"type": "string", "default": 3}, "passes/bad-example"),
        ({"type": "string", "examples": ["a", 3]}, "passes/bad-example"),
        ({"properties": {"a": STRING}}, "passes/untyped-object"),
        ({"not": STRING}, "passes/not-in-types"),
        ({"items": STRING}, "passes/wide-type"),
    ],
)
def test_finding(schema: Any, code: str) -> None:
    assert codes_of(schema) == [code]


def test_an_enum_that_its_type_refuses_whole_is_told_at_the_enum() -> None:
    found = codes_of({"type": "integer", "enum": ["1", "2"]})
    assert found == ["passes/no-value", "passes/lost-value"]


def test_nothing_is_found_in_sound_schemas() -> None:
    sound = {
        "type": "object",
        "properties": {"a": {"type": ["string", "null"], "default": None, "pattern": "^a+$"}},
        "examples": [{"a": "aa"}],
        "allOf": [{"properties": {"b": {"minimum": 1, "maximum": 1}}}],
    }
    assert codes_of(sound) == []


def test_numbers_with_a_fraction_alone_have_a_shape() -> None:
    """No JSON type means them and nothing else, which must not make their shape nothing."""
    schema = {"anyOf": [True, {"const": None}], "oneOf": [False, {"const": 0.5}]}
    assert shapes_of(schema)["Thing"] != "nothing"


@pytest.mark.parametrize(
    ("base", "added"),
    [
        ({"type": "string"}, {"type": "integer"}),
        ({"enum": ["a", "b"]}, {"const": "c"}),
        ({"type": "integer"}, {"enum": ["c"]}),
        ({"type": "string"}, False),
    ],
)
def test_a_contradiction_names_both_places(base: Any, added: Any) -> None:
    schema = {"allOf": [{"$ref": "#/$defs/A"}, added]}
    _, found = run(graph_of({"$defs": {"Thing": schema, "A": base}}))
    (finding,) = [one for one in found if one.code == "passes/no-value"]
    assert [one.origin.pointer for one in finding.related] == ["/$defs/A", "/$defs/Thing/allOf/1"]


def test_bounds_of_two_schemas_with_nothing_between_them_name_both_places() -> None:
    low = {"type": "object", "properties": {"n": {"maximum": 3}, "s": {"maxLength": 2}}}
    high = {"properties": {"n": {"exclusiveMinimum": 3}, "s": {"minLength": 2}}}
    schema = {"allOf": [{"$ref": "#/$defs/Low"}, high]}
    _, found = run(graph_of({"$defs": {"Thing": schema, "Low": low}}))
    (finding,) = [one for one in found if one.code == "passes/empty-range"]
    assert finding.origin.pointer == "/$defs/Thing/allOf/1/properties/n"
    assert [one.origin.pointer for one in finding.related] == ["/$defs/Low/properties/n"]


@pytest.mark.parametrize(
    ("schema", "pointers"),
    [
        ({"not": STRING}, ["/not"]),
        ({"not": {"not": {"contains": STRING}}}, ["/not"]),
        (
            {"type": "array", "contains": STRING, "items": {"not": STRING}},
            ["/contains", "/items/not"],
        ),
        ({"if": STRING, "then": {"not": {"const": "a"}}, "else": STRING}, ["/if"]),
        ({"if": STRING}, []),
        ({"type": "object", "propertyNames": {"pattern": "^a"}}, ["/propertyNames"]),
        ({"type": "object", "patternProperties": {"^a": STRING}}, ["/patternProperties"]),
        ({"type": "object", "dependentRequired": {"a": ["b"]}}, ["/dependentRequired"]),
        ({"type": "object", "dependentSchemas": {"a": {"required": ["b"]}}}, ["/dependentSchemas"]),
        ({"enum": [["a"], "b"]}, ["/enum"]),
        ({"const": {"a": 1}}, ["/const"]),
        ({"enum": ["a", None]}, []),
        ({"type": "array", "prefixItems": [STRING], "items": False}, ["/prefixItems"]),
        ({"type": "array", "prefixItems": [STRING], "items": False, "minItems": 1}, []),
        (
            {
                "type": "object",
                "properties": {"a": STRING, "b": STRING},
                "anyOf": [{"required": ["a"]}, {"required": ["b"]}],
            },
            ["/anyOf"],
        ),
        ({"anyOf": [STRING, {"type": "null"}]}, []),
        (
            {
                **dict.fromkeys(("minimum", "maximum", "minLength", "minItems"), 1),
                "type": ["integer", "string", "array"],
                "pattern": "a",
                "format": "date",
                "uniqueItems": True,
            },
            [],
        ),
    ],
)
def test_what_types_cannot_say_is_told_where_it_stands(schema: Any, pointers: list[str]) -> None:
    _, found = run(graph_of(schema))
    lost = [one.origin.pointer for one in found if one.code in LOSSES]
    assert sorted(lost) == sorted(pointers)


OTHER = SchemaId("#/other")


@pytest.mark.parametrize(
    "more",
    [
        {"ref": OTHER},
        {"dynamic_ref": OTHER},
        {"all_of": (OTHER,)},
        {"any_of": (OTHER,)},
        {"one_of": (OTHER,)},
        {"enum": ("a",)},
        {"const": None},
        {"properties": {"a": OTHER}},
        {"pattern_properties": {"a": OTHER}},
        {"additional_properties": OTHER},
        {"unevaluated_properties": OTHER},
        {"prefix_items": (OTHER,)},
        {"items": OTHER},
        {"required": ("a",)},
        {"recovery": Recovery()},
        {"types": ("string", "null")},
        {"types": ("object",)},
        {"types": None, "boolean": True},
    ],
)
def test_a_schema_is_no_plain_scalar_that_says_more_of_a_shape(more: dict[str, Any]) -> None:
    scalar = Schema(id=SchemaId(""), types=("string",), min_length=1, description="text")
    assert plain(scalar) == "string"
    assert plain(replace(scalar, **more)) is None
