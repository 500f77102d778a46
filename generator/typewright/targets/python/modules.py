"""The view models of ``models/<group>.py``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from typewright.model import Definition, Mapping, Member, Nothing, Record
from typewright.schema import ABSENT, Json
from typewright.targets.python import defaults, documentation, literals, types, views
from typewright.targets.python.encoders import encoded, nullable
from typewright.targets.python.imports import from_imports, with_gap
from typewright.targets.python.layout import Writer
from typewright.targets.python.mentions import words_in
from typewright.targets.python.names import attributes, enum_members
from typewright.targets.python.workshop import Room, Workshop


def aliases(workshop: Workshop) -> list[Definition]:
    """The definitions that do not become classes with methods."""
    return [d for d in workshop.model.definitions.values() if not isinstance(d.shape, Record)]


def model_modules(
    workshop: Workshop, reading: Workshop, heads: dict[str, str]
) -> dict[str, views.ModelModule]:
    """The view of each group's module, by the module's name."""
    groups: dict[str, list[Definition]] = {}
    for key, definition in workshop.model.definitions.items():
        groups.setdefault(workshop.module_of(key), []).append(definition)
    return {
        module: _Group(workshop, reading, workshop.room(module)).module(found, heads[module])
        for module, found in groups.items()
    }


class _Group:
    """The definitions of one module; notes what they import."""

    def __init__(self, workshop: Workshop, reading: Workshop, room: Room) -> None:
        self.workshop = workshop
        self.reading = reading
        self.room = room
        self.foreign: dict[str, set[str]] = {}

    def module(self, definitions: Sequence[Definition], header: str) -> views.ModelModule:
        """The view of the whole module."""
        first, enums, records, last = [], [], [], []
        for definition in definitions:
            if isinstance(definition.shape, Record):
                records.append(self.record(definition, definition.shape))
            elif types.is_enum(definition, self.workshop):
                enums.append(self.alias(definition))
            elif types.mentions(definition.shape):
                last.append(self.alias(definition))
            else:
                first.append(self.alias(definition))
        root = definitions[0]
        title = root.documentation.title.strip() or root.key
        view = views.ModelModule(
            header=header,
            doc=literals.docstring(f"{title}.", 0),
            imports=(),
            typing_imports=(),
            first=tuple(first),
            enums=tuple(enums),
            records=tuple(records),
            last=tuple(last),
        )
        return self.with_imports(view)

    # --- records ---------------------------------------------------------------------------------

    def record(self, definition: Definition, record: Record) -> views.Record:
        """The dataclass of a record."""
        self._note(definition)
        name = self.workshop.names.class_(definition)
        names = attributes(record.members)
        kept = self.workshop.keeps_others(record)
        found = [self._attribute(definition, m, names[m.name]) for m in record.members]
        if kept and record.additional is not None:
            value = types.text(record.additional, self.workshop)
            declaration = f"extra: dict[str, {value}] = field(default_factory=dict)"
            doc = literals.docstring("Members that the description does not name.", 1)
            found.append(views.Attribute(_indented(declaration, 1), doc))
        self.workshop.use(
            self.room, "models", "BAILED", "Issue", "JsonText", "dump", "load", "problems", "retry"
        )
        title = literals.string(definition.documentation.title.strip() or name)
        collector = self.workshop.collector(definition.schema, self.room, "models")
        explained = self.reading.collector(definition.schema, self.room, "models")
        reader = self.workshop.reader(definition, self.room, "models")
        again = [title, "value", reader, explained]
        return views.Record(
            name=name,
            decorators=self._decorators(definition, name),
            doc=literals.docstring(documentation.of_definition(definition), 1),
            attributes=_spaced(found),
            from_dict=_indented(f"def from_dict(value: Any) -> {name}:", 1),
            from_json=_indented(f"def from_json(text: JsonText) -> {name}:", 1),
            load=_indented(f"return {name}.from_dict(load(text))", 2),
            read=_indented(f"return {reader}(value)", 3),
            retry=_indented(f"return retry({', '.join(again)})", 3),
            validate=_indented(f"return problems({collector}, value)", 2),
            encode=self._encode(definition, record, names, kept),
        )

    def _attribute(self, definition: Definition, member: Member, attribute: str) -> views.Attribute:
        terms = types.terms(member.shape, self.workshop)
        writer = Writer(1)
        default = self.workshop.defaults.get((definition.key, member.name), ABSENT)
        if member.required:
            writer.line(f"{attribute}: {' | '.join(terms)}")
        elif default is not ABSENT:
            value = self._default(definition, member, default)
            writer.line(f"{attribute}: {' | '.join(terms)} = {value}")
        else:
            self.workshop.use(self.room, "models", "UNSET")
            if terms != ("Any",):
                self.workshop.use(self.room, "models", "Unset")
                terms = ("Unset",) if terms == ("Never",) else (*terms, "Unset")
            writer.line(f"{attribute}: {' | '.join(terms)} = UNSET")
        doc = literals.docstring(documentation.of_member(member), 1)
        return views.Attribute(tuple(writer.lines), doc)

    def _decorators(self, definition: Definition, name: str) -> tuple[str, ...]:
        """The mark of a class that is deprecated, which type checkers understand (PEP 702)."""
        if not definition.documentation.deprecated:
            return ()
        self.workshop.use(self.room, "models", "deprecated")
        return _indented(f"@deprecated({literals.string(f'{name} is deprecated.')})", 0)

    def _default(self, definition: Definition, member: Member, default: Json) -> str:
        """What an attribute is when it is not given; a new one each time, where that can change."""
        expression = defaults.inline(member, default, self.workshop)
        if expression in ("[]", "{}"):
            return f"field(default_factory={'list' if expression == '[]' else 'dict'})"
        if expression is not None:
            return expression
        made = self.workshop.default(definition, member.name, self.room, "models")
        return f"field(default_factory=lambda: {made}())"

    def _is_there(self, definition: Definition, member: Member) -> bool:
        """Whether every object has a value for a member."""
        return member.required or (definition.key, member.name) in self.workshop.defaults

    def _encode(
        self, definition: Definition, record: Record, names: dict[str, str], kept: bool
    ) -> tuple[str, ...]:
        writer = Writer(2)
        members = list(record.members)
        leading: list[str] = []
        while (
            members
            and self._is_there(definition, members[0])
            and nullable(members[0].shape) is None
        ):
            member = members.pop(0)
            value = encoded(member.shape, f"self.{names[member.name]}", self.workshop, self.room)
            leading.append(f"{literals.string(member.name)}: {value}")
        if not members and not kept:
            writer.bracketed("return {", leading, "}")
            return tuple(writer.lines)
        writer.bracketed("value: dict[str, Any] = {", leading, "}")
        for member in members:
            there = self._is_there(definition, member)
            self._encode_member(writer, member, f"self.{names[member.name]}", there)
        if kept and record.additional is not None:
            others = Mapping(record.additional)
            if types.is_plain(others, self.workshop):
                writer.line("value.update(self.extra)")
            else:
                source = encoded(others, "self.extra", self.workshop, self.room)
                writer.bracketed("value.update(", [source], ")")
        writer.line("return value")
        return tuple(writer.lines)

    def _encode_member(self, writer: Writer, member: Member, source: str, is_there: bool) -> None:
        key = literals.string(member.name)
        if not is_there:
            writer.line(f"if {source} is not UNSET:")
            with writer.block():
                self._store(writer, member, key, source)
        else:
            self._store(writer, member, key, source)

    def _store(self, writer: Writer, member: Member, key: str, source: str) -> None:
        shape = nullable(member.shape)
        if shape is None or types.is_plain(shape, self.workshop):
            shape = member.shape
            value = encoded(shape, source, self.workshop, self.room)
            writer.line(f"value[{key}] = {value}")
            return
        value = encoded(shape, source, self.workshop, self.room)
        writer.line(f"value[{key}] = None if {source} is None else {value}")

    # --- aliases ---------------------------------------------------------------------------------

    def alias(self, definition: Definition) -> views.Alias:
        """The alias of a definition that is no record, and the functions for it."""
        self._note(definition)
        name = self.workshop.names.class_(definition)
        stem = self.workshop.names.stem(definition)
        self.workshop.use(self.room, "models", "BAILED", "Issue", "problems", "retry")
        return views.Alias(
            name=name,
            declaration=self._declaration(definition, name),
            doc=()
            if types.is_enum(definition, self.workshop)
            else literals.docstring(documentation.of_definition(definition), 0),
            functions=self._functions(definition, name, stem),
        )

    def _declaration(self, definition: Definition, name: str) -> tuple[str, ...]:
        writer = Writer()
        if types.is_enum(definition, self.workshop):
            return self._enum(definition, name)
        values = types.literal_values(definition.shape)
        if values is not None and self.workshop.options.unknown_enum_values == "refuse":
            writer.bracketed(f"{name}: TypeAlias = Literal[", values, "]")
            return tuple(writer.lines)
        terms = types.terms(definition.shape, self.workshop)
        if isinstance(definition.shape, Nothing):
            terms = ("Any",)  # a checker takes what decodes a ``Never`` for code without an end
        quoted = bool(types.mentions(definition.shape))
        text = " | ".join(terms)
        one = f"{name}: TypeAlias = {literals.string(text) if quoted else text}"
        if writer.fits(one) or len(terms) == 1:
            writer.line(one)
        else:
            parts = [literals.string(term) if term != "None" else term for term in terms]
            writer.bracketed(f"{name}: TypeAlias = Union[", parts, "]")
        return tuple(writer.lines)

    def _enum(self, definition: Definition, name: str) -> tuple[str, ...]:
        """The class of an enumeration, its docstring included."""
        values = [value for value in types.enum_values(definition) if isinstance(value, str)]
        names = enum_members(values)
        writer = Writer()
        writer.line(f"class {name}(StrEnum):")
        writer.extend(literals.docstring(documentation.of_definition(definition), 1))
        writer.line()
        with writer.block():
            for value in values:
                writer.line(f"{names[value]} = {literals.string(value)}")
        return tuple(writer.lines)

    def _functions(self, definition: Definition, name: str, stem: str) -> tuple[str, ...]:
        reader = self.workshop.reader(definition, self.room, "models")
        collector = self.workshop.collector(definition.schema, self.room, "models")
        explained = self.reading.collector(definition.schema, self.room, "models")
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
                again = [title, "value", reader, explained]
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
            writer.bracketed("return problems(", [collector, "value"], ")")
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
            *(line for alias in (*view.first, *view.enums) for line in alias.functions),
            *(line for r in view.records for a in r.attributes for line in a.declaration),
        ]
        code = "\n".join(lines)
        words = words_in(code)
        typing = {"Any"}
        typing.update({"Literal", "Never", "Union"} & words)
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
                {"dataclass", "field"} if "default_factory" in words else {"dataclass"}
            )
        if view.enums:
            wanted["enum"] = {"StrEnum"}
        if "UUID" in words:
            wanted["uuid"] = {"UUID"}
        imports = from_imports(wanted)
        if "dt." in code:
            imports = ("import datetime as dt", *imports)
        return replace(
            view,
            imports=with_gap(imports),
            typing_imports=from_imports(self.foreign, depth=1),
        )


def _indented(statement: str, depth: int) -> tuple[str, ...]:
    writer = Writer(depth)
    writer.line(statement)
    return tuple(writer.lines)


def _spaced(attributes: Sequence[views.Attribute]) -> tuple[views.Attribute, ...]:
    """The attributes with an empty line before each one that has, or follows one with, text."""
    return tuple(
        replace(attribute, apart=index > 0 and bool(attribute.doc or attributes[index - 1].doc))
        for index, attribute in enumerate(attributes)
    )
