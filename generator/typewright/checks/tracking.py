"""Which parts of a value a check has looked at (JSON Schema Core 2020-12, section 11).

Only what a value passes counts, so these steps try the branches of unions and the like. Where no
branch of a union holds, all of them count: the union has failed by itself, and its members are not
to be called superfluous on top of it.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence

from typewright.checks import nodes
from typewright.checks.nodes import Check
from typewright.checks.patterns import compiled
from typewright.checks.visit import Visit
from typewright.schema import Json


def evaluated_members(visit: Visit, value: Mapping[str, Json]) -> Generator[Visit, bool, set[str]]:
    """The names of those members of the object ``value`` that ``visit.check`` has looked at."""
    names: set[str] = set()
    for part in (yield from _parts(visit, _takes_all_members)):
        match part.check:
            case check if _takes_all_members(check):
                names.update(value)
            case nodes.Members(properties=properties, patterns=patterns):
                names.update(name for name, _ in properties)
                for regex, _ in patterns:
                    names.update(name for name in value if compiled(regex).search(name))
            case _:
                pass
    return names


def evaluated_items(visit: Visit, value: Sequence[Json]) -> Generator[Visit, bool, set[int]]:
    """The indexes of those items of the array ``value`` that ``visit.check`` has looked at."""
    indexes: set[int] = set()
    for part in (yield from _parts(visit, _takes_all_items)):
        match part.check:
            case check if _takes_all_items(check):
                indexes.update(range(len(value)))
            case nodes.Items(prefix=prefix):
                indexes.update(range(len(prefix)))
            case nodes.Contains(check=inner):
                for index, item in enumerate(value):
                    if (yield part.tests(inner, item)):
                        indexes.add(index)
            case _:
                pass
    return indexes


def _takes_all_members(check: Check) -> bool:
    """Whether a check looks at every member of an object."""
    match check:
        case nodes.UnevaluatedMembers():
            return True
        case nodes.Members(additional=additional):
            return additional is not None
        case _:
            return False


def _takes_all_items(check: Check) -> bool:
    """Whether a check looks at every item of an array."""
    match check:
        case nodes.UnevaluatedItems():
            return True
        case nodes.Items(rest=rest):
            return rest is not None
        case _:
            return False


def _parts(visit: Visit, takes_all: Callable[[Check], bool]) -> Generator[Visit, bool, list[Visit]]:
    """The checks that look at parts of the value, out of all that apply to the value itself; one
    alone where it looks at all parts. So what is inside it need not be gone through for each of
    those that are around it.
    """
    found: list[Visit] = []
    seen: set[object] = set()
    pending = [visit]
    while pending:
        current = pending.pop()
        if current.key in seen:
            continue
        seen.add(current.key)
        if takes_all(current.check):
            return [current]
        match current.check:
            case nodes.All(checks=checks):
                pending.extend(current.on(part) for part in checks)
            case nodes.Branches(checks=checks):
                holding = []
                for branch in checks:
                    if (yield current.tries(branch)):
                        holding.append(branch)
                pending.extend(current.on(branch) for branch in holding or checks)
            case nodes.If(condition=condition, then=then, otherwise=otherwise):
                if (yield current.tries(condition)):
                    pending.extend((current.on(condition), current.on(then)))
                else:
                    pending.append(current.on(otherwise))
            case nodes.Dependent(name=name, check=inner):
                if isinstance(current.value, dict) and name in current.value:
                    pending.append(current.on(inner))
            case nodes.Call(target=target):
                pending.append(current.calling(target))
            case nodes.DynamicCall(target=target, anchor=anchor):
                pending.append(current.calling(current.scoped(anchor, target)))
            case nodes.Scope(anchors=anchors, check=inner):
                pending.append(current.entering(anchors, inner))
            case (
                nodes.UnevaluatedItems(evaluating=evaluating)
                | nodes.UnevaluatedMembers(evaluating=evaluating)
            ):
                found.append(current)
                pending.append(current.on(evaluating))
            case nodes.Members() | nodes.Items() | nodes.Contains():
                found.append(current)
            case _:
                pass
    return found
