"""The schemas of the JSON Schema test suite as models and as exported documents."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from corpora import corpora_path, remotes
from shapes import fits
from typewright.checks.interpreter import is_valid
from typewright.export import to_json_schema
from typewright.loaders import json_schema
from typewright.model import Definition, Model
from typewright.passes import run
from typewright.source import Document

pytestmark = pytest.mark.corpus


def cases() -> Iterator[tuple[str, Any, Model]]:
    others = remotes()
    root = corpora_path("json-schema-test-suite", "tests", "draft2020-12")
    for path in sorted(root.glob("*.json")):
        for case in json.loads(path.read_text("utf-8")):
            graph, _ = json_schema.load(Document("memory:/schema", case["schema"]), others)
            model, _ = run(graph)
            yield f"{path.stem}: {case['description']}", case, model


def root(model: Model) -> Definition:
    return next(one for one in model.definitions.values() if one.schema == "memory:/schema#")


def test_every_valid_instance_fits_the_shape() -> None:
    misfits = [
        (name, test["description"])
        for name, case, model in cases()
        for test in case["tests"]
        if test["valid"] and not fits(model, root(model).shape, test["data"])
    ]
    assert misfits == []


def test_models_and_what_is_exported_of_them_have_the_verdicts_of_the_suite() -> None:
    others = []
    for name, case, model in cases():
        graph, _ = json_schema.load(Document("memory:/exported", to_json_schema(model)))
        reread, _ = run(graph)
        key = root(model).key
        for test in case["tests"]:
            for one in (model, reread):
                check = one.checks[one[key].schema]
                if is_valid(check, test["data"], one.checks) != test["valid"]:
                    others.append((name, test["description"]))
    assert others == []
