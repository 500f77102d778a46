"""The view models of ``models/<group>.py`` and ``aliases/<group>.py``: classes and type aliases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from typing import Final

from typewright.model import Definition, Mapping, Member, Nothing, Record
from typewright.schema import ABSENT, Json
from typewright.targets.python import defaults, documentation, literals, types, views
from typewright.targets.python.breaking import broken
from typewright.targets.python.encoders import encoded
from typewright.targets.python.imports import module_imports
from typewright.targets.python.layout import Writer
from typewright.targets.python.mentions import words_in
from typewright.targets.python.names import EXTRA, enum_members
from typewright.targets.python.room import Kind, Room
from typewright.targets.python.support import FOR_CHECKERS, homes
from typewright.targets.python.workshop import Workshop

_FUNCTIONS: Final = ("decode", "encode", "validate", "is_valid")
"""What stands before the names of functions of a definition that has no methods."""


def model_modules(
    workshop: Workshop, reading: Workshop, room: Room, header: str, group: Sequence[Definition]
) -> dict[Kind, views.ModelModule | views.AliasModule]:
    """The views of the modules of a group in ``models`` and ``aliases``."""
    return _Group(workshop, reading, room, header).modules(group) if group else {}


class _Group:
    """The definitions of one group; notes what their modules import."""

    def __init__(self, workshop: Workshop, reading: Workshop, room: Room, header: str) -> None:
        self.workshop = workshop
        self.reading = reading
        self.room = room
        self.header = header
        self.declared: list[str] = []  # the attributes of all classes

    def modules(
        self, definitions: Sequence[Definition]
    ) -> dict[Kind, views.ModelModule | views.AliasModule]:
        """The views of the modules, by the folders that they are in."""
        classes = [d for d in definitions if self.workshop.kind_of(d) == "models"]
        others = [d for d in definitions if self.workshop.kind_of(d) == "aliases"]
        doc = literals.docstring(f"{_title(definitions[0], definitions[0].key)}.", 0)
        found: dict[Kind, views.ModelModule | views.AliasModule] = {}
        if classes:
            found["models"] = self._classes(classes, doc)
            self.room.exports["models"] = [*self._exported(classes)]
        if others:
            found["aliases"] = self._aliases(others, doc)
            self.room.exports["aliases"] = [*self._exported(others)]
        return found

    def _exported(self, definitions: Iterable[Definition]) -> Iterator[str]:
        """The names that the package passes on."""
        for each in definitions:
            yield self.workshop.names.class_(each)
            if self.workshop.has_functions(each):
                stem = self.workshop.names.stem(each)
                yield from (f"{prefix}_{stem}" for prefix in _FUNCTIONS)

    def _classes(
        self, definitions: Sequence[Definition], doc: tuple[str, ...]
    ) -> views.ModelModule:
        enums = tuple(
            self.alias(d, "models") for d in definitions if self.workshop.has_functions(d)
        )
        records = tuple(self.record(d, d.shape) for d in definitions if isinstance(d.shape, Record))
        declared = "\n".join(self.declared)
        words = words_in(declared)
        used = self.room.support.get("models", set())
        loaded = {
            "enum": {"StrEnum"} if enums else set[str](),
            "..": self.room.packages.get("models", set()),
            **homes(used - FOR_CHECKERS),
        }
        if records:
            has_factory = "default_factory" in words
            names = {"dataclass", "field"} if has_factory else {"dataclass"}
            loaded.setdefault(".._support", set()).update(names)
        return views.ModelModule(
            header=self.header,
            doc=doc,
            imports=module_imports(
                loaded,
                self._checked(definitions, "models", declared, words),
                self.room.linked.get("models", {}),
            ),
            enums=enums,
            records=records,
        )

    def _aliases(
        self, definitions: Sequence[Definition], doc: tuple[str, ...]
    ) -> views.AliasModule:
        found = tuple(self.alias(d, "aliases") for d in definitions)
        declared = "\n".join(line for alias in found for line in alias.declaration)
        checked = self._checked(definitions, "aliases", declared, words_in(declared))
        loaded = {
            "": checked.pop("", set()),
            "typing": checked.pop("typing") | {"TypeAlias"},
            "uuid": checked.pop("uuid", set()),
            "..": self.room.packages.get("aliases", set()),
            **homes(self.room.support.get("aliases", set()) - FOR_CHECKERS),
        }
        return views.AliasModule(
            header=self.header,
            doc=doc,
            imports=module_imports(loaded, checked, self.room.linked.get("aliases", {})),
            aliases=found,
        )

    def _checked(
        self, definitions: Sequence[Definition], kind: Kind, declared: str, words: Set[str]
    ) -> dict[str, set[str]]:
        """What annotations need; ``declared`` are the declarations with all of them, which have
        these ``words``.
        """
        found = {
            "": {"datetime as dt"} if "dt." in declared else set[str](),
            "typing": {"Any"} | ({"Literal", "Never", "Union"} & words),
            "uuid": {"UUID"} & words,
            **homes(self.room.support.get(kind, set()) & FOR_CHECKERS),
        }
        for definition in definitions:
            for key in sorted(types.mentions(definition.shape)):
                other = self.workshop.model[key]
                module = self.workshop.module_of(key)
                if self.workshop.kind_of(other) != kind:
                    module = f"..{self.workshop.kind_of(other)}.{module}"
                elif module == self.room.module:
                    continue
                else:
                    module = f".{module}"
                found.setdefault(module, set()).add(self.workshop.names.class_(other))
        return found

    # --- records ---------------------------------------------------------------------------------

    def record(self, definition: Definition, record: Record) -> views.Record:
        """The dataclass of a record."""
        name = self.workshop.names.class_(definition)
        names = self.workshop.attributes(definition, record)
        kept = self.workshop.keeps_others(record)
        found = [
            (
                self._attribute(definition, member, names[member.name]),
                documentation.of_member(member),
            )
            for member in record.members
        ]
        if kept and record.additional is not None:
            value = types.text(record.additional, self.workshop)
            declaration = f"extra: dict[str, {value}] = field(default_factory=dict)"
            found.append((declaration, "Members that the description does not name."))
        return views.Record(
            decorators=self._decorators(definition, name),
            head=self._head(name, kept),
            doc=literals.docstring(documentation.of_definition(definition), 1),
            attributes=self._declarations(found),
            encode=self._encode(definition, record, names, kept),
        )

    def _declarations(self, attributes: Iterable[tuple[str, str]]) -> tuple[str, ...]:
        """The lines of attributes, each a statement and a text, with an empty one before each that
        has, or follows one with, text.
        """
        lines: list[str] = []
        before: Sequence[str] = ()
        for statement, text in attributes:
            doc = literals.docstring(text, 1)
            if lines and (doc or before):
                lines.append("")
            declaration = broken(statement, 1)
            self.declared += declaration
            lines += (*declaration, *doc)
            before = doc
        return tuple(lines)

    def _attribute(self, definition: Definition, member: Member, attribute: str) -> str:
        """The statement that declares an attribute."""
        terms = types.terms(member.shape, self.workshop)
        if member.required:
            return f"{attribute}: {' | '.join(terms)}"
        default = self.workshop.defaults.get((definition.key, member.name), ABSENT)
        if default is not ABSENT:
            value = self._default(definition, member, default)
            return f"{attribute}: {' | '.join(terms)} = {value}"
        if terms == ("Any",):
            self.workshop.use(self.room, "models", "UNSET")
        else:
            self.workshop.use(self.room, "models", "UNSET", "Unset")
            terms = ("Unset",) if terms == ("Never",) else (*terms, "Unset")
        return f"{attribute}: {' | '.join(terms)} = UNSET"

    def _decorators(self, definition: Definition, name: str) -> tuple[str, ...]:
        """The mark of a class that is deprecated, which type checkers understand (PEP 702), and
        what gives the class its functions.
        """
        writer = Writer()
        if definition.documentation.deprecated:
            self.workshop.use(self.room, "models", "deprecated")
            writer.bracketed("@deprecated(", [literals.string(f"{name} is deprecated.")], ")")
        self.workshop.use(self.room, "models", "codec")
        stem, title = self.workshop.names.stem(definition), _title(definition, name)
        arguments = [literals.string(stem)]
        if title != name:
            arguments.append(f"title={literals.string(title)}")
        test = self.workshop.predicate(definition.schema, self.room, "validators")
        if test != f"is_{stem}":
            arguments.append(f"test={literals.string(test)}")
        writer.bracketed("@codec(", arguments, ")")
        return tuple(writer.lines)

    def _head(self, name: str, kept: bool) -> tuple[str, ...]:
        """The first line of a class; ``kept`` says that it keeps members without a name."""
        base = "WithExtra" if kept else "WithJson"
        self.workshop.use(self.room, "models", base)
        return tuple(broken(f"class {name}({base}):", 0))

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
        writer, inside = Writer(2), Writer(3)
        members = list(record.members)
        leading: list[str] = []
        while members and self._is_there(definition, members[0]):
            member = members[0]
            value = encoded(member.shape, f"self.{names[member.name]}", self.workshop, self.room)
            entry = f"{literals.string(member.name)}: {value}"
            if " if " in value and not inside.fits(f"{entry},"):
                break  # a choice over several lines reads better where it is assigned
            leading.append(entry)
            del members[0]
        if not members and not kept:
            writer.bracketed("return {", leading, "}")
            return tuple(writer.lines)
        writer.bracketed("value: dict[str, Any] = {", leading, "}")
        for member in members:
            there = self._is_there(definition, member)
            self._encode_member(writer, member, f"self.{names[member.name]}", there)
        if kept and record.additional is not None:
            others = Mapping(record.additional)
            source = f"self.{EXTRA}"
            if not types.is_plain(others, self.workshop):
                source = encoded(others, source, self.workshop, self.room)
            writer.line(f"if self.{EXTRA}:")
            with writer.block():
                writer.bracketed("value.update(", [source], ")")
        writer.line("return value")
        return tuple(writer.lines)

    def _encode_member(self, writer: Writer, member: Member, source: str, is_there: bool) -> None:
        value = encoded(member.shape, source, self.workshop, self.room)
        if is_there:
            writer.line(f"value[{literals.string(member.name)}] = {value}")
            return
        writer.line(f"if {source} is not UNSET:")
        with writer.block():
            writer.line(f"value[{literals.string(member.name)}] = {value}")

    # --- aliases ---------------------------------------------------------------------------------

    def alias(self, definition: Definition, kind: Kind) -> views.Alias:
        """The alias or enumeration that a definition becomes, and the functions for it."""
        name = self.workshop.names.class_(definition)
        self.workshop.use(self.room, kind, "BAILED", "Issue", "holds", "link", "problems", "retry")
        doc: tuple[str, ...] = ()
        if kind == "aliases":
            doc = literals.docstring(documentation.of_definition(definition), 0)
        return views.Alias(
            name=name,
            declaration=self._declaration(definition, name),
            doc=doc,
            functions=self._functions(definition, name, kind),
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
            if name.startswith("Test"):  # pytest is not to look for tests in it
                writer.extend(["    __test__ = False", ""])
            for value in values:
                writer.line(f"{names[value]} = {literals.string(value)}")
        return tuple(writer.lines)

    def _functions(self, definition: Definition, name: str, kind: Kind) -> tuple[str, ...]:
        stem = self.workshop.names.stem(definition)
        reader = self.workshop.reader(definition, self.room, kind)
        test = self.workshop.predicate(definition.schema, self.room, kind)
        collector = self.workshop.collector(definition.schema, self.room, kind)
        explained = self.reading.collector(definition.schema, self.room, kind)
        writer = Writer()
        title = literals.string(_title(definition, name))
        writer.extend(["", ""])
        returned = types.returned(definition, self.workshop)
        writer.signature(f"decode_{stem}", ["value: Any"], returned)
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
            source = encoded(definition.shape, "value", self.workshop, self.room, kind)
            writer.line(f"return {source}")
        writer.extend(["", ""])
        writer.signature(f"validate_{stem}", ["value: Any"], "list[Issue]")
        with writer.block():
            writer.line('"""Everything that is wrong with JSON data; empty when it is valid."""')
            writer.bracketed("return problems(", [test, collector, "value"], ")")
        writer.extend(["", ""])
        writer.signature(f"is_valid_{stem}", ["value: Any"], "bool")
        with writer.block():
            writer.line('"""Whether JSON data is valid."""')
            writer.bracketed("return holds(", [test, "value"], ")")
        return tuple(writer.lines)


def _title(definition: Definition, otherwise: str) -> str:
    """What the source calls a definition in words."""
    return definition.documentation.title.strip() or otherwise
