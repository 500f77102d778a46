"""Expressions that tests consist of."""

from __future__ import annotations

from collections.abc import Sequence

from typewright.checks import nodes
from typewright.model.names import split_words
from typewright.schema.schema import JsonType
from typewright.targets.python import literals
from typewright.targets.python.layout import opposite
from typewright.targets.python.names import snake

KINDS: tuple[JsonType, ...] = ("null", "boolean", "number", "string", "array", "object")
"""JSON types as Python can tell them apart at once; whole numbers are among the numbers."""

TYPE_TESTS: dict[JsonType, str] = {
    "null": "{} is None",
    "boolean": "type({}) is bool",
    "integer": "is_integer({})",
    "number": "type({}) in NUMBERS",
    "string": "type({}) is str",
    "array": "type({}) is list",
    "object": "type({}) is dict",
}

_LOCALS = ("item", "element", "part", "piece", "fragment")


def inner_name(variable: str) -> str:
    """A local name for a part of what ``variable`` holds."""
    if variable not in _LOCALS:
        return _LOCALS[0]
    index = _LOCALS.index(variable) + 1
    return _LOCALS[index] if index < len(_LOCALS) else f"{_LOCALS[-1]}_of_{variable}"


def deeper(variable: str) -> str:
    """The next local name, for any depth."""
    if variable.startswith(_LOCALS[-1]):
        return f"{variable}_{_LOCALS[0]}"
    return inner_name(variable)


def name_words(name: str) -> str:
    """A member's name as part of the name of a function or constant."""

    return snake(split_words(name))


def bounds(check: nodes.Bounds, variable: str) -> list[str]:
    pairs = (
        ("<", check.minimum),
        ("<=", check.exclusive_minimum),
        (">", check.maximum),
        (">=", check.exclusive_maximum),
    )
    return [
        f"{variable} {sign} {literals.value(bound)}" for sign, bound in pairs if bound is not None
    ]


def outside(amount: str, minimum: int | None, maximum: int | None) -> list[str]:
    if not minimum:
        return [] if maximum is None else [f"{amount} > {maximum}"]
    if maximum is None:
        return [f"{amount} < {minimum}"]
    if minimum == maximum:
        return [f"{amount} != {minimum}"]
    return [f"not {minimum} <= {amount} <= {maximum}"]


def dependent_required(name: str, required: Sequence[str], variable: str) -> str:
    missing = [f"{literals.string(each)} not in {variable}" for each in required]
    condition = missing[0] if len(missing) == 1 else f"({' or '.join(missing)})"
    return f"{literals.string(name)} in {variable} and {condition}"


def none_of(tests: Sequence[str]) -> str:
    return opposite(tests[0]) if len(tests) == 1 else f"not ({' or '.join(tests)})"
