"""Runs over a part where some objects are chosen, of JSON Schema, and of several documents."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping
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
}


def project(folder: Path, situation: str, *options: str) -> Callable[[Schemas], bool]:
    """A project in a situation: what makes it of some schemas and tells whether of a part."""
    texts, asked = SITUATIONS[situation]
    made = Project(folder, *options, sources=[*texts({})], **asked)
    return lambda schemas: made.run_with(texts(schemas))


@pytest.mark.parametrize("situation", SITUATIONS)
def test_no_edit_makes_a_part_show(tmp_path: Path, situation: str, long: bool) -> None:
    parts: list[bool] = []

    @settings(
        max_examples=16 if long else 1,
        derandomize=True,  # every run tries the same edits, so that none is stopped by a new find
        suppress_health_check=list(HealthCheck),
    )
    @given(st.integers(0, 1 << 32), st.sampled_from(((), BARE)))
    def law(seed: int, options: tuple[str, ...]) -> None:
        chance, schemas = random.Random(f"{seed} {situation}"), SCHEMAS  # noqa: S311
        run = project(tmp_path, situation, *options)
        run(schemas)
        for _ in range(6 if long else 5):
            schemas = edited(schemas if chance.random() < 0.7 else SCHEMAS, chance)
            parts.append(run(schemas))

    law()
    assert not long or sum(parts) > len(parts) / 6


@pytest.mark.parametrize("situation", SITUATIONS)
@pytest.mark.parametrize("name", ["Two", "Discount", "Alone"])
def test_an_edit_of_one_schema_takes_a_part(tmp_path: Path, situation: str, name: str) -> None:
    run = project(tmp_path, situation)
    assert not run(SCHEMAS)
    assert run({**SCHEMAS, name: {**SCHEMAS[name], "description": "Words.", "minLength": 1}})
    assert run(SCHEMAS)


def test_what_is_chosen_by_an_edit_takes_no_part_that_lacks_it(tmp_path: Path) -> None:
    run = project(tmp_path, "few objects and what they need")
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


def test_a_reference_into_the_other_document_takes_all(tmp_path: Path) -> None:
    run = project(tmp_path, "two documents")
    run(SCHEMAS)
    other = {"$ref": "more.json#/components/schemas/One"}
    elsewhere = {**SCHEMAS, "Leaf": {"type": "object", "properties": {"one": other}}}
    assert not run(elsewhere)
    assert not run({**elsewhere, "One": INNER})
