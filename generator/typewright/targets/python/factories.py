"""Factories: the functions of ``factories/<group>.py``, which make valid objects for tests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import field
from typing import Final, NamedTuple

from typewright.checks import interpreter
from typewright.fixtures import Smallest
from typewright.model import Definition, Member, Record, Reference
from typewright.model.shapes import DefinitionKey
from typewright.schema import ABSENT, Absent, Json
from typewright.targets.python import literals, types
from typewright.targets.python.acceptance import with_tested_formats
from typewright.targets.python.imports import module_imports
from typewright.targets.python.layout import Writer
from typewright.targets.python.room import Room
from typewright.targets.python.views import CodeModule
from typewright.targets.python.workshop import Workshop
from typewright.values import dataclass

_TYPING = frozenset({"Any", "Literal", "Never"})


class Factories:
    """The factories of all groups."""

    kind: Final = "factories"

    def __init__(self, workshop: Workshop, reading: Workshop) -> None:
        self.workshop = workshop
        self._made = _Made(workshop, reading)
        self._homes: dict[str, tuple[str, str]] = {}
        for key, definition in workshop.model.definitions.items():
            module, stem = workshop.module_of(key), workshop.names.stem(definition)
            for name in (workshop.names.class_(definition), f"decode_{stem}"):
                self._homes[name] = workshop.kind_of(definition), module

    def functions(self, room: Room, definitions: Iterable[Definition]) -> list[tuple[str, ...]]:
        """The factories of one group; none for what nothing satisfies, or nothing was found for
        that can be read.
        """
        found: list[tuple[str, ...]] = []
        for definition in definitions:
            value = self._made.of(definition.key)
            if not isinstance(value, Absent):
                found.append(_Factory(self.workshop, room, definition, self._made).lines(value))
                name = f"make_{self.workshop.names.stem(definition)}"
                room.exports.setdefault("factories", []).append(name)
        return found

    def module(
        self, room: Room, header: str, functions: Sequence[tuple[str, ...]], mentioned: Set[str]
    ) -> CodeModule:
        """The view of the module of one group; ``mentioned`` are the names in its functions."""
        loaded: dict[str, set[str]] = {
            "": {"datetime as dt"} if "dt" in mentioned else set(),
            "typing": {*(mentioned & _TYPING)},
            "uuid": {*(mentioned & {"UUID"})},
            "..": {*(room.packages.get("factories", set()) & mentioned)},
            ".._support": {*(mentioned & {"UNSET", "Unset"})},
        }
        checked: dict[str, set[str]] = {}
        for name in mentioned:
            if name not in self._homes:
                continue
            kind, module = self._homes[name]
            where = loaded if module == room.module else checked
            where.setdefault(f"..{kind}.{module}", set()).add(name)
        return CodeModule(
            header=header,
            doc=literals.docstring("Makes valid objects for tests.", 0),
            imports=module_imports(loaded, checked),
            constants=(),
            functions=tuple(functions),
        )


class _Made:
    """What factories make: of each definition the smallest instance, if readers accept it, which
    may want more than the specification does.
    """

    def __init__(self, workshop: Workshop, reading: Workshop) -> None:
        self._smallest = Smallest(workshop.basis)
        self._accepted = None if reading is workshop else reading.model
        if reading.converts:
            self._accepted = with_tested_formats(reading.model)

    def of(self, key: DefinitionKey) -> Json | Absent:
        """The instance of a definition, the same object each time."""
        value = self._smallest.of(key)
        if self._accepted is None or isinstance(value, Absent):
            return value
        checks = self._accepted.checks
        accepted = interpreter.is_valid(checks[self._accepted[key].schema], value, checks)
        return value if accepted else ABSENT


class _Parameter(NamedTuple):
    """A parameter of a factory; ``text`` is all of it on one line.

    ``is_union`` tells whether Black puts the annotation in parentheses where it is too long: one of
    a parameter that is absent unless it is given, or has a union for its type.
    """

    name: str
    annotation: str
    default: str
    is_union: bool
    text: str

    @property
    def declared(self) -> str:
        """The name with its annotation."""
        return f"{self.name}: {self.annotation}"

    def is_split(self, writer: Writer) -> bool:
        """Whether it is too long for ``writer``, and its annotation stands in parentheses."""
        return self.is_union and not writer.fits(f"{self.text},")


@dataclass(slots=True)
class _Factory:
    """Writes the factory of one definition."""

    workshop: Workshop
    room: Room
    definition: Definition
    made: _Made
    parameters: list[_Parameter] = field(default_factory=list)
    arguments: list[str] = field(default_factory=list)
    filled: list[tuple[str, str]] = field(default_factory=list)
    needs_example: bool = False

    def lines(self, value: Json) -> tuple[str, ...]:
        """The whole function, which makes ``value``."""
        shape = self.definition.shape
        stem, name = self.workshop.names.stem(self.definition), self._class
        writer = Writer()
        if not isinstance(shape, Record) or not isinstance(value, dict):
            decode = f"{name}.from_dict" if isinstance(shape, Record) else f"decode_{stem}"
            writer.signature(f"make_{stem}", [], types.returned(self.definition, self.workshop))
            with writer.block():
                writer.extend(literals.docstring(f"A valid {self._title}.", 1))
                writer.line(f"return {decode}({literals.value(value)})")
            return tuple(writer.lines)
        names = self.workshop.attributes(self.definition, shape)
        example = "example" if "example" not in names.values() else "example_"
        for member in shape.members:
            self._member(member, names[member.name], value, example)
        self._others(shape, value, example)
        self._signature(writer, f"make_{stem}", name)
        with writer.block():
            text = f"A valid {self._title}; each argument is an attribute."
            writer.extend(literals.docstring(text, 1))
            if self.needs_example:
                writer.line(f"{example} = {name}.from_dict({literals.value(value)})")
            for attribute, made in self.filled:
                writer.line(f"if {attribute} is UNSET:")
                with writer.block():
                    writer.line(f"{attribute} = {made}")
            writer.bracketed(f"return {name}(", self.arguments, ")")
        return tuple(writer.lines)

    def _signature(self, writer: Writer, function: str, returns: str) -> None:
        """The head; an annotation that is too long stands in parentheses, as for an attribute."""
        parameters = ["*", *(one.text for one in self.parameters)] if self.parameters else []
        inner = Writer(1)
        if not any(one.is_split(inner) for one in self.parameters):
            writer.signature(function, parameters, returns)
            return
        inner.line("*,")
        for one in self.parameters:
            if not one.is_split(inner):
                inner.parameter(one.text)
                continue
            if inner.fits(one.declared):
                inner.extend([f"    {one.name}: (", f"        {one.annotation}", "    )"])
            else:
                inner.line(one.declared)
            inner.lines[-1] += f" = {one.default},"
        writer.extend([f"def {function}(", *inner.lines, f") -> {returns}:"])

    @property
    def _class(self) -> str:
        return self.workshop.names.class_(self.definition)

    @property
    def _title(self) -> str:
        return self.definition.documentation.title.strip() or self.definition.key

    def _member(
        self, member: Member, attribute: str, value: Mapping[str, Json], example: str
    ) -> None:
        terms = types.terms(member.shape, self.workshop)
        applied = (self.definition.key, member.name) in self.workshop.defaults
        if not member.required and not applied:
            terms = ("Unset",) if terms == ("Never",) else (*terms, "Unset")
        if member.name not in value and not applied:
            self._parameter(attribute, terms)
            return
        default = value.get(member.name)
        simple = default is None or isinstance(default, bool | int | float | str)
        if simple and not applied and types.is_plain(member.shape, self.workshop):
            self._parameter(attribute, terms, literals.value(default))
            return
        made = None if applied else self._made(member, default)
        if made is None:
            self.needs_example = True
            made = f"{example}.{attribute}"
        self._parameter(attribute, terms if "Unset" in terms else (*terms, "Unset"))
        self.filled.append((attribute, made))

    def _parameter(self, name: str, terms: tuple[str, ...], default: str = "UNSET") -> None:
        """Adds a parameter for an attribute."""
        terms = ("Any",) if "Any" in terms else terms
        annotation = " | ".join(terms)
        is_union = default == "UNSET" or len(terms) > 1
        text = f"{name}: {annotation} = {default}"
        self.parameters.append(_Parameter(name, annotation, default, is_union, text))
        self.arguments.append(f"{name}={name}")

    def _made(self, member: Member, value: Json) -> str | None:
        """The expression that makes a member's value anew; ``None`` when the example's is taken."""
        if value in ([], {}) and types.is_plain(member.shape, self.workshop):
            return literals.value(value)
        if isinstance(member.shape, Reference):
            target = self.workshop.model[member.shape.target]
            stem, module = self.workshop.names.stem(target), self.workshop.module_of(target.key)
            same = self.made.of(target.key) == value
            if same and isinstance(target.shape, Record) and module != self.room.module:
                self.room.packages.setdefault("factories", set()).add("factories")
                return f"factories.make_{stem}()"
            return f"make_{stem}()" if same and isinstance(target.shape, Record) else None
        return None

    def _others(self, shape: Record, value: Mapping[str, Json], example: str) -> None:
        """The argument for members that the description does not name."""
        if shape.additional is None or not self.workshop.keeps_others(shape):
            return
        inner = types.text(shape.additional, self.workshop)
        made = "{}"
        if not value.keys() <= {member.name for member in shape.members}:
            self.needs_example = True
            made = f"{example}.extra"
        self._parameter("extra", (f"dict[str, {inner}]", "Unset"))
        self.filled.append(("extra", made))
