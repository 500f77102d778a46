"""Which checks no value passes two of that holds others, as can be told before any is seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import combinations, islice
from typing import TYPE_CHECKING, Final

from typewright.checks import nodes
from typewright.checks.equality import key
from typewright.checks.nodes import Check
from typewright.schema import SchemaId
from typewright.schema.schema import JsonType
from typewright.targets.python.decisions import Checks
from typewright.targets.python.expressions import KINDS
from typewright.targets.python.open_enums import are_of_own_types, in_place
from typewright.values import dataclass

if TYPE_CHECKING:
    from typewright.targets.python.workshop import Workshop


MOST: Final = 100
"""So many branches, and objects in them, are compared, each with all others."""


def are_apart(branches: Sequence[Check], kind: JsonType | None, workshop: Workshop) -> bool:
    """Whether no value of ``kind`` passes two of ``branches``, save an empty array; of many, that
    is told by their types alone.
    """
    checks = workshop.model.checks
    if are_of_own_types(branches, checks):
        return True
    if len(branches) > MOST:
        return False
    if kind == "array":
        items = [_kinds_of_items(each, workshop) for each in branches]
        return all(one.isdisjoint(other) for one, other in combinations(items, 2))
    if kind == "object":
        objects = [[*islice(_objects(each, checks, set()), MOST + 1)] for each in branches]
        return sum(map(len, objects)) <= MOST and all(
            one.is_apart_from(other)
            for some, others in combinations(objects, 2)
            for one in some
            for other in others
        )
    return False


def _kinds_of_items(check: Check, workshop: Workshop) -> Set[JsonType]:
    """The types of the items of arrays that pass a check."""
    kinds = set(KINDS)
    for part in in_place(check, workshop.model.checks, set()):
        if isinstance(part, nodes.Items) and not part.prefix and part.rest is not None:
            left = workshop.by_type(part.rest).items()
            kinds -= {kind for kind, rest in left if isinstance(rest, nodes.Reject)}
    return kinds


@dataclass(frozen=True, slots=True)
class _Object:
    """An object that passes a check: what it has, and by their keys the values that members have
    where they are there.
    """

    required: Set[str]
    values: Mapping[str, Set[object]]

    def is_apart_from(self, other: _Object) -> bool:
        """Whether no object is both: one has a member whose values the other has not."""
        return any(
            name in other.values and values.isdisjoint(other.values[name])
            for name, values in self.values.items()
            if name in self.required or name in other.required
        )


def _objects(check: Check, checks: Checks, called: set[SchemaId]) -> Iterator[_Object]:
    """The objects that may pass a check: those of each branch, where it has some."""
    parts = [*in_place(check, checks, called)]
    for part in parts:
        if isinstance(part, nodes.Branches):
            for each in part.checks:
                yield from _objects(each, checks, set(called))
            return
    required: set[str] = set()
    values: dict[str, Set[object]] = {}
    for part in parts:
        match part:
            case nodes.Required(names=names):
                required.update(names)
            case nodes.Members(properties=properties):
                for name, member in properties:
                    for one in in_place(member, checks, set()):
                        if isinstance(one, nodes.OneOfValues):
                            known = {*map(key, one.values)}
                            values[name] = values.get(name, known) & known
            case _:
                pass
    yield _Object(required, values)
