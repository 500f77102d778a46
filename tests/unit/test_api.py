"""The public API: few names, found when they are used, working without the command line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import typewright

SCHEMA = {"title": "Cat", "type": "object", "properties": {"lives": {"type": "integer"}}}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "cat.json"
    path.write_text(json.dumps(SCHEMA))
    return path


def test_importing_the_package_loads_none_of_its_parts() -> None:
    program = (
        "import sys, typewright; print([m for m in sys.modules if m.startswith('typewright.')])"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert result.stdout.strip() == "[]"


def test_every_public_name_is_there() -> None:
    for name in typewright.__all__:
        assert getattr(typewright, name) is not None
        assert name in dir(typewright)
    with pytest.raises(AttributeError):
        _ = typewright.nothing  # type: ignore[attr-defined]


def test_from_sources_to_files(source: Path) -> None:
    model = typewright.load(source)
    assert isinstance(model, typewright.Model)
    assert list(model.definitions) == ["Cat"]
    files = typewright.generate(model, package="cats", unknown_members="drop")
    assert "cats/__init__.py" in files
    assert json.loads(files["cats/fixtures/cat.json"])["object"] == "Cat"
    assert not (source.parent / "cats").exists()


def test_a_definition_becomes_a_validator(source: Path) -> None:
    validator = typewright.compile(typewright.load(source)["Cat"])
    assert validator.is_valid({"lives": 9})
    assert [issue.pointer for issue in validator.issues({"lives": "many"})] == ["/lives"]


def test_overlays_and_reports(source: Path) -> None:
    overlay = source.with_name("fix.yaml")
    overlay.write_text(
        "overlay: 1.0.0\ninfo: {title: t, version: '1'}\nodd: 1\nactions:\n"
        "  - target: $.properties.lives\n    update: {maximum: 9}\n"
    )
    found: list[typewright.Diagnostic] = []
    model = typewright.load(source, overlays=[overlay], report=found.append)
    assert not typewright.compile(model["Cat"]).is_valid({"lives": 10})
    assert [each.code for each in found] == ["overlay/unknown-field"]


def test_what_cannot_be_used_raises_with_all_findings(source: Path) -> None:
    with pytest.raises(typewright.InputError) as error:
        typewright.load("no.txt", "neither.txt")
    assert len(error.value.diagnostics) == 2
    model = typewright.load(source)
    with pytest.raises(typewright.InputError, match="no target"):
        typewright.generate(model, "pythn", package="cats")
    with pytest.raises(typewright.InputError, match="no option"):
        typewright.generate(model, package="cats", enum="x")
    with pytest.raises(typewright.InputError, match="keyword"):
        typewright.generate(model, package="class")
    with pytest.raises(ValueError, match="at least one source"):
        typewright.load()


def test_fixtures_have_names_for_every_file_system(tmp_path: Path) -> None:
    path = tmp_path / "odd.json"
    names = ["con", "Größe", "日本", "foo bar", "fooBar", "a/b\\c", "u65e5u672c"]
    path.write_text(json.dumps({"$defs": {name: {"type": "string"} for name in names}}))
    files = typewright.generate(typewright.load(path), package="odd")
    fixtures = [name.rpartition("/")[2] for name in files if "/fixtures/" in name]
    assert len(set(fixtures)) == len(names)
    assert "con_.json" in fixtures
    assert all(name.isascii() for name in fixtures)
