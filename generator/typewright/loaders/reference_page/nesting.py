"""Puts flat fields below the open child parameters that they belong to, as far as that is known.

The renderer marks where shown child parameters begin, but not where they end, and its text has no
indentation. What can be told: another page shows the same object with its child parameters closed;
an object has no name twice; and child parameters are at least one. Everything else is marked as
unsettled, and never asserted as required.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from typewright.diagnostics import Diagnostic, codes
from typewright.loaders.reference_page.blocks import Block, Said
from typewright.source import Origin, Position
from typewright.values import dataclass, replace

MAX_DEPTH = 12
"""Levels down to which repeated names are followed."""
MAX_NAMES = 6
"""How many names a finding lists."""


@dataclass(frozen=True, slots=True)
class OpenEnd:
    """An open field, and the fields after it that may belong below it: the first and how many."""

    parent: Said
    first: tuple[Said, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Settled:
    """A field list with everything in its place, and the open fields whose end is not known."""

    fields: tuple[Said, ...]
    open_ends: tuple[OpenEnd, ...] = ()


def settle(
    block: Block, closed: Mapping[str, Sequence[tuple[str, ...]]]
) -> tuple[Block, tuple[Diagnostic, ...]]:
    """``block`` with its flat fields as a tree.

    ``closed`` leads from a title to the field names of objects of that title which stand somewhere
    with their child parameters closed.
    """
    fields = shown(block.said)
    if not any(_is_flat(part) for part in block.said.everything()):
        return block, ()
    found = [
        settled
        for names in closed.get(block.title, ())
        if (settled := _by_names(fields, names)) is not None
    ]
    settled = found[0] if found else _by_itself(fields)
    has_variant = block.said.variant is not None
    said = replace(
        block.said,
        variant=settled.fields[0] if has_variant else None,
        children=settled.fields[1:] if has_variant else settled.fields,
    )
    return replace(block, said=said), tuple(_finding(block, end) for end in settled.open_ends)


def shown(said: Said) -> tuple[Said, ...]:
    """What stands right below ``said``, in the order of the page: a variant, then fields."""
    return (*((said.variant,) if said.variant is not None else ()), *said.children)


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
    result, open_ends = list[Said](), list[OpenEnd]()
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


def _by_itself(fields: Sequence[Said], depth: int = 0) -> Settled:
    """``fields`` with nothing else to go by: below an open field stands what must stand there.

    That is the first field after it, and everything up to a field whose name is already taken
    beside it.
    """
    last = {field.name: index for index, field in enumerate(fields)}
    result, open_ends = list[Said](), list[OpenEnd]()
    at, taken, is_unsettled = 0, 0, False
    while at < len(fields):
        field = replace(fields[at], is_unsettled=True) if is_unsettled else fields[at]
        taken = max(taken, last[field.name])
        at += 1
        if not _opens(field) or at == len(fields):
            result.append(field)
            continue
        end = max(at, taken if depth < MAX_DEPTH else at) + 1
        inner = _by_itself(fields[at:end], depth + 1)
        result.append(_with_children(field, inner.fields))
        open_ends.extend(inner.open_ends)
        at = end
        if at < len(fields):
            is_unsettled = True
            open_ends.append(OpenEnd(field, tuple(fields[at : at + MAX_NAMES]), len(fields) - at))
    return Settled(tuple(result), tuple(open_ends))


def _with_children(said: Said, children: tuple[Said, ...]) -> Said:
    """``said`` with ``children`` below the part of it that is open."""
    if not children:
        return said
    if _is_flat(said):
        return replace(said, children=children)
    if said.variant is not None:
        return replace(said, variant=_with_children(said.variant, children))
    return said


def _finding(block: Block, end: OpenEnd) -> Diagnostic:
    names = [repr(field.name) for field in end.first]
    if end.count > len(names):
        names.append(f"{end.count - len(names)} more")
    at = Position(end.parent.line.number, end.parent.line.column)
    return codes.page.UNDECIDABLE_NESTING.at(
        Origin(block.source, at=at),
        names=", ".join(names),
        parent=end.parent.name,
        title=block.title,
    )
