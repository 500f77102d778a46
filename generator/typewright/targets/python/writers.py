"""The modules ``writers/<letter>.py``: functions that write objects as JSON texts.

They go by the form of each member, as ``to_dict`` does, and write what ``json`` makes of that
without making it. A value of another form than its member's ends in an exception; ``to_json`` then
goes the long way, which knows what becomes of it.

They stand apart from the classes, since most of what is read is never written, and in few modules,
since functions that nobody calls cost less than files.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from json.encoder import encode_basestring
from typing import Final

from typewright.model import Definition, Member, Record, shapes
from typewright.render import render
from typewright.targets.python import literals, types
from typewright.targets.python.columns import INDENT
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
    """The function that writes one object, while it is written.

    What becomes of a member that may be absent stands in a variable, which is empty when it is, so
    that the text of the object is put together once.
    """

    def __init__(self, workshop: Workshop, room: Room) -> None:
        self._workshop = workshop
        self._room = room
        self._writer = Writer()
        self._rows: list[str] = []
        """Formatted texts that are the text of the object, one behind the other."""

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
        mark = "{"
        for member in record.members:
            attribute, name = names[member.name], f"{encode_basestring(member.name)}: "
            if member.required or (definition.key, member.name) in defaults:
                self._required(member, attribute, mark + name)
            else:
                self._optional(member, attribute, f", {name}")
            mark = ", "
        self._put_together()
        if self._workshop.keeps_others(record) and record.additional is not None:
            self._writer.line(f"if value.{EXTRA}:")
            with self._writer.block():
                self._others(shapes.Mapping(record.additional), f"value.{EXTRA}")
        self._writer.line("return text")

    def _required(self, member: Member, attribute: str, text: str) -> None:
        """Writes a member that is there."""
        source, variable = f"value.{attribute}", f"its_{attribute}"
        expression, stands_alone = self._expression(member, source)
        row = literals.formatted(text, expression)
        if stands_alone or not self._fits(row):
            row = literals.formatted(text, variable)
            if not stands_alone and not self._writer.fits(f"{variable} = {expression}"):
                self._writer.line(f"item = {source}")
                expression, _ = self._expression(member, "item")
            self._writer.line(f"{variable} = {expression}")
        self._rows.append(row)

    def _optional(self, member: Member, attribute: str, text: str) -> None:
        """Writes a member that may be absent."""
        variable = f"its_{attribute}"
        self._writer.line(f"item = value.{attribute}")
        expression, stands_alone = self._expression(member, "item")
        if stands_alone:
            present = f"{literals.string(text)} + {expression}"
        else:
            present = literals.formatted(text, expression)
        self._choice(variable, f"item is {self._use('UNSET')}", present)
        longer = _with(self._rows[-1], f"{{{variable}}}") if self._rows else ""
        if longer and self._fits(longer):
            self._rows[-1] = longer
        else:
            self._rows.append(f'f"{{{variable}}}"')

    def _choice(self, variable: str, absent: str, present: str) -> None:
        """Sets a variable to the text of a member, which is empty when that is absent."""
        terms = ['""', f"if {absent}", f"else {present}"]
        whole = f"{variable} = {' '.join(terms)}"
        if self._writer.fits(whole) or not self._fits(terms[-1]):
            self._writer.line(whole)
            return
        self._writer.line(f"{variable} = (")
        with self._writer.block():
            together = " ".join(terms)
            for line in [together] if self._writer.fits(together) else terms:
                self._writer.line(line)
        self._writer.line(")")

    def _expression(self, member: Member, source: str) -> tuple[str, bool]:
        """What writes a value as a text, and whether that may hold quotes."""
        form = form_of(member.shape, self._workshop)
        if form is DATA and types.kinds(member.shape, self._workshop) == _TEXT:
            return f"{self._use('quoted')}({source})", False
        if form == OBJECT:
            return f"{source}.{WRITE_JSON}()", False
        name = table(form)
        if name is not None:
            return f"{self._use(name)}[type({source})]({source})", False
        data = encoded(member.shape, source, self._workshop, self._room, "writers")
        return f"{self._use('plain')}({data})", True

    def _others(self, shape: shapes.Mapping, source: str) -> None:
        """Writes the members that the description does not name."""
        form = form_of(shape, self._workshop)
        name = table(form if form.inner is None else form.inner)
        if name is None:
            source = encoded(shape, source, self._workshop, self._room, "writers")
            name = "DATA"
        arguments = ["text", source, self._use(name)]
        self._writer.bracketed(f"return {self._use('with_others')}(", arguments, ")")

    def _use(self, name: str) -> str:
        self._workshop.use(self._room, "writers", name)
        return name

    def _fits(self, row: str) -> bool:
        """Whether a part of a text fits on a line of its own, with a brace behind it."""
        return self._writer.fits(f"{INDENT}{row}}}}}")

    def _put_together(self) -> None:
        """Writes the text of the object: on one line, or one for each of its parts."""
        rows = self._rows
        if not rows:
            self._writer.line('text = "{}"')
            return
        is_open = not _is_bare(rows[0])
        if is_open:
            rows[-1] = _with(rows[-1], "}}")
        quotes = {row[-1] for row in rows if not _is_bare(row)} or {'"'}
        quote = min(quotes)
        whole = f"text = f{quote}{''.join([row[2:-1] for row in rows])}{quote}"
        indent = INDENT * self._writer.depth
        if len(quotes) == 1 and self._writer.fits(whole):
            self._writer.line(whole)
        elif len(rows) == 1 and not self._writer.fits(INDENT + rows[0]):
            self._writer.extend([f"{indent}text = {rows[0]}"])  # nothing of it can be broken
        else:
            lines = [f"{indent}{INDENT}{row}" for row in rows]
            self._writer.extend([f"{indent}text = (", *lines, f"{indent})"])
        if not is_open:
            self._writer.line('text = f"{{{text[2:]}}}"')


def _with(row: str, more: str) -> str:
    """A formatted text with more behind it."""
    return f"{row[:-1]}{more}{row[-1]}"


def _is_bare(row: str) -> bool:
    """Whether a formatted text holds nothing but variables."""
    return row.startswith('f"{its_')
