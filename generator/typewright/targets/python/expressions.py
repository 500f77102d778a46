"""Expressions that tests consist of."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

from typewright.checks import nodes
from typewright.checks.values import EXACT, as_written
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

NEGATED_TESTS: dict[JsonType, str] = {
    kind: test.replace(" is ", " is not ") for kind, test in TYPE_TESTS.items() if " is " in test
}
"""The tests that a value is of another type, where a value and a word tell them."""

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


def beside(item: str, word: str) -> str:
    """A local name for what comes with ``item``, such as its name: another one at each depth."""
    return word if item == _LOCALS[0] else f"{item}_{word}"


@lru_cache(maxsize=16384)
def name_words(name: str) -> str:
    """A member's name as part of the name of a function or constant."""
    return snake(split_words(name))


def bounds(check: nodes.Bounds, variable: str) -> list[str]:
    """Comparisons of which none holds for a number within bounds. Where one is so large that a
    float may stand for another number, ``exact`` numbers are compared.
    """
    if has_large_bounds(check):
        variable = f"exact({variable})"
    pairs = (
        ("<", check.minimum),
        ("<=", check.exclusive_minimum),
        (">", check.maximum),
        (">=", check.exclusive_maximum),
    )
    return [f"{variable} {sign} {_number(bound)}" for sign, bound in pairs if bound is not None]


def has_large_bounds(check: nodes.Bounds) -> bool:
    """Whether some float may lie on another side of a bound than the number that it stands for."""
    given = (check.minimum, check.exclusive_minimum, check.maximum, check.exclusive_maximum)
    return any(bound is not None and _misleads(bound) for bound in given)


def _misleads(bound: int | float) -> bool:
    if not is_large(bound):
        return False
    if isinstance(bound, float):
        return True
    try:
        nearest = float(bound)
    except OverflowError:
        return False
    around = (nearest, math.nextafter(nearest, -math.inf), math.nextafter(nearest, math.inf))
    return any(_side(each, bound) != _side(as_written(each), bound) for each in around)


def _side(value: int | float, bound: int) -> int:
    return (value > bound) - (value < bound)


def is_large(value: object) -> bool:
    """Whether a value is a number that a float may stand for another one of."""
    return isinstance(value, int | float) and abs(value) >= EXACT


def _number(value: int | float) -> str:
    text = literals.value(value)
    return f"exact({text})" if isinstance(value, float) and is_large(value) else text


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
