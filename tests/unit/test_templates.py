"""Templates are compiled once, and again when they, or what compiles them, have changed."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import CodeType
from typing import Any

import jinja2
import pytest

from typewright.render import environment, render


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of templates, in which Python may keep what it has compiled."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    monkeypatch.setattr(environment, "template_folder", lambda: tmp_path)
    monkeypatch.setattr(environment, "_template", environment._template.__wrapped__)
    return tmp_path


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The templates that were compiled."""
    found: list[str] = []
    compile_template = environment._Compiled.source_to_code

    def noting(data: Any, path: Any = "") -> CodeType:
        found.append(os.path.basename(path))
        return compile_template(data, path)

    monkeypatch.setattr(environment._Compiled, "source_to_code", staticmethod(noting))
    return found


def test_a_template_is_compiled_once(folder: Path, compiled: list[str]) -> None:
    (folder / "a.jinja").write_text("{{ name }}\n")
    assert [render("a.jinja", {"name": name}) for name in "xy"] == ["x\n", "y\n"]
    assert compiled == ["a.jinja"]


def test_a_changed_template_is_compiled_anew(folder: Path, compiled: list[str]) -> None:
    (folder / "a.jinja").write_text("{{ name }}\n")
    assert render("a.jinja", {"name": "x"}) == "x\n"
    (folder / "a.jinja").write_text("<{{ name }}>\n")
    assert render("a.jinja", {"name": "x"}) == "<x>\n"
    assert compiled == ["a.jinja", "a.jinja"]


def test_another_compiler_compiles_anew(
    folder: Path, compiled: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a.jinja").write_text("{{ name }}\n")
    render("a.jinja", {"name": "x"})
    other = folder / "compiler.py"
    other.write_text("another version")
    monkeypatch.setattr(jinja2.compiler, "__file__", str(other))
    render("a.jinja", {"name": "x"})
    assert compiled == ["a.jinja", "a.jinja"]


def test_a_template_that_is_not_there_is_an_error(folder: Path) -> None:
    with pytest.raises(jinja2.TemplateNotFound, match=r"missing\.jinja"):
        render("missing.jinja", {})
