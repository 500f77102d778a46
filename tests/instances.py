"""JSON data made of instances of subclasses, as other libraries make it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from enum import Enum, IntEnum
from typing import Any


class Text(str):
    """A text, as ``yarl`` or ``markupsafe`` make it."""

    __slots__ = ()


class Number(int):
    """A whole number that is more than that."""


class Fraction(float):
    """A number that is more than that, as ``numpy`` makes it."""


class Items(list[Any]):
    """An array, as ``ruamel.yaml`` makes it."""


class One(IntEnum):
    """Numbers with names."""

    ONE = 1
    TWO = 2


def odd(value: Any, wanted: Callable[[], bool] = lambda: True) -> Any:
    """Plain JSON data made of instances of subclasses, wherever such are ``wanted``."""
    if isinstance(value, dict):
        members = {odd(name, wanted): odd(item, wanted) for name, item in value.items()}
        return OrderedDict(members) if wanted() else members
    if isinstance(value, list):
        items = [odd(item, wanted) for item in value]
        return Items(items) if wanted() else items
    if value is None or isinstance(value, bool) or not wanted():
        return value
    if isinstance(value, str):  # ``str`` gives the name of such an ``Enum``
        return Enum("Word", {"NAME": value}, type=str)["NAME"] if len(value) == 1 else Text(value)
    if isinstance(value, float):
        return Fraction(value)
    return One(value) if value in (1, 2) else Number(value)
