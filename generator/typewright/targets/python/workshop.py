"""What the emitters of one package share: names, what was asked for, and where it is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import TYPE_CHECKING, Final, Literal, TypeVar

from typewright.checks import nodes
from typewright.checks.nodes import Check
from typewright.fixtures import Basis
from typewright.model import Definition, Model, Record
from typewright.model.names import digest, split_words
from typewright.model.shapes import DefinitionKey, Shape
from typewright.schema import Json, SchemaId
from typewright.schema.addresses import common_folder
from typewright.schema.schema import JsonType
from typewright.targets.python import reserved, types
from typewright.targets.python.closed import stays_open
from typewright.targets.python.expressions import KINDS
from typewright.targets.python.names import Names, attributes, free, snake
from typewright.targets.python.options import PythonOptions
from typewright.targets.python.room import Ask, Asked, Kind, Room, Tracked, cut
from typewright.targets.python.specialize import REJECT, Called, refused, specialize
from typewright.targets.python.stems import other_stems
from typewright.values import dataclass

if TYPE_CHECKING:
    from typewright.targets.python.encoders import Form

FORMATS_MODULE = "_formats"
"""The module of a package that tells formats."""

LONGEST_CALLABLE = 60
"""The same for a function without parameters, whose head has to fit on a line."""

_Written = TypeVar("_Written")

SHARED = "shared_"
"""The module for schemas that are called but are no definitions of the model."""


@dataclass(slots=True)
class Workshop:
    """Everything that is known while a package is written.

    ``has_scopes`` tells whether there are dynamic references, and ``dynamic_trackers`` what these
    have to be followed for when parts are unevaluated.

    ``defaults`` are those that are applied, by definition and member.

    Where readers accept other values than the specification, their checks are those of a second
    workshop, which shares all but the model; the names of its functions end in ``suffix``.

    ``basis`` is of the model as the target was given it: instances are made by that one, as
    fixtures are, so that what was found for some is found for all.

    ``others`` is what functions for schemas that are no definitions are called behind their prefix,
    ``contested`` what some of them are not called since others would be, too. ``inline`` remembers
    what is tested without a call, and by how many members; ``small`` which records are read without
    one, and of how many members they and those inside them are; ``plain`` whose values are in
    Python what they are in JSON; ``annotations`` and ``forms`` what the terms of shapes are, and
    how their values become JSON data, by the numbers of these shapes.
    """

    model: Model
    names: Names
    options: PythonOptions
    has_scopes: bool
    dynamic_trackers: tuple[Tracked, ...]
    basis: Basis
    defaults: Mapping[tuple[DefinitionKey, str], Json] = field(default_factory=dict)
    suffix: str = ""
    _definitions: dict[SchemaId, Definition] = field(default_factory=dict)
    others: dict[SchemaId, str] = field(default_factory=dict)
    contested: dict[SchemaId, str] = field(init=False, repr=False, default_factory=dict)
    _folder: str = field(init=False, repr=False, default="")
    inline: dict[SchemaId, int | None] = field(init=False, repr=False, default_factory=dict)
    small: dict[DefinitionKey, int | None] = field(init=False, repr=False, default_factory=dict)
    plain: dict[DefinitionKey, bool] = field(init=False, repr=False, default_factory=dict)
    _functions: dict[Ask, tuple[str, str]] = field(init=False, repr=False, default_factory=dict)
    _called: Called = field(init=False, repr=False, default_factory=dict)
    _specialized: dict[tuple[int, JsonType], tuple[Check, Check]] = field(
        init=False, repr=False, default_factory=dict
    )

    annotations: dict[int, tuple[Shape, tuple[str, ...]]] = field(
        init=False, repr=False, default_factory=dict
    )
    forms: dict[int, tuple[Shape, Form]] = field(init=False, repr=False, default_factory=dict)
    _attributes: dict[DefinitionKey, dict[str, str]] = field(
        init=False, repr=False, default_factory=dict
    )
    _by_type: dict[Check | int, tuple[Check, Mapping[JsonType, Check]]] = field(
        init=False, repr=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        for definition in self.model.definitions.values():
            self._definitions.setdefault(definition.schema, definition)
        others = (target for target in self.model.checks if target not in self._definitions)
        self._folder = common_folder(self.model.checks)
        self.others, self.contested = other_stems(
            others, self.names.stems.values(), self._folder, self.basis.rest.taken
        )

    def is_definition(self, target: SchemaId) -> bool:
        """Whether a schema is that of a definition."""
        return target in self._definitions

    def module_of(self, key: DefinitionKey) -> str:
        """The module of a definition's group."""
        return self.names.modules[self.model.group(key)]

    def kind_of(self, definition: Definition) -> Literal["models", "aliases"]:
        """Where a definition is written: ``models`` for one that becomes a class."""
        is_class = isinstance(definition.shape, Record) or types.is_enum(definition, self)
        return "models" if is_class else "aliases"

    def has_functions(self, definition: Definition) -> bool:
        """Whether functions of its module read and write a definition, and no methods."""
        return not isinstance(definition.shape, Record)

    def use(self, room: Room, kind: Kind, *names: str) -> None:
        """Notes that a module imports ``names`` from ``_support``."""
        room.support[kind].update(names)

    def specialized(self, check: Check, kind: JsonType) -> Check:
        """``check`` for values that are known to be of ``kind``."""
        if type(check) in _SIMPLEST:  # what is left of these is found at once
            return specialize(check, kind, self.model.checks, called=self._called)
        key = id(check), kind
        known = self._specialized.get(key)
        if known is None:
            known = check, specialize(check, kind, self.model.checks, called=self._called)
            self._specialized[key] = known
        return known[1]

    def attributes(self, definition: Definition, record: Record) -> dict[str, str]:
        """The attribute for each member of a definition, which is a ``record``."""
        known = self._attributes.get(definition.key)
        if known is None:
            known = self._attributes[definition.key] = attributes(record.members)
        return known

    def by_type(self, check: Check) -> Mapping[JsonType, Check]:
        """``check`` for values of each type that Python can tell."""
        key = _identity(check)
        known = self._by_type.get(key)
        if known is None:
            never = refused(check, self.model.checks)
            known = (
                check,
                {
                    kind: REJECT if kind in never else self.specialized(check, kind)
                    for kind in KINDS
                },
            )
            self._by_type[key] = known
        return known[1]

    @property
    def converts(self) -> bool:
        """Whether strings of native formats are read as something else."""
        return self.options.formats == "native" and self.suffix != ""

    def keeps_others(self, record: Record) -> bool:
        """Whether the class of ``record`` has the attribute for members that are not named."""
        match self.options.unknown_members:
            case "keep":
                return record.additional is not None
            case "refuse":
                return stays_open(record)
            case "drop":
                return False

    # --- functions that are written because something calls them ---------------------------------

    def predicate(self, target: SchemaId, room: Room, kind: Kind) -> str:
        """What a module calls to ask whether the schema ``target`` holds."""
        return self._call(Ask("predicate", target, self.suffix != ""), room, kind)

    def collector(self, target: SchemaId, room: Room, kind: Kind) -> str:
        """What a module calls to collect what is wrong by the schema ``target``."""
        return self._call(Ask("collector", target, self.suffix != ""), room, kind)

    def tracker(self, target: SchemaId, what: Tracked, room: Room, kind: Kind) -> str:
        """What a module calls to learn which parts of a value the schema ``target`` looks at."""
        return self._call(Ask(what, target, self.suffix != ""), room, kind)

    def _call(self, ask: Ask, room: Room, kind: Kind) -> str:
        known = self._functions.get(ask)
        if known is None:
            stem, home = self.stem(ask.target)
            name = free(f"{_PREFIXES[ask.what]}_{stem}{self.suffix}", reserved.HELPERS)
            known = self._functions[ask] = name, home
        name, home = known
        if home == room.module:
            self.grant(ask, name, room)
        elif not self._is_always_there(ask):
            room.asks[name] = ask
        if ask.what == "collector":
            return self.function(name, home, "errors", room, kind)
        return self.function(name, home, "validators", room, kind)

    def grant(self, ask: Ask, name: str, home: Room) -> None:
        """Have the function ``name`` written in its own room."""
        if name in home.predicates or name in home.collectors or name in home.trackers:
            return
        asked = Asked(self.model.checks[ask.target], self)
        match ask.what:
            case "predicate":
                home.predicates[name] = asked
            case "collector":
                home.collectors[name] = asked
            case what:
                home.trackers[name] = what, asked

    def _is_always_there(self, ask: Ask) -> bool:
        """Whether a group has the function without being asked: see ``Code.define``."""
        return ask.target in self._definitions and (
            ask.what == "collector" or (ask.what == "predicate" and not ask.as_read)
        )

    def part(self, check: Check, where: Iterable[str], room: Room, kind: Kind) -> str:
        """A predicate for a check inside another; ``where`` are the words of its place."""
        name = self._register(
            room.predicates, f"fits_{cut('_'.join(where))}{self.suffix}", Asked(check, self)
        )
        return self.function(name, room.module, "validators", room, kind)

    def part_collector(self, check: Check, where: Iterable[str], room: Room) -> str:
        """A collector for a check inside another."""
        return self._register(
            room.collectors,
            f"collect_part_{cut('_'.join(where))}{self.suffix}",
            Asked(check, self),
        )

    def part_tracker(
        self, check: Check, what: Tracked, where: Iterable[str], room: Room, kind: Kind
    ) -> str:
        """A tracker for a check inside another."""
        name = self._register(
            room.trackers,
            f"{what}_in_{cut('_'.join(where))}{self.suffix}",
            (what, Asked(check, self)),
        )
        return self.function(name, room.module, "validators", room, kind)

    def _register(self, found: dict[str, _Written], name: str, value: _Written) -> str:
        """``name``, or where it stands for something else, one with a digest of ``value``."""
        if found.setdefault(name, value) == value:
            return name
        name = f"{name}_{digest(repr(value).replace(self._folder, ''))}"
        found[name] = value
        return name

    def function(
        self, name: str, home: str, package: Literal["validators", "errors"], room: Room, kind: Kind
    ) -> str:
        """How a function is called from a module of ``room``.

        One of another module is reached through its package, which loads the module when it is
        first needed. Validators call each other so often that they have links instead.
        """
        if home == room.module and kind == package:
            return name
        if kind == package == "validators":
            return self._linked(name, f".{home}", room, kind)
        room.packages.setdefault(kind, set()).add(package)
        return f"{package}.{home}.{name}"

    def _linked(self, name: str, home: str, room: Room, kind: Kind) -> str:
        """How a function is called that has a link; ``home`` is its module as in an import."""
        room.linked.setdefault(kind, {}).setdefault(home, set()).add(name)
        return name

    def reader(self, definition: Definition, room: Room, kind: Kind = "validators") -> str:
        """What a module calls to read a definition; functions of aliases have links, too."""
        name = f"read_{self.names.stem(definition)}"
        home = self.module_of(definition.key)
        if kind in ("models", "aliases"):
            return self._linked(name, f"..validators.{home}", room, kind)
        return self.function(name, home, "validators", room, kind)

    def maker(self, definition: Definition, room: Room) -> str:
        """What a validator calls to make an object whose attributes are still to be set."""
        name = f"new_{self.names.stem(definition)}"
        home = self.module_of(definition.key)
        if home == room.module:
            room.makers[name] = self.names.class_(definition)
        return self.function(name, home, "validators", room, "validators")

    def default(self, definition: Definition, member: str, room: Room, kind: Kind) -> str:
        """What a module calls to make the default of a member."""
        words = snake(split_words(member), otherwise="member")
        name = f"default_{self.names.stem(definition)}_{words}"
        if _needs_digest(definition, member):
            name = f"{name}_{digest(member)}"
        name = cut(name, LONGEST_CALLABLE)
        return self.function(name, self.module_of(definition.key), "validators", room, kind)

    def stem(self, target: SchemaId) -> tuple[str, str]:
        """What the functions for a schema are called behind their prefix, and their module."""
        definition = self._definitions.get(target)
        if definition is not None:
            return self.names.stem(definition), self.module_of(definition.key)
        return self.others[target], SHARED


_PREFIXES: Final = {
    "predicate": "is",
    "collector": "collect",
    "members": "members_of",
    "items": "items_of",
}
"""What the name of a function begins with."""

_SIMPLEST: Final[frozenset[type[Check]]] = frozenset((nodes.TypeTest, nodes.Call))


def _identity(check: Check) -> Check | int:
    """What a check is remembered by: the simplest by what they say, all others by their number,
    which no other check gets, since what is remembered lives on.
    """
    return check if type(check) in _SIMPLEST else id(check)


def _needs_digest(definition: Definition, member: str) -> bool:
    """Whether another member of a record is spelled alike."""
    if not isinstance(definition.shape, Record):
        return False
    words = split_words(member)
    return any(
        each.name != member and split_words(each.name) == words for each in definition.shape.members
    )
