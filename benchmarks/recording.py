"""Results in the documentation: between two marks in a page, and beside it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from benchmarks import chart, report, results
from benchmarks.results import Part
from benchmarks.subject import ROOT

PAGE = ROOT / "docs" / "performance.md"
RESULTS = ROOT / "docs" / "performance" / "results.json"
PICTURE = ROOT / "docs" / "performance" / "results.svg"
BEGIN = "<!-- results: begin; written by `make bench-record` -->\n"
END = "<!-- results: end -->\n"


def files(parts: Sequence[Part]) -> dict[Path, str]:
    """What the documentation has to hold of some results."""
    return {
        RESULTS: results.as_json(parts),
        PICTURE: chart.svg(parts),
        PAGE: page(PAGE.read_text(encoding="utf-8"), parts),
    }


def page(text: str, parts: Sequence[Part]) -> str:
    """A page with other results between its marks."""
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    return f"{before}{BEGIN}\n{report.markdown(parts)}\n{END}{after}"


def write(parts: Sequence[Part]) -> None:
    """Writes the results into the documentation."""
    for path, text in files(parts).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
