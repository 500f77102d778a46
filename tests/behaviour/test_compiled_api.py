"""Compiled packages: to those who use them, what is compiled is what it was in Python."""

from __future__ import annotations

import inspect
import pickle
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from compilers import need_compiler, package, run
from packages import emitted, imported, shaped_model, write
from typewright import extension

SCHEMA: dict[str, Any] = {
    "title": "Thing",
    "type": "object",
    "required": ["kind"],
    "properties": {"kind": {"const": "thing"}, "part": {"$ref": "#"}},
}


@pytest.fixture(scope="module")
def packages() -> Iterator[tuple[ModuleType, ModuleType]]:
    """The same package twice: in Python alone, and compiled."""
    need_compiler()
    model = shaped_model(SCHEMA)
    with ExitStack() as stack:
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        patch.setenv("CFLAGS", "-O0")  # compiling takes the time here
        pure = stack.enter_context(imported(model, compiled=True))
        yield pure, stack.enter_context(imported(model, extension.build, compiled=True))


@pytest.fixture(autouse=True)
def _quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CFLAGS", "-O0")  # compiling takes the time here


def outcome(package: ModuleType, name: str, *given: Any, **named: Any) -> object:
    """What a call of a method gives, or says."""
    try:
        return repr(getattr(package.Thing, name)(*given, **named))
    except (TypeError, ValueError) as error:
        return type(error).__name__, str(error)


METHODS = ("from_dict", "from_json", "is_valid", "validate", "to_dict", "to_json")


def test_methods_tell_the_same_of_themselves(packages: tuple[ModuleType, ModuleType]) -> None:
    def told(package: ModuleType, name: str) -> object:
        method = getattr(package.Thing, name)
        return list(inspect.signature(method).parameters), inspect.getdoc(method), method.__name__

    pure, compiled = packages
    for name in METHODS:
        assert told(compiled, name) == told(pure, name)
        assert getattr(compiled.Thing, name).__qualname__ == getattr(pure.Thing, name).__qualname__


def test_methods_are_called_in_the_same_ways(packages: tuple[ModuleType, ModuleType]) -> None:
    value = {"kind": "thing"}
    calls: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
        ((value,), {}),
        ((), {"value": value}),
        ((), {"value": {}}),
        ((), {}),
        ((), {"other": value}),
        ((value, value), {}),
        ((value,), {"value": value}),
    ]

    pure, compiled = packages
    for name in ("from_dict", "is_valid"):
        for given, named in calls:
            expected = outcome(pure, name, *given, **named)
            assert outcome(compiled, name, *given, **named) == expected, (name, given, named)


def test_methods_are_pickled_as_those_of_their_classes(
    packages: tuple[ModuleType, ModuleType],
) -> None:
    """As when other processes are to read what this one has."""
    for module in packages:
        for name in METHODS:
            method = getattr(module.Thing, name)
            assert pickle.loads(pickle.dumps(method)) == method  # noqa: S301 - our own
        assert module.Thing.from_dict.__module__ == module.Thing.__module__


LAZY = """
import sys
from types import ModuleType
import things.validators.thing
from things import UNSET, _extension
from things.validators import thing

class Lazy(ModuleType):
    def __getattribute__(self, name):
        names = super().__getattribute__("__dict__")
        if type(names.get(name)) is object:
            names[name] = getattr(thing, name)
        return super().__getattribute__(name)

lazy = Lazy(thing.__name__)
vars(lazy).update(dict.fromkeys(vars(thing), object()), __name__=thing.__name__)
sys.modules[f"{_extension.__package__}._compiled"].adopt("validators.thing", lazy)
for module in (lazy, thing):
    read = module.read_thing({"id": "", "kind": "a", "size": 1})
    print(type(module.read_thing).__name__, read.part is UNSET)
"""


def test_what_is_imported_lazily_is_what_it_is_in_python(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Python 3.15 keeps something else in the place of a name that nobody has used."""
    need_compiler()
    monkeypatch.setenv("CFLAGS", "-O0")
    extension.build(package(tmp_path))
    for mode in ("normal", "all"):
        told = run(tmp_path, LAZY, PYTHON_LAZY_IMPORTS=mode)
        assert told.splitlines() == ["builtin_function_or_method True"] * 2


@pytest.mark.parametrize(
    "schema", [{"enum": ["a", "b"]}, {"type": ["string", "null"], "not": {"type": "null"}}], ids=str
)
def test_a_package_without_objects_is_compiled(
    schema: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a warning, too: nothing is written that nobody uses."""
    need_compiler()
    write(emitted(shaped_model(schema), "things", compiled=True, enums="strenum").files, tmp_path)
    monkeypatch.setenv("CFLAGS", "-O0 -Wall -Werror")
    assert extension.build(tmp_path / "things").compiled


class Contrary(str):
    """Equal to nothing, and different from nothing."""

    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        return False

    def __ne__(self, other: object) -> bool:
        return False


def test_texts_that_compare_in_their_own_way_are_asked_as_in_python(
    packages: tuple[ModuleType, ModuleType],
) -> None:
    pure, compiled = packages
    for value in ({"kind": Contrary("thing")}, {"kind": Contrary("other")}, {Contrary("kind"): 1}):
        for name in ("from_dict", "is_valid"):
            assert outcome(compiled, name, value) == outcome(pure, name, value), (name, value)
