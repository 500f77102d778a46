"""What one thing leads to, and that to others, whatever the things are."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

_Node = TypeVar("_Node", bound=Hashable)


def reachable(edges: Mapping[_Node, Iterable[_Node]], start: Iterable[_Node]) -> set[_Node]:
    """``start``, and all that ``edges`` lead to from there, directly or not."""
    found: set[_Node] = set()
    pending = list(start)
    while pending:
        node = pending.pop()
        if node not in found:
            found.add(node)
            pending.extend(edges.get(node, ()))
    return found


def returning(edges: Mapping[_Node, Iterable[_Node]]) -> frozenset[_Node]:
    """What leads to itself, directly or not."""
    return frozenset(
        node for node, first in edges.items() if first and node in reachable(edges, first)
    )
