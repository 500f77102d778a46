"""The JSON Schema test suite, draft 2020-12, through generated Python: both paths, each verdict."""

from __future__ import annotations

import json
from typing import Any

import pytest

from corpora import corpora_path, remotes
from packages import Codec, imported
from typewright import passes
from typewright.loaders import json_schema
from typewright.source import Document

pytestmark = pytest.mark.corpus

STEP = 8
"""Every so manieth case is tried, all of them with ``--long``."""


def cases() -> list[dict[str, Any]]:
    root = corpora_path("json-schema-test-suite", "tests", "draft2020-12")
    return [
        case
        for path in sorted(root.glob("*.json"))
        for case in json.loads(path.read_text(encoding="utf-8"))
    ]


def verdicts(codec: Codec, error: type[Exception], value: Any) -> tuple[bool, bool]:
    """What validation and reading say of a value."""
    try:
        codec.decode(value)
    except error:
        return not codec.validate(value), False
    return not codec.validate(value), True


def test_generated_code_gives_the_verdicts_of_the_suite(long: bool) -> None:
    others = remotes()
    for case in cases()[:: 1 if long else STEP]:
        graph, _ = json_schema.load(Document("memory:/schema", case["schema"]), others)
        model, _ = passes.run(graph)
        with imported(model) as package:
            codec = Codec(package, model, next(iter(model.definitions)))
            for test in case["tests"]:
                found = verdicts(codec, package.ValidationError, test["data"])
                assert found == (test["valid"],) * 2, (case["description"], test["description"])
