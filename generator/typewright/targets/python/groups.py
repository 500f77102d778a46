"""The modules of each group of definitions: written, or as an earlier run has written them."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import chain
from typing import NamedTuple, Protocol

from typewright import processes
from typewright.fixtures.basis import LostError
from typewright.fixtures.files import file_names
from typewright.fixtures.kept import find, keep
from typewright.model import Definition
from typewright.render import render
from typewright.schema import SchemaId
from typewright.schema.closures import encoded
from typewright.source.kept import Kept
from typewright.source.texts import Texts
from typewright.targets.python.code import Code
from typewright.targets.python.mentions import names_in
from typewright.targets.python.modules import model_modules
from typewright.targets.python.room import Ask, Kind, Room
from typewright.targets.python.testing import test_modules
from typewright.targets.python.views import CodeModule, ModelModule
from typewright.targets.python.workshop import Workshop
from typewright.targets.python.writers import Writing, writing
from typewright.targets.target import Group
from typewright.values import dataclass


@dataclass(frozen=True, slots=True)
class Written:
    """The files of one group by their paths in the package, and what the package has to have for
    them: ``asks`` are functions of other groups, ``support`` names of the support modules,
    ``formats`` those that are tested, ``exports`` what packages pass on, ``writing`` what modules
    of writers have.
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


@dataclass(frozen=True, slots=True)
class Result:
    """What is ``written`` for each group, by its module; the modules of those that are ``new``, and
    all of those of the model as pieces, where there are any.
    """

    written: Mapping[str, Written]
    new: Set[str]
    pieces: Mapping[str, Group]


def written(workshop: Workshop, reading: Workshop, heads: Mapping[str, str], whole: str) -> Result:
    """What is written for all groups.

    ``heads`` are the first lines of the files of a group, ``whole`` those of all others. Raises
    ``LostError`` where groups that the model leaves out are not kept, or are asked for more.
    """
    groups = _Groups(workshop, reading, heads, whole)
    kept, rest = workshop.basis.kept, workshop.basis.rest.modules
    if kept is None:
        made = groups.write()
        return Result(made, frozenset(made), {})
    names = {**_names(workshop, reading, groups), **rest}
    for module, name in names.items():
        one = Written.find(kept, name)
        if one is not None:
            groups.known[module] = one
        elif module in rest:
            raise LostError
    made = groups.write()
    written = {**groups.known, **made}
    for module, one in made.items():
        if module in groups.granted:  # what others have asked a group for is not in its name
            names[module] = _name_of(module, one)
        one.keep(kept, names[module])
    keys = {module: key for key, module in workshop.names.modules.items()}
    asking = groups.asking(written)
    pieces = {
        module: Group(keys.get(module), name, asking.get(module, ()))
        for module, name in names.items()
    }
    return Result(written, frozenset(made), pieces)


def _name_of(module: str, group: Written) -> str:
    """A name that says what the files of a group are, where nothing tells what they are made of."""
    said = sorted((path, text.digest) for path, text in group.files.entries.items())
    return f"modules {module} {hashlib.sha256(encoded(said)).hexdigest()}"


class _Asked(NamedTuple):
    """What a module asks another one for, its ``home``: a function by its name."""

    module: str
    name: str
    ask: Ask
    home: str


class _Groups:
    """Writes groups, until none asks another for anything more. A group is written alike by any
    process.

    ``known`` are the groups that need not be written, unless others ask them for something;
    ``granted`` is what groups have been asked for, by the names of the functions. What the ``rest``
    asks for, and is asked for, was written by the run that has kept it.
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
        self.rest = workshop.basis.rest.modules
        self.known: dict[str, Written] = {}
        self.granted: dict[str, dict[str, Ask]] = {}
        self._helpers = tuple(_helpers(workshop, reading))

    def write(self) -> dict[str, Written]:
        """What is written anew: one group after the other, so that few lines are held at once."""
        new = [module for module in self.definitions if module not in self.known]
        written = processes.each(self._write, new, self.workshop.basis.workers)
        made = dict(zip(new, written, strict=True))
        while wanted := self._wanted(self.known | made):
            for module, asks in wanted.items():
                self.known.pop(module, None)
                self.granted.setdefault(module, {}).update(asks)
                made[module] = self._write(module)
        if any(one.home in self.rest for one in self._asks(made)) or any(self._missed()):
            raise LostError
        return made

    def _missed(self) -> Iterator[str]:
        """The functions that modules of the rest ask those of the model for in vain."""
        for module in self.rest.keys() & self.known.keys():
            for name, ask in self.known[module].asks.items():
                if ask.target in self._asked(ask).model.checks:
                    _, home = self._asked(ask).stem(ask.target)
                    if home not in self.rest and name not in self.granted.get(home, ()):
                        yield name

    def asking(self, groups: Mapping[str, Written]) -> dict[str, Sequence[SchemaId]]:
        """For each group that others have asked for something, schemas of those and what they have
        asked for.
        """
        found: dict[str, dict[SchemaId, None]] = {}
        for one in self._asks(groups):
            asked = found.setdefault(one.home, {})
            asked[one.ask.target] = None
            asked |= dict.fromkeys(each.schema for each in self.definitions.get(one.module, ()))
        return {home: tuple(asked) for home, asked in found.items() if home not in self.rest}

    def _wanted(self, groups: Mapping[str, Written]) -> dict[str, dict[str, Ask]]:
        """What groups ask others for that these do not have, by the module that is asked."""
        wanted: dict[str, dict[str, Ask]] = {}
        for one in self._asks(groups):
            if one.home not in self.rest and one.name not in self.granted.get(one.home, ()):
                wanted.setdefault(one.home, {})[one.name] = one.ask
        return wanted

    def _asks(self, groups: Mapping[str, Written]) -> Iterator[_Asked]:
        """All that groups of the model ask others for."""
        for module, group in groups.items():
            for name, ask in () if module in self.rest else group.asks.items():
                yield _Asked(module, name, ask, self._asked(ask).stem(ask.target)[1])

    def _asked(self, ask: Ask) -> Workshop:
        return self.reading if ask.as_read else self.workshop

    def _write(self, module: str) -> Written:
        """One group, with what others have asked it for so far."""
        workshop, room = self.workshop, Room(module)
        header = self.heads.get(module, self.whole)
        definitions = self.definitions.get(module, [])
        code = Code(workshop, self.reading, room)
        code.define(definitions)
        helping = {helper: helper.functions(room, definitions) for helper in self._helpers}
        named = {
            helper: names_in(chain.from_iterable(functions))
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


def _helpers(workshop: Workshop, reading: Workshop) -> Iterator[_Helper]:
    """The helpers that the options ask for, imported where they are."""
    if workshop.options.factories:
        from typewright.targets.python.factories import Factories

        yield Factories(workshop, reading)
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
