"""Fixtures of a ``oneOf`` whose branches only a value that one of them refuses tells apart."""

from __future__ import annotations

import pytest

from schemas import Schema, fixtures_of, model_of
from typewright.fixtures import make


def open_object(*names: str, required: tuple[str, ...] = ()) -> Schema:
    members = {name: {"type": "string"} for name in names}
    return {"type": "object", "properties": members, "required": list(required)}


@pytest.mark.parametrize(
    "branches",
    [
        pytest.param([open_object("a"), open_object("b")], id="nothing is required"),
        pytest.param([open_object("a"), open_object("b"), open_object("c")], id="three branches"),
        pytest.param(
            [open_object("kind", required=("kind",)), open_object("kind", "b", required=("kind",))],
            id="one branch is stricter than the other",
        ),
        pytest.param(
            [open_object("a"), {"$ref": "#/$defs/B"}, {"allOf": [open_object("c")]}],
            id="what is said elsewhere",
        ),
    ],
)
def test_branches_are_told_apart_by_what_only_the_others_refuse(branches: list[Schema]) -> None:
    schema = {"$defs": {"B": open_object("b")}, "oneOf": branches}
    found = fixtures_of(schema)
    assert "minimal" in {one.name for one in found.valid}
    _, diagnostics = make(model_of(schema))
    assert "fixtures/no-instance" not in {one.code for one in diagnostics}


def test_no_member_is_added_where_a_plain_value_fits_one_branch() -> None:
    schema: Schema = {"oneOf": [open_object("a", required=("a",)), {"type": "integer"}]}
    assert {one.name: one.value for one in fixtures_of(schema).valid}["minimal"] == {"a": "text"}


def test_members_of_any_value_tell_nothing_apart() -> None:
    anything: Schema = {"type": "object", "properties": {"a": True}}
    _, diagnostics = make(model_of({"oneOf": [anything, {"type": "object"}]}))
    assert "fixtures/no-instance" in {one.code for one in diagnostics}
