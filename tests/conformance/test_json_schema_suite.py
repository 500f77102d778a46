"""The JSON Schema test suite, all drafts, through ``typewright.compile``: every required test
passes, and the optional ones but for those listed, each of which fails.

Those of formats are in ``test_formats_suite.py``.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from corpora import DRAFTS, SHORTFALLS, read_json, remotes, suite_files
from typewright import Validator
from typewright import compile as compile_schema

pytestmark = pytest.mark.corpus


class Failure(NamedTuple):
    """A test of the suite whose verdict differs from ours."""

    draft: str
    file: str
    test: str


def failures(draft: str, path: Path) -> Iterator[Failure]:
    for case in read_json(path):
        validator = compile_schema(case["schema"], dialect=DRAFTS[draft], resources=remotes())
        for test in case["tests"]:
            if not agrees(validator, test):
                yield Failure(draft, path.stem, test["description"])


def agrees(validator: Validator, test: Any) -> bool:
    verdict = validator.is_valid(test["data"])
    found = validator.issues(test["data"])
    assert verdict == (not found), "an invalid value has issues, a valid one has none"
    assert all(len(issue.message) < 300 for issue in found), "a message takes three lines at most"
    return verdict is test["valid"]


def run(draft: str, *parts: str) -> list[Failure]:
    return [failure for path in suite_files(draft, *parts) for failure in failures(draft, path)]


@pytest.mark.parametrize("draft", DRAFTS)
def test_every_required_test_passes(draft: str) -> None:
    assert run(draft) == []


@pytest.mark.parametrize("draft", DRAFTS)
def test_every_optional_test_passes_but_for_what_is_listed(draft: str) -> None:
    assert set(run(draft, "optional")) == {one for one in SHORTFALLS if one[0] == draft}
