"""Findings as a list: in order of place, each once, and counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TypeAlias

from typewright.diagnostics.codes import LOSSES
from typewright.diagnostics.diagnostic import Diagnostic, Severity
from typewright.source.origin import Origin
from typewright.values import replace

_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
_Key: TypeAlias = tuple[str, int, int, int, str, str]
_Saying: TypeAlias = tuple[str, Severity, str, str, str]
_FEW = 3
"""How many findings that say the same are told one by one."""

Places: TypeAlias = tuple[Origin, ...]


def arrange(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings by file and place, those without a place first; equal ones become one."""
    found: dict[_Key, Diagnostic] = {}
    for diagnostic in diagnostics:
        found.setdefault(_key(diagnostic), diagnostic)
    return tuple(found[key] for key in sorted(found))


def gathered(diagnostics: Iterable[Diagnostic]) -> tuple[tuple[Diagnostic, Places], ...]:
    """Findings with the places of those that come later in the same file and say the same, where
    these are more than a few.

    A slip that a tool makes everywhere is read once; all its places are still there.
    """
    found = tuple(diagnostics)
    alike = Counter(map(_saying, found))
    groups: list[tuple[Diagnostic, list[Origin]]] = []
    begun: dict[_Saying, list[Origin]] = {}
    for diagnostic in found:
        saying = _saying(diagnostic)
        if saying is not None and saying in begun:
            begun[saying].append(diagnostic.origin)
            continue
        groups.append((diagnostic, []))
        if saying is not None and alike[saying] > _FEW:
            begun[saying] = groups[-1][1]
    return tuple((first, tuple(others)) for first, others in groups)


def _saying(diagnostic: Diagnostic) -> _Saying | None:
    """What a finding says but for its place, or ``None`` where there is more to say of that."""
    origin = diagnostic.origin
    if origin.source is None or origin.confidence < 1 or diagnostic.related:
        return None
    return origin.file, diagnostic.severity, diagnostic.code, diagnostic.message, diagnostic.help


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether one of the findings stops the output."""
    return any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)


def strictly(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings with warnings, and what types cannot say, as errors."""
    return tuple(
        replace(each, severity=Severity.ERROR)
        if each.severity is Severity.WARNING or each.code in LOSSES
        else each
        for each in diagnostics
    )


def losses(diagnostics: Iterable[Diagnostic]) -> int:
    """How many findings tell what types cannot say."""
    return sum(each.code in LOSSES for each in diagnostics)


def count(diagnostics: Iterable[Diagnostic]) -> dict[Severity, int]:
    """How many findings there are of each severity, the worst first."""
    counts = dict.fromkeys(_RANK, 0)
    for diagnostic in diagnostics:
        counts[diagnostic.severity] += 1
    return counts


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """The counts in words: ``2 errors, 1 warning``; empty when there is nothing to count. Of what
    types cannot say it tells the number in brackets.
    """
    found = tuple(diagnostics)
    counts = ", ".join(
        f"{number} {severity}{'s' if number > 1 else ''}"
        for severity, number in count(found).items()
        if number
    )
    lost = losses(found)
    return f"{counts} ({lost} of what types cannot say)" if lost else counts


def _key(diagnostic: Diagnostic) -> _Key:
    origin = diagnostic.origin
    if origin.source is None:
        place = ("", 0, 0)
    else:
        place = (origin.file, origin.position.line, origin.position.column)
    return (*place, _RANK[diagnostic.severity], diagnostic.code, diagnostic.message)
