"""One object from all the places that show it: overlapping pages and repeated titles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from typewright.diagnostics import Diagnostic, Related, codes
from typewright.loaders.reference_page import keys
from typewright.loaders.reference_page.blocks import Block, Said, texts
from typewright.loaders.reference_page.lines import Role, prose
from typewright.source import Origin, Position
from typewright.values import dataclass, replace


@dataclass(frozen=True, slots=True)
class Merged:
    """One object: the block that stands for it, and the others that show the same."""

    block: Block
    others: tuple[Block, ...] = ()


def merge(blocks: Sequence[Block]) -> tuple[dict[str, Merged], tuple[Diagnostic, ...]]:
    """The objects of all pages by their keys, in the order of their first appearance."""
    by_title = defaultdict[str, list[Block]](list)
    for block in blocks:
        by_title[block.title].append(block)
    found = list[Diagnostic]()
    by_key = defaultdict[str, list[Merged]](list)
    for title, same in by_title.items():
        by_key[keys.key(title)].extend(_distinct(same, found))
    objects = dict[str, Merged]()
    for key, kept in by_key.items():
        objects.update(_keyed(key, kept, found))
    return objects, tuple(found)


def _distinct(same: Sequence[Block], found: list[Diagnostic]) -> list[Merged]:
    """The different objects among blocks of one title."""
    kept = list[Merged]()
    for block in same:
        for index, one in enumerate(kept):
            if texts(one.block.said) == texts(block.said):
                kept[index] = replace(one, others=(*one.others, block))
                break
            if outline(one.block.said) == outline(block.said):
                shown = max(one.block, block, key=lambda each: len(texts(each.said)))
                other = block if shown is one.block else one.block
                kept[index] = Merged(shown, (*one.others, other))
                break
            if is_cut_off(one.block, block):
                kept[index] = Merged(block, (*one.others, one.block))
                break
            if is_cut_off(block, one.block):
                kept[index] = replace(one, others=(*one.others, block))
                break
            if _are_one(one.block, block):
                found.append(_contradiction(one.block, block))
                kept[index] = replace(one, others=(*one.others, block))
                break
        else:
            kept.append(Merged(block))
    return kept


def outline(said: Said) -> tuple[str, ...]:
    """The text of ``said`` and of the fields right below it, open or closed all the same."""
    return tuple(
        line.text
        for part in (said, *said.children)
        for line, role in (*part.lines, *(part.variant.lines if part.variant else ()))
        if role is not Role.CHILDREN
    )


def is_cut_off(part: Block, whole: Block) -> bool:
    """Whether ``part`` is the beginning of ``whole``, on a page that ends too early."""
    if part.is_ended or part.after is not None:
        return False
    shown, all_ = texts(part.said), texts(whole.said)
    return (
        len(shown) < len(all_)
        and all_[: len(shown) - 1] == shown[:-1]
        and (all_[len(shown) - 1].startswith(shown[-1]))
    )


def _are_one(a: Block, b: Block) -> bool:
    """Whether two different blocks of one title show one object, by what stands around them.

    A page shows neighbours in the table of contents. Where the same object stands beside both, they
    are the same place in it; other neighbours mean other places. Without neighbours, the same
    fields in the same words are one object, and in other words they are two.
    """
    if a.source is b.source:
        return False
    sides = [(a.before, b.before), (a.after, b.after)]
    known = [(x, y) for x, y in sides if x is not None and y is not None]
    if known:
        return any(texts(x) == texts(y) for x, y in known)
    return _wording(a) == _wording(b)


def _wording(block: Block) -> list[tuple[str, str]]:
    """The names and descriptions of an object's fields, and its own description."""
    return [(part.name, prose(part.prose)) for part in (block.said, *block.said.children)]


def _contradiction(a: Block, b: Block) -> Diagnostic:
    first, second = _difference(a.said, b.said)
    what = f"{first.line.text!r} against {second.line.text!r}"
    return codes.PAGE_CONTRADICTION.at(
        _origin(b, second),
        related=(Related(_origin(a, first), "the other page says this"),),
        title=a.title,
        what=what,
    )


def _difference(a: Said, b: Said) -> tuple[Said, Said]:
    """The first parts of two schemas that differ."""
    for x, y in zip(a.everything(), b.everything(), strict=False):
        own_x = [line.text for line, _ in x.lines]
        own_y = [line.text for line, _ in y.lines]
        if own_x != own_y:
            return x, y
    return a, b


def _origin(block: Block, said: Said) -> Origin:
    return Origin(block.source, at=Position(said.line.number, said.line.column))


def _keyed(
    key: str, kept: Sequence[Merged], found: list[Diagnostic]
) -> Iterable[tuple[str, Merged]]:
    """The objects that claim one key, each by a key of its own."""
    if len(kept) == 1:
        return [(key, kept[0])]
    named = [keys.qualified(key, one.block) for one in kept]
    if len(set(named)) < len(named):
        named = [keys.fully_qualified(key, one.block) for one in kept]
    first, *others = kept
    found.append(
        codes.PAGE_REPEATED_TITLE.at(
            _origin(first.block, first.block.said),
            related=tuple(
                Related(_origin(one.block, one.block.said), "another one") for one in others
            ),
            title=first.block.title,
            count=len(kept),
            keys=", ".join(repr(each) for each in named),
        )
    )
    return zip(named, kept, strict=True)
