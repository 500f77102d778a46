"""Tests of what several checks say together: ``anyOf`` and ``oneOf``, ``if``, and the scope of
dynamic references.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from typewright.checks import nodes
from typewright.checks.nodes import Check
from typewright.schema import SchemaId
from typewright.schema.schema import JsonType
from typewright.targets.python import literals
from typewright.targets.python.chunks import Arm, Chunk, merged
from typewright.targets.python.layout import Writer
from typewright.targets.python.specialize import conjuncts

if TYPE_CHECKING:
    from typewright.targets.python.tests import Tests


def branches(
    tests: Tests,
    check: nodes.Branches,
    variable: str,
    kind: JsonType | None,
    where: tuple[str, ...],
) -> None:
    """Tests a value by several checks, one or just one of which has to hold."""
    if check.tag is not None and kind == "object":
        _tagged(tests, check, check.tag, variable, where)
        return
    holds = [
        tests.expression(branch, variable, (*where, f"option_{i + 1}"))
        for i, branch in enumerate(check.checks)
    ]
    if kind == "object":
        holds = _where_told(tests, check.checks, variable, holds)
    if check.keyword == "anyOf":
        either = holds[0] if len(holds) == 1 else f"({' or '.join(holds)})"
        tests.failing([f"not {either}"])
    else:
        tests.workshop.use(tests.room, tests.kind, "exactly_one")
        tests.failing([f"not exactly_one({', '.join(holds)})"])


def _where_told(
    tests: Tests, branches: Sequence[Check], variable: str, holds: Sequence[str]
) -> list[str]:
    """Expressions that say whether an object fits each of some branches. Most objects lack what
    another branch requires, which is seen without a call.
    """
    required = [
        [
            name
            for part in conjuncts(tests.called(each))
            if isinstance(part, nodes.Required)
            for name in part.names
        ]
        for each in branches
    ]
    often = Counter(name for names in required for name in set(names))
    told: list[str] = []
    for names, fits in zip(required, holds, strict=True):
        name = min(names, key=lambda name: often[name], default=None)
        if name is not None and often[name] < len(branches):
            fits = f"({literals.string(name)} in {variable} and {fits})"
        told.append(fits)
    return told


def _tagged(
    tests: Tests, check: nodes.Branches, tag: str, variable: str, where: tuple[str, ...]
) -> None:
    """Runs the one branch that the tag leads to; no other can hold."""
    tests.writer.bracketed(f"tag = {variable}.get(", [literals.string(tag)], ")")
    arms: list[Arm] = []
    for index, (branch, values) in enumerate(zip(check.checks, check.tag_values, strict=True)):
        left: dict[JsonType, Check] = {"object": tests.specialized(branch, "object")}
        place = (*where, f"option_{index + 1}")
        test = " or ".join(f"tag == {literals.string(value)}" for value in values)
        arms.append(Arm(test, tests.typed_later(left, variable, "object", place)))
    tests.chain(merged(arms, tests.writer.depth + 1), tests.failure)


def choice(
    tests: Tests, check: nodes.If, variable: str, kind: JsonType | None, where: tuple[str, ...]
) -> None:
    """Tests a value by one of two checks."""
    holds = tests.expression(check.condition, variable, (*where, "if"))
    yes = _branch_later(tests, check.then, variable, kind, (*where, "then"))
    no = _branch_later(tests, check.otherwise, variable, kind, (*where, "else"))
    tests.either(holds, yes, no)


def _branch_later(
    tests: Tests, check: Check, variable: str, kind: JsonType | None, where: tuple[str, ...]
) -> Chunk:
    if kind is None:
        return tests.value_later(check, variable, where)
    left = {kind: tests.specialized(check, kind)}
    return tests.typed_later(left, variable, kind, where)


def scope(tests: Tests, check: nodes.Scope, variable: str, where: tuple[str, ...]) -> None:
    """Tests a value inside of which dynamic references may lead to other schemas."""
    enter_scope(tests, check.anchors)
    body = Writer(tests.writer.depth + 1)
    tests.on(body).any_value(check.check, variable, where)
    tests.writer.body(body.lines)


def enter_scope(tests: Tests, anchors: Sequence[tuple[str, SchemaId]]) -> None:
    """The head of the block in which dynamic references may lead to ``anchors``.

    An anchor stands for functions of each kind that may be looked for.
    """
    tests.workshop.use(tests.room, tests.kind, "scope")
    items = []
    for anchor, target in anchors:
        key = literals.string(anchor)
        items.append(f"{key}: {tests.workshop.predicate(target, tests.room, tests.kind)}")
        for what in tests.workshop.dynamic_trackers:
            key = literals.string(f"{what} {anchor}")
            tracker = tests.workshop.tracker(target, what, tests.room, tests.kind)
            items.append(f"{key}: {tracker}")
        if tests.kind == "errors":
            key = literals.string(f"collect {anchor}")
            collector = tests.workshop.collector(target, tests.room, tests.kind)
            items.append(f"{key}: {collector}")
    tests.writer.line(f"with scope({{{', '.join(items)}}}):")
