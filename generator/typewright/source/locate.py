"""From a JSON pointer to a line and a column.

Most positions are never shown. Where its reader has noted nothing, the first question about a
source reads its text again; the answer to all further ones is kept as long as the source is.
"""

from __future__ import annotations

from typing import Final
from weakref import WeakKeyDictionary

from typewright.source import json_places, pointer, yaml_places
from typewright.source.lines import lines_of
from typewright.source.origin import Position
from typewright.source.places import KNOWN
from typewright.source.source import Source, SourceKind

_FOUND: Final[WeakKeyDictionary[Source, dict[str, tuple[Position, str]]]] = WeakKeyDictionary()


def locate(source: Source, where: str) -> Position:
    """The position of the node at the JSON pointer ``where`` in a YAML or JSON source.

    A member of an object begins at its key, an item of a list and the root at their value. What
    does not exist has the position of its nearest parent. What an alias repeats has the position
    where it was written.
    """
    return _find(source, where)[0]


def nearest(source: Source, where: str) -> str:
    """The pointer of the node that has that position: ``where``, or that of its nearest parent."""
    return _find(source, where)[1]


def _find(source: Source, where: str) -> tuple[Position, str]:
    known = _FOUND.setdefault(source, {})
    if where not in known:
        if source not in KNOWN:
            read = json_places.places if source.kind is SourceKind.JSON else yaml_places.places
            KNOWN[source] = read(source.text)
        offset, steps = KNOWN[source].find(pointer.split(where))
        there = "/".join(where.split("/")[: steps + 1])
        known[where] = lines_of(source).at(offset), there
    return known[where]
