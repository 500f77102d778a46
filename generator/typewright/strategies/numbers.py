"""Recipes for numbers."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from typewright.checks import nodes
from typewright.fixtures.numbers import Bound, Grid, common_step, exact
from typewright.strategies.literals import Demand
from typewright.strategies.recipes import Integers, Multiples, Nothing, Numbers, Recipe

_DIGITS: Final = 10**12
"""So many steps away from zero, floats still are exact enough to be multiples of most numbers."""

_MOST_DIGITS: Final = 10**15
"""More steps away from zero, they are multiples of none but whole numbers."""


def number_recipe(demand: Demand) -> Recipe:
    """The recipe for the numbers that meet ``demand``."""
    divisors = [exact(one.divisor) for one in demand.checks(nodes.MultipleOf)]
    low, high = _bounds(demand)
    whole = "integer" in demand.kinds
    fractional = "fraction" in demand.kinds
    if whole and not fractional:
        return _integers(common_step([*divisors, Fraction(1)]), low, high)
    if not divisors:
        return _numbers(low, high, fractional=not whole)
    step = common_step(divisors)
    if step.denominator == 1:
        return _integers(step, low, high) if whole else Nothing()
    ends = _indexes(Grid(step, low, high))
    if ends is None:
        return Nothing()
    first, last = ends
    if first is None:
        first = -_DIGITS if last is None else min(-_DIGITS, last)
    if last is None:
        last = max(_DIGITS, first)
    first, last = max(-_MOST_DIGITS, first), min(_MOST_DIGITS, last)
    if first < last or (first == last and (whole or (first * step).denominator > 1)):
        return Multiples(step, first, last, fractional=not whole)
    return _integers(common_step([step, Fraction(1)]), low, high) if whole else Nothing()


def _bounds(demand: Demand) -> tuple[Bound | None, Bound | None]:
    lows: list[Bound] = []
    highs: list[Bound] = []
    for one in demand.checks(nodes.Bounds):
        lows.extend(_made(one.minimum, one.exclusive_minimum))
        highs.extend(_made(one.maximum, one.exclusive_maximum))
    return (
        max(lows, key=lambda bound: (bound.at, bound.exclusive), default=None),
        min(highs, key=lambda bound: (bound.at, not bound.exclusive), default=None),
    )


def _made(inclusive: int | float | None, exclusive: int | float | None) -> Iterator[Bound]:
    if inclusive is not None:
        yield Bound(exact(inclusive), exclusive=False)
    if exclusive is not None:
        yield Bound(exact(exclusive), exclusive=True)


def _indexes(grid: Grid) -> tuple[int | None, int | None] | None:
    """The first and last number of a grid, counted in steps; ``None`` when it has none."""
    low, high = grid.lowest(), grid.highest()
    if (low is None and grid.low is not None) or (high is None and grid.high is not None):
        return None
    return (
        None if low is None else int(low / grid.step),
        None if high is None else int(high / grid.step),
    )


def _integers(step: Fraction, low: Bound | None, high: Bound | None) -> Recipe:
    ends = _indexes(Grid(step, low, high))
    return Nothing() if ends is None else Integers(*ends, step=int(step))


def _numbers(low: Bound | None, high: Bound | None, *, fractional: bool) -> Recipe:
    minimum = None if low is None else _float(low, up=True)
    maximum = None if high is None else _float(high, up=False)
    empty = (
        minimum is not None
        and maximum is not None
        and (minimum > maximum or (fractional and minimum == maximum and minimum.is_integer()))
    )
    if empty or minimum == math.inf or maximum == -math.inf:
        return Nothing()
    minimum = None if minimum == -math.inf else minimum
    maximum = None if maximum == math.inf else maximum
    return Numbers(minimum, maximum, fractional)


def _float(bound: Bound, *, up: bool) -> float:
    """The float within ``bound`` that is nearest to it. Floats count as the decimals that they are
    written as.
    """
    try:
        near = float(bound.at)
    except OverflowError:
        return math.inf if bound.at > 0 else -math.inf
    towards = math.inf if up else -math.inf
    written = exact(near)
    outside = written < bound.at if up else written > bound.at
    if outside or (bound.exclusive and written == bound.at):
        near = math.nextafter(near, towards)
    return near
