"""Readings of a text that is nothing but numbers: the values mostly grow."""

from __future__ import annotations

import heapq
import math
import re
from collections.abc import Set

NUMERIC = re.compile(r"-?\d[\d.-]*")
_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,8})(?:\.\d{1,4})?")
_LONGEST = 400
_BEAM = 24
_PER_VALUE = 0.7
_FALLING = 3.0
_IN_PROSE = 1.5

_Partial = tuple[float, tuple[int, ...], float]
"""The cost so far, where the values end, and the last value."""


def readings(glued: str, prose: Set[str], count: int) -> list[tuple[float, tuple[int, ...]]]:
    """The likeliest lists of numbers, each with its cost and the places where its values end.

    ``prose`` holds numbers that the field's own description names.
    """
    if len(glued) > _LONGEST:
        return []
    best: list[list[_Partial]] = [[] for _ in range(len(glued) + 1)]
    best[0] = [(0.0, (), -math.inf)]
    for start in range(len(glued)):
        heads = heapq.nsmallest(_BEAM, best[start])
        if not heads:
            continue
        for number in _numbers_at(glued, start):
            value = float(number)
            end = start + len(number)
            discount = _IN_PROSE if number in prose else 0.0
            for cost, ends, last in heads:
                price = _PER_VALUE + _step(last, value, number) - discount
                best[end].append((cost + price, (*ends, end), value))
    return [(cost, ends) for cost, ends, _ in heapq.nsmallest(count, best[-1])]


def _numbers_at(glued: str, start: int) -> set[str]:
    match = _NUMBER.match(glued, start)
    if match is None:
        return set()
    longest = match.group()
    found = {longest[:size] for size in range(1, len(longest) + 1)}
    return {number for number in found if _NUMBER.fullmatch(number)}


def _step(last: float, value: float, number: str) -> float:
    if last == -math.inf:
        return (
            float(len(number.strip("-0").replace(".", "")) or 1)
            + 0.3 * number.count("0")
            + 0.8 * _decimals(number)
        )
    if value <= last:
        return _FALLING + len(number)
    return 1.5 * math.log10(1 + (value - last) / max(abs(last), 1.0)) + 0.8 * _decimals(number)


def _decimals(number: str) -> int:
    """How many digits stand behind the point, beyond one."""
    return max(0, len(number.partition(".")[2]) - 1)
