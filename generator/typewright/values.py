"""Dataclasses that cost little to define, and frozen ones that cost little to make.

The standard decorator compiles each method of each class when its module is imported, which for
all of ours takes longer than many a run. Here a method is written when it is first used.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import MISSING, Field, FrozenInstanceError, fields
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
    from dataclasses import replace as replace

T = TypeVar("T")


def _dataclass(
    *,
    frozen: bool = False,
    eq: bool = True,
    slots: bool = False,
    kw_only: bool = False,
    weakref_slot: bool = False,
) -> Callable[[type[T]], type[T]]:
    """``dataclasses.dataclass``: the same classes, of which each method is written when it is first
    used. What a class defines itself is kept. No standard frozen dataclass may derive from one.

    A frozen dataclass sets each attribute by a call, since its objects refuse to be assigned to.
    Here they are of a class without that refusal while they are being made, which takes a third of
    the time when there are many.
    """

    def define(cls: type[T]) -> type[T]:
        own = {name for name, value in vars(cls).items() if value is not None}
        cls.__doc__ = cls.__doc__ or cls.__name__  # else the standard one looks for the signature
        made: Any = dataclasses.dataclass(
            init=False,
            repr=False,
            eq=False,
            slots=slots,
            kw_only=kw_only,
            weakref_slot=weakref_slot,
        )(cls)
        wanted = {"__init__": _init_frozen, "__repr__": _repr}
        if not frozen:
            wanted = {"__init__": _init, "__repr__": _repr_guarded}
        wanted["__replace__"] = _replaced
        if eq:
            wanted["__eq__"] = _eq
            if frozen:
                wanted["__hash__"] = _hash
            elif "__hash__" not in own:
                made.__hash__ = None
        for name, write in wanted.items():
            if name not in own:
                setattr(made, name, _Later(made, name, write))
        if frozen:
            made.__setattr__, made.__delattr__ = _refuse_to_set, _refuse_to_delete
            made.__getstate__, made.__setstate__ = _get_state, _set_state
        return cast("type[T]", made)

    return define


def _replace(value: Any, /, **changes: Any) -> Any:
    """``dataclasses.replace``, by a method that is written for the class if it is one of ours."""
    cls = type(value)
    if "__replace__" in vars(cls):  # what a base has does not know all attributes
        return cls.__replace__(value, **changes)
    return dataclasses.replace(value, **changes)


if not TYPE_CHECKING:
    dataclass = _dataclass
    replace = _replace


class _Later:
    """A method that stands in its class from when somebody first looks for it."""

    def __init__(self, cls: type[Any], name: str, write: Callable[[type[Any]], Any]) -> None:
        self._cls = cls
        self._name = name
        self._write = write

    def __get__(self, instance: object, owner: type[Any]) -> Any:
        method = self._write(self._cls)
        method.__qualname__ = f"{self._cls.__qualname__}.{self._name}"
        setattr(self._cls, self._name, method)
        return method if instance is None else method.__get__(instance, owner)


_become: Final[Any] = cast(Any, object.__dict__["__class__"]).__set__


def _init(cls: type[Any]) -> Any:
    return _written("__init__", *_assignments(cls))


def _init_frozen(cls: type[Any]) -> Any:
    open_ = type(
        cls.__name__,
        (cls,),
        {
            "__slots__": (),
            "__setattr__": object.__setattr__,
            "__delattr__": object.__delattr__,
        },
    )
    parameters, lines, names = _assignments(cls)
    last = len(lines) - hasattr(cls, "__post_init__")
    lines = [
        "kind_ = self.__class__",
        "become_(self, open_)",
        *lines[:last],
        "self.__class__ = kind_",
        *lines[last:],
    ]
    return _written("__init__", parameters, lines, {**names, "become_": _become, "open_": open_})


def _assignments(cls: type[Any]) -> tuple[Sequence[str], Sequence[str], dict[str, object]]:
    """The parameters and the statements of a method that sets all attributes, and what the names
    in them mean.
    """
    parameters: list[str] = []
    keywords: list[str] = []
    lines: list[str] = []
    names: dict[str, object] = {"missing_": MISSING}
    for each in fields(cls):
        name = each.name
        default, value = f"default_{name}", name
        names[default] = each.default
        if each.default_factory is not MISSING:
            names[default] = MISSING
            names[f"make_{name}"] = each.default_factory
            value = f"make_{name}()"
            if each.init:
                value += f" if {name} is missing_ else {name}"
        elif not each.init:
            if each.default is MISSING:
                continue
            value = default
        if each.init:
            has_default = each.default is not MISSING or each.default_factory is not MISSING
            parameter = f"{name}={default}" if has_default else name
            (keywords if each.kw_only else parameters).append(parameter)
        lines.append(f"self.{name} = {value}")
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    return [*parameters, *(["*", *keywords] if keywords else [])], lines, names


def _replaced(cls: type[Any]) -> Any:
    taken = [each for each in fields(cls) if each.init]
    parameters = [f"{each.name}=missing_" for each in taken]
    # By position where that can be: finding out which keyword is which takes as long as the rest.
    taken.sort(key=lambda each: bool(each.kw_only))
    values = ", ".join(
        f"{f'{each.name}=' if each.kw_only else ''}"
        f"self.{each.name} if {each.name} is missing_ else {each.name}"
        for each in taken
    )
    line = f"return self.__class__({values})"
    parameters = ["*", *parameters] if parameters else []
    return _written("__replace__", parameters, [line], {"missing_": MISSING})


def _repr_guarded(cls: type[Any]) -> Any:
    return recursive_repr()(_repr(cls))


def _repr(cls: type[Any]) -> Any:
    """Enough for a frozen object: what it holds was there before it, so it can stand in a circle
    only with something that is not frozen, which looks out for itself.
    """
    parts = (f"{each.name}={{self.{each.name}!r}}" for each in fields(cls) if each.repr)
    line = f"return f'{{self.__class__.__qualname__}}({', '.join(parts)})'"
    return _written("__repr__", (), [line])


def _eq(cls: type[Any]) -> Any:
    compared = [each for each in fields(cls) if each.compare]
    return _written(
        "__eq__",
        ["other"],
        [
            "if other.__class__ is not self.__class__: return NotImplemented",
            f"return {_tuple('self', compared)} == {_tuple('other', compared)}",
        ],
    )


def _hash(cls: type[Any]) -> Any:
    hashed = [each for each in fields(cls) if (each.compare if each.hash is None else each.hash)]
    return _written("__hash__", (), [f"return hash({_tuple('self', hashed)})"])


def _tuple(of: str, members: Sequence[Field[Any]]) -> str:
    return f"({''.join(f'{of}.{each.name}, ' for each in members)})"


def _written(
    name: str,
    parameters: Sequence[str],
    lines: Sequence[str],
    names: dict[str, object] | None = None,
) -> Any:
    body = "".join(f"    {line}\n" for line in lines) or "    pass\n"
    scope = {} if names is None else names
    exec(f"def {name}({', '.join(('self', *parameters))}):\n{body}", scope)  # noqa: S102
    return scope[name]


def _refuse_to_set(self: object, name: str, value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(self: object, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _get_state(self: Any) -> list[object]:
    return [getattr(self, each.name) for each in fields(self)]


def _set_state(self: Any, state: list[object]) -> None:
    for each, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, each.name, value)
