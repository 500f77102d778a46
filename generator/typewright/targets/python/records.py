"""Reading records: the straight-line code that tests members and fills slots."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import nullcontext
from typing import TYPE_CHECKING

from typewright.checks import nodes
from typewright.checks.nodes import Check
from typewright.model import Anything, Definition, Member, Record
from typewright.schema import ABSENT
from typewright.targets.python import defaults, literals, types
from typewright.targets.python.expressions import name_words
from typewright.targets.python.layout import Writer
from typewright.targets.python.names import EXTRA
from typewright.targets.python.reading import Reading
from typewright.targets.python.record_checks import RecordChecks

if TYPE_CHECKING:
    from typewright.targets.python.readers import Reader

_CONSTANT = re.compile(r"""item != ("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')""")
"""A test that leaves one text, which is stored as it stands here: that of the data can go."""

_CONCLUDED = re.compile(r"\btype\(item\) is (?:not )?(\w+)")
"""A test from which type checkers conclude what class the item is of."""


def read_record(
    reader: Reader, definition: Definition, record: Record, check: Check, where: tuple[str, ...]
) -> None:
    layout = RecordChecks.of(
        reader.specialized(check, "object"), record, reader.workshop, definition
    )
    reader.tests.failing(["type(value) is not dict"])
    reader.tests.typed(layout.rest, "value", "object", where)
    class_ = reader.workshop.names.class_(definition)
    stem = reader.workshop.names.stem(definition)
    reader.writer.line(f"result = {reader.room.maker(class_, stem)}()")
    names = reader.workshop.attributes(definition, record)
    required = layout.required
    told = layout.closed or reader.workshop.keeps_others(record)
    counted = told or not isinstance(layout.additional, nodes.Accept)
    optional = any(member.name not in required for member in record.members)
    if counted and optional:
        reader.writer.line(f"known = {len(record.members)}")
    for member in record.members:
        attribute = names[member.name]
        absent = [f"result.{attribute} = {_absent(reader, definition, member)}"]
        absent += ["known -= 1"] if counted else []
        _member(reader, member, attribute, layout, where, absent, told)
    known = "known" if optional else str(len(record.members))
    _others(reader, record, layout, known, where)
    reader.writer.line("return result")


def _member(
    reader: Reader,
    member: Member,
    attribute: str,
    layout: RecordChecks,
    where: tuple[str, ...],
    absent: Sequence[str],
    told: bool,
) -> None:
    """Reads a member; ``absent`` is what to do where it is not there.

    ``told`` says that the count of members tells in the end whether one of them is null.
    """
    key = literals.string(member.name)
    check = layout.members[member.name]
    place = (*where, name_words(member.name))
    if member.name in layout.required:
        _present(reader, member, attribute, check, place)
        return
    inner = reader.nested()
    if told and isinstance(reader.specialized(check, "null"), nodes.Reject):
        # One look finds whether it is there and what it is.
        reader.writer.bracketed("item = value.get(", [key], ")")
        reader.writer.line("if item is None:")
        with reader.writer.block():
            _lines(reader, absent)
        _taken(inner, member, attribute, check, place)
        reader.writer.line("else:")
        reader.writer.extend(inner.writer.lines)
        return
    reader.writer.condition("if", [f"{key} in value"])
    _present(inner, member, attribute, check, place)
    reader.writer.extend(inner.writer.lines)
    reader.writer.line("else:")
    with reader.writer.block():
        _lines(reader, absent)


def _lines(reader: Reader, lines: Sequence[str]) -> None:
    for line in lines:
        reader.writer.line(line)


def _absent(reader: Reader, definition: Definition, member: Member) -> str:
    """What the attribute of a member is that is not there: its default, if that is applied."""
    default = reader.workshop.defaults.get((definition.key, member.name), ABSENT)
    if default is ABSENT:
        if not member.required:
            reader.workshop.use(reader.room, "validators", "UNSET")
        return "UNSET"
    expression = defaults.inline(member, default, reader.workshop)
    if expression is None:
        made = reader.workshop.default(definition, member.name, reader.room, "validators")
        return f"{made}()"
    return expression


def _present(
    reader: Reader,
    member: Member,
    attribute: str,
    check: Check,
    place: tuple[str, ...],
) -> None:
    """Reads a member that is there, straight into its attribute."""
    key = literals.string(member.name)
    inner = reader.of(attribute)
    reading = inner.read(member.shape, check, "item", place)
    constant = _constant(inner, reading)
    if constant is not None:
        reader.tests.failing([f"value[{key}] != {constant}"])
        reader.writer.line(f"result.{attribute} = {constant}")
        return
    if not inner.writer.lines and not reading.same and reading.expression.count("item") == 1:
        before, _, after = reading.expression.partition("item")
        direct = f"result.{attribute} = {before}value[{key}]{after}"
        if reader.writer.fits(direct):
            reader.writer.line(direct)
            return
    if not inner.writer.lines and reading.same:
        direct = f"result.{attribute} = value["
        reader.writer.bracketed(direct, [key], "]")
        return
    reader.writer.bracketed("item = value[", [key], "]")
    _store(reader, member, attribute, inner, reading)


def _taken(
    reader: Reader,
    member: Member,
    attribute: str,
    check: Check,
    place: tuple[str, ...],
) -> None:
    """Reads a member whose value is in ``item`` already."""
    inner = reader.of(attribute)
    reading = inner.read(member.shape, check, "item", place)
    constant = _constant(inner, reading)
    if constant is not None:
        reading = Reading(constant, same=False)
    _store(reader, member, attribute, inner, reading)


def _constant(inner: Reader, reading: Reading) -> str | None:
    """The only value that passes what was tested, if that is a text."""
    lone = inner.writer.lone_test if reading.same else None
    found = _CONSTANT.fullmatch(lone[0]) if lone is not None and len(lone) == 1 else None
    return None if found is None else found[1]


def _store(reader: Reader, member: Member, attribute: str, inner: Reader, reading: Reading) -> None:
    """Writes how ``inner`` tests the item, which then becomes the value of the attribute."""
    reader.writer.extend(inner.writer.lines)
    expression = reading.expression
    concluded = {each[1] for line in inner.writer.lines for each in _CONCLUDED.finditer(line)}
    if expression == "item" and concluded & types.chosen(member.shape, reader.workshop):
        # To a type checker the tests have made a mere string of the item.
        if reading.same:
            key = literals.string(member.name)
            reader.writer.bracketed(f"result.{attribute} = value[", [key], "]")
            return
        reader.workshop.use(reader.room, "validators", "untyped")
        expression = "untyped(item)"
    reader.writer.line(f"result.{attribute} = {expression}")


def _others(
    reader: Reader, record: Record, layout: RecordChecks, known: str, where: tuple[str, ...]
) -> None:
    """What becomes of members that the record does not name."""
    kept = reader.workshop.keeps_others(record)
    if layout.closed:
        reader.tests.failing([f"len(value) != {known}"])
        if kept:
            reader.writer.line(f"result.{EXTRA} = None")
        return
    shape = record.additional if kept and record.additional is not None else Anything()
    nested = reader.on(Writer(reader.writer.depth + (2 if record.members else 1)))
    reading = nested.read(shape, layout.additional, "item", (*where, "additional"))
    if not nested.writer.lines and reading.same:
        if kept:
            _copied(reader, record, known, where)
        return
    if kept:
        nested.writer.line(f"extra[name] = {reading.expression}")
    pairs, part = ("name, item", "items") if kept else ("item", "values")
    source = "value"
    if record.members:
        source = _unnamed(reader, record, known, where)
        if kept:
            reader.writer.line(f"result.{EXTRA} = None")
        reader.writer.line(f"if len(value) != {known}:")
    with reader.writer.block() if record.members else nullcontext():
        if kept:
            reader.writer.line("extra: dict[str, Any] = {}")
        reader.writer.line(f"for {pairs} in {source}.{part}():")
        reader.writer.extend(nested.writer.lines)
        if kept:
            reader.writer.line(f"result.{EXTRA} = extra")


def _copied(reader: Reader, record: Record, known: str, where: tuple[str, ...]) -> None:
    if not record.members:
        reader.writer.line(f"result.{EXTRA} = value.copy()")
        return
    reader.writer.line(f"result.{EXTRA} = None")
    reader.writer.line(f"if len(value) != {known}:")
    with reader.writer.block():
        reader.writer.line(f"result.{EXTRA} = {_unnamed(reader, record, known, where)}")


def _unnamed(reader: Reader, record: Record, known: str, where: tuple[str, ...]) -> str:
    """An expression for the members of ``value`` that the record does not name."""
    names = tuple(literals.string(member.name) for member in record.members)
    reader.workshop.use(reader.room, "validators", "others")
    constant = reader.room.constant((*where, "members"), names, "validators")
    return f"others(value, {constant}, {known})"
