"""Which of the named objects of a graph are wanted."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase

from typewright.schema.graph import SchemaGraph
from typewright.values import replace


def select(
    graph: SchemaGraph, include: Sequence[str] = (), exclude: Sequence[str] = ()
) -> SchemaGraph:
    """``graph`` with those definitions alone that are wanted, and all that these need.

    Wanted are the definitions whose name matches one of the patterns ``include``, or all where
    there is none, without those that match one of ``exclude``. Patterns are those of a shell:
    ``*``, ``?`` and ``[…]``, in which capital letters count.
    """
    if not include and not exclude:
        return graph
    wanted = [
        schema_id
        for name, schema_id in graph.definitions.items()
        if (not include or _matches(name, include)) and not _matches(name, exclude)
    ]
    needed = graph.reached_from(wanted)
    kept = {name: one for name, one in graph.definitions.items() if one in needed}
    return replace(graph, definitions=kept)


def unmatched(graph: SchemaGraph, patterns: Sequence[str]) -> tuple[str, ...]:
    """Those of ``patterns`` that match the name of no definition."""
    return tuple(
        pattern
        for pattern in patterns
        if not any(fnmatchcase(name, pattern) for name in graph.definitions)
    )


def _matches(name: str, patterns: Sequence[str]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)
