"""The meaning of the checks that have others below them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from typewright.checks import nodes, wording
from typewright.checks.assertions import ASSERTIONS
from typewright.checks.nodes import Check
from typewright.checks.patterns import compiled
from typewright.checks.tracking import evaluated_items, evaluated_members
from typewright.checks.unions import branches
from typewright.checks.visit import Steps, Visit


def _all(check: nodes.All, visit: Visit) -> Steps:
    holds = True
    for part in check.checks:
        test = ASSERTIONS.get(type(part))
        if not (test(part, visit) if test is not None else (yield visit.on(part))):
            holds = False
            if visit.sink is None:
                break
    return holds


def _items(check: nodes.Items, visit: Visit) -> Steps:
    if not isinstance(visit.value, list):
        return True
    holds = True
    count = len(check.prefix)
    if isinstance(check.rest, nodes.Reject) and len(visit.value) > count:
        holds = visit.fail(check.rest.keyword, check)
    for index, item in enumerate(visit.value):
        part = check.prefix[index] if index < count else check.rest
        if part is None or (index >= count and isinstance(part, nodes.Reject)):
            break
        if not (yield visit.into(part, index, item)):
            holds = False
        if not holds and visit.sink is None:
            break
    return holds


def _contains(check: nodes.Contains, visit: Visit) -> Steps:
    if not isinstance(visit.value, list):
        return True
    count = 0
    for item in visit.value:
        count += yield visit.tests(check.check, item)
    if count < check.minimum:
        return visit.fail("minContains" if count else "contains", check)
    if check.maximum is not None and count > check.maximum:
        return visit.fail("maxContains", check)
    return True


def _members(check: nodes.Members, visit: Visit) -> Steps:
    value = visit.value
    if not isinstance(value, dict):
        return True
    holds = True
    for name, part in members(check, value):
        if isinstance(part, nodes.Reject) and part is check.additional:
            holds = visit.fail(part.keyword, wording.only_members(check), wording.member(name))
        elif not (yield visit.into(part, name, value[name])):
            holds = False
        if not holds and visit.sink is None:
            break
    return holds


def members(check: nodes.Members, value: Mapping[str, object]) -> list[tuple[str, Check]]:
    """Which member passes which check: named ones in the order of the schema, then the others."""
    parts = [(name, part) for name, part in check.properties if name in value]
    if check.additional is None and not check.patterns:
        return parts
    others = set(value).difference(name for name, _ in check.properties)
    for regex, part in check.patterns:
        matching = [name for name in value if compiled(regex).search(name)]
        parts.extend((name, part) for name in matching)
        others.difference_update(matching)
    if check.additional is not None and others:
        parts.extend((name, check.additional) for name in value if name in others)
    return parts


def _member_names(check: nodes.MemberNames, visit: Visit) -> Steps:
    if not isinstance(visit.value, dict):
        return True
    holds = True
    for name in visit.value:
        if not (yield visit.tests(check.check, name)):
            phrase = wording.expected(check)
            holds = visit.fail("propertyNames", phrase, wording.member(name))
            if visit.sink is None:
                break
    return holds


def _dependent(check: nodes.Dependent, visit: Visit) -> Steps:
    if not isinstance(visit.value, dict) or check.name not in visit.value:
        return True
    return (yield visit.on(check.check))


def _not(check: nodes.Not, visit: Visit) -> Steps:
    if (yield visit.tries(check.check)):
        return visit.fail("not", check)
    return True


def _if(check: nodes.If, visit: Visit) -> Steps:
    holds = yield visit.tries(check.condition)
    return (yield visit.on(check.then if holds else check.otherwise))


def _scope(check: nodes.Scope, visit: Visit) -> Steps:
    return (yield visit.entering(check.anchors, check.check))


def _call(check: nodes.Call, visit: Visit) -> Steps:
    return (yield visit.calling(check.target))


def _dynamic_call(check: nodes.DynamicCall, visit: Visit) -> Steps:
    return (yield visit.calling(visit.scoped(check.anchor, check.target)))


def _unevaluated_items(check: nodes.UnevaluatedItems, visit: Visit) -> Steps:
    holds = yield visit.on(check.evaluating)
    if not isinstance(visit.value, list) or (not holds and visit.sink is None):
        return holds
    evaluated = yield from evaluated_items(visit.on(check.evaluating), visit.value)
    for index, item in enumerate(visit.value):
        if index not in evaluated and not (yield visit.tests(check.check, item)):
            phrase = wording.unevaluated(check.check)
            return visit.fail("unevaluatedItems", phrase, wording.item(index, item))
    return holds


def _unevaluated_members(check: nodes.UnevaluatedMembers, visit: Visit) -> Steps:
    holds = yield visit.on(check.evaluating)
    if not isinstance(visit.value, dict) or (not holds and visit.sink is None):
        return holds
    evaluated = yield from evaluated_members(visit.on(check.evaluating), visit.value)
    for name, value in visit.value.items():
        if name not in evaluated and not (yield visit.tests(check.check, value)):
            phrase = wording.unevaluated(check.check)
            holds = visit.fail("unevaluatedProperties", phrase, wording.member(name))
            if visit.sink is None:
                break
    return holds


APPLICATORS: Mapping[type, Callable[[Any, Visit], Steps]] = {
    nodes.All: _all,
    nodes.Items: _items,
    nodes.Contains: _contains,
    nodes.Members: _members,
    nodes.MemberNames: _member_names,
    nodes.Dependent: _dependent,
    nodes.Branches: branches,
    nodes.Not: _not,
    nodes.If: _if,
    nodes.Call: _call,
    nodes.DynamicCall: _dynamic_call,
    nodes.Scope: _scope,
    nodes.UnevaluatedItems: _unevaluated_items,
    nodes.UnevaluatedMembers: _unevaluated_members,
}
"""By node kind, the steps that decide whether a value passes."""
