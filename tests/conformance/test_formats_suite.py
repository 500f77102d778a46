"""The optional tests of the JSON Schema test suite about formats, of all drafts: all pass."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from corpora import corpora_path
from typewright.validator import compile as compile_schema

pytestmark = pytest.mark.corpus

DRAFTS = ["draft4", "draft6", "draft7", "draft2019-09", "draft2020-12"]


def files(draft: str) -> list[Path]:
    root = corpora_path("json-schema-test-suite", "tests", draft, "optional", "format")
    return sorted(root.glob("*.json"))


def is_passed(schema: dict[str, Any], test: dict[str, Any]) -> bool:
    # What these schemas say, they say in all drafts.
    plain = {name: value for name, value in schema.items() if name != "$schema"}
    validator = compile_schema(plain, formats="assert")
    verdict = validator.is_valid(test["data"])
    assert verdict == (not validator.issues(test["data"]))
    return verdict is test["valid"]


@pytest.mark.parametrize("draft", DRAFTS)
def test_every_format_is_told(draft: str) -> None:
    failed = [
        (path.stem, case["description"], test["description"])
        for path in files(draft)
        for case in json.loads(path.read_text("utf-8"))
        for test in case["tests"]
        if not is_passed(case["schema"], test)
    ]
    assert failed == []
