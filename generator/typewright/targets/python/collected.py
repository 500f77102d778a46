"""Collects what is wrong with the parts of arrays and objects."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from typewright.checks import nodes, wording
from typewright.checks.nodes import Check
from typewright.source.pointer import escape
from typewright.targets.python import literals
from typewright.targets.python.chunks import Arm, is_lone_if
from typewright.targets.python.containers import unnamed
from typewright.targets.python.expressions import deeper, name_words
from typewright.targets.python.guards import type_phrase, wanted_texts
from typewright.targets.python.layout import INDENT, Writer
from typewright.targets.python.mentions import names_in
from typewright.targets.python.pointers import At
from typewright.targets.python.specialize import conjuncts

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
    later = f"{variable}[{count}:], {count}" if count else variable
    head = f"for index, {item} in enumerate({later}):"
    _each(collector, head, [], part.rest, item, at.followed_by("index"), (*where, "item"))


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
    collector.writer.line(f"indexes = {tracker}({variable})")
    collector.writer.line(f"for index, {item} in enumerate({variable}):")
    with collector.writer.block():
        collector.writer.condition(
            "if", _not_evaluated(collector, part.check, "index", "indexes", item, where)
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
    collector: Collector, check: Check, step: str, steps: str, item: str, where: tuple[str, ...]
) -> list[str]:
    terms = [f"{step} not in {steps}"]
    if not isinstance(check, nodes.Reject):
        terms.append(f"not {collector.tests.expression(check, item, (*where, 'unevaluated'))}")
    return terms


def members(
    collector: Collector, part: nodes.Members, variable: str, at: At, where: tuple[str, ...]
) -> None:
    item = deeper(variable)
    for expected, run in groupby(part.properties, lambda pair: type_phrase(pair[1])):
        if expected is None:
            for name, member in run:
                _member(collector, name, member, variable, item, at, where)
            continue
        names = literals.tuple_of(name for name, _ in run)
        collector.expect("expect", at, variable, names, literals.string(expected))
    for index, (regex, member) in enumerate(part.patterns):
        words = (*where, f"pattern_{index + 1}")
        _others(
            collector, member, [collector.tests.matches(regex, "name", words)], variable, at, words
        )
    if part.additional is None:
        return
    terms = unnamed(collector.tests, part, "name", where)
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


def _member(
    collector: Collector,
    name: str,
    member: Check,
    variable: str,
    item: str,
    at: At,
    where: tuple[str, ...],
) -> None:
    """Collects what is wrong with a member, if it is there."""
    place = at.below(escape(name))
    key = literals.string(name)
    if isinstance(member, (nodes.Call, nodes.DynamicCall)):
        collector.writer.condition("if", [f"{key} in {variable}"])
        with collector.writer.block():
            _called_member(collector, member, f"{variable}[{key}]", item, place, where)
        return
    texts = wanted_texts(conjuncts(member))
    if texts is not None and len(texts.values) == 1:
        words = (key, literals.value(texts.values[0]), literals.string(texts.keyword))
        collector.expect("expect_constant", at, variable, *words)
        return
    nested = collector.nested()
    nested.collect(member, item, place, (*where, name_words(name)))
    if nested.writer.lines:
        collector.writer.condition("if", [f"{key} in {variable}"])
        with collector.writer.block():
            collector.writer.bracketed(f"{item} = {variable}[", [key], "]")
        collector.writer.extend(nested.writer.lines)


def _called_member(
    collector: Collector,
    check: nodes.Call | nodes.DynamicCall,
    member: str,
    item: str,
    at: At,
    where: tuple[str, ...],
) -> None:
    """Collects by the function for ``check``, unless a test tells that nothing is wrong."""
    function = collector.called(check, where)
    if isinstance(check, nodes.DynamicCall) or collector.tests.is_small(check):
        collector.writer.bracketed(f"{function}(", [member, at.expression, "issues"], ")")
        return
    collector.writer.line(f"{item} = {member}")
    collector.writer.condition("if", collector.tests.sieve(check, item, where))
    with collector.writer.block():
        collector.writer.bracketed(f"{function}(", [item, at.expression, "issues"], ")")


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
    head = f"for name, {item} in {variable}.items():"
    _each(collector, head, terms, member, item, at.followed_by("escape(name)"), where)


def _each(
    collector: Collector,
    head: str,
    terms: Sequence[str],
    check: Check,
    item: str,
    pointer: str,
    where: tuple[str, ...],
) -> None:
    """A loop over the parts for which ``terms`` hold. Most of many are valid, which costs one test
    where one tells it; a pointer is made only for what is reported.
    """
    place = f"{item}_pointer"

    def is_lone(lines: Sequence[str], depth: int) -> bool:
        """Whether the pointer is for what stands under the one ``if`` that was written."""
        return is_lone_if(lines, depth) and place not in lines[0]

    def write(body: Writer) -> None:
        collector.on(body).collect(check, item, At(place), where)
        if place in names_in(body.lines):
            if "escape(name)" in pointer:
                collector.workshop.use(collector.room, "errors", "escape")
            under = is_lone(body.lines, body.depth)
            made = Writer(body.depth + under)
            made.line(f"{place} = {pointer}")
            body.lines[under:under] = made.lines

    body = Arm("", write)
    depth = collector.writer.depth + 1
    under = body.lines(depth + 1)  # where it stands most often
    if not under:
        return
    collector.writer.line(head)
    with collector.writer.block():
        has_test = any(line.startswith(f"{INDENT * (depth + 1)}if ") for line in under)
        alone = has_test and is_lone(body.lines(depth), depth)
        if alone and terms:
            collector.tests.guarded(terms, write)
        elif not alone and (terms := collector.tests.sieve(check, item, where, terms)):
            collector.writer.condition("if", terms)
            collector.writer.extend(under)
        else:
            collector.writer.extend(body.lines(depth))


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
    terms = _not_evaluated(collector, part.check, "name", "names", item, where)
    collector.writer.line(f"names = {tracker}({variable})")
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
