"""Collects what is wrong with a value by what several checks say together: ``anyOf`` and ``oneOf``,
``if``, and the scope of dynamic references.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from typewright.checks import nodes, wording
from typewright.checks.nodes import Check
from typewright.targets.python import literals
from typewright.targets.python.combinations import enter_scope
from typewright.targets.python.expressions import KINDS
from typewright.targets.python.guards import leading_type, only_type, tells_type
from typewright.targets.python.layout import Writer
from typewright.targets.python.pointers import At
from typewright.targets.python.specialize import INTEGER

if TYPE_CHECKING:
    from typewright.targets.python.collectors import Collector
    from typewright.targets.python.workshop import Workshop


def branches(
    collector: Collector, part: nodes.Branches, variable: str, at: At, where: tuple[str, ...]
) -> None:
    """Tries the branches where the value is not seen to pass."""
    if len(part.checks) == 1:
        collector.collect(part.checks[0], variable, at, (*where, "option_1"))
        return
    terms = collector.tests.sieve(part, variable, where)
    if not terms:
        _try(collector, part, variable, at, where)
        return
    collector.writer.condition("if", terms)
    with collector.writer.block():
        _try(collector, part, variable, at, where)


def _try(
    collector: Collector, part: nodes.Branches, variable: str, at: At, where: tuple[str, ...]
) -> None:
    """The call that tries the branches, if there are any to try."""
    every = list(enumerate(part.checks))
    tried = every if part.tag is not None else _unsettled(collector.workshop, part)
    if not tried:
        collector.report(at, part.keyword, wording.branches(part), variable)
        return
    functions = [
        collector.called(branch, (*where, f"option_{index + 1}")) for index, branch in tried
    ]
    expected = literals.string(wording.branches(part))
    arguments = [variable, at.expression, "issues"]
    if part.tag is None:
        helper = "any_of" if part.keyword == "anyOf" else "one_of"
        _call(collector, helper, [*arguments, expected], functions)
        return
    tags = [
        f"({literals.value(list(values))}, {function})"
        for values, function in zip(part.tag_values, functions, strict=True)
    ]
    words = (part.tag, part.tag_keyword, wording.tags(part))
    arguments += [literals.string(part.keyword), expected, literals.tuple_of(words)]
    _call(collector, "tagged", arguments, tags)


def _unsettled(workshop: Workshop, part: nodes.Branches) -> list[tuple[int, Check]]:
    """The branches to try, with their places: none that allows only types by which a value is
    seen to pass. In a ``oneOf`` all count, or one.
    """
    left = workshop.by_type(part)
    settled = {kind for kind in KINDS if isinstance(left[kind], nodes.Accept)}
    if "number" in settled or left["number"] == INTEGER:
        settled.add("integer")
    every = list(enumerate(part.checks))
    tried = [
        (index, branch)
        for index, branch in every
        if not (isinstance(branch, nodes.TypeTest) and settled.issuperset(branch.types))
    ]
    return tried if part.keyword == "anyOf" or len(tried) <= 1 else every


def _call(
    collector: Collector, helper: str, arguments: Sequence[str], tried: Sequence[str]
) -> None:
    """The call of a helper that tries branches; ``tried`` are the expressions for these."""
    collector.workshop.use(collector.room, "errors", helper)
    name = "more_branches" if collector.lists else "branches"
    name = collector.lists.setdefault(helper == "tagged", name)
    collector.writer.bracketed(f"{name} = [", tried, "]")
    collector.writer.bracketed(f"{helper}(", [*arguments, name], ")")


def choice(
    collector: Collector, part: nodes.If, variable: str, at: At, where: tuple[str, ...]
) -> None:
    """Collects by one of two checks, which a third one chooses."""

    condition = part.condition
    refused = condition.check if isinstance(condition, nodes.Not) else None

    def yes(body: Writer) -> None:
        _told(collector.on(body), condition, part.then, variable, at, (*where, "then"))

    def no(body: Writer) -> None:
        _told(collector.on(body), refused, part.otherwise, variable, at, (*where, "else"))

    holds = collector.tests.expression(part.condition, variable, (*where, "if"))
    collector.tests.either(holds, yes, no)


def _told(
    collector: Collector,
    known: Check | None,
    check: Check,
    variable: str,
    at: At,
    where: tuple[str, ...],
) -> None:
    """Collects from a value that is seen to pass the check ``known``."""
    if known is not None and tells_type(known):
        kind = only_type(known) or leading_type(known)
        collector.of_type(kind, check, variable, at, where)
    else:
        collector.collect(check, variable, at, where)


def scope(
    collector: Collector, part: nodes.Scope, variable: str, at: At, where: tuple[str, ...]
) -> None:
    """Collects with the scope of a resource entered."""
    enter_scope(collector.tests, part.anchors)
    nested = collector.nested()
    nested.collect(part.check, variable, at, where)
    collector.writer.body(nested.writer.lines)
