"""All small changes to JSON data of some kinds, one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

OTHERS: tuple[Any, ...] = (None, True, 7, -1, 0.5, 2.0, "7", "other", [], {}, [None], {"a": 1})
"""What stands in the place of a part: values of each JSON type, some of them easily converted."""


def mutants(value: Any) -> Iterator[Any]:
    """The value with each part replaced by another one, left out, or with something added."""
    for other in OTHERS:
        if type(other) is not type(value) or other != value:
            yield other
    match value:
        case str():
            yield f"{value}x"
            yield value.upper()
        case bool() | None:
            pass
        case int() | float():
            yield -value
            yield str(value)
            yield float(value)
        case list():
            yield [*value, None]
            yield [*value, *value]
            for position, item in enumerate(value):
                yield value[:position] + value[position + 1 :]
                for changed in mutants(item):
                    yield [*value[:position], changed, *value[position + 1 :]]
        case dict():
            yield {**value, "unheard_of": 1}
            for name, item in value.items():
                yield {key: part for key, part in value.items() if key != name}
                for changed in mutants(item):
                    yield {**value, name: changed}
