"""How much memory an object takes, by itself and with the texts and numbers that it holds."""

from __future__ import annotations

import dataclasses
import enum
import gc
import json
import sys
import tracemalloc
import types
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeAlias

from benchmarks import results
from benchmarks.libraries import (
    Convert,
    Library,
    Msgspec,
    Pydantic,
    Typewright,
    TypewrightDropping,
    UnableError,
)
from benchmarks.packages import Packages, installed, reason
from benchmarks.results import OURS, Bar, Table
from benchmarks.subject import Subject
from benchmarks.timing import Effort

MSGSPEC = "msgspec"
SLOTS = "dataclass with slots"
BARS = (Bar(1, MSGSPEC), Bar(1, SLOTS))

Finders: TypeAlias = Iterator[tuple[str, Callable[[], float]]]
"""For each contestant what finds an amount."""

Amounts: TypeAlias = Callable[[str, Any, Packages], Finders]
"""What finds the amounts for a sample."""

MANY = 200
"""So many objects are read from texts, and held at once."""

_SHARED = (str, bytes, int, float, bool, type(None), enum.Enum, type, types.ModuleType)
"""What all libraries take from the data as it is, or have once and not for each object."""


def tables(subject: Subject, packages: Packages, effort: Effort) -> tuple[Table, ...]:
    """One row for each sample; there is nothing to be repeated."""
    alone = (
        "`sys.getsizeof` of the object and of all that it holds, as the garbage collector sees it,"
        " without the strings and numbers that came with the data. For msgspec and the dataclass,"
        " classes with the same fields are made and filled with the same values, in lists without"
        " room for more where msgspec's would have none. They have no place for members without a"
        " name, for which each object of ours has a slot of eight bytes."
    )
    alike = "The same, where ours drop members without a name too, with `unknown_members = drop`."
    whole = (
        f"What Python allocates while {MANY} objects are read from the same JSON text and held,"
        " texts, numbers and all, divided by their number, as `tracemalloc` sees it. The dataclass"
        " is filled as above, with texts of its own, as the `json` of the standard library makes"
        " them; msgspec and pydantic read the classes of datamodel-code-generator."
    )
    return (
        _table("Memory of an object", alone, _alone(Typewright), subject, packages),
        _table(
            "Memory of an object, unknown members dropped",
            alike,
            _alone(TypewrightDropping),
            subject,
            packages,
        ),
        _table("Memory of an object and its data", whole, _whole, subject, packages),
    )


def _table(title: str, how: str, amounts: Amounts, subject: Subject, packages: Packages) -> Table:
    rows = [
        results.row(name, {who: _amount(find) for who, find in amounts(name, value, packages)})
        for name, value in subject.samples.items()
    ]
    mean = results.geometric_mean(rows, bars=BARS)
    return Table(title, "bytes", how, (*rows, mean))


def _amount(find: Callable[[], float]) -> list[float] | str:
    try:
        return [find()]
    except UnableError as unable:
        return str(unable)
    except Exception as error:
        return reason(error)


def _alone(library: type[Typewright]) -> Amounts:
    """What an object of ours takes by itself, and one of each peer with the same values."""

    def amounts(name: str, value: Any, packages: Packages) -> Finders:
        ours = library(packages).reader(name)(value)
        yield library.name, lambda: size(ours)
        yield MSGSPEC, lambda: size(rebuilt(ours, _Structs()))
        yield SLOTS, lambda: size(rebuilt(ours, _Dataclasses()))
        yield Pydantic.name, lambda: size(Pydantic(packages).reader(name)(value))

    return amounts


def _whole(name: str, value: Any, packages: Packages) -> Finders:
    text = json.dumps(value)
    ours, peer = Typewright(packages).text_reader(name), _Owners()
    yield OURS, lambda: held(ours, text)
    yield TypewrightDropping.name, lambda: _held(TypewrightDropping(packages), name, text)
    yield MSGSPEC, lambda: _held(Msgspec(packages), name, text)
    yield SLOTS, lambda: held(lambda text: rebuilt(ours(text), peer), text)
    yield Pydantic.name, lambda: _held(Pydantic(packages), name, text)


def _held(library: Library, name: str, text: str) -> float:
    return held(library.text_reader(name), text)


def size(value: Any) -> int:
    """Bytes that an object and what only it holds take, each part counted once."""
    seen: set[int] = set()
    total, waiting = 0, [value]
    while waiting:
        part = waiting.pop()
        if id(part) in seen or isinstance(part, _SHARED):
            continue
        seen.add(id(part))
        total += sys.getsizeof(part)
        waiting.extend(gc.get_referents(part))
    return total


def held(read: Convert, text: str) -> float:
    """Bytes that are allocated for each of many objects that are read from a text."""
    objects: list[Any] = [read(text)] * MANY  # what the first one leaves for all is not counted
    gc.collect()
    tracemalloc.start()
    try:
        for index in range(MANY):
            objects[index] = read(text)
        gc.collect()  # frees what Python keeps to use again, too
        return tracemalloc.get_traced_memory()[0] / MANY
    finally:
        tracemalloc.stop()


class _Dataclasses:
    """Makes dataclasses with slots for the fields of ours, and lists as Python code fills them."""

    def __init__(self) -> None:
        self.classes: dict[type, Any] = {}

    def of(self, kind: type, fields: list[str]) -> Any:
        """The class with the same fields, made once."""
        if kind not in self.classes:
            self.classes[kind] = self.make(kind.__name__, fields)
        return self.classes[kind]

    def make(self, name: str, fields: list[str]) -> Any:
        """A new class."""
        return dataclasses.make_dataclass(name, [(field, Any) for field in fields], slots=True)

    def list_of(self, items: Iterable[Any]) -> list[Any]:
        """A list, with room for more items where Python leaves some."""
        return [item for item in items]  # noqa: C416 - ``list`` would leave none

    def text(self, value: str) -> str:
        """A text, as it is."""
        return value


class _Owners(_Dataclasses):
    """Makes dataclasses whose texts are their own."""

    def text(self, value: str) -> str:
        return value.encode().decode()


class _Structs(_Dataclasses):
    """Makes structs of msgspec instead, and lists as ``msgspec.convert`` makes them."""

    def make(self, name: str, fields: list[str]) -> Any:
        library: Any = installed("msgspec")
        if not library:
            raise UnableError("not installed")
        return library.defstruct(name, fields)

    def list_of(self, items: Iterable[Any]) -> list[Any]:
        return [*items].copy()


def rebuilt(value: Any, peer: _Dataclasses) -> Any:
    """The same values in objects of a peer's classes with the same fields.

    What holds the members that a description does not name is no field of theirs.
    """
    match value:
        case list():
            return peer.list_of(rebuilt(item, peer) for item in value)
        case dict():
            return {key: rebuilt(item, peer) for key, item in value.items()}
        case str():
            return peer.text(value)
    if not dataclasses.is_dataclass(value):
        return value
    kind = type(value)
    fields = [field.name for field in dataclasses.fields(value) if field.name != "extra"]
    return peer.of(kind, fields)(*(rebuilt(getattr(value, field), peer) for field in fields))
