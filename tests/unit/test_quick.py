"""What is made quickly is what the dataclass would have made."""

from __future__ import annotations

import copy
import inspect
import pickle
from dataclasses import FrozenInstanceError, fields, replace

import pytest

from typewright.schema import Schema, SchemaId


def test_a_quick_object_refuses_to_be_changed() -> None:
    schema = Schema(id=SchemaId("a"))
    assert type(schema) is Schema
    with pytest.raises(FrozenInstanceError):
        schema.title = "b"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del schema.title  # type: ignore[misc]


def test_defaults_are_the_same_and_made_anew_for_each_object() -> None:
    one, two = Schema(id=SchemaId("a")), Schema(id=SchemaId("a"))
    assert one == two
    assert one.properties == {}
    assert one.properties is not two.properties
    assert all(getattr(one, each.name) == getattr(two, each.name) for each in fields(Schema))


def test_a_quick_object_can_be_copied_replaced_and_pickled() -> None:
    schema = Schema(id=SchemaId("a"), title="b", properties={"c": SchemaId("d")})
    pickled = pickle.loads(pickle.dumps(schema))  # noqa: S301
    for other in (copy.copy(schema), copy.deepcopy(schema), pickled):
        assert other == schema
        assert type(other) is Schema
    assert replace(schema, title="e").title == "e"
    assert schema.title == "b"


def test_what_the_dataclass_demands_is_demanded() -> None:
    assert "title" in inspect.signature(Schema).parameters
    with pytest.raises(TypeError):
        Schema()  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Schema(id=SchemaId("a"), other=1)  # type: ignore[call-arg]
