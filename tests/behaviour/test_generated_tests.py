"""The generated tests pass and the generated factories make something, whatever is described and
whatever is chosen.
"""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import typewright
from packages import imported, shaped_model, write

SCHEMAS: dict[str, dict[str, Any]] = {
    "no_date": {"type": "string", "format": "date", "enum": ["today", "never"]},
    "no_date_inside": {
        "type": "object",
        "required": ["day"],
        "properties": {"day": {"type": "string", "format": "date", "pattern": "^x"}},
    },
    "some_members": {"type": "object", "properties": {"a": True}, "minProperties": 2},
    "needed_members": {
        "oneOf": [
            {"type": "object", "properties": {"a": True}, "additionalProperties": False},
            {"type": "object", "required": ["a"]},
        ]
    },
}
CHOICES: list[dict[str, str]] = [
    {},
    {"formats": "native"},
    {"unknown_members": "drop"},
    {"unknown_members": "refuse"},
]


def test_generated_tests_pass(tmp_path: Path) -> None:
    for name, schema in SCHEMAS.items():
        for number, options in enumerate(CHOICES):
            files = typewright.generate(shaped_model(schema), package=f"{name}{number}", **options)
            write(files, tmp_path)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "."]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:]


@pytest.mark.parametrize("options", CHOICES, ids=str)
@pytest.mark.parametrize("name", SCHEMAS)
def test_there_are_factories_for_what_can_be_read(name: str, options: dict[str, str]) -> None:
    model = shaped_model(SCHEMAS[name])
    with imported(model, **options) as package:
        factories = import_module(f"{package.__name__}.factories")
        made = [each for each in factories.__all__ if getattr(factories, each)() is not None]
    assert made or options
