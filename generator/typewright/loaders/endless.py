"""References that come back to where they started without going into the value, never stop, or lead
to the same schemas in too many ways.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from typewright.diagnostics import Diagnostic, codes
from typewright.schema import Schema, SchemaId
from typewright.schema.closures import components
from typewright.schema.schema import IN_PLACE
from typewright.values import replace


def without_endless(
    schemas: Mapping[SchemaId, Schema],
) -> tuple[dict[SchemaId, Schema], list[Diagnostic]]:
    """The schemas without the references that close a circle, lead to chains of more than
    ``MAX_CHAIN`` schemas, or to ``MAX_APPLIED`` schemas and more; each of these is reported.
    """
    cut = dict(schemas)
    leading = _leading(schemas)
    if _end_soon(leading):
        return cut, []
    return cut, [*_without_circles(cut, leading), *_without_excess(cut, leading)]


def _without_circles(cut: dict[SchemaId, Schema], leading: _Leading) -> Iterator[Diagnostic]:
    """Takes away the references that close a circle.

    All schemas of such a circle apply to one and the same value, so that a validator which follows
    it never ends (JSON Schema Core 2020-12, section 9.4.1). ``$dynamicRef`` is not followed: where
    it leads depends on the way to it.
    """
    edges = {one: [each for each in below if each in leading] for one, below in leading.items()}
    for component in components(edges):
        # Neither what stands elsewhere nor an order of keys tells which reference is taken away.
        members = set(component)
        inside = {one: sorted(members.intersection(edges[one])) for one in sorted(members)}
        for schema in tuple(_closing(cut, inside)):
            yield _problem(schema)
            cut[schema.id] = _without_reference(schema)
            leading[schema.id] = _in_place(cut[schema.id])


MAX_CHAIN: Final = 100
"""Schemas that apply to one value because one refers to or holds the other, in a row. What works on
a schema may recurse over those that hold with it.
"""


MAX_APPLIED: Final = 10_000
"""Schemas that apply to one value, each counted as often as something leads to it: so many steps it
takes to test a value. Twenty schemas that each refer to the next one twice are a million.
"""


def _without_excess(cut: dict[SchemaId, Schema], leading: _Leading) -> Iterator[Diagnostic]:
    """Takes away, where there are no circles, the references that lead to chains that are too long,
    or to too many schemas.
    """
    lengths: dict[SchemaId, int] = {}  # of those that lead to others; that of all others is 1
    applied: dict[SchemaId, int] = {}  # the same
    for start in tuple(leading):
        pending = [start]
        while pending:
            current = pending[-1]
            missing = [one for one in leading[current] if one in leading and one not in lengths]
            if missing and current not in lengths:
                pending.extend(missing)
                continue
            pending.pop()
            schema = cut[current]
            found = None
            if schema.ref is not None and lengths.get(schema.ref, 1) >= MAX_CHAIN:
                found = codes.schema.LONG_CHAIN.at(schema.at("/$ref"), limit=MAX_CHAIN)
            elif schema.ref is not None and applied.get(schema.ref, 1) >= MAX_APPLIED:
                found = codes.schema.MANY_APPLIED.at(schema.at("/$ref"), limit=MAX_APPLIED)
            if found is not None:
                yield found
                cut[current] = _without_reference(schema)
                leading[current] = _in_place(cut[current])
            lengths[current] = 1 + max((lengths.get(one, 1) for one in leading[current]), default=0)
            applied[current] = _applied(leading[current], applied)


def _applied(leading: Iterable[SchemaId], applied: Mapping[SchemaId, int]) -> int:
    """How many schemas apply to the value of one that leads to these, itself included."""
    return 1 + sum(applied.get(one, 1) for one in leading)


def _without_reference(schema: Schema) -> Schema:
    return replace(schema, ref=None, unread=(*schema.unread, "$ref"))


def _closing(
    schemas: Mapping[SchemaId, Schema], leading: Mapping[SchemaId, Sequence[SchemaId]]
) -> Iterator[Schema]:
    """Schemas with a reference such that no circle is left without these references.

    Tarjan's search for strongly connected components, in which a reference that would join one is
    given out and not followed. So what is ``open`` leads, by what it holds, to a schema on the
    path, and a reference to it closes a circle.
    """
    numbers: dict[SchemaId, int] = {}
    lowest: dict[SchemaId, int] = {}
    open_: dict[SchemaId, None] = {}
    path: list[tuple[SchemaId, Iterator[SchemaId]]] = []

    def enter(schema_id: SchemaId) -> None:
        numbers[schema_id] = lowest[schema_id] = len(numbers)
        open_[schema_id] = None
        path.append((schema_id, iter(leading[schema_id])))

    for start in leading:
        if start not in numbers:
            enter(start)
        while path:
            current, edges = path[-1]
            following = next(edges, None)
            if following is not None and following not in numbers:
                if following in leading:
                    enter(following)
                continue
            if following is None:
                following = path.pop()[0]
                if lowest[following] == numbers[following]:
                    while open_.popitem()[0] != following:
                        pass
                if not path:
                    break
                current = path[-1][0]
            if following not in open_:
                continue
            if schemas[current].ref == following:
                yield schemas[current]
            else:
                lowest[current] = min(lowest[current], lowest[following])


_Leading: TypeAlias = dict[SchemaId, tuple[SchemaId, ...]]


def _leading(schemas: Mapping[SchemaId, Schema]) -> _Leading:
    """The schemas that lead to others for the same value, with these; most lead to none."""
    return {one: _in_place(schema) for one, schema in schemas.items() if schema.says(_APPLIED)}


_APPLIED: Final = IN_PLACE | {"ref"}


def _in_place(schema: Schema) -> tuple[SchemaId, ...]:
    """The schemas that apply to the same value as ``schema``."""
    below = schema.in_place()
    return below if schema.ref is None else (schema.ref, *below)


def _end_soon(leading: _Leading) -> bool:
    """Whether there is no circle, no chain that is too long and nothing that leads to too many
    schemas, as in nearly all descriptions.

    What leads to nothing that leads on is left out, again and again, until nothing is left.
    """
    left = leading
    applied: dict[SchemaId, int] = {}
    for _ in range(MAX_CHAIN - 1):
        on = {one: below for one, below in left.items() if not left.keys().isdisjoint(below)}
        ended = left.keys() - on.keys()
        if not ended:
            return False
        applied |= {one: _applied(left[one], applied) for one in ended}
        if max(map(applied.__getitem__, ended)) >= MAX_APPLIED:
            return False
        if not on:
            return True
        left = on
    return False


def _problem(schema: Schema) -> Diagnostic:
    target = (schema.ref or "").rpartition("#")[2] or "the root"
    return codes.schema.ENDLESS_REFERENCE.at(schema.at("/$ref"), target=target)
