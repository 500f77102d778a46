"""The view models of ``models/<group>.py``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from typewright.model import Definition, Mapping, Member, Record
from typewright.targets.python import documentation, literals, types, views
from typewright.targets.python.encoders import encoded, nullable
from typewright.targets.python.imports import from_imports
from typewright.targets.python.layout import Writer
from typewright.targets.python.names import attributes
from typewright.targets.python.workshop import Room, Workshop


def aliases(workshop: Workshop) -> list[Definition]:
    """The definitions that do not become classes with methods."""
    return [d for d in workshop.model.definitions.values() if not isinstance(d.shape, Record)]


def model_modules(workshop: Workshop, header: str) -> dict[str, views.ModelModule]:
    """The view of each group's module, by the module's name."""
    groups: dict[str, list[Definition]] = {}
    for key, definition in workshop.model.definitions.items():
        groups.setdefault(workshop.module_of(key), []).append(definition)
    return {
        module: _module(workshop, workshop.room(module), definitions, header)
        for module, definitions in groups.items()
    }


def _module(
    workshop: Workshop, room: Room, definitions: Iterable[Definition], header: str
) -> views.ModelModule:
    group = _Group(workshop, room)
    first, records, last = [], [], []
    for definition in definitions:
        if isinstance(definition.shape, Record):
            records.append(group.record(definition, definition.shape))
        elif types.mentions(definition.shape):
            last.append(group.alias(definition))
        else:
            first.append(group.alias(definition))
    root = next(iter(definitions))
    title = root.documentation.title.strip() or root.key
    view = views.ModelModule(
        header=header,
        doc=literals.docstring(f"{title}.", 0),
        imports=(),
        typing_imports=(),
        first=tuple(first),
        records=tuple(records),
        last=tuple(last),
    )
    return group.with_imports(view)


class _Group:
    """The definitions of one module; notes what they import."""

    def __init__(self, workshop: Workshop, room: Room) -> None:
        self.workshop = workshop
        self.room = room
        self.foreign: dict[str, set[str]] = {}

    # --- records ---------------------------------------------------------------------------------

    def record(self, definition: Definition, record: Record) -> views.Record:
        """The dataclass of a record."""
        self._note(definition)
        name = self.workshop.names.class_(definition)
        names = attributes(record.members)
        kept = self.workshop.keeps_others(record)
        found = [self._attribute(m, names[m.name]) for m in record.members]
        if kept and record.additional is not None:
            value = types.text(record.additional, self.workshop)
            declaration = f"    extra: dict[str, {value}] = field(default_factory=dict)"
            doc = literals.docstring("Members that the description does not name.", 1)
            found.append(views.Attribute((declaration,), doc))
        self.workshop.use(
            self.room, "models", "BAILED", "Issue", "JsonText", "dump", "load", "plain", "retry"
        )
        title = literals.string(definition.documentation.title.strip() or name)
        collector = self.workshop.collector(definition.schema, self.room, "models")
        refusal = Writer(3)
        reader = self.workshop.reader(definition, self.room, "models")
        refusal.bracketed("return retry(", [reader, "value", title, f"{name}.validate(value)"], ")")
        return views.Record(
            name=name,
            doc=literals.docstring(documentation.of_definition(definition), 1),
            attributes=_spaced(found),
            read=_indented(f"return {reader}(", ["value"], 3),
            collect=_indented(f"{collector}(", ["plain(value)", '""', "issues"], 2),
            refusal=tuple(refusal.lines),
            encode=self._encode(record, names, kept),
        )

    def _attribute(self, member: Member, attribute: str) -> views.Attribute:
        terms = types.terms(member.shape, self.workshop)
        writer = Writer(1)
        if member.required:
            writer.annotated(attribute, terms, None)
        else:
            self.workshop.use(self.room, "models", "UNSET")
            if terms != ("Any",):
                self.workshop.use(self.room, "models", "Unset")
                terms = (*terms, "Unset")
            writer.annotated(attribute, terms, "UNSET")
        doc = literals.docstring(documentation.of_member(member), 1)
        return views.Attribute(tuple(writer.lines), doc)

    def _encode(self, record: Record, names: dict[str, str], kept: bool) -> tuple[str, ...]:
        writer = Writer(2)
        members = list(record.members)
        leading: list[str] = []
        while members and members[0].required and nullable(members[0].shape) is None:
            member = members.pop(0)
            value = encoded(member.shape, f"self.{names[member.name]}", self.workshop, self.room)
            leading.append(f"{literals.string(member.name)}: {value}")
        if not members and not kept:
            writer.exploded("return {", leading, "}")
            return tuple(writer.lines)
        writer.exploded("value: dict[str, Any] = {", leading, "}")
        for member in members:
            self._encode_member(writer, member, f"self.{names[member.name]}")
        if kept and record.additional is not None:
            others = Mapping(record.additional)
            if types.is_plain(others, self.workshop):
                writer.line("value.update(self.extra)")
            else:
                source = encoded(others, "self.extra", self.workshop, self.room)
                writer.bracketed("value.update(", [source], ")")
        writer.line("return value")
        return tuple(writer.lines)

    def _encode_member(self, writer: Writer, member: Member, source: str) -> None:
        key = literals.string(member.name)
        if not member.required:
            writer.line(f"if {source} is not UNSET:")
            with writer.block():
                self._store(writer, member, key, source)
        else:
            self._store(writer, member, key, source)

    def _store(self, writer: Writer, member: Member, key: str, source: str) -> None:
        shape = nullable(member.shape)
        if shape is None or types.is_plain(shape, self.workshop):
            shape = member.shape
            writer.store("value", key, encoded(shape, source, self.workshop, self.room))
            return
        value = encoded(shape, source, self.workshop, self.room)
        writer.store("value", key, f"None if {source} is None else {value}")

    # --- aliases ---------------------------------------------------------------------------------

    def alias(self, definition: Definition) -> views.Alias:
        """The alias of a definition that is no record, and the functions for it."""
        self._note(definition)
        name = self.workshop.names.class_(definition)
        stem = self.workshop.names.stem(definition)
        self.workshop.use(self.room, "models", "BAILED", "Issue", "plain", "retry")
        return views.Alias(
            name=name,
            declaration=self._declaration(definition, name),
            doc=literals.docstring(documentation.of_definition(definition), 0),
            functions=self._functions(definition, name, stem),
        )

    def _declaration(self, definition: Definition, name: str) -> tuple[str, ...]:
        writer = Writer()
        values = types.literal_values(definition.shape)
        if values is not None and self.workshop.options.unknown_enum_values == "refuse":
            writer.exploded(f"{name}: TypeAlias = Literal[", values, "]")
            return tuple(writer.lines)
        terms = types.terms(definition.shape, self.workshop)
        quoted = bool(types.mentions(definition.shape))
        text = " | ".join(terms)
        one = f"{name}: TypeAlias = {literals.string(text) if quoted else text}"
        if writer.fits(one) or len(terms) == 1:
            writer.assign(f"{name}: TypeAlias", one.partition(" = ")[2])
        else:
            parts = [literals.string(term) if term != "None" else term for term in terms]
            writer.exploded(f"{name}: TypeAlias = Union[", parts, "]")
        return tuple(writer.lines)

    def _functions(self, definition: Definition, name: str, stem: str) -> tuple[str, ...]:
        reader = self.workshop.reader(definition, self.room, "models")
        collector = self.workshop.collector(definition.schema, self.room, "models")
        writer = Writer()
        title = literals.string(definition.documentation.title.strip() or name)
        writer.extend(["", ""])
        writer.signature(f"decode_{stem}", ["value: Any"], name)
        with writer.block():
            writer.line('"""Reads JSON data; raises ``ValidationError`` with every issue."""')
            writer.line("try:")
            with writer.block():
                writer.bracketed(f"decoded: {name} = {reader}(", ["value"], ")")
            writer.line("except BAILED:")
            with writer.block():
                again = [reader, "value", title, f"validate_{stem}(value)"]
                writer.bracketed("decoded = retry(", again, ")")
            writer.line("return decoded")
        writer.extend(["", ""])
        writer.signature(f"encode_{stem}", [f"value: {name}"], "Any")
        with writer.block():
            writer.line('"""The value as JSON data."""')
            source = encoded(definition.shape, "value", self.workshop, self.room)
            writer.line(f"return {source}")
        writer.extend(["", ""])
        writer.signature(f"validate_{stem}", ["value: Any"], "list[Issue]")
        with writer.block():
            writer.line('"""Everything that is wrong with JSON data; empty when it is valid."""')
            writer.line("issues: list[Issue] = []")
            writer.bracketed(f"{collector}(", ["plain(value)", '""', "issues"], ")")
            writer.line("return issues")
        return tuple(writer.lines)

    # --- imports ---------------------------------------------------------------------------------

    def _note(self, definition: Definition) -> None:
        """Notes the classes of other modules that the annotations of ``definition`` name."""
        for key in sorted(types.mentions(definition.shape)):
            module = self.workshop.module_of(key)
            if module != self.room.module:
                name = self.workshop.names.class_(self.workshop.model[key])
                self.foreign.setdefault(f".{module}", set()).add(name)

    def with_imports(self, view: views.ModelModule) -> views.ModelModule:
        """``view`` with the imports that its lines need."""
        lines = [
            *(line for alias in (*view.first, *view.last) for line in alias.declaration),
            *(line for r in view.records for a in r.attributes for line in a.declaration),
        ]
        code = "\n".join(lines)
        typing = {"Any"}
        typing.update(name for name in ("Literal", "Never", "Union") if _mentions(code, name))
        if view.first or view.last:
            typing.add("TypeAlias")
        if self.foreign:
            typing.add("TYPE_CHECKING")
        wanted: dict[str, Iterable[str]] = {
            "typing": typing,
            "..": self.room.packages.get("models", set()),
            ".._support": self.room.support.get("models", set()),
        }
        if view.records:
            wanted["dataclasses"] = (
                {"dataclass", "field"} if _mentions(code, "default_factory") else {"dataclass"}
            )
        imports = from_imports(wanted)
        gap = next(i for i, line in enumerate(imports) if line.startswith("from ."))
        return views.ModelModule(
            header=view.header,
            doc=view.doc,
            imports=(*imports[:gap], "", *imports[gap:]),
            typing_imports=from_imports(self.foreign, depth=1),
            first=view.first,
            records=view.records,
            last=view.last,
        )


def _indented(before: str, items: Sequence[str], depth: int) -> tuple[str, ...]:
    writer = Writer(depth)
    writer.bracketed(before, items, ")")
    return tuple(writer.lines)


def _spaced(attributes: Sequence[views.Attribute]) -> tuple[views.Attribute, ...]:
    """The attributes with an empty line before each one that has, or follows one with, text."""
    return tuple(
        replace(attribute, apart=index > 0 and bool(attribute.doc or attributes[index - 1].doc))
        for index, attribute in enumerate(attributes)
    )


def _mentions(code: str, name: str) -> bool:
    return re.search(rf"\b{name}\b", code) is not None
