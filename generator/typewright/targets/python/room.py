"""The modules of one group while they are written, and what they ask for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import field
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from typewright.checks.nodes import Check
from typewright.model.names import digest
from typewright.schema import Json, SchemaId
from typewright.targets.python import literals
from typewright.values import dataclass

if TYPE_CHECKING:
    from typewright.targets.python.workshop import Workshop

LONGEST_NAME = 72
"""A function's or constant's name with more letters is cut, and ends in a digest."""

Kind: TypeAlias = Literal[
    "models", "aliases", "validators", "errors", "writers", "factories", "strategies"
]
"""The modules that each group has."""

Tracked: TypeAlias = Literal["members", "items"]

Asking: TypeAlias = Literal["predicate", "collector", "members", "items"]
"""The sorts of functions that are written because something calls them."""


class Ask(NamedTuple):
    """A function of another group that a module calls: of which sort, and for which schema.

    ``as_read`` where it is one of the second workshop.
    """

    what: Asking
    target: SchemaId
    as_read: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A check that a function is to be written for, and the workshop that asked for it."""

    check: Check
    workshop: Workshop = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Interned:
    """The texts of a dictionary that leads from each text, however it was read, to the one that all
    objects share.
    """

    texts: tuple[str, ...]


Value: TypeAlias = str | tuple[str, ...] | Interned
"""What a constant is: an expression, the items of a set, or texts."""


@dataclass(slots=True)
class Room:
    """The modules of one group while they are written: what they define and what they import.

    ``predicates``, ``collectors`` and ``trackers`` are the checks by the name of the function that
    was asked for. ``constants`` stand in the validators.
    ``asks`` are functions of other groups, by their names, that those have not anyway.
    ``support``, ``packages`` and ``borrowed`` are what each kind of module imports from
    ``_support``, from the root package, and of the constants. ``linked`` are the functions of
    validators that it has links to, by their modules. ``classes`` and ``drawn`` are what
    validators and strategies may import of the group's models and aliases. ``makers`` are the
    classes whose objects readers make, by the name of what does it. ``formats`` are those
    that are tested, ``exports`` the names that packages pass on.
    """

    module: str
    constants: dict[str, Value] = field(default_factory=dict)
    predicates: dict[str, Asked] = field(default_factory=dict)
    collectors: dict[str, Asked] = field(default_factory=dict)
    trackers: dict[str, tuple[Tracked, Asked]] = field(default_factory=dict)
    asks: dict[str, Ask] = field(default_factory=dict)
    support: defaultdict[Kind, set[str]] = field(default_factory=lambda: defaultdict(set))
    packages: dict[Kind, set[str]] = field(default_factory=dict)
    borrowed: set[str] = field(default_factory=set)
    linked: dict[Kind, dict[str, set[str]]] = field(default_factory=dict)
    classes: set[str] = field(default_factory=set)
    drawn: dict[Kind, set[str]] = field(default_factory=dict)
    makers: dict[str, str] = field(default_factory=dict)
    formats: set[str] = field(default_factory=set)
    exports: dict[Kind, list[str]] = field(default_factory=dict)

    @property
    def asked(self) -> int:
        """How many functions have been asked for so far."""
        return len(self.predicates) + len(self.trackers) + len(self.collectors)

    def constant(self, where: Iterable[str], value: Value, kind: Kind) -> str:
        """The name of a constant with ``value``, for use in a module of ``kind``."""
        name = cut("_".join(where)).upper()
        if self.constants.setdefault(name, value) != value:
            name = f"{name}_{digest(repr(value)).upper()}"
            self.constants[name] = value
        if kind == "errors":
            self.borrowed.add(name)
        return name

    def values(self, values: Iterable[Json], where: Iterable[str], kind: Kind) -> str:
        """The name of a constant that some scalars are in."""
        distinct: dict[object, Json] = {}
        for value in values:
            distinct.setdefault((type(value) is bool, value), value)
        items = tuple(map(literals.value, distinct.values()))
        if all(isinstance(value, str) or value is None for value in distinct.values()):
            return self.constant((*where, "values"), Interned(items), kind)
        return self.constant((*where, "values"), items, kind)


def cut(name: str, longest: int = LONGEST_NAME) -> str:
    """``name``, shortened when it is too long."""
    return name if len(name) <= longest else f"{name[:longest]}_{digest(name)}"
