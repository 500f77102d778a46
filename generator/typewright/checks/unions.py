"""The meaning of ``anyOf`` and ``oneOf``, and what is said when no branch holds."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain

from typewright.checks import nodes, wording
from typewright.checks.assertions import ASSERTIONS
from typewright.checks.failure import Failure
from typewright.checks.nearest import fitting, is_meant
from typewright.checks.nodes import Check
from typewright.checks.values import has_type
from typewright.checks.visit import Steps, Visit, pointer
from typewright.schema import Json, SchemaId


def branches(check: nodes.Branches, visit: Visit) -> Steps:
    """Whether so many branches hold as the keyword wants.

    When none does, what is wrong is what the branch says that was meant: the one that the tag leads
    to, or the only one for values of this kind. Where several may be meant, or none, there is one
    issue for the value as a whole, which tells what those that fit best want.
    """
    if check.tag is not None and isinstance(visit.value, dict):
        return (yield from _tagged(check, check.tag, visit.value, visit))
    matching: list[int] = []
    quiet = visit.tries(check)
    for index, branch in enumerate(check.checks):
        test = ASSERTIONS.get(type(branch))
        if test(branch, quiet) if test is not None else (yield visit.tries(branch)):
            matching.append(index)
            if check.keyword == "anyOf":
                return True
            if len(matching) > 1 and visit.sink is None:
                return False
    if len(matching) == 1:
        return True
    if visit.sink is None:
        return False
    if matching:
        found = f"{wording.describe(visit.value)}, which fits {len(matching)} of them"
        return visit.fail(check.keyword, wording.exactly_one(check), found)
    here = pointer(visit.place)
    tried: list[list[Failure]] = []
    for branch in check.checks:
        kind = refusing(branch, visit.value, visit.checks) if len(check.checks) > 1 else None
        if kind is not None:  # nothing else that this branch says counts
            tried.append([Failure(here, "type", kind, visit.value)])
            continue
        failures: list[Failure] = []
        yield visit.collecting(branch, failures)
        tried.append(failures)
    best = fitting(tried, here)
    if is_meant(best, tried, here, visit.value):
        visit.sink.extend(best[0])
        return False
    return visit.fail(check.keyword, check, causes=[failures[0] for failures in best])


def refusing(branch: Check, value: Json, checks: Mapping[SchemaId, Check]) -> nodes.TypeTest | None:
    """The test of types with which a branch, or what it refers to, begins, where it refuses the
    value.
    """
    first = behind(branch, checks)
    if isinstance(first, nodes.All):
        first = first.checks[0]
    if not isinstance(first, nodes.TypeTest):
        return None
    return None if any(has_type(value, name) for name in first.types) else first


def behind(check: Check, checks: Mapping[SchemaId, Check]) -> Check:
    """The check that a chain of calls leads to; one of them where the chain has no end."""
    seen: set[SchemaId] = set()
    while isinstance(check, nodes.Call) and check.target not in seen:
        seen.add(check.target)
        check = checks[check.target]
    return check


def _tagged(check: nodes.Branches, tag: str, value: dict[str, Json], visit: Visit) -> Steps:
    """The issues of the branch that the tag leads to; of the tag, where it leads to none."""
    if tag not in value:
        return visit.fail("required", wording.member(tag), wording.WITHOUT_IT)
    branch = check.tagged(value[tag])
    if branch is not None:
        return (yield visit.on(branch))
    known = nodes.OneOfValues(tuple(chain.from_iterable(check.tag_values)))
    return visit.into(check, tag, value[tag]).fail(check.tag_keyword, known)
