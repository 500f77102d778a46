"""What is deprecated is marked for type checkers and, where Python can, for those who run it."""

from __future__ import annotations

import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import pytest

from packages import emitted, imported, shaped_model, write

SCHEMA: dict[str, Any] = {
    "type": "object",
    "deprecated": True,
    "properties": {"deprecated": {"type": "string", "deprecated": True}, "b": {"type": "string"}},
}


def test_a_deprecated_class_is_reported_by_a_type_checker(tmp_path: Path) -> None:
    write(emitted(shaped_model(SCHEMA), "package").files, tmp_path)
    (tmp_path / "use.py").write_text("from package import Thing\n\nprint(Thing())\n")
    options = ["--strict", "--enable-error-code=deprecated", "--no-incremental", "--config-file="]
    result = subprocess.run(
        [sys.executable, "-m", "mypy", *options, "use.py"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "use.py:1: error: class package.models.thing.Thing is deprecated" in result.stdout


def test_reading_a_deprecated_object_warns_nobody() -> None:
    with imported(shaped_model(SCHEMA)) as package:
        thing = package.Thing.from_dict({"deprecated": "x"})
        assert thing.deprecated == "x"
        assert "Deprecated." in package.Thing.__doc__
        with warnings.catch_warnings(record=True) as found:
            warnings.simplefilter("always")
            package.Thing()
        assert len(found) == (sys.version_info >= (3, 13))


@pytest.mark.parametrize("deprecated", [True, False])
def test_only_packages_with_something_deprecated_know_the_mark(deprecated: bool) -> None:
    files = emitted(shaped_model({**SCHEMA, "deprecated": deprecated})).files
    assert ("typing_extensions" in files["package/_support.py"]) is deprecated
