"""From the blocks of all pages of a run to one recovered OpenAPI 3.1 document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from typewright.diagnostics import Diagnostic, codes
from typewright.loaders.reference_page import bounds, evidence, links, paths, views
from typewright.loaders.reference_page.blocks import Block, Call, Page
from typewright.loaders.reference_page.lines import Claim
from typewright.loaders.reference_page.merge import Merged, merge
from typewright.loaders.reference_page.nesting import settle, shown
from typewright.loaders.reference_page.nodes import Facet
from typewright.loaders.reference_page.schemas import Emitter, Glued, Recovered
from typewright.loaders.reference_page.segmentation import THRESHOLD
from typewright.schema.schema import Json, Split
from typewright.source import Document, Origin, Position, Source, pointer
from typewright.source.kept import Kept
from typewright.values import replace

URI = "page:/"
"""The URI of every recovered document: it does not depend on where the pages lie."""
SCHEMAS = "/components/schemas"


def recover(
    pages: Sequence[Page], kept: Kept | None = None, *, split: bool = True
) -> tuple[Document, Recovered]:
    """The document that ``pages`` show, and everything that was found on the way.

    Without ``split`` no list of allowed values is taken apart, which takes most of the time; those
    that are ``kept`` as earlier runs have taken them apart take little.
    """
    out = Recovered()
    out.invented = _invented_formats(pages)
    pages = _nested(pages, out)
    objects, found = merge([block for page in pages for block in page.blocks])
    out.diagnostics.extend(found)
    objects, shown = views.add(objects, pages)
    gathered = evidence.gather(pages, kept) if split else None
    schemas: dict[str, Json] = {
        key: _emit(merged, SCHEMAS + pointer.join((key,)), out, gathered)
        for key, merged in objects.items()
    }
    value: dict[str, Json] = {
        "openapi": "3.1.0",
        "info": {"title": _site(pages), "version": "unknown"},
    }
    references = {block: SCHEMAS + pointer.join((key,)) for block, key in shown.items()}
    value.update(_paths(pages, out, gathered, references))
    value["components"] = {"schemas": schemas}
    for page in pages:
        out.claims.extend(
            (page.source, Claim(line.number, role, "", line.text)) for line, role in page.loose
        )
        out.diagnostics.extend(_cut_off(page))
    out.diagnostics.extend(links.propose(objects))
    return Document(URI, value, None, out.origins, out.recoveries), out


def _invented_formats(pages: Sequence[Page]) -> frozenset[str]:
    """The formats for which the renderer of a site makes bounds up.

    Only old versions do; newer ones are told by how they print several types.
    """
    shown = [said for page in pages for said in evidence.everything(page)]
    if any(len(said.header.types) > 1 and " | " in said.line.text for said in shown):
        return frozenset()
    return bounds.invented_formats(
        (said.header.format, dict(value.bounds if (value := said.value(Facet.RANGE)) else ()))
        for said in shown
        if said.header.format is not None
    )


def _nested(pages: Sequence[Page], out: Recovered) -> list[Page]:
    """``pages`` with flat child parameters put in their places."""
    closed = defaultdict[str, list[tuple[str, ...]]](list)
    for block in _all_blocks(pages):
        if not any(part.is_open for part in block.said.everything()):
            closed[block.title].append(tuple(part.name for part in shown(block.said)))

    def nested(block: Block) -> Block:
        settled, found = settle(block, closed)
        out.diagnostics.extend(found)
        return settled

    def nested_call(call: Call) -> Call:
        bodies = (
            replace(body, block=nested(body.block)) if body.block is not None else body
            for body in call.bodies
        )
        return replace(call, bodies=tuple(bodies))

    return [
        replace(
            page,
            blocks=tuple(map(nested, page.blocks)),
            calls=tuple(map(nested_call, page.calls)),
        )
        for page in pages
    ]


def _all_blocks(pages: Iterable[Page]) -> Iterable[Block]:
    for page in pages:
        yield from page.blocks
        for call in page.calls:
            yield from (body.block for body in call.bodies if body.block is not None)


def _emit(merged: Merged, at: str, out: Recovered, gathered: evidence.Gathered | None) -> Json:
    """The schema of one object; the other places that show it claim their lines too."""
    block = merged.block
    schema = _emitter(block.source, block, out, gathered).schema(block.said, at, title=block.title)
    for other in merged.others:
        shadow = Recovered()
        _emitter(other.source, other, shadow, None).schema(other.said, at)
        out.claims.extend(shadow.claims)
    return schema


def _emitter(
    source: Source, block: Block | None, out: Recovered, gathered: evidence.Gathered | None
) -> Emitter:
    def split(glued: Glued) -> tuple[Split, ...]:
        return gathered.split(block, glued) if gathered is not None else ()

    title = block.title if block is not None else ""
    return Emitter(source, out, split, THRESHOLD, title)


def _paths(
    pages: Sequence[Page],
    out: Recovered,
    gathered: evidence.Gathered | None,
    references: Mapping[int, str],
) -> dict[str, Json]:
    """The servers and paths that the operations show; nothing when there are none."""
    found: dict[str, dict[str, Json]] = {}
    servers = list[str]()
    for page in pages:
        for call in page.calls:
            emitter = _emitter(page.source, None, out, gathered)
            where = paths.place(call)
            if where is None:
                paths.hidden(call, emitter, references)
                continue
            path, method = where
            at = "/paths" + pointer.join(where)
            if method in found.setdefault(path, {}):
                emitter = _emitter(page.source, None, shadow := Recovered(), None)
                paths.operation(call, at, emitter, references)
                out.claims.extend(shadow.claims)
                continue
            found[path][method] = paths.operation(call, at, emitter, references)
            origin = paths.server(call.url or "")
            if origin and origin not in servers:
                servers.append(origin)
    result: dict[str, Json] = {}
    if servers:
        result["servers"] = [{"url": url} for url in servers]
    if found:
        result["paths"] = {path: dict(methods) for path, methods in found.items()}
    return result


def _cut_off(page: Page) -> tuple[Diagnostic, ...]:
    """A finding when the page ends inside an object."""
    block = page.blocks[-1] if page.blocks else None
    if block is None or block.is_ended or not block.said.children:
        return ()
    last = max(line.number for part in block.said.everything() for line, _ in part.lines)
    if last != page.lines[-1].number or "array" in block.said.header.types:
        return ()
    line = page.lines[-1]
    origin = Origin(page.source, at=Position(line.number, line.column))
    return (codes.page.CUT_OFF.at(origin, title=block.title),)


def _site(pages: Iterable[Page]) -> str:
    """The title of the site: what the first page with a title says."""
    return next((page.site for page in pages if page.site), "Reference pages")
