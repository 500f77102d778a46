"""Compiled packages: the same objects, verdicts and findings as those of the Python they are of."""

from __future__ import annotations

import gc
import re
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from hatchling.builders.wheel import WheelBuilder

import typewright
from compilers import STATE, need_compiler, package, run
from corpora import ROOT
from mutate import mutate
from packages import Codec, emitted, imported, shaped_model, write
from typewright import extension
from typewright.cli.commands import cli
from typewright.diagnostics import InputError
from typewright.fixtures import FixtureSet, make
from typewright.model import Model
from typewright.schema import Json
from typewright.targets.python.compiled import GUARD

SOURCES = {
    "constructs": ROOT / "spec" / "constructs.yaml",
    "shapes": ROOT / "tests" / "cases" / "openapi-shapes" / "input",
    "names": ROOT / "tests" / "cases" / "openapi-names" / "input",
}


@dataclass(frozen=True)
class Pair:
    """The same objects twice: in Python alone, and compiled."""

    model: Model
    fixtures: dict[str, FixtureSet]
    pure: dict[str, Codec]
    compiled: dict[str, Codec]


@pytest.fixture(scope="module", params=SOURCES)
def pair(request: pytest.FixtureRequest) -> Iterator[Pair]:
    need_compiler()
    source = SOURCES[request.param]
    model = typewright.load(*(sorted(source.iterdir()) if source.is_dir() else [source]))
    fixtures, _ = make(model)
    with ExitStack() as stack:
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        patch.setenv("CFLAGS", "-O0 -Wall -Werror")  # compiling takes the time here
        pure = stack.enter_context(imported(model, compiled=True))
        fast = stack.enter_context(imported(model, extension.build, compiled=True))
        yield Pair(
            model,
            dict(fixtures),
            {key: Codec(pure, model, key) for key in fixtures},
            {key: Codec(fast, model, key) for key in fixtures},
        )


@pytest.fixture(autouse=True)
def _quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CFLAGS", "-O0")  # compiling takes the time here


def outcome(codec: Codec, value: Json) -> object:
    """All that is seen of reading a value: the object and its data, or the findings."""
    valid = codec.is_valid(value)
    try:
        found = codec.decode(value)
    except ValueError as error:
        return valid, [repr(issue) for issue in error.issues]  # type: ignore[attr-defined]
    return valid, repr(found), repr(codec.encode(found))


def test_fixtures_have_the_same_outcome(pair: Pair) -> None:
    for key, fixtures in pair.fixtures.items():
        for fixture in (*fixtures.valid, *fixtures.invalid):
            expected = outcome(pair.pure[key], fixture.value)
            assert outcome(pair.compiled[key], fixture.value) == expected, (key, fixture.name)


def test_changed_values_have_the_same_outcome(pair: Pair, long: bool) -> None:
    rng = Random(20261126)  # noqa: S311 - the same changes every time
    for key, fixtures in pair.fixtures.items():
        values = [one.value for one in (*fixtures.valid, *fixtures.invalid)]
        for _ in range(5_000 if long else 100):
            value = mutate(rng.choice(values), rng)
            assert outcome(pair.compiled[key], value) == outcome(pair.pure[key], value), (
                f"{key}: {value!r}"
            )


class Text(str):
    """A subclass of a JSON type, equal to what it is made of."""


def test_subclasses_of_json_types_have_the_same_outcome(pair: Pair) -> None:
    def odd(value: Any) -> Any:
        if isinstance(value, dict):
            return type("Members", (dict,), {})(
                {Text(name): odd(item) for name, item in value.items()}
            )
        return [odd(item) for item in value] if isinstance(value, list) else value

    for key, fixtures in pair.fixtures.items():
        for fixture in (*fixtures.valid[:3], *fixtures.invalid[:3]):
            for value in (odd(fixture.value), {Text("x"): fixture.value}):
                expected = outcome(pair.pure[key], value)
                assert outcome(pair.compiled[key], value) == expected, (key, fixture.name)


def test_nothing_that_was_read_or_refused_is_held(pair: Pair, long: bool) -> None:
    """Neither references nor memory: what one call loses, thirty calls lose thirty times."""
    mark = object()
    watched = (mark, None, True, False, 0, "id")
    values: list[tuple[Codec, Any]] = []
    for key, fixtures in pair.fixtures.items():
        for fixture in (*fixtures.valid, *fixtures.invalid):
            value, codec = fixture.value, pair.compiled[key]
            values.append((codec, value))
            if isinstance(value, dict):
                values += [(codec, {**value, name: mark}) for name in [*value, "another"]]

    def work(codec: Codec, value: Any) -> None:
        codec.is_valid(value)
        with suppress(ValueError):
            codec.encode(codec.decode(value))

    def held(codec: Codec, value: Any) -> int:
        """The most references to one of the ``watched`` that are kept after thirty calls."""
        before = [sys.getrefcount(each) for each in watched]
        for _ in range(30):
            work(codec, value)
        gc.collect(0)
        after = [sys.getrefcount(each) for each in watched]
        return max(abs(now - then) for now, then in zip(after, before, strict=True))

    def grown() -> int:
        """The bytes that are kept of thirty calls with each value."""
        gc.collect()
        tracemalloc.start()
        start = tracemalloc.get_traced_memory()[0]
        for codec, value in values:
            # Once is enough: what runs the tests may just have got a list of those to come.
            assert any(held(codec, value) < 25 for _ in range(3)), value
        gc.collect()
        size = tracemalloc.get_traced_memory()[0] - start
        tracemalloc.stop()
        return size

    values = values[:: 1 if long else 7]
    for codec, value in values:  # what is made once, and kept
        work(codec, value)
    assert any(grown() < 20_000 for _ in range(3))


def test_a_package_uses_what_was_compiled_of_it_and_no_other(tmp_path: Path) -> None:
    need_compiler()
    folder = package(tmp_path)
    assert run(tmp_path, STATE) == "False"
    extension.build(folder)
    assert run(tmp_path, STATE) == "True"
    assert run(tmp_path, STATE, TYPEWRIGHT_PURE="1") == "False"
    package(tmp_path, enums="strenum")
    assert run(tmp_path, STATE) == "False"  # made of other files
    package(tmp_path)
    (compiled,) = folder.glob("_compiled*")
    compiled.write_bytes(b"no module")
    assert run(tmp_path, STATE) == "False"


def test_what_is_called_like_it_and_is_something_else_is_not_used(tmp_path: Path) -> None:
    folder = package(tmp_path)
    (folder / "_compiled").mkdir()
    assert run(tmp_path, STATE) == "False"
    (folder / "_compiled.py").write_text("adopt = None\n")
    assert run(tmp_path, STATE) == "False"


def test_what_is_compiled_is_loaded_with_the_first_object(tmp_path: Path) -> None:
    need_compiler()
    extension.build(package(tmp_path))
    program = "import sys, things; print([name for name in sys.modules if 'compiled' in name])"
    assert run(tmp_path, program) == "[]"


def test_the_same_package_gives_the_same_c_files_without_paths(tmp_path: Path) -> None:
    texts = []
    for name in ("one", "other"):
        made = extension.write_sources(package(tmp_path / name), tmp_path / f"c-{name}")
        assert made.compiled > 2
        texts.append(made.files)
    assert texts[0] == texts[1]
    assert not any(str(tmp_path) in text for text in texts[0].values())


LEFT = {
    "shapes": set[str](),
    "names": set[str](),
    "constructs": {"constrained", "freight", "leg", "pair", "strict_tree", "tree"},
}
"""The modules with functions that stay Python: they use forms that are rare in descriptions."""


@pytest.mark.parametrize("name", SOURCES)
def test_readers_and_predicates_are_compiled_but_for_rare_forms(name: str, tmp_path: Path) -> None:
    source = SOURCES[name]
    model = typewright.load(*(sorted(source.iterdir()) if source.is_dir() else [source]))
    write(emitted(model, compiled=True).files, tmp_path)
    made = extension.write_sources(tmp_path / "package", tmp_path / "c")
    left = {name.split(".")[1] for name in made.left if not name.startswith("_support.")}
    assert left == LEFT[name]


def test_edited_packages_and_others_are_not_compiled(tmp_path: Path) -> None:
    folder = package(tmp_path)
    module = folder / "validators" / "thing.py"
    text = module.read_text(encoding="utf-8")
    module.write_text(text.replace("\n", "\r\n"), encoding="utf-8", newline="")
    extension.write_sources(folder, tmp_path / "c")  # line ends do not count
    for edited in (text.encode() + b"\n", text.encode() + b"# \xff\n"):
        module.write_bytes(edited)
        with pytest.raises(InputError, match="not those that were generated"):
            extension.write_sources(folder, tmp_path / "c")
    module.write_text(text, encoding="utf-8")
    (folder / "models" / "mine.py").touch()
    with pytest.raises(InputError, match="not those that were generated"):
        extension.write_sources(folder, tmp_path / "c")
    (folder / GUARD).unlink()
    with pytest.raises(InputError, match="no generated package"):
        extension.write_sources(folder, tmp_path / "c")


def test_a_system_that_refuses_to_write_is_said(tmp_path: Path) -> None:
    need_compiler()
    folder = package(tmp_path)
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match="cannot be read or written"):
        extension.build(folder, tmp_path / "file")


def test_texts_of_a_specification_are_only_texts_in_c(tmp_path: Path) -> None:
    """No character of theirs ends a literal, and they stand nowhere else."""
    hostile = ['"; system("x"); "', "\\", "??/", "%s", "é\ud800", "\n#error", "*/ int x;", "\0"]
    properties = {text: {"const": text} for text in hostile}
    schema = {"title": "Thing", "type": "object", "properties": properties, "required": hostile}
    write(emitted(shaped_model(schema), "things", compiled=True).files, tmp_path)
    made = extension.write_sources(tmp_path / "things", tmp_path / "c")
    for text in made.files.values():
        bare = re.sub(r'"(?:[^"\\\n]|\\.)*"', "", text)
        assert "system" not in bare
        assert "int x;" not in bare
        assert text.isascii()
    need_compiler()
    extension.build(tmp_path / "things")
    values = {text: text for text in hostile}
    program = "from things import Thing, _extension\nprint(_extension.COMPILED)\n"
    program += f"print(Thing.from_dict({values!a}).to_dict() == {values!a})\n"
    program += f"print(Thing.is_valid({ {**values, hostile[0]: 'x'}!a}))"
    assert run(tmp_path, program).split() == ["True", "True", "False"]


def test_the_command_compiles_what_pyproject_wants(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    need_compiler()
    package(tmp_path)
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(cli, ["compile"])
    assert result.exit_code == 2
    assert "extension/none-wanted" in result.stderr
    Path("pyproject.toml").write_text(
        '[[tool.typewright.package]]\nname = "things"\nsources = ["s.json"]\n'
        '[tool.typewright.package.targets.python]\noutput = "."\ncompiled = true\n'
    )
    Path("s.json").write_text("{}")
    result = CliRunner().invoke(cli, ["compile"])
    assert result.exit_code == 0, result.stderr
    assert "functions compiled" in result.stderr
    assert run(tmp_path, STATE) == "True"


PROJECT = """
[build-system]
requires = ["hatchling", "typewright[compile]"]
build-backend = "hatchling.build"

[project]
name = "project"
version = "1"

[tool.hatch.build.targets.wheel]
packages = ["src/things"]

[tool.hatch.build.hooks.typewright]

[[tool.typewright.package]]
name = "things"
sources = ["s.json"]
[tool.typewright.package.targets.python]
output = "src"
compiled = true
"""


def test_the_build_hook_puts_what_is_compiled_into_the_wheel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    need_compiler()
    package(tmp_path / "src")
    monkeypatch.chdir(tmp_path)
    Path("pyproject.toml").write_text(PROJECT)
    Path("s.json").write_text("{}")
    Path(".gitignore").write_text("_compiled*\n")
    (wheel,) = WheelBuilder(str(tmp_path)).build(directory=str(tmp_path / "dist"))
    assert not wheel.endswith("-none-any.whl")
    with ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    assert run(tmp_path / "installed", STATE) == "True"


def test_the_build_hook_goes_on_without_a_compiler_where_that_is_optional(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package(tmp_path / "src")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CC", "no-such-compiler")
    Path("s.json").write_text("{}")
    Path("pyproject.toml").write_text(PROJECT)
    with pytest.raises(InputError, match="compiler"):
        list(WheelBuilder(str(tmp_path)).build(directory=str(tmp_path / "dist")))
    hook = "[tool.hatch.build.hooks.typewright]"
    Path("pyproject.toml").write_text(PROJECT.replace(hook, f"{hook}\noptional = true"))
    (wheel,) = WheelBuilder(str(tmp_path)).build(directory=str(tmp_path / "dist"))
    assert wheel.endswith("-none-any.whl")


def test_setuptools_builds_what_is_compiled(tmp_path: Path) -> None:
    need_compiler()
    package(tmp_path)
    setup = """
from setuptools import setup
from typewright.extension import for_setuptools
setup(name="project", packages=["things"], ext_modules=[for_setuptools("things", "things")])
"""
    (tmp_path / "setup.py").write_text(setup)
    command = [sys.executable, "setup.py", "--quiet", "build_ext", "--inplace"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert run(tmp_path, STATE) == "True"
