"""Published schemas accept what their authors call valid, and only that: through the interpreter,
and through what is generated, read as a run of the generator reads them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from corpora import DRAFTS, corpora_path, read_json, suite_files
from packages import Codec, imported
from typewright import passes
from typewright.checks.lower import FormatPolicy, lower_all
from typewright.loaders import json_schema
from typewright.source import Document
from typewright.validator import Validator
from typewright.validator import compile as compile_schema

pytestmark = pytest.mark.corpus

URI = "memory:/schema"
POLICIES: tuple[FormatPolicy, ...] = ("annotate", "assert")


def folders() -> list[Path]:
    """The published schemas that come with instances."""
    found = sorted(path.parent for path in corpora_path("json-schemas").glob("*/cases.json"))
    return [folder for folder in found if read_json(folder / "cases.json")["cases"]]


def cases(folder: Path, *, on_formats: bool) -> Iterator[tuple[str, Any, bool]]:
    """The name, the data and the author's verdict of the instances whose verdict depends on formats
    being tested, or of the others.
    """
    for case in read_json(folder / "cases.json")["cases"]:
        if (case.get("disputed") == "format only") is on_formats:
            yield case["file"], case["data"], case["valid"]


def test_examples_are_judged_as_their_authors_do(long: bool) -> None:
    judged = 0
    for folder in folders():
        refs = read_json(folder / "cases.json").get("refs", {})
        resources = [Document(uri, read_json(folder / path)) for uri, path in refs.items()]
        graph, _ = json_schema.load(Document(URI, read_json(folder / "schema.json")), resources)
        model, _ = passes.run(graph)
        root = next(one for one in model.definitions.values() if one.schema == f"{URI}#")
        for formats in POLICIES:
            checks = lower_all(model.graph, [root.schema], formats=formats)
            validator = Validator(checks[root.schema], checks)
            for name, value, verdict in cases(folder, on_formats=formats == "assert"):
                assert validator.is_valid(value) is verdict, (folder.name, name)
                assert bool(validator.issues(value)) is not verdict, (folder.name, name)
                judged += 1
        if long:
            with imported(model) as package:
                codec = Codec(package, model, root.key)
                for name, value, verdict in cases(folder, on_formats=False):
                    assert bool(codec.validate(value)) is not verdict, (folder.name, name)
                    assert reads(codec, package, value) is verdict, (folder.name, name)
    assert judged > 500


def reads(codec: Codec, package: Any, value: Any) -> bool:
    try:
        codec.decode(value)
    except package.ValidationError:
        return False
    return True


@pytest.mark.parametrize("draft", DRAFTS)
def test_the_meta_schema_accepts_every_schema_of_the_test_suite(draft: str) -> None:
    meta = compile_schema({"$ref": DRAFTS[draft]})
    for path in [*suite_files(draft), *suite_files(draft, "optional")]:
        for case in read_json(path):
            assert meta.issues(case["schema"]) == [], case["description"]
