"""Where formats are asserted, generated code, fixtures and commands test them."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest
from click.testing import CliRunner, Result

from formatted import formatted_model
from mutate import mutate
from packages import Codec, imported
from typewright.checks import interpreter
from typewright.checks.formats import FORMATS
from typewright.cli.commands import cli
from typewright.fixtures import FixtureSet, make

SCHEMA = {"title": "Event", "type": "object", "properties": {"at": {"format": "date-time"}}}


@pytest.fixture(scope="module")
def fixtures() -> FixtureSet:
    sets, _ = make(formatted_model())
    return sets["Thing"]


def test_every_format_is_had_and_broken_by_a_fixture(fixtures: FixtureSet) -> None:
    full = next(one.value for one in fixtures.valid if one.name == "full")
    assert isinstance(full, dict)
    assert [name for name in FORMATS if not FORMATS[name](str(full[name]))] == []
    broken = {
        issue.pointer[1:]
        for one in fixtures.invalid
        for issue in one.issues
        if issue.keyword == "format"
    }
    assert broken >= FORMATS.keys() | {"several/0", "long", "matching", "any"}


@pytest.mark.parametrize("formats", ["text", "native"])
def test_generated_code_agrees_with_the_interpreter(fixtures: FixtureSet, formats: str) -> None:
    model = formatted_model()
    check = model.checks[model.definitions["Thing"].schema]
    random = Random(0)  # noqa: S311 - samples, no secrets
    with imported(model, formats=formats) as package:
        codec = Codec(package, model, "Thing")
        for one in (*fixtures.valid, *fixtures.invalid):
            for value in (one.value, *(mutate(one.value, random) for _ in range(10))):
                issues = interpreter.issues(check, value, model.checks)
                told = [(issue.pointer, issue.keyword) for issue in codec.validate(value)]
                assert told == [(issue.pointer, issue.keyword) for issue in issues]
                try:
                    thing = codec.decode(value)
                except package.ValidationError:
                    assert issues, value
                else:
                    assert not issues, value
                    assert codec.decode(codec.encode(thing)) == thing


def test_only_the_formats_in_use_are_carried() -> None:
    from packages import emitted, shaped_model

    assert "package/_formats.py" not in emitted(shaped_model(SCHEMA)).files
    text = emitted(formatted_model()).files["package/_formats.py"]
    assert all(f"def {test.__name__}(" in text for test in FORMATS.values())
    assert "typewright" not in text.partition("\n")[2]


# --- commands ---------------------------------------------------------------------------------


def run(*arguments: str, status: int = 0) -> Result:
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == status, result.output
    return result


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "event.json").write_text(json.dumps(SCHEMA))
    (tmp_path / "data.json").write_text('{"at": "yesterday"}')
    return tmp_path


def test_validate_tests_formats_when_asked(folder: Path) -> None:
    run("validate", "event.json", "data.json")
    result = run("validate", "--assert-formats", "event.json", "data.json", status=1)
    assert "in the format date-time, found" in result.output


def test_generate_tests_formats_when_asked(folder: Path) -> None:
    run("generate", "event.json")
    assert not (folder / "out/event/_formats.py").exists()
    run("generate", "--assert-formats", "event.json")
    assert "def is_date_time(" in (folder / "out/event/_formats.py").read_text()


def test_so_it_does_when_the_configuration_asks(folder: Path) -> None:
    configuration = """
        [[tool.typewright.package]]
        name = "event"
        sources = ["event.json"]
        assert_formats = true
        [tool.typewright.package.targets.python]
        output = "out"
    """
    (folder / "pyproject.toml").write_text(configuration)
    run("generate")
    assert (folder / "out/event/_formats.py").exists()
    (folder / "pyproject.toml").write_text(configuration.replace("true", '"yes"'))
    assert "expected true or false as the value of" in run("generate", status=2).output


def test_a_default_without_its_format_is_told(folder: Path) -> None:
    property_: dict[str, Any] = {"type": "string", "format": "date", "default": "today"}
    (folder / "event.json").write_text(json.dumps({"properties": {"day": property_}}))
    assert "bad-example" not in run("lint", "event.json").output
    assert "bad-example" in run("lint", "--assert-formats", "event.json", status=1).output
