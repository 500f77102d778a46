"""Where each node of a document begins: what its reader has noted, or found by reading again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from itertools import count
from typing import TYPE_CHECKING, Final, TypeAlias
from weakref import WeakKeyDictionary

from typewright.source.source import Source
from typewright.values import dataclass

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

    def find(self, parts: Iterable[str]) -> tuple[int, int]:
        """The offset of the node that ``parts`` lead to, or of its nearest parent, and how many of
        them lead there.
        """
        place, done = self, 0
        for part in parts:
            if part not in place.members:
                break
            place, done = place.members[part], done + 1
        return place.offset, done


@dataclass(frozen=True, slots=True, eq=False)
class Begins:
    """The same for a document whose nodes are those of its text, each written once and in order.

    ``value`` is the document. For each of its nodes, parents first, ``offsets`` says where it
    begins, and ``nexts`` which node is the first that is not in it. A node that was read by itself
    is one of ``blocks``, with the offset of its text; to the others it is like one without members.
    """

    value: Json
    offsets: Sequence[int]
    nexts: Sequence[int]
    blocks: Mapping[int, tuple[int, Begins]] = field(default_factory=dict)
    _below: dict[int, dict[str, tuple[Json, int]]] = field(default_factory=dict, repr=False)
    """For a node that was asked for, those in it by their names."""

    def find(self, parts: Sequence[str]) -> tuple[int, int]:
        """As a ``Place`` does."""
        node, index = self.value, 0
        for done, part in enumerate(parts):
            if index in self.blocks:
                start, block = self.blocks[index]
                offset, more = block.find(parts[done:])
                return start + offset, done + more
            below = self._below.get(index)
            if below is None:
                below = self._below[index] = dict(self._in(node, index))
            if part not in below:
                return self.offsets[index], done
            node, index = below[part]
        return self.offsets[index], len(parts)

    def _in(self, node: Json, index: int) -> Iterable[tuple[str, tuple[Json, int]]]:
        """The nodes in one, by their names."""
        below = index + 1
        for name, child in _members(node):
            yield name, (child, below)
            below = self.nexts[below]


def _members(node: Json) -> Iterable[tuple[str, Json]]:
    if isinstance(node, dict):
        return node.items()
    return zip(map(str, count()), node, strict=False) if isinstance(node, list) else ()


Places: TypeAlias = Place | Begins

KNOWN: Final[WeakKeyDictionary[Source, Places]] = WeakKeyDictionary()
"""The places of each source, as soon as they are known and as long as the source is."""
