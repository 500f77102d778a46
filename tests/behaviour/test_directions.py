"""Requests and responses told apart: the option ``directions`` of the Python target."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import typewright
from apis import api_model, ref
from packages import imported, write
from typewright import passes
from typewright.model import Model
from typewright.passes.directions import directed

USER: dict[str, Any] = {
    "allOf": [
        ref("Base"),
        {
            "required": ["name", "password", "created"],
            "properties": {
                "name": {"type": "string"},
                "password": {"type": "string", "writeOnly": True},
                "created": ref("Stamp"),
                "address": ref("Address"),
                "friends": {"type": "array", "items": ref("User")},
            },
        },
    ]
}
SCHEMAS: dict[str, Any] = {
    "Base": {
        "type": "object",
        "required": ["id"],
        "properties": {"id": {"type": "string", "readOnly": True}},
    },
    "Stamp": {"type": "string", "readOnly": True},
    "Address": {"type": "object", "properties": {"street": {"type": "string"}}},
    "User": USER,
    "Team": {"type": "object", "properties": {"lead": {"oneOf": [ref("User"), {"type": "null"}]}}},
}
SENT = {"name": "Ann", "password": "secret", "friends": [{"name": "Bo", "password": "x"}]}
RECEIVED = {"id": "1", "name": "Ann", "created": "now", "address": {"street": "Elm"}}


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    folder = tmp_path_factory.mktemp("directions")
    files = typewright.generate(model(), package="in_and_out", directions="apart")
    write(files, folder)
    sys.path.insert(0, str(folder))
    yield importlib.import_module("in_and_out")
    sys.path.remove(str(folder))


def model(**more: Any) -> Model:
    return api_model(**{**SCHEMAS, **more})


def test_only_what_differs_has_two_classes(package: ModuleType) -> None:
    classes = {name for name in package.__all__ if name[0].isupper()}
    wanted = {"Address", "BaseRequest", "BaseResponse", "Stamp", "TeamRequest", "TeamResponse"}
    assert classes >= wanted | {"UserRequest", "UserResponse"}
    assert not classes & {"Base", "Team", "User"}


def test_a_request_has_nothing_that_is_read_only(package: ModuleType) -> None:
    user = package.UserRequest.from_dict(SENT)
    assert type(user.friends[0]) is package.UserRequest
    assert user.to_dict() == SENT
    assert not hasattr(user, "id")
    assert not hasattr(user, "created")
    found = package.UserRequest.validate({**SENT, "id": "1", "created": "now"})
    assert {(each.pointer, each.keyword) for each in found} == {
        ("/id", "readOnly"),
        ("/created", "readOnly"),
    }
    assert str(found[0]) == (
        "/id: expected no such member in a request, since it is read-only,"
        " found the string '1' [readOnly]"
    )
    with pytest.raises(package.ValidationError):
        package.UserRequest.from_dict({**SENT, "id": "1"})


def test_a_response_has_nothing_that_is_write_only(package: ModuleType) -> None:
    user = package.UserResponse.from_dict(RECEIVED)
    assert user.to_dict() == RECEIVED
    assert not hasattr(user, "password")
    found = package.UserResponse.validate({**RECEIVED, "password": "x"})
    assert [(each.pointer, each.keyword) for each in found] == [("/password", "writeOnly")]
    found = package.UserResponse.validate({"name": "Ann"})
    assert [each.keyword for each in found] == ["required", "required"]


def test_references_stay_in_their_direction(package: ModuleType) -> None:
    sent = package.TeamRequest.from_dict({"lead": SENT})
    assert type(sent.lead) is package.UserRequest
    received = package.TeamResponse.from_dict({"lead": RECEIVED})
    assert type(received.lead) is package.UserResponse
    assert type(received.lead.address) is package.Address


def test_the_fixtures_and_tests_are_those_of_the_classes(package: ModuleType) -> None:
    folder = Path(str(package.__file__)).parent
    fixtures = json.loads((folder / "fixtures" / "user_request.json").read_text())
    assert any("/id" in str(case["issues"]) for case in fixtures["invalid"])
    assert not any("id" in case["value"] for case in fixtures["valid"])
    assert (folder / "tests" / "test_user_response.py").is_file()
    assert not (folder / "fixtures" / "user.json").exists()


def test_an_object_without_members_in_one_direction_is_still_a_class(package: ModuleType) -> None:
    assert package.BaseRequest.from_dict({}).to_dict() == {}


def test_a_member_that_is_both_is_taken_for_neither() -> None:
    both = {"type": "string", "readOnly": True, "writeOnly": True}
    thing = {"type": "object", "properties": {"a": both}, "required": ["a"]}
    graph = directed(api_model(Thing=thing).graph)
    assert list(graph.definitions) == ["Thing"]


def test_names_do_not_hang_on_what_else_is_there() -> None:
    """A definition that is called like one of two classes keeps its name."""
    plain = list(directed(model().graph).definitions)
    taken = directed(model(UserRequest={"type": "string"}).graph).definitions
    assert [name for name in plain if name != "UserRequest"] == [
        name for name in taken if name not in ("UserRequest", "User for request")
    ]


def test_what_is_the_same_in_both_directions_has_one_class_that_both_use() -> None:
    """So have the objects among values of several types, and the objects in unions."""
    stop = {"type": ["object", "null"], "properties": {"town": {"type": "string"}}}
    either = {"anyOf": [{"properties": {"a": {"writeOnly": True}}}, {"maxProperties": 0}]}
    trip = {
        "type": "object",
        "properties": {
            "id": {"type": "string", "readOnly": True},
            "stop": stop,
            "any": {"properties": {"town": {"type": "string"}}},
            "either": {"type": ["object", "null"], **either},
        },
    }
    with imported(passes.apart(api_model(Trip=trip))) as package:
        for cls in (package.TripRequest, package.TripResponse):
            read = cls.from_dict({"stop": {"town": "Ulm"}, "either": {}})
            assert type(read.stop) is package.TripRequestStop
            assert cls.validate({"stop": {"town": 1}})[0].pointer == "/stop/town"
        for name in package.__all__:
            cls = getattr(package, name)
            if hasattr(cls, "from_dict"):
                assert cls.is_valid({}) is (cls.validate({}) == [])


def test_where_nothing_differs_nothing_changes() -> None:
    same = api_model(Address=SCHEMAS["Address"])
    assert passes.apart(same) is same
    plain = typewright.generate(same, package="p")
    assert typewright.generate(same, package="p", directions="apart") == plain
