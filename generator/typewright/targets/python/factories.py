"""Factories: the functions of ``factories/<group>.py``, which make valid objects for tests."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from typewright.fixtures import Smallest
from typewright.model import Definition, Member, Record, Reference
from typewright.schema import Absent, Json
from typewright.targets.python import literals, types
from typewright.targets.python.imports import module_imports
from typewright.targets.python.layout import Writer
from typewright.targets.python.mentions import names_in
from typewright.targets.python.views import CodeModule
from typewright.targets.python.workshop import Room, Workshop

_TYPING = frozenset({"Any", "Literal", "Never"})


class Factories:
    """The factories of all groups."""

    kind: Final = "factories"

    def __init__(self, workshop: Workshop) -> None:
        self.workshop = workshop
        self._made = Smallest(workshop.basis)
        self._homes: dict[str, tuple[str, str]] = {}
        for key, definition in workshop.model.definitions.items():
            module, stem = workshop.module_of(key), workshop.names.stem(definition)
            for name in (workshop.names.class_(definition), f"decode_{stem}"):
                self._homes[name] = workshop.kind_of(definition), module

    def functions(self, room: Room, definitions: Iterable[Definition]) -> list[tuple[str, ...]]:
        """The factories of one group; none for what nothing satisfies, or nothing was found for."""
        found: list[tuple[str, ...]] = []
        for definition in definitions:
            value = self._made.of(definition.key)
            if not isinstance(value, Absent):
                found.append(_Factory(self.workshop, room, definition, self._made).lines(value))
                name = f"make_{self.workshop.names.stem(definition)}"
                room.exports.setdefault("factories", []).append(name)
        return found

    def module(self, room: Room, header: str, functions: Sequence[tuple[str, ...]]) -> CodeModule:
        """The view of the module of one group."""
        mentioned = names_in(line for function in functions for line in function)
        loaded: dict[str, set[str]] = {
            "": {"datetime as dt"} if "dt" in mentioned else set(),
            "typing": {*(mentioned & _TYPING)},
            "uuid": {*(mentioned & {"UUID"})},
            "..": {*(room.packages.get("factories", set()) & mentioned)},
            ".._support": {*(mentioned & {"UNSET", "Unset"})},
        }
        checked: dict[str, set[str]] = {}
        for name in mentioned & self._homes.keys():
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


@dataclass(slots=True)
class _Factory:
    """Writes the factory of one definition."""

    workshop: Workshop
    room: Room
    definition: Definition
    made: Smallest
    parameters: list[str] = field(default_factory=list)
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
            writer.signature(f"make_{stem}", [], name)
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
            writer.line(f"return {name}({', '.join(self.arguments)})")
        return tuple(writer.lines)

    def _signature(self, writer: Writer, function: str, returns: str) -> None:
        """The head; an annotation that is too long stands in parentheses, as for an attribute."""
        parameters = ["*", *self.parameters] if self.parameters else []
        inner = Writer(1)
        if all(inner.fits(f"{one},") or not _is_split(one) for one in parameters):
            writer.signature(function, parameters, returns)
            return
        for one in parameters:
            if inner.fits(f"{one},") or not _is_split(one):
                inner.line(one)
                inner.lines[-1] += ","
                continue
            declared, default = _declared(one)
            attribute, _, annotation = declared.partition(": ")
            if inner.fits(declared):
                inner.extend([f"    {attribute}: (", f"        {annotation}", "    )"])
            else:
                inner.line(declared)
            inner.lines[-1] += f" = {default},"
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
        given = _annotation(terms)
        if member.name not in value and not applied:
            self.parameters.append(f"{attribute}: {given} = UNSET")
            self.arguments.append(f"{attribute}={attribute}")
            return
        default = value.get(member.name)
        simple = default is None or isinstance(default, bool | int | float | str)
        if simple and not applied and types.is_plain(member.shape, self.workshop):
            self.parameters.append(f"{attribute}: {given} = {literals.value(default)}")
            self.arguments.append(f"{attribute}={attribute}")
            return
        if "Unset" not in terms:
            given = _annotation((*terms, "Unset"))
        made = None if applied else self._made(member, default)
        if made is None:
            self.needs_example = True
            made = f"{example}.{attribute}"
        self.parameters.append(f"{attribute}: {given} = UNSET")
        self.filled.append((attribute, made))
        self.arguments.append(f"{attribute}={attribute}")

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
        self.parameters.append(f"extra: dict[str, {inner}] | Unset = UNSET")
        self.filled.append(("extra", made))
        self.arguments.append("extra=extra")


def _annotation(terms: Iterable[str]) -> str:
    found = tuple(terms)
    return "Any" if "Any" in found else " | ".join(found)


def _declared(parameter: str) -> tuple[str, str]:
    """The name with its annotation, and the default; an empty one where there is none."""
    if parameter == "*":
        return parameter, ""
    head = f"def f(*, {parameter}): ..."
    function = ast.parse(head).body[0]
    assert isinstance(function, ast.FunctionDef)  # noqa: S101 - as it was written one line above
    default = function.args.kw_defaults[0]
    text = ast.get_source_segment(head, default) if default is not None else None
    return parameter.removesuffix(f" = {text}"), text or ""


def _is_split(parameter: str) -> bool:
    """Whether Black puts the annotation of a parameter in parentheses where the line is too long:
    one that is absent unless it is given, or has a union for its type.
    """
    declared, default = _declared(parameter)
    if not default:
        return False
    annotation = ast.parse(declared).body[0]
    return default == "UNSET" or (
        isinstance(annotation, ast.AnnAssign) and isinstance(annotation.annotation, ast.BinOp)
    )
