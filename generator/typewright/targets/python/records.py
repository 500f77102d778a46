"""Reading records: the straight-line code that tests members and fills slots."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import nullcontext
from typing import TYPE_CHECKING

from typewright.checks import nodes
from typewright.checks.nodes import Check
from typewright.model import Anything, Definition, Member, Record, Scalar
from typewright.schema import ABSENT
from typewright.targets.python import defaults, literals, types
from typewright.targets.python.collecting import named_for
from typewright.targets.python.expressions import deeper, name_words
from typewright.targets.python.layout import Writer
from typewright.targets.python.names import EXTRA
from typewright.targets.python.reading import FAIL, Reading
from typewright.targets.python.record_checks import RecordChecks
from typewright.values import dataclass

if TYPE_CHECKING:
    from typewright.targets.python.readers import Reader

FEW = 4
"""So many names are looked through as quickly as a set is asked."""

_CONCLUDED = re.compile(r"\btype\((\w+)\) is (?:not )?(\w+)")
"""A test from which type checkers conclude what class a variable is of."""


def read_record(
    reader: Reader, definition: Definition, record: Record, check: Check, where: tuple[str, ...]
) -> None:
    """The statements of a function that reads a record."""
    _Statements.of(reader, definition, record, check, where).write()
    reader.writer.line("return result")


def read_in_place(
    reader: Reader, definition: Definition, record: Record, variable: str, where: tuple[str, ...]
) -> Reading:
    """Reads a small record that is in a variable, without a call of the function that reads it."""
    stem = reader.workshop.names.stem(definition)
    check = reader.workshop.model.checks[definition.schema]
    made = named_for(reader, where, "its_", f" = new_{stem}()")
    place = made.removeprefix("its_")
    variables = (variable, made, f"known_{place}")
    _Statements.of(reader, definition, record, check, (stem,), variables, f"{place}__").write()
    return Reading(made, same=False)


@dataclass(slots=True)
class _Statements:
    """Writes the statements that read a record into the writer of ``reader``.

    The variable ``value`` holds the JSON data, ``result`` what becomes of it, ``known`` the number
    of its members that are known, and ``item`` one of them. What is made of members is named for
    their attributes, behind ``place``.
    """

    reader: Reader
    writer: Writer
    definition: Definition
    record: Record
    layout: RecordChecks
    where: tuple[str, ...]
    value: str
    result: str
    known: str
    place: str
    item: str

    @classmethod
    def of(
        cls,
        reader: Reader,
        definition: Definition,
        record: Record,
        check: Check,
        where: tuple[str, ...],
        variables: tuple[str, str, str] = ("value", "result", "known"),
        place: str = "",
    ) -> _Statements:
        check = reader.specialized(check, "object")
        layout = RecordChecks.of(check, record, reader.scopes, definition)
        item = deeper(variables[0])
        writer = reader.writer
        return cls(reader, writer, definition, record, layout, where, *variables, place, item)

    @property
    def is_told(self) -> bool:
        """Whether the number of members tells in the end that one of them is null."""
        return self.layout.closed or self.reader.workshop.keeps_others(self.record)

    def write(self) -> None:
        """All of the statements."""
        reader, workshop = self.reader, self.reader.workshop
        reader.tests.failing([f"type({self.value}) is not dict"])
        reader.tests.typed(self.layout.rest, self.value, "object", self.where)
        self.writer.line(f"{self.result} = {workshop.maker(self.definition, reader.room)}()")
        names = workshop.attributes(self.definition, self.record)
        optional = any(member.name not in self.layout.required for member in self.record.members)
        counted = self.is_told or not isinstance(self.layout.additional, nodes.Accept)
        if counted and optional:
            self.writer.line(f"{self.known} = {len(self.record.members)}")
        for member in self.record.members:
            attribute = names[member.name]
            absent = [f"{self.result}.{attribute} = {self._absent(member)}"]
            absent += [f"{self.known} -= 1"] if counted else []
            self._member(member, attribute, absent)
        self._others(self.known if optional else str(len(self.record.members)))

    def _member(self, member: Member, attribute: str, absent: Sequence[str]) -> None:
        """Reads a member; ``absent`` is what to do where it is not there."""
        if member.name in self.layout.required:
            self._present(member, attribute)
            return
        key = literals.string(member.name)
        null = self.reader.specialized(self.layout.members[member.name], "null")
        if self.is_told and isinstance(null, nodes.Reject):
            # One look finds whether it is there and what it is.
            self.writer.bracketed(f"{self.item} = {self.value}.get(", [key], ")")
            self.writer.line(f"if {self.item} is None:")
            self._lines(absent)
            self.writer.line("else:")
            with self.writer.block():
                self._taken(member, attribute)
            return
        if absent[0].endswith(" = UNSET") and not self.reader.workshop.options.compiled:
            self._given(member, attribute, absent[1:])
            return
        self.writer.condition("if", [f"{key} in {self.value}"])
        with self.writer.block():
            self._present(member, attribute)
        self.writer.line("else:")
        self._lines(absent)

    def _lines(self, lines: Sequence[str]) -> None:
        with self.writer.block():
            for line in lines:
                self.writer.line(line)

    def _absent(self, member: Member) -> str:
        """What the attribute of a member is that is not there: its default, if that is applied."""
        workshop, room = self.reader.workshop, self.reader.room
        default = workshop.defaults.get((self.definition.key, member.name), ABSENT)
        if default is ABSENT:
            if member.name not in self.layout.required:
                workshop.use(room, "validators", "UNSET")
            return "UNSET"
        expression = defaults.inline(member, default, workshop)
        if expression is None:
            return f"{workshop.default(self.definition, member.name, room, 'validators')}()"
        return expression

    def _read(self, member: Member, attribute: str, depth: int) -> tuple[Writer, Reading]:
        """What tests a member that is in ``item``, and what comes of reading it."""
        check = self.layout.members[member.name]
        match member.shape, check:
            case Scalar(kind=kind, format=None), nodes.TypeTest(types=(only,)) if (
                kind == only
            ):  # as most often
                writer = Writer(depth)
                return writer, self.reader.of_type(kind, self.item, writer)
            case _:
                inner = self.reader.of(f"{self.place}{attribute}", depth)
                where = (*self.where, name_words(member.name))
                return inner.writer, inner.read(member.shape, check, self.item, where)

    def _present(self, member: Member, attribute: str) -> None:
        """Reads a member that is there, straight into its attribute."""
        tests, reading = self._read(member, attribute, self.writer.depth)
        key, target = literals.string(member.name), f"{self.result}.{attribute}"
        if tests.lines:
            self.writer.bracketed(f"{self.item} = {self.value}[", [key], "]")
            self._store(member, attribute, tests, reading)
            return
        if reading.only is not None:
            self.reader.tests.failing([f"{self.value}[{key}] != {reading.only}"])
            self.writer.line(f"{target} = {reading.only}")
            return
        if reading.same:
            self.writer.bracketed(f"{target} = {self.value}[", [key], "]")
            return
        expression = reading.expression
        if expression.count(self.item) == 1:
            direct = f"{target} = {expression.replace(self.item, f'{self.value}[{key}]')}"
            if self.writer.fits(direct):
                self.writer.line(direct)
                return
        self.writer.bracketed(f"{self.item} = {self.value}[", [key], "]")
        self._store(member, attribute, tests, reading)

    def _taken(self, member: Member, attribute: str) -> None:
        """Reads a member whose value is in ``item`` already."""
        tests, reading = self._read(member, attribute, self.writer.depth)
        if reading.only is not None and not tests.lines:
            tests.failing([f"{self.item} != {reading.only}"], "or", FAIL)
            reading = Reading(reading.only, same=False)
        self._store(member, attribute, tests, reading)

    def _given(self, member: Member, attribute: str, absent: Sequence[str]) -> None:
        """Reads a member that may be absent or null; ``absent`` is what to do besides then."""
        expression = self.item

        def present(body: Writer) -> None:
            nonlocal expression
            tests, reading = self._read(member, attribute, body.depth)
            if reading.expression != self.item:
                tests.line(f"{self.item} = {reading.expression}")
            elif self._is_concluded(member, tests):
                expression = self._untyped()
            body.extend(tests.lines)

        key = literals.string(member.name)
        self.writer.bracketed(f"{self.item} = {self.value}.get(", [key, "UNSET"], ")")
        if absent:
            self.writer.line(f"if {self.item} is UNSET:")
            self._lines(absent)
            self.reader.tests.otherwise(present)
        else:
            self.reader.tests.guarded([f"{self.item} is not UNSET"], present)
        self.writer.line(f"{self.result}.{attribute} = {expression}")

    def _store(self, member: Member, attribute: str, tests: Writer, reading: Reading) -> None:
        """Writes the tests of the item, which then becomes the value of the attribute."""
        self.writer.take(tests)
        expression, target = reading.expression, f"{self.result}.{attribute}"
        if expression == self.item and self._is_concluded(member, tests):
            if reading.same:
                key = literals.string(member.name)
                self.writer.bracketed(f"{target} = {self.value}[", [key], "]")
                return
            expression = self._untyped()
        self.writer.line(f"{target} = {expression}")

    def _is_concluded(self, member: Member, tests: Writer) -> bool:
        """Whether tests have made a mere string of the item to a type checker, or another scalar,
        where the attribute has to be one of some.
        """
        if isinstance(member.shape, Scalar):  # as most often
            return False
        chosen = types.chosen(member.shape, self.reader.workshop)
        if not chosen:
            return False
        found = (each for line in tests.lines for each in _CONCLUDED.finditer(line))
        return any(each[1] == self.item and each[2] in chosen for each in found)

    def _untyped(self) -> str:
        self.reader.workshop.use(self.reader.room, "validators", "untyped")
        return f"untyped({self.item})"

    def _others(self, known: str) -> None:
        """What becomes of members that the record does not name."""
        kept = self.reader.workshop.keeps_others(self.record)
        if self.layout.closed:
            self.reader.tests.failing([f"len({self.value}) != {known}"])
            if kept:
                self.writer.line(f"{self.result}.{EXTRA} = None")
            return
        members, additional = self.record.members, self.record.additional
        shape = additional if kept and additional is not None else Anything()
        nested = self.reader.on(Writer(self.writer.depth + (2 if members else 1)))
        where = (*self.where, "additional")
        reading = nested.read(shape, self.layout.additional, self.item, where)
        if not nested.writer.lines and reading.same:
            if kept:
                self._copied(known)
            return
        if kept:
            nested.writer.line(f"extra[name] = {reading.expression}")
        pairs, part = (f"name, {self.item}", "items") if kept else (self.item, "values")
        source = self.value
        if members:
            source = self._unnamed(known)
            if kept:
                self.writer.line(f"{self.result}.{EXTRA} = None")
            self.writer.line(f"if len({self.value}) != {known}:")
        with self.writer.block() if members else nullcontext():
            if kept:
                self.writer.line("extra: dict[str, Any] = {}")
            self.writer.line(f"for {pairs} in {source}.{part}():")
            self.writer.extend(nested.writer.lines)
            if kept:
                self.writer.line(f"{self.result}.{EXTRA} = extra")

    def _copied(self, known: str) -> None:
        if not self.record.members:
            self.writer.line(f"{self.result}.{EXTRA} = {self.value}.copy()")
            return
        self.writer.line(f"{self.result}.{EXTRA} = None")
        self.writer.line(f"if len({self.value}) != {known}:")
        with self.writer.block():
            self.writer.line(f"{self.result}.{EXTRA} = {self._unnamed(known)}")

    def _unnamed(self, known: str) -> str:
        """An expression for the members of the value that the record does not name."""
        self.reader.workshop.use(self.reader.room, "validators", "others")
        names = tuple(literals.string(member.name) for member in self.record.members)
        if len(names) <= FEW:
            text = f"({', '.join(names)}{',' if len(names) == 1 else ''})"
        else:
            text = self.reader.room.constant((*self.where, "members"), names, "validators")
        return f"others({self.value}, {text}, {known})"
