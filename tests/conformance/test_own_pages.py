"""What is recovered from this repository's own pages is what they were rendered from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from corpora import ROOT
from typewright.diagnostics import Severity
from typewright.loaders import overlay, reference_page
from typewright.source import Document, Source
from typewright.source.documents import parse
from typewright.source.read import read

SPEC = ROOT / "spec"
PAGES = sorted((SPEC / "reference").glob("*.txt"))

# What a page shows of a schema itself, and what it shows of the items of an array.
ANNOTATIONS = ("default", "uniqueItems", "readOnly", "deprecated", "minItems", "maxItems")
ASSERTIONS = (
    "enum",
    "format",
    "pattern",
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
)

SETTLED_BY_THE_OVERLAY = ("CreateBatchRequest.endpoint/enum",)


@pytest.fixture(scope="module")
def sources() -> list[Source]:
    return [read(path) for path in PAGES]


@pytest.fixture(scope="module")
def recovered(sources: list[Source]) -> Document:
    document, diagnostics = reference_page.load(sources)
    worse = [found for found in diagnostics if found.severity is not Severity.NOTE]
    assert [f"{found.origin}: {found.message}" for found in worse] == []
    return document


@pytest.fixture(scope="module")
def corrected(recovered: Document) -> Document:
    corrections, diagnostics = parse(read(SPEC / "reference" / "overlay.yaml"))
    document, wrong = overlay.apply(recovered, corrections)
    assert (*diagnostics, *wrong) == ()
    return document


@pytest.fixture(scope="module")
def truth() -> Any:
    document, diagnostics = parse(read(SPEC / "openapi.yaml"))
    assert diagnostics == ()
    return document.value


def test_every_line_of_every_page_is_claimed_once(sources: list[Source]) -> None:
    for source in sources:
        lines = [number for number, line in enumerate(source.text.split("\n"), 1) if line]
        assert sorted(claim.line for claim in reference_page.claims(source)) == lines, source.name


def test_every_object_of_the_truth_is_recovered_with_all_that_its_page_shows(
    recovered: Document, truth: Any
) -> None:
    found = by_title(recovered.value)
    wanted = {
        schema.get("title", key): schema for key, schema in truth["components"]["schemas"].items()
    }
    wanted["CreateBatchRequest"] = body(truth) | {"type": None}
    assert sorted(found) == sorted(wanted)
    wrong = [
        line
        for title, schema in wanted.items()
        for line in differences(truth, schema, found[title], title)
    ]
    assert wrong == []


def test_every_enum_of_the_pages_is_split_or_settled_by_the_overlay(
    corrected: Document, truth: Any
) -> None:
    glued = [where for where, recovery in corrected.recoveries.items() if recovery.splits]
    assert len(glued) > 40
    assert [where for where in glued if "enum" not in at(corrected.value, where)] == []
    endpoint = "/components/schemas/CreateBatchRequest/properties/endpoint/enum"
    assert at(corrected.value, endpoint) == body(truth)["properties"]["endpoint"]["enum"]


def test_a_correction_has_its_place_in_the_overlay(corrected: Document) -> None:
    origin = corrected.origin("/components/schemas/Upload/properties/file/$ref")
    assert origin.file.endswith("overlay.yaml")


def differences(truth: Any, want: Any, got: Any, where: str) -> Iterator[str]:
    """What a page shows of ``want`` and ``got`` does not have, or has otherwise."""
    want = resolved(truth, want)
    inner_want = resolved(truth, want.get("items", {})) if is_array(want) else want
    inner_got = got.get("items", {}) if is_array(want) else got
    yield from unequal(where, "type", want, got)
    for keyword in ANNOTATIONS:
        yield from unequal(where, keyword, want, got)
    # The page of an array shows nothing of its items but their members.
    for keyword in () if is_array(want) and "title" in got else ASSERTIONS:
        if keyword in inner_got or f"{where}/{keyword}" not in SETTLED_BY_THE_OVERLAY:
            yield from unequal(where, keyword, inner_want, inner_got)
    description = inner_want.get("description") or want.get("description") or ""
    if letters(description) != letters(got.get("description", "")):
        yield f"{where}: description {got.get('description')!r}"
    examples = [want["example"]] if "example" in want else []
    if examples != got.get("examples", []):
        yield f"{where}: examples {got.get('examples')!r}"
    variants = inner_want.get("oneOf") or inner_want.get("anyOf")
    if variants:
        yield from of_first_variant(truth, variants[0], inner_got, where)
    else:
        yield from of_members(truth, inner_want, inner_got, where)
    additional = inner_want.get("additionalProperties")
    if isinstance(additional, bool) and inner_got.get("additionalProperties") != additional:
        yield f"{where}: additionalProperties"


def of_first_variant(truth: Any, first: Any, got: Any, where: str) -> Iterator[str]:
    """A union is open, and tells of its first variant at most."""
    branches = got.get("anyOf", [])
    if len(branches) > 2 or branches[-1:] != [True]:
        yield f"{where}: the union {branches!r} is not an open one"
    elif len(branches) == 2:
        first = resolved(truth, first)
        shown = {key: first[key] for key in ("properties", "required") if key in first}
        # A union at the top of a page shows nothing of its first variant but the members.
        whole = first if "type" in branches[0] or "anyOf" in branches[0] else shown
        yield from differences(truth, whole, branches[0], f"{where}?")


def of_members(truth: Any, want: Any, got: Any, where: str) -> Iterator[str]:
    """Members are all there or all hidden; none is invented."""
    if "properties" not in got:
        return
    names = list(want.get("properties", {}))
    if list(got["properties"]) != names:
        yield f"{where}: members {list(got['properties'])}"
        return
    if sorted(got.get("required", [])) != sorted(want.get("required", [])):
        yield f"{where}: required {got.get('required')}"
    for name in names:
        member = got["properties"][name]
        yield from differences(truth, want["properties"][name], member, f"{where}.{name}")


def unequal(where: str, keyword: str, want: Any, got: Any) -> Iterator[str]:
    if want.get(keyword) != got.get(keyword):
        yield f"{where}: {keyword} {got.get(keyword)!r}, expected {want.get(keyword)!r}"


def resolved(truth: Any, schema: Any) -> Any:
    """A page shows the target of a reference, and nothing that stands beside ``$ref``."""
    return at(truth, schema["$ref"][1:]) if "$ref" in schema else schema


def body(truth: Any) -> Any:
    """The schema of the only request body, which no page but the operation's shows."""
    request = truth["paths"]["/batches"]["post"]["requestBody"]
    return request["content"]["application/json"]["schema"]


def is_array(schema: Any) -> bool:
    return schema.get("type") == "array"


def by_title(document: Any) -> dict[str, Any]:
    return {schema["title"]: schema for schema in document["components"]["schemas"].values()}


def at(value: Any, where: str) -> Any:
    for part in where.split("/")[1:]:
        key = part.replace("~1", "/").replace("~0", "~")
        value = value[int(key)] if isinstance(value, list) else value[key]
    return value


def letters(text: str) -> str:
    """The text without what rendering changes: Markdown, quotes, dashes and white space."""
    return re.sub(r"\W", "", text)
