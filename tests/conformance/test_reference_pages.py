"""The reader of reference pages against pages whose truth is known."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from corpora import corpora_path, shared_path
from reruns import Memory
from typewright.diagnostics import Diagnostic, InputError
from typewright.loaders import reference_page
from typewright.source import Document, Source, SourceKind

pytestmark = pytest.mark.corpus


def page(path: Path) -> Source:
    return Source(path.name, path.as_uri(), SourceKind.PAGE, path.read_text(encoding="utf-8"))


def truth(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.with_suffix(".truth.json").read_text("utf-8"))
    return found


def pages_of(folder: str) -> list[Path]:
    return sorted(corpora_path("reference-pages", folder).glob("*.txt"))


@dataclass(frozen=True)
class Difference:
    """One thing that the reader got otherwise than the truth has it."""

    page: str
    object: str
    field: str
    what: str
    expected: object
    found: object

    def __str__(self) -> str:
        place = f"{self.page} {self.object}.{self.field}"
        return f"{place}: {self.what}: expected {self.expected!r}, found {self.found!r}"


class Recovered:
    """A recovered document as the truth files describe one."""

    def __init__(self, document: Document) -> None:
        self.document = document
        assert isinstance(document.value, dict)
        self.schemas: dict[str, Any] = document.value["components"]["schemas"]  # type: ignore

    def titled(self, title: str) -> list[tuple[str, dict[str, Any]]]:
        return [
            (f"/components/schemas/{key}", schema)
            for key, schema in self.schemas.items()
            if schema.get("title") == title
        ]

    def described(self, pointer: str, schema: dict[str, Any]) -> dict[str, Any]:
        """A schema in the words of the truth files."""
        items = schema.get("items")
        inner = items if isinstance(items, dict) and is_array(schema) else schema
        inner_pointer = f"{pointer}/items" if inner is items else pointer
        recovery = self.document.recoveries.get(inner_pointer)
        found: dict[str, Any] = {
            "type": shown_type(schema),
            "description": schema.get("description", ""),
            "enum": inner.get("enum"),
            "default": schema.get("default", "absent"),
            "pattern": inner.get("pattern"),
            "format": inner.get("format"),
            "additional_properties": inner.get("additionalProperties"),
            "read_only": schema.get("readOnly", False),
            "unique_items": schema.get("uniqueItems", False),
            "deprecated": schema.get("deprecated", False),
            "union": bool(recovery and recovery.hidden_union),
            "has_children": bool(recovery and recovery.opaque) or bool(inner.get("properties")),
        }
        return found

    def fields(self, pointer: str, schema: dict[str, Any]) -> dict[str, tuple[str, Any]]:
        """The properties of an object, of an array's items or of a union's shown variant."""
        for step in ("", "/items", "/anyOf/0", "/items/anyOf/0"):
            inner = at(schema, step)
            if isinstance(inner, dict) and inner.get("properties"):
                required = inner.get("required", [])
                return {
                    name: (f"{pointer}{step}/properties/{name}", (field, name in required))
                    for name, field in inner["properties"].items()
                }
        return {}


def at(value: Any, steps: str) -> Any:
    """What stands below ``value``, ``None`` where there is nothing."""
    for step in steps.split("/")[1:]:
        try:
            value = value[int(step) if step.isdigit() else step]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def is_array(schema: dict[str, Any]) -> bool:
    types = schema.get("type")
    return types == "array" or (isinstance(types, list) and "array" in types)


def shown_type(schema: dict[str, Any]) -> str:
    def words(value: Any, joiner: str) -> str:
        return joiner.join(value) if isinstance(value, list) else value or ""

    shown = words(schema.get("type"), " | ")
    items = schema.get("items")
    if isinstance(items, dict) and items.get("type"):
        shown += f"[{words(items['type'], ',')}]"
    return shown


def compare(path: Path, recovered: Recovered) -> Iterator[Difference]:
    """Everything that differs between a page's truth and what was recovered."""
    for wanted in truth(path)["objects"]:
        heading = wanted["heading"]
        candidates = recovered.titled(heading)
        found = [list(differences(path, recovered, wanted, *each)) for each in candidates]
        if not found:
            yield Difference(path.stem, heading, "", "object", heading, None)
            continue
        yield from min(found, key=len)


def differences(
    path: Path, recovered: Recovered, wanted: dict[str, Any], pointer: str, schema: dict[str, Any]
) -> Iterator[Difference]:
    heading = wanted["heading"]
    own = recovered.described(pointer, schema)
    for what in ("type", "description", "enum", "pattern", "additional_properties"):
        if not same(what, wanted.get(what), own[what]):
            yield Difference(path.stem, heading, "", what, wanted.get(what), own[what])
    fields = recovered.fields(pointer, schema)
    names = [field["name"] for field in wanted["fields"]]
    for name in fields.keys() - set(names):
        yield Difference(path.stem, heading, name, "invented", None, name)
    for field in wanted["fields"]:
        name = field["name"]
        if name not in fields:
            yield Difference(path.stem, heading, name, "name", name, None)
            continue
        place, (shown, required) = fields[name]
        found = {**recovered.described(place, shown), "required": required}
        for what, value in found.items():
            if what == "default" and "default" in field:
                if not same_default(field["default"], value):
                    yield Difference(path.stem, heading, name, what, field["default"], value)
            elif what == "union":
                if bool(field.get("union")) != value:
                    yield Difference(path.stem, heading, name, what, field.get("union"), value)
            elif what != "default" and not same(what, field.get(what), value):
                yield Difference(path.stem, heading, name, what, field.get(what), value)


def same(what: str, expected: object, found: object) -> bool:
    if what == "description" and isinstance(found, str):
        return " ".join(str(expected or "").split()) == " ".join(found.split())
    return (expected or None) == (found or None) or expected is found


def same_default(expected: object, found: object) -> bool:
    return json.dumps(expected) == json.dumps(found) or str(expected) == str(found)


def load(paths: Sequence[Path]) -> tuple[Recovered, list[str]]:
    document, diagnostics = loaded(tuple(paths))
    return Recovered(document), [diagnostic.code for diagnostic in diagnostics]


@cache
def loaded(paths: tuple[Path, ...]) -> tuple[Document, tuple[Diagnostic, ...]]:
    """Pages are read once for all tests, which change nothing of them."""
    return reference_page.load([page(path) for path in paths])


def count_fields(paths: Sequence[Path]) -> int:
    return sum(len(each["fields"]) for path in paths for each in truth(path)["objects"])


SHORTFALLS: dict[str, str] = {}
"""What is not read right on the collapsed pages, each with its cause. There is nothing."""


def test_original_pages_are_read_without_a_fault() -> None:
    """Every name, type, required mark, enum value, description and marker is the truth's."""
    paths = pages_of("original")
    recovered, found = load(paths)
    assert [str(each) for path in paths for each in compare(path, recovered)] == []
    assert found == []


@pytest.mark.parametrize("folder", ["collapsed", "expanded-indent"])
def test_fields_of_other_pages_are_exactly_right(folder: str) -> None:
    """Nothing but the listed shortfalls differs from the truth, and all of those still do."""
    paths = pages_of(folder)
    wrong = {
        f"{each.object}.{each.field}: {each.what}"
        for path in paths
        for each in compare(path, load([path])[0])
        if each.what != "enum"
    }
    assert wrong == SHORTFALLS.keys()
    assert len(wrong) <= 0.005 * count_fields(paths)


def test_values_of_collapsed_pages_are_right_or_left_open() -> None:
    """No list of allowed values is split wrongly: it is the truth's or it is said to be open."""
    for path in pages_of("collapsed"):
        recovered, _ = load([path])
        open_ = {each.origin.pointer for each in reference_page.unsettled(recovered.document)}
        wrong = [each for each in compare(path, recovered) if each.what == "enum"]
        assert [str(each) for each in wrong if each.found is not None] == []
        assert len(wrong) <= len(open_)


@pytest.mark.parametrize("folder", ["original", "collapsed", "expanded-flat", "expanded-indent"])
def test_every_line_is_claimed_once(folder: str) -> None:
    for path in pages_of(folder):
        claims = reference_page.claims(page(path))
        lines = path.read_text("utf-8").split("\n")
        expected = [number for number, line in enumerate(lines, 1) if line.strip()]
        assert [claim.line for claim in claims] == expected, path.name


def test_undecidable_nesting_is_said() -> None:
    """On flat pages, an object that differs from the truth in its fields is always told of."""
    for path in pages_of("expanded-flat"):
        document, found = loaded((path,))
        recovered = Recovered(document)
        lines = {
            each.origin.position.line for each in found if each.code == "page/undecidable-nesting"
        }
        told = {
            claim.pointer.split("/")[3]
            for claim in reference_page.claims(page(path))
            if claim.line in lines
        }
        wrong = {
            each.object for each in compare(path, recovered) if each.what in ("name", "invented")
        }
        titles = {key: schema["title"] for key, schema in recovered.schemas.items()}
        assert wrong <= {titles[key] for key in told}, path.name


def test_a_closed_page_settles_the_nesting_of_a_flat_one() -> None:
    """With a collapsed page beside it, a flat page's fields are all where they belong."""
    for flat, closed in zip(pages_of("expanded-flat"), pages_of("collapsed"), strict=True):
        recovered, found = load([flat, closed])
        wrong = [
            str(each) for each in compare(closed, recovered) if each.what in ("name", "invented")
        ]
        assert wrong == []
        assert "page/contradiction" not in found


def test_overlapping_pages_are_one() -> None:
    """A page read twice gives what it gives once, without a finding."""
    path = pages_of("original")[0]
    again = Source("again.txt", "file:///again.txt", SourceKind.PAGE, page(path).text)
    once, _ = reference_page.load([page(path)])
    twice, found = reference_page.load([page(path), again])
    assert once.value == twice.value
    assert found == ()


@pytest.mark.parametrize("name", ["openapi30", "openapi31", "openapi31-depth4"])
def test_every_form_of_the_features_is_claimed(name: str) -> None:
    path = shared_path("dialects", "features", f"{name}.txt")
    _, found = loaded((path,))
    assert [each.message for each in found if each.code == "page/unclaimed-line"] == []


def test_operations_tell_where_null_is_allowed() -> None:
    """A schema page of OpenAPI 3.0 shows no nullability; the operation of the same site does."""
    recovered, _ = load([shared_path("dialects", "features", "openapi30.txt")])
    fields = recovered.schemas["A01Scalars"]["properties"]
    assert fields["nullable_str"]["type"] == ["string", "null"]
    assert fields["ro"] == {"type": "string", "description": "Read only.", "readOnly": True}
    assert recovered.schemas["A05Arrays"]["properties"]["nullable_arr"]["type"] == ["array", "null"]


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("kong-kongair-Passenger", 3),
        ("kong-openai-ListAuditLogsResponse", 5),
        ("kong-openai-CompletionUsage-head", 5),
        ("kong-openai-Model-head", 4),
        ("kong-openai-OtherChunkingStrategy-head", 3),
    ],
)
def test_live_pages_are_claimed_line_by_line(name: str, count: int) -> None:
    recovered, found = load([shared_path("dialects", "samples", f"{name}.txt")])
    assert len(recovered.schemas) == count
    assert "page/unclaimed-line" not in found


def test_pages_that_are_kept_say_what_they_said() -> None:
    operations = [shared_path("dialects", "features", "openapi30.txt")]
    for paths in (*map(pages_of, ("original", "collapsed", "expanded-flat")), operations):
        sources, kept = [*map(page, paths)], Memory()
        read = reference_page.load(sources)
        assert reference_page.load(sources, kept) == read
        assert reference_page.load(sources, kept) == read


def test_a_page_that_lost_its_names_is_refused() -> None:
    name = "kong-openai-BatchRequestOutput-trafilatura-degraded-head.txt"
    with pytest.raises(InputError) as refused:
        load([shared_path("dialects", "samples", name)])
    assert [each.code for each in refused.value.diagnostics] == ["page/degraded"]


def test_pages_of_other_renderers_are_refused() -> None:
    """None of the other dialects is read by the wrong rules."""
    samples = shared_path("dialects", "samples").glob("*.txt")
    others = [path for path in samples if not path.name.startswith("kong-")]
    assert len(others) > 20
    for path in others:
        with pytest.raises(InputError) as refused:
            load([path])
        assert [each.code for each in refused.value.diagnostics] == ["page/unknown-dialect"]
