"""Equality of JSON values: ``1`` is ``1.0``, ``true`` is not ``1``, members have no order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from typewright.checks.values import as_written
from typewright.schema import Json


def key(value: Json) -> str:
    """A text that two JSON values share exactly when they are equal (JSON Schema Core, 4.2.2).

    Works on values of any depth. A value that is no JSON is equal only to itself.
    """
    if not isinstance(value, list | dict):
        return _scalar_key(value)
    parts: list[str] = []
    pending: list[tuple[bool, Json]] = [(False, value)]
    while pending:
        is_text, current = pending.pop()
        if is_text:
            parts.append(str(current))
        elif isinstance(current, list):
            parts.append(f"[{len(current)}:")
            pending.extend((False, item) for item in reversed(current))
        elif isinstance(current, dict):
            parts.append(f"{{{len(current)}:")
            for name in sorted(current, reverse=True):
                pending.append((False, current[name]))
                pending.append((True, f'"{len(name)}:{name}'))
        else:
            parts.append(_scalar_key(current))
    return "".join(parts)


def distinct(values: Iterable[Json]) -> tuple[Json, ...]:
    """``values`` without those that equal an earlier one."""
    return tuple(_by_key(values).values())


def common(lists: Sequence[Iterable[Json]]) -> tuple[Json, ...]:
    """The values that stand in every one of ``lists``, in the order of the first."""
    first, *others = map(_by_key, lists)
    return tuple(value for one, value in first.items() if all(one in other for other in others))


def _by_key(values: Iterable[Json]) -> Mapping[str, Json]:
    found: dict[str, Json] = {}
    for value in values:
        found.setdefault(key(value), value)
    return found


def first_repeat(values: Sequence[Json]) -> tuple[int, int] | None:
    """The indexes of the first item that equals an earlier one: ``(earlier, later)``."""
    seen: dict[str, int] = {}
    for index, value in enumerate(values):
        earlier = seen.setdefault(key(value), index)
        if earlier != index:
            return earlier, index
    return None


def _scalar_key(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int():
            return f"#{value:x};"
        case float():
            return f"#{int(as_written(value)):x};" if value.is_integer() else f"#{value!r};"
        case str():
            return f'"{len(value)}:{value}'
        case _:
            return f"?{id(value)};"
