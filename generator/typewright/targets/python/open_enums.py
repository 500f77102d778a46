"""Checks that take unknown values of enumerations, for clients of servers that grow.

Enumerations that are demanded together have some values in common. What is of another type than all
of these is refused, whatever each of the enumerations would take; where there are none, everything
is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set

from typewright.checks import nodes
from typewright.checks.equality import key
from typewright.checks.nodes import ACCEPT, Check
from typewright.checks.values import has_type
from typewright.checks.walk import rewritten, targets, walk, with_children
from typewright.schema import Json, SchemaId
from typewright.schema.reachable import reachable
from typewright.schema.schema import JsonType
from typewright.targets.python.decisions import Checks
from typewright.targets.python.expressions import KINDS
from typewright.targets.python.specialize import (
    JSON_TYPES,
    conjunction,
    conjuncts,
    sole,
    specialize,
)
from typewright.values import replace

MOST_MERGES = 8
"""So many members inside each other are looked into that several schemas describe."""


def with_open_enums(checks: Checks) -> Checks:
    """``checks`` that take unknown values of enumerations.

    Where a value passes because something is refused, that is refused as before. Where branches
    exclude each other only by the values that are known, one that fits several is taken.
    """
    limited = {schema: _limited(check, checks) for schema, check in checks.items()}
    kept = _let_others_pass(limited)
    opened = {
        schema: check if schema in kept else _open_enums(check) for schema, check in limited.items()
    }
    wider = callers(limited, {schema for schema in checks if opened[schema] != limited[schema]})
    return {
        schema: _relaxed(check, limited, wider) if schema in wider else check
        for schema, check in opened.items()
    }


def _limited(check: Check, checks: Checks) -> Check:
    """``check``, which also says by itself what enumerations say together: it holds for the same
    values.
    """

    def limit(one: Check) -> Check:
        if not isinstance(one, nodes.All):
            return one
        found = _limit((one,), checks, MOST_MERGES)
        if found == ACCEPT:
            return one
        return found if isinstance(found, nodes.Reject) else nodes.All((*one.checks, found))

    return rewritten(check, limit)


def _limit(demands: Iterable[Check], checks: Checks, merges: int) -> Check:
    """The types of the values that all enumerations among some demands have in common, where these
    differ from those that each of them has; the same for members and items that several describe.
    """
    parts = [part for demand in demands for part in in_place(demand, checks, set())]
    lists = [part for part in parts if isinstance(part, nodes.OneOfValues)]
    found: list[Check] = []
    if len(lists) > 1:
        tests = [part for part in parts if isinstance(part, nodes.TypeTest)]
        found.append(_common(lists, tests))
    if merges:
        members: dict[str, list[Check]] = {}
        for part in parts:
            for name, inner in part.properties if isinstance(part, nodes.Members) else ():
                members.setdefault(name, []).append(inner)
        named = (
            (name, _limit(inner, checks, merges - 1))
            for name, inner in members.items()
            if len(inner) > 1
        )
        if told := tuple((name, inner) for name, inner in named if inner != ACCEPT):
            found.append(nodes.Members(told))
        items = [part.rest for part in parts if isinstance(part, nodes.Items) and part.rest]
        inner = _limit(items, checks, merges - 1) if len(items) > 1 else ACCEPT
        if inner != ACCEPT:
            found.append(nodes.Items((), inner))
    return conjunction(found)


def in_place(check: Check, checks: Checks, called: set[SchemaId]) -> Iterator[Check]:
    """What a value itself has to pass by a check, and by those that it calls."""
    for part in map(sole, conjuncts(check)):
        match part:
            case nodes.Call(target=target):
                if target not in called:
                    called.add(target)
                    yield from in_place(checks[target], checks, called)
            case (
                nodes.Scope(check=inner)
                | nodes.UnevaluatedMembers(evaluating=inner)
                | nodes.UnevaluatedItems(evaluating=inner)
            ):
                yield from in_place(inner, checks, called)
            case nodes.All():
                yield from in_place(part, checks, called)
            case _:
                yield part


def choices(check: Check, checks: Checks) -> dict[str, set[str]]:
    """The values that required members of an object have by a check, where it lists some, each by
    its key.
    """
    parts = [*in_place(check, checks, set())]
    required = {name for one in parts if isinstance(one, nodes.Required) for name in one.names}
    found: dict[str, set[str]] = {}
    for part in parts:
        for name, inner in part.properties if isinstance(part, nodes.Members) else ():
            for one in in_place(inner, checks, set()) if name in required else ():
                if isinstance(one, nodes.OneOfValues):
                    values = {key(value) for value in one.values}
                    found[name] = found.get(name, values) & values
    return found


def _common(lists: Sequence[nodes.OneOfValues], tests: Sequence[nodes.TypeTest]) -> Check:
    first, *others = lists
    keys = [{key(value) for value in one.values} for one in others]
    values = [
        value
        for value in first.values
        if all(key(value) in known for known in keys)
        and all(any(has_type(value, kind) for kind in test.types) for test in tests)
    ]
    if not values:
        return nodes.Reject("enum")
    kinds = _types(values)
    return ACCEPT if all(_types(one.values) == kinds for one in lists) else nodes.TypeTest(kinds)


def _let_others_pass(checks: Checks) -> frozenset[SchemaId]:
    """The schemas whose refusals let a value pass elsewhere, with all that these call."""
    decisive = [
        target
        for check in checks.values()
        for part in walk(check)
        for inner in _decisive(part)
        for target in targets(inner)
    ]
    calls = {schema: targets(check) for schema, check in checks.items()} if decisive else {}
    return frozenset(reachable(calls, decisive))


def _decisive(check: Check) -> tuple[Check, ...]:
    """The check right below ``check`` that must not hold of more values than it should."""
    match check:
        case nodes.Not(check=inner) | nodes.If(condition=inner):
            return (inner,)
        case nodes.Contains(check=inner, maximum=int()):
            return (inner,)
        case _:
            return ()


def callers(checks: Checks, called: Iterable[SchemaId]) -> set[SchemaId]:
    """``called`` and all that call them."""
    callers: dict[SchemaId, list[SchemaId]] = {}
    for schema, check in checks.items():
        for target in targets(check):
            callers.setdefault(target, []).append(schema)
    return reachable(callers, called)


def _relaxed(check: Check, checks: Checks, wider: Set[SchemaId]) -> Check:
    """``check`` without the *exactly* of each ``oneOf`` whose branches accept more now."""

    def relax(one: Check) -> Check:
        match one:
            case nodes.Branches(keyword="oneOf", tag=None, checks=branches):
                is_wider = any(not wider.isdisjoint(targets(branch)) for branch in branches)
                if is_wider and not are_of_own_types(branches, checks):
                    return replace(one, keyword="anyOf")
            case _:
                pass
        return one

    return rewritten(check, relax)


def are_of_own_types(branches: Sequence[Check], checks: Checks) -> bool:
    """Whether at most one of ``branches`` accepts values of each type."""
    return all(
        sum(not isinstance(specialize(one, kind, checks), nodes.Reject) for one in branches) < 2
        for kind in KINDS
    )


def _open_enums(check: Check) -> Check:
    """Every choice of several values becomes a test of their types, where no combination of
    schemas depends on it.
    """
    match check:
        case nodes.OneOfValues(values=values, keyword="enum") if _is_choice(values):
            return nodes.TypeTest(_types(values))
        case (
            nodes.All()
            | nodes.Branches(keyword="anyOf")
            | nodes.If(condition=nodes.TypeTest())
            | nodes.Items()
            | nodes.Members()
        ):
            return with_children(check, _open_enums)
        case _:
            return check


def _is_choice(values: Sequence[Json]) -> bool:
    """Whether there is more to choose from than one value or ``null``."""
    return sum(value is not None for value in values) > 1


def _types(values: Sequence[Json]) -> tuple[JsonType, ...]:
    """The types of values; of numbers ``number`` where one has a fraction, else ``integer``."""
    types = [kind for kind in JSON_TYPES if any(has_type(value, kind) for value in values)]
    has_fraction = any(isinstance(one, float) and not one.is_integer() for one in values)
    needless = "integer" if has_fraction else "number"
    return tuple(kind for kind in types if kind != needless)
