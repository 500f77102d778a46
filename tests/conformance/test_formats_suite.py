"""The optional tests of the JSON Schema test suite about formats, of all drafts: all pass."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from corpora import corpora_path
from packages import Codec, imported
from schemas import graph_of
from typewright import passes
from typewright.validator import compile as compile_schema

pytestmark = pytest.mark.corpus

DRAFTS = ["draft4", "draft6", "draft7", "draft2019-09", "draft2020-12"]


def files(draft: str) -> list[Path]:
    root = corpora_path("json-schema-test-suite", "tests", draft, "optional", "format")
    return sorted(root.glob("*.json"))


def cases(draft: str) -> list[tuple[str, dict[str, Any]]]:
    """Each case of a draft with its name."""
    return [
        (f"{path.stem}: {case['description']}", case)
        for path in files(draft)
        for case in json.loads(path.read_text("utf-8"))
    ]


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
        (name, test["description"])
        for name, case in cases(draft)
        for test in case["tests"]
        if not is_passed(case["schema"], test)
    ]
    assert failed == []


def test_every_format_is_told_by_generated_code() -> None:
    wanted: dict[str, list[tuple[str, Any]]] = {}
    for draft in DRAFTS:
        for name, case in cases(draft):
            wanted.setdefault(case["schema"]["format"], []).append((f"{draft} {name}", case))
    for format_, found in wanted.items():
        model, _ = passes.run(graph_of({"format": format_}, "Thing"), formats="assert")
        with imported(model) as package:
            codec = Codec(package, model, "Thing")
            failed = [
                (name, test["description"])
                for name, case in found
                for test in case["tests"]
                if verdicts(codec, package.ValidationError, test["data"]) != {test["valid"]}
            ]
        assert failed == []


def verdicts(codec: Codec, error: type[Exception], value: Any) -> set[bool]:
    """What validation and reading say of a value."""
    try:
        codec.decode(value)
    except error:
        return {False, not codec.validate(value)}
    return {True, not codec.validate(value)}
