"""The modules of each group of definitions: written, or as an earlier run has written them."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import Protocol

from typewright.fixtures.files import file_names
from typewright.fixtures.kept import find, keep
from typewright.model import Definition
from typewright.render import render
from typewright.schema import SchemaId
from typewright.source.kept import Kept
from typewright.source.texts import Texts
from typewright.targets.python.code import Code
from typewright.targets.python.mentions import names_in
from typewright.targets.python.modules import model_modules
from typewright.targets.python.testing import test_modules
from typewright.targets.python.views import CodeModule, ModelModule
from typewright.targets.python.workshop import Ask, Kind, Room, Workshop
from typewright.targets.python.writers import Writing, writing
from typewright.values import dataclass


@dataclass(frozen=True, slots=True)
class Written:
    """The files of one group by their paths in the package, and what the package has to have for
    them: ``asks`` are functions of other groups, ``support`` names of the support modules,
    ``formats`` those that are tested, ``exports`` what the packages of helpers pass on, ``writing``
    what modules of writers have.
    """

    files: Texts
    asks: Mapping[str, Ask]
    support: Sequence[str]
    formats: Sequence[str]
    exports: Mapping[str, Sequence[str]]
    writing: Writing

    def keep(self, kept: Kept, name: str) -> None:
        """Keep all of it for later runs."""
        asks = [[name, ask.what, ask.target, ask.as_read] for name, ask in self.asks.items()]
        rest = [self.support, self.formats, self.exports]
        keep(kept, name, [asks, *rest, self.writing.functions, self.writing.names], self.files)

    @classmethod
    def find(cls, kept: Kept, name: str) -> Written | None:
        """What was kept under that name."""
        found = find(kept, name)
        if found is None:
            return None
        (asks, support, formats, exports, *written), files = found
        asked = {name: Ask(*ask) for name, *ask in asks}
        return cls(files, asked, support, formats, exports, Writing(*written))


def written(
    workshop: Workshop, reading: Workshop, heads: Mapping[str, str], whole: str
) -> tuple[dict[str, Written], frozenset[str]]:
    """What is written for each group, by its module, and the modules of those that are new.

    ``heads`` are the first lines of the files of a group, ``whole`` those of all others.
    """
    groups = _Groups(workshop, reading, heads, whole)
    kept, names = workshop.basis.kept, dict[str, str]()
    if kept is not None and not workshop.options.strategies:
        names = _names(workshop, reading, groups)
        found = {module: Written.find(kept, name) for module, name in names.items()}
        groups.known = {module: one for module, one in found.items() if one is not None}
    made = groups.write()
    for module, one in made.items():
        # What others have asked a group for is not in its name.
        if kept is not None and module in names and module not in groups.granted:
            one.keep(kept, names[module])
    return {**groups.known, **made}, frozenset(made)


class _Groups:
    """Writes groups, until none asks another for anything more.

    ``known`` are the groups that need not be written, unless others ask them for something;
    ``granted`` is what groups have been asked for, by the names of the functions.
    """

    def __init__(
        self, workshop: Workshop, reading: Workshop, heads: Mapping[str, str], whole: str
    ) -> None:
        self.workshop = workshop
        self.reading = reading
        self.heads = heads
        self.whole = whole
        self.definitions: dict[str, list[Definition]] = {}
        for key, definition in workshop.model.definitions.items():
            self.definitions.setdefault(workshop.module_of(key), []).append(definition)
        roots = [key for key, one in workshop.model.definitions.items() if one.owner is None]
        self.fixtures = file_names(workshop.model, roots)
        self.known: dict[str, Written] = {}
        self.granted: dict[str, dict[str, Ask]] = {}
        self._helpers = tuple(_helpers(workshop))

    def write(self) -> dict[str, Written]:
        """What is written anew: one group after the other, so that few lines are held at once."""
        new = [module for module in self.definitions if module not in self.known]
        made = {module: self._write(module) for module in new}
        while wanted := self._wanted(*self.known.values(), *made.values()):
            for module, asks in wanted.items():
                self.known.pop(module, None)
                self.granted.setdefault(module, {}).update(asks)
                made[module] = self._write(module)
        return made

    def _wanted(self, *groups: Written) -> dict[str, dict[str, Ask]]:
        """What groups ask others for that these do not have, by the module that is asked."""
        wanted: dict[str, dict[str, Ask]] = {}
        for group in groups:
            for name, ask in group.asks.items():
                home = self.workshop.stem(ask.target)[1]
                if name not in self.granted.get(home, ()):
                    wanted.setdefault(home, {})[name] = ask
        return wanted

    def _write(self, module: str) -> Written:
        """One group, with what others have asked it for so far."""
        workshop, room = self.workshop, Room(module)
        header = self.heads.get(module, self.whole)
        definitions = self.definitions.get(module, [])
        code = Code(workshop, self.reading, room)
        code.define(definitions)
        helping = {helper: helper.functions(room, definitions) for helper in self._helpers}
        named = {
            helper: names_in(line for function in functions for line in function)
            for helper, functions in helping.items()
        }
        called = frozenset().union(*named.values())
        code.finish(called)
        if module in self.granted:  # what others ask for comes last, and renames nothing
            code.grant(self.granted[module])
            code.finish(called)
        files: dict[str, str] = {}
        for kind, functions in code.modules(header):
            files[f"{kind}/{module}.py"] = render("python/code.py.jinja", {"module": functions})
        models = model_modules(workshop, self.reading, room, header, definitions)
        for kind, defined in models.items():
            template = "model" if isinstance(defined, ModelModule) else "alias"
            view = {"module": defined}
            files[f"{kind}/{module}.py"] = render(f"python/{template}.py.jinja", view)
        if workshop.options.fixtures:
            for name, test in test_modules(workshop, header, definitions, self.fixtures).items():
                files[f"tests/{name}.py"] = render("python/test.py.jinja", {"test": test})
        for helper, found in helping.items():
            if found:
                functions = helper.module(room, header, found, named[helper])
                path = f"{helper.kind}/{module}.py"
                files[path] = render("python/code.py.jinja", {"module": functions})
        texts = writing(workshop, room, definitions)
        return Written(
            Texts.of(files),
            room.asks,
            sorted(set().union(*room.support.values())),
            sorted(room.formats),
            {str(kind): names for kind, names in room.exports.items()},
            texts,
        )


class _Helper(Protocol):
    """What makes a module for the users' tests, of a ``kind``, for each group."""

    @property
    def kind(self) -> Kind: ...

    def functions(self, room: Room, definitions: Iterable[Definition]) -> list[tuple[str, ...]]:
        """The functions of the module; with none, there is no module."""
        ...

    def module(
        self, room: Room, header: str, functions: Sequence[tuple[str, ...]], mentioned: Set[str]
    ) -> CodeModule:
        """The view of the module; ``mentioned`` are the names in its functions."""
        ...


def _helpers(workshop: Workshop) -> Iterator[_Helper]:
    """The helpers that the options ask for, imported where they are."""
    if workshop.options.factories:
        from typewright.targets.python.factories import Factories

        yield Factories(workshop)
    if workshop.options.strategies:
        from typewright.targets.python.strategies import Strategies

        yield Strategies(workshop)


def _names(
    workshop: Workshop,
    reading: Workshop,
    groups: _Groups,
) -> dict[str, str]:
    """For each group a name that says everything that its modules depend on."""
    model, basis = workshop.model, workshop.basis
    more: dict[SchemaId, list[str]] = defaultdict(list)
    for key, definition in model.definitions.items():
        called = workshop.names.class_(definition), workshop.names.stem(definition)
        home = workshop.module_of(key), groups.fixtures.get(key)
        more[definition.schema].append(repr((*called, *home, definition)))
    # What schemas say, and which are definitions, tells what checks were made of them.
    for which, made in {"": model, reading.suffix: reading.model}.items():
        for target, given in basis.model.checks.items():
            if made.checks[target] is not given:
                more[target] += (which, ":".join(workshop.stem(target)), repr(made.checks[target]))
    for (key, member), value in workshop.defaults.items():
        more[model[key].schema].append(repr((member, value)))
    said: dict[SchemaId, object] = {**workshop.others, **more}
    digests = basis.closures.digests(said)
    whole = [repr(workshop.options), repr(workshop.dynamic_trackers), reading.suffix]
    whole += [repr(each) for one, each in said.items() if one not in basis.graph]
    rest = [text.encode("utf-8", "surrogatepass") for text in whole]
    found: dict[str, str] = {}
    for module, definitions in groups.definitions.items():
        parts = [groups.heads[module].encode("utf-8", "surrogatepass"), *rest]
        for each in definitions:
            parts += (basis.digests[each.schema], digests[each.schema])
        found[module] = f"modules {module} {hashlib.sha256(b'|'.join(parts)).hexdigest()}"
    return found
