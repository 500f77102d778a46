"""Puts flat fields below the open child parameters that they belong to, as far as that is known.

The renderer marks where shown child parameters begin, but not where they end, and its text has no
indentation. What can be told: another page shows the same object with its child parameters closed;
an object has no name twice; and child parameters are at least one. Everything else is marked as
unsettled, and never asserted as required.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from typewright.diagnostics import Diagnostic, codes
from typewright.loaders.reference_page.blocks import Block, Said
from typewright.source import Origin, Position

MAX_NAMES = 6
"""How many names a finding lists."""


@dataclass(frozen=True, slots=True)
class Settled:
    """A field list with everything in its place, and the open fields whose end is not known."""

    fields: tuple[Said, ...]
    open_ends: tuple[tuple[Said, tuple[Said, ...]], ...] = ()


def settle(
    block: Block, closed: Mapping[str, Sequence[tuple[str, ...]]]
) -> tuple[Block, tuple[Diagnostic, ...]]:
    """``block`` with its flat fields as a tree.

    ``closed`` leads from a title to the field names of objects of that title which stand somewhere
    with their child parameters closed.
    """
    fields = block.said.children
    if not any(_is_flat(part) for part in block.said.everything()):
        return block, ()
    found = [
        settled
        for names in closed.get(block.title, ())
        if (settled := _by_names(fields, names)) is not None
    ]
    settled = found[0] if found else _by_itself(fields)
    settled_block = replace(block, said=replace(block.said, children=settled.fields))
    return settled_block, tuple(
        _finding(block, parent, unsure) for parent, unsure in settled.open_ends
    )


def _is_flat(said: Said) -> bool:
    """Whether child parameters are shown but stand beside ``said`` so far."""
    return said.is_open and not said.children


def _opens(said: Said) -> bool:
    return any(_is_flat(part) for part in said.everything())


def _by_names(fields: Sequence[Said], names: Sequence[str]) -> Settled | None:
    """``fields`` below the fields called ``names``; ``None`` when that does not fit."""
    places = _places(fields, names)
    if places is None or places[:1] != [0]:
        return None
    result, open_ends = list[Said](), list[tuple[Said, tuple[Said, ...]]]()
    for place, end in zip(places, [*places[1:], len(fields)], strict=True):
        below = fields[place + 1 : end]
        if bool(below) != _opens(fields[place]):
            return None
        inner = _by_itself(below)
        result.append(_with_children(fields[place], inner.fields))
        open_ends.extend(inner.open_ends)
    return Settled(tuple(result), tuple(open_ends))


def _places(fields: Sequence[Said], names: Sequence[str]) -> list[int] | None:
    """Where the fields called ``names`` stand, if there is exactly one way to find them all."""
    first, last = list[int](), list[int]()
    at = 0
    for name in names:
        while at < len(fields) and fields[at].name != name:
            at += 1
        if at == len(fields):
            return None
        first.append(at)
        at += 1
    at = len(fields) - 1
    for name in reversed(names):
        while fields[at].name != name:
            at -= 1
        last.insert(0, at)
        at -= 1
    return first if first == last else None


def _by_itself(fields: Sequence[Said]) -> Settled:
    """``fields`` with nothing else to go by: below an open field stands what must stand there."""
    result, open_ends = list[Said](), list[tuple[Said, tuple[Said, ...]]]()
    at = 0
    while at < len(fields):
        field = fields[at]
        at += 1
        if not _opens(field):
            result.append(field)
            continue
        names = {one.name for one in result} | {field.name}
        rest = fields[at:]
        must = _must_stand_below(rest, names)
        inner = _by_itself(rest[:must])
        result.append(_with_children(field, inner.fields))
        open_ends.extend(inner.open_ends)
        at += must
        if at < len(fields):
            unsure = tuple(replace(one, is_unsettled=True) for one in fields[at:])
            open_ends.append((field, unsure))
            fields = (*fields[:at], *unsure)
    return Settled(tuple(result), tuple(open_ends))


def _must_stand_below(rest: Sequence[Said], names: set[str]) -> int:
    """How many of ``rest`` cannot stand beside the open field: the first, and what repeats."""
    must = min(1, len(rest))
    for index, field in enumerate(rest):
        if field.name in names:
            must = index + 1
    return must


def _with_children(said: Said, children: tuple[Said, ...]) -> Said:
    """``said`` with ``children`` below the part of it that is open."""
    if not children:
        return said
    if _is_flat(said):
        return replace(said, children=children)
    if said.variant is not None:
        return replace(said, variant=_with_children(said.variant, children))
    return said


def _finding(block: Block, parent: Said, unsure: tuple[Said, ...]) -> Diagnostic:
    names = [repr(field.name) for field in unsure[:MAX_NAMES]]
    if len(unsure) > MAX_NAMES:
        names.append(f"{len(unsure) - MAX_NAMES} more")
    at = Position(parent.line.number, parent.line.column)
    return codes.PAGE_UNDECIDABLE_NESTING.at(
        Origin(block.source, at=at),
        names=", ".join(names),
        parent=parent.name,
        title=block.title,
    )
