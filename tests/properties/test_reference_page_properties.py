"""Laws of the reader of reference pages, for any object and for any text."""

from __future__ import annotations

from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

import kong_printer
from kong_printer import Printed
from reruns import Memory
from typewright.diagnostics import InputError
from typewright.loaders import reference_page
from typewright.loaders.reference_page import lines
from typewright.loaders.reference_page.kong import KONG
from typewright.loaders.reference_page.kong import page as kong_page
from typewright.loaders.reference_page.nodes import lines_of
from typewright.source import Source, SourceKind

RESERVED = ("string", "integer", "number", "boolean", "object", "array", "null", "required")


def source(text: str, name: str = "page.txt") -> Source:
    return Source(name, f"file:///{name}", SourceKind.PAGE, text)


def ends_plainly(name: str) -> bool:
    """Whether a name without type cannot be read as a shorter name with one."""
    return not name.endswith((*RESERVED, "_"))


names = st.from_regex(r"[a-z][a-z0-9]{0,6}(_[a-z0-9]{1,6}){0,2}", fullmatch=True)
titles = st.from_regex(r"[A-Z][a-z]{1,8}([A-Z][a-z]{1,6}){0,2}", fullmatch=True).filter(
    lambda title: title not in ("Example", "Body", "Response", "Headers", "Cookies", "Default")
)
words = st.from_regex(r"[a-z]{2,8}", fullmatch=True)
sentences = st.lists(words, min_size=2, max_size=7).map(
    lambda found: "The " + " ".join(found) + "."
)
descriptions = st.one_of(
    st.just(""),
    sentences,
    st.lists(sentences, min_size=2, max_size=3).map("\n\n".join),
    st.lists(sentences, min_size=2, max_size=3).map("\n".join),
)
marks = {"required": st.booleans(), "read_only": st.booleans(), "deprecated": st.booleans()}

strings = st.builds(
    Printed,
    names,
    st.sampled_from([("string",), ("string", "null")]),
    format=st.sampled_from(["", "date-time", "email"]),
    description=descriptions,
    pattern=st.sampled_from(["", "^[a-z]+$", r"^\d{2}:\d{2}$"]),
    default=st.one_of(st.none(), st.sampled_from(["", "auto", "hello world"])),
    bounds=st.fixed_dictionaries(
        {}, optional={"minLength": st.integers(0, 9), "maxLength": st.integers(9, 99)}
    ),
    **marks,
)
numbers = st.builds(
    Printed,
    names,
    st.sampled_from([("integer",), ("number",), ("number", "null")]),
    description=descriptions,
    default=st.one_of(st.none(), st.integers(-5, 5)),
    bounds=st.fixed_dictionaries(
        {},
        optional={
            "minimum": st.integers(-9, 9),
            "maximum": st.integers(10, 99),
            "multipleOf": st.integers(1, 3),
        },
    ),
    **marks,
)
booleans = st.builds(
    Printed,
    names,
    st.just(("boolean",)),
    description=descriptions,
    default=st.one_of(st.none(), st.booleans()),
    **marks,
)
arrays = st.builds(
    Printed,
    names,
    st.just(("array",)),
    items=st.sampled_from([(), ("string",), ("object",), ("string", "integer")]),
    unique_items=st.booleans(),
    description=descriptions,
    bounds=st.fixed_dictionaries(
        {}, optional={"minItems": st.integers(0, 9), "maxItems": st.integers(9, 99)}
    ),
    hidden=st.booleans(),
    **marks,
)
nested = st.builds(
    Printed,
    names,
    st.just(("object",)),
    description=descriptions,
    additional=st.sampled_from([None, True, False]),
    hidden=st.booleans(),
    **marks,
)
untyped = st.builds(Printed, names.filter(ends_plainly), description=sentences)
variants = st.builds(
    Printed,
    st.sampled_from(["Variant 1", "Text content", "Plain text"]),
    st.sampled_from([("string",), ("object",)]),
    description=descriptions,
)
unions = st.builds(
    Printed,
    names,
    description=descriptions,
    required=st.booleans(),
    union=st.sampled_from(["One Of", "Any Of"]),
    variant=variants,
)
fields = st.lists(
    st.one_of(strings, numbers, booleans, arrays, nested, untyped, unions),
    min_size=1,
    max_size=7,
    unique_by=lambda one: one.name,
).map(tuple)
objects = st.builds(
    Printed,
    titles,
    st.just(("object",)),
    description=descriptions,
    additional=st.sampled_from([None, True, False]),
    fields=fields,
)


@given(st.lists(objects, min_size=1, max_size=3, unique_by=lambda one: one.name))
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_what_is_printed_is_read(shown: list[Printed]) -> None:
    """Reading the page of any objects gives these objects, and every line has its place."""
    text = kong_printer.page(*shown)
    assume(not any(field.name.endswith(RESERVED) for one in shown for field in one.fields))
    document, found = reference_page.load([source(text)])
    assert isinstance(document.value, dict)
    expected = {one.name: kong_printer.schema(one, title=True) for one in shown}
    assert document.value["components"]["schemas"] == expected  # type: ignore[index, call-overload]
    assert [each for each in found if each.code == "page/unclaimed-line"] == []


@given(
    st.lists(objects, min_size=1, max_size=2, unique_by=lambda one: one.name),
    st.sampled_from(
        [
            ("\n", "\r\n"),
            ("\n", "\r"),
            ("\n", " \t\n"),
            ("\n\n", "\n\n\n\n"),
            ("\n\n", "\n \t\n"),
            ("\n", "\n  "),
            ("\n", "\n\t"),
        ]
    ),
)
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_white_space_that_shows_nothing_says_nothing(
    shown: list[Printed], other: tuple[str, str]
) -> None:
    """Line ends, ends of lines, more blank lines, and what all lines are indented by."""
    # Before the first line, too; how many blank lines stand within a description is kept.
    text = "\n" + kong_printer.page(*shown)
    document, found = reference_page.load([source(text)])
    again, same = reference_page.load([source(text.replace(*other))])
    assert undescribed(again.value) == undescribed(document.value)
    assert [each.code for each in same] == [each.code for each in found]


def undescribed(value: object) -> object:
    """A value without its descriptions."""
    match value:
        case dict():
            return {
                key: undescribed(each)
                for key, each in value.items()
                if key != "description" or not isinstance(each, str)
            }
        case list():
            return [*map(undescribed, value)]
        case _:
            return value


@given(objects, objects)
@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
def test_the_order_of_pages_changes_no_key(first: Printed, second: Printed) -> None:
    """The keys of objects do not depend on the order of the pages."""
    pages = [source(kong_printer.page(first), "a"), source(kong_printer.page(second), "b")]
    forward, _ = reference_page.load(pages)
    backward, _ = reference_page.load(pages[::-1])
    assert keys(forward.value) == keys(backward.value)


def keys(value: object) -> set[str]:
    assert isinstance(value, dict)
    return set(value["components"]["schemas"])


snippets = st.sampled_from(
    [
        "object",
        "string",
        "idstringrequired",
        "Upload",
        "Auto Chunking Strategy",
        "The user id.",
        "Allowed values:ab",
        "Default:",
        "Default:{",
        "Example:1, 2",
        ">= 0<= 2",
        "Match pattern:(",
        "Show Child Parameters",
        "Hide Child Parameters",
        "    nestedstring",
        "Example",
        "One Of",
        "toolsAny Of",
        "required",
        "Variant 1string",
        "* Additional properties are NOT allowed.",
        "Response",
        "Body",
        "get",
        "https://api.example.com/v1/a/{b}",
        "200 application/json",
        "\u00a0",
        "###### /schemas/A",
        "  • item",
        "a\tb",
        "[" * 3000,
        "Default:" + "[" * 3000,
        "Example:" + "9" * 5000,
        "x" * 500,
    ]
)
texts = st.one_of(
    st.lists(st.one_of(snippets, st.just("")), max_size=25).map("\n".join),
    st.text(max_size=300),
)


@given(texts)
@settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@example("Example\nExample")
@example("Upload\n\nobject\nHide Child Parameters\n    astring\n\nbinteger")
def test_any_text_is_accounted_for_or_refused(text: str) -> None:
    """No text raises anything but InputError, and each of its lines is in one node and claimed."""
    page = lines.nested(lines.read(text), KONG.opens)
    read = [line.number for node in kong_page.read(page) for line in lines_of(node)]
    assert sorted(read) == [line.number for line in page]
    try:
        _, found = reference_page.load([source(text)])
        claims = reference_page.claims(source(text))
    except InputError:
        return
    unclaimed = [each.origin.position.line for each in found if each.code == "page/unclaimed-line"]
    claimed = [claim.line for claim in claims]
    assert len(claimed) == len(set(claimed))
    blank = {line.number for line in page if line.text == lines.NBSP}
    assert sorted({*claimed, *unclaimed} | blank) == sorted({line.number for line in page} | blank)


pages = st.one_of(
    texts,
    st.lists(objects, min_size=1, max_size=2).map(lambda shown: kong_printer.page(*shown)),
)


@given(pages)
@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@example("Upload\n\nobject\nHide Child Parameters\n    astring\n\nbinteger")
@example("Tool\n\nOne Of\nFunction\n\nnamestring\ntoolsAny Of\narray[object]\nstring\nExample")
def test_a_page_that_is_kept_says_what_it_said(text: str) -> None:
    """A page is made of its text alone: another source with the same text needs no other one."""
    kept = Memory()
    for each in (source(text), source(text), source(f"\n{text}"), source(text, "other.txt")):
        try:
            read = reference_page.load([each])
        except InputError:
            assert not any(name.startswith("page ") for name in kept.pieces)
            return
        assert reference_page.load([each], kept) == read
    assert sum(name.startswith("page ") for name in kept.pieces) == 2
