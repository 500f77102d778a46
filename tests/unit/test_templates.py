"""Templates are compiled once, and again when they, or what compiles them, have changed."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import CodeType, SimpleNamespace
from typing import Any

import jinja2
import pytest

from typewright.render import compiler, render, templates


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of templates, in which Python may keep what it has compiled."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    monkeypatch.setattr(templates, "template_folder", lambda: tmp_path)
    monkeypatch.setattr(templates, "_template", templates._template.__wrapped__)
    return tmp_path


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The templates that were compiled."""
    found: list[str] = []
    compile_template = templates._Compiled.source_to_code

    def noting(data: Any, path: Any = "", *_: Any) -> CodeType:
        found.append(os.path.basename(path))
        return compile_template(data, path)

    monkeypatch.setattr(templates._Compiled, "source_to_code", staticmethod(noting))
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
    monkeypatch.setattr(templates, "_COMPILER", other)
    render("a.jinja", {"name": "x"})
    assert compiled == ["a.jinja", "a.jinja"]


@pytest.mark.parametrize(
    "text",
    [
        "{{ word }}\n{{ thing.attribute | lines }}-{{ thing.attribute | lines -}}  \n.",
        "{% for item in items %}\n  {{ item }}\n{% endfor %}\n{% for item in items %}.{% endfor %}",
        "{% for key, value in table.items() %}\n{{ key }}={{ value }}\n{% endfor %}",
        "{% if empty %}\na\n{% elif word == 'w' %}\nb\n{% else %}\nc\n{% endif %}",
        "{% if 'w' not in items %}\na\n{% endif %}{% if 'x' in items %}b{% endif %}",
        "{% set found = 'y' if empty else 'z' if word != 'w' %}\n[{{ found }}]",
        "{% if word %}{% else %}a{% endif %}{% for item in items %}{% endfor %}",
        "{{ items | join('; ') }}{{ '{{' }} ' \" \\ {# nobody sees this #}",
    ],
)
def test_a_template_means_what_jinja_has_it_mean(folder: Path, text: str) -> None:
    """Jinja itself is the judge of what is written in its language."""
    thing = SimpleNamespace(attribute=["first", "second"])
    values = {"word": "w", "thing": thing, "items": ["x", "y"], "table": {"k": 1}, "empty": ()}
    judge = compiler._JINJA.overlay()
    judge.filters = {**judge.filters, "lines": templates.lines}
    (folder / "a.jinja").write_text(text)
    assert render("a.jinja", values) == judge.from_string(text).render(values)


@pytest.mark.parametrize(
    "text",
    [
        "{{ word.__class__ }}",
        "{{ word.upper() }}",
        "{{ word | upper }}",
        "{{ word[0] }}",
        "{% include 'b.jinja' %}",
        "{% set word = 1 %}{% for word in items %}{% endfor %}",
    ],
)
def test_what_no_template_needs_is_refused(text: str) -> None:
    with pytest.raises(jinja2.TemplateAssertionError):
        compiler.compiled(text, "a.jinja")


def test_a_value_that_is_not_there_is_an_error_in_the_line_that_asks_for_it(folder: Path) -> None:
    (folder / "a.jinja").write_text("text\n{% if word %}\n\n{{ missing }}\n{% endif %}\n")
    with pytest.raises(LookupError, match="missing") as caught:
        render("a.jinja", {"word": "w"})
    assert caught.traceback[-1].lineno == 3  # counted from 0


def test_a_template_that_is_not_there_is_an_error(folder: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"missing\.jinja"):
        render("missing.jinja", {})
