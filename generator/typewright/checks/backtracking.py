"""Which regular expressions make a backtracking search take exponential time.

An expression is a graph of positions: one for each character set that it mentions, with an edge
wherever one character may follow another. When some position can be reached from itself in two
ways by the same text, that text repeated n times can be matched in two to the power of n ways, all
of which are tried when the match fails after it (Weideman et al., "Analyzing Matching Time Behavior
of Backtracking Regular Expression Matchers", 2016).
"""

from __future__ import annotations

from dataclasses import field
from typing import Final, assert_never

from typewright.checks import regex
from typewright.checks.regex import charset
from typewright.checks.regex.charset import Charset, overlap
from typewright.checks.regex.tree import Node
from typewright.values import dataclass

MAX_POSITIONS: Final = 150
"""Of an expression with more, only the first ones are looked at."""

MAX_STEPS: Final = 2000
"""Parts of an expression that are looked at, bounded repetitions written out."""

MANY: Final = 10
"""From so many repetitions on, a bounded repetition counts as one without bound."""


def is_ambiguous(node: Node) -> bool:
    """Whether some text can be repeated so that each repetition doubles the ways to match it."""
    graph = _Graph()
    graph.add(node)
    return graph.has_two_ways_around()


@dataclass(frozen=True, slots=True)
class _Part:
    """An expression's first and last positions, and whether it matches the empty string."""

    first: tuple[int, ...]
    last: tuple[int, ...]
    nullable: bool


_EMPTY = _Part((), (), True)


@dataclass(slots=True)
class _Graph:
    positions: list[Charset] = field(default_factory=list)
    following: list[dict[int, int]] = field(default_factory=list)
    """By position, which may follow it, and in how many ways."""
    steps: int = 0

    def add(self, node: Node) -> _Part:
        self.steps += 1
        if self.steps > MAX_STEPS:
            return _EMPTY
        match node:
            case regex.Characters(codes=codes):
                return self._position(codes)
            case regex.Backreference():
                return self._position(charset.ALL)
            case regex.Anchor():
                return _EMPTY
            case regex.Look(body=body):
                self.add(body)
                return _EMPTY
            case regex.Group(body=body):
                return self.add(body)
            case regex.Sequence(parts=parts):
                whole = _EMPTY
                for member in parts:
                    whole = self._chain(whole, self.add(member))
                return whole
            case regex.Alternatives(parts=parts):
                found = [self.add(part) for part in parts]
                return _Part(
                    tuple(p for part in found for p in part.first),
                    tuple(p for part in found for p in part.last),
                    any(part.nullable for part in found),
                )
            case regex.Repeat(body=body, minimum=minimum, maximum=maximum):
                return self._repeat(body, minimum, maximum)
            case _:
                assert_never(node)

    def _repeat(self, body: Node, minimum: int, maximum: int | None) -> _Part:
        part = self.add(body)
        if part.nullable:
            minimum = 0
        if maximum is None or MANY <= maximum != minimum:
            self._link(part, part)
            return _Part(part.first, part.last, part.nullable or minimum == 0)
        last = list(part.last) if minimum < 2 else []
        current = part
        for count in range(2, maximum + 1 if maximum < MANY else 2):
            following = self.add(body)
            self._link(current, following)
            current = following
            if count >= minimum:
                last.extend(current.last)
        return _Part(part.first, tuple(last or current.last), part.nullable or minimum == 0)

    def has_two_ways_around(self) -> bool:
        """Whether two different walks from a position back to it can read the same text.

        Where they meet again does not matter: among positions that lead to each other there is a
        way on to the start, which both can go. So one search does for all starts.
        """
        around = self._around()
        agreeing = {
            one: {other for other in others if self._agree(one, other)}
            for one, others in around.items()
        }
        following = {
            one: [(other, ways) for other, ways in self.following[one].items() if other in others]
            for one, others in around.items()
        }
        pending = [(one, one, False) for one in around]
        seen = set(pending)
        while pending:
            left, right, parted = pending.pop()
            right_side = {other for other, _ in following[right]}
            for following_left, ways in following[left]:
                for following_right in right_side & agreeing[following_left]:
                    apart = parted or following_left != following_right or ways > 1
                    if apart and following_left == following_right:
                        return True
                    state = (following_left, following_right, apart)
                    if state not in seen:
                        seen.add(state)
                        pending.append(state)
        return False

    def _around(self) -> dict[int, set[int]]:
        """For each position that leads back to itself those that it leads to and that lead to it,
        itself included.
        """
        count = len(self.positions)
        reached = [sum(1 << other for other in following) for following in self.following]
        for middle in range(count):
            for one in range(count):
                if reached[one] >> middle & 1:
                    reached[one] |= reached[middle]
        return {
            one: {
                other for other in range(count) if reached[one] >> other & reached[other] >> one & 1
            }
            for one in range(count)
            if reached[one] >> one & 1
        }

    def _agree(self, left: int, right: int) -> bool:
        return left == right or overlap(self.positions[left], self.positions[right])

    def _position(self, codes: Charset) -> _Part:
        if not codes or len(self.positions) >= MAX_POSITIONS:
            return _EMPTY
        self.positions.append(codes)
        self.following.append({})
        here = (len(self.positions) - 1,)
        return _Part(here, here, False)

    def _chain(self, left: _Part, right: _Part) -> _Part:
        self._link(left, right)
        return _Part(
            left.first + right.first if left.nullable else left.first,
            left.last + right.last if right.nullable else right.last,
            left.nullable and right.nullable,
        )

    def _link(self, left: _Part, right: _Part) -> None:
        for last in left.last:
            for first in right.first:
                self.following[last][first] = self.following[last].get(first, 0) + 1
