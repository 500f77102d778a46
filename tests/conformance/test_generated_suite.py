"""The JSON Schema test suite, all drafts, through generated Python: both paths, each verdict."""

from __future__ import annotations

from typing import Any

import pytest

from corpora import DRAFTS, SHORTFALLS, read_json, remotes, suite_files
from packages import Codec, imported
from typewright import passes
from typewright.loaders import json_schema
from typewright.loaders.dialects import named_dialect
from typewright.source import Document

pytestmark = pytest.mark.corpus

STEP = 32
"""Every so manieth case is tried, all of them with ``--long``."""


def verdicts(codec: Codec, error: type[Exception], value: Any) -> tuple[bool, bool]:
    """What validation and reading say of a value."""
    try:
        codec.decode(value)
    except error:
        return not codec.validate(value), False
    return not codec.validate(value), True


@pytest.mark.parametrize("draft", DRAFTS)
def test_generated_code_gives_the_verdicts_of_the_suite(draft: str, long: bool) -> None:
    others = [Document(uri, value) for uri, value in remotes().items()]
    dialect = named_dialect(DRAFTS[draft])
    assert dialect is not None
    cases = [
        (path.stem, case)
        for path in (*suite_files(draft), *suite_files(draft, "optional"))
        for case in read_json(path)
    ]
    for file, case in cases[:: 1 if long else STEP]:
        document = Document("memory:/schema", case["schema"])
        graph, _ = json_schema.load(document, others, default=dialect)
        model, _ = passes.run(graph)
        with imported(model) as package:
            codec = Codec(package, model, next(iter(model.definitions)))
            for test in case["tests"]:
                found = verdicts(codec, package.ValidationError, test["data"])
                valid = test["valid"] != ((draft, file, test["description"]) in SHORTFALLS)
                assert found == (valid,) * 2, (case["description"], test["description"])
