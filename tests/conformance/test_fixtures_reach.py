"""Invalid fixtures reach what a schema demands: each constraint of each definition fails in one.

What none of them reaches stands in a list here, with the reason.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

import typewright
from corpora import ROOT, corpora_path
from schemas import model_of
from typewright.checks import applicators, assertions, interpreter, nodes
from typewright.checks.nodes import Check
from typewright.checks.visit import Visit
from typewright.checks.walk import targets, walk
from typewright.diagnostics import InputError
from typewright.fixtures import make
from typewright.model import Model

CONSTRAINTS = (
    nodes.TypeTest,
    nodes.OneOfValues,
    nodes.Bounds,
    nodes.MultipleOf,
    nodes.Length,
    nodes.Pattern,
    nodes.ItemCount,
    nodes.UniqueItems,
    nodes.Contains,
    nodes.MemberCount,
    nodes.Required,
    nodes.DependentRequired,
    nodes.MemberNames,
    nodes.Branches,
    nodes.Not,
)

UNREACHED: dict[tuple[str, str, str], str] = {
    ("constructs", "Passenger", "Bounds"): "a condition: where it fails, the object is valid",
    ("constructs", "Passenger", "TypeTest"): "inside a condition that only an absent member fails",
    ("constructs", "Headers", "TypeTest"): "names are strings, always",
}
"""By specification, definition and node, why no invalid instance fails it."""


@contextmanager
def noting(failed: set[int]) -> Iterator[None]:
    """Notes the identity of every check that does not hold."""

    def assertion(test: Any) -> Any:
        def noted(check: Check, visit: Visit) -> bool:
            holds: bool = test(check, visit)
            if not holds:
                failed.add(id(check))
            return holds

        return noted

    def applicator(steps: Any) -> Any:
        def noted(check: Check, visit: Visit) -> Generator[Visit, bool, bool]:
            holds = yield from steps(check, visit)
            if not holds:
                failed.add(id(check))
            return holds

        return noted

    with pytest.MonkeyPatch.context() as patch:
        for kind, test in list(assertions.ASSERTIONS.items()):
            patch.setitem(assertions.ASSERTIONS, kind, assertion(test))  # type: ignore[arg-type]
        for kind, steps in list(applicators.APPLICATORS.items()):
            patch.setitem(applicators.APPLICATORS, kind, applicator(steps))  # type: ignore[arg-type]
        yield


def unreached(model: Model) -> tuple[int, list[tuple[str, Check]]]:
    """How many constraints there are, and those that no invalid fixture fails."""
    sets, _ = make(model)
    roots = {one.schema for one in model.definitions.values() if one.owner is None}
    count, missing = 0, list[tuple[str, Check]]()
    for key, fixtures in sets.items():
        root = model[key].schema
        failed: set[int] = set()
        with noting(failed):
            for fixture in fixtures.invalid:
                interpreter.issues(model.checks[root], fixture.value, model.checks)
                interpreter.is_valid(model.checks[root], fixture.value, model.checks)
        pending, seen = [root], set[str]()
        while pending:
            schema = pending.pop()
            if schema in seen:
                continue
            seen.add(schema)
            check = model.checks[schema]
            pending.extend(target for target in targets(check) if target not in roots)
            own = [one for one in walk(check) if isinstance(one, CONSTRAINTS)]
            count += len(own)
            missing.extend((key, one) for one in own if id(one) not in failed)
    return count, missing


def test_our_own_description_is_reached() -> None:
    count, missing = unreached(typewright.load(ROOT / "spec/constructs.yaml"))
    assert count > 250
    found = {("constructs", key, type(check).__name__) for key, check in missing}
    assert found == set(UNREACHED)


@pytest.mark.corpus
def test_a_real_specification_is_reached() -> None:
    count, missing = unreached(typewright.load(corpora_path("openapi", "museum-3.1.yaml")))
    assert count > 30
    assert missing == []


@pytest.mark.corpus
def test_most_schemas_of_the_json_schema_test_suite_are_reached(long: bool) -> None:
    """What is not lies in conditions, in ``not``, or where another keyword fails as well."""
    if not long:
        pytest.skip("long: run with --long")
    root = corpora_path("json-schema-test-suite", "tests", "draft2020-12")
    groups = [g for path in sorted(root.glob("*.json")) for g in json.loads(path.read_text())]
    count, missing = 0, 0
    for group in groups:
        try:
            more, lost = unreached(model_of(group["schema"]))
        except InputError:
            continue
        count += more
        missing += len(lost)
    assert missing <= count * SUITE_SHARE


SUITE_SHARE = 0.29
"""The share of constraints in the suite's schemas that may be out of reach."""
