"""The JSON Schema test suite, draft 2020-12: every required test passes, and the optional ones but
for those listed here, each of which fails.
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

UNTESTED_FORMATS = {"idn-email", "idn-hostname", "iri", "iri-reference", "uri-template"}
"""Formats that are not asserted: a value of them is never refused."""

CONTEXT_RULES = "validation of A-label (punycode) host names"
SHORTFALLS = {
    ("hostname", CONTEXT_RULES, test): "the tables of IDNA 2008 are not in the standard library"
    for test in (
        "contains illegal char U+302E Hangul single dot tone mark",
        "Exceptions that are DISALLOWED, right-to-left chars",
        "Exceptions that are DISALLOWED, left-to-right chars",
        "MIDDLE DOT with no preceding 'l'",
        "MIDDLE DOT with nothing preceding",
        "MIDDLE DOT with no following 'l'",
        "MIDDLE DOT with nothing following",
        "Greek KERAIA not followed by Greek",
        "Greek KERAIA not followed by anything",
        "Hebrew GERESH not preceded by Hebrew",
        "Hebrew GERESH not preceded by anything",
        "Hebrew GERSHAYIM not preceded by Hebrew",
        "Hebrew GERSHAYIM not preceded by anything",
        "KATAKANA MIDDLE DOT with no Hiragana, Katakana, or Han",
        "KATAKANA MIDDLE DOT with no other characters",
        "Arabic-Indic digits mixed with Extended Arabic-Indic digits",
        "ZERO WIDTH JOINER not preceded by Virama",
        "ZERO WIDTH JOINER not preceded by anything",
    )
}
"""Optional tests that fail, and why."""


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


def test_formats_are_told_apart_but_for_what_is_listed() -> None:
    found = run("optional", "format", formats="assert")
    tested = {failure for failure in found if failure.file not in UNTESTED_FORMATS}
    assert tested == set(SHORTFALLS), "a new failure, or one listed that passes now"
    assert {failure.file for failure in found} - {"hostname"} == UNTESTED_FORMATS
