"""How much memory an object takes."""

from __future__ import annotations

import dataclasses
import enum
import gc
import sys
import types
from collections.abc import Callable, Iterable
from typing import Any

from benchmarks import results
from benchmarks.libraries import Pydantic, Typewright, TypewrightDropping, UnableError
from benchmarks.packages import Packages, installed
from benchmarks.results import OURS, Bar, Row, Table
from benchmarks.subject import Subject
from benchmarks.timing import Effort

MSGSPEC = "msgspec"
SLOTS = "dataclass with slots"
BARS = (Bar(1, MSGSPEC), Bar(1, SLOTS))

_SHARED = (str, bytes, int, float, bool, type(None), enum.Enum, type, types.ModuleType)
"""What all libraries take from the data as it is, or have once and not for each object."""


def tables(subject: Subject, packages: Packages, effort: Effort) -> tuple[Table, ...]:
    """One row for each sample; there is nothing to be repeated."""
    rows = [_row(name, value, packages) for name, value in subject.samples.items()]
    how = (
        "`sys.getsizeof` of the object and of all that it holds, as the garbage collector sees it,"
        " without the strings and numbers that came with the data. For msgspec and the dataclass,"
        " classes with the same fields are made and filled with the same values, in lists without"
        " room for more where msgspec's would have none. They have no place for members without a"
        " name, for which each object of ours has a slot of eight bytes, unless it drops them."
    )
    mean = results.geometric_mean(rows, bars=BARS)
    return (Table("Memory of an object", "bytes", how, (*rows, mean)),)


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


def _row(name: str, value: Any, packages: Packages) -> Row:
    ours = Typewright(packages).reader(name)(value)
    makers: dict[str, Callable[[], Any]] = {
        OURS: lambda: ours,
        TypewrightDropping.name: lambda: TypewrightDropping(packages).reader(name)(value),
        MSGSPEC: lambda: rebuilt(ours, _Structs()),
        SLOTS: lambda: rebuilt(ours, _Dataclasses()),
        Pydantic.name: lambda: Pydantic(packages).reader(name)(value),
    }
    amounts: dict[str, list[float] | str] = {}
    for contestant, make in makers.items():
        try:
            amounts[contestant] = [size(make())]
        except UnableError as unable:
            amounts[contestant] = str(unable)
    return results.row(name, amounts)


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
    if not dataclasses.is_dataclass(value):
        return value
    kind = type(value)
    fields = [field.name for field in dataclasses.fields(value) if field.name != "extra"]
    return peer.of(kind, fields)(*(rebuilt(getattr(value, field), peer) for field in fields))
