"""Laws of the YAML and JSON readers for any JSON data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st

from documents import document, source, value
from typewright.diagnostics import InputError
from typewright.source import Document, Source, SourceKind, pointer
from typewright.source.core_schema import resolve
from typewright.source.documents import parse
from typewright.source.locate import locate

# libyaml reads what YAML 1.1 calls printable, without the line breaks that only 1.1 knows.
CHARACTERS = st.characters(
    exclude_categories=["Cs", "Cc", "Cn", "Co"],
    include_characters="\n\t",
    exclude_characters="\u2028\u2029\ufeff\ufffe\uffff",
)
TEXTS = st.text(CHARACTERS, max_size=12) | st.sampled_from(
    ["no", "Yes", "~", "null", "1.0", "-", "<<", "0x1F", "2020-01-01", "a: b", "#", "{", "x\n\n y "]
)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS
)
DATA = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4)
)
# PyYAML writes such text plain because YAML 1.1 takes it for text, and 1.2 for a number.
ONLY_TEXT_IN_1_1 = TEXTS.filter(lambda text: type(resolve(text)) in (str, type(None), bool))
DATA_1_1 = st.recursive(
    st.none() | st.booleans() | st.integers() | ONLY_TEXT_IN_1_1,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(ONLY_TEXT_IN_1_1, inner, max_size=4)
    ),
)


@given(DATA, st.booleans(), st.sampled_from([None, 1]))
def test_json_reads_as_the_standard_library_reads_it(
    data: Any, ascii_only: bool, indent: int | None
) -> None:
    text = json.dumps(data, ensure_ascii=ascii_only, indent=indent)
    assert identical(value(text, SourceKind.JSON), json.loads(text))


@given(DATA, st.sampled_from([None, 1]))
def test_json_is_yaml(data: Any, indent: int | None) -> None:
    text = json.dumps(data, ensure_ascii=False, indent=indent)
    assert identical(value(text), data)


@given(DATA_1_1, st.booleans(), st.booleans())
def test_what_pyyaml_writes_is_read_back(data: Any, flow: bool, unicode: bool) -> None:
    text = yaml.safe_dump(data, default_flow_style=flow, allow_unicode=unicode)
    assert value(text) == data


@given(st.text(max_size=12) | st.text("{}[],:#&*!|>'\"%@`-? \nab01", max_size=16))
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    for kind in (SourceKind.YAML, SourceKind.JSON):
        read = source(text, kind)
        try:
            found = parse(read)[1]
        except InputError as error:
            found = error.diagnostics
        for diagnostic in found:
            position = diagnostic.origin.position
            assert position.line <= text.count("\n") + text.count("\r") + 1


KEYS = st.text(st.characters(categories=["Ll", "Lo", "Nd"]), min_size=1, max_size=3)
KEYS |= st.sampled_from(["a/b", "~", "~1", "é😀"])
OBJECTS = st.recursive(
    st.just("x"),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | st.dictionaries(KEYS, inner, min_size=1, max_size=3)
    ),
    max_leaves=10,
)


@given(st.dictionaries(KEYS, OBJECTS, min_size=1, max_size=3), st.sampled_from([None, 2]))
def test_a_pointer_leads_to_the_text_of_its_key_in_json(data: Any, indent: int | None) -> None:
    text = json.dumps(data, ensure_ascii=False, indent=indent)
    read = document(text, SourceKind.JSON)
    for where, key in members(data):
        assert text_at(text, read, where).startswith(json.dumps(key, ensure_ascii=False) + ":")


@given(st.dictionaries(KEYS, OBJECTS, min_size=1, max_size=3), st.booleans())
def test_a_pointer_leads_to_the_text_of_its_key_in_yaml(data: Any, flow: bool) -> None:
    text = yaml.safe_dump(data, default_flow_style=flow, allow_unicode=True)
    read = document(text)
    for where, key in members(data):
        here = text_at(text, read, where).removeprefix("? ").lstrip("'\"")
        # PyYAML escapes what it does not take for printable.
        assert here.startswith((key, "\\"))


@given(DATA_1_1, st.booleans(), st.booleans())
def test_what_the_reader_notes_of_places_is_what_reading_again_finds(
    data: Any, flow: bool, twice: bool
) -> None:
    data = {"a": data, "b": [data, {"c": data}] if twice else "x"}  # twice: as an alias
    text = yaml.safe_dump(data, default_flow_style=flow, allow_unicode=True)
    read = document(text)
    for where, _ in [("", ""), *members(data), ("/b/0", ""), ("/b/1", ""), ("/b/7", "")]:
        assert locate(source(text), where) == locate(_source_of(read), where)


def _source_of(read: Document) -> Source:
    assert read.source is not None
    return read.source


def members(data: Any, where: str = "") -> Iterator[tuple[str, str]]:
    """The pointers of all members of objects in ``data``, with their keys."""
    if isinstance(data, dict):
        for key, inner in data.items():
            below = where + pointer.join([key])
            yield below, key
            yield from members(inner, below)
    elif isinstance(data, list):
        for index, inner in enumerate(data):
            yield from members(inner, f"{where}/{index}")


def text_at(text: str, read: Any, where: str) -> str:
    position = locate(read.source, where)
    line = text.split("\n")[position.line - 1]
    return line[position.column - 1 :]


def identical(left: Any, right: Any) -> bool:
    """Whether both are equal with the same types everywhere: 1 is not 1.0 and not true."""
    return left == right and repr(left) == repr(right)
