"""A JSON pointer leads to the line and column where its node begins."""

from __future__ import annotations

import gc
import json
import weakref
from pathlib import Path
from typing import Any

import pytest

import typewright
from documents import document, source
from typewright.diagnostics import Diagnostic
from typewright.diagnostics.machine import as_json
from typewright.source import Position, SourceKind
from typewright.source.documents import parse
from typewright.source.locate import locate, nearest
from typewright.source.pointer import split

YAML = "# one\nopenapi: 3.1.0\n'a/b':\n  ü: &list\n    - x: 1\n    -   y\n  again: *list\n"
JSON = '{"openapi": "3.1.0",\r\n "a/b": {"\\u00fc": [{"x": 1},   "y"]}}'


@pytest.mark.parametrize(
    ("pointer", "yaml", "json"),
    [
        ("", (2, 1), (1, 1)),
        ("/openapi", (2, 1), (1, 2)),
        ("/a~1b", (3, 1), (2, 2)),
        ("/a~1b/ü", (4, 3), (2, 10)),
        ("/a~1b/ü/0", (5, 7), (2, 21)),
        ("/a~1b/ü/0/x", (5, 7), (2, 22)),
        ("/a~1b/ü/1", (6, 9), (2, 33)),
        ("/a~1b/ü/7/z", (4, 3), (2, 10)),
        ("/missing", (2, 1), (1, 1)),
    ],
)
def test_members_begin_at_their_key_and_items_at_their_value(
    pointer: str, yaml: tuple[int, int], json: tuple[int, int]
) -> None:
    assert locate(source(YAML), pointer) == Position(*yaml)
    assert locate(source(JSON, SourceKind.JSON), pointer) == Position(*json)


def test_what_is_not_there_is_known_by_its_nearest_parent() -> None:
    for text in (source(YAML), source(JSON, SourceKind.JSON)):
        parse(text)
        assert nearest(text, "/a~1b/ü/0/x") == "/a~1b/ü/0/x"
        assert nearest(text, "/a~1b/ü/7/z") == "/a~1b/ü"
        assert nearest(text, "/missing") == ""


def test_of_a_key_that_stands_twice_the_first_one_is_meant() -> None:
    text = source("a: {b: 1}\nc: 2\na: {b: 3}\nd: 4\n")
    parse(text)
    assert locate(text, "/a/b") == Position(1, 5)
    assert locate(text, "/d") == Position(4, 1)


def test_what_an_alias_repeats_is_where_it_was_written() -> None:
    assert locate(source(YAML), "/a~1b/again") == Position(7, 3)
    assert locate(source(YAML), "/a~1b/again/0/x") == Position(5, 7)


def test_what_a_merge_key_brings_in_is_where_it_was_written() -> None:
    text = "a: &a {x: 1}\nb: &b\n  y: 2\nc:\n  <<: [*a, *b]\n  z: 3\nd:\n  <<: *b\n"
    assert locate(source(text), "/c/x") == Position(1, 8)
    assert locate(source(text), "/c/y") == Position(3, 3)
    assert locate(source(text), "/c/z") == Position(6, 3)
    assert locate(source(text), "/d/y") == Position(3, 3)


def test_line_separators_inside_text_do_not_end_lines() -> None:
    text = 'a: "x\u2028y\x85z"\nb: 1\n'
    assert locate(source(text), "/b") == Position(2, 1)


def test_a_document_finds_positions_only_when_asked() -> None:
    read = document("a:\n  b: 1\n")
    assert str(read.origin("/a/b")) == "api:2:3"


def test_places_are_forgotten_with_their_source() -> None:
    text = source("a: 1")
    locate(text, "/a")
    alive = weakref.ref(text)
    del text
    gc.collect()
    assert alive() is None


def spelt(version: str, **schemas: Any) -> str:
    """A description whose schemas spell keywords as earlier dialects do."""
    info = {"title": "An API", "version": "1"}
    if version == "2.0":
        return json.dumps({"swagger": version, "info": info, "definitions": schemas})
    return json.dumps({"openapi": version, "info": info, "components": {"schemas": schemas}})


@pytest.mark.parametrize("version", ["2.0", "3.0.3", "3.1.0"])
def test_every_finding_tells_a_pointer_into_its_file(version: str, tmp_path: Path) -> None:
    text = spelt(
        version,
        Wrong={"type": "string", "example": 1},
        Pair={"type": "array", "items": [{"type": "string"}, {"type": "integer"}]},
        Beside={"type": "object", "dependencies": {"a": ["b"], "c": {"required": ["d"]}}},
        Either={"oneOf": [{"$ref": "#/nowhere"}, {"type": "string"}], "properties": {"a": {}}},
    )
    path = tmp_path / "api.json"
    path.write_text(text, encoding="utf-8")
    found: list[Diagnostic] = []
    typewright.load(path, report=found.append)
    pointers = [each["pointer"] for each in as_json(found)["diagnostics"]]
    assert any("/Wrong" in one for one in pointers)
    for one in pointers:
        reached = json.loads(text)
        for step in split(one):
            reached = reached[int(step) if isinstance(reached, list) else step]
