"""Typewright: typed dataclasses, exact validators and test fixtures from API descriptions.

``load`` makes a model of sources, ``generate`` the files of a package from a model, and ``compile``
a validator from a schema or from a definition of a model, and ``strategy`` what draws random values
that it accepts.

Importing the package loads none of its parts: each name is found when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typewright.api import generate as generate
    from typewright.api import load as load
    from typewright.checks.issue import Issue as Issue
    from typewright.diagnostics import Diagnostic as Diagnostic
    from typewright.diagnostics import InputError as InputError
    from typewright.diagnostics import Severity as Severity
    from typewright.model import Definition as Definition
    from typewright.model import Model as Model
    from typewright.strategy import strategy as strategy
    from typewright.targets import Files as Files
    from typewright.validator import Validator as Validator
    from typewright.validator import compile as compile  # noqa: A004 - the name users know

_HOMES = {
    "Definition": "typewright.model",
    "Diagnostic": "typewright.diagnostics",
    "Files": "typewright.targets",
    "InputError": "typewright.diagnostics",
    "Issue": "typewright.checks.issue",
    "Model": "typewright.model",
    "Severity": "typewright.diagnostics",
    "Validator": "typewright.validator",
    "compile": "typewright.validator",
    "generate": "typewright.api",
    "load": "typewright.api",
    "strategy": "typewright.strategy",
}

__all__ = [*_HOMES]


if not TYPE_CHECKING:  # a type checker is to know the names above and no others

    def __getattr__(name: str) -> Any:
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        value = getattr(import_module(_HOMES[name]), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
