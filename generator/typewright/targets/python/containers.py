"""Tests of what arrays and objects hold."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from typewright.checks import nodes
from typewright.checks.nodes import Check
from typewright.schema.schema import JsonType
from typewright.targets.python import literals
from typewright.targets.python.chunks import Arm, Chunk
from typewright.targets.python.expressions import beside, deeper, name_words, outside
from typewright.targets.python.layout import INDENT, Writer
from typewright.targets.python.mentions import names_in

if TYPE_CHECKING:
    from typewright.targets.python.tests import Tests


def loop(tests: Tests, head: str, check: Check, variable: str, where: tuple[str, ...],
    kind: JsonType | None = None,
) -> None:  # fmt: skip
    body = Writer(tests.writer.depth + 1)
    if kind is None:
        tests.on(body).any_value(check, variable, where)
    else:
        tests.on(body).typed(tests.specialized(check, kind), variable, kind, where)
    if body.lines:
        tests.writer.line(head)
        tests.writer.extend(body.lines)


def items(tests: Tests, check: nodes.Items, variable: str, where: tuple[str, ...]) -> None:
    item = deeper(variable)
    for index, first in enumerate(check.prefix):
        body = Writer(tests.writer.depth + 1)
        tests.on(body).any_value(first, item, (*where, f"item_{index + 1}"))
        if body.lines:
            tests.writer.condition("if", [f"len({variable}) > {index}"])
            body.lines.insert(0, f"{INDENT * body.depth}{item} = {variable}[{index}]")
            tests.writer.extend(body.lines)
    if check.rest is not None:
        later = f"{variable}[{len(check.prefix)}:]" if check.prefix else variable
        if isinstance(check.rest, nodes.Reject):
            tests.failing([f"len({variable}) > {len(check.prefix)}"])
            return
        loop(tests, f"for {item} in {later}:", check.rest, item, (*where, "item"))


def contains(tests: Tests, check: nodes.Contains, variable: str, where: tuple[str, ...]) -> None:
    item = deeper(variable)
    holds = tests.expression(check.check, item, (*where, "contained"))
    tests.writer.bracketed("matching = sum(", [f"{holds} for {item} in {variable}"], ")")
    terms = outside("matching", check.minimum, check.maximum)
    if terms:
        tests.failing(terms)


def unevaluated_items(
    tests: Tests, check: nodes.UnevaluatedItems, variable: str, where: tuple[str, ...]
) -> None:
    tests.typed(tests.specialized(check.evaluating, "array"), variable, "array", where)
    tracker = tests.workshop.part_tracker(check.evaluating, "items", where, tests.room, tests.kind)
    item = deeper(variable)
    index, evaluated = beside(item, "index"), beside(item, "evaluated")

    def rest(body: Writer) -> None:
        tests.on(body).any_value(check.check, item, (*where, "unevaluated"))

    if Arm("", rest).lines(0):
        tests.writer.line(f"{evaluated} = {tracker}({variable})")
        tests.writer.line(f"for {index}, {item} in enumerate({variable}):")
        with tests.writer.block():
            tests.guarded([f"{index} not in {evaluated}"], rest)


def members(
    tests: Tests,
    check: nodes.Members,
    variable: str,
    where: tuple[str, ...],
    present: Collection[str],
) -> frozenset[str]:
    """Tests the members. Those that have to be ``present`` are taken without looking whether they
    are there, which raises ``KeyError`` where they are not: of which, is the result.
    """
    item = deeper(variable)
    taken: set[str] = set()
    for name, member in check.properties:
        key = literals.string(name)
        if isinstance(member, nodes.Reject):
            tests.failing([f"{key} in {variable}"])
            continue
        part, place = f"{variable}[{key}]", (*where, name_words(name))
        terms = tests.at_sight(member, part, place)
        if terms and len(terms) == 1 and name not in present:
            tests.failing([f"{key} in {variable}", *terms], "and")
            continue
        if terms is not None:
            write = _in_turn(tests, terms)
        else:
            write = _with_name(tests, member, part, item, place)
        if name not in present:
            tests.guarded([f"{key} in {variable}"], write)
            continue
        before = len(tests.writer.lines)
        write(tests.writer)
        if len(tests.writer.lines) > before:
            taken.add(name)
    other_members(tests, check, variable, where)
    return frozenset(taken)


def _in_turn(tests: Tests, terms: Sequence[str]) -> Chunk:
    """Tests a value by one term after the other; without terms, none passes."""

    def write(body: Writer) -> None:
        if not terms:
            body.line(tests.fail)
        for term in terms:
            body.failing([term], "or", tests.fail)

    return write


def _with_name(tests: Tests, check: Check, part: str, item: str, where: tuple[str, ...]) -> Chunk:
    """Tests a part of a value, which gets a name of its own."""

    def write(body: Writer) -> None:
        inner = Writer(body.depth)
        tests.on(inner).any_value(check, item, where)
        if inner.lines:
            body.line(f"{item} = {part}")
            body.take(inner)

    return write


def other_members(
    tests: Tests, check: nodes.Members, variable: str, where: tuple[str, ...]
) -> None:
    """Tests the members by patterns of their names, and those that are not named."""
    if not check.patterns and (
        check.additional is None or isinstance(check.additional, nodes.Accept)
    ):
        return
    item = deeper(variable)
    name = beside(item, "name")
    body = Writer(tests.writer.depth + 1)
    inner = tests.on(body)
    for index, (regex, member) in enumerate(check.patterns):
        place = (*where, f"pattern_{index + 1}")
        inner.guarded([tests.matches(regex, name, place)], inner.value_later(member, item, place))
    if check.additional is not None:
        place = (*where, "additional")
        terms = unnamed(tests, check, name, where)
        if terms:
            inner.guarded(terms, inner.value_later(check.additional, item, place))
        else:
            inner.any_value(check.additional, item, place)
    if not body.lines:
        return
    used = names_in(body.lines)
    if item not in used:
        tests.writer.line(f"for {name} in {variable}:")
    elif name not in used:
        tests.writer.line(f"for {item} in {variable}.values():")
    else:
        tests.writer.line(f"for {name}, {item} in {variable}.items():")
    tests.writer.extend(body.lines)


def unnamed(tests: Tests, check: nodes.Members, variable: str, where: tuple[str, ...]) -> list[str]:
    """Conditions on a name to be none of those that ``check`` names, one way or other."""
    terms: list[str] = []
    names = tuple(name for name, _ in check.properties)
    if len(names) == 1:
        terms.append(f"{variable} != {literals.string(names[0])}")
    elif names:
        items = tuple(map(literals.string, names))
        constant = tests.room.constant((*where, "names"), items, tests.kind)
        terms.append(f"{variable} not in {constant}")
    for index, (regex, _) in enumerate(check.patterns):
        terms.append(f"not {tests.matches(regex, variable, (*where, f'pattern_{index + 1}'))}")
    return terms


def unevaluated_members(
    tests: Tests, check: nodes.UnevaluatedMembers, variable: str, where: tuple[str, ...]
) -> None:
    tests.typed(tests.specialized(check.evaluating, "object"), variable, "object", where)
    tracker = tests.workshop.part_tracker(
        check.evaluating, "members", where, tests.room, tests.kind
    )
    item = deeper(variable)
    if isinstance(check.check, nodes.Reject):
        tests.failing([f"not {tracker}({variable}).issuperset({variable})"])
        return
    rest = Writer(tests.writer.depth + 1)
    tests.on(rest).any_value(check.check, item, (*where, "unevaluated"))
    if rest.lines:
        name = beside(item, "name")
        tests.writer.line(f"for {name} in {variable}.keys() - {tracker}({variable}):")
        with tests.writer.block():
            tests.writer.line(f"{item} = {variable}[{name}]")
        tests.writer.extend(rest.lines)
