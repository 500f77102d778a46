"""Our dataclasses are the standard ones."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from collections.abc import Mapping
from dataclasses import FrozenInstanceError, field, fields, is_dataclass
from typing import Any, ClassVar

import pytest

from typewright.schema import Schema, SchemaId
from typewright.values import dataclass, replace


def test_a_frozen_object_refuses_to_be_changed() -> None:
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


def test_an_object_can_be_copied_replaced_and_pickled() -> None:
    schema = Schema(id=SchemaId("a"), title="b", properties={"c": SchemaId("d")})
    pickled = pickle.loads(pickle.dumps(schema))  # noqa: S301
    for other in (copy.copy(schema), copy.deepcopy(schema), pickled, replace(schema)):
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


OPTIONS = [
    {},
    {"slots": True},
    {"frozen": True},
    {"frozen": True, "slots": True},
    {"frozen": True, "slots": True, "kw_only": True},
    {"frozen": True, "slots": True, "eq": False},
    {"eq": False},
]


def define(decorator: Any, options: Mapping[str, bool]) -> Any:
    """A class with all kinds of attributes, and with methods of its own."""

    class Example:
        kind: ClassVar[str] = "example"
        first: int
        name: str = "a"
        parts: list[object] = field(default_factory=list, hash=False)
        unseen: int = field(default=1, repr=False, compare=False)
        later: int = field(init=False, default=2)
        last: str = field(default="z", kw_only=True)

    return decorator(**options)(Example)


@pytest.mark.parametrize("options", OPTIONS, ids=str)
def test_objects_are_as_those_of_the_standard_decorator(options: Mapping[str, bool]) -> None:
    ours, standard = define(dataclass, options), define(dataclasses.dataclass, options)
    arguments: list[dict[str, Any]] = [
        {"first": 1},
        {"first": 1, "unseen": 5},
        {"first": 1, "name": "b", "parts": [1], "last": "y"},
        {"first": 2, "parts": []},
    ]
    assert is_dataclass(ours)
    assert ours.__match_args__ == standard.__match_args__
    assert hasattr(ours, "__slots__") == hasattr(standard, "__slots__")
    assert [*inspect.signature(ours).parameters] == [*inspect.signature(standard).parameters]
    for left in arguments:
        one, other = ours(**left), standard(**left)
        assert type(one) is ours
        assert repr(one) == repr(other)
        assert dataclasses.asdict(one) == dataclasses.asdict(other)
        for changes in (dict[str, Any](), {"first": 9}, {"unseen": 3, "last": "x"}):
            changed = dataclasses.asdict(dataclasses.replace(other, **changes))
            assert dataclasses.asdict(replace(one, **changes)) == changed
        assert (ours.__hash__ is None) == (standard.__hash__ is None)
        for right in arguments:
            assert (one == ours(**right)) == (other == standard(**right))
            if options.get("frozen") and options.get("eq", True):
                assert hash(one) == hash(other)
                assert (hash(one) == hash(ours(**right))) == (
                    hash(other) == hash(standard(**right))
                )
    assert ours(first=1) != standard(first=1)


@pytest.mark.parametrize("options", [{}, {"frozen": True}], ids=str)
def test_an_object_that_holds_itself_can_be_shown(options: Mapping[str, bool]) -> None:
    one = define(dataclass, options)(1)
    one.parts.append(one)
    assert "..." in repr(one)


def test_what_a_class_defines_itself_is_kept() -> None:
    @dataclass(frozen=True, slots=True)
    class Own:
        value: int

        def __eq__(self, other: object) -> bool:
            return True

        def __hash__(self) -> int:
            return 7

        def __repr__(self) -> str:
            return "own"

        def __post_init__(self) -> None:
            if self.value < 0:
                raise ValueError("negative")

    assert Own(1) == Own(2)
    assert (hash(Own(1)), repr(Own(1))) == (7, "own")
    with pytest.raises(ValueError, match="negative"):
        Own(-1)


def test_a_subclass_is_made_by_its_own_method_or_by_that_of_its_base() -> None:
    @dataclass(frozen=True, slots=True)
    class Base:
        value: int

    @dataclass(frozen=True, slots=True)
    class Derived(Base):
        other: int = 2

    class Plain(Base):
        __slots__ = ()

    @dataclass()
    class Open:
        value: int

    @dataclasses.dataclass
    class Standard(Open):
        more: int = 3

    assert repr(Derived(1)).endswith("Derived(value=1, other=2)")
    assert replace(Standard(1), more=4) == Standard(1, 4)
    assert type(Plain(1)) is Plain
    assert Plain(1).value == 1
    assert Base(1) != Plain(1)
