"""A run over a part of a description writes and says what a run over all of it does."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apis import ref
from corpora import corpora_path
from editing import BARE, INNER, SCHEMAS, WAYS, Schemas, description, edited, places
from reruns import Project
from typewright.source.documents import parse
from typewright.source.read import read

# --- laws ---------------------------------------------------------------------------------------

OPTIONS = (
    *((), BARE, (*BARE, "defaults=apply", "enums=strenum"), (*BARE, "formats=native")),
    *((*BARE, "strategies=true"), (*BARE, "strategies=true", "unknown_members=refuse")),
)


def test_no_edit_makes_a_part_show(folder: Path, long: bool) -> None:
    parts: list[bool] = []

    @settings(
        max_examples=24 if long else 3,
        derandomize=True,  # every run tries the same edits, so that none is stopped by a new find
        suppress_health_check=list(HealthCheck),
    )
    @given(st.integers(0, 1 << 32), st.sampled_from(OPTIONS))
    def law(seed: int, options: tuple[str, ...]) -> None:
        chance, schemas = random.Random(seed), SCHEMAS  # noqa: S311
        project = Project(folder, *options)
        project.run(description(schemas))
        for _ in range(5 if long else 4):
            schemas = edited(schemas if chance.random() < 0.8 else SCHEMAS, chance)
            parts.append(project.run(description(schemas)))

    law()
    assert not long or sum(parts) > len(parts) / 5


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("Leaf", {"description": "Words."}),
        ("Leaf", {"minLength": 1}),
        ("Holder", {"properties": {"inner": {**INNER, "required": ["n"]}, "more": INNER}}),
        ("Holder", {"properties": {}}),
        ("Two", {"properties": {"n": {"type": "integer"}, "leaf": ref("Leaf")}}),
        ("Cat", {"description": "Words."}),
        ("Cat", {"allOf": [ref("Animal"), {"properties": {}}]}),
        ("discount", {"required": ["leaf"]}),
        ("Discount", {"required": ["why"]}),
        ("Open", {"minProperties": 1}),
        ("Closed", {"maxProperties": 4}),
        ("Odd", {"minLength": 2}),
        ("Alone", {"maxItems": 4}),
    ],
)
def test_an_edit_of_one_schema_takes_a_part(folder: Path, name: str, more: Schemas) -> None:
    project = Project(folder)
    assert not project.run(description(SCHEMAS))
    assert project.run(description({**SCHEMAS, name: {**SCHEMAS[name], **more}}))
    assert project.run(description(SCHEMAS))


@pytest.mark.parametrize(
    "schemas",
    [
        {"New": {"type": "string"}},
        {"New": {"type": "object", "properties": {"inner": INNER, "leaf": ref("Leaf")}}},
        {"New": INNER, "Newer": {"type": "array", "items": ref("New")}},
        {"Gone": {"type": "object", "properties": {"x": {"enum": ["a", "b"]}}}},  # Lost needs it
        {"Fish": {"allOf": [ref("Two"), {"properties": {"fins": {"type": "integer"}}}]}},
        {"New": ref("Discount"), "Discount": {"$ref": "#/components/schemas/New"}},
        {"New": INNER, "Alone": {**ref("New"), "description": "Words."}},
    ],
)
def test_schemas_that_come_and_go_take_a_part(folder: Path, schemas: Schemas) -> None:
    project = Project(folder)
    project.run(description(SCHEMAS))
    assert project.run(description({**SCHEMAS, **schemas}))
    assert project.run(description(SCHEMAS))
    first = {name: one for name, one in schemas.items() if name not in SCHEMAS}
    assert project.run(description({**first, **SCHEMAS, **schemas}))


def test_a_module_that_is_made_anew_still_has_what_others_ask_for(folder: Path) -> None:
    """Two groups ask one for a function, another one asks the second; the first stops."""

    def asking(*more: Schemas) -> Schemas:
        other = {"allOf": [{**ref("discount"), **dict(*more)}]}
        string = {"type": "string", "properties": {"other": other}}
        return description({**SCHEMAS, "Never": {"allOf": [string, {"type": "integer"}]}})

    project = Project(folder, *BARE, "formats=native")
    project.run(asking())
    assert project.run(asking({"properties": {"extra": {"type": "strong"}}}))
    assert project.run(asking())


def test_a_name_that_is_taken_away_is_new_wherever_it_is_used(folder: Path) -> None:
    """What builds on others refers to what is inline there, though no schema of it does."""
    project = Project(folder)
    project.run(description(SCHEMAS))
    project.run(description({**SCHEMAS, "TwoMaybe": SCHEMAS["Two"]}))


def test_operations_take_none(folder: Path) -> None:
    """What nothing is made of may change, as long as no schema leads there."""
    answer = {"content": {"application/json": {"schema": ref("One")}}}
    paths = {"/a": {"get": {"responses": {"200": answer}}}}
    project = Project(folder)
    project.run(description(SCHEMAS))
    assert project.run({**description(SCHEMAS), "paths": paths})
    other = {"content": {"application/json": {"schema": {"$ref": "other.json"}}}}
    paths = {"/a": {"get": {"responses": {"200": other}}}}
    assert not project.run({**description(SCHEMAS), "paths": paths})
    schema = {"$ref": "#/paths/~1a/get/responses/200/content/application~1json/schema"}
    schemas = {**SCHEMAS, "Leaf": schema}
    for kind in ("string", "integer", "string"):
        answer = {"content": {"application/json": {"schema": {"type": kind}}}}
        paths = {"/a": {"get": {"responses": {"200": answer}}}}
        assert not project.run({**description(schemas), "paths": paths})


@pytest.mark.parametrize(
    ("name", "schema"),
    [
        ("HolderInner", INNER),  # a name that an inline object has
        ("leaf", INNER),
        ("Leaf", {"$ref": "other.json"}),
        ("Leaf", {"$dynamicAnchor": "word"}),
    ],
)
def test_what_concerns_others_takes_all(folder: Path, name: str, schema: Schemas) -> None:
    project = Project(folder)
    project.run(description(SCHEMAS))
    assert not project.run(description({**SCHEMAS, name: schema}))


@pytest.mark.corpus
@pytest.mark.parametrize("name", ["museum-3.1", "mistral-3.1", "docker-engine-1.55-swagger2"])
def test_no_edit_of_a_real_description_makes_a_part_show(
    folder: Path, name: str, long: bool
) -> None:
    if not long and name != "museum-3.1":
        pytest.skip("long: run with --long")
    value: Any = parse(read(str(corpora_path("openapi", f"{name}.yaml"))))[0].value
    schemas = value["components"]["schemas"] if "components" in value else value["definitions"]
    chance, project = random.Random(name), Project(folder)  # noqa: S311
    project.run(value)
    parts: list[bool] = []
    for _ in range(12 if long else 5):
        place = chance.choice([*places(schemas[chance.choice(list(schemas))])])
        chance.choice(WAYS[:-1])(place, chance)
        parts.append(project.run(value))
    assert sum(parts) > len(parts) / 3
