"""Walks over check trees, and trees that are made of others."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from typing import Final, TypeAlias, assert_never

from typewright.checks import nodes
from typewright.checks.nodes import Check
from typewright.schema import SchemaId
from typewright.values import replace


def children(check: Check) -> tuple[Check, ...]:
    """The checks right below ``check``; not the targets of calls."""
    match check:
        case nodes.Leaf():  # as most are
            return ()
        case nodes.Items(prefix=prefix, rest=rest):
            return prefix if rest is None else (*prefix, rest)
        case nodes.Members(properties=properties, patterns=patterns, additional=additional):
            named = tuple(child for _, child in (*properties, *patterns))
            return named if additional is None else (*named, additional)
        case nodes.All(checks=checks) | nodes.Branches(checks=checks):
            return checks
        case nodes.If(condition=condition, then=then, otherwise=otherwise):
            return (condition, then, otherwise)
        case (
            nodes.UnevaluatedItems(evaluating=evaluating, check=rest)
            | nodes.UnevaluatedMembers(evaluating=evaluating, check=rest)
        ):
            return (evaluating, rest)
        case (
            nodes.Contains(check=inner)
            | nodes.MemberNames(check=inner)
            | nodes.Dependent(check=inner)
            | nodes.Not(check=inner)
            | nodes.Scope(check=inner)
        ):
            return (inner,)
        case _:
            assert_never(check)


def with_children(check: Check, change: Callable[[Check], Check]) -> Check:
    """``check`` with ``change`` applied to the checks right below it."""
    match check:
        case nodes.Leaf():
            return check
        case nodes.Items(prefix=prefix, rest=rest):
            return nodes.Items(tuple(map(change, prefix)), None if rest is None else change(rest))
        case nodes.Members(properties=properties, patterns=patterns, additional=additional):
            return nodes.Members(
                tuple((name, change(inner)) for name, inner in properties),
                tuple((regex, change(inner)) for regex, inner in patterns),
                None if additional is None else change(additional),
            )
        case nodes.All(checks=checks) | nodes.Branches(checks=checks):
            parts = tuple(map(change, checks))
            return check if all(map(operator.is_, parts, checks)) else replace(check, checks=parts)
        case nodes.If(condition=condition, then=then, otherwise=otherwise):
            return nodes.If(change(condition), change(then), change(otherwise))
        case (
            nodes.UnevaluatedItems(evaluating=evaluating, check=rest)
            | nodes.UnevaluatedMembers(evaluating=evaluating, check=rest)
        ):
            return replace(check, evaluating=change(evaluating), check=change(rest))
        case (
            nodes.Contains(check=inner)
            | nodes.MemberNames(check=inner)
            | nodes.Dependent(check=inner)
            | nodes.Not(check=inner)
            | nodes.Scope(check=inner)
        ):
            return replace(check, check=change(inner))
        case _:
            assert_never(check)


def rewritten(check: Check, change: Callable[[Check], Check]) -> Check:
    """``check`` with ``change`` applied to every check in it, the innermost first."""
    return change(with_children(check, lambda inner: rewritten(inner, change)))


def at_same_value(check: Check, change: Callable[[nodes.Call], Check]) -> Check:
    """``check`` with ``change`` applied to the calls that are given the same value."""
    if type(check) in _ABOUT_OTHERS:  # as most are
        return check

    def again(inner: Check) -> Check:
        return at_same_value(inner, change)

    match check:
        case nodes.Call():
            return change(check)
        case (
            nodes.All()
            | nodes.Branches()
            | nodes.If()
            | nodes.Not()
            | nodes.Dependent()
            | nodes.Scope()
        ):
            return with_children(check, again)
        case nodes.UnevaluatedItems(evaluating=inner) | nodes.UnevaluatedMembers(evaluating=inner):
            return replace(check, evaluating=again(inner))
        case _:
            return check


def calls_at_same_value(check: Check) -> frozenset[SchemaId]:
    """The schemas that ``check`` calls for the value that it is given, not for parts of it."""
    found: set[SchemaId] = set()

    def noted(call: nodes.Call) -> Check:
        found.add(call.target)
        return call

    at_same_value(check, noted)
    return frozenset(found)


_ABOUT_OTHERS: Final = nodes.LEAVES - {nodes.Call} | {nodes.Members, nodes.Items}
"""The kinds of checks, nearly all there are, that call nothing for the value they are given."""


def walk(check: Check) -> Iterator[Check]:
    """``check`` and every check below it, parents first; does not follow calls."""
    pending = [check]
    while pending:
        current = pending.pop()
        yield current
        pending.extend(reversed(children(current)))


Targets: TypeAlias = dict[int, tuple[Check, tuple[SchemaId, ...]]]
"""By the identity of a check, what it calls; with the check, so that it lives as long."""


def targets(check: Check, known: Targets | None = None) -> tuple[SchemaId, ...]:
    """The schemas that ``check`` may call, each once, in the order of their first mention.

    ``known`` holds and takes what is found, for who asks about many checks with common parts.
    """
    if type(check) in _SILENT:
        return ()
    if isinstance(check, (nodes.Call, nodes.DynamicCall)):
        return (check.target,)
    known = {} if known is None else known
    if id(check) not in known:
        found: dict[SchemaId, None] = {}
        if isinstance(check, nodes.Scope):
            found.update((schema_id, None) for _, schema_id in check.anchors)
        for child in children(check):
            if type(child) not in _SILENT:  # as most are
                found.update(dict.fromkeys(targets(child, known)))
        known[id(check)] = check, tuple(found)
    return known[id(check)][1]


_SILENT: Final = nodes.LEAVES - {nodes.Call, nodes.DynamicCall}
"""The kinds of checks that neither call nor hold others."""


def patterns(check: Check) -> tuple[str, ...]:
    """The ECMA-262 expressions that ``check`` tests, each once, in the order of their mention."""
    found: dict[str, None] = {}
    for node in walk(check):
        match node:
            case nodes.Pattern(regex=regex):
                found[regex] = None
            case nodes.Members(patterns=by_pattern):
                found.update((regex, None) for regex, _ in by_pattern)
            case _:
                pass
    return tuple(found)
