"""Laws of fixtures that are kept: a definition's text is made anew when anything it leads to has
changed, and only then.
"""

from __future__ import annotations

import copy
from typing import Any

import pytest

from reruns import Memory
from schemas import model_of
from typewright.fixtures import Basis, as_json, make
from typewright.fixtures.texts import Making

DEFS: dict[str, Any] = {
    "Leaf": {"type": "string", "maxLength": 3},
    "Holder": {"type": "object", "properties": {"leaf": {"$ref": "#/$defs/Leaf"}}},
    "One": {"type": "object", "properties": {"two": {"$ref": "#/$defs/Two"}}},
    "Two": {
        "type": "object",
        "properties": {"one": {"$ref": "#/$defs/One"}, "n": {"type": "integer"}},
    },
    "Alone": {"type": "array", "items": {"enum": ["a", "b"]}, "minItems": 1},
    "Never": {"allOf": [{"type": "string"}, {"type": "integer"}]},
}


def check(defs: dict[str, Any], memory: Memory) -> set[str]:
    """Make the texts with a memory and without one; what was made anew with it."""
    model = model_of({"$defs": defs})
    memory.made.clear()
    sets, diagnostics = make(model)
    for basis in (Basis(model, memory), Basis(model)):
        making = Making(basis)
        made = making.texts(making.make())
        assert {key: one.text.text for key, one in made.items()} == {
            key: as_json(each) for key, each in sets.items()
        }
        said = [found for one in made.values() for found in one.found]
        assert [(one.code, one.message, one.help, str(one.origin)) for one in said] == [
            (one.code, one.message, one.help, str(one.origin)) for one in diagnostics
        ]
    return {name.split(" ")[1] for name in memory.made}


@pytest.mark.parametrize(
    ("name", "more", "anew"),
    [
        ("Leaf", {"minLength": 2}, {"Leaf", "Holder"}),
        ("Holder", {"required": ["leaf"]}, {"Holder"}),
        ("Two", {"minProperties": 1}, {"One", "Two"}),
        ("Alone", {"default": ["b"]}, {"Alone"}),
        ("Alone", {"examples": [["b"]]}, {"Alone"}),
        ("Alone", {"description": "Words.", "title": "Words", "$comment": "Words"}, set()),
        ("New", {"$ref": "#/$defs/Leaf"}, {"New"}),
    ],
)
def test_an_edit_makes_anew_what_leads_to_it(
    name: str, more: dict[str, Any], anew: set[str]
) -> None:
    memory = Memory()
    assert check(DEFS, memory) == set(DEFS)
    assert check(DEFS, memory) == set()
    edited = copy.deepcopy(DEFS)
    edited[name] = {**edited.get(name, {}), **more}
    assert check(edited, memory) == anew
    assert check(DEFS, memory) == set()


def test_what_a_dynamic_reference_may_lead_to_counts() -> None:
    memory = Memory()
    defs = {
        "Tree": {
            "$id": "https://example.com/tree",
            "$dynamicAnchor": "node",
            "type": "object",
            "properties": {"child": {"$dynamicRef": "#node"}},
        },
        "Other": {"$id": "https://example.com/other", "$dynamicAnchor": "node", "type": "object"},
        "Plain": {"type": "string"},
    }
    check(defs, memory)
    edited = copy.deepcopy(defs)
    edited["Other"]["required"] = ["x"]
    check(edited, memory)
    check(defs, memory)
