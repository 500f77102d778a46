"""The value that every finding is."""

from __future__ import annotations

from enum import StrEnum

from typewright.source.origin import NOWHERE, Origin
from typewright.values import dataclass


class Severity(StrEnum):
    """How bad a finding is: an error stops the output, a warning and a note do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that belongs to a finding, and what it has to do with it."""

    origin: Origin
    message: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A finding: what is wrong, where, and what to do about it.

    ``code`` is stable (``page/unclaimed-line``) and can be looked up with ``typewright explain``;
    ``message`` is one sentence that would do alone; ``help`` says what to do, or is empty.
    """

    code: str
    severity: Severity
    message: str
    origin: Origin = NOWHERE
    help: str = ""
    related: tuple[Related, ...] = ()


@dataclass(frozen=True, slots=True)
class Code:
    """One row of the table of codes: the wording of a finding, with named parameters in braces.

    Only these templates, which are ours, are ever formatted; what a spec says comes in as a
    parameter and stays text.
    """

    code: str
    severity: Severity
    message: str
    explanation: str
    help: str = ""

    def at(
        self, origin: Origin, *, related: tuple[Related, ...] = (), **parameters: object
    ) -> Diagnostic:
        """The finding at one place.

        Raises ``KeyError`` when a parameter of the wording is missing.
        """
        return Diagnostic(
            code=self.code,
            severity=self.severity,
            message=self.message.format(**parameters),
            origin=origin,
            help=self.help.format(**parameters),
            related=related,
        )


def error(code: str, message: str, explanation: str, advice: str = "") -> Code:
    """A row of the table for what stops the output."""
    return Code(code, Severity.ERROR, message, explanation, advice)


def warning(code: str, message: str, explanation: str, advice: str = "") -> Code:
    """A row of the table for what is made otherwise than it was meant, perhaps."""
    return Code(code, Severity.WARNING, message, explanation, advice)


def note(code: str, message: str, explanation: str, advice: str = "") -> Code:
    """A row of the table for what is good to know."""
    return Code(code, Severity.NOTE, message, explanation, advice)


class InputError(Exception):
    """An input that cannot be used at all. Carries every diagnostic found up to then."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__("; ".join(diagnostic.message for diagnostic in diagnostics))
        self.diagnostics = diagnostics
