"""A run loads what its input and its options need, and nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

OPTIONAL = {
    "loaders.reference_page": "reference pages",
    "loaders.overlay": "overlays",
    "loaders.openapi": "descriptions",
    "loaders.json_schema": "JSON Schemas",
    "targets.python.strategies": "strategies",
    "source.fetch": "servers",
}
"""Modules of ours that some runs do without, and what for."""

HEAVY = {"hypothesis", "black", "jsonpath", "urllib.request", "importlib.metadata", "symspellpy"}
"""Modules of others that a run with one plain source does without."""

PROGRAM = """
import sys
from typewright.cli.commands import cli
try: cli.main(["generate", "--no-cache", *sys.argv[1:]])
finally: print(*sys.modules)
"""


@pytest.mark.parametrize(
    ("source", "arguments", "needed"),
    [
        ({"type": "object"}, [], {"JSON Schemas"}),
        (
            {
                "openapi": "3.1.0",
                "info": {"title": "t", "version": "1"},
                "components": {"schemas": {"A": {"type": "object"}}},
            },
            ["--option", "strategies=true"],
            {"descriptions", "strategies"},
        ),
    ],
)
def test_what_no_source_needs_is_not_loaded(
    tmp_path: Path, source: object, arguments: list[str], needed: set[str]
) -> None:
    (tmp_path / "thing.json").write_text(json.dumps(source))
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, "thing.json", *arguments],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(run.stdout.split())
    assert {OPTIONAL[name] for name in OPTIONAL if f"typewright.{name}" in loaded} == needed
    assert not HEAVY & loaded
