"""The schemas of the JSON Schema test suite as models and as exported documents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from corpora import DRAFTS, read_json, remotes, suite_files
from shapes import fits
from typewright.checks.interpreter import is_valid
from typewright.export import to_json_schema
from typewright.loaders import json_schema
from typewright.loaders.dialects import named_dialect
from typewright.model import Definition, Model
from typewright.passes import run
from typewright.source import Document

pytestmark = pytest.mark.corpus


Case = tuple[str, Any, Model]
"""The name of a case, the case, and the model of its schema."""


def cases() -> Iterator[Case]:
    others = [Document(uri, value) for uri, value in remotes().items()]
    for draft, uri in DRAFTS.items():
        dialect = named_dialect(uri)
        assert dialect is not None
        for path in suite_files(draft):
            for case in read_json(path):
                document = Document("memory:/schema", case["schema"])
                graph, _ = json_schema.load(document, others, default=dialect)
                model, _ = run(graph)
                yield f"{draft} {path.stem}: {case['description']}", case, model


@pytest.fixture(scope="module")
def suite() -> list[Case]:
    """All cases with their models, which no test changes."""
    return list(cases())


def root(model: Model) -> Definition:
    return next(one for one in model.definitions.values() if one.schema == "memory:/schema#")


def test_every_valid_instance_fits_the_shape(suite: list[Case]) -> None:
    misfits = [
        (name, test["description"])
        for name, case, model in suite
        for test in case["tests"]
        if test["valid"] and not fits(model, root(model).shape, test["data"])
    ]
    assert misfits == []


def test_models_and_what_is_exported_of_them_have_the_verdicts_of_the_suite(
    suite: list[Case],
) -> None:
    others = []
    for name, case, model in suite:
        graph, _ = json_schema.load(Document("memory:/exported", to_json_schema(model)))
        reread, _ = run(graph)
        key = root(model).key
        for test in case["tests"]:
            for one in (model, reread):
                check = one.checks[one[key].schema]
                if is_valid(check, test["data"], one.checks) != test["valid"]:
                    others.append((name, test["description"]))
    assert others == []
