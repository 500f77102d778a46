"""Names with blanks, names without types below lists, and examples that a page runs together."""

from __future__ import annotations

from typing import Any

import pytest

from typewright.diagnostics import Diagnostic
from typewright.loaders import reference_page
from typewright.loaders.join import join
from typewright.passes import run
from typewright.source import Document, Source, SourceKind

BEFORE = {
    "after a description": "Thing\n\nobject\nidstringrequired\n\nThe id.\n\n",
    "after a label": "Thing\n\nobject\nidstringrequired\n\nThe id.\n\nExample:x\n\n",
    "first": "Thing\n\nobject\n",
}
AFTER = {
    "a field": "ageinteger\nExample",
    "a description": "\nWhat it is.\n\nageinteger\nExample",
    "a label": "\nWhat it is.\n\nDefault:\n\nageinteger\nExample",
    "the end": "Example",
}


def load(text: str) -> tuple[Document, tuple[Diagnostic, ...]]:
    return reference_page.load([Source("p.txt", "file:///p.txt", SourceKind.PAGE, text)])


def thing(document: Document) -> Any:
    value: Any = document.value
    return value["components"]["schemas"]["Thing"]


@pytest.mark.parametrize("before", BEFORE)
@pytest.mark.parametrize("after", AFTER)
@pytest.mark.parametrize(
    "header",
    [
        "string",
        "stringrequired",
        "array[string]",
        "string | null",
        "string(date)",
        "booleanDEPRECATED",
    ],
)
@pytest.mark.parametrize(
    "names", [["first name"], ["first name", "x-y of_z"], ["Total sum $", "ab"]]
)
def test_a_name_with_a_blank_and_a_type_is_a_field(
    names: list[str], header: str, before: str, after: str
) -> None:
    lines = "".join(f"{name}{header}\n" for name in names)
    text = BEFORE[before] + lines + AFTER[after]
    document, found = load(text)
    properties = thing(document)["properties"]
    known = [] if before == "first" else ["id"]
    assert list(properties) == [*known, *names, *(["age"] if "age" in AFTER[after] else [])]
    if "What" in AFTER[after]:
        assert properties[names[-1]]["description"] == "What it is."
    numbers = {line: number for number, line in enumerate(text.split("\n"), 1)}
    told = [(one.origin.position.line, one.origin.position.column) for one in found]
    assert told == [(numbers[f"{name}{header}"], 1) for name in names if " " in name]
    assert {one.code for one in found} == {"page/spaced-name"}


@pytest.mark.parametrize("name", ["first name", "my big thing"])
@pytest.mark.parametrize("after", ["What it is.\n\n", "Default:x\n\n"])
def test_a_name_with_a_blank_and_no_type_is_told_of(name: str, after: str) -> None:
    document, found = load(f"{BEFORE['after a description']}{name}\n\n{after}ageinteger\nExample")
    assert list(thing(document)["properties"]) == ["id", "age"]
    (told,) = found
    assert (told.origin.position.line, told.origin.position.column) == (8, 1)
    assert repr(name) in told.message


@pytest.mark.parametrize(
    "line",
    ["Returns a substring", "Some text. Morestring", "A sentence that ends with a string.", "Note"],
)
def test_prose_stays_prose_without_a_word(line: str) -> None:
    document, found = load(f"{BEFORE['after a description']}{line}\n\nMore.\n\nageinteger\nExample")
    assert thing(document)["properties"]["id"]["description"] == f"The id.\n\n{line}\n\nMore."
    assert not found


@pytest.mark.parametrize("count", [1, 2, 5])
@pytest.mark.parametrize("after", ["What it is.", "Example:x"])
def test_names_without_types_below_a_list_are_fields(count: int, after: str) -> None:
    names = [f"part_{number}" for number in range(count)]
    text = (
        "Thing\n\nobject\nurlstring\n\nWhere.\n\n  One.\n  Another.\n"
        + "\n".join(names)
        + f"\n\n{after}\n\nageinteger\nExample"
    )
    document, found = load(text)
    properties = thing(document)["properties"]
    assert list(properties) == ["url", *names, "age"]
    assert properties["url"]["description"].endswith("  Another.")
    assert properties[names[-1]] in ({"description": after}, {"examples": ["x"]})
    assert not found


@pytest.mark.parametrize("lines", ["end\nof it", "end\nthere.", "  more\nend of it"])
def test_prose_below_a_list_stays_prose(lines: str) -> None:
    text = (
        f"Thing\n\nobject\nurlstring\n\nWhere.\n\n  One.\n{lines}\n\nMore.\n\nageinteger\nExample"
    )
    assert list(thing(load(text)[0])["properties"]) == ["url", "age"]


def linted(field: str, example: str) -> list[str]:
    document, _ = load(f"Thing\n\nobject\n{field}\n\nExample:{example}\n\nageinteger\nExample")
    graph, _ = join([document])
    _, found = run(graph)
    return [one.code for one in found if "example" in one.code]


@pytest.mark.parametrize(
    ("field", "parts"),
    [
        ("flagboolean", ["true", "false", "true"]),
        ("sizenumber\n\nWhat.\n\n<= 99", ["1.5", "20.25"]),
        ("codestring\n\nWhat.\n\nMatch pattern:^[a-z]{3}[0-9]$", ["abc1", "xyz2", "def3"]),
        ("codestring\n\nWhat.\n\n>= 2 characters<= 4 characters", ["abcd", "efg"]),
        ("sizesarray[boolean]\n\nWhat.", ["true, false", "false, true"]),
    ],
)
def test_examples_that_are_run_together_are_not_called_wrong(field: str, parts: list[str]) -> None:
    assert linted(field, parts[0]) == []
    assert linted(field, "".join(parts)) == ["passes/joined-examples"]


@pytest.mark.parametrize(
    ("field", "example"),
    [
        ("flagboolean", "yes"),
        ("flagboolean", "truefalsey"),
        ("sizeinteger", "many"),
        ("sizesarray[integer]\n\nWhat.", "1, 2x3"),
        ("codestring\n\nWhat.\n\nMatch pattern:^[a-z]{3}$", "ab"),
        ("codestring\n\nWhat.\n\nMatch pattern:^[a-z]{3}$", "abc-def"),
        ("codestring\n\nWhat.\n\n<= 1 characters", "x" * 5000),
    ],
)
def test_an_example_that_is_wrong_however_it_is_cut_is_called_wrong(
    field: str, example: str
) -> None:
    assert linted(field, example) == ["passes/bad-example"]


def test_what_a_description_lists_is_not_run_together() -> None:
    schema = {"type": "boolean", "examples": ["truefalse"]}
    graph, _ = join([Document("file:///a.json", {"$defs": {"A": schema}})])
    assert [one.code for one in run(graph)[1]] == ["passes/bad-example"]
