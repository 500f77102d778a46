"""Findings for programs: plain JSON values in a form that stays."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from typewright.diagnostics.diagnostic import Diagnostic
from typewright.diagnostics.listing import arrange, count, losses
from typewright.source import Origin


def as_json(diagnostics: Iterable[Diagnostic]) -> dict[str, Any]:
    """``{"diagnostics": […], "summary": {"error": 0, "warning": 0, "note": 0, "loss": 0}}``,
    arranged; ``loss`` counts those that tell what types cannot say, whatever their severity.

    A diagnostic has ``code``, ``severity``, ``message``, ``help`` (empty when there is none),
    ``confidence`` (0 to 1), its place and ``related``, a list of places with a ``message``. A place
    is ``file``, ``line``, ``column`` (both from 1) and ``pointer``; all but the last are ``null``
    when the finding belongs to no file.
    """
    arranged = arrange(diagnostics)
    return {
        "diagnostics": [_diagnostic(each) for each in arranged],
        "summary": {severity.value: number for severity, number in count(arranged).items()}
        | {"loss": losses(arranged)},
    }


def _diagnostic(diagnostic: Diagnostic) -> dict[str, Any]:
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "help": diagnostic.help,
        **place(diagnostic.origin),
        "confidence": diagnostic.origin.confidence,
        "related": [
            {"message": related.message, **place(related.origin)} for related in diagnostic.related
        ],
    }


def place(origin: Origin) -> dict[str, Any]:
    """Where something is: ``file``, ``line``, ``column`` and ``pointer``."""
    if origin.source is None:
        return {"file": None, "line": None, "column": None, "pointer": origin.pointer}
    position = origin.position
    return {
        "file": origin.file,
        "line": position.line,
        "column": position.column,
        "pointer": origin.node,
    }
