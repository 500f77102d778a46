"""Collects what is wrong with the parts of arrays and objects."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from typing import TYPE_CHECKING

from typewright.checks import nodes, wording
from typewright.checks.nodes import Check
from typewright.source.pointer import escape
from typewright.targets.python import literals
from typewright.targets.python.containers import unnamed
from typewright.targets.python.expressions import deeper, name_words
from typewright.targets.python.mentions import names_in
from typewright.targets.python.pointers import At

if TYPE_CHECKING:
    from typewright.targets.python.collectors import Collector


def items(
    collector: Collector, part: nodes.Items, variable: str, at: At, where: tuple[str, ...]
) -> None:
    count = len(part.prefix)
    item = deeper(variable)
    if isinstance(part.rest, nodes.Reject):
        collector.failing(
            [f"len({variable}) > {count}"] if count else [variable],
            at,
            part.rest.keyword,
            wording.expected(part),
            variable,
        )
    for index, first in enumerate(part.prefix):
        nested = collector.nested()
        nested.collect(first, item, at.below(str(index)), (*where, f"item_{index + 1}"))
        if nested.writer.lines:
            collector.writer.line(f"if len({variable}) > {index}:")
            with collector.writer.block():
                collector.writer.line(f"{item} = {variable}[{index}]")
            collector.writer.extend(nested.writer.lines)
    if part.rest is None or isinstance(part.rest, nodes.Reject):
        return
    place = f"{item}_pointer"
    nested = collector.nested()
    nested.collect(part.rest, item, At(place), (*where, "item"))
    if not nested.writer.lines:
        return
    later = f"{variable}[{count}:], {count}" if count else variable
    collector.writer.line(f"for index, {item} in enumerate({later}):")
    with collector.writer.block():
        collector.writer.line(f"{place} = {at.followed_by('index')}")
    collector.writer.extend(nested.writer.lines)


def contains(
    collector: Collector, part: nodes.Contains, variable: str, at: At, where: tuple[str, ...]
) -> None:
    item = deeper(variable)
    expected = wording.expected(part)
    holds = collector.tests.expression(part.check, item, (*where, "contained"))
    collector.writer.bracketed("matching = sum(", [f"{holds} for {item} in {variable}"], ")")
    if part.minimum > 1:
        collector.writer.line(f"if matching < {part.minimum}:")
        with collector.writer.block():
            collector.writer.line('keyword = "minContains" if matching else "contains"')
            collector.workshop.use(collector.room, "errors", "report")
            collector.writer.bracketed(
                "report(",
                ["issues", at.expression, "keyword", literals.string(expected), variable],
                ")",
            )
    elif part.minimum == 1:
        collector.failing(["not matching"], at, "contains", expected, variable)
    if part.maximum is not None:
        test = f"matching > {max(part.maximum, part.minimum - 1)}"
        collector.failing([test], at, "maxContains", expected, variable)


def unevaluated_items(
    collector: Collector,
    part: nodes.UnevaluatedItems,
    variable: str,
    at: At,
    where: tuple[str, ...],
) -> None:
    """The first item that nothing looks at and that is not what such items have to be."""
    tracker = collector.workshop.part_tracker(
        part.evaluating, "items", where, collector.room, "errors"
    )
    item = deeper(variable)
    collector.workshop.use(collector.room, "errors", "describe")
    collector.writer.line(f"evaluated = {tracker}({variable})")
    collector.writer.line(f"for index, {item} in enumerate({variable}):")
    with collector.writer.block():
        collector.writer.condition(
            "if", _not_evaluated(collector, part.check, "index", item, where)
        )
        with collector.writer.block():
            collector.found(
                at,
                "unevaluatedItems",
                wording.unevaluated(part.check),
                f'f"{{describe({item})}} at index {{index}}"',
            )
            collector.writer.line("break")


def _not_evaluated(
    collector: Collector, check: Check, step: str, item: str, where: tuple[str, ...]
) -> list[str]:
    terms = [f"{step} not in evaluated"]
    if not isinstance(check, nodes.Reject):
        terms.append(f"not {collector.tests.expression(check, item, (*where, 'unevaluated'))}")
    return terms


def members(
    collector: Collector, part: nodes.Members, variable: str, at: At, where: tuple[str, ...]
) -> None:
    item = deeper(variable)
    for name, member in part.properties:
        nested = collector.nested()
        place = at.below(escape(name))
        key = literals.string(name)
        if isinstance(member, nodes.Call | nodes.DynamicCall):
            function = collector.called(member, where)
            collector.writer.condition("if", [f"{key} in {variable}"])
            with collector.writer.block():
                arguments = [f"{variable}[{key}]", place.expression, "issues"]
                collector.writer.bracketed(f"{function}(", arguments, ")")
            continue
        nested.collect(member, item, place, (*where, name_words(name)))
        if nested.writer.lines:
            collector.writer.condition("if", [f"{key} in {variable}"])
            with collector.writer.block():
                collector.writer.bracketed(f"{item} = {variable}[", [key], "]")
            collector.writer.extend(nested.writer.lines)
    for index, (regex, member) in enumerate(part.patterns):
        words = (*where, f"pattern_{index + 1}")
        _others(
            collector, member, [collector.tests.matches(regex, "name", words)], variable, at, words
        )
    if part.additional is None:
        return
    terms = unnamed(collector.tests, part, where)
    words = (*where, "additional")
    if not isinstance(part.additional, nodes.Reject):
        _others(collector, part.additional, terms, variable, at, words)
        return
    keyword, expected = part.additional.keyword, wording.only_members(part)
    collector.workshop.use(collector.room, "errors", "member")
    collector.writer.line(f"for name in {variable}:")
    with collector.writer.block():
        if not terms:
            collector.found(at, keyword, expected, "member(name)")
            return
        collector.writer.condition("if", terms)
        with collector.writer.block():
            collector.found(at, keyword, expected, "member(name)")


def _others(
    collector: Collector,
    member: Check,
    terms: Sequence[str],
    variable: str,
    at: At,
    where: tuple[str, ...],
) -> None:
    """Every member whose name fulfils the terms passes ``member``."""
    item = deeper(variable)
    place = f"{item}_pointer"
    nested = collector.nested(2 if terms else 1)
    nested.collect(member, item, At(place), where)
    if not nested.writer.lines:
        return
    collector.writer.line(f"for name, {item} in {variable}.items():")
    with collector.writer.block():
        if terms:
            collector.writer.condition("if", terms)
        with collector.writer.block() if terms else nullcontext():
            if place in names_in(nested.writer.lines):
                collector.workshop.use(collector.room, "errors", "escape")
                collector.writer.line(f"{place} = {at.followed_by('escape(name)')}")
    collector.writer.extend(nested.writer.lines)


def member_names(
    collector: Collector, check: Check, expected: str, variable: str, at: At, where: tuple[str, ...]
) -> None:
    collector.workshop.use(collector.room, "errors", "member")
    holds = collector.tests.expression(check, "name", (*where, "name"))
    collector.writer.line(f"for name in {variable}:")
    with collector.writer.block():
        collector.writer.condition("if", [f"not {holds}"])
        with collector.writer.block():
            collector.found(at, "propertyNames", expected, "member(name)")


def unevaluated_members(
    collector: Collector,
    part: nodes.UnevaluatedMembers,
    variable: str,
    at: At,
    where: tuple[str, ...],
) -> None:
    """Every member that nothing looks at and that is not what such members have to be."""
    tracker = collector.workshop.part_tracker(
        part.evaluating, "members", where, collector.room, "errors"
    )
    item = deeper(variable)
    collector.workshop.use(collector.room, "errors", "member")
    terms = _not_evaluated(collector, part.check, "name", item, where)
    collector.writer.line(f"evaluated = {tracker}({variable})")
    if len(terms) == 1:
        collector.writer.line(f"for name in {variable}:")
    else:
        collector.writer.line(f"for name, {item} in {variable}.items():")
    with collector.writer.block():
        collector.writer.condition("if", terms)
        with collector.writer.block():
            collector.found(
                at,
                "unevaluatedProperties",
                wording.unevaluated(part.check),
                "member(name)",
            )
