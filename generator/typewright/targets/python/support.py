"""The modules that all others of a package share: which helpers they have and what these need.

``_support.py`` is loaded with the first object. ``_issues.py`` waits until something is wrong,
``_dataclass.py`` and ``_hints.py`` until somebody looks inside a class, ``_writing.py`` until an
object is written as a text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

from typewright.checks import wording
from typewright.render import render
from typewright.schema.reachable import reachable
from typewright.schema.schema import JsonType
from typewright.targets.python.imports import from_imports, module_imports, with_gap

_NEEDS: dict[str, tuple[str, ...]] = {
    "are_unique": ("first_repeat",),
    "any_of": ("one_of",),
    "one_of": ("describe",),
    "tagged": ("one_of", "member", "escape"),
    "codec": ("WithJson", "dump", "problems", "retry"),
    "equals_any": ("key",),
    "first_repeat": ("key",),
    "key": ("exact", "is_plain"),
    "report": ("describe",),
    "parse_time": ("parse_datetime",),
    "parse_date": ("parse_datetime",),
    "retry": ("link", "problems"),
    "holds": ("problems",),
    "is_plain": ("problems",),
    "PLAIN": ("problems",),
    "problems": ("SCALARS",),
    "encode": ("SCALARS",),
    "write": ("dump",),
    "dump": ("load",),
    "require": ("member",),
    "expect": ("escape", "expect_type"),
    "expect_constant": ("escape", "expect_type"),
    "expect_object": ("expect_type", "require"),
    "expect_one_of": ("expect_type", "is_among"),
    "expect_type": ("report",),
    "resolve": ("scope",),
    "whole": ("exact",),
    "WithExtra": ("WithJson",),
}

TYPES: Mapping[JsonType, str] = {
    "array": "list,",
    "boolean": "bool,",
    "integer": "int,",
    "number": "int, float",
    "object": "dict,",
    "string": "str,",
}
"""The types in Python that ``expect_type`` tests, as the items of a tuple."""

_ISSUES = frozenset(
    {
        "Issue", "ValidationError", "any_of", "describe", "escape", "expect", "expect_constant",
        "expect_object", "expect_one_of", "expect_type", "member", "one_of", "report", "require",
        "tagged",
    }
)  # fmt: skip
"""The helpers of ``_issues.py``."""

_WRITING = frozenset({"plain", "quoted", "with_others"})
"""The functions of ``_writing.py``."""

_TABLE = re.compile(r"(?:DATA|OBJECTS|VALUES)(?:_(?:IN|OR)_[A-Z]+)*")
"""The tables of ``_writing.py``, by their names."""

_Names = tuple[tuple[str, str], ...]
"""What is imported: pairs of a module and a name of it."""

_LOADED: Mapping[str, _Names] = {
    "scope": (("contextlib", "contextmanager"), ("contextvars", "ContextVar")),
}
"""What a helper of ``_support.py`` cannot do without from the start."""

_CHECKED: Mapping[str, _Names] = {
    "of_holding": (("collections.abc", "Sequence"),),
    "scope": (("collections.abc", "Iterator"),),
    "is_number": (("typing", "TypeGuard"),),
    "problems": (("._issues", "Issue"),),
    "retry": (("._issues", "ValidationError"), ("typing", "TypeVar")),
    "WithJson": (("typing", "Self"),),
    "parse_datetime": (("", "datetime as dt"),),
    "parse_date": (("", "datetime as dt"),),
    "parse_time": (("", "datetime as dt"),),
    "parse_uuid": (("uuid", "UUID"),),
    "matches": (("", "re"),),
}
"""What only the annotations of a helper of ``_support.py`` use."""

_LOADED_ISSUES: Mapping[str, _Names] = {
    "expect_one_of": (("._support", "is_among"),),
}
"""What a helper of ``_issues.py`` cannot do without."""

_CHECKED_ISSUES: Mapping[str, _Names] = {
    "describe": (("typing", "Any"),),
    "require": (("typing", "Any"),),
    "one_of": (("collections.abc", "Sequence"), ("._support", "Collector")),
    "report": (("typing", "Any"),),
}
"""The same of ``_issues.py``."""

FOR_CHECKERS = frozenset({"Issue", "JsonText", "Unset"})
"""The helpers that generated modules use in annotations alone, if they do not say otherwise."""


def homes(names: Iterable[str]) -> dict[str, set[str]]:
    """Helpers by the modules to import them from, as other packages than the root name these."""
    found: dict[str, set[str]] = {}
    for name in names:
        found.setdefault(_home(name), set()).add(name)
    return found


@lru_cache(maxsize=1024)
def _home(name: str) -> str:
    if name in _WRITING or _TABLE.fullmatch(name):
        return ".._writing"
    return ".._issues" if name in _ISSUES else ".._support"


def support_modules(helpers: Collection[str], header: str) -> Mapping[str, str]:
    """The shared modules of a package whose other modules use ``helpers``, by their paths."""
    uses = reachable(_NEEDS, helpers)
    always = {
        "collections.abc": {"Callable", "Iterator"},
        "enum": {"Enum"},
        "typing": {"Any", "Final", "Literal", "TypeAlias"},
    }
    own: dict[str, dict[str, object]] = {
        "support": {
            "imports": from_imports(_wanted(uses, _LOADED, {"": {"sys"}})),
            "typing_imports": with_gap(from_imports(_wanted(uses, _CHECKED, always), depth=1)),
        },
        "issues": {
            "imports": module_imports(
                _wanted(uses, _LOADED_ISSUES, {"dataclasses": {"dataclass"}}),
                _wanted(uses, _CHECKED_ISSUES, {}),
            ),
            "types": {wording.TYPES[kind]: types for kind, types in TYPES.items()},
        },
        "dataclass": {},
        "hints": {},
    }
    if "write" in uses:
        own["writing"] = _writing(uses)
    return {
        f"_{name}.py": render(f"python/{name}.py.jinja", {"header": header, "uses": uses} | values)
        for name, values in own.items()
    }


def _writing(uses: Collection[str]) -> dict[str, object]:
    """What ``_writing.py`` holds."""
    tables: dict[str, str] = {}
    for name in filter(_TABLE.fullmatch, uses):
        while "_" in name:
            inner, *step = name.rsplit("_", 2)
            tables[name] = f"{'_'.join(step).lower()}({inner})"
            name = inner
    wanted = {"json": {"JSONEncoder", "encoder"}, "._support": {"Mismatch", "WithJson"}}
    if "encode" in uses:
        wanted[""] = {"sys"}
        wanted["._support"].add("encode")
    return {
        "imports": module_imports(
            wanted,
            {"collections.abc": {"Callable", "Iterable"}, "typing": {"Any", "TypeAlias"}},
        ),
        "tables": {name: tables[name] for name in sorted(tables, key=lambda n: (len(n), n))},
    }


def _wanted(
    uses: Collection[str], needed: Mapping[str, _Names], always: Mapping[str, set[str]]
) -> dict[str, set[str]]:
    """What helpers import, by module; a module as a whole is a name of no module."""
    wanted = {module: set(names) for module, names in always.items()}
    for helper in uses:
        for module, name in needed.get(helper, ()):
            wanted.setdefault(module, set()).add(name)
    return wanted
