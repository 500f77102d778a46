"""The options of a target: from what a user wrote to the dataclass that the target declares."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from typing import Any, Literal

from typewright.diagnostics import Diagnostic, InputError, codes
from typewright.diagnostics.advice import advice
from typewright.source import NOWHERE, Origin
from typewright.values import dataclass


@dataclass(frozen=True, slots=True)
class OptionInfo:
    """One option as ``typewright targets`` shows it; ``values`` says what it may be."""

    name: str
    values: str
    default: object


def describe(options: type[Any]) -> tuple[OptionInfo, ...]:
    """The options of a target, in the order of its dataclass."""
    hints = typing.get_type_hints(options)
    return tuple(
        OptionInfo(each.name, _expected(hints[each.name]), each.default)
        for each in dataclasses.fields(options)
    )


def build(options: type[Any], given: Mapping[str, object], places: Mapping[str, Origin]) -> Any:
    """The options of a target with what a user wrote: TOML values, or text of a command line.

    ``places`` are where a file says them. A key may be written with ``-`` for ``_``. Raises
    ``InputError`` with every unknown key and every value that does not fit.
    """
    hints = typing.get_type_hints(options)
    known = {each.name: hints[each.name] for each in dataclasses.fields(options)}
    found: list[Diagnostic] = []
    values: dict[str, object] = {}
    for key, value in given.items():
        name, origin = key.replace("-", "_"), places.get(key, NOWHERE)
        if name not in known:
            found.append(
                codes.config.UNKNOWN_OPTION.at(origin, key=key, advice=advice(name, tuple(known)))
            )
            continue
        try:
            values[name] = _convert(value, known[name])
        except ValueError:
            found.append(
                codes.config.OPTION_VALUE.at(
                    origin, key=key, value=value, expected=_expected(known[name])
                )
            )
    if found:
        raise InputError(*found)
    return options(**values)


def _convert(value: object, hint: Any) -> object:
    """``value`` as the type that an option has. Raises ``ValueError`` when it is none."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is Literal:
        if value in arguments:
            return value
    elif origin in (typing.Union, types.UnionType):
        for each in arguments:
            try:
                return _convert(value, each)
            except ValueError:
                continue
    elif origin is tuple:
        parts = value.split(",") if isinstance(value, str) else value
        if isinstance(parts, list):
            return tuple(_convert(part, arguments[0]) for part in parts)
    elif hint is bool:
        return _flag(value)
    elif hint is int and isinstance(value, str):
        return int(value)
    elif hint is types.NoneType:
        if value is None:
            return None
    elif isinstance(value, hint) and not isinstance(value, bool):
        return value
    raise ValueError


def _flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    if value in ("true", "false"):
        return value == "true"
    raise ValueError


def _expected(hint: Any) -> str:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is Literal:
        return " | ".join(map(str, arguments))
    if origin in (typing.Union, types.UnionType):
        return " | ".join(_expected(each) for each in arguments if each is not types.NoneType)
    if origin is tuple:
        return f"list of {_expected(arguments[0])}"
    return {bool: "true | false", int: "whole number", str: "text"}.get(hint, "value")
