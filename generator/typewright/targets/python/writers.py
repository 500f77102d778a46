"""The modules ``writers/<letter>.py``: functions that write objects as JSON texts.

They go by the form of each member, as ``to_dict`` does, and write what ``json`` makes of that
without making it. A value of another form than its member's ends in an exception; ``to_json`` then
goes the long way, which knows what becomes of it.

They stand apart from the classes, since most of what is read is never written, and in few modules,
since functions that nobody calls cost less than files.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from json.encoder import encode_basestring
from typing import Final

from typewright.model import Definition, Member, Record, shapes
from typewright.render import render
from typewright.targets.python import literals, types
from typewright.targets.python.columns import INDENT, WIDTH, width
from typewright.targets.python.encoders import DATA, OBJECT, Form, encoded, form_of
from typewright.targets.python.imports import module_imports
from typewright.targets.python.layout import Writer
from typewright.targets.python.names import EXTRA, WRITE_JSON
from typewright.targets.python.room import Room
from typewright.targets.python.support import homes
from typewright.targets.python.views import CodeModule
from typewright.targets.python.workshop import Workshop
from typewright.values import dataclass

_TEXT: Final = frozenset(("string",))
"""The types of values that are all texts."""


def has_writers(workshop: Workshop) -> bool:
    """Whether a package has writers: where no other library is to write its texts."""
    return workshop.options.json == "standard"


@dataclass(frozen=True, slots=True)
class Writing:
    """The texts of functions that write the objects of a group, by their classes; ``names`` are
    those that they use of the package.
    """

    functions: Mapping[str, str]
    names: Sequence[str]


def writing(workshop: Workshop, room: Room, definitions: Iterable[Definition]) -> Writing:
    """The functions that write the objects of a group."""
    functions: dict[str, str] = {}
    for definition in definitions if has_writers(workshop) else ():
        if isinstance(definition.shape, Record):
            name = workshop.names.class_(definition)
            function = _Function(workshop, room)
            functions[name] = function.text(definition, definition.shape)
    return Writing(functions, sorted(room.support.get("writers", ())))


def writer_modules(groups: Mapping[str, Writing], header: str) -> dict[str, str]:
    """The modules that write texts by their paths, one for each initial of groups."""
    initials: dict[str, list[Writing]] = {}
    for module, one in sorted(groups.items()):
        if one.functions:
            initials.setdefault(module[0], []).append(one)
    doc = "Writes JSON texts of the objects whose modules begin with this letter."
    found = {"writers/__init__.py": f'{header}\n"""Functions that write JSON texts."""\n'}
    for initial, written in initials.items():
        functions = {name: text for one in written for name, text in one.functions.items()}
        rows = [f"{literals.string(name)}: {_called(text)}" for name, text in functions.items()]
        table = Writer()
        table.bracketed("WRITERS = {", rows, "}")
        names = {name for one in written for name in one.names}
        view = CodeModule(
            header=header,
            doc=literals.docstring(doc, 0),
            imports=module_imports(homes(names), {"typing": ["Any"]}),
            constants=(),
            functions=(*((text,) for text in functions.values()), tuple(table.lines)),
        )
        found[f"writers/{initial}.py"] = render("python/code.py.jinja", {"module": view})
    return found


def _called(function: str) -> str:
    """The name of a function, by its text."""
    return function.removeprefix("def ").partition("(")[0]


def table(form: Form) -> str | None:
    """The name of the table of what writes values of a form; ``None`` where no type tells what
    does.

    It says how ``_writing.py`` makes the table, step by step.
    """
    if form.inner is not None:
        inner = table(form.inner)
        name = inner and f"{inner}_IN_{form.kind.upper()}S"
    else:
        name = {"data": "DATA", "object": "OBJECTS", "any": "VALUES"}.get(form.kind)
    if name and form.text:
        name = f"{name}_OR_TEXT"
    return f"{name}_OR_NULL" if name and form.null else name


class _Function:
    """The function that writes one object, while it is written."""

    def __init__(self, workshop: Workshop, room: Room) -> None:
        self._workshop = workshop
        self._room = room
        self._writer = Writer()
        self._is_begun = True
        self._run: list[tuple[str, str]] = []
        """Members that are still to be written: each a text and the expression behind it."""

    def text(self, definition: Definition, record: Record) -> str:
        """The text of the function for an object."""
        name = f"write_{self._workshop.names.stem(definition)}"
        self._writer.signature(name, ["value: Any"], "str")
        with self._writer.block():
            self._body(definition, record)
        return "\n".join(self._writer.lines)

    def _body(self, definition: Definition, record: Record) -> None:
        names = self._workshop.attributes(definition, record)
        defaults = self._workshop.defaults
        optional = {
            member.name
            for member in record.members
            if not member.required and (definition.key, member.name) not in defaults
        }
        opens = bool(record.members) and record.members[0].name not in optional
        if opens:
            self._is_begun = False
        else:
            self._writer.line('text = ""')
        for member in record.members:
            source = f"value.{names[member.name]}"
            if member.name in optional:
                self._optional(member, source)
            else:
                self._member(member, source)
        self._flush()
        if self._workshop.keeps_others(record) and record.additional is not None:
            self._writer.line(f"if value.{EXTRA}:")
            with self._writer.block():
                self._others(shapes.Mapping(record.additional), f"value.{EXTRA}")
        self._writer.line('return text + "}"' if opens else 'return "{" + text[2:] + "}"')

    def _optional(self, member: Member, source: str) -> None:
        self._flush()
        self._writer.line(f"item = {source}")
        self._writer.line(f"if item is not {self._use('UNSET')}:")
        with self._writer.block():
            self._member(member, "item")
            self._flush()

    def _member(self, member: Member, source: str) -> None:
        """Writes a member that is there."""
        text = f", {encode_basestring(member.name)}: "
        form = form_of(member.shape, self._workshop)
        if form is DATA and types.kinds(member.shape, self._workshop) == _TEXT:
            self._run.append((text, f"{self._use('quoted')}({source})"))
            return
        name = table(form)
        if name is None:
            data = encoded(member.shape, source, self._workshop, self._room, "writers")
            self._apart(text, "data", f"{self._use('plain')}({data})", "data")
            return
        if form == OBJECT:
            expression = f"{source}.{WRITE_JSON}()"
        else:
            expression = f"{self._use(name)}[type({source})]({source})"
        if source == "item" or self._fits(text, expression):
            self._run.append((text, expression))
        else:
            self._apart(text, "item", source, expression.replace(source, "item"))

    def _apart(self, text: str, variable: str, value: str, expression: str) -> None:
        """Writes a member by a variable of its own."""
        self._flush()
        self._writer.line(f"{variable} = {value}")
        self._run.append((text, expression))
        self._flush()

    def _others(self, shape: shapes.Mapping, source: str) -> None:
        """Writes the members that the description does not name."""
        form = form_of(shape, self._workshop)
        name = table(form if form.inner is None else form.inner)
        if name is None:
            source = encoded(shape, source, self._workshop, self._room, "writers")
            name = "DATA"
        arguments = ["text", source, self._use(name)]
        self._writer.bracketed(f"text = {self._use('with_others')}(", arguments, ")")

    def _use(self, name: str) -> str:
        self._workshop.use(self._room, "writers", name)
        return name

    def _fits(self, text: str, expression: str) -> bool:
        """Whether a member can be written on a line of its own."""
        return self._writer.fits(f"text = {literals.formatted('', 'text', text, expression)}")

    def _flush(self) -> None:
        """Writes the members that are still to be: in one text, on lines of its own each where it
        is too long for one.
        """
        if not self._run:
            return
        parts: list[tuple[str, ...]] = [*self._run]
        self._run.clear()
        text, expression = parts[0]
        if self._is_begun:
            parts[0] = ("", "text", text, expression)
        else:
            parts[0] = ("{" + text.removeprefix(", "), expression)
            self._is_begun = True
        whole = f"text = {literals.formatted(*chain(*parts))}"
        indent = INDENT * self._writer.depth
        if width(whole) <= WIDTH - len(indent):
            self._writer.extend([indent + whole])
            return
        lines = [f"{indent}{INDENT}{literals.formatted(*part)}" for part in parts]
        if len(lines) == 1 and width(lines[0]) > WIDTH:
            self._writer.extend([indent + whole])  # nothing of it can be broken
        else:
            self._writer.extend([f"{indent}text = (", *lines, f"{indent})"])
