"""The size of a document that has been read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from typewright.diagnostics import InputError, codes
from typewright.source.limits import MAX_DEPTH, MAX_NODES
from typewright.source.origin import Origin
from typewright.source.source import Source

if TYPE_CHECKING:
    from typewright.schema.schema import Json


def refuse_beyond_limits(source: Source, value: Json) -> None:
    """Walks over all of ``value``, level by level, with each shared part as often as it is used.

    Raises ``InputError`` when it is deeper than ``MAX_DEPTH`` or has more than ``MAX_NODES``.
    """
    level: list[Any] = [value]
    depth = count = 0
    while level:
        count += len(level)
        if count > MAX_NODES:
            raise InputError(codes.source.TOO_MANY_NODES.at(Origin(source), limit=MAX_NODES))
        below: list[Any] = []
        containers = False
        for node in level:
            if type(node) is dict:
                containers = True
                below.extend(node.values())
            elif type(node) is list:
                containers = True
                below.extend(node)
        depth += containers
        if depth > MAX_DEPTH:
            raise InputError(codes.source.TOO_DEEP.at(Origin(source), limit=MAX_DEPTH))
        level = below
