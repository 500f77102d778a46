"""What takes time in proportion to a description: twice as much of it, twice the work.

Work is counted in calls of functions, which no machine makes slower; where a loop of one expression
would not show, a size is taken that would not end.
"""

from __future__ import annotations

import ast
import sys
from base64 import b32encode
from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest

from documents import source
from packages import emitted, shaped_model
from schemas import Schema
from typewright import fixtures
from typewright.checks import nodes, patterns
from typewright.checks.quick import Quick
from typewright.fixtures import objects
from typewright.fixtures.focus import Focus, Parts
from typewright.loaders import json_schema, reference_page
from typewright.source import Document, SourceKind
from typewright.targets.python.layout import split_at


def calls(run: Callable[[], object]) -> int:
    """How many functions ``run`` calls, those of Python's own library too."""
    count = 0

    def note(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        run()
    finally:
        sys.setprofile(None)
    return count


def together(parts: int) -> Schema:
    """An object of so many parts."""
    return {"allOf": [{"properties": {f"m{n}": {"type": "string"}}} for n in range(parts)]}


def narrowed(parts: int) -> Schema:
    """A member of which so many parts say something."""
    return {"allOf": [{"properties": {"m": {"minLength": n}}} for n in range(parts)]}


@pytest.mark.parametrize("make", [together, narrowed])
def test_parts_are_put_together_in_proportion_to_their_number(make: Callable[[int], Any]) -> None:
    shaped_model(make(3))  # what is made once is not counted
    small, large = make(300), make(600)
    assert calls(lambda: shaped_model(large)) < 2.5 * calls(lambda: shaped_model(small))


def misspelt(references: int) -> Schema:
    """So many names, and references to each that are wrong by a letter."""
    names = [b32encode(sha256(str(n).encode()).digest())[:16].decode() for n in range(references)]
    return {name: {"$ref": f"#/$defs/{name[:7]}0{name[7:]}"} for name in names}


def unanchored(references: int) -> Schema:
    """So many names, and references to anchors that are not there."""
    return {f"A{n}": {"$ref": f"#anchor{n}", "$anchor": f"other{n}"} for n in range(references)}


@pytest.mark.parametrize("make", [misspelt, unanchored])
def test_what_was_meant_by_wrong_references_is_found_in_proportion_to_their_number(
    make: Callable[[int], Any],
) -> None:
    def load(references: int) -> list[str]:
        found = json_schema.load(Document("memory:/api.json", {"$defs": make(references)}))[1]
        return [one.help or "" for one in found]

    if make is misspelt:
        assert all(said.startswith("did you mean '#/$defs/") for said in load(200))
    assert calls(lambda: load(600)) < 2.5 * calls(lambda: load(300))


def test_unions_of_constants_are_searched_in_proportion_to_their_number() -> None:
    """As enumerations are written that have a title for each value."""

    def search(values: int) -> None:
        union = [{"const": f"value {n}", "title": f"The value {n}"} for n in range(values)]
        fixtures.make(shaped_model({"oneOf": union}))

    assert calls(lambda: search(400)) < 2.5 * calls(lambda: search(200))


def test_long_descriptions_on_pages_are_read_in_proportion_to_their_length() -> None:
    def read(paragraphs: int) -> None:
        prose = "A line of prose.\n\n" * paragraphs
        text = f"Some API\n\nThing\n\nobject\n\n{prose}idstringrequired\nExample\n"
        reference_page.load([source(text, SourceKind.PAGE)])

    assert calls(lambda: read(1000)) < 2.5 * calls(lambda: read(500))


def test_long_chains_of_arrays_become_code() -> None:
    links: Schema = {
        f"L{n}": {"type": "array", "items": {"$ref": f"#/$defs/L{n + 1}"}} for n in range(600)
    }
    last = {"type": "object", "properties": {"a": {}}}
    model = shaped_model({"$ref": "#/$defs/L0", "$defs": {**links, "L600": last}})
    assert emitted(model).files


def test_branches_that_one_value_tells_apart_become_code_in_proportion_to_their_number() -> None:
    def emit(branches: int) -> object:
        kinds: list[Schema] = [
            {
                "type": "object",
                "properties": {"kind": {"enum": [f"a{n}", f"b{n}"]}},
                "required": ["kind"] if n else [],
            }
            for n in range(branches)
        ]
        return emitted(shaped_model({"oneOf": kinds}))

    emit(10)
    assert calls(lambda: emit(200)) < 2.3 * calls(lambda: emit(100))


def test_the_terms_of_a_condition_are_found_at_once() -> None:
    terms = [f"value{n} is None" for n in range(20_000)]
    assert [*split_at(" or ".join(terms), ast.Or)] == terms


def test_objects_without_a_member_are_made_when_they_are_tried(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """All of a wide object at once would take the square of its members in memory."""
    made = 0
    without = objects._without

    def counting(value: Any, name: str) -> Any:
        nonlocal made
        made += 1
        return without(value, name)

    monkeypatch.setattr(objects, "_without", counting)
    names = [f"member_{n}" for n in range(2_000)]
    wide = {"required": names, "properties": {name: {"type": "string"} for name in names}}
    fixtures.make(shaped_model({"type": "object", **wide}))
    assert 0 < made < 500


def test_a_union_of_many_patterns_compiles_each_once() -> None:
    union = nodes.Branches("oneOf", tuple(nodes.Pattern(f"^one{n}$") for n in range(1_500)))
    before = patterns.compiled.cache_info().misses
    quick = Quick({})
    for value in ("one7", "two", "one1400"):
        assert quick.holds(union, value) is (value != "two")
    assert patterns.compiled.cache_info().misses - before <= len(union.checks)


def test_what_decides_about_members_of_a_wide_object_is_found_by_their_names() -> None:
    names = [f"m{n}" for n in range(20_000)]
    wide = nodes.Members(tuple((name, nodes.Pattern(f"^{name}$")) for name in names))
    parts, whole = Parts({}), Focus((), ((0, wide),), "")
    assert all(
        whole.below({}, name, parts).tests == ((1, nodes.Pattern(f"^{name}$")),) for name in names
    )


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (f"^{'(' * 20}a{')*b' * 20}$", "b" * 40),
        (f"^{'a*' * 50}$", "a" * 40),
        (f"^({'|'.join('a' * 50)})*$", "a" * 40),
        ("^(a{0,500}){0,500}$", "a" * 500),
        ("^(?=(a+)+$)(a|a)*$", "a" * 500),
    ],
)
def test_a_search_ends_that_has_more_ways_than_can_be_tried(pattern: str, text: str) -> None:
    assert patterns.compiled(pattern).search(text)
    assert not patterns.compiled(pattern).search(f"{text}!")


def test_fixtures_are_found_for_loops_within_loops() -> None:
    pattern = f"^{'(' * 20}a{')*b' * 20}$"
    found = fixtures.make(shaped_model({"type": "string", "pattern": pattern, "minLength": 30}))
    assert found
