"""Logistic regression by Newton's method, for some dozens of features."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

Row = tuple[Mapping[str, float], bool, float]
"""Features, whether the answer was right, and how much the row counts."""

_ROUNDS = 25
_RIDGE = 0.5


def fit(rows: Sequence[Row]) -> dict[str, float]:
    """The weight of each feature; all but ``bias`` are drawn a little to zero."""
    names = list(rows[0][0])
    size = len(names)
    ridge = [1e-6 if name == "bias" else _RIDGE for name in names]
    table = [[features[name] for name in names] for features, _, _ in rows]
    weights = [0.0] * size
    for _ in range(_ROUNDS):
        slope = [-ridge[i] * weights[i] for i in range(size)]
        bend = [[ridge[i] if i == j else 0.0 for j in range(size)] for i in range(size)]
        for values, (_, right, count) in zip(table, rows, strict=True):
            total = sum(w * value for w, value in zip(weights, values, strict=True))
            guess = 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
            there = [i for i in range(size) if values[i]]
            for i in there:
                slope[i] += count * (right - guess) * values[i]
                part = count * guess * (1 - guess) * values[i]
                for j in there:
                    bend[i][j] += part * values[j]
        step = _solve(bend, slope)
        weights = [w + change for w, change in zip(weights, step, strict=True)]
        if max(map(abs, step)) < 1e-6:
            break
    return {name: round(weight, 3) for name, weight in zip(names, weights, strict=True)}


def _solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    size = len(right)
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for i in range(size):
        pivot = max(range(i, size), key=lambda row: abs(rows[row][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for row in range(size):
            if row != i and rows[row][i]:
                factor = rows[row][i] / rows[i][i]
                rows[row] = [a - factor * b for a, b in zip(rows[row], rows[i], strict=True)]
    return [rows[i][size] / rows[i][i] for i in range(size)]
