"""Laws of configuration: what is mistyped is found, with its place and all at once."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Literal

import pytest

from typewright.config import Input, TargetConfig, from_arguments, pyproject
from typewright.config.names import default_name, objection
from typewright.config.options import build, describe
from typewright.config.places import locate
from typewright.diagnostics import InputError
from typewright.source import Position

GOOD = """\
[[tool.typewright.package]]
name = "pages"
sources = ["spec/*.txt", "api.yaml"]
overlays = ["fix.yaml"]
[tool.typewright.package.targets.python]
output = "generated/python"
enums = "strenum"

[[tool.typewright.package]]
name = "other"
sources = ["api.yaml"]
targets.python.output = "generated/python"
"""


def write(folder: Path, text: str) -> Path:
    (folder / "spec").mkdir()
    for name in ("spec/b.txt", "spec/a.txt", "api.yaml", "fix.yaml"):
        (folder / name).write_text("x")
    path = folder / "pyproject.toml"
    path.write_text(text)
    return path


def problems(folder: Path, text: str) -> list[tuple[str, int, int]]:
    with pytest.raises(InputError) as error:
        pyproject.load(write(folder, text))
    return [
        (each.code, each.origin.position.line, each.origin.position.column)
        for each in error.value.diagnostics
    ]


def test_a_section_becomes_packages_with_sorted_sources(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, GOOD)
    (tmp_path / "below").mkdir()
    monkeypatch.chdir(tmp_path / "below")
    config = pyproject.load(path)
    pages, other = config.packages
    assert pages.sources == tuple(
        Input(str(Path("..", name)), name) for name in ("spec/a.txt", "spec/b.txt", "api.yaml")
    )
    assert [each.name for each in pages.overlays] == ["fix.yaml"]
    (target,) = pages.targets
    assert target == TargetConfig(
        "python", Path("../generated/python"), {"enums": "strenum"}, target.origin, target.places
    )
    assert target.origin.position.line == 5
    assert {key: place.position.line for key, place in target.places.items()} == {"enums": 7}
    assert other.targets[0].output == Path("../generated/python")
    assert config.whole
    assert config.file == path


def test_one_package_can_be_chosen(tmp_path: Path) -> None:
    path = write(tmp_path, GOOD)
    config = pyproject.load(path, package="other")
    assert [each.name for each in config.packages] == ["other"]
    assert not config.whole
    with pytest.raises(InputError, match="no package 'pags'"):
        pyproject.load(path, package="pags")


def test_the_nearest_section_is_found_from_below(tmp_path: Path) -> None:
    path = write(tmp_path, GOOD)
    below = tmp_path / "spec/deep"
    below.mkdir()
    (tmp_path / "spec/pyproject.toml").write_text("[project]\nname = 'x'\n")
    assert pyproject.find(below) == path


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ('name = "pages"', 'nmae = "pages"', [("unknown-key", 2, 1), ("missing-key", 1, 3)]),
        ('name = "pages"', 'name = "my-pages"', [("package-name", 2, 1)]),
        ('name = "pages"', "name = 1", [("wrong-type", 2, 1)]),
        ('name = "other"', 'name = "pages"', [("same-name", 10, 1)]),
        ('"spec/*.txt", ', '"spec/*.md", ', [("no-files", 3, 1)]),
        ('["fix.yaml"]', '"fix.yaml"', [("wrong-type", 4, 1)]),
        ('output = "generated/python"\ne', "e", [("missing-key", 5, 2)]),
        ('targets.python.output = "generated/python"', "", [("no-target", 9, 3)]),
        ('sources = ["api.yaml"]', "", [("missing-key", 9, 3)]),
        ('sources = ["api.yaml"]', "sources = []", [("wrong-type", 11, 1)]),
        ('sources = ["api.yaml"]', "sources = 1", [("wrong-type", 11, 1)]),
        ('targets.python.output = "generated/python"', "targets = 1", [("wrong-type", 12, 1)]),
        (".python.output = ", ".python = ", [("wrong-type", 12, 1)]),
        ("[[tool.typewright.package]]\nn", "tool.typewright.package = 1\nn", [("syntax", 5, 30)]),
        ("enums", "x = [", [("syntax", 7, 9)]),
    ],
)
def test_what_is_wrong_is_found_at_its_place(
    tmp_path: Path, old: str, new: str, found: list[tuple[str, int, int]]
) -> None:
    assert old in GOOD
    result = problems(tmp_path, GOOD.replace(old, new, 1))
    assert [(code.removeprefix("config/"), line) for code, line, _ in result] == [
        (code, line) for code, line, _ in found
    ]


@pytest.mark.parametrize("text", ["tool = 1", "[tool]\ntypewright = 1", "[tool.typewright]"])
def test_a_section_without_packages_gives_none(tmp_path: Path, text: str) -> None:
    assert not pyproject.load(write(tmp_path, text)).packages


@pytest.mark.parametrize("value", ["1", '["x"]', "{}"])
def test_packages_that_are_no_tables_are_refused(tmp_path: Path, value: str) -> None:
    found = problems(tmp_path, f"[tool.typewright]\npackage = {value}\n")
    assert found == [("config/wrong-type", 2, 1)]


def test_places_in_a_toml_text() -> None:
    text = '[a."b.c"]\nx.y = 1\n[[d]]\n[[d]]\n  z = 1\n[d.e]\n"q" = 2\n'
    assert locate(text, ("a", "b.c", "x", "y")) == Position(2, 1)
    assert locate(text, ("d", 1, "z")) == Position(5, 3)
    assert locate(text, ("d", 1, "e", "q")) == Position(7, 1)
    assert locate(text, ("d", 0, "z")) == Position(3, 3)
    assert locate(text, ("nowhere",)) == Position(1, 1)


def test_command_line_options_are_pairs() -> None:
    config = from_arguments(["a.txt"], options=["enums=strenum", "x=a=b"], package="p")
    assert config.packages[0].targets[0].options == {"enums": "strenum", "x": "a=b"}
    with pytest.raises(InputError) as error:
        from_arguments(["a.txt"], options=["enums"], package="a b")
    assert [each.code for each in error.value.diagnostics] == [
        "cli/option-form",
        "config/package-name",
    ]


@dataclasses.dataclass(frozen=True)
class Options:
    kind: Literal["a", "b"] = "a"
    deep: bool = False
    depth: int = 1
    name: str | None = None
    names: tuple[str, ...] = ()


@pytest.mark.parametrize(
    ("given", "values"),
    [
        ({"kind": "b", "deep": "true", "depth": "3"}, {"kind": "b", "deep": True, "depth": 3}),
        ({"deep": False, "depth": 3, "name": "x"}, {"depth": 3, "name": "x"}),
        ({"names": "x,y"}, {"names": ("x", "y")}),
        ({"names": ["x"]}, {"names": ("x",)}),
    ],
)
def test_options_become_what_the_target_declares(
    given: dict[str, object], values: dict[str, object]
) -> None:
    assert build(Options, given, {}) == Options(**values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("kinds", "a", "config/unknown-option"),
        ("kind", "c", "config/option-value"),
        ("deep", "yes", "config/option-value"),
        ("depth", "x", "config/option-value"),
        ("depth", True, "config/option-value"),
        ("names", 1, "config/option-value"),
    ],
)
def test_options_that_do_not_fit_are_refused(key: str, value: object, code: str) -> None:
    with pytest.raises(InputError) as error:
        build(Options, {key: value}, {})
    assert [each.code for each in error.value.diagnostics] == [code]


def test_options_are_described_by_their_types() -> None:
    assert [each.values for each in describe(Options)] == [
        "a | b",
        "true | false",
        "whole number",
        "text",
        "list of text",
    ]


@pytest.mark.parametrize(
    ("sources", "title", "name"),
    [
        (["Batch Object.txt"], "", "batch_object"),
        (["x/fooBar-2.0.yaml"], "T", "foo_bar_2_0"),
        (["openapi.yaml"], "Pet Store", "pet_store"),
        (["-"], "Pet Store", "pet_store"),
        (["-"], "", "api"),
        (["spec/a.txt", "spec/b.txt"], "T", "spec"),
        (["2024.json"], "", "api_2024"),
        (["json.txt"], "", "api_json"),
        (["class.txt"], "", "api_class"),
        (["AUX.yaml"], "", "api_aux"),
        (["../日本.txt"], "", "api"),
        (["'; import os #.txt"], "", "import_os"),
    ],
)
def test_a_package_name_is_found_and_always_allowed(
    sources: list[str], title: str, name: str
) -> None:
    found = default_name(sources, title)
    assert objection(found) is None
    assert found == name


@pytest.mark.parametrize(
    "name", ["a.b", "class", "json", "nul", "__main__", "__init__", "__pycache__", "__", "x" * 101]
)
def test_names_that_no_program_can_import_are_refused(name: str) -> None:
    assert objection(name)
