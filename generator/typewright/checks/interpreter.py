"""The reference semantics: runs a check tree on a value.

What a target generates has to give the same verdicts and the same issues. Where an issue points:

- At the value itself, but for what it says of missing, extra or misnamed members, which is said of
  the object: ``required``, ``dependentRequired``, ``additionalProperties``, ``propertyNames`` and
  ``unevaluatedProperties`` give one issue for each such member, with the pointer of the object.
- ``items: false``, ``contains``, ``uniqueItems`` and ``unevaluatedItems`` give one issue for the
  array. Every other schema ``false`` gives one for the value that meets it, with the keyword
  ``false``.
- ``anyOf`` and ``oneOf`` give the issues of the one branch that a value was meant for: where a tag
  leads to it, or where all others are for values of another kind. Elsewhere they give one issue for
  the value, which names what the branches that fit best want. A tag that leads nowhere has an issue
  of its own: ``required``, or the keyword that demands its values.
- ``allOf``, ``$ref``, ``if`` and ``dependentSchemas`` give the issues of the schemas that they
  apply, and none of their own. What several of these say alike is said once.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from typewright.checks.applicators import APPLICATORS
from typewright.checks.assertions import ASSERTIONS
from typewright.checks.failure import Failure
from typewright.checks.issue import Issue
from typewright.checks.nodes import Check
from typewright.checks.quick import Quick
from typewright.checks.visit import Scope, Steps, Visit
from typewright.schema import Json, SchemaId


def is_valid(check: Check, value: Json, checks: Mapping[SchemaId, Check]) -> bool:
    """Whether ``value`` passes ``check``; ``checks`` holds the targets of its calls.

    Works on values of any depth. A chain of references that comes back to the same value demands
    nothing more. Raises ``KeyError`` when a target is missing and ``PatternError`` when a pattern
    is no regular expression.
    """
    return judge(Visit(check, value, checks))[0]


def issues(check: Check, value: Json, checks: Mapping[SchemaId, Check]) -> list[Issue]:
    """All that is wrong with ``value``, in the order of the checks; empty when nothing is.

    What several ways of the schema lead to is told once. Raises what ``is_valid`` raises.
    """
    found: list[Failure] = []
    judge(Visit(check, value, checks, sink=found))
    return list(dict.fromkeys(one.issue() for one in found))


_Key: TypeAlias = tuple[int, int, Scope]


def judge(first: Visit, quick: Quick | None = None) -> tuple[bool, int]:
    """Whether the value passes, and how many steps it took to tell.

    With the ``quick`` verdicts of the same checks, no more is looked at than what fails.
    """
    verdicts: dict[_Key, bool] = {}
    active: list[tuple[_Key, Steps]] = []
    taken = 1
    verdict = _start(first, verdicts, active, quick)
    while active:
        taken += 1
        key, steps = active[-1]
        try:
            following = next(steps) if verdict is None else steps.send(verdict)
        except StopIteration as stop:
            active.pop()
            verdict = verdicts[key] = bool(stop.value)
        else:
            verdict = _start(following, verdicts, active, quick)
    return bool(verdict), taken


def _start(
    visit: Visit,
    verdicts: dict[_Key, bool],
    active: list[tuple[_Key, Steps]],
    quick: Quick | None,
) -> bool | None:
    """The verdict, or ``None`` when there are steps to take first."""
    kind = type(visit.check)
    assertion = ASSERTIONS.get(kind)
    if assertion is not None:
        return assertion(visit.check, visit)
    if quick is not None:
        holds = quick.holds(visit.check, visit.value)
        if holds or (holds is False and visit.sink is None):
            return holds
    key = visit.key
    known = verdicts.get(key)
    if known or (known is False and visit.sink is None):
        return known
    # What is asked for again before it is decided is taken to hold: so endless references end.
    verdicts[key] = True
    active.append((key, APPLICATORS[kind](visit.check, visit)))
    return None
