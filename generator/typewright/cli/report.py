"""Findings and results, on their way out: results to standard output, talk to standard error."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Literal, TypeAlias

from typewright.cli import streams
from typewright.cli.exits import Exit
from typewright.diagnostics import Diagnostic, Severity
from typewright.diagnostics.listing import arrange, gathered, has_errors, summary
from typewright.diagnostics.machine import as_json
from typewright.diagnostics.text import render
from typewright.diagnostics.visible import visible

Format: TypeAlias = Literal["text", "json"]

_SHOWN = 10
"""How many findings of one code are shown beside a result."""


def talk(message: str) -> None:
    """One line for the person at the terminal."""
    streams.talk(visible(message))


def show(diagnostics: Iterable[Diagnostic], *, as_result: bool = False) -> None:
    """Findings as text, with a line that counts them; what is said of many places of a file alike
    is said once.

    ``as_result`` shows all of them on standard output; else notes are only counted, and many
    findings of one code are cut short.
    """
    arranged = arrange(diagnostics)
    shown = arranged if as_result else _selected(arranged)
    color = _has_color(sys.stdout if as_result else sys.stderr)
    write = streams.tell if as_result else streams.talk
    for diagnostic, also in gathered(shown):
        write(render(diagnostic, also, color=color), color=color)
    if arranged:
        hint = "" if len(shown) == len(arranged) else "; 'typewright lint' shows all"
        talk(f"found {summary(arranged)}{hint}")


def _selected(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """What is shown beside a result."""
    seen = Counter[str]()
    selected: list[Diagnostic] = []
    for diagnostic in diagnostics:
        seen[diagnostic.code] += 1
        if diagnostic.severity is not Severity.NOTE and seen[diagnostic.code] <= _SHOWN:
            selected.append(diagnostic)
    return selected


def finish(
    diagnostics: Iterable[Diagnostic],
    form: Format,
    *,
    result: Mapping[str, Any] | None = None,
    as_result: bool = False,
) -> None:
    """Show findings in the form that was asked for; for ``json`` together with ``result``."""
    if form == "json":
        emit_json({**as_json(diagnostics), **(result or {})})
    else:
        show(diagnostics, as_result=as_result)


def emit_json(value: object) -> None:
    """A result as one JSON document on standard output."""
    streams.tell(json.dumps(value, indent=2, ensure_ascii=False))


def status(diagnostics: Iterable[Diagnostic], *, findings: bool = False) -> Exit:
    """The exit status that findings call for."""
    if has_errors(diagnostics):
        return Exit.BAD_INPUT
    return Exit.FINDINGS if findings else Exit.FINE


def _has_color(stream: Any) -> bool:
    """Whether a stream is a terminal that shows colors, and its owner wants them (no-color.org)."""
    wanted = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return wanted and bool(stream.isatty())
