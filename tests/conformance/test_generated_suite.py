"""The JSON Schema test suite, all drafts, through generated Python: both paths, each verdict.

Then all of it once more, compiled.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from compilers import compiled_together, need_compiler
from corpora import DRAFTS, SHORTFALLS, read_json, remotes, suite_files
from instances import odd
from packages import Codec, emitted, imported
from typewright import passes
from typewright.loaders import json_schema
from typewright.loaders.dialects import named_dialect
from typewright.model import Model
from typewright.source import Document

pytestmark = pytest.mark.corpus

STEP = 32
"""Every so manieth case is tried, all of them with ``--long``."""

COMPILED_STEP = 1
"""The same of what is compiled, with ``--long``."""


def verdicts(codec: Codec, error: type[Exception], value: Any) -> tuple[bool, bool]:
    """What validation and reading say of a value."""
    try:
        codec.decode(value)
    except error:
        return not codec.validate(value), False
    return not codec.validate(value), True


def models(draft: str, step: int) -> Iterator[tuple[str, dict[str, Any], Model]]:
    """Every so manieth case of a draft, with its file and its model."""
    others = [Document(uri, value) for uri, value in remotes().items()]
    dialect = named_dialect(DRAFTS[draft])
    assert dialect is not None
    cases = [
        (path.stem, case)
        for path in (*suite_files(draft), *suite_files(draft, "optional"))
        for case in read_json(path)
    ]
    for file, case in cases[::step]:
        document = Document("memory:/schema", case["schema"])
        graph, _ = json_schema.load(document, others, default=dialect)
        yield file, case, passes.run(graph)[0]


def judge(draft: str, file: str, case: dict[str, Any], model: Model, package: ModuleType) -> None:
    """Compares the verdicts of a package with those of the suite, on plain data and on instances
    of subclasses that stand for it.
    """
    codec = Codec(package, model, next(iter(model.definitions)))
    for test in case["tests"]:
        valid = test["valid"] != ((draft, file, test["description"]) in SHORTFALLS)
        for value in (test["data"], odd(test["data"])):
            found = verdicts(codec, package.ValidationError, value)
            assert found == (valid,) * 2, (case["description"], test["description"])


@pytest.mark.parametrize("draft", DRAFTS)
def test_generated_code_gives_the_verdicts_of_the_suite(draft: str, long: bool) -> None:
    for file, case, model in models(draft, 1 if long else STEP):
        with imported(model) as package:
            judge(draft, file, case, model, package)


@pytest.mark.parametrize("draft", DRAFTS)
def test_compiled_code_gives_the_verdicts_of_the_suite(
    draft: str, long: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    need_compiler()
    monkeypatch.setenv("CFLAGS", "-O0")  # compiling takes the time here
    cases = list(models(draft, COMPILED_STEP if long else STEP * 8))
    files = {
        f"case_{i}": emitted(model, f"case_{i}", compiled=True).files
        for i, (_, _, model) in enumerate(cases)
    }
    with compiled_together(files, tmp_path) as packages:
        for name, (file, case, model) in zip(files, cases, strict=True):
            judge(draft, file, case, model, packages[name])
            assert importlib.import_module(f"{packages[name].__name__}._extension").COMPILED
