"""From a JSON pointer to a line and a column.

Readers keep no positions, since most are never shown. The first question about a source reads its
text again, and the answer to all further ones is kept as long as the source is.
"""

from __future__ import annotations

from typing import Final
from weakref import WeakKeyDictionary

from typewright.source import json_places, pointer, yaml_places
from typewright.source.lines import Lines
from typewright.source.origin import Position
from typewright.source.places import Place
from typewright.source.source import Source, SourceKind

_KNOWN: Final[WeakKeyDictionary[Source, tuple[Place, Lines]]] = WeakKeyDictionary()


def locate(source: Source, where: str) -> Position:
    """The position of the node at the JSON pointer ``where`` in a YAML or JSON source.

    A member of an object begins at its key, an item of a list and the root at their value. What
    does not exist has the position of its nearest parent. What an alias repeats has the position
    where it was written.
    """
    if source not in _KNOWN:
        read = json_places.places if source.kind is SourceKind.JSON else yaml_places.places
        _KNOWN[source] = (read(source.text), Lines(source.text))
    place, lines = _KNOWN[source]
    for part in pointer.split(where):
        if part not in place.members:
            break
        place = place.members[part]
    return lines.at(place.offset)
