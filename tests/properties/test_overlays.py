"""Laws of overlays for any JSON data."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from typewright.loaders.overlay import apply
from typewright.source import Document

KEYS = st.sampled_from(["a", "b", "c", "a/b", "~", "é"])
DATA = st.recursive(
    st.none() | st.booleans() | st.integers(0, 3) | KEYS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=12,
)
OBJECTS = st.dictionaries(KEYS, DATA, max_size=4)
TARGETS = st.sampled_from(
    ["$", "$.*", "$..*", "$.a", "$..a", "$..[0]", "$..[-1]", "$['a/b'].b", "$..[?@.a]", "$[::2]"]
)
ACTIONS = st.lists(
    st.fixed_dictionaries({"target": TARGETS, "update": DATA, "remove": st.booleans()}),
    min_size=1,
    max_size=3,
)


def overlay(*actions: dict[str, Any]) -> Document:
    info = {"title": "x", "version": "1"}
    return Document("overlay", {"overlay": "1.0.0", "info": info, "actions": list(actions)})


@given(OBJECTS, ACTIONS)
def test_any_overlay_leaves_its_inputs_alone_and_knows_all_origins(
    data: Any, actions: list[Any]
) -> None:
    before, corrections = Document("doc", data), overlay(*actions)
    kept = copy.deepcopy((before, corrections))
    result, _ = apply(before, corrections)
    assert (before.value, corrections.value) == (kept[0].value, kept[1].value)
    assert all(exists(result.value, where) for where in result.origins)


@given(OBJECTS)
def test_an_update_of_nothing_is_the_update(data: Any) -> None:
    assert apply(Document("doc", {}), overlay({"target": "$", "update": data}))[0].value == data


@given(OBJECTS)
def test_removing_everything_leaves_nothing(data: Any) -> None:
    action = {"target": "$.*", "remove": True}
    assert apply(Document("doc", data), overlay(action))[0].value == {}


@given(OBJECTS, OBJECTS)
def test_every_member_of_an_update_is_there_afterwards(data: Any, update: Any) -> None:
    result, found = apply(Document("doc", data), overlay({"target": "$", "update": update}))
    value: Any = result.value
    assert set(value) == set(data) | set(update)
    if not any(diagnostic.code == "overlay/incompatible" for diagnostic in found):
        assert all(
            value[key] == update[key]
            for key in update
            if not isinstance(data.get(key), (dict, list))
        )


@given(DATA | OBJECTS, st.text("$.[]'*?@=()&|!<>ab01:,-\\\"\n ", max_size=14))
def test_any_text_as_a_target_is_carried_out_or_reported(data: Any, target: str) -> None:
    action = {"target": "$" + target, "remove": True}
    result, found = apply(Document("doc", data), overlay(action))
    assert found or result.value != data


@given(OBJECTS | st.fixed_dictionaries({"overlay": st.just("1.0.0"), "actions": DATA}))
def test_any_data_as_an_overlay_is_reported_not_raised(data: Any) -> None:
    found = apply(Document("doc", {"a": 1}), Document("overlay", data))[1]
    assert found


def exists(value: Any, where: str) -> bool:
    for part in where.split("/")[1:]:
        key = part.replace("~1", "/").replace("~0", "~")
        if isinstance(value, list) and int(key) < len(value):
            value = value[int(key)]
        elif isinstance(value, dict) and key in value:
            value = value[key]
        else:
            return False
    return True
