"""Laws of modules that are kept: those of a group are written anew when anything that it leads to
has changed, and only then; and what is written depends on no memory.
"""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from packages import shaped_model
from reruns import Memory
from typewright.fixtures import Basis
from typewright.schema import Json
from typewright.targets.python import PythonOptions, PythonTarget

DEFS: dict[str, Any] = {
    "Leaf": {"type": "string", "maxLength": 3},
    "Holder": {
        "type": "object",
        "properties": {
            "leaf": {"$ref": "#/$defs/Leaf"},
            "inner": {"type": "object", "properties": {"n": {"type": "integer"}}},
        },
    },
    "One": {"type": "object", "properties": {"two": {"$ref": "#/$defs/Two"}}},
    "Two": {
        "type": "object",
        "properties": {
            "one": {"$ref": "#/$defs/One"},
            "n": {"type": "integer", "default": 1},
            "list": {"type": "array", "items": {"$ref": "#/$defs/Leaf"}, "default": ["a"]},
        },
    },
    "Fixed": {"const": [1, {"a": []}]},
    "Alone": {"type": "array", "items": {"enum": ["a", "b"]}, "minItems": 1},
    "Never": {"allOf": [{"type": "string"}, {"type": "integer"}]},
    "When": {"type": "string", "format": "date-time"},
}
ASKING: dict[str, Any] = {
    **DEFS,
    "Open": {
        "type": "object",
        "properties": {"a": {"$ref": "#/$defs/Leaf"}},
        "anyOf": [{"required": ["a"]}, {"properties": {"b": {"type": "integer"}}}],
    },
    "Closed": {"$ref": "#/$defs/Open", "unevaluatedProperties": False},
    "Either": {"oneOf": [{"$ref": "#/$defs/Holder"}, {"not": {"$ref": "#/$defs/Two"}}]},
    "Shared": {"not": {"$ref": "#/$defs/Holder/properties/inner"}},
}
"""Some groups ask others for functions that those have not anyway."""

OPTIONS: tuple[dict[str, Any], ...] = (
    {},
    {"defaults": "apply", "enums": "strenum"},
    {"formats": "native", "unknown_enum_values": "keep"},
    {"unknown_members": "refuse"},
    {"strategies": True},
)
EDITS: tuple[dict[str, Any], ...] = (
    {"description": "Other words."},
    {"minProperties": 1},
    {"maxLength": 2},
    {"properties": {"leaf": {"$ref": "#/$defs/Alone"}}},
    {"format": "date"},
)


def check(defs: dict[str, Any], memory: Memory, options: PythonOptions | None = None) -> set[str]:
    """Emit with a memory and without one; what was written anew with it."""
    model = shaped_model({"$defs": defs})
    memory.made.clear()
    target, chosen = PythonTarget(), options or PythonOptions()
    assert target.emit_shared(Basis(model, memory), "pkg", chosen) == target.emit(
        model, "pkg", chosen
    )
    return {module for what, module, *_ in map(str.split, memory.made) if what == "modules"}


GROUPS = {name.lower() for name in DEFS}


@pytest.mark.parametrize(
    ("name", "more", "anew"),
    [
        ("Leaf", {"minLength": 2}, {"leaf", "holder", "one", "two"}),
        ("Holder", {"required": ["leaf"]}, {"holder"}),
        ("Two", {"minProperties": 1}, {"one", "two"}),
        ("Alone", {"default": ["b"]}, {"alone"}),
        ("Alone", {"description": "Words."}, {"alone"}),
        ("Alone", {"$comment": "Words"}, set()),
        ("New", {"$ref": "#/$defs/Leaf"}, {"new"}),
        # What it owns is told apart from the new name, and is called otherwise.
        ("HolderInner", {"type": "object"}, {"holder_inner", "holder"}),
    ],
)
def test_an_edit_writes_anew_what_leads_to_it(
    name: str, more: dict[str, Any], anew: set[str]
) -> None:
    memory = Memory()
    assert check(DEFS, memory) == GROUPS
    assert check(DEFS, memory) == set()
    edited = copy.deepcopy(DEFS)
    edited[name] = {**edited.get(name, {}), **more}
    assert check(edited, memory) == anew
    assert check(DEFS, memory) == set()


def test_what_another_group_asks_for_is_there() -> None:
    memory = Memory()
    without = {name: schema for name, schema in ASKING.items() if name != "Closed"}
    check(without, memory)
    check(ASKING, memory)
    check(without, memory)


def test_no_memory_changes_what_is_written(long: bool) -> None:
    """Whatever was written before, under whatever options, in whatever order of definitions."""

    @settings(max_examples=60 if long else 8, suppress_health_check=[HealthCheck.too_slow])
    @given(st.data())
    def law(data: st.DataObject) -> None:
        memory = Memory()
        for _ in range(4):
            options = PythonOptions(**data.draw(st.sampled_from(OPTIONS)))
            names = data.draw(st.lists(st.sampled_from(sorted(ASKING)), unique=True))
            edited: dict[str, Json] = dict(ASKING)
            for name in names:
                edited[name] = {**ASKING[name], **data.draw(st.sampled_from(EDITS))}
            order = data.draw(st.permutations(sorted(edited)))
            check({name: edited[name] for name in order}, memory, options)

    law()


def test_what_is_kept_beside_texts_is_json() -> None:
    memory = Memory()
    check(DEFS, memory)
    assert all(json.loads(bytes(parts[""])) for parts in memory.pieces.values())
