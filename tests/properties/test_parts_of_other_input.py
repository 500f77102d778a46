"""Runs over a part where some objects are chosen, of operations, and of several documents."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apis import ref
from editing import BARE, INNER, SCHEMAS, Schemas, description, edited
from reruns import Project

FIRST = {"Leaf", "Holder", "HolderInners", "discount", "Discount", "Open", "Closed", "Deep", "Lost"}
"""The definitions of the first document; those of the second refer to none of them but for one."""


def one(schemas: Schemas) -> Mapping[str, str]:
    """An API description."""
    return {"api.json": json.dumps(description(schemas), indent=1)}


def two(schemas: Schemas) -> Mapping[str, str]:
    """Two API descriptions."""
    first = {name: schema for name, schema in schemas.items() if name in FIRST}
    second = {name: schema for name, schema in schemas.items() if name not in FIRST}
    return {
        "api.json": json.dumps(description(first), indent=1),
        "more.json": json.dumps(description(second), indent=1),
    }


def files(schemas: Schemas, folder: str = "") -> Mapping[str, str]:
    """JSON Schema documents that refer to each other, of which one is a definition itself."""

    def home(name: str) -> str:
        return "leaf.json" if name == "Leaf" else "api.json" if name in FIRST else "more.json"

    def moved(schema: Any, name: str) -> Any:
        def reference(found: re.Match[str]) -> str:
            file = "" if home(found[1]) == home(name) else home(found[1])
            place = "" if found[1] == "Leaf" else f"/$defs/{found[1]}"
            return f'"$ref": "{file}#{place}{found[2]}"'

        pattern = r'"\$ref": "#/components/schemas/([^"/]+)([^"]*)"'
        return json.loads(re.sub(pattern, reference, json.dumps(schema)))

    documents: dict[str, Any] = {
        "api.json": {"title": "First", "$defs": {}},
        "leaf.json": moved({**schemas.get("Leaf", {}), "title": "Leaf"}, "Leaf"),
        "more.json": {"$defs": {}},
    }
    for name, schema in schemas.items():
        if name != "Leaf":
            documents[home(name)]["$defs"][name] = moved(schema, name)
    named = {"$id": f"https://example.com/{folder}/"} if folder else {}
    return {
        file: json.dumps({**{key: one + file for key, one in named.items()}, **document}, indent=1)
        for file, document in documents.items()
    }


BODIES: Schemas = {
    "request": {"type": "object", "properties": {"one": ref("One"), "inner": INNER}},
    "answer": {"type": "array", "items": {"enum": ["a", "b"]}, "description": "No object."},
    "shared": {"allOf": [ref("Two"), {"properties": {"n": {"default": "x"}}}]},
    "named": {**ref("Discount"), "description": "Words beside it."},
}
"""What stands in operations."""


def operations(schemas: Schemas) -> Mapping[str, str]:
    """An API description with operations, in which those of ``BODIES`` stand."""

    def content(name: str) -> Any:
        media = {"application/json": {"schema": schemas[name]}} if name in schemas else {}
        return {"description": "Words.", "content": {**media, "text/plain": {"schema": True}}}

    named = {name: schema for name, schema in schemas.items() if name not in BODIES}
    api = description(named)
    responses = {
        "200": content("answer"),
        "400": {"$ref": "#/components/responses/Bad"},
        "500": content("named"),
    }
    post = {"operationId": "make", "requestBody": content("request"), "responses": responses}
    api["paths"] = {"/things/{id}": {"post": post, "get": {"responses": responses}}}
    api["components"]["responses"] = {"Bad": content("shared")}
    return {"api.json": json.dumps(api, indent=1)}


def schema(schemas: Schemas, **more: Any) -> Mapping[str, str]:
    """A JSON Schema document that holds definitions."""
    document = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": schemas, **more}
    text = json.dumps(document, indent=1)
    return {"api.json": text.replace("#/components/schemas/", "#/$defs/")}


def both(schemas: Schemas) -> Mapping[str, str]:
    """An API description and a JSON Schema document."""
    found = two(schemas)
    second = {name: schema for name, schema in schemas.items() if name not in FIRST}
    return {**found, "more.json": schema(second, title="More", minProperties=1)["api.json"]}


SITUATIONS: Mapping[str, tuple[Callable[[Schemas], Mapping[str, str]], Mapping[str, Any]]] = {
    "few objects and what they need": (one, {"include": ["Discount", "Pet", "Alone"]}),
    "some objects": (one, {"include": ["[A-H]*", "Gone"], "exclude": ["Dog", "New*"]}),
    "all but some": (one, {"exclude": ["H*", "Lost", "Deep", "Gone"]}),
    "JSON Schema": (schema, {}),
    "some of JSON Schema": (schema, {"include": ["[O-Z]*", "[a-d]*"]}),
    "two documents": (two, {}),
    "some of two documents": (two, {"include": ["Pet", "Discount", "Alone", "New"]}),
    "documents of two kinds": (both, {}),
    "files that refer to each other": (files, {}),
    "files with names of their own": (partial(files, folder="schemas"), {}),
    "operations": (operations, {"operations": True}),
    "some of operations": (operations, {"operations": True, "include": ["[a-z]*", "H*"]}),
}


def start(situation: str) -> Schemas:
    """What is there before any edit."""
    return {**SCHEMAS, **BODIES} if "operations" in situation else SCHEMAS


def project(folder: Path, situation: str, *options: str) -> Callable[[Schemas], bool]:
    """A project in a situation: what makes it of some schemas and tells whether of a part."""
    texts, asked = SITUATIONS[situation]
    made = Project(folder, *options, sources=[*texts({})], **asked)
    return lambda schemas: made.run_with(texts(schemas))


@pytest.mark.parametrize("situation", SITUATIONS)
def test_no_edit_makes_a_part_show(folder: Path, situation: str, long: bool) -> None:
    parts: list[bool] = []

    @settings(
        max_examples=16 if long else 1,
        derandomize=True,  # every run tries the same edits, so that none is stopped by a new find
        suppress_health_check=list(HealthCheck),
    )
    @given(st.integers(0, 1 << 32), st.sampled_from(((), BARE)))
    def law(seed: int, options: tuple[str, ...]) -> None:
        chance, first = random.Random(f"{seed} {situation}"), start(situation)  # noqa: S311
        schemas = first
        run = project(folder, situation, *options)
        run(schemas)
        for _ in range(6 if long else 5):
            schemas = edited(schemas if chance.random() < 0.7 else first, chance)
            parts.append(run(schemas))

    law()
    assert not long or sum(parts) > len(parts) / 6


@pytest.mark.parametrize("situation", SITUATIONS)
@pytest.mark.parametrize("name", ["Two", "Discount", "Alone"])
def test_an_edit_of_one_schema_takes_a_part(folder: Path, situation: str, name: str) -> None:
    run, first = project(folder, situation), start(situation)
    assert not run(first)
    assert run({**first, name: {**first[name], "description": "Words.", "minLength": 1}})
    assert run(first)


def test_what_is_chosen_by_an_edit_takes_no_part_that_lacks_it(folder: Path) -> None:
    run = project(folder, "few objects and what they need")
    plain = {**SCHEMAS, "Far": INNER, "Lost": INNER}

    def needing(*names: str) -> Schemas:
        members = {name.lower(): ref(name) for name in names}
        return {**plain, "discount": {**SCHEMAS["discount"], "properties": members}}

    run(plain)
    assert not run(needing("Leaf", "Far"))  # which was there, but nothing had been made of it
    assert run({**needing("Leaf", "Far"), "Far": {**INNER, "description": "Words."}})
    assert not run(plain)
    assert run({**plain, "Far": {**INNER, "description": "Words."}})
    assert run({**needing("Leaf", "New"), "New": INNER})
    assert run(plain)


def test_an_edit_of_what_another_document_refers_to_takes_a_part(folder: Path) -> None:
    run = project(folder, "two documents")
    run(SCHEMAS)
    other = {"$ref": "more.json#/components/schemas/Alone"}
    elsewhere = {**SCHEMAS, "Leaf": {"type": "object", "properties": {"one": other}}}
    assert run(elsewhere)
    assert run({**elsewhere, "Alone": INNER})
    assert not run({**elsewhere, "Alone": {"$ref": "else.json"}})
    assert not run({**elsewhere, "Alone": {"$ref": "//[no:address"}})


@pytest.mark.parametrize("name", ["request", "answer", "shared"])
def test_an_edit_of_an_operation_takes_a_part(folder: Path, name: str) -> None:
    run, first = project(folder, "operations"), start("operations")
    run(first)
    assert run({**first, name: {**first[name], "description": "Other words.", "minLength": 1}})
    assert run({**first, name: {**INNER, "default": 1}})
    assert run({**first, "New": INNER, name: {"type": "array", "items": ref("New")}})


@pytest.mark.parametrize(
    "edit",
    [
        {"answer": ref("Leaf")},  # which is no definition any more
        {"named": INNER},
        {"named": ref("Gone")},
        {"named": ref("Holder/properties/inner")},
        {"answer get": INNER, "make request": INNER},  # names that operations want
        {"Leaf": {"$ref": "#/components/responses/Bad/content/application~1json/schema"}},
    ],
)
def test_what_changes_operations_takes_all(folder: Path, edit: Schemas) -> None:
    run, first = project(folder, "operations"), start("operations")
    run(first)
    assert not run({**first, **edit})
    run({**first, **edit, "One": INNER})
    run(first)
