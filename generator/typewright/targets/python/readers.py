"""Prints the functions that read values: they test and construct in one go.

A reader raises ``Mismatch``, ``KeyError``, ``TypeError`` or ``ValueError`` as soon as something is
wrong; what exactly, the error path finds out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import assert_never

from typewright.checks import nodes
from typewright.checks.nodes import ACCEPT, Check
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
    Variant,
)
from typewright.schema.schema import JsonType
from typewright.targets.python import literals, types
from typewright.targets.python.layout import INDENT, Writer
from typewright.targets.python.names import attributes
from typewright.targets.python.specialize import conjunction, conjuncts, specialize
from typewright.targets.python.tests import Tests, deeper, name_words, names_in
from typewright.targets.python.workshop import Room, Workshop

FAIL = "raise Mismatch"

_LIKELY: tuple[JsonType, ...] = ("string", "object", "array", "number", "boolean", "null")
"""The types in the order in which a value of several is tested."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a variable: the expression for the value, and whether it is the
    variable as it was.
    """

    expression: str
    same: bool = True


@dataclass(frozen=True, slots=True)
class Reader:
    """Writes the statements that read values into ``writer``."""

    workshop: Workshop
    room: Room
    writer: Writer

    @property
    def tests(self) -> Tests:
        """The emitter of tests that shares this writer."""
        return Tests(self.workshop, self.room, self.writer, FAIL)

    def on(self, writer: Writer) -> Reader:
        """The same reader with another writer."""
        return Reader(self.workshop, self.room, writer)

    def nested(self) -> Reader:
        """A reader whose writer is one level deeper."""
        return self.on(Writer(self.writer.depth + 1))

    def specialized(self, check: Check, kind: JsonType) -> Check:
        """``check`` for values of one type."""
        return specialize(check, kind, self.workshop.model.checks)

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
                self.tests.enter_scope(check.anchors)
                with self.writer.block():
                    self._body(definition, check.check, stem)
            else:
                self._body(definition, check, stem)

    def _body(self, definition: Definition, check: Check, stem: str) -> None:
        if isinstance(definition.shape, Record):
            self._record(definition, definition.shape, check, (stem,))
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

    def _record(
        self, definition: Definition, record: Record, check: Check, where: tuple[str, ...]
    ) -> None:
        layout = _RecordChecks.of(
            self.specialized(check, "object"), record, self.workshop, definition
        )
        self.tests.failing(["type(value) is not dict"])
        self.tests.typed(layout.rest, "value", "object", where)
        class_ = self.workshop.names.class_(definition)
        self.workshop.use(self.room, "validators", "new")
        self.writer.line(f"result = new({class_})")
        names = attributes(record.members)
        required = layout.required
        counted = layout.closed or (
            bool(record.members)
            and (
                self.workshop.keeps_others(record)
                or not isinstance(layout.additional, nodes.Accept)
            )
        )
        optional = any(member.name not in required for member in record.members)
        if counted and optional:
            self.writer.line(f"known = {len(record.members)}")
        for member in record.members:
            self._member(member, names[member.name], layout, where, counted)
        known = "known" if optional else str(len(record.members))
        self._others(record, layout, known, where)
        self.writer.line("return result")

    def _member(
        self,
        member: Member,
        attribute: str,
        layout: _RecordChecks,
        where: tuple[str, ...],
        counted: bool,
    ) -> None:
        key = literals.string(member.name)
        check = layout.members[member.name]
        place = (*where, name_words(member.name))
        if member.name in layout.required:
            self._present(self, member, attribute, check, place)
            return
        self.writer.condition("if", [f"{key} in value"])
        inner = self.nested()
        self._present(inner, member, attribute, check, place)
        self.writer.extend(inner.writer.lines)
        self.writer.line("else:")
        with self.writer.block():
            self.workshop.use(self.room, "validators", "UNSET")
            self.writer.line(f"result.{attribute} = UNSET")
            if counted:
                self.writer.line("known -= 1")

    def _present(
        self, reader: Reader, member: Member, attribute: str, check: Check, place: tuple[str, ...]
    ) -> None:
        """Reads a member that is there, straight into its attribute."""
        key = literals.string(member.name)
        inner = reader.on(Writer(reader.writer.depth))
        reading = inner.read(member.shape, check, "item", place)
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
        reader.writer.extend(inner.writer.lines)
        narrowed = any("type(item)" in line for line in inner.writer.lines)
        if narrowed and reading.same and types.is_choice(member.shape, self.workshop):
            # To a type checker the tests have made a mere string of the item.
            reader.writer.bracketed(f"result.{attribute} = value[", [key], "]")
            return
        expression = reading.expression
        if narrowed and expression == "item" and types.is_choice(member.shape, self.workshop):
            self.workshop.use(self.room, "validators", "untyped")
            expression = "untyped(item)"
        reader.writer.line(f"result.{attribute} = {expression}")

    def _others(
        self, record: Record, layout: _RecordChecks, known: str, where: tuple[str, ...]
    ) -> None:
        """What becomes of members that the record does not name."""
        kept = self.workshop.keeps_others(record)
        if layout.closed:
            self.tests.failing([f"len(value) != {known}"])
            if kept:
                self.writer.line("result.extra = {}")
            return
        shape = record.additional if kept and record.additional is not None else Anything()
        nested = self.on(Writer(self.writer.depth + (2 if record.members else 1)))
        reading = nested.read(shape, layout.additional, "item", (*where, "additional"))
        if not nested.writer.lines and reading.same:
            if kept:
                self._copied(record, known, where)
            return
        if kept:
            self.writer.line("result.extra = {}")
            nested.writer.line(f"result.extra[name] = {reading.expression}")
        pairs = "name, item" if kept or "name" in names_in(nested.writer.lines) else "item"
        part = "items" if pairs != "item" else "values"
        if not record.members:
            self.writer.line(f"for {pairs} in value.{part}():")
        else:
            self.writer.line(f"if len(value) != {known}:")
            with self.writer.block():
                self.writer.line(f"for {pairs} in {self._unnamed(record, where)}.{part}():")
        self.writer.extend(nested.writer.lines)

    def _copied(self, record: Record, known: str, where: tuple[str, ...]) -> None:
        if not record.members:
            self.writer.line("result.extra = dict(value)")
            return
        self.writer.line("result.extra = {}")
        self.writer.line(f"if len(value) != {known}:")
        with self.writer.block():
            self.writer.line(f"result.extra = {self._unnamed(record, where)}")

    def _unnamed(self, record: Record, where: tuple[str, ...]) -> str:
        """An expression for the members of ``value`` that the record does not name."""
        names = tuple(literals.string(member.name) for member in record.members)
        self.workshop.use(self.room, "validators", "others")
        return f"others(value, {self.room.constant((*where, 'members'), names, 'validators')})"

    # --- shapes ----------------------------------------------------------------------------------

    def read(self, shape: Shape, check: Check, variable: str, where: tuple[str, ...]) -> Reading:
        """Tests ``variable`` by ``check`` and gives the expression for the value it stands for."""
        match shape:
            case Anything() | Record() | Nothing():
                self.tests.any_value(check, variable, where)
                return Reading(variable)
            case Scalar():
                return self._scalar(shape, check, variable, where)
            case Constant(value):
                return self._values((value,), check, variable, where)
            case Enumeration(values):
                return self._values(values, check, variable, where)
            case Reference(target):
                return self._reference(self.workshop.model[target], check, variable, where)
            case Sequence(item):
                return self._sequence(item, check, variable, where)
            case Mapping(item):
                return self._mapping(item, check, variable, where)
            case Tuple():
                return self._tuple(shape, check, variable, where)
            case Union():
                return self._union(shape, check, variable, where)
            case _:
                assert_never(shape)

    def _scalar(
        self, scalar: Scalar, check: Check, variable: str, where: tuple[str, ...]
    ) -> Reading:
        rest = self.specialized(check, scalar.kind)
        native = types.native(scalar, self.workshop)
        if native is not None:
            self.workshop.use(self.room, "validators", native.parser)
            others = (part for part in conjuncts(rest) if not isinstance(part, nodes.Format))
            self.tests.failing([f"type({variable}) is not str"])
            self.tests.typed(conjunction(others), variable, "string", where)
            return Reading(f"{native.parser}({variable})", same=False)
        if scalar.kind == "integer" and any(
            isinstance(p, nodes.MultipleOf) for p in conjuncts(rest)
        ):
            # What a float is a multiple of is a matter of its decimals, so the test comes first.
            self.tests.failing([self.tests.negated_type("integer", variable)])
            self.tests.typed(rest, variable, "integer", where)
            self.writer.line(f"{variable} = int({variable})")
            return Reading(variable)
        if scalar.kind == "integer":
            self.workshop.use(self.room, "validators", "whole")
            self.writer.line(f"if type({variable}) is not int:")
            with self.writer.block():
                self.writer.line(f"{variable} = whole({variable})")
            self.tests.typed(rest, variable, "integer", where)
            return Reading(variable)
        self.tests.failing([self.tests.negated_type(scalar.kind, variable)])
        self.tests.typed(rest, variable, scalar.kind, where)
        return Reading(variable)

    def _values(
        self, values: Iterable[object], check: Check, variable: str, where: tuple[str, ...]
    ) -> Reading:
        """An enumeration or a constant: the check says which values, once."""
        parts = conjuncts(check)
        if len(parts) == 2 and isinstance(parts[0], nodes.TypeTest):
            only = self._of_types(parts[1], parts[0])
            parts = (only,) if only is not None else parts
        if len(parts) == 1 and isinstance(parts[0], nodes.OneOfValues):
            wanted = parts[0].values
            if all(isinstance(value, str) or value is None for value in wanted):
                self.tests.failing([self.tests.not_one_of(wanted, variable, None, where)])
                return Reading(variable)
        self.tests.any_value(check, variable, where)
        return Reading(variable)

    def _of_types(self, check: Check, test: nodes.TypeTest) -> nodes.OneOfValues | None:
        """The values that have one of the types of ``test``."""
        if not isinstance(check, nodes.OneOfValues):
            return None
        kept = tuple(
            value
            for value in check.values
            if any(
                not isinstance(self.specialized(nodes.OneOfValues((value,)), kind), nodes.Reject)
                for kind in test.types
            )
        )
        return nodes.OneOfValues(kept, check.keyword) if kept else None

    def _reference(
        self, definition: Definition, check: Check, variable: str, where: tuple[str, ...]
    ) -> Reading:
        own = self._implied(definition)
        kinds = types.kinds(definition.shape, self.workshop)
        rest = conjunction(
            part
            for part in conjuncts(check)
            if part not in own and not all(self.specialized(part, kind) == ACCEPT for kind in kinds)
        )
        if types.is_inline(definition, self.workshop):
            stem = self.workshop.names.stem(definition)
            inner = self.workshop.model.checks[definition.schema]
            reading = self.read(definition.shape, inner, variable, (stem,))
            self.tests.any_value(rest, variable, where)
            return reading
        self.tests.any_value(rest, variable, where)
        return Reading(f"{self.workshop.reader(definition, self.room)}({variable})", same=False)

    def _implied(self, definition: Definition) -> list[Check]:
        """What holds for every value that the reader of ``definition`` reads."""
        check = self.workshop.model.checks[definition.schema]
        kinds = types.kinds(definition.shape, self.workshop)
        special = [part for kind in kinds for part in conjuncts(self.specialized(check, kind))]
        implied = [nodes.Call(definition.schema), *conjuncts(check)]
        return [*implied, *special] if len(kinds) == 1 else implied

    def _sequence(
        self, item: Shape, check: Check, variable: str, where: tuple[str, ...]
    ) -> Reading:
        parts = conjuncts(self.specialized(check, "array"))
        fused = [p for p in parts if isinstance(p, nodes.Items) and not p.prefix]
        self.tests.failing([f"type({variable}) is not list"])
        self.tests.typed(
            conjunction(part for part in parts if part not in fused), variable, "array", where
        )
        each = conjunction(part.rest for part in fused if part.rest is not None)
        element = deeper(variable)
        inner = self.nested()
        reading = inner.read(item, each, element, (*where, "item"))
        head = f"for {element} in {variable}"
        return self._collected(inner, reading, variable, head, None, where)

    def _mapping(self, item: Shape, check: Check, variable: str, where: tuple[str, ...]) -> Reading:
        parts = conjuncts(self.specialized(check, "object"))
        fused = [
            part
            for part in parts
            if isinstance(part, nodes.Members) and not part.properties and not part.patterns
        ]
        self.tests.failing([f"type({variable}) is not dict"])
        self.tests.typed(
            conjunction(part for part in parts if part not in fused), variable, "object", where
        )
        each = conjunction(part.additional for part in fused if part.additional is not None)
        element = deeper(variable)
        inner = self.nested()
        reading = inner.read(item, each, element, (*where, "additional"))
        if reading.same:
            head = f"for {element} in {variable}.values()"
        else:
            head = f"for name, {element} in {variable}.items()"
        return self._collected(inner, reading, variable, head, "name", where)

    def _collected(
        self,
        inner: Reader,
        reading: Reading,
        variable: str,
        head: str,
        key: str | None,
        where: tuple[str, ...],
    ) -> Reading:
        """A list, or with ``key`` a dictionary, of what was read of each element."""
        kind, opening, closing = ("list", "[", "]") if key is None else ("dict", "{", "}")
        if reading.same:
            if inner.writer.lines:
                self.writer.line(f"{head}:")
                self.writer.extend(inner.writer.lines)
            return Reading(f"{kind}({variable})", same=False)
        pair = reading.expression if key is None else f"{key}: {reading.expression}"
        if not inner.writer.lines:
            return Reading(f"{opening}{pair} {head}{closing}", same=False)
        target = _parts_name(where)
        whole = "list[Any]" if key is None else "dict[str, Any]"
        self.writer.line(f"{target}: {whole} = {opening}{closing}")
        self.writer.line(f"{head}:")
        self.writer.extend(inner.writer.lines)
        with self.writer.block():
            if key is None:
                self.writer.bracketed(f"{target}.append(", [reading.expression], ")")
            else:
                self.writer.line(f"{target}[{key}] = {reading.expression}")
        return Reading(target, same=False)

    def _tuple(self, shape: Tuple, check: Check, variable: str, where: tuple[str, ...]) -> Reading:
        self.tests.any_value(check, variable, where)
        kind = "tuple" if types.is_fixed(shape) else "list"
        if all(
            types.is_plain(item, self.workshop)
            for item in (*shape.items, *([shape.rest] if shape.rest else []))
        ):
            return Reading(f"{kind}({variable})", same=False)
        element = deeper(variable)
        target = _parts_name(where)
        self.writer.line(f"{target}: list[Any] = []")
        self.writer.line(f"for index, {element} in enumerate({variable}):")
        with self.writer.block():
            for index, item in enumerate(shape.items):
                inner = self.nested()
                reading = inner.read(item, ACCEPT, element, (*where, f"item_{index + 1}"))
                self.writer.line(f"{'if' if index == 0 else 'elif'} index == {index}:")
                self.writer.extend(inner.writer.lines)
                with self.writer.block():
                    self.writer.bracketed(f"{target}.append(", [reading.expression], ")")
            if shape.rest is not None:
                inner = self.nested()
                reading = inner.read(shape.rest, ACCEPT, element, (*where, "item"))
                self.writer.line("else:")
                self.writer.extend(inner.writer.lines)
                with self.writer.block():
                    self.writer.bracketed(f"{target}.append(", [reading.expression], ")")
        return Reading(f"tuple({target})" if kind == "tuple" else target, same=False)

    # --- unions ----------------------------------------------------------------------------------

    def _union(self, union: Union, check: Check, variable: str, where: tuple[str, ...]) -> Reading:
        groups = self._by_kind(union)
        if groups is None:
            return self._trial(union.variants, check, variable, where)
        arms: list[tuple[JsonType, Reader, Reading]] = []
        if len(groups) == 1:
            ((kind, variants),) = groups.items()
            self.tests.failing([self.tests.negated_type(kind, variable)])
            return self.one_kind(kind, variants, self.specialized(check, kind), variable, where)
        null = self.specialized(check, "null")
        if len(groups) == 2 and "null" in groups and isinstance(null, nodes.Accept):
            return self._nullable(groups, check, variable, where)
        for kind, variants in groups.items():
            inner = self.nested()
            rest = self.specialized(check, kind)
            place = (*where, kind)
            arms.append((kind, inner, inner.one_kind(kind, variants, rest, variable, place)))
        return self._arms(arms, variable)

    def _nullable(
        self,
        groups: dict[JsonType, tuple[Variant, ...]],
        check: Check,
        variable: str,
        where: tuple[str, ...],
    ) -> Reading:
        """One type or ``null``: reading what is not ``null`` tests the type."""
        (kind,) = (kind for kind in groups if kind != "null")
        rest = self.specialized(check, kind)
        only = groups[kind][0].shape
        same = True

        def not_null(body: Writer) -> None:
            nonlocal same
            inner = self.on(body)
            if len(groups[kind]) > 1 or isinstance(only, Tuple):
                inner.tests.failing([self.tests.negated_type(kind, variable)])
                reading = inner.one_kind(kind, groups[kind], rest, variable, where)
            else:
                reading = inner.read(only, rest, variable, where)
            self._arm_lines(inner, reading, variable)
            same = reading.same

        self.tests.guarded([f"{variable} is not None"], not_null)
        return Reading(variable, same)

    def _arms(self, arms: list[tuple[JsonType, Reader, Reading]], variable: str) -> Reading:
        """One branch for each type; ``variable`` holds the value afterwards."""
        same = all(reading.same for _, _, reading in arms)
        busy: list[tuple[JsonType, list[str]]] = []
        idle: list[JsonType] = []
        for kind, inner, reading in arms:
            lines = self._arm_lines(inner, reading, variable)
            if lines:
                busy.append((kind, lines))
            else:
                idle.append(kind)
        keyword = "if"
        for kind, lines in busy:
            self.writer.line(f"{keyword} {self.tests.type_test(kind, variable)}:")
            self.writer.extend(lines)
            keyword = "elif"
        if idle:
            refused = [self.tests.negated_type(kind, variable) for kind in idle]
            self.writer.condition(keyword, refused)
        else:
            self.writer.line("else:")
        with self.writer.block():
            self.writer.line(FAIL)
        return Reading(variable, same)

    def _arm_lines(self, inner: Reader, reading: Reading, variable: str) -> list[str]:
        if reading.expression != variable:
            inner.writer.line(f"{variable} = {reading.expression}")
        return inner.writer.lines

    def one_kind(
        self,
        kind: JsonType,
        variants: tuple[Variant, ...],
        check: Check,
        variable: str,
        where: tuple[str, ...],
    ) -> Reading:
        """Reads a value that is known to be of ``kind``, of which all ``variants`` are."""
        if len(variants) == 1:
            return self._known(variants[0].shape, kind, check, variable, where)
        if all(types.is_plain(variant.shape, self.workshop) for variant in variants):
            self.tests.typed(check, variable, kind, where)
            return Reading(variable)
        parts = conjuncts(check)
        branches = next((part for part in parts if isinstance(part, nodes.Branches)), None)
        if branches is not None and branches.tag is not None and self._aligned(branches, variants):
            rest = conjunction(part for part in parts if part is not branches)
            self.tests.typed(rest, variable, kind, where)
            return self._tagged(branches, variants, variable, where)
        return self._trial(variants, check, variable, where, kind)

    def _known(
        self, shape: Shape, kind: JsonType, check: Check, variable: str, where: tuple[str, ...]
    ) -> Reading:
        """A single shape whose type has been tested: only what is left of the check remains."""
        if types.is_plain(shape, self.workshop) and (
            isinstance(shape, Scalar | Constant | Enumeration) and kind != "number"
        ):
            self.tests.typed(check, variable, kind, where)
            return Reading(variable)
        return self.read(shape, check, variable, where)

    @staticmethod
    def _aligned(branches: nodes.Branches, variants: tuple[Variant, ...]) -> bool:
        return set(branches.tag_values) == {v.tag_values for v in variants}

    def _tagged(
        self,
        branches: nodes.Branches,
        variants: tuple[Variant, ...],
        variable: str,
        where: tuple[str, ...],
    ) -> Reading:
        """The tag leads to the one variant that a value can be."""
        self.writer.bracketed(f"tag = {variable}[", [literals.string(branches.tag or "")], "]")
        shapes = {variant.tag_values: variant.shape for variant in variants}
        keyword = "if"
        for index, (branch, values) in enumerate(
            zip(branches.checks, branches.tag_values, strict=True)
        ):
            inner = self.nested()
            reading = inner.read(shapes[values], branch, variable, (*where, f"option_{index + 1}"))
            self.writer.condition(
                keyword, [f"tag == {literals.string(value)}" for value in values], "or"
            )
            lines = self._arm_lines(inner, reading, variable)
            self.writer.extend(lines or [self.tests.writer_line(1, "pass")])
            keyword = "elif"
        self.writer.line("else:")
        with self.writer.block():
            self.writer.line(FAIL)
        return Reading(variable, same=False)

    def _trial(
        self,
        variants: tuple[Variant, ...],
        check: Check,
        variable: str,
        where: tuple[str, ...],
        kind: JsonType | None = None,
    ) -> Reading:
        """The whole check first; then the first variant whose own check holds."""
        if kind is None:
            self.tests.any_value(check, variable, where)
        else:
            self.tests.typed(check, variable, kind, where)
        same = True
        keyword = "if"
        for index, variant in enumerate(variants):
            inner = self.nested()
            place = (*where, f"option_{index + 1}")
            reading = inner.read(variant.shape, ACCEPT, variable, place)
            if types.is_plain(variant.shape, self.workshop):
                reading = Reading(variable)
                inner.writer.lines.clear()
            same = same and reading.same
            if index == len(variants) - 1 and keyword == "elif":
                self.writer.line("else:")
            else:
                self.writer.condition(keyword, [self._belongs(variant, variable, place)])
            lines = self._arm_lines(inner, reading, variable)
            self.writer.extend(lines or [self.tests.writer_line(1, "pass")])
            keyword = "elif"
        return Reading(variable, same)

    def _belongs(self, variant: Variant, variable: str, where: tuple[str, ...]) -> str:
        """An expression that says whether a value is of a variant."""
        check = self.workshop.model.checks[variant.schema]
        if not isinstance(check, nodes.Call):
            check = nodes.Call(variant.schema)
        return self.tests.expression(check, variable, where)

    def _by_kind(self, union: Union) -> dict[JsonType, tuple[Variant, ...]] | None:
        """The variants by the JSON type of their values; ``None`` if one has several types."""
        groups: dict[JsonType, tuple[Variant, ...]] = {}
        for variant in union.variants:
            kinds = types.kinds(variant.shape, self.workshop)
            if len(kinds) != 1:
                return None
            (kind,) = kinds
            groups[kind] = (*groups.get(kind, ()), variant)
        return {kind: groups[kind] for kind in _LIKELY if kind in groups}


def _parts_name(where: tuple[str, ...]) -> str:
    """The variable that collects the parts of the value at ``where``."""
    return "_".join((*where[1:], "parts"))


@dataclass(frozen=True, slots=True)
class _RecordChecks:
    """The check of a record, sorted by where its parts are tested.

    ``members`` is what each member's value has to pass, ``additional`` what every other member
    has to; ``closed`` says that there can be none. ``rest`` is tested on the object as a whole.
    """

    required: frozenset[str]
    members: dict[str, Check]
    additional: Check
    closed: bool
    rest: Check

    @classmethod
    def of(
        cls, check: Check, record: Record, workshop: Workshop, definition: Definition
    ) -> _RecordChecks:
        names = {member.name for member in record.members}
        required: set[str] = set()
        members: dict[str, list[Check]] = {name: [] for name in names}
        additional: list[Check] = []
        rest: list[Check] = []
        for part in _expanded(check, workshop, {definition.schema}):
            match part:
                case nodes.Required(wanted):
                    required.update(name for name in wanted if name in names)
                    others = tuple(name for name in wanted if name not in names)
                    if others:
                        rest.append(nodes.Required(others))
                case nodes.Members(properties, (), other) if (
                    other is None or {name for name, _ in properties} == names
                ):
                    for name, member in properties:
                        if name in names:
                            members[name].append(member)
                    unknown = tuple((n, member) for n, member in properties if n not in names)
                    if unknown:
                        rest.append(nodes.Members(unknown))
                    if other is not None:
                        additional.append(other)
                case _:
                    rest.append(part)
        others_check = conjunction(additional)
        return cls(
            frozenset(required),
            {name: conjunction(parts) for name, parts in members.items()},
            others_check,
            isinstance(others_check, nodes.Reject),
            conjunction(rest),
        )


def _expanded(check: Check, workshop: Workshop, seen: set[str]) -> list[Check]:
    """The conjuncts of an object's check, with those of the checks that it calls."""
    parts: list[Check] = []
    for part in conjuncts(check):
        if isinstance(part, nodes.Call):
            if part.target not in seen:
                seen.add(part.target)
                called = specialize(
                    workshop.model.checks[part.target], "object", workshop.model.checks
                )
                parts.extend(_expanded(called, workshop, seen))
        else:
            parts.append(part)
    return parts
