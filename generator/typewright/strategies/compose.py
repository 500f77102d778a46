"""From checks to recipes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Final, TypeVar

from typewright.checks import interpreter, nodes
from typewright.checks.nodes import Check
from typewright.checks.visit import Scope
from typewright.strategies.alternatives import Alternatives
from typewright.strategies.arrays import array_recipe
from typewright.strategies.literals import KINDS, Checks, Demand, Literal, kind_of, resolve
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
)
from typewright.strategies.settle import settled
from typewright.strategies.texts import text_recipe
from typewright.values import dataclass

_GoalKey = frozenset[tuple[int, Scope, bool]]

_Name = TypeVar("_Name")

_DEEP: Final = 40
"""Goals inside each other; what lies deeper is put off."""


def compose(check: Check, checks: Checks) -> tuple[Recipe, Book]:
    """The recipe for the values that pass ``check``, and the book that it belongs to.

    ``checks`` holds the checks of all schemas that ``check`` calls. A recipe makes nothing but
    valid values; it need not make every one of them. It is ``Nothing`` when no valid value of
    bounded depth is found.
    """
    found, book = compose_all({"": check}, checks)
    return found[""], book


def compose_all(roots: Mapping[_Name, Check], checks: Checks) -> tuple[dict[_Name, Recipe], Book]:
    """The same for several checks, whose recipes stand in one book."""
    composer = Composer(checks)
    found = {name: composer.recipe([Literal(check)]) for name, check in roots.items()}
    composer.finish()
    return settled(found, Book(composer.recipes))


@dataclass(slots=True)
class Composer:
    """Writes a book of recipes, one for each goal that is met."""

    checks: Checks
    recipes: dict[Key, Recipe] = field(default_factory=dict)
    _keys: dict[_GoalKey, tuple[Key, Sequence[Literal]]] = field(default_factory=dict)
    _alternatives: Alternatives = field(init=False)
    _put_off: list[tuple[Key, tuple[Literal, ...]]] = field(default_factory=list)
    _depth: int = 0

    def __post_init__(self) -> None:
        self._alternatives = Alternatives(self.checks)

    def recipe(self, goal: Sequence[Literal]) -> Recipe:
        """The recipe for values that satisfy all literals of ``goal``."""
        literals: dict[tuple[int, Scope, bool], Literal] = {}
        for one in goal:
            literal = resolve(one, self.checks)
            trivial = isinstance(literal.check, nodes.Accept) and literal.holds
            if not trivial:
                literals[literal.key] = literal._replace(inside=frozenset())
        if not literals:
            return Anything()
        known = self._keys.get(frozenset(literals))
        if known is not None:
            return self._reached(known[0])
        key = len(self._keys)
        self._keys[frozenset(literals)] = key, tuple(literals.values())
        if self._depth < _DEEP:
            self._write(key, tuple(literals.values()))
        else:
            self._put_off.append((key, tuple(literals.values())))
        return self._reached(key)

    def finish(self) -> None:
        """Writes all recipes that were put off."""
        while self._put_off:
            self._write(*self._put_off.pop())

    def _write(self, key: Key, goal: tuple[Literal, ...]) -> None:
        self._depth += 1
        self.recipes[key] = self._made(goal)
        self._depth -= 1

    def accepts(self, literal: Literal, value: object) -> bool:
        """Whether a value satisfies ``literal``."""
        return interpreter.is_valid(literal.tested, value, self.checks)  # type: ignore[arg-type]

    def _reached(self, key: Key) -> Recipe:
        made = self.recipes.get(key)
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
        lists = demand.positive(nodes.OneOfValues)
        if lists and isinstance(lists[0].check, nodes.OneOfValues):
            tests = [*demand.literals, *demand.doubts]
            return _values(
                [
                    value
                    for value in lists[0].check.values
                    if kind_of(value) in demand.kinds
                    and all(self.accepts(one, value) for one in tests)
                ]
            )
        if not demand.literals and demand.kinds == frozenset(KINDS):
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
