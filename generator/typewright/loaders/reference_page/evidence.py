"""What the pages say around glued values: gathered once for a run, looked up for each list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field

from typewright.loaders.reference_page.blocks import Block, Page, Said
from typewright.loaders.reference_page.lines import prose
from typewright.loaders.reference_page.nodes import Facet
from typewright.loaders.reference_page.schemas import Glued
from typewright.loaders.reference_page.segmentation import Evidence, Vocabulary, split_values
from typewright.schema.schema import Split
from typewright.source.kept import Kept
from typewright.values import dataclass


@dataclass(slots=True)
class Gathered:
    """The words of all pages, what stands beside each field of the blocks asked for, and readings
    that are ``kept``.
    """

    vocabulary: Vocabulary
    api: str = ""
    kept: Kept | None = None
    beside: dict[int, tuple[Said, Mapping[int, tuple[Said, ...]]]] = field(default_factory=dict)

    def split(self, block: Block | None, glued: Glued) -> tuple[Split, ...]:
        """The readings of one list of values in a block, the best first."""
        if not glued.text:
            return ()
        return split_values(glued.text, self.around(block, glued), self.kept)

    def around(self, block: Block | None, glued: Glued) -> Evidence:
        """Everything that the page says around one list of values."""
        said = glued.said
        beside = self.siblings(block.said, said) if block is not None else ()
        title = block.title if block is not None else ""
        members = [
            value.text
            for value in said.values
            if value.facet in (Facet.DEFAULT, Facet.EXAMPLE) and value.text not in ("", "null")
        ]
        return Evidence(
            name=said.name or title,
            types=glued.types,
            description=_text(said),
            members=tuple(members),
            object_title=title,
            object_description=_text(block.said) if block is not None else "",
            siblings=tuple(sibling.name for sibling in beside),
            sibling_prose=tuple(filter(None, map(_text, beside))),
            vocabulary=self.vocabulary,
            api=self.api,
        )

    def siblings(self, root: Said, said: Said) -> tuple[Said, ...]:
        """The fields beside ``said`` below ``root``, looked up once for each block."""
        if id(root) not in self.beside:
            found = {
                id(child): part.children for part in root.everything() for child in part.children
            }
            self.beside[id(root)] = (root, found)
        return self.beside[id(root)][1].get(id(said), root.children)


def gather(pages: Sequence[Page], kept: Kept | None = None) -> Gathered:
    """The words of ``pages``; what is ``kept`` of their values is not read again."""
    return Gathered(
        Vocabulary.joined(page.vocabulary for page in pages),
        next((page.site for page in pages if page.site), ""),
        kept,
    )


def vocabulary(page: Page) -> Vocabulary:
    """The words of all that a page says of schemas."""
    all_ = [*everything(page)]
    titles = [block.title for block in page.blocks if block.title]
    return Vocabulary.of(
        prose=(*filter(None, map(_text, all_)), *titles),
        names=[part.name for part in all_ if part.name],
    )


def everything(page: Page) -> Iterator[Said]:
    """All schemas of a page."""
    for block in page.blocks:
        yield from block.said.everything()
    for call in page.calls:
        for _, said in call.parameters:
            yield from said.everything()
        for body in call.bodies:
            if body.block is not None:
                yield from body.block.said.everything()


def _text(said: Said) -> str:
    return prose(said.prose) if said.prose else ""
