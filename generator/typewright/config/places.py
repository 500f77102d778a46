"""Where things stand in a TOML text, which the standard library's reader does not tell."""

from __future__ import annotations

import re
from typing import TypeAlias

from typewright.source import Position

Place: TypeAlias = tuple[str | int, ...]
"""The way to a value: keys of tables and indexes of arrays of tables."""

_PART = r"""(?:"[^"\n]*"|'[^'\n]*'|[\w-]+)"""
_DOTTED = rf"{_PART}(?:[ \t]*\.[ \t]*{_PART})*"
_LINE = re.compile(
    rf"^[ \t]*(?:\[\[[ \t]*(?P<array>{_DOTTED})|\[[ \t]*(?P<table>{_DOTTED})"
    rf"|(?P<key>{_DOTTED})[ \t]*=)",
    re.MULTILINE,
)


def locate(text: str, place: Place) -> Position:
    """The position of the value at ``place``, or of the nearest table around it.

    Reads line by line, so that a value inside an inline table has the position of that table.
    """
    known = _places(text)
    while place and place not in known:
        place = place[:-1]
    return known.get(place, Position(1, 1))


def _places(text: str) -> dict[Place, Position]:
    known: dict[Place, Position] = {}
    last: dict[Place, int] = {}
    table: Place = ()
    for match in _LINE.finditer(text):
        kind = match.lastgroup or ""
        keys = tuple(part.strip("\"'") for part in re.findall(_PART, match[kind]))
        if kind == "key":
            place = (*table, *keys)
        else:
            place = table = _absolute(keys, last, new=kind == "array")
        start = match.start(kind)
        line = text.count("\n", 0, start) + 1
        known.setdefault(place, Position(line, start - text.rfind("\n", 0, start)))
    return known


def _absolute(keys: tuple[str, ...], last: dict[Place, int], *, new: bool) -> Place:
    """The place that a table's header names; each array of tables in it means its last one."""
    place: Place = ()
    for number, key in enumerate(keys, 1):
        place = (*place, key)
        if new and number == len(keys):
            last[place] = last.get(place, -1) + 1
        if place in last:
            place = (*place, last[place])
    return place
