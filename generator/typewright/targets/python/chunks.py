"""Pieces of code that are written when it is known how deep they stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field
from typing import TypeAlias

from typewright.targets.python.layout import INDENT, Writer
from typewright.values import dataclass

Chunk: TypeAlias = Callable[[Writer], None]
"""Statements that are written when it is known how deep."""


@dataclass(frozen=True, slots=True)
class Arm:
    """A branch of an ``if`` statement: its condition and what it runs."""

    test: str
    chunk: Chunk
    _written: dict[int, list[str]] = field(default_factory=dict, repr=False, compare=False)

    def lines(self, depth: int) -> Sequence[str]:
        """The statements, at some depth; they are written there once."""
        if depth not in self._written:
            writer = Writer(depth)
            self.chunk(writer)
            self._written[depth] = writer.lines
        return self._written[depth]

    def beside(self, test: str) -> Arm:
        """The same for another condition, too."""
        return Arm(f"{self.test} or {test}", self.chunk, self._written)


def is_lone_if(lines: Sequence[str], depth: int) -> bool:
    """Whether ``lines`` are one ``if``, its condition on one line, and what it runs."""
    head = f"{INDENT * depth}if "
    return (
        lines[0].startswith(head)
        and lines[0].endswith(":")
        and all(line.startswith(INDENT * (depth + 1)) for line in lines[1:])
    )


def merged(arms: Sequence[Arm], depth: int) -> list[Arm]:
    """Arms that run the same as one; all of them are written at some depth."""
    merged: dict[tuple[str, ...], Arm] = {}
    for arm in arms:
        body = tuple(arm.lines(depth))
        same = merged.get(body)
        merged[body] = arm if same is None else same.beside(arm.test)
    return list(merged.values())
