"""Prints the functions that read values: they test and construct in one go.

A reader raises ``Mismatch``, ``KeyError``, ``TypeError`` or ``ValueError`` as soon as something is
wrong; what exactly, the error path finds out.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import field
from typing import assert_never

from typewright.checks import nodes
from typewright.checks.nodes import ACCEPT, Check
from typewright.checks.values import has_type
from typewright.model import (
    Anything,
    Constant,
    Definition,
    Enumeration,
    Mapping,
    Member,
    Nothing,
    Record,
    Reference,
    Scalar,
    Sequence,
    Shape,
    Tuple,
    Union,
)
from typewright.schema import Json
from typewright.schema.schema import JsonType
from typewright.targets.python import combinations, literals, types
from typewright.targets.python.collecting import read_mapping, read_sequence, read_tuple
from typewright.targets.python.expressions import name_words
from typewright.targets.python.guards import wanted_texts
from typewright.targets.python.inlined import is_small_record
from typewright.targets.python.layout import INDENT, Writer
from typewright.targets.python.reading import FAIL, Reading, conversion
from typewright.targets.python.records import read_in_place, read_record
from typewright.targets.python.room import Room
from typewright.targets.python.scopes import Anchors, Scopes
from typewright.targets.python.specialize import JSON_TYPES, conjunction, conjuncts, sole
from typewright.targets.python.tests import Tests
from typewright.targets.python.unions import read_union
from typewright.targets.python.workshop import Workshop
from typewright.values import dataclass


@dataclass(slots=True)
class Reader:
    """Writes the statements that read values into ``writer``.

    ``attribute`` is the one that is read, if it is part of a record; variables are named for it.
    ``direct`` readers read small records where they stand: those that are the attribute, or the
    items of it. ``entered`` are the names of dynamic references whose scopes have been entered.
    """

    workshop: Workshop
    room: Room
    writer: Writer
    attribute: str | None = None
    direct: bool = False
    entered: Set[str] = frozenset()
    _tests: Tests | None = field(init=False, repr=False, default=None)

    @property
    def tests(self) -> Tests:
        """The emitter of tests that shares this writer."""
        if self._tests is None:
            self._tests = Tests(self.workshop, self.room, self.writer, FAIL)
        return self._tests

    def on(self, writer: Writer) -> Reader:
        """The same reader with another writer."""
        return Reader(self.workshop, self.room, writer, self.attribute, self.direct, self.entered)

    def of(self, attribute: str, depth: int) -> Reader:
        """A reader of an attribute, with a writer of its own at some depth."""
        return Reader(self.workshop, self.room, Writer(depth), attribute, True, self.entered)

    def nested(self, *, direct: bool = False) -> Reader:
        """A reader whose writer is one level deeper."""
        writer = Writer(self.writer.depth + 1)
        return Reader(self.workshop, self.room, writer, self.attribute, direct, self.entered)

    def specialized(self, check: Check, kind: JsonType) -> Check:
        """``check`` for values of one type."""
        return self.workshop.specialized(check, kind)

    # --- definitions -----------------------------------------------------------------------------

    def definition(self, definition: Definition, check: Check) -> None:
        """The whole function that reads ``definition``."""
        stem = self.workshop.names.stem(definition)
        returns = types.annotation(definition, self.workshop)
        if isinstance(definition.shape, Record):
            self.room.classes.add(returns)
        self.writer.signature(
            f"read_{stem}",
            ["value: Any"],
            returns if isinstance(definition.shape, Record) else "Any",
        )
        with self.writer.block():
            if isinstance(check, nodes.Scope):
                inner = self._entering(check.anchors)
                with self.writer.block():
                    inner._body(definition, check.check, stem)
            else:
                self._body(definition, check, stem)

    def default(self, definition: Definition, member: Member, value: Json) -> None:
        """The whole function that makes the default of a member, a new one each time."""
        name = self.workshop.default(definition, member.name, self.room, "validators")
        self.writer.signature(name, [], "Any")
        stem = self.workshop.names.stem(definition)
        with self.writer.block():
            self.writer.line(f"value: Any = {literals.value(value)}")
            reading = self.read(member.shape, ACCEPT, "value", (stem, name_words(member.name)))
            self.writer.line(f"return {reading.expression}")

    def _body(self, definition: Definition, check: Check, stem: str) -> None:
        if isinstance(definition.shape, Record):
            read_record(self, definition, definition.shape, check, (stem,))
        elif types.is_enum(definition, self.workshop):
            self._enum(definition, check, (stem,))
        else:
            reading = self.read(definition.shape, check, "value", (stem,))
            if self.writer.lines[-1] != INDENT * self.writer.depth + FAIL:
                self.writer.line(f"return {reading.expression}")

    def _enum(self, definition: Definition, check: Check, where: tuple[str, ...]) -> None:
        """The member of an enumeration; unknown values as they are when these are kept."""
        name = self.workshop.names.class_(definition)
        self.room.classes.add(name)
        self.tests.any_value(check, "value", where)
        if self.workshop.options.unknown_enum_values == "keep":
            values = types.enum_values(definition)
            known = self.room.values(values, where, "validators")
            self.writer.bracketed("return ", [f"{name}(value) if value in {known} else value"], "")
        else:
            self.writer.line(f"return {name}(value)")

    # --- shapes ----------------------------------------------------------------------------------

    def read(
        self,
        shape: Shape,
        check: Check,
        variable: str,
        where: tuple[str, ...],
        kind: JsonType | None = None,
    ) -> Reading:
        """Tests ``variable`` by ``check`` and gives the expression for the value it stands for.

        ``kind`` is its type, where that has been tested.
        """
        if self.workshop.has_scopes:
            if isinstance(check, nodes.Scope):
                return self._scoped(shape, check.anchors, check.check, variable, where, kind)
            if anchors := self.scopes.of(shape, check):
                self.tests.any_value(check, variable, where)
                return self._scoped(shape, anchors, ACCEPT, variable, where, kind)
        match shape:
            case Scalar():
                return self._scalar(shape, check, variable, where, kind)
            case Reference(target=target):
                definition = self.workshop.model[target]
                return self._reference(definition, check, variable, where, kind)
            case Constant() | Enumeration():
                return self._values(check, variable, where)
            case Union():
                return read_union(self, shape, check, variable, where)
            case Sequence(item=item):
                if kind != "array":
                    self.tests.failing([f"type({variable}) is not list"])
                return read_sequence(self, item, check, variable, where)
            case Mapping(value=item):
                if kind != "object":
                    self.tests.failing([f"type({variable}) is not dict"])
                return read_mapping(self, item, check, variable, where)
            case Tuple():
                return read_tuple(self, shape, check, variable, where)
            case Nothing() if self.workshop.options.unknown_enum_values == "refuse":
                self.writer.line(FAIL)
                return Reading(variable)
            case Nothing() | Anything() | Record():
                # Where unknown values are kept, some fit choices that exclude each other.
                self.tests.any_value(check, variable, where)
                return Reading(variable)
            case _:
                assert_never(shape)

    def _scoped(
        self,
        shape: Shape,
        anchors: Anchors,
        check: Check,
        variable: str,
        where: tuple[str, ...],
        kind: JsonType | None,
    ) -> Reading:
        """Reads where dynamic references lead to what they have to for parts of the value, too."""
        if not self.scopes.leads_on(anchors):
            return self.read(shape, check, variable, where, kind)
        inner = self._entering(anchors)
        with self.writer.block():
            reading = inner.read(shape, check, variable, where, kind)
            self.writer.line(f"{variable} = {reading.expression}")
        return Reading(variable, same=False)

    def _entering(self, anchors: Anchors) -> Reader:
        """A reader inside the block in which dynamic references may lead to ``anchors``, the head
        of which it writes.
        """
        combinations.enter_scope(self.tests, anchors)
        inner = self.on(self.writer)
        inner.entered = self.scopes.inside(anchors).entered
        return inner

    @property
    def scopes(self) -> Scopes:
        """In which scope the parts of a value are read that is read here."""
        return Scopes(self.workshop, self.entered)

    def _scalar(
        self,
        scalar: Scalar,
        check: Check,
        variable: str,
        where: tuple[str, ...],
        kind: JsonType | None,
    ) -> Reading:
        rest = self.specialized(check, scalar.kind)
        native = types.native(scalar, self.workshop)
        if native is not None:
            self.workshop.use(self.room, "validators", native.parser)
            own = [
                part
                for part in conjuncts(rest)
                if isinstance(part, nodes.Format) and part.name == scalar.format
            ]
            others = (part for part in conjuncts(rest) if part not in own)
            self.tests.failing([f"type({variable}) is not str"])
            told = [each for part in own for each in self.tests.formatted(part, variable)]
            if told:
                self.tests.failing(told)
            self.tests.typed(conjunction(others), variable, "string", where)
            return Reading(f"{native.parser}({variable})", same=False)
        if scalar.kind == "integer" or kind != scalar.kind:
            reading = self.of_type(scalar.kind, variable, self.writer)
        else:
            reading = Reading(variable)
        self.tests.typed(rest, variable, scalar.kind, where)
        return reading

    def of_type(self, kind: JsonType, variable: str, writer: Writer) -> Reading:
        """Tests the type of a scalar into ``writer``; whole numbers become ``int``."""
        if kind == "integer":
            self.workshop.use(self.room, "validators", "whole")
            writer.extend(conversion(variable, writer.depth))
            return Reading(variable, same=False)
        writer.failing([self.tests.negated_type(kind, variable)], "or", FAIL)
        return Reading(variable)

    def _values(self, check: Check, variable: str, where: tuple[str, ...]) -> Reading:
        """An enumeration or a constant: the check says which values, once."""
        parts = conjuncts(check)
        texts = wanted_texts(parts)
        if texts is not None:  # as most often
            return self._found(texts.values, variable, where)
        if len(parts) == 2 and isinstance(parts[0], nodes.TypeTest):
            only = self._of_types(parts[1], parts[0])
            parts = (only,) if only is not None else parts
        if len(parts) == 1 and isinstance(parts[0], nodes.OneOfValues):
            wanted = parts[0].values
            if all(isinstance(value, str) or value is None for value in wanted):
                return self._found(wanted, variable, where)
        texts = self._only_texts(check)
        if texts is not None:
            return self._found(texts.values, variable, where)
        self.tests.any_value(check, variable, where)
        return Reading(variable)

    def _found(self, values: tuple[Json, ...], variable: str, where: tuple[str, ...]) -> Reading:
        """One of some texts, which are the same in all objects: that of the data can go."""
        known = self.room.values(values, where, "validators")
        return Reading(f"{known}[{variable}]", same=False, texts=values)

    def _only_texts(self, check: Check) -> nodes.OneOfValues | None:
        """The texts that are all that a check allows; ``None`` where it says it in another way."""
        others = (kind for kind in JSON_TYPES if kind != "string")
        texts = self.specialized(check, "string")
        if isinstance(texts, nodes.OneOfValues) and all(
            isinstance(self.specialized(check, kind), nodes.Reject) for kind in others
        ):
            return texts
        return None

    def _of_types(self, check: Check, test: nodes.TypeTest) -> nodes.OneOfValues | None:
        """The values that have one of the types of ``test``."""
        if not isinstance(check, nodes.OneOfValues):
            return None
        kept = tuple(v for v in check.values if any(has_type(v, kind) for kind in test.types))
        return nodes.OneOfValues(kept, check.keyword) if kept else None

    def _reference(
        self,
        definition: Definition,
        check: Check,
        variable: str,
        where: tuple[str, ...],
        kind: JsonType | None,
    ) -> Reading:
        rest = self._beside(definition, check)
        if types.is_inline(definition, self.workshop):
            stem = self.workshop.names.stem(definition)
            inner = self.workshop.model.checks[definition.schema]
            reading = self.read(definition.shape, inner, variable, (stem,), kind)
            self._remaining(rest, variable, where, kind)
            return reading
        self._remaining(rest, variable, where, kind)
        shape = definition.shape
        if self.direct and isinstance(shape, Record) and self._is_near(definition):
            return read_in_place(self, definition, shape, variable, where)
        return Reading(f"{self.workshop.reader(definition, self.room)}({variable})", same=False)

    def _remaining(
        self, check: Check, variable: str, where: tuple[str, ...], kind: JsonType | None
    ) -> None:
        """Tests what a check demands beside what a reader does, of a value of which a type may be
        known.
        """
        if kind is None:
            self.tests.any_value(check, variable, where)
        else:
            self.tests.typed(self.specialized(check, kind), variable, kind, where)

    def _is_near(self, definition: Definition) -> bool:
        """Whether a record is small and of this module; compiled, calls cost nothing."""
        workshop = self.workshop
        is_here = workshop.module_of(definition.key) == self.room.module
        return is_here and not workshop.options.compiled and is_small_record(definition, workshop)

    def _beside(self, definition: Definition, check: Check) -> Check:
        """What ``check`` asks for besides what holds for every value that the reader of
        ``definition`` reads.
        """
        if isinstance(check, nodes.Call) and check.target == definition.schema:  # as most often
            return ACCEPT
        call = nodes.Call(definition.schema)
        parts = [part for part in conjuncts(check) if sole(part) != call]
        if not parts:
            return ACCEPT
        own = self.workshop.model.checks[definition.schema]
        kinds = types.kinds(definition.shape, self.workshop)
        implied = [*conjuncts(own)]
        if len(kinds) == 1:
            implied += (part for kind in kinds for part in conjuncts(self.specialized(own, kind)))
        return conjunction(
            part
            for part in parts
            if sole(part) not in implied
            and not all(self.specialized(part, kind) == ACCEPT for kind in kinds)
        )
