"""From checks to recipes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from typing import Final

from typewright.checks import interpreter, nodes
from typewright.checks.nodes import Check
from typewright.checks.values import KINDS, kind_of
from typewright.checks.visit import Scope
from typewright.schema import Json
from typewright.strategies.alternatives import Alternatives
from typewright.strategies.arrays import array_recipe
from typewright.strategies.literals import Checks, Demand, Literal, resolve
from typewright.strategies.numbers import number_recipe
from typewright.strategies.objects import object_recipe
from typewright.strategies.recipes import (
    LEAVES,
    Again,
    Anything,
    Book,
    Choice,
    Kept,
    Key,
    Nothing,
    Recipe,
    Values,
    mentioned,
)
from typewright.strategies.settle import Settled, is_empty
from typewright.strategies.texts import text_recipe
from typewright.values import dataclass

_GoalKey = frozenset[tuple[int, Scope, bool]]

_DEEP: Final = 40
"""Goals inside each other; what lies deeper is put off."""


def _no_examples(_name: str) -> Sequence[Json]:
    return ()


def compose(check: Check, checks: Checks) -> tuple[Recipe, Book]:
    """The recipe for the values that pass ``check``, and the book that it belongs to.

    ``checks`` holds the checks of all schemas that ``check`` calls. A recipe makes nothing but
    valid values; it need not make every one of them. It is ``Nothing`` when no valid value of
    bounded depth is found.
    """
    book = Composer({"": check}, checks).book([""])
    return book.recipes["", 0], book


@dataclass(slots=True)
class Composer:
    """Writes recipes for ``roots``, by their names: for each, one for each goal that is met.

    What is written for a root depends on nothing but its check and what that leads to. Where a goal
    is that of a root, the recipe of that root is meant. Where no way to fulfil a root is found, its
    recipe has what ``examples`` tells of it.
    """

    roots: Mapping[str, Check]
    checks: Checks
    examples: Callable[[str], Sequence[Json]] = _no_examples
    _recipes: dict[Key, Recipe] = field(default_factory=dict)
    _settled: Settled = field(default_factory=Settled)
    _named: dict[_GoalKey, str] = field(default_factory=dict)
    _root: str = ""
    _keys: dict[_GoalKey, tuple[Key, Sequence[Literal]]] = field(default_factory=dict)
    _alternatives: Alternatives = field(init=False)
    _put_off: list[tuple[Key, tuple[Literal, ...]]] = field(default_factory=list)
    _depth: int = 0

    def __post_init__(self) -> None:
        self._alternatives = Alternatives(self.checks)
        for name, check in self.roots.items():
            if not isinstance(check, nodes.Call):  # which means the recipe of another one
                self._named.setdefault(frozenset(self._literals([Literal(check)])), name)

    def book(self, names: Iterable[str]) -> Book:
        """The recipes of some roots, and all that these lead to."""
        new: dict[Key, Recipe] = {}
        pending = list(names)
        while pending:
            name = pending.pop()
            if (name, 0) not in self._recipes:
                written = self._written(name)
                new |= written
                pending.extend(root for root, number in mentioned(written.values()) if not number)
        self._settled.add(new, Book(self._recipes))
        return Book(self._settled.recipes)

    def _written(self, name: str) -> Mapping[Key, Recipe]:
        """All recipes for one root."""
        self._root, self._keys = name, {}
        literals = self._literals([Literal(self.roots[name])])
        goal = frozenset(literals)
        other = self._named.get(goal)
        if not literals:
            self._recipes[name, 0] = Anything()
        elif other is not None and other != name:
            self._recipes[name, 0] = Again((other, 0))
        else:
            self._keys[goal] = (name, 0), tuple(literals.values())
            self._write((name, 0), tuple(literals.values()))
            while self._put_off:
                self._write(*self._put_off.pop())
        keys = [(name, 0), *(key for key, _ in self._keys.values())]
        written = {key: self._recipes[key] for key in keys}
        if is_empty((name, 0), written):
            root = Literal(self.roots[name])
            values = [one for one in self.examples(name) if self.accepts(root, one)]
            if values:
                self._recipes[name, 0] = _values(values)
                return {(name, 0): self._recipes[name, 0]}
        return written

    def recipe(self, goal: Sequence[Literal]) -> Recipe:
        """The recipe for values that satisfy all literals of ``goal``."""
        literals = self._literals(goal)
        if not literals:
            return Anything()
        goal_key = frozenset(literals)
        named = self._named.get(goal_key)
        if named is not None:
            return Again((named, 0))
        known = self._keys.get(goal_key)
        if known is not None:
            return self._reached(known[0])
        key = self._root, len(self._keys) + 1
        self._keys[goal_key] = key, tuple(literals.values())
        if self._depth < _DEEP:
            self._write(key, tuple(literals.values()))
        else:
            self._put_off.append((key, tuple(literals.values())))
        return self._reached(key)

    def _literals(self, goal: Sequence[Literal]) -> dict[tuple[int, Scope, bool], Literal]:
        """The literals of a goal, without those that demand nothing."""
        literals: dict[tuple[int, Scope, bool], Literal] = {}
        for one in goal:
            literal = resolve(one, self.checks)
            trivial = isinstance(literal.check, nodes.Accept) and literal.holds
            if not trivial:
                literals[literal.key] = literal._replace(inside=frozenset())
        return literals

    def _write(self, key: Key, goal: tuple[Literal, ...]) -> None:
        self._depth += 1
        self._recipes[key] = self._made(goal)
        self._depth -= 1

    def accepts(self, literal: Literal, value: object) -> bool:
        """Whether a value satisfies ``literal``."""
        return interpreter.is_valid(literal.tested, value, self.checks)  # type: ignore[arg-type]

    def _reached(self, key: Key) -> Recipe:
        made = self._recipes.get(key)
        return made if isinstance(made, LEAVES) else Again(key)

    def _made(self, goal: tuple[Literal, ...]) -> Recipe:
        if len(goal) == 1 and (union := self._plain_union(goal[0])):
            return _choice([self.recipe([literal]) for literal in union])
        found: list[Recipe] = []
        for demand in self._alternatives.of(goal):
            recipe = self._demanded(demand)
            if not isinstance(recipe, Nothing) and recipe not in found:
                found.append(recipe)
        return _choice(found)

    def _plain_union(self, literal: Literal) -> list[Literal]:
        """The branches of a union that demands nothing else, each to be made by itself."""
        check = literal.check
        if not literal.holds or not isinstance(check, nodes.Branches):
            return []
        if check.keyword == "oneOf" and not self._alternatives.is_exclusive(literal, check):
            return []
        return [literal.on(part) for part in check.checks]

    def _demanded(self, demand: Demand) -> Recipe:
        lists = demand.checks(nodes.OneOfValues)
        if lists:
            tests = [*demand.literals, *demand.doubts]
            return _values(
                [
                    value
                    for value in lists[0].values
                    if kind_of(value) in demand.kinds
                    and all(self.accepts(one, value) for one in tests)
                ]
            )
        if not demand.literals and demand.kinds == KINDS:
            recipe: Recipe = Anything()
        else:
            recipe = _choice(self._by_kind(demand))
        if isinstance(recipe, Nothing) or not demand.doubts:
            return recipe
        return Kept(recipe, _tested(demand))

    def _by_kind(self, demand: Demand) -> list[Recipe]:
        found: list[Recipe] = []
        simple = [
            value
            for value in (None, False, True)
            if kind_of(value) in demand.kinds
            and all(self.accepts(one, value) for one in demand.literals)
        ]
        if simple:
            found.append(_values(simple))
        if demand.kinds & {"integer", "fraction"}:
            found.append(number_recipe(demand))
        if "string" in demand.kinds:
            found.append(text_recipe(demand))
        if "array" in demand.kinds:
            found.append(array_recipe(demand, self))
        if "object" in demand.kinds:
            found.append(object_recipe(demand, self))
        return found


def _tested(demand: Demand) -> Check:
    checks = tuple({id(one.check): one.tested for one in demand.doubts}.values())
    return checks[0] if len(checks) == 1 else nodes.All(checks)


def _values(values: Sequence[object]) -> Recipe:
    return Values(tuple(values)) if values else Nothing()  # type: ignore[arg-type]


def _choice(ways: Sequence[Recipe]) -> Recipe:
    kept = [one for one in ways if not isinstance(one, Nothing)]
    if len(kept) < 2:
        return kept[0] if kept else Nothing()
    if Anything() in kept:
        return Anything()
    return Choice(tuple(kept))
