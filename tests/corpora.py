"""Where the test data that is not ours lives."""

from __future__ import annotations

import functools
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent

_CONTENT = "the content of a string is an annotation, and not tested"
SHORTFALLS = {
    ("draft4", "zeroTerminatedFloats", "a float is not an integer even without fractional part"): (
        "1.0 and 1 are one number, as in all later drafts"
    ),
    **{
        ("draft7", "content", test): _CONTENT
        for test in (
            "an invalid JSON document",
            "an invalid base64 string (% is not a valid character)",
            "a validly-encoded invalid JSON document",
            "an invalid base64 string that is valid JSON",
        )
    },
}
"""Optional tests of the JSON Schema test suite that fail, by draft, file and test, and why."""


def corpora_path(*parts: str) -> Path:
    """A path below the corpora that ``TYPEWRIGHT_CORPORA`` names (default ``../shared/corpora``).

    Skips the calling test when it is not there, and fails it under ``CI=true``.
    """
    root = Path(os.environ.get("TYPEWRIGHT_CORPORA") or ROOT.parent / "shared" / "corpora")
    path = root.joinpath(*parts)
    if not path.exists():
        reason = f"no test data at {path}: set TYPEWRIGHT_CORPORA to the folder of the corpora"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return path


def shared_path(*parts: str) -> Path:
    """A path beside the corpora: ``dialects`` and ``security`` lie there."""
    path = corpora_path().parent.joinpath(*parts)
    if not path.exists():
        reason = f"no test data at {path}"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return path


DRAFTS = {
    "draft4": "http://json-schema.org/draft-04/schema#",
    "draft6": "http://json-schema.org/draft-06/schema#",
    "draft7": "http://json-schema.org/draft-07/schema#",
    "draft2019-09": "https://json-schema.org/draft/2019-09/schema",
    "draft2020-12": "https://json-schema.org/draft/2020-12/schema",
}
"""The folders of the JSON Schema test suite, and the meta-schema of the draft that each is for."""


@functools.cache
def remotes() -> Mapping[str, Any]:
    """The documents that the JSON Schema test suite's server would have, by URI."""
    root = corpora_path("json-schema-test-suite", "remotes")
    return {
        f"http://localhost:1234/{path.relative_to(root).as_posix()}": read_json(path)
        for path in sorted(root.rglob("*.json"))
    }


def suite_files(draft: str, *parts: str) -> list[Path]:
    """The files of the JSON Schema test suite for a draft: the required tests, or a folder."""
    folder = corpora_path("json-schema-test-suite", "tests", draft, *parts)
    return sorted(folder.glob("*.json"))


def read_json(path: Path) -> Any:
    """What a JSON file holds."""
    return json.loads(path.read_text("utf-8"))
