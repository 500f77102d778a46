"""Strategies: the functions of ``strategies/<group>.py``, printed from recipes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import field
from importlib.resources import files
from typing import Final, assert_never

from typewright.checks import nodes, patterns
from typewright.checks.formats import FORMATS
from typewright.checks.lower import lower_all
from typewright.checks.nodes import ACCEPT, Check
from typewright.checks.walk import rewritten
from typewright.fixtures import Smallest
from typewright.model import Definition, Model, Record
from typewright.model.names import digest, split_words
from typewright.model.shapes import DefinitionKey
from typewright.schema import ABSENT, Json, SchemaId
from typewright.strategies import recipes
from typewright.strategies.compose import Composer
from typewright.strategies.recipes import Again, Book, Key, Nothing, Recipe
from typewright.targets.python import literals
from typewright.targets.python.closed import closed
from typewright.targets.python.exact import among_described
from typewright.targets.python.imports import from_imports
from typewright.targets.python.layout import Writer
from typewright.targets.python.names import snake
from typewright.targets.python.natives import NATIVES
from typewright.targets.python.options import PythonOptions
from typewright.targets.python.prepare import printable
from typewright.targets.python.room import Room, cut
from typewright.targets.python.views import CodeModule
from typewright.targets.python.workshop import Workshop
from typewright.values import dataclass, replace

PARTS = ("arrays", "choices", "objects")
"""What ``_parts.py`` has for strategies."""

VALUES = ("anything", "formatted", "integers", "kept", "matching", "multiples", "numbers", "texts")
"""What ``_values.py`` has for them, besides ``values``."""


class Strategies:
    """The strategies of all groups."""

    kind: Final = "strategies"

    def __init__(self, workshop: Workshop) -> None:
        self.workshop = workshop
        checks = _checks(workshop.model, workshop.options)
        definitions = workshop.model.definitions
        roots = {key: checks[definition.schema] for key, definition in definitions.items()}
        self._composer = Composer(roots, checks, self._examples)
        self._smallest = Smallest(workshop.basis)

    def _examples(self, key: DefinitionKey) -> Sequence[Json]:
        """The smallest instance of a definition, if one is found."""
        found = self._smallest.of(key)
        return () if found is ABSENT else (found,)

    def functions(self, room: Room, definitions: Iterable[Definition]) -> list[tuple[str, ...]]:
        """The strategies of one group."""
        found = list(definitions)
        book, taken = self._composer.book(one.key for one in found), set[str]()
        return [function for one in found for function in self._definition(room, one, book, taken)]

    def _definition(
        self, room: Room, definition: Definition, book: Book, taken: set[str]
    ) -> Iterator[tuple[str, ...]]:
        workshop, stem = self.workshop, self.workshop.names.stem(definition)
        recipe = book.recipes[definition.key, 0]
        printer = _Printer(workshop, room, definition, book, taken)
        printer.count(recipe)
        yield printer.function(f"json_of_{stem}", recipe, (), _title(definition))
        while printer.pending:
            key, where = printer.pending.pop()
            yield printer.function(printer.locals[key], book.recipes[key], where, "")
        name = workshop.names.class_(definition)
        writer = Writer()
        writer.signature(f"any_{stem}", [], f"SearchStrategy[{name}]")
        with writer.block():
            read = f"{name}.from_dict" if isinstance(definition.shape, Record) else f"decode_{stem}"
            writer.extend(literals.docstring(f"Any valid {_title(definition)}.", 1))
            writer.line(f"return json_of_{stem}().map({read})")
        drawn = room.drawn.setdefault(workshop.kind_of(definition), set())
        drawn.update((name, f"decode_{stem}"))
        room.exports.setdefault("strategies", []).extend((f"json_of_{stem}", f"any_{stem}"))
        yield tuple(writer.lines)

    def module(
        self, room: Room, header: str, functions: Sequence[tuple[str, ...]], mentioned: Set[str]
    ) -> CodeModule:
        """The view of the module of one group; ``mentioned`` are the names in its functions."""
        standard = from_imports(
            {
                "fractions": mentioned & {"Fraction"},
                "functools": ["cache"],
                "typing": ["Any"],
            }
        )
        drawing = mentioned & {"deferred", "nothing", "one_of"}
        library = from_imports({"hypothesis.strategies": ["SearchStrategy", *drawing]})
        own = from_imports(
            {
                "..": room.packages.get("strategies", set()) & mentioned,
                **{
                    f"..{kind}.{room.module}": names & mentioned
                    for kind, names in room.drawn.items()
                },
                "._parts": mentioned & set(PARTS),
                "._values": mentioned & {*VALUES, "values"},
            }
        )
        return CodeModule(
            header=header,
            doc=literals.docstring("Random values for tests with Hypothesis.", 0),
            imports=(*standard, "", *library, "", *own),
            constants=(),
            functions=tuple(functions),
        )


def drawing_modules(header: str) -> Mapping[str, str]:
    """The modules that every package of strategies needs, by their paths in the package."""
    folder = files("typewright.strategies") / "drawing"
    found: dict[str, str] = {}
    for name in ("formats", "parts", "values"):
        text = (folder / f"{name}.py").read_text(encoding="utf-8")
        text = text.replace("from typewright.strategies.drawing.", "from ._")
        found[f"strategies/_{name}.py"] = f"{header}\n{text}"
    return found


def _title(definition: Definition) -> str:
    return definition.documentation.title.strip() or definition.key


def _checks(model: Model, options: PythonOptions) -> dict[SchemaId, Check]:
    """The checks that JSON data for ``from_dict`` has to pass, formats in view."""
    calls = frozenset(definition.schema for definition in model.definitions.values())
    lowered = lower_all(model.graph, model.checks, calls=calls, formats="suggest")
    tested = {*(NATIVES if options.formats == "native" else ())}
    tested |= {*(FORMATS if model.formats == "assert" else ())}

    def change(check: Check) -> Check:
        if isinstance(check, nodes.Format) and check.name in tested:
            return nodes.Format(check.name)
        return printable(check)

    found = {schema: rewritten(check, change) for schema, check in lowered.items()}
    if options.unknown_members == "refuse":
        return dict(closed(replace(model, checks=found)).checks)
    return dict(found)


@dataclass(slots=True)
class _Printer:
    """Prints the recipe of one definition, and what of it stands in functions of its own.

    ``taken`` are the names of such functions in the module, where other definitions have some too.
    """

    workshop: Workshop
    room: Room
    definition: Definition
    book: Book
    taken: set[str]
    uses: Counter[Key] = field(default_factory=Counter)
    locals: dict[Key, str] = field(default_factory=dict)
    pending: list[tuple[Key, tuple[str, ...]]] = field(default_factory=list)

    def count(self, recipe: Recipe) -> None:
        """Counts how often each recipe without a name is mentioned."""
        pending = [recipe]
        while pending:
            match pending.pop():
                case Again(key=(_, 0)):
                    pass
                case Again(key=key):
                    self.uses[key] += 1
                    if self.uses[key] == 1:
                        pending.append(self.book.recipes[key])
                case other:
                    pending.extend(recipes.parts(other))

    def function(
        self, name: str, recipe: Recipe, where: tuple[str, ...], title: str
    ) -> tuple[str, ...]:
        """A function that gives the strategy for one recipe."""
        writer = Writer()
        writer.line("@cache")
        writer.signature(name, [], "SearchStrategy[Any]")
        with writer.block():
            if title:
                writer.extend(literals.docstring(f"Valid JSON data for {title}.", 1))
            writer.line(f"return {self.expression(recipe, where)}")
        return tuple(writer.lines)

    def expression(self, recipe: Recipe, where: tuple[str, ...]) -> str:
        """The expression for a strategy, on one line."""
        match recipe:
            case Nothing():
                return "nothing()"
            case recipes.Anything():
                return "anything()"
            case recipes.Values(values=options):
                return f"values({', '.join(map(literals.value, options))})"
            case recipes.Integers(first=first, last=last, step=step):
                return _call("integers", first=first, last=last, step=step if step != 1 else None)
            case recipes.Numbers(minimum=minimum, maximum=maximum, fractional=fractional):
                fraction = fractional or None
                return _call("numbers", minimum=minimum, maximum=maximum, fractional=fraction)
            case recipes.Multiples(step=step, first=first, last=last, fractional=fractional):
                exact, fraction = (
                    f"Fraction({step.numerator}, {step.denominator})",
                    fractional or None,
                )
                return _call("multiples", exact, first=first, last=last, fractional=fraction)
            case recipes.Text():
                return _text(recipe)
            case recipes.Array():
                return self._array(recipe, where)
            case recipes.Object():
                return self._object(recipe, where)
            case recipes.Choice(ways=ways, plain=plain):
                printed = [self.expression(one, where) for one in ways]
                if all(isinstance(one, recipes.LEAVES) for one in ways):
                    return f"one_of({', '.join(printed)})"
                return f"choices({', '.join((str(plain), *printed))})"
            case recipes.Kept(recipe=inner, check=check):
                words = (self.workshop.names.stem(self.definition), *map(_word, where), "drawn")
                wanted = among_described(_without_formats(check))
                test = self.workshop.part(wanted, words, self.room, "strategies")
                return f"kept({self.expression(inner, where)}, {test})"
            case Again(key=key):
                return self._again(key, where)
            case _:
                assert_never(recipe)

    def _again(self, key: Key, where: tuple[str, ...]) -> str:
        root, number = key
        if not number:
            definition = self.workshop.model[root]
            stem = self.workshop.names.stem(definition)
            module = self.workshop.module_of(definition.key)
            if module == self.room.module:
                return f"deferred(lambda: json_of_{stem}())"
            self.room.packages.setdefault("strategies", set()).add("strategies")
            return f"deferred(lambda: strategies.json_of_{stem}())"
        if self.uses[key] < 2:
            return self.expression(self.book.recipes[key], where)
        if key not in self.locals:
            stem = self.workshop.names.stem(self.definition)
            name = cut("_".join(("", stem, *map(_word, where))))
            if name in self.taken:
                name = f"{name}_{digest('/'.join(where) + str(len(self.locals)))}"
            self.taken.add(name)
            self.locals[key] = name
            self.pending.append((key, where))
        return f"deferred(lambda: {self.locals[key]}())"

    def _array(self, recipe: recipes.Array, where: tuple[str, ...]) -> str:
        inside = (*where, "item")
        pairs = (f"({self.expression(one, inside)}, {count})" for one, count in recipe.contained)
        contained = ", ".join(pairs)
        return _call(
            "arrays",
            *(self.expression(one, (*inside, str(i))) for i, one in enumerate(recipe.prefix, 1)),
            rest=None if recipe.rest is None else _Code(self.expression(recipe.rest, inside)),
            minimum=recipe.minimum or None,
            maximum=None if recipe.rest is None and not recipe.contained else recipe.maximum,
            unique=recipe.unique or None,
            contained=_Code(f"[{contained}]") if contained else None,
        )

    def _object(self, recipe: recipes.Object, where: tuple[str, ...]) -> str:
        required = self._members(recipe.required, where)
        optional = self._members(recipe.optional, where)
        inside = (*where, "others")
        others = [
            f"({self.expression(name, inside)}, {self.expression(value, inside)})"
            for name, value in recipe.others
        ]
        positional = [required, optional, *others]
        while positional and positional[-1] == "{}":
            positional.pop()
        together = ", ".join(
            f"{literals.string(name)}: {literals.tuple_of(needed)}"
            for name, needed in recipe.together.items()
        )
        return _call(
            "objects",
            *positional,
            taken=_Code(literals.tuple_of(recipe.taken)) if recipe.taken else None,
            minimum=recipe.minimum or None,
            maximum=recipe.maximum,
            together=_Code(f"{{{together}}}") if together else None,
        )

    def _members(self, members: Mapping[str, Recipe], where: tuple[str, ...]) -> str:
        pairs = (
            f"{literals.string(name)}: {self.expression(one, (*where, name))}"
            for name, one in members.items()
        )
        return f"{{{', '.join(pairs)}}}"


@dataclass(frozen=True, slots=True)
class _Code:
    """An expression, where a value might stand too."""

    text: str


def _call(function: str, *arguments: str, **named: _Code | int | float | None) -> str:
    """A call with those of ``named`` that are not ``None``."""
    parts = [*arguments]
    for name, value in named.items():
        if value is not None:
            text = value.text if isinstance(value, _Code) else literals.value(value)
            parts.append(f"{name}={text}")
    return f"{function}({', '.join(parts)})"


def _text(recipe: recipes.Text) -> str:
    refused = [literals.raw_string(patterns.to_python(one)) for one in recipe.refused]
    sizes: dict[str, _Code | int | float | None] = {
        "minimum": recipe.minimum or None,
        "maximum": recipe.maximum,
        "refused": _Code(f"[{', '.join(refused)}]") if refused else None,
    }
    if recipe.tree is not None:
        first = literals.raw_string(patterns.printed(recipe.tree))
        others = [literals.raw_string(patterns.to_python(one)) for one in recipe.patterns[1:]]
        samples = [literals.string(one) for one in recipe.samples]
        if not others and not refused and not samples:
            return f"matching({first})"  # the tree has the length in it
        chosen = _Code(f"[{', '.join(samples)}]") if samples else None
        return _call("matching", first, *others, **sizes, samples=chosen)
    if recipe.format is not None:
        return _call("formatted", literals.string(recipe.format), **sizes)
    return _call("texts", **sizes)


def _without_formats(check: Check) -> Check:
    """``check`` without the formats that are only said."""

    def change(one: Check) -> Check:
        return ACCEPT if isinstance(one, nodes.Format) and not one.tested else one

    return rewritten(check, change)


def _word(step: str) -> str:
    return snake(tuple(split_words(step)), otherwise="part")
