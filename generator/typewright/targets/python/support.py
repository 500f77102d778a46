"""Which helpers of ``_support.py`` need which others."""

from __future__ import annotations

from collections.abc import Collection

from typewright.targets.python.imports import from_imports

_NEEDS: dict[str, tuple[str, ...]] = {
    "are_unique": ("first_repeat",),
    "any_of": ("one_of",),
    "one_of": ("describe",),
    "tagged": ("one_of", "member", "escape"),
    "equals_any": ("key",),
    "first_repeat": ("key",),
    "key": ("exact",),
    "report": ("describe",),
    "parse_time": ("parse_datetime",),
    "parse_date": ("parse_datetime",),
    "retry": ("problems",),
    "require": ("member",),
    "resolve": ("scope",),
    "whole": ("exact",),
}

_IMPORTS: dict[str, tuple[tuple[str, str], ...]] = {
    "retry": (("collections.abc", "Callable"), ("typing", "TypeVar")),
    "one_of": (("collections.abc", "Callable"), ("collections.abc", "Sequence")),
    "of_holding": (("collections.abc", "Callable"), ("collections.abc", "Sequence")),
    "scope": (
        ("collections.abc", "Callable"),
        ("collections.abc", "Iterator"),
        ("contextlib", "contextmanager"),
        ("contextvars", "ContextVar"),
    ),
    "is_multiple": (("fractions", "Fraction"), ("math", "isfinite")),
    "matches": (("functools", "cache"),),
    "problems": (("collections.abc", "Callable"),),
    "parse_uuid": (("uuid", "UUID"),),
    "parses": (("collections.abc", "Callable"),),
    "is_number": (("typing", "TypeGuard"),),
    "deprecated": (("typing", "TYPE_CHECKING"),),
}


def imports(uses: Collection[str]) -> tuple[str, ...]:
    """The import lines of ``_support.py`` when it has the helpers ``uses``."""
    wanted: dict[str, set[str]] = {
        "dataclasses": {"dataclass"},
        "enum": {"Enum"},
        "typing": {"Any", "Final", "Literal", "TypeAlias"},
    }
    for helper in uses:
        for module, name in _IMPORTS.get(helper, ()):
            wanted.setdefault(module, set()).add(name)
    modules = {
        "import datetime as dt": {"parse_datetime", "parse_date", "parse_time"},
        "import re": {"matches", "parse_datetime", "parse_date", "parse_time", "parse_uuid"},
    }
    whole = tuple(line for line, helpers in modules.items() if not helpers.isdisjoint(uses))
    return (*whole, *from_imports(wanted))


def with_dependencies(helpers: Collection[str]) -> frozenset[str]:
    """``helpers`` and everything that these need."""
    found: set[str] = set()
    pending = list(helpers)
    while pending:
        helper = pending.pop()
        if helper not in found:
            found.add(helper)
            pending.extend(_NEEDS.get(helper, ()))
    return frozenset(found)
