"""The description of our own with every construct, and the package that is made of it."""

from __future__ import annotations

import importlib
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import jsonschema_rs
import pytest
from openapi_spec_validator.schemas import schema_v31

import typewright
from corpora import ROOT
from oracles import confirm
from packages import Codec
from typewright import passes
from typewright.checks.formats import FORMATS
from typewright.diagnostics import Diagnostic, Severity
from typewright.fixtures.files import file_names
from typewright.model import Model
from typewright.schema.keywords import KEYWORDS
from typewright.source.documents import parse
from typewright.source.read import read

SPEC = ROOT / "spec" / "constructs.yaml"
PACKAGE = ROOT / "generated" / "python"


@pytest.fixture(scope="module")
def document() -> Any:
    return parse(read(str(SPEC)))[0].value


@pytest.fixture(scope="module")
def model() -> Model:
    found: list[Diagnostic] = []
    loaded = typewright.load(SPEC, report=found.append)
    worse = [each for each in found if each.severity is not Severity.NOTE]
    assert [f"{each.origin}: {each.message}" for each in worse] == []
    return loaded


@pytest.fixture(scope="module")
def package() -> Iterator[ModuleType]:
    sys.path.insert(0, str(PACKAGE))
    yield importlib.import_module("ferry_line")
    sys.path.remove(str(PACKAGE))


def parts(value: Any) -> Iterator[dict[str, Any]]:
    """All objects inside a JSON value."""
    match value:
        case dict():
            yield value
            for each in value.values():
                yield from parts(each)
        case list():
            for each in value:
                yield from parts(each)


def test_it_is_a_valid_description(document: Any) -> None:
    form = json.loads(json.dumps(dict(schema_v31.items())))
    validator = jsonschema_rs.Draft202012Validator(form, validate_formats=False)
    assert [each.message for each in validator.iter_errors(document)] == []


def test_every_keyword_stands_in_it(document: Any) -> None:
    used = {name for part in parts(document["components"]) for name in part}
    referring = {"$id", "$anchor", "$ref", "$dynamicRef", "$dynamicAnchor"}
    annotating = {"discriminator", "externalDocs"}
    wanted = {keyword.name for keyword in KEYWORDS} | referring | annotating
    assert wanted - used == set()


def test_every_format_stands_in_it(document: Any) -> None:
    formats = [part.get("format") for part in parts(document["components"])]
    assert set(FORMATS) - {each for each in formats if isinstance(each, str)} == set()


@pytest.mark.parametrize("apart", [False, True], ids=["together", "apart"])
def test_independent_validators_confirm_its_fixtures(model: Model, apart: bool) -> None:
    told = passes.apart(model) if apart else model
    assert confirm(told, {"jsonschema-rs"}) > 500, "Python's re knows no \\p"


def test_its_fixtures_are_read_and_written_back(model: Model, package: ModuleType) -> None:
    model = passes.apart(model)
    keys = [key for key, one in model.definitions.items() if one.owner is None]
    for key, name in file_names(model, keys).items():
        codec = Codec(package, model, key)
        cases = json.loads((PACKAGE / "ferry_line/fixtures" / name).read_text(encoding="utf-8"))
        for case in cases["valid"]:
            assert codec.validate(case["value"]) == [], f"{key}: {case['name']}"
            decoded = codec.decode(case["value"])
            assert codec.encode(decoded) == case["value"], f"{key}: {case['name']}"
            assert codec.decode(codec.encode(decoded)) == decoded
        for case in cases["invalid"]:
            assert codec.validate(case["value"]) != [], f"{key}: {case['name']}"
            with pytest.raises(package.ValidationError):
                codec.decode(case["value"])


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(["mypy", "--strict", "--no-incremental", "--config-file="], id="mypy"),
        pytest.param(["pyright", "--pythonpath", sys.executable], id="pyright"),
        pytest.param(["black", "--check", "--quiet", "--config=/dev/null"], id="black"),
    ],
)
def test_tools_find_nothing_in_the_package(command: list[str], long: bool, tmp_path: Path) -> None:
    """Every day they look at the same description with all options (``test_clean``)."""
    if not long:
        pytest.skip("long: run with --long")
    shutil.copytree(PACKAGE / "ferry_line", tmp_path / "ferry_line")
    done = subprocess.run(
        [sys.executable, "-m", *command, "ferry_line"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
