"""Findings for people: the place, the sentence, the line of the source with a caret, what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import click

from typewright.diagnostics.diagnostic import Diagnostic, Severity
from typewright.diagnostics.visible import visible, width
from typewright.source import Origin
from typewright.source.lines import lines_of

_COLORS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_BEFORE = 50
_AFTER = 50
"""How many characters of a long line are shown on either side of the caret."""


def render(diagnostic: Diagnostic, also: Iterable[Origin] = (), *, color: bool = False) -> str:
    """One finding as lines of text, without a line end after the last; ``also`` are other places
    of which the same is said.
    """
    return "\n".join(_parts(diagnostic, also, color))


def _parts(diagnostic: Diagnostic, also: Iterable[Origin], color: bool) -> Iterator[str]:
    def paint(text: str, **how: Any) -> str:
        return click.style(text, **how) if color else text

    tint = _COLORS[diagnostic.severity]
    origin = diagnostic.origin
    place = paint(f"{visible(str(origin))}: ", bold=True) if origin.source else ""
    severity = paint(f"{diagnostic.severity}:", fg=tint, bold=True)
    code = paint(f"[{diagnostic.code}]", dim=True)
    yield f"{place}{severity} {visible(diagnostic.message)} {code}"
    gutter = "  "
    if excerpt := _excerpt(origin):
        line_number, line, caret = excerpt
        gutter = " " * (len(line_number) + 2)
        yield f"{gutter}{paint('|', dim=True)}"
        yield f" {paint(f'{line_number} |', dim=True)} {line}"
        yield f"{gutter}{paint('|', dim=True)} {caret}{paint('^', fg=tint, bold=True)}"
    if origin.source and origin.node:
        yield f"{gutter}= at: {visible(origin.node)}"
    if origin.confidence < 1:
        yield f"{gutter}= sure: {origin.confidence:.0%}"
    for related in diagnostic.related:
        where = f"{visible(str(related.origin))}: " if related.origin.source else ""
        yield f"{gutter}= see: {where}{visible(related.message)}"
    for number, line in enumerate(diagnostic.help.split("\n") if diagnostic.help else ()):
        yield f"{gutter}{'  ' if number else '= help: '}{visible(line)}"
    for other in also:
        yield f"{gutter}= also: {visible(f'{other} {other.node}'.rstrip())}"


def _excerpt(origin: Origin) -> tuple[str, str, str] | None:
    """The line number, the line as far as it is shown, and the blanks before the caret."""
    if origin.source is None:
        return None
    position = origin.position
    line = lines_of(origin.source).line(position.line)
    if not line.strip():
        return None
    column = min(position.column - 1, len(line))
    start = column - _BEFORE if column > _BEFORE + 10 else 0
    end = max(column + _AFTER, start + _BEFORE + _AFTER)
    before, after = visible(line[start:column]), visible(line[column:end])
    head = "…" if start else ""
    tail = "…" if end < len(line) else ""
    return str(position.line), f"{head}{before}{after}{tail}", " " * width(head + before)
