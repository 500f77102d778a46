"""What independent validators say of a value: ``jsonschema`` and ``jsonschema-rs``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import jsonschema
import jsonschema_rs

from typewright.schema import Json
from typewright.source.pointer import join

Finding = tuple[str, str]
"""A JSON pointer and a keyword."""

_ONE = {"minContains": "contains", "maxContains": "contains"}
"""Keywords that validators name in different ways."""

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

    def verdicts(self, value: Json) -> dict[str, bool]:
        """Whether each validator accepts ``value``."""
        return {
            "jsonschema": self._python.is_valid(value),
            "jsonschema-rs": self._rust.is_valid(value),
        }

    def findings(self, value: Json) -> dict[str, set[Finding]]:
        """All that each finds, inside the branches of unions too."""
        return {
            "jsonschema": set(_python_findings(self._python.iter_errors(value))),
            "jsonschema-rs": set(_rust_findings(self._rust.iter_errors(value))),
        }


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
