"""Where each node of a document begins: what its reader has noted, or found by reading again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Final, TypeAlias
from weakref import WeakKeyDictionary

from typewright.source.source import Source

if TYPE_CHECKING:
    from typewright.schema.schema import Json


@dataclass(slots=True)
class Place:
    """The place of one node and of the nodes in it.

    ``offset`` counts code points from the start of the text: of the key for a member of an object,
    of the value for an item of a list and for the root. ``members`` are by key, or by index
    written in digits.
    """

    offset: int
    members: dict[str, Place] = field(default_factory=dict)

    def find(self, parts: Iterable[str]) -> int:
        """The offset of the node that ``parts`` lead to, or of its nearest parent."""
        place = self
        for part in parts:
            if part not in place.members:
                break
            place = place.members[part]
        return place.offset


@dataclass(frozen=True, slots=True)
class Begins:
    """The same for a document whose nodes are those of its text, each written once and in order.

    ``value`` is the document. For each of its nodes, parents first, ``offsets`` says where it
    begins, and ``nexts`` which node is the first that is not in it.
    """

    value: Json
    offsets: Sequence[int]
    nexts: Sequence[int]

    def find(self, parts: Iterable[str]) -> int:
        """The offset of the node that ``parts`` lead to, or of its nearest parent."""
        node, index = self.value, 0
        for part in parts:
            below = index + 1
            for name, child in _members(node):
                if name == part:
                    node, index = child, below
                    break
                below = self.nexts[below]
            else:
                break
        return self.offsets[index]


def _members(node: Json) -> Iterable[tuple[str, Json]]:
    if isinstance(node, dict):
        return node.items()
    return zip(map(str, count()), node, strict=False) if isinstance(node, list) else ()


Places: TypeAlias = Place | Begins

KNOWN: Final[WeakKeyDictionary[Source, Places]] = WeakKeyDictionary()
"""The places of each source, as soon as they are known and as long as the source is."""
