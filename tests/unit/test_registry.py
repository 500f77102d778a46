"""Targets are found by name, the built-in ones without loading any other."""

from __future__ import annotations

import subprocess
import sys

import pytest

from typewright.targets import registry


def test_the_built_in_targets_are_there() -> None:
    assert {"python", "pydantic"} <= set(registry.names())
    assert registry.find("python").name == "python"


def test_an_unknown_target_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        registry.find("cobol")


def test_asking_for_names_loads_no_target() -> None:
    program = (
        "import sys; from typewright.targets import registry; registry.names();"
        "sys.exit(any(name.startswith('typewright.targets.python') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
