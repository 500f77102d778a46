"""Where each node of a document begins: what the readers do not keep, found by reading again."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Place:
    """The place of one node and of the nodes in it.

    ``offset`` counts code points from the start of the text: of the key for a member of an object,
    of the value for an item of a list and for the root. ``members`` are by key, or by index
    written in digits.
    """

    offset: int
    members: dict[str, Place] = field(default_factory=dict)
