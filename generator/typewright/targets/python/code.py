"""The functions of a package: readers, predicates, trackers and collectors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, starmap
from typing import TypeAlias

from typewright.model import Definition, Record
from typewright.schema import ABSENT
from typewright.targets.python import literals
from typewright.targets.python.collectors import Collector
from typewright.targets.python.defaults import inline
from typewright.targets.python.imports import module_imports
from typewright.targets.python.inlined import may_raise
from typewright.targets.python.layout import Writer
from typewright.targets.python.mentions import names_in
from typewright.targets.python.readers import Reader
from typewright.targets.python.reading import FAILURE
from typewright.targets.python.room import Ask, Asked, Interned, Kind, Room, Value
from typewright.targets.python.support import homes
from typewright.targets.python.tests import Tests
from typewright.targets.python.trackers import Tracker
from typewright.targets.python.views import CodeModule
from typewright.targets.python.workshop import Workshop

MOST_BRANCHES = 160
"""A function with more of them inside ``try`` is too complex for some type checkers."""

_Lines: TypeAlias = Sequence[str]
"""The lines of a function."""

_BRANCHES = re.compile(r"^ *(?:if|elif|for) ", re.MULTILINE)


class Code:
    """The functions of one group.

    What is written for a group depends on its definitions and what they lead to, and on what other
    groups ask of it (``Room.asks``); on nothing else, and on no order.
    """

    def __init__(self, workshop: Workshop, reading: Workshop, room: Room) -> None:
        self.workshop = workshop
        self.reading = reading
        self.room = room
        self._readers: list[_Lines] = []
        self._functions: dict[Kind, dict[str, _Lines]] = {"validators": {}, "errors": {}}
        self._roots: set[str] = set()
        self._names: dict[Kind, frozenset[str]] = {}  # what the functions mention

    def define(self, definitions: Iterable[Definition]) -> None:
        """The readers of the definitions of the group, and what their classes call."""
        workshop, room = self.workshop, self.room
        for definition in definitions:
            writer = Writer()
            reader = Reader(self.reading, room, writer)
            reader.definition(definition, self.reading.model.checks[definition.schema])
            self._readers.append(writer.lines)
            self._readers += self._defaults(definition)
            tests: Kind = "validators"  # a class finds its functions by their names
            collects: Kind = "errors"
            if workshop.has_functions(definition):
                tests = collects = workshop.kind_of(definition)
                workshop.reader(definition, room, tests)
            for called in (
                workshop.predicate(definition.schema, room, tests),
                workshop.collector(definition.schema, room, collects),
                self.reading.collector(definition.schema, room, collects),
            ):
                self._roots.add(called.rpartition(".")[2])

    def _defaults(self, definition: Definition) -> Iterator[_Lines]:
        """The functions that make the defaults of members that are no scalars."""
        if not isinstance(definition.shape, Record):
            return
        for member in definition.shape.members:
            value = self.workshop.defaults.get((definition.key, member.name), ABSENT)
            if value is not ABSENT and inline(member, value, self.workshop) is None:
                writer = Writer()
                Reader(self.reading, self.room, writer).default(definition, member, value)
                yield writer.lines

    def grant(self, asks: Mapping[str, Ask]) -> None:
        """What other groups ask of this one, by the names of the functions."""
        for name, ask in sorted(asks.items()):
            (self.reading if ask.as_read else self.workshop).grant(ask, name, self.room)
        self._roots.update(asks)

    def finish(self, mentioned: frozenset[str]) -> None:
        """Predicates, trackers and collectors, until nothing more is asked for.

        What only code asked for that was written once and again is dropped. ``mentioned`` are names
        that modules of helpers mention.
        """
        asked = -1
        while asked != self.room.asked:
            asked = self.room.asked
            self._write()
        parts = self._parts()
        called = [name for name in parts if self._is_called(name, mentioned)]
        while called:
            lines: dict[Kind, list[_Lines]] = {}
            for name in called:
                kind = parts.pop(name)
                lines.setdefault(kind, []).append(self._functions[kind][name])
            said = {kind: names_in(chain.from_iterable(some)) for kind, some in lines.items()}
            for kind, names in said.items():
                self._names[kind] |= names
            called = [name for name in frozenset().union(*said.values()) if name in parts]
        for name, kind in parts.items():
            del self._functions[kind][name]
        asks = self.room.asks
        self.room.asks = {n: ask for n, ask in asks.items() if self._is_called(n, mentioned)}

    def _parts(self) -> dict[str, Kind]:
        """The functions that are there only where another one calls them, with their kinds; what
        all others mention is noted.
        """
        parts: dict[str, Kind] = {}
        for kind, functions in self._functions.items():
            first = [*self._readers] if kind == "validators" else []
            first += (lines for name, lines in functions.items() if name in self._roots)
            self._names[kind] = names_in(chain.from_iterable(first))
            parts |= dict.fromkeys(functions.keys() - self._roots, kind)
        return parts

    def _is_called(self, name: str, mentioned: frozenset[str]) -> bool:
        """Whether a function of any module mentions a name; those of helpers have ``mentioned``."""
        return name in mentioned or any(name in names for names in self._names.values())

    def _write(self) -> None:
        room = self.room
        validators, errors = self._functions["validators"], self._functions["errors"]
        for name, asked in list(room.predicates.items()):
            if name not in validators:
                validators[name] = _predicate(room, name, asked)
        for name, (what, asked) in list(room.trackers.items()):
            if name not in validators:
                writer = Writer()
                Tracker(asked.workshop, room, writer, what).function(name, asked.check)
                validators[name] = writer.lines
        for name, asked in list(room.collectors.items()):
            if name not in errors:
                writer = Writer()
                Collector(asked.workshop, room, writer).function(name, asked.check)
                errors[name] = writer.lines

    def modules(self, header: str) -> Iterator[tuple[Kind, CodeModule]]:
        """The views of the modules of functions that the group has."""
        validators = [*self._readers, *self._functions["validators"].values()]
        errors = [*self._functions["errors"].values()]
        tests, collects = self._names["validators"], self._names["errors"]
        used = self.room.constants.keys() & (tests | collects)
        constants = {name: self.room.constants[name] for name in sorted(used)}
        if validators or self.room.borrowed:
            yield "validators", self._module("validators", header, validators, tests, constants)
        if errors:
            yield "errors", self._module("errors", header, errors, collects, {})

    def _module(
        self,
        kind: Kind,
        header: str,
        functions: Sequence[_Lines],
        mentioned: frozenset[str],
        constants: Mapping[str, Value],
    ) -> CodeModule:
        room = self.room
        support = set(room.support.get(kind, ()))
        if kind == "validators" and FAILURE in mentioned:
            support.add(FAILURE)
            self.workshop.use(room, kind, FAILURE)
        linked = room.linked.get(kind, {})
        linked = {home: names & mentioned for home, names in linked.items() if names & mentioned}
        if linked:
            mentioned |= {"link"}
            support.add("link")
            self.workshop.use(room, kind, "link")
        makers = tuple(_makers(room)) if kind == "validators" else ()
        interns = any(isinstance(value, Interned) for value in constants.values())
        for helper, is_used in (("maker", makers), ("interned", interns)):
            if is_used:
                mentioned |= {helper}
                support.add(helper)
                self.workshop.use(room, kind, helper)
        loaded: dict[str, Iterable[str]] = {
            "..": room.packages.get(kind, set()) & mentioned,
            **homes(support & mentioned),
        }
        adopts = kind == "validators" and self.workshop.options.compiled
        if adopts:
            loaded[".._extension"] = ["adopt"]
        checked: dict[str, Iterable[str]] = {"typing": ["Any"]}
        if kind == "validators":
            loaded[f"..models.{room.module}"] = room.classes & mentioned
        else:
            loaded[f"..validators.{room.module}"] = room.borrowed & mentioned
        doc = {
            "validators": "Reads and checks JSON data; stops at the first thing that is wrong.",
            "errors": "Collects everything that is wrong with JSON data.",
        }
        return CodeModule(
            header=header,
            doc=literals.docstring(doc[kind], 0),
            imports=module_imports(loaded, checked, linked),
            constants=(*starmap(_constant, constants.items()), *makers),
            functions=tuple(functions),
            adopts=adopts,
        )


def _constant(name: str, value: Value) -> tuple[str, ...]:
    writer = Writer()
    if isinstance(value, Interned):
        writer.bracketed(f"{name} = interned(", value.texts, ")")
    elif isinstance(value, str):
        # What an empty list or set holds, no type checker knows.
        annotation = ": list[Any]" if value.startswith("[") else ""
        writer.line(f"{name}{annotation} = {value}")
    elif value:
        writer.line(f"{name} = frozenset({{{', '.join(value)}}})")
    else:
        writer.line(f"{name}: frozenset[Any] = frozenset()")
    return tuple(writer.lines)


def _makers(room: Room) -> Iterator[tuple[str, ...]]:
    """What makes objects, by a call that is as short as can be."""
    for name, class_ in sorted(room.makers.items()):
        writer = Writer()
        writer.bracketed(f"{name} = maker(", [class_], ")")
        yield tuple(writer.lines)


def _predicate(room: Room, name: str, asked: Asked) -> tuple[str, ...]:
    head, body = Writer(), Writer(1)
    head.signature(name, ["value: Any"], "bool")
    if may_raise(asked.check, asked.workshop):
        inside = Writer(2)
        _tests(room, name, asked, inside, direct=True)
        if _has_few_branches(inside.lines):
            asked.workshop.use(room, "validators", "FAULTS")
            body.line("try:")
            body.extend(inside.lines)
            body.line("except FAULTS:")
            with body.block():
                body.line("return False")
            return (*head.lines, *body.lines)
        _tests(room, name, asked, body, direct=False)
    else:
        _tests(room, name, asked, body, direct=True)
    return (*head.lines, *body.lines)


def _tests(room: Room, name: str, asked: Asked, writer: Writer, *, direct: bool) -> None:
    tests = Tests(asked.workshop, room, writer, "return False", direct=direct)
    tests.any_value(asked.check, "value", (name.partition("_")[2],))
    writer.conclude()


def _has_few_branches(lines: Sequence[str]) -> bool:
    """Whether there are about ``MOST_BRANCHES`` ways through statements, or fewer."""
    code = "\n".join(lines)
    most = MOST_BRANCHES - code.count(" and ") - code.count(" or ")
    return len(lines) <= most or len(_BRANCHES.findall(code)) <= most
