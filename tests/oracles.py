"""What independent validators say of a value: ``jsonschema`` and ``jsonschema-rs``."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache
from typing import Any
from urllib.parse import quote

import jsonschema
import jsonschema_rs

from typewright.checks.patterns import compiled
from typewright.export import to_json_schema
from typewright.fixtures import make
from typewright.model import Model
from typewright.schema import Json
from typewright.source.pointer import join

Finding = tuple[str, str]
"""A JSON pointer and a keyword."""

BOTH = frozenset({"jsonschema", "jsonschema-rs"})

_ONE = {
    "minContains": "contains",
    "maxContains": "contains",
    "readOnly": "false",
    "writeOnly": "false",
}
"""Keywords that validators name in different ways. A member that has no part in a direction is, to
them, one that has the schema ``false``.
"""

_WHOLE = {
    "propertyNames",
    "items",
    "additionalProperties",
    "unevaluatedProperties",
    "unevaluatedItems",
    "dependentRequired",
}


def finding(pointer: str, keyword: str) -> Finding:
    """A finding in the one way in which all validators can be compared."""
    return pointer, _ONE.get(keyword, keyword)


class Oracle:
    """One schema, compiled by both validators."""

    def __init__(self, schema: Any) -> None:
        self._python = jsonschema.Draft202012Validator(schema)
        self._rust = jsonschema_rs.Draft202012Validator(schema, validate_formats=False)

    def verdicts(self, value: Json, validators: Collection[str] = BOTH) -> dict[str, bool]:
        """Whether each validator accepts ``value``."""
        ask = {"jsonschema": self._python.is_valid, "jsonschema-rs": self._rust.is_valid}
        return {name: ask[name](value) for name in ask if name in validators}

    def findings(self, value: Json, validators: Collection[str] = BOTH) -> dict[str, set[Finding]]:
        """All that each finds, inside the branches of unions too."""
        ask: dict[str, Callable[[Json], Iterator[Finding]]] = {
            "jsonschema": lambda one: _python_findings(self._python.iter_errors(one)),
            "jsonschema-rs": lambda one: _rust_findings(self._rust.iter_errors(one)),
        }
        return {name: set(ask[name](value)) for name in ask if name in validators}


def _python_findings(
    errors: Iterable[jsonschema.ValidationError], above: tuple[str | int, ...] = ()
) -> Iterator[Finding]:
    for error in errors:
        path = (*above, *error.path)
        keyword = "false" if error.validator is None else str(error.validator)
        yield from _named(path, keyword, list(error.schema_path))
        yield from _python_findings(error.context, path)


def _rust_findings(errors: Iterable[Any]) -> Iterator[Finding]:
    for error in errors:
        path = tuple(error.instance_path)
        keyword = "false" if error.kind.name == "falseSchema" else error.kind.name
        yield from _named(path, keyword, error.schema_path)
        for branch in getattr(error.kind, "context", ()):
            yield from _rust_findings(branch)


def agrees(stated: Iterable[Finding], found: set[Finding]) -> bool:
    """Whether all that is stated was found.

    ``jsonschema`` gives the place of the schema ``false`` as that of its parent, so that only
    its keyword is compared.
    """
    false = any(keyword == "false" for _, keyword in found)
    return all(one in found or (false and one[1] == "false") for one in stated)


def confirm(model: Model, validators: Collection[str] = BOTH) -> int:
    """Checks every fixture of ``model`` with some validators, and tells how many there are."""
    sets, _ = make(model)
    exported: dict[str, Any] = to_json_schema(model)
    checked = 0
    for key, fixtures in sets.items():
        name = key.replace("~", "~0").replace("/", "~1")
        oracle = Oracle({**exported, "$ref": f"#/$defs/{quote(name)}"})
        for fixture in fixtures.valid:
            verdicts = oracle.verdicts(fixture.value, validators)
            assert all(verdicts.values()), f"{key}: {fixture.name}: {verdicts}"
        for fixture in fixtures.invalid:
            stated = [finding(one.pointer, one.keyword) for one in fixture.issues]
            for validator, found in oracle.findings(fixture.value, validators).items():
                if validator == "jsonschema-rs":
                    stated = [(_without_empty(pointer), keyword) for pointer, keyword in stated]
                assert agrees(stated, found), f"{validator}, {key}: {fixture.name}: {found}"
        checked += len(fixtures.valid) + len(fixtures.invalid)
    return checked


def _without_empty(pointer: str) -> str:
    """A pointer as ``jsonschema-rs`` gives it, which leaves out members with an empty name."""
    return "".join(f"/{token}" for token in pointer.split("/") if token)


def _named(
    path: Sequence[str | int], keyword: str, schema_path: Sequence[str | int]
) -> Iterator[Finding]:
    pointer = join(path)
    yield finding(pointer, keyword)
    if keyword == "false" and schema_path and schema_path[-1] in ("items", "unevaluatedItems"):
        yield finding(join(path[:-1]), str(schema_path[-1]))
    for part in schema_path:
        if part in _WHOLE:
            # A part of the schema that fails as a whole may be named by either end.
            yield finding(pointer, str(part))


_LONE = re.compile("[\ud800-\udfff]")
"""Half of a surrogate pair."""

_ASSIGNED = compiled(r"\P{Cn}")
_UNASSIGNED = jsonschema_rs.Draft202012Validator({"pattern": r"\p{Cn}"})


def passable(value: Json, largest: float = 2**53) -> bool:
    """Whether the independent validators can take ``value``: they know no lone surrogates, and one
    of them no numbers beyond 64 bits, nor characters that came to Unicode after it. ``largest`` is
    where the numbers that are taken end.
    """
    match value:
        case str():
            return value.isascii() or not (_LONE.search(value) or _has_newer(value))
        case bool():
            return True
        case int() | float():
            return abs(value) < largest
        case list():
            return all(passable(item, largest) for item in value)
        case dict():
            return all(passable(item, largest) for item in (*value, *value.values()))
        case _:
            return True


def _has_newer(text: str) -> bool:
    return _UNASSIGNED.is_valid(text) and any(map(_is_newer, text))


@cache
def _is_newer(character: str) -> bool:
    return _UNASSIGNED.is_valid(character) and bool(_ASSIGNED.match(character))
