"""Reads the text of API reference pages: each page's lines, its objects, one recovered document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from typewright.diagnostics import Diagnostic, InputError, codes
from typewright.loaders.reference_page import accounting, document, evidence
from typewright.loaders.reference_page import lines as page_lines
from typewright.loaders.reference_page.assemble import assemble
from typewright.loaders.reference_page.blocks import Page
from typewright.loaders.reference_page.detect import detect
from typewright.loaders.reference_page.infer import infer
from typewright.loaders.reference_page.kept import once
from typewright.loaders.reference_page.kong import KONG
from typewright.loaders.reference_page.lines import Claim, Role
from typewright.loaders.reference_page.settle import unsettled
from typewright.source import Document, Origin, Source
from typewright.source.kept import Kept
from typewright.values import replace

DIALECTS = (KONG,)
"""The dialects that can be read."""

__all__ = ["DIALECTS", "Claim", "Role", "claims", "infer", "load", "unsettled"]


def load(
    sources: Sequence[Source], kept: Kept | None = None
) -> tuple[Document, tuple[Diagnostic, ...]]:
    """All pages of a run as one recovered OpenAPI 3.1 document; what is ``kept`` of their values is
    not read again.

    ``components.schemas`` holds the objects by unique keys, their titles as on the page. The
    document's origins lead to the lines of the pages, its recoveries tell what a page hides and
    how its text was taken apart. Raises ``InputError`` when a page is of no known dialect, has
    lost its fields' names, or shows no object at all.
    """
    pages = _pages(sources, kept)
    recovered, out = document.recover(pages, kept)
    found = list(out.diagnostics)
    claimed = defaultdict[Source, list[Claim]](list)
    for source, claim in out.claims:
        claimed[source].append(claim)
    for page in pages:
        found.extend(accounting.unclaimed(page.source, page.lines, claimed[page.source]))
    return recovered, tuple(found)


def claims(source: Source) -> tuple[Claim, ...]:
    """What each line of one page became, in the order of the page.

    Raises ``InputError`` like ``load``.
    """
    _, out = document.recover(_pages([source]), split=False)
    return tuple(sorted((claim for _, claim in out.claims), key=lambda claim: claim.line))


def _pages(sources: Sequence[Source], kept: Kept | None = None) -> list[Page]:
    """The pages of all sources; every page that must be refused is named."""
    pages, refused = list[Page](), list[Diagnostic]()
    for source in sources:
        try:
            pages.append(_page(source) if kept is None else once(kept, source, _page))
        except InputError as error:
            refused.extend(error.diagnostics)
    if refused:
        raise InputError(*refused)
    return pages


def _page(source: Source) -> Page:
    lines = page_lines.read(source.text)
    dialect = detect(source, lines, DIALECTS)
    lines = page_lines.nested(lines, dialect.opens)
    page = assemble(source, lines, dialect.read(lines))
    if not page.blocks and not page.calls:
        raise InputError(codes.page.NOTHING_FOUND.at(Origin(source)))
    return replace(page, vocabulary=evidence.vocabulary(page))
