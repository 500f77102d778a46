"""A YAML document that is read in blocks is the one that is read as a whole, to the last place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from documents import source
from typewright.diagnostics import InputError
from typewright.source import yaml_blocks, yaml_reader
from typewright.source.places import KNOWN
from typewright.source.texts import Encoded


class Pieces(dict[str, Mapping[str, Encoded]]):
    """What is kept, in memory."""

    def put(self, name: str, parts: Mapping[str, Encoded]) -> None:
        self[name] = {part: memoryview(data) for part, data in parts.items()}


PARTS = [
    *("a:", "b:", "'c':", "d: 1", "e: x", "- f", "- g:", "- - h", "? i", ": j", "k", "l: {m: 1}"),
    *('n: "o', 'p"', "q: 'r", "s'", "t: |", "u: >-", "v: |+", "w: |2", ">", "|", "# x", "y: # z"),
    *("{", "}", "l: {", "A: [", "]", "B,", "&C", "D: &E 1", "*E", "F: *E", "!!str 1", "G: !H 1"),
    *(
        "<<: {I: 1}",
        "<<: *E",
        "---",
        "...",
        "%TAG ! tag:x,1:",
        "\tJ",
        "",
        "  ",
        "K: .nan",
        "L: 1e9",
    ),
    *("M: \ue000", "N: \u2028", "O: \r", "\ufeffP: 1"),
]
LINES = st.builds(
    lambda columns, part: " " * columns + part, st.integers(0, 8), st.sampled_from(PARTS)
)
NAMES = st.sampled_from(["a", "b", "Batch", "x-y", "200", "it's", "k: v"])
SCALARS = st.sampled_from(
    [None, True, 1, 1.5, "", "x", "no", "a: b", "x\ny", "x\n\n", "\n x", "- 'x'"]
)
DATA: st.SearchStrategy[Any] = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(NAMES, inner, max_size=3)
)
DEEP = st.dictionaries(NAMES, st.dictionaries(NAMES, st.dictionaries(NAMES, DATA, max_size=3)))


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A document as it would be written, into which lines have been put, and from which some have
    gone.
    """
    dumped = yaml.safe_dump(draw(DEEP), default_style=draw(st.sampled_from([None, '"', "|"])))
    lines = dumped.split("\n")
    for _ in range(draw(st.integers(0, 3))):
        place = draw(st.integers(0, len(lines)))
        lines[place : place + draw(st.integers(0, 1))] = draw(st.lists(LINES, max_size=2))
    return "\n".join(lines)


def nodes(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    members = value.items() if isinstance(value, dict) else ()
    items = enumerate(value) if isinstance(value, list) else ()
    for name, each in (*members, *items):
        yield from nodes(each, (*path, str(name)))


def compare(text: str, kept: Pieces) -> bool:
    """Whether the text is read in blocks; then it has to be what it is as a whole."""
    begins = yaml_blocks.parse(source(text), kept)
    if begins is None:
        return False
    whole = source(text)
    value, found = yaml_reader.parse(whole)  # raises where blocks should not have been read
    assert (repr(begins.value), ()) == (repr(value), found)
    for path in (*nodes(value), ("nowhere",), ("a", "b", "c", "nowhere")):
        assert begins.find(path) == KNOWN[whole].find(path)
    return True


@given(st.lists(texts(), min_size=1, max_size=3))
@example(["a:\n  b:\n    c:\n      d"])
@example(["a:\n  b:\n    c:\n      d: |+\n        x\n\n    e:\n      f: |+\n        x\n\n"])
@example(["a: {\n    b:\n      c, d: e}\n"])
@example(['a: "\n    b:\n      c\n"\n'])
def test_what_is_read_in_blocks_is_what_is_read_as_a_whole(found: list[str]) -> None:
    kept = Pieces()
    for text in (*found, *found):
        try:
            compare(text, kept)
        except InputError as error:
            raise AssertionError(text) from error


@settings(max_examples=20)
@given(st.integers(1, 5), st.integers(0, 4))
def test_descriptions_are_read_in_blocks_and_only_those_that_are_new(
    number: int, edited: int
) -> None:
    def text(words: str) -> str:
        names = (f"    S{n}:\n      type: object\n" for n in range(number))
        changed = (f"    S{edited}:\n      description: {words}\n",) if edited >= number else ()
        return "".join(("components:\n  schemas:\n", *names, *changed, "info: {}\n"))

    kept = Pieces()
    assert compare(text("One."), kept)
    assert len(kept) == number + (edited >= number)
    before = dict(kept)
    assert compare(text("Another."), kept)
    assert len(kept.keys() - before.keys()) == (edited >= number)
