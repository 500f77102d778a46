"""Slips for keywords and formats, and patterns between slashes, are told; words of one's own are
not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from schemas import graph_of
from typewright.checks.formats import FORMATS
from typewright.diagnostics import Diagnostic
from typewright.loaders import json_schema
from typewright.loaders.drafts import EVERY_KEYWORD
from typewright.loaders.unheld import unheld
from typewright.passes import run
from typewright.schema.formats import FORMAT_NAMES
from typewright.schema.keywords import KEYWORDS, Form
from typewright.source import Document

HELD: dict[Form, Any] = {
    Form.SCHEMA: {"type": "string"},
    Form.SCHEMAS: [{"type": "string"}],
    Form.SCHEMA_MAP: {"a": {"type": "string"}},
    Form.TYPES: ["string", "null"],
    Form.VALUE: 3,
    Form.VALUES: ["a"],
    Form.NUMBER: 3,
    Form.COUNT: 3,
    Form.STRING: "a",
    Form.STRINGS: ["a"],
    Form.STRINGS_MAP: {"a": ["b"]},
    Form.FLAG: True,
}
PLAIN = {"$schema": "https://json-schema.org/draft/2020-12/schema", "minLength": 1}


def slips_of(name: str) -> Iterator[str]:
    """What becomes of a name when a letter is left out, doubled or struck too early."""
    letters = [index for index in range(2, len(name)) if name[index].isalpha()]
    for index in letters:
        yield name[:index] + name[index + 1 :]
        yield name[:index] + name[index] + name[index:]
    for index in letters[:-1]:
        swapped = name[:index] + name[index + 1] + name[index] + name[index + 2 :]
        if swapped != name:
            yield swapped


def unknown(schema: dict[str, Any]) -> list[Diagnostic]:
    _, found = json_schema.load(Document("file:///a.json", schema))
    return [one for one in found if one.code == "schema/unknown-keyword"]


def linted(schema: dict[str, Any]) -> list[Diagnostic]:
    _, found = run(graph_of({"$defs": {"Thing": schema}}))
    return [one for one in found if one.code in ("passes/near-format", "passes/delimited-pattern")]


@pytest.mark.parametrize(
    ("name", "form"),
    [
        (one.name, one.form)
        for one in KEYWORDS
        if len(one.name) > 3 and one.form is not Form.VALUE and one.name not in PLAIN
    ],
)
def test_a_slip_for_a_keyword_is_told_where_it_holds_what_that_would(name: str, form: Form) -> None:
    for slip in slips_of(name):
        if slip in EVERY_KEYWORD or (form is Form.STRING and len(slip) < 5):
            continue
        (told,) = unknown({**PLAIN, slip: HELD[form]})
        assert (told.severity, told.origin.pointer) == ("warning", f"/{slip}")
        meant = re.findall("'(.*)'", told.help)[0]
        assert meant == name or slip in slips_of(meant), slip


def test_plurals_and_marks_of_keywords_are_told() -> None:
    said = {
        "propertys": {"a": {"type": "string"}},
        "enums": ["a"],
        "require": ["a"],
        "ref": "#/$defs/A",
        "item": {"type": "string"},
    }
    meant = ("properties", "enum", "required", "$ref", "items")
    for (slip, value), name in zip(said.items(), meant, strict=True):
        (told,) = unknown({**PLAIN, slip: value})
        assert told.help == f"did you mean {name!r}?"


@pytest.mark.parametrize(
    "schema",
    [
        {"item": "a car", "typ": "van", "note": "none", "thin": True},
        {"type": "object", "item": {"type": "string"}, "name": {"type": "string"}},  # properties
        {"item": {"type": "string"}, "title": "Things"},  # a definition
        {"items": {"type": "string"}, "unit": "mm", "tile": "a", "cost": 3, "ref": "see there"},
    ],
)
def test_words_of_ones_own_are_no_slips(schema: dict[str, Any]) -> None:
    assert not unknown(schema)


def test_a_member_that_is_a_slip_is_told_once() -> None:
    schema = {"type": "object", "propertys": {"a": {"$ref": "#"}, "b": {"type": "string"}}}
    assert len(unknown(schema)) == 1
    assert not unheld(Document("file:///a.json", schema))


@pytest.mark.parametrize("name", sorted(FORMAT_NAMES))
def test_a_slip_for_a_format_is_noted_at_its_place(name: str) -> None:
    assert not linted({"type": "string", "format": name})
    changed = {name.replace("-", ""), name.replace("-", "_"), name.title(), name.upper()}
    if len(name) > 4:
        changed.update(slips_of(name))
    for slip in changed - FORMAT_NAMES:
        (told,) = linted({"type": "string", "format": slip})
        assert (told.severity, told.code) == ("note", "passes/near-format")
        assert told.origin.pointer == "/$defs/Thing/format"
        near = re.findall("'(.*?)'", told.message)[1]
        assert near == name or len(near) == len(name)


def test_every_format_that_is_tested_is_known() -> None:
    assert FORMATS.keys() <= FORMAT_NAMES


@pytest.mark.parametrize(
    "name",
    [
        *("uuid4", "guid", "cidr", "ipv4-cidr", "float32", "int128", "emails", "url", "snowflake"),
        *("iban", "color", "nonce", "bin", "int", "ip", "unixtimestamp", "x" * 5000, "-", ""),
    ],
)
def test_formats_of_ones_own_are_not_noted(name: str) -> None:
    assert not linted({"type": "string", "format": name})


@pytest.mark.parametrize("flags", ["", "i", "g", "gi", "u", "ims"])
@pytest.mark.parametrize(
    ("expression", "text"),
    [("^abc$", "abc"), ("^[a-z/]+", "a/b"), (r"\d+\/\d+$", "1/2"), (r"^a\\$", "a\\")],
)
def test_a_pattern_between_slashes_is_told_with_what_to_write(
    expression: str, text: str, flags: str
) -> None:
    pattern = f"/{expression}/{flags}"
    (told,) = linted({"type": "string", "pattern": pattern})
    assert (told.code, told.severity) == ("passes/delimited-pattern", "warning")
    assert told.origin.pointer == "/$defs/Thing/pattern"
    assert (repr(flags) in told.message) == bool(flags)
    written = re.match(r"write ('.*?')(?:;|$)", told.help)
    assert written is not None
    advised = eval(written[1])  # noqa: S307 - the text of a string
    assert re.search(advised, text)
    assert not re.search(pattern, text)
    (told,) = linted({"type": "object", "patternProperties": {pattern: True}})
    assert told.origin.pointer.startswith("/$defs/Thing/patternProperties/")


@pytest.mark.parametrize(
    "pattern",
    [
        *("/", "//", "/api/", "/[a-z]+/", "/[^/]+/[^/]+", "/users/m", "/users/.*/s", "^/a/$"),
        *("/a$", r"/a\$/", "/[a-z]+/ii", "/[/$", "/^a/b/", "/(a|b)/me"),
    ],
)
def test_paths_are_no_patterns_between_slashes(pattern: str) -> None:
    assert not linted({"type": "string", "pattern": pattern})
