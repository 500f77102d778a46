"""Schemas become checks."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from typewright.checks import nodes
from typewright.checks.lower import lower, lower_all
from typewright.checks.nodes import ACCEPT, Call, Check, Reject, TypeTest
from typewright.checks.walk import children, patterns, targets, walk, with_children
from typewright.loaders import json_schema
from typewright.schema import SchemaId
from typewright.source import Document

STRING = TypeTest(("string",))
OBJECT = TypeTest(("object",))


def check_of(schema: Any, *calls: str, **options: Any) -> Check:
    graph, diagnostics = json_schema.load(Document("m:s", schema))
    assert diagnostics == ()
    return lower(graph, SchemaId("m:s#"), calls={SchemaId(f"m:s#{c}") for c in calls}, **options)


def target(pointer: str) -> SchemaId:
    return SchemaId(f"m:s#{pointer}")


@pytest.mark.parametrize(
    ("schema", "check"),
    [
        (True, ACCEPT),
        (False, Reject()),
        ({}, ACCEPT),
        ({"title": "t", "format": "date"}, ACCEPT),
        ({"type": "string"}, STRING),
        ({"const": None}, nodes.OneOfValues((None,), "const")),
        ({"minimum": 1, "exclusiveMaximum": 2}, nodes.Bounds(minimum=1, exclusive_maximum=2)),
        ({"additionalProperties": False}, nodes.Members((), (), Reject("additionalProperties"))),
        ({"properties": {"x": False}}, nodes.Members((("x", Reject()),))),
        ({"items": False}, nodes.Items((), Reject("items"))),
        ({"prefixItems": [True]}, nodes.Items((ACCEPT,))),
        ({"contains": True}, nodes.Contains(ACCEPT)),
        ({"contains": True, "minContains": 0}, nodes.Contains(ACCEPT, 0)),
        ({"minContains": 2}, ACCEPT),
        ({"then": False}, ACCEPT),
        ({"if": True, "else": False}, nodes.If(ACCEPT, ACCEPT, Reject())),
        ({"allOf": [{}, {"allOf": [{"type": "string"}]}]}, STRING),
        ({"anyOf": [True]}, nodes.Branches("anyOf", (ACCEPT,))),
        (
            {"dependentRequired": {"a": ["b"]}, "dependentSchemas": {"c": False}},
            nodes.All((nodes.DependentRequired("a", ("b",)), nodes.Dependent("c", Reject()))),
        ),
        (
            {"unevaluatedProperties": False, "unevaluatedItems": True, "type": "object"},
            nodes.UnevaluatedMembers(
                nodes.UnevaluatedItems(OBJECT, ACCEPT), Reject("unevaluatedProperties")
            ),
        ),
    ],
)
def test_keywords_become_nodes(schema: Any, check: Check) -> None:
    assert check_of(schema) == check


def test_checks_stand_in_one_order_whatever_the_order_of_the_keywords() -> None:
    schema = {
        "$defs": {"A": {}}, "$ref": "#/$defs/A", "not": {}, "oneOf": [{}], "anyOf": [{}],
        "propertyNames": {},
        "required": ["a"],
        "contains": {}, "uniqueItems": True, "items": False, "minItems": 1, "pattern": "p",
        "minLength": 1, "multipleOf": 2, "minimum": 1, "enum": [1], "type": "string",
    }  # fmt: skip
    check = check_of(schema)
    assert isinstance(check, nodes.All)
    assert [type(part).__name__ for part in check.checks] == [
        "TypeTest", "OneOfValues", "Bounds", "MultipleOf", "Length", "Pattern", "ItemCount",
        "UniqueItems", "Items", "Contains", "Required", "MemberNames", "Call", "Branches",
        "Branches", "Not",
    ]  # fmt: skip


def test_a_reference_and_a_schema_that_stands_by_itself_are_called() -> None:
    schema = {
        "properties": {"a": {"$ref": "#/$defs/A"}, "b": {"type": "object"}},
        "$defs": {"A": {"$ref": "#"}},
    }
    assert check_of(schema, "/properties/b", "") == nodes.Members(
        (("a", Call(target("/$defs/A"))), ("b", Call(target("/properties/b"))))
    )


def test_all_that_is_called_is_lowered_too() -> None:
    schema = {"$ref": "#/$defs/A", "$defs": {"A": {"items": {"$ref": "#/$defs/B"}}, "B": {}}}
    graph, _ = json_schema.load(Document("m:s", schema))
    assert lower_all(graph, [target("")]) == {
        target(""): Call(target("/$defs/A")),
        target("/$defs/A"): nodes.Items((), Call(target("/$defs/B"))),
        target("/$defs/B"): ACCEPT,
    }


def test_formats_are_tested_when_they_are_known_and_asserted() -> None:
    assert check_of({"format": "date"}, formats="assert") == nodes.Format("date")
    assert check_of({"format": "made-up"}, formats="assert") == ACCEPT


def test_a_resource_is_entered_where_a_dynamic_reference_may_look_for_its_anchors() -> None:
    schema = {
        "$dynamicAnchor": "node",
        "items": {"$dynamicRef": "#node"},
        "contains": {"$id": "inner", "$defs": {"n": {"$dynamicAnchor": "node"}}, "not": {}},
    }
    graph, _ = json_schema.load(Document("m:/s", schema))
    check = lower(graph, SchemaId("m:/s#"))
    outer = (("node", SchemaId("m:/s#")),)
    inner = (("node", SchemaId("m:/s#/contains/$defs/n")),)
    assert isinstance(check, nodes.Scope)
    assert check.anchors == outer
    assert [node for node in walk(check) if isinstance(node, nodes.Scope)][1].anchors == inner
    assert targets(check) == (*dict(outer).values(), *dict(inner).values())


def tagged(*branches: Any, **more: Any) -> nodes.Branches:
    check = check_of({"oneOf": list(branches), **more})
    assert isinstance(check, nodes.Branches)
    return check


def branch(required: bool = True, **members: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": members,
        "required": list(members) if required else [],
    }


A, B, AC = {"const": "a"}, {"const": "b"}, {"enum": ["a", "c"]}


@pytest.mark.parametrize(
    ("branches", "name", "values"),
    [
        ([branch(k=A), branch(k=B)], "k", (("a",), ("b",))),
        ([branch(k=AC), branch(k=B)], "k", (("a", "c"), ("b",))),
        ([branch(k=A), branch(k=B), {"type": "null"}], "k", (("a",), ("b",), ())),
        ([branch(x={}, k=A, j=A), branch(k=B, j=B)], "k", (("a",), ("b",))),
        ([branch(k=A), {"allOf": [{"type": "object"}, branch(k=B)]}], "k", (("a",), ("b",))),
        ([branch(k=A), branch(k=AC)], None, ()),
        ([branch(k=A), branch(required=False, k=B)], None, ()),
        ([branch(k=A), branch(k={"type": "string"})], None, ()),
        ([branch(k=A), branch(k={"const": 1})], None, ()),
        ([branch(k=A), branch(k=B), {}], None, ()),
        ([branch(k=A), {**branch(k=B), "type": ["object", "null"]}], None, ()),
        ([branch(k=A), {"type": "null"}], None, ()),
    ],
)
def test_a_tag_is_a_required_constant_that_differs_in_every_branch(
    branches: list[Any], name: str | None, values: Any
) -> None:
    check = tagged(*branches)
    assert (check.tag, check.tag_values) == (name, values)


def test_a_tag_is_found_through_references() -> None:
    definitions = {"A": branch(k=A), "B": {"$ref": "#/$defs/C"}, "C": branch(k=B)}
    references = [{"$ref": "#/$defs/A"}, {"$ref": "#/$defs/B"}]
    assert tagged(*references, **{"$defs": definitions}).tag == "k"


def test_every_kind_of_check_has_its_children_walks_through_them_and_changes_them() -> None:
    leaf = Reject()
    made = [
        nodes.Items((leaf,), leaf), nodes.Contains(leaf), nodes.MemberNames(leaf),
        nodes.Members((("a", leaf),), (("b", leaf),), leaf), nodes.Dependent("a", leaf),
        nodes.All((leaf, leaf)), nodes.Branches("anyOf", (leaf,)), nodes.Not(leaf),
        nodes.If(leaf, leaf, leaf), nodes.Scope((), leaf), nodes.UnevaluatedItems(leaf, leaf),
        nodes.UnevaluatedMembers(leaf, leaf),
    ]  # fmt: skip
    assert [len(children(check)) for check in made] == [2, 1, 1, 3, 1, 2, 1, 1, 3, 1, 2, 2]
    assert all(list(walk(check))[1:] == [leaf] * len(children(check)) for check in made)
    assert {type(check) for check in made} == set(get_args(Check)) - nodes.LEAVES
    changed = [with_children(check, lambda _: nodes.ACCEPT) for check in made]
    assert all({*children(check)} == {nodes.ACCEPT} for check in changed)


def test_all_patterns_of_a_check_are_found() -> None:
    schema = {"pattern": "a", "properties": {"x": {"patternProperties": {"b": {"pattern": "a"}}}}}
    assert patterns(check_of(schema)) == ("a", "b")
