"""The JSON Schema test suite, draft 2020-12: every required test passes, and every optional one;
those of formats are in ``test_formats_suite.py``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from corpora import corpora_path, remotes
from typewright.checks.interpreter import is_valid, issues
from typewright.checks.lower import FormatPolicy, lower_all
from typewright.loaders import json_schema
from typewright.schema import SchemaId
from typewright.source import Document

pytestmark = pytest.mark.corpus

ROOT = SchemaId("memory:/schema#")


class Failure(NamedTuple):
    """A test of the suite whose verdict differs from ours."""

    file: str
    case: str
    test: str


def failures(path: Path, formats: FormatPolicy, others: list[Document]) -> Iterator[Failure]:
    for case in json.loads(path.read_text("utf-8")):
        graph, _ = json_schema.load(Document("memory:/schema", case["schema"]), others)
        checks = lower_all(graph, [ROOT], formats=formats)
        for test in case["tests"]:
            if not agrees(checks, test):
                yield Failure(path.stem, case["description"], test["description"])


def agrees(checks: Any, test: Any) -> bool:
    verdict = is_valid(checks[ROOT], test["data"], checks)
    found = issues(checks[ROOT], test["data"], checks)
    assert verdict == (not found), "an invalid value has issues, a valid one has none"
    assert all(len(issue.message) < 300 for issue in found), "a message takes three lines at most"
    return verdict is test["valid"]


def run(*parts: str, formats: FormatPolicy = "annotate") -> list[Failure]:
    root = corpora_path("json-schema-test-suite", "tests", "draft2020-12", *parts)
    others = remotes()
    return [
        failure
        for path in sorted(root.glob("*.json"))
        for failure in failures(
            path, "assert" if path.stem == "format-assertion" else formats, others
        )
    ]


def test_every_required_test_passes() -> None:
    assert run() == []


def test_every_optional_test_passes() -> None:
    assert run("optional") == []
