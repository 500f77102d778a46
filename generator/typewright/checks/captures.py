"""Backreferences to what Python's ``re`` remembers in another way than ECMA-262."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from typewright.checks import regex
from typewright.checks.regex import Node, PatternError


def refuse_stale(node: Node) -> None:
    """Raises ``PatternError`` for a reference that ``re`` would take for something else.

    ECMA-262 forgets at each round of a repetition what the groups in it have matched, and after a
    negative lookaround too; ``re`` does not. In a lookbehind, ECMA-262 goes from right to left.
    """
    walk = _Walk()
    walk.visit(node, looping=False, optional=False, behind=False)
    if walk.referred & walk.stale:
        raise PatternError("Python's re remembers what a group has matched in an earlier round")


def groups_in(node: Node) -> Iterator[int | str]:
    """The numbers and names of the groups that capture in ``node``."""
    match node:
        case regex.Group(body=body, index=index, name=name):
            yield from (each for each in (index, name) if each is not None)
            yield from groups_in(body)
        case regex.Look(body=body) | regex.Repeat(body=body):
            yield from groups_in(body)
        case regex.Sequence(parts=parts) | regex.Alternatives(parts=parts):
            for part in parts:
                yield from groups_in(part)
        case regex.Characters() | regex.Anchor() | regex.Backreference():
            return
        case _:
            assert_never(node)


def refers(node: Node) -> bool:
    """Whether ``node`` refers to what a group has matched."""
    match node:
        case regex.Group(body=body) | regex.Look(body=body) | regex.Repeat(body=body):
            return refers(body)
        case regex.Sequence(parts=parts) | regex.Alternatives(parts=parts):
            return any(map(refers, parts))
        case regex.Characters() | regex.Anchor() | regex.Backreference():
            return isinstance(node, regex.Backreference)
        case _:
            assert_never(node)


class _Walk:
    def __init__(self) -> None:
        self.stale: set[int | str] = set()
        self.referred: set[int | str] = set()

    def visit(self, node: Node, *, looping: bool, optional: bool, behind: bool) -> None:
        """``looping`` says that a repetition is around, ``optional`` that a round of it may go
        without ``node``.
        """
        match node:
            case regex.Characters() | regex.Anchor():
                return
            case regex.Backreference(group=group):
                if behind:
                    raise PatternError("Python's re reads a lookbehind from left to right")
                self.referred.add(group)
            case regex.Group(body=body, index=index, name=name):
                if optional:
                    self.stale.update(each for each in (index, name) if each is not None)
                self.visit(body, looping=looping, optional=optional, behind=behind)
            case regex.Look(body=body, behind=inner_behind, negative=negative):
                without = optional or negative
                self.visit(body, looping=looping, optional=without, behind=behind or inner_behind)
            case regex.Repeat(body=body, minimum=minimum, maximum=maximum):
                without = optional or (looping and minimum == 0)
                loops = looping or maximum is None or maximum > 1
                self.visit(body, looping=loops, optional=without, behind=behind)
            case regex.Sequence(parts=parts):
                for part in parts:
                    self.visit(part, looping=looping, optional=optional, behind=behind)
            case regex.Alternatives(parts=parts):
                for part in parts:
                    self.visit(part, looping=looping, optional=optional or looping, behind=behind)
            case _:
                assert_never(node)
