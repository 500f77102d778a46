"""Every line of a page is claimed once, or said to be unclaimed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from typewright.diagnostics import Diagnostic, codes
from typewright.loaders.reference_page.lines import NBSP, Claim, Line
from typewright.source import Origin, Position, Source


def unclaimed(
    source: Source, page: Sequence[Line], claims: Iterable[Claim]
) -> tuple[Diagnostic, ...]:
    """A finding for each line of ``page`` that is not blank and that nothing has claimed."""
    claimed = {claim.line for claim in claims}
    return tuple(
        codes.page.UNCLAIMED_LINE.at(
            Origin(source, at=Position(line.number, line.column)),
            line=line.text if len(line.text) <= 80 else line.text[:77] + "...",
            file=source.name,
        )
        for line in page
        if line.number not in claimed and line.text != NBSP
    )
