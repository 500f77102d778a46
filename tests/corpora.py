"""Where the test data that is not ours lives."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from typewright.source import Document

ROOT = Path(__file__).resolve().parent.parent


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


def remotes() -> list[Document]:
    """The documents that the JSON Schema test suite's server would have at ``http://localhost:1234/``."""
    root = corpora_path("json-schema-test-suite", "remotes")
    return [
        Document(f"http://localhost:1234/{name}", json.loads(path.read_text("utf-8")))
        for path in sorted(root.rglob("*.json"))
        for name in [path.relative_to(root).as_posix()]
        if name.startswith("draft2020-12/") or not name.startswith(("draft", "v1"))
    ]
