"""Generated classes are dataclasses in everything that can be seen, whatever they put off."""

from __future__ import annotations

import copy
import dataclasses
import gc
import importlib
import inspect
import itertools
import json
import pickle
import pydoc
import subprocess
import sys
import typing
import weakref
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, Literal

import pydantic
import pytest

from apis import api_model, ref
from checkers import CHECKERS, errors
from packages import emitted, imported, write

if sys.version_info >= (3, 14):
    import annotationlib

API: dict[str, Any] = {
    "Ship": {
        "description": "Anything that floats.",
        "type": "object",
        "required": ["name", "captain"],
        "properties": {
            "name": {"type": "string"},
            "kind": {"enum": ["ferry", "tug"]},
            "captain": ref("Person"),
            "cargo": {"type": "array", "items": ref("Cargo")},
        },
    },
    "Person": {"type": "object", "properties": {"name": {"type": "string"}}},
    "Cargo": {
        "anyOf": [
            ref("Person"),
            ref("Crate"),
        ]
    },
    "Crate": {
        "type": "object",
        "required": ["weight"],
        "properties": {"weight": {"type": "integer"}},
        "additionalProperties": False,
    },
    "Tree": {
        "anyOf": [
            {"type": "string"},
            {"type": "array", "items": ref("Tree")},
        ]
    },
    "Diary": {"type": "object", "properties": {"log": ref("Tree")}},
    "Nothing": {"type": "object", "additionalProperties": False},
}


@pytest.fixture
def package() -> Iterator[ModuleType]:
    with imported(api_model(**API)) as module:
        yield module


def twin(package: ModuleType) -> Any:
    """The dataclass that ``Ship`` stands for, made by ``dataclasses`` at once."""

    @dataclasses.dataclass(slots=True, kw_only=True)
    class Ship:
        __qualname__ = "Ship"
        name: str
        kind: Any = package.UNSET
        captain: Any
        cargo: Any = package.UNSET
        extra: dict[str, Any] = dataclasses.field(default_factory=dict)

    return Ship


def ship(package: ModuleType, **members: Any) -> Any:
    return package.Ship(name="Elbe", captain=package.Person(), **members)


FIRST: dict[str, typing.Callable[[ModuleType], object]] = {
    "init": lambda p: p.Ship(name="Elbe", captain=p.Person()),
    "repr": lambda p: repr(p.Ship.from_dict({"name": "", "captain": {}})),
    "eq": lambda p: p.Crate.from_dict({"weight": 1}) == p.Crate.from_dict({"weight": 1}),
    "fields": lambda p: dataclasses.fields(p.Ship),
    "hints": lambda p: typing.get_type_hints(p.Ship),
    "pickle": lambda p: pickle.dumps(p.Crate.from_dict({"weight": 1})),
}


@pytest.mark.parametrize("order", [*itertools.permutations(FIRST, 2)], ids="-".join)
def test_parts_are_written_in_any_order(order: tuple[str, str], package: ModuleType) -> None:
    for name in order:
        FIRST[name](package)
    one, other = ship(package), ship(package)
    assert one == other
    assert repr(one) == (
        "Ship(name='Elbe', kind=UNSET, captain=Person(name=UNSET, extra={}), cargo=UNSET, extra={})"
    )


def test_dataclasses_knows_them(package: ModuleType) -> None:
    assert dataclasses.is_dataclass(package.Ship)
    assert [field.name for field in dataclasses.fields(package.Ship)] == [
        "name", "kind", "captain", "cargo", "extra",
    ]  # fmt: skip
    first = ship(package)
    assert dataclasses.asdict(first) == {
        "name": "Elbe",
        "kind": package.UNSET,
        "captain": {"name": package.UNSET, "extra": {}},
        "cargo": package.UNSET,
        "extra": {},
    }
    assert dataclasses.asdict(first)["kind"] is package.UNSET
    assert dataclasses.astuple(package.Crate(weight=1)) == (1,)
    changed = dataclasses.replace(first, name="Weser", kind="tug")
    assert (changed.name, changed.kind, changed.captain) == ("Weser", "tug", first.captain)
    with pytest.raises(TypeError):
        dataclasses.replace(first, speed=1)


@pytest.mark.parametrize("name", ["__dataclass_params__", "__match_args__", "__slots__", "__doc__"])
def test_what_a_class_says_of_itself(name: str, package: ModuleType) -> None:
    wanted = "Anything that floats." if name == "__doc__" else repr(getattr(twin(package), name))
    found = getattr(package.Ship, name)
    assert (found if name == "__doc__" else repr(found)) == wanted


def test_the_constructor_is_that_of_a_dataclass(package: ModuleType) -> None:
    other = twin(package)
    parameters = inspect.signature(package.Ship).parameters
    assert [*parameters] == [*inspect.signature(other).parameters]
    for name, parameter in inspect.signature(other).parameters.items():
        assert parameters[name].kind is parameter.kind
        assert repr(parameters[name].default) == repr(parameter.default)
    assert parameters["kind"].annotation == "ShipKind | Unset"
    assert package.Ship.__init__.__qualname__ == "Ship.__init__"
    assert package.Ship.__init__.__annotations__["name"] == "str"
    assert typing.get_type_hints(package.Ship.__init__)["captain"] is package.Person
    for arguments, named in (
        ((), {}),
        (("Elbe",), {}),
        ((), {"name": "Elbe"}),
        ((), {"name": "Elbe", "captain": None, "speed": 1}),
    ):
        with pytest.raises(TypeError) as wanted:
            other(*arguments, **named)
        with pytest.raises(TypeError) as found:
            package.Ship(*arguments, **named)
        assert str(found.value) == str(wanted.value)
    with pytest.raises(TypeError):
        package.Nothing(name=1)
    assert package.Nothing() == package.Nothing()


def test_every_object_has_its_own_defaults(package: ModuleType) -> None:
    one, other = ship(package), ship(package)
    one.extra["speed"] = 12
    assert other.extra == {}
    given = {"a": 1}
    assert ship(package, extra=given).extra is given


def test_members_without_a_name_take_nothing_until_they_are_asked_for(package: ModuleType) -> None:
    thing = package.Ship.from_dict({"name": "Elbe", "captain": {}})
    thing.to_dict(), thing.to_json(), thing.validate(thing.to_dict()), thing.captain.to_dict()
    assert not [each for each in gc.get_referents(thing, thing.captain) if type(each) is dict]
    extra = thing.extra
    assert extra == {}
    extra["speed"] = 12
    assert thing.extra is extra
    assert thing.to_dict() == {"name": "Elbe", "captain": {}, "speed": 12}
    thing.extra = {"speed": 13}
    assert thing.to_dict()["speed"] == 13
    untouched = package.Person()
    assert copy.copy(untouched).extra is untouched.extra
    assert copy.deepcopy(untouched).extra is not untouched.extra


def test_objects_compare_by_their_values(package: ModuleType) -> None:
    assert ship(package) == ship(package)
    assert ship(package) != ship(package, kind="tug")
    assert package.Person() != package.Nothing()
    assert ship(package) != 1
    with pytest.raises(TypeError, match="unhashable type: 'Ship'"):
        hash(ship(package))
    assert package.Ship.__hash__ is None


def test_objects_have_slots_alone(package: ModuleType) -> None:
    thing = ship(package)
    assert not hasattr(thing, "__dict__")
    with pytest.raises(AttributeError):
        thing.speed = 1
    with pytest.raises(TypeError):
        weakref.ref(thing)
    assert sys.getsizeof(thing) == sys.getsizeof(twin(package)(name="", captain=None))


def test_objects_are_matched_by_keyword(package: ModuleType) -> None:
    match ship(package, kind="tug"):
        case package.Ship(name=name, kind="tug"):
            assert name == "Elbe"
        case _:
            pytest.fail("it does not match")


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_objects_are_pickled(protocol: int, package: ModuleType) -> None:
    thing = ship(package, cargo=[package.Crate(weight=2)], extra={"a": [1]})
    again = pickle.loads(pickle.dumps(thing, protocol))  # noqa: S301
    assert again == thing
    assert again.kind is package.UNSET


def test_objects_are_copied(package: ModuleType) -> None:
    thing = ship(package, extra={"a": [1]})
    shallow, deep = copy.copy(thing), copy.deepcopy(thing)
    assert shallow == deep == thing
    assert shallow.extra is thing.extra
    assert deep.extra["a"] is not thing.extra["a"]
    assert shallow.kind is deep.kind is package.UNSET
    if sys.version_info >= (3, 13):
        assert copy.replace(thing, name="Weser").name == "Weser"
    else:
        assert not hasattr(package.Ship, "__replace__")


def test_absence_is_one_object(package: ModuleType) -> None:
    unset = package.UNSET
    assert not unset
    assert str(unset) == repr(unset) == "UNSET"
    assert isinstance(unset, package.Unset)
    assert package.Unset.UNSET is unset
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        assert pickle.loads(pickle.dumps(unset, protocol)) is unset  # noqa: S301


def test_subclasses_of_users(package: ModuleType) -> None:
    class Plain(package.Ship):  # type: ignore[misc, name-defined]
        def __init__(self, **members: Any) -> None:
            super().__init__(name="Elbe", **members)
            self.speed = 12

    plain = Plain(captain=package.Person())
    assert (plain.name, plain.speed) == ("Elbe", 12)
    assert plain == Plain(captain=package.Person())
    assert dataclasses.is_dataclass(Plain)
    assert [f.name for f in dataclasses.fields(Plain)][-1] == "extra"

    @dataclasses.dataclass(kw_only=True)
    class Fast(package.Ship):  # type: ignore[misc, name-defined]
        speed: int = 12

    fast = Fast(name="Elbe", captain=package.Person())
    assert [f.name for f in dataclasses.fields(Fast)][-2:] == ["extra", "speed"]
    assert fast.speed == 12
    assert "speed=12" in repr(fast)
    assert fast != ship(package)
    assert typing.get_type_hints(Fast)["speed"] is int

    @dataclasses.dataclass(slots=True, kw_only=True)
    class Slim(package.Ship):  # type: ignore[misc, name-defined]
        speed: int = 12

    assert not hasattr(Slim(name="Elbe", captain=None), "__dict__")

    class Overriding(package.Person):  # type: ignore[misc, name-defined]
        def __eq__(self, other: object) -> bool:
            return super().__eq__(other) is True or other == "nobody"

        def __repr__(self) -> str:
            return f"<{super().__repr__()}>"

    assert Overriding() == Overriding()
    assert Overriding() == "nobody"
    assert repr(Overriding()).endswith("Overriding(name=UNSET, extra={})>")


def test_subclasses_of_users_are_read_as_what_they_are(package: ModuleType) -> None:
    @dataclasses.dataclass(slots=True, kw_only=True)
    class Fast(package.Ship):  # type: ignore[misc, name-defined]
        speed: int = 12

    class Faster(Fast):
        @classmethod
        def from_dict(cls, value: Any) -> Any:
            return super().from_dict({**value, "kind": "tug"})

    data = {"name": "Elbe", "captain": {}, "flag": "de"}
    assert Fast.from_dict(data) == Fast(
        name="Elbe", captain=package.Person(), extra={"flag": "de"}, speed=12
    )
    assert type(Faster.from_dict(data)) is type(Faster.from_json(json.dumps(data))) is Faster
    assert Faster.from_json(json.dumps(data)).kind == "tug"
    assert type(package.Ship.from_dict(data)) is package.Ship
    assert Fast.validate({}) == package.Ship.validate({})
    with pytest.raises(package.ValidationError, match="2 issues in Ship"):
        Faster.from_dict({})
    assert package.Ship.from_dict(Fast.from_dict(data).to_dict()).to_dict() == data


def test_methods_say_what_they_are(package: ModuleType) -> None:
    for name in ("from_dict", "from_json", "validate", "is_valid"):
        method = getattr(package.Ship, name)
        assert method.__doc__
        assert method.__qualname__ == f"Ship.{name}"
        assert pickle.loads(pickle.dumps(method)) is method  # noqa: S301
        assert len(inspect.signature(method).parameters) == 1
    assert inspect.signature(package.Ship.from_dict).return_annotation == "Ship"
    if sys.version_info >= (3, 14):
        as_text = annotationlib.Format.STRING
        for name in ("from_dict", "from_json", "validate", "is_valid"):
            method = getattr(package.Ship, name)
            assert annotationlib.get_annotations(method, format=as_text) == method.__annotations__
    assert "from_dict(value" in pydoc.plain(pydoc.render_doc(package.Ship))


@pytest.mark.parametrize("base", ["the class", "a class of a user"])
def test_parts_are_given_to_who_asks_with_a_class_in_the_place_of_an_instance(
    base: str, package: ModuleType
) -> None:
    """As ``inspect.signature`` does from Python 3.13 on, so as to leave out ``self``."""
    cls = package.Crate if base == "the class" else type("Own", (package.Crate,), {})
    for name in list(vars(package.Crate)):
        part = inspect.getattr_static(cls, name)
        if hasattr(part, "write"):
            part.__get__(cls, type(cls))
            assert not hasattr(vars(package.Crate)[name], "write")
    init = inspect.getattr_static(cls, "__init__").__get__(cls, type(cls))
    assert list(inspect.signature(init).parameters) == ["weight"]


def test_classes_find_their_functions_whatever_they_are_called() -> None:
    whole = {"type": "object", "required": ["value"], "properties": {"value": {"type": "integer"}}}
    schemas = {"Integer": whole, "Class": whole, "Pair": {**whole, "title": 'Two "things"'}}
    with imported(api_model(**schemas)) as package:
        for cls in (package.Integer, package.Class, package.Pair):
            assert cls.from_dict({"value": 1}).to_dict() == {"value": 1}
            assert cls.is_valid({"value": 1})
            assert not cls.is_valid({"value": "one"})
            assert [issue.pointer for issue in cls.validate({"value": "one"})] == ["/value"]
        with pytest.raises(package.ValidationError, match='1 issue in Two "things"'):
            package.Pair.from_json("{}")


def test_annotations_can_be_evaluated(package: ModuleType) -> None:
    hints = typing.get_type_hints(package.Ship)
    assert hints["name"] is str
    assert hints["kind"] == Literal["ferry", "tug"] | package.Unset
    assert hints["captain"] is package.Person
    assert hints["cargo"] == list[package.Person | package.Crate] | package.Unset
    assert hints["extra"] == dict[str, Any]
    assert str in typing.get_args(typing.get_type_hints(package.Diary)["log"])
    assert inspect.get_annotations(package.Ship)["captain"] == "Person"
    assert inspect.get_annotations(package.Crate, eval_str=True) == {"weight": int}
    assert dict(package.Ship.__annotations__) == {
        "name": "str",
        "kind": "ShipKind | Unset",
        "captain": "Person",
        "cargo": "list[Cargo] | Unset",
        "extra": "dict[str, Any]",
    }


def test_aliases_are_types(package: ModuleType) -> None:
    assert typing.get_args(package.ShipKind) == ("ferry", "tug")
    assert set(typing.get_args(package.Cargo)) == {package.Person, package.Crate}
    assert str in typing.get_args(package.Tree)
    assert isinstance(package.Person(), package.Cargo)


def test_aliases_of_one_circle_can_be_evaluated_one_after_the_other() -> None:
    """Each is what the definition means, whichever of them somebody has asked for before."""
    tree = {"anyOf": [{"enum": ["leaf"]}, {"type": "string"}, ref("Trees")]}
    schemas = {
        "Root": ref("Branch"),
        "Branch": ref("Tree"),
        "Tree": tree,
        "Trees": {"type": "array", "items": ref("Branch")},
    }
    for order in itertools.permutations(schemas):
        with imported(api_model(**schemas)) as package:
            parts = {name: typing.get_args(getattr(package, name)) for name in order}
        assert all(str in parts[name] for name in ("Root", "Branch", "Tree"))
        assert str in typing.get_args(parts["Trees"][0])


def test_everything_that_is_exported_is_there(package: ModuleType) -> None:
    assert {"UNSET", "Issue", "ValidationError", "Ship", "ShipKind", "decode_tree"} <= {
        *package.__all__
    }
    assert sorted(package.__all__) == dir(package)
    everything: dict[str, object] = {}
    exec(f"from {package.__name__} import *", everything)  # noqa: S102
    assert {*package.__all__} == {*everything} - {"__builtins__"}
    for name in package.__all__:
        assert getattr(package, name) is getattr(package, name)
    with pytest.raises(AttributeError, match="has no attribute 'Nobody'"):
        _ = package.Nobody
    for name in ("models.ship", "Ship\n    Person", "ship", ""):
        assert not hasattr(package, name)
    assert not hasattr(importlib.import_module(f"{package.__name__}.validators"), "nobody")


def test_pydantic_takes_them(package: ModuleType) -> None:
    crate = pydantic.TypeAdapter(package.Crate).validate_python({"weight": 3})
    assert crate == package.Crate(weight=3)
    person = pydantic.TypeAdapter(package.Person).validate_python({"name": "Ina"})
    assert person == package.Person(name="Ina")
    adapter = pydantic.TypeAdapter(package.Ship)
    found = adapter.validate_python({"name": "Elbe", "captain": {}, "cargo": [{"weight": 1}]})
    assert found == ship(package, cargo=[package.Crate(weight=1)])
    assert found.kind is package.UNSET
    assert adapter.dump_python(found, exclude_defaults=True) == {
        "name": "Elbe",
        "captain": {},
        "cargo": [{"weight": 1}],
    }
    assert b'"kind":"UNSET"' in adapter.dump_json(found)
    assert adapter.json_schema()["required"] == ["name", "captain"]


LIGHT = """
import sys
before = set(sys.modules)
import package
ship = package.Ship.from_dict({"name": "Elbe", "captain": {}})
assert ship.to_dict() == {"name": "Elbe", "captain": {}}
package.Ship(name="Elbe", captain=package.Person())
ships, people = (sys.modules[f"package.validators.{name}"] for name in ("ship", "person"))
assert ships.read_person is people.read_person
heavy = {"typing", "dataclasses", "enum", "re", "json", "collections", "functools", "inspect"}
loaded = set(sys.modules) - before
assert not loaded & heavy, loaded & heavy
assert {name.partition(".")[2] for name in loaded if name.startswith("package.")} == {
    "_dataclass", "_support", "models", "models.person", "models.ship", "validators",
    "validators.person", "validators.ship",
}, loaded
"""


def test_the_first_object_loads_what_it_needs_alone(tmp_path: Path) -> None:
    write(emitted(api_model(**API)).files, tmp_path)
    command = [sys.executable, "-I", "-S", "-c", f"import sys\nsys.path.append('.')\n{LIGHT}"]
    subprocess.run(command, cwd=tmp_path, check=True)


USE = """
import dataclasses
from package import Crate, Person, Ship, ShipKind

ship = Ship(name="Elbe", captain=Person())
kind: ShipKind = "tug"
dataclasses.replace(ship, kind=kind)
dataclasses.asdict(ship)
print(dataclasses.fields(Ship)[0].name, ship.captain.name)
"""
WRONG = """
from package import Crate, Person, Ship

Ship("Elbe", captain=Person())
Ship(name="Elbe", captain=Person(), speed=1)
Ship(name="Elbe")
Crate(weight="heavy")
Ship(name="Elbe", captain=Person(), kind="raft")
"""


@pytest.mark.parametrize("checker", CHECKERS)
def test_type_checkers_see_dataclasses(checker: str, tmp_path: Path) -> None:
    write(emitted(api_model(**API)).files, tmp_path)
    found = errors(checker, tmp_path, use=USE, wrong=WRONG)
    assert {*found} == {("wrong", line) for line in (4, 5, 6, 7, 8)}
