"""Recipes for strings."""

from __future__ import annotations

from itertools import islice
from math import ceil, floor
from typing import Final

from typewright.checks import nodes, regex
from typewright.checks.regex import Node, PatternError
from typewright.fixtures import plausible, text
from typewright.fixtures.facts import Facts, Span
from typewright.fixtures.spell import longest, shortest
from typewright.fixtures.verdict import matches
from typewright.strategies.literals import Demand
from typewright.strategies.recipes import Kept, Nothing, Recipe, Text
from typewright.values import replace

MAX_LENGTH: Final = 100_000
"""The longest string that is made, in code points."""

_SAMPLES: Final = 8
_TRIES: Final = 64


def text_recipe(demand: Demand) -> Recipe:
    """The recipe for the strings that meet ``demand``."""
    span = demand.span(nodes.Length)
    patterns = _patterns(demand, holds=True)
    refused = _patterns(demand, holds=False)
    wanted = _format(demand, span)
    if span.empty or span.minimum > MAX_LENGTH:
        return Nothing()
    plain = Text(span.minimum, span.maximum, patterns, refused, format=wanted)
    made: Recipe = plain
    if span.maximum == 0:
        made = _empty(patterns, refused)
    elif patterns:
        made = _matching(plain, span)
    doubts = tuple(
        one
        for one in demand.checks(nodes.Format)
        if one.tested and (patterns or one.name != wanted)
    )
    if not doubts or isinstance(made, Nothing):
        return made
    return Kept(made, doubts[0] if len(doubts) == 1 else nodes.All(doubts))


def _matching(plain: Text, span: Span) -> Recipe:
    """``plain`` with a tree to make candidates from."""
    patterns, refused = plain.patterns, plain.refused
    try:
        tree = regex.parse(patterns[0])
    except PatternError:
        return plain
    narrowed, exact = _narrowed(tree, span)
    if narrowed is None:
        return Nothing()
    if exact and not refused and len(patterns) == 1:
        return replace(plain, tree=narrowed)
    facts = Facts((), types=("string",), length=span, patterns=patterns)
    candidates = islice(text.strings(facts, "", _TRIES), _TRIES)
    samples = [one for one in candidates if not any(matches(no, one) for no in refused)]
    if refused and not samples:
        return Nothing()
    return replace(plain, tree=narrowed, samples=tuple(samples[:_SAMPLES]))


def _patterns(demand: Demand, *, holds: bool) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.regex for one in demand.checks(nodes.Pattern, holds=holds)))


def _format(demand: Demand, span: Span) -> str | None:
    """The first format that is tested, or that strings of such a length may have."""
    names = (
        one.name for one in demand.checks(nodes.Format) if one.tested or _has_room(one.name, span)
    )
    return next(names, None)


def _has_room(name: str, span: Span) -> bool:
    usual = len(plausible.text((name,), ""))
    return span.holds(usual) or (span.maximum is None and span.minimum <= 1)


def _empty(patterns: tuple[str, ...], refused: tuple[str, ...]) -> Recipe:
    fits = all(matches(one, "") for one in patterns) and not any(
        matches(one, "") for one in refused
    )
    return Text(maximum=0) if fits else Nothing()


def _narrowed(tree: Node, span: Span) -> tuple[Node | None, bool]:
    """``tree`` for strings of such a length, and whether all its matches are; ``None`` when it has
    no such match.
    """
    if span == Span():
        return tree, True
    if span.maximum is not None and span.maximum < shortest(tree):
        return None, False
    match tree:
        case regex.Sequence(parts=(regex.Anchor(kind="^"), *_, regex.Anchor(kind="$"))):
            return _sized(tree, span)
        case _:
            return tree, False


def _sized(node: Node, span: Span) -> tuple[Node | None, bool]:
    low, high = shortest(node), longest(node)
    if high < span.minimum or (span.maximum is not None and low > span.maximum):
        return None, False
    if span.minimum <= low and (span.maximum is None or high <= span.maximum):
        return node, True
    match node:
        case regex.Group(body=body):
            inner, exact = _sized(body, span)
            return (None if inner is None else replace(node, body=inner)), exact
        case regex.Sequence(parts=parts):
            return _sized_sequence(parts, span)
        case regex.Repeat(body=body, minimum=minimum, maximum=maximum):
            return _sized_repeat(node, body, minimum, maximum, span)
        case _:
            return node, False


def _sized_sequence(parts: tuple[Node, ...], span: Span) -> tuple[Node | None, bool]:
    """Narrows each part as far as the others, at their shortest, leave room."""
    least = sum(map(shortest, parts))
    free = [one for one in parts if shortest(one) != longest(one)]
    found: list[Node] = []
    exact = len(free) == 1
    for part in parts:
        if part not in free:
            found.append(part)
            continue
        others = least - shortest(part)
        minimum = max(0, span.minimum - others) if len(free) == 1 else 0
        room = Span(minimum, None if span.maximum is None else span.maximum - others)
        narrowed, fits = _sized(part, room)
        if narrowed is None:
            return None, False
        exact = exact and fits
        found.append(narrowed)
    return regex.Sequence(tuple(found)), exact


def _sized_repeat(
    node: regex.Repeat, body: Node, minimum: int, maximum: int | None, span: Span
) -> tuple[Node | None, bool]:
    unit, longer = shortest(body), longest(body)
    if unit == 0:
        return node, False
    if unit == longer:
        minimum = max(minimum, ceil(span.minimum / unit))
    if span.maximum is not None:
        most = floor(span.maximum / unit)
        maximum = most if maximum is None else min(maximum, most)
    if maximum is not None and maximum < minimum:
        return None, False
    return replace(node, minimum=minimum, maximum=maximum), unit == longer
