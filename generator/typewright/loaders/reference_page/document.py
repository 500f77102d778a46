"""From the blocks of all pages of a run to one recovered OpenAPI 3.1 document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from typewright.loaders.reference_page import evidence
from typewright.loaders.reference_page.blocks import Block, Page
from typewright.loaders.reference_page.lines import Claim
from typewright.loaders.reference_page.merge import Merged, merge
from typewright.loaders.reference_page.schemas import Emitter, Glued, Recovered
from typewright.loaders.reference_page.segmentation import THRESHOLD
from typewright.schema.schema import Json, Split
from typewright.source import Document, pointer

URI = "page:/"
"""The URI of every recovered document: it does not depend on where the pages lie."""


def recover(pages: Sequence[Page]) -> tuple[Document, Recovered]:
    """The document that ``pages`` show, and everything that was found on the way."""
    out = Recovered()
    blocks = [block for page in pages for block in page.blocks]
    objects, found = merge(blocks, ())
    out.diagnostics.extend(found)
    gathered = evidence.gather(pages)
    schemas: dict[str, Json] = {}
    for key, merged in objects.items():
        at = "/components/schemas" + pointer.join((key,))
        schemas[key] = _emit(merged, at, out, gathered)
    value: Json = {
        "openapi": "3.1.0",
        "info": {"title": _site(pages), "version": "unknown"},
        "components": {"schemas": schemas},
    }
    for page in pages:
        out.claims.extend(
            (page.source, Claim(line.number, role, "", line.text)) for line, role in page.loose
        )
    document = Document(URI, value, None, out.origins, out.recoveries)
    return document, out


def _emit(merged: Merged, at: str, out: Recovered, gathered: evidence.Gathered) -> Json:
    """The schema of one object; the other places that show it claim their lines too."""
    emitter = _emitter(merged.block, out, gathered)
    schema = emitter.schema(merged.block.said, at, title=merged.block.title)
    for other in merged.others:
        shadow = Recovered()
        _emitter(other, shadow, gathered).schema(other.said, at)
        out.claims.extend(shadow.claims)
    return schema


def _emitter(block: Block, out: Recovered, gathered: evidence.Gathered) -> Emitter:
    def split(glued: Glued) -> tuple[Split, ...]:
        return gathered.split(block, glued)

    return Emitter(block.source, out, split, THRESHOLD, block.title)


def _site(pages: Iterable[Page]) -> str:
    """The title of the site: what the first page with a title says."""
    return next((page.site for page in pages if page.site), "Reference pages")
