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
    found, likeness = list[Diagnostic](), _Likeness()
    by_key = defaultdict[str, list[Merged]](list)
    for title, same in by_title.items():
        by_key[keys.key(title)].extend(likeness.distinct(same, found))
    objects = dict[str, Merged]()
    for key, kept in by_key.items():
        objects.update(_keyed(key, kept, found))
    return objects, tuple(found)


class _Likeness:
    """Tells which blocks of one title show one object; what each shows is looked up once."""

    def __init__(self) -> None:
        self._texts: dict[int, tuple[str, ...]] = {}
        self._outlines: dict[int, tuple[str, ...]] = {}
        self._wordings: dict[int, list[tuple[str, str]]] = {}

    def distinct(self, same: Sequence[Block], found: list[Diagnostic]) -> list[Merged]:
        """The different objects among blocks of one title."""
        kept = list[Merged]()
        for block in same:
            for index, one in enumerate(kept):
                joined = self.joined(one, block, found)
                if joined is not None:
                    kept[index] = joined
                    break
            else:
                kept.append(Merged(block))
        return kept

    def joined(self, one: Merged, block: Block, found: list[Diagnostic]) -> Merged | None:
        """Both as one object, if they are one."""
        shown = one.block
        if self.texts(shown.said) == self.texts(block.said):
            return replace(one, others=(*one.others, block))
        if self.outline(shown.said) == self.outline(block.said):
            is_more = len(self.texts(block.said)) > len(self.texts(shown.said))
            first, other = (block, shown) if is_more else (shown, block)
            return Merged(first, (*one.others, other))
        if self.is_cut_off(shown, block):
            return Merged(block, (*one.others, shown))
        if self.is_cut_off(block, shown):
            return replace(one, others=(*one.others, block))
        if self.are_one(shown, block):
            found.append(_contradiction(shown, block))
            return replace(one, others=(*one.others, block))
        return None

    def texts(self, said: Said) -> tuple[str, ...]:
        """As ``blocks.texts``."""
        if id(said) not in self._texts:
            self._texts[id(said)] = texts(said)
        return self._texts[id(said)]

    def outline(self, said: Said) -> tuple[str, ...]:
        """The text of ``said`` and of the fields right below it, open or closed all the same."""
        if id(said) not in self._outlines:
            self._outlines[id(said)] = tuple(
                line.text
                for part in (said, *said.children)
                for line, role in (*part.lines, *(part.variant.lines if part.variant else ()))
                if role is not Role.CHILDREN
            )
        return self._outlines[id(said)]

    def is_cut_off(self, part: Block, whole: Block) -> bool:
        """Whether ``part`` is the beginning of ``whole``, on a page that ends too early."""
        if part.is_ended or part.after is not None:
            return False
        shown, all_ = self.texts(part.said), self.texts(whole.said)
        return (
            len(shown) < len(all_)
            and all_[: len(shown) - 1] == shown[:-1]
            and (all_[len(shown) - 1].startswith(shown[-1]))
        )

    def are_one(self, a: Block, b: Block) -> bool:
        """Whether two different blocks of one title show one object, by what stands around them.

        A page shows neighbours in the table of contents. Where the same object stands beside both,
        they are the same place in it; other neighbours mean other places. Without neighbours, the
        same fields in the same words are one object, and in other words they are two.
        """
        if a.source is b.source:
            return False
        sides = [(a.before, b.before), (a.after, b.after)]
        known = [(x, y) for x, y in sides if x is not None and y is not None]
        if known:
            return any(self.texts(x) == self.texts(y) for x, y in known)
        return self.wording(a.said) == self.wording(b.said)

    def wording(self, said: Said) -> list[tuple[str, str]]:
        """The names and descriptions of an object's fields, and its own description."""
        if id(said) not in self._wordings:
            parts = (said, *said.children)
            self._wordings[id(said)] = [(part.name, prose(part.prose)) for part in parts]
        return self._wordings[id(said)]


def _contradiction(a: Block, b: Block) -> Diagnostic:
    first, second = _difference(a.said, b.said)
    what = f"{first.line.text!r} against {second.line.text!r}"
    return codes.page.CONTRADICTION.at(
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
        codes.page.REPEATED_TITLE.at(
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
