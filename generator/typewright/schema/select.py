"""Which of the named objects of a graph are wanted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from fnmatch import fnmatchcase

from typewright.schema.graph import SchemaGraph
from typewright.values import replace


def wanted(names: Iterable[str], include: Sequence[str], exclude: Sequence[str]) -> tuple[str, ...]:
    """Those of some names that match one of the patterns ``include``, or all where there is none,
    without those that match one of ``exclude``. Patterns are those of a shell: ``*``, ``?`` and
    ``[…]``, in which capital letters count.
    """
    return tuple(
        name
        for name in names
        if (not include or _matches(name, include)) and not _matches(name, exclude)
    )


def unmatched(names: Collection[str], patterns: Sequence[str]) -> tuple[str, ...]:
    """Those of ``patterns`` that match none of some names."""
    return tuple(
        pattern for pattern in patterns if not any(fnmatchcase(name, pattern) for name in names)
    )


def select(graph: SchemaGraph, names: Collection[str]) -> SchemaGraph:
    """``graph`` with those definitions alone that have some ``names``, and all that these need."""
    if len(names) == len(graph.definitions):
        return graph
    needed = graph.reached_from(map(graph.definitions.__getitem__, names))
    kept = {name: one for name, one in graph.definitions.items() if one in needed}
    return replace(graph, definitions=kept)


def _matches(name: str, patterns: Sequence[str]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)
