"""The meaning of ``anyOf`` and ``oneOf``, and what is said when no branch holds."""

from __future__ import annotations

from collections.abc import Generator

from typewright.checks import nodes, wording
from typewright.checks.assertions import ASSERTIONS
from typewright.checks.issue import Issue
from typewright.checks.visit import Steps, Visit, pointer
from typewright.schema import Json


def branches(check: nodes.Branches, visit: Visit) -> Steps:
    """Whether so many branches hold as the keyword wants.

    When none does, there is one issue for the value as a whole. Where a tag tells which branch
    was meant, that branch's own issues follow; elsewhere the branch that fits best is named in the
    one issue: of those whose type fits, the one with the fewest issues.
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
    nearest = yield from _nearest(check, visit)
    return visit.fail(check.keyword, wording.branches(check) + nearest)


def _tagged(check: nodes.Branches, tag: str, value: dict[str, Json], visit: Visit) -> Steps:
    meant = next(
        (
            branch
            for branch, values in zip(check.checks, check.tag_values, strict=True)
            if value.get(tag) in values
        ),
        None,
    )
    if meant is not None and (yield visit.tries(meant)):
        return True
    if visit.sink is None:
        return False
    visit.fail(check.keyword, wording.branches(check), wording.tagged(tag, value, meant is None))
    if meant is not None:
        yield visit.on(meant)
    return False


def _nearest(check: nodes.Branches, visit: Visit) -> Generator[Visit, bool, str]:
    """What the branch that fits best would want, as the end of a sentence, or nothing."""
    here = pointer(visit.place)
    best: list[Issue] | None = None
    for branch in check.checks:
        issues: list[Issue] = []
        yield visit.collecting(branch, issues)
        if any(issue.pointer == here and issue.keyword in _KIND for issue in issues):
            continue
        if best is None or len(issues) < len(best):
            best = issues
    if not best or (len(check.checks) == 1 and not best[0].pointer):
        return ""
    return wording.nearest(best[0], here)


_KIND = frozenset(("type", "const", "enum", "false"))
"""Keywords whose failure says that a value was not meant for a branch."""
