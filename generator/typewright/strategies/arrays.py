"""Recipes for arrays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol

from typewright.checks import nodes
from typewright.strategies.literals import Demand, Literal
from typewright.strategies.recipes import Array, Kept, Nothing, Recipe

MAX_ITEMS: Final = 10_000
"""The most items of an array that is made to reach a bound, and the most members of an object."""


class Composing(Protocol):
    """What makes recipes for the parts of a value."""

    def recipe(self, goal: Sequence[Literal]) -> Recipe: ...

    def accepts(self, literal: Literal, value: object) -> bool: ...


def array_recipe(demand: Demand, composer: Composing) -> Recipe:
    """The recipe for the arrays that meet ``demand``."""
    minimum, maximum = demand.span(nodes.ItemCount)
    repeated = bool(demand.checks(nodes.UniqueItems, holds=False))
    minimum = max(minimum, 2) if repeated else minimum
    if minimum > MAX_ITEMS or (maximum is not None and maximum < minimum):
        return Nothing()
    length = max((len(one.prefix) for one in demand.checks(nodes.Items)), default=0)
    prefix: list[Recipe] = []
    for index in range(length if maximum is None else min(length, maximum)):
        item = composer.recipe(_goal(demand, index))
        if isinstance(item, Nothing):
            maximum = index
            break
        prefix.append(item)
    rest: Recipe | None = composer.recipe(_goal(demand, length))
    if isinstance(rest, Nothing) or maximum == len(prefix):
        rest, maximum = None, len(prefix) if maximum is None else min(maximum, len(prefix))
    if maximum is not None and maximum < minimum:
        return Nothing()
    unique = bool(demand.checks(nodes.UniqueItems))
    made = Array(tuple(prefix), rest, minimum, maximum, unique)
    return _with_contained(made, demand, composer, length)


def _goal(demand: Demand, index: int) -> list[Literal]:
    """What the item at ``index`` has to satisfy, unless it is there to be contained."""
    found, covering = _applied(demand, index)
    for literal, check in demand.stated(nodes.Contains):
        if check.maximum is not None:
            # What may not be contained too often is not contained by chance.
            found.append(Literal(check.check, literal.scope, holds=False))
    return [*found, *_unevaluated(demand, covering)]


def _contained_goal(demand: Demand, index: int, contains: Literal) -> list[Literal]:
    """What the item at ``index`` has to satisfy apart from being contained."""
    found, covering = _applied(demand, index)
    return [*found, *_unevaluated(demand, [*covering, contains])]


def _applied(demand: Demand, index: int) -> tuple[list[Literal], list[Literal]]:
    """What ``items`` and ``prefixItems`` apply to the item at ``index``, and which of them do."""
    found: list[Literal] = []
    covering: list[Literal] = []
    for literal, check in demand.stated(nodes.Items):
        if index < len(check.prefix):
            found.append(literal.below(check.prefix[index]))
            covering.append(literal)
        elif check.rest is not None:
            found.append(literal.below(check.rest))
            covering.append(literal)
    return found, covering


def _unevaluated(demand: Demand, covering: Sequence[Literal]) -> list[Literal]:
    """What an item has to satisfy that is evaluated by ``covering``."""
    return [
        literal.below(check.check)
        for literal, check in demand.stated(nodes.UnevaluatedItems)
        if not any(id(check) in one.inside for one in covering)
    ]


def _with_contained(made: Array, demand: Demand, composer: Composing, length: int) -> Recipe:
    doubts: list[Literal] = []
    contained: list[tuple[Recipe, int]] = []
    prefix = list(made.prefix)
    room = None if made.maximum is None else made.maximum - len(prefix)
    for literal, check in demand.stated(nodes.Contains):
        if check.maximum is not None:
            doubts.append(literal)
            if check.maximum < check.minimum:
                return Nothing()
        if check.minimum == 0:
            continue
        wanted = literal.below(check.check)
        needed = sum(count for _, count in contained) + check.minimum
        if made.rest is not None and (room is None or needed <= room):
            tail = composer.recipe([*_contained_goal(demand, length, literal), wanted])
            if not isinstance(tail, Nothing):
                contained.append((tail, check.minimum))
                continue
        doubts.append(literal)
        for index in range(min(check.minimum, len(prefix))):
            item = composer.recipe([*_contained_goal(demand, index, literal), wanted])
            if not isinstance(item, Nothing):
                prefix[index] = item
    minimum = made.minimum
    if contained:
        minimum = max(minimum, len(prefix) + sum(count for _, count in contained))
    elif doubts:
        most = len(prefix) if made.maximum is None else min(made.maximum, len(prefix))
        minimum = max(minimum, most)
    found = Array(tuple(prefix), made.rest, minimum, made.maximum, made.unique, tuple(contained))
    if not doubts:
        return found
    checks = tuple(one.tested for one in doubts)
    return Kept(found, checks[0] if len(checks) == 1 else nodes.All(checks))
