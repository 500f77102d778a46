"""Findings: the value, the table of all codes, and the renderers."""

from typewright.diagnostics.diagnostic import Code, Diagnostic, InputError, Related, Severity

__all__ = ["Code", "Diagnostic", "InputError", "Related", "Severity"]
