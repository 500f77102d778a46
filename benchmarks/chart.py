"""The results as a picture: how many times faster or smaller than each peer, on a scale of logs."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from html import escape

from benchmarks import results
from benchmarks.report import amount, ratio
from benchmarks.results import Amount, Part, Table

WIDTH = 1000
LINE = 20
LABELS = 330
"""Where the bars begin, after the names of the peers."""

BARS = 400
"""How wide the place for bars is."""

_STYLE = """
text { font: 13px system-ui, sans-serif; fill: #1f2328 }
.title { font-weight: 600 }
.quiet { fill: #59636e }
.better { fill: #2f81f7 }
.worse { fill: #d4793a }
line { stroke: #d1d9e0 }
.one { stroke: #59636e }
.ground { fill: #ffffff }
@media (prefers-color-scheme: dark) {
text { fill: #e6edf3 }
.quiet { fill: #9198a1 }
line { stroke: #3d444d }
.one { stroke: #9198a1 }
.ground { fill: #0d1117 }
}
"""


def svg(parts: Sequence[Part]) -> str:
    """One line for each peer in each headline row; bars to the right are in our favour."""
    rows = [
        (table, row, [one for one in row.amounts[1:] if one.ratio])
        for part in parts
        for table in part.tables
        for row in table.rows
        if row.headline
    ]
    rows = [(table, row, peers) for table, row, peers in rows if peers]
    factors = [1 / one.ratio for _, _, peers in rows for one in peers if one.ratio]
    scale = _Scale(min([0.5, *factors]), max([2.0, *factors]))
    height = LINE * (3 + sum(len(peers) + 1.5 for _, _, peers in rows))
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}"'
        f' width="{WIDTH}" height="{height:.0f}" role="img">',
        "<title>Typewright beside its peers</title>",
        f"<style>{_STYLE}</style>",
        f'<rect class="ground" width="{WIDTH}" height="{height:.0f}"/>',
        *_grid(scale, height),
    ]
    top = LINE * 3.0
    for table, row, peers in rows:
        lines.append(_text(12, top, results.title(table, row), "title"))
        for one in peers:
            top += LINE
            lines.extend(_bar(scale, top, table, row.amounts[0], one))
        top += LINE * 1.5
    return "\n".join((*lines, "</svg>")) + "\n"


class _Scale:
    """Where a factor stands between the smallest and the largest."""

    def __init__(self, low: float, high: float) -> None:
        self.low, self.high = low, high

    def __call__(self, factor: float) -> float:
        span = math.log(self.high / self.low)
        return LABELS + BARS * math.log(factor / self.low) / span

    def marks(self) -> Iterator[float]:
        """The powers of ten, and what is between them where there is room."""
        steps = (1, 3) if self.high / self.low < 1000 else (1,)
        for power in range(math.floor(math.log10(self.low)), math.ceil(math.log10(self.high)) + 1):
            for step in steps:
                factor = step * 10.0**power
                if self.low <= factor <= self.high:
                    yield factor


def _grid(scale: _Scale, height: float) -> Iterator[str]:
    yield _text(12, LINE, "how many times faster or smaller than each peer", "quiet")
    for factor in scale.marks():
        x = scale(factor)
        kind = ' class="one"' if factor == 1 else ""
        yield f'<line{kind} x1="{x:.1f}" y1="{LINE * 1.5}" x2="{x:.1f}" y2="{height:.0f}"/>'
        yield _text(x + 3, LINE * 1.7, f"{factor:g}×", "quiet")


def _bar(scale: _Scale, top: float, table: Table, ours: Amount, one: Amount) -> Iterator[str]:
    if not one.ratio:
        return
    factor = 1 / one.ratio
    start, end = sorted((scale(1), scale(factor)))
    kind = "better" if factor >= 1 else "worse"
    width = max(end - start, 1)
    yield _text(24, top, one.contestant)
    place = f'x="{start:.1f}" y="{top - 11:.1f}" width="{width:.1f}" height="14"'
    yield f'<rect class="{kind}" {place}/>'
    figures = f"{ratio(factor)}×"
    if ours.median and one.median:
        figures += f" · {amount(ours.median, table.unit)} : {amount(one.median, table.unit)}"
    yield _text(LABELS + BARS + 12, top, figures, "quiet")


def _text(x: float, y: float, text: str, kind: str = "") -> str:
    kind = f' class="{kind}"' if kind else ""
    return f'<text{kind} x="{x:.1f}" y="{y:.1f}">{escape(text)}</text>'
