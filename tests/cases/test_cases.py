"""Golden cases: each folder here holds an input and what the whole pipeline makes of it.

``<case>/input/`` holds the sources, and overlays in files called ``overlay*.yaml``.
``<case>/output/`` holds what is particular to the case: the recovered description and the package
without the files that are the same for all. ``<case>/diagnostics.txt`` holds all findings as text.
``pytest tests/cases --record`` writes both anew; look at the difference before you commit it.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import typewright
from typewright.diagnostics import Diagnostic, InputError
from typewright.diagnostics.text import render
from typewright.export import to_openapi

HERE = Path(__file__).parent
CASES = sorted(path.parent for path in HERE.glob("*/input"))
SAME_FOR_ALL = re.compile(r"_(?:support|writing)\.py$|py\.typed$|/tests/")


@dataclass(frozen=True)
class Outcome:
    """What became of a case's input."""

    diagnostics: str
    files: Mapping[str, str]


def run(case: Path, monkeypatch: pytest.MonkeyPatch) -> Outcome:
    """The whole pipeline on one case, in whose folder ``input`` the file names are relative."""
    monkeypatch.chdir(case / "input")
    names = sorted(os.listdir())
    overlays = [name for name in names if name.startswith("overlay")]
    found: list[Diagnostic] = []
    files: dict[str, str] = {}
    try:
        model = typewright.load(
            *(name for name in names if name not in overlays),
            overlays=overlays,
            report=found.append,
        )
        package = typewright.generate(model, package="example", report=found.append)
        exported = json.dumps(without_readings(to_openapi(model)), indent=2, ensure_ascii=False)
        files["openapi.json"] = f"{exported}\n"
        files |= {path: text for path, text in package.items() if not SAME_FOR_ALL.search(path)}
    except InputError as error:
        found.extend(error.diagnostics)
    return Outcome("".join(f"{render(one)}\n" for one in found), files)


def without_readings(value: Any) -> Any:
    """An exported document without the other readings of glued text, whose confidence is measured
    elsewhere.
    """
    if isinstance(value, dict):
        return {name: without_readings(part) for name, part in value.items() if name != "splits"}
    return [without_readings(part) for part in value] if isinstance(value, list) else value


def recorded(case: Path) -> Outcome:
    """What is written down for a case."""
    output = case / "output"
    return Outcome(
        (case / "diagnostics.txt").read_text(encoding="utf-8"),
        {
            path.relative_to(output).as_posix(): path.read_bytes().decode()
            for path in sorted(output.rglob("*"))
            if path.is_file()
        },
    )


def write(case: Path, outcome: Outcome) -> None:
    """Writes down what became of a case."""
    output = case / "output"
    for path in sorted(output.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    (case / "diagnostics.txt").write_text(outcome.diagnostics, encoding="utf-8")
    for name, text in outcome.files.items():
        target = output / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Path, record: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    outcome = run(case, monkeypatch)
    if record:
        write(case, outcome)
    wanted = recorded(case)
    assert outcome.diagnostics == wanted.diagnostics
    assert sorted(outcome.files) == sorted(wanted.files)
    for name, text in outcome.files.items():
        assert text == wanted.files[name], f"{name} is not what is recorded"
    assert run(case, monkeypatch) == outcome, "a second run makes something else"
