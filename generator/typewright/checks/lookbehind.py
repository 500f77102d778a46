"""Lookbehinds of several lengths, which Python's ``re`` has only one length for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, assert_never

from typewright.checks import regex
from typewright.checks.regex import Node
from typewright.values import replace

MAX_VARIANTS: Final = 100
"""Into so many lookbehinds one is split at most."""


def variants(node: Node) -> tuple[Node, ...] | None:
    """Expressions of one length each that together match what ``node`` does.

    Groups capture no more in them. ``None`` when there are too many of them, or no end.
    """
    match node:
        case regex.Characters() | regex.Anchor() | regex.Look():
            return (node,)
        case regex.Backreference():
            return None
        case regex.Group(body=body):
            return _each_group(variants(body))
        case regex.Alternatives(parts=parts):
            return _limited(_sum(map(variants, parts)))
        case regex.Sequence(parts=parts):
            return _product(map(variants, parts))
        case regex.Repeat(body=body, minimum=minimum, maximum=maximum):
            return _repeated(body, minimum, maximum)
        case _:
            assert_never(node)


def _each_group(found: tuple[Node, ...] | None) -> tuple[Node, ...] | None:
    return None if found is None else tuple(regex.Group(each) for each in found)


def _limited(found: tuple[Node, ...] | None) -> tuple[Node, ...] | None:
    return None if found is None or len(found) > MAX_VARIANTS else found


def _sum(parts: Iterable[tuple[Node, ...] | None]) -> tuple[Node, ...] | None:
    whole: tuple[Node, ...] = ()
    for part in parts:
        if part is None:
            return None
        whole += part
    return whole


def _product(parts: Iterable[tuple[Node, ...] | None]) -> tuple[Node, ...] | None:
    whole: tuple[tuple[Node, ...], ...] = ((),)
    for part in parts:
        if part is None or len(whole) * len(part) > MAX_VARIANTS:
            return None
        whole = tuple((*before, each) for before in whole for each in part)
    return tuple(regex.Sequence(each) for each in whole)


def _repeated(body: Node, minimum: int, maximum: int | None) -> tuple[Node, ...] | None:
    found = variants(body)
    if maximum is None or found is None or maximum - minimum >= MAX_VARIANTS:
        return None
    if len(found) == 1:
        repeat = regex.Repeat(regex.Group(found[0]), minimum, maximum)
        return tuple(
            replace(repeat, minimum=count, maximum=count) for count in range(minimum, maximum + 1)
        )
    if maximum > MAX_VARIANTS:
        return None
    counts = (_product([found] * count) for count in range(minimum, maximum + 1))
    return _limited(_sum(counts))


def width(node: Node) -> int:
    """How many characters one of ``variants`` matches."""
    match node:
        case regex.Characters():
            return 1
        case regex.Anchor() | regex.Look() | regex.Backreference():
            return 0
        case regex.Group(body=body):
            return width(body)
        case regex.Repeat(body=body, minimum=minimum):
            return minimum * width(body)
        case regex.Sequence(parts=parts):
            return sum(map(width, parts))
        case regex.Alternatives(parts=parts):
            return max(map(width, parts))
        case _:
            assert_never(node)
