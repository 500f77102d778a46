"""The target ``pydantic``, from a schema to models that are imported and used."""

from __future__ import annotations

import ast
import importlib
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from corpora import shared_path
from schemas import graph_of
from typewright.diagnostics import InputError
from typewright.model import Model
from typewright.passes import run
from typewright.targets import registry
from typewright.targets.pydantic import PydanticOptions, PydanticTarget

UPLOAD = {
    "type": "object",
    "description": "An upload.",
    "properties": {
        "status": {"type": "string", "enum": ["pending", "done"]},
        "errors": {
            "type": "object",
            "properties": {"data": {"type": "array", "items": {"$ref": "#/$defs/Error Item"}}},
        },
        "x-part": {"type": "integer", "minimum": 1},
    },
    "required": ["status"],
    "additionalProperties": False,
    "x-python-import": {"module": "os", "name": "system"},
    "customTypePath": "os.system",
}
ERROR = {"type": "object", "properties": {"message": {"type": "string"}}, "required": ["message"]}


def model_of(definitions: Mapping[str, Any]) -> Model:
    model, _ = run(graph_of({"$defs": dict(definitions)}))
    return model


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    model = model_of({"Upload": UPLOAD, "Error Item": ERROR})
    emission = PydanticTarget().emit(model, "made_models", PydanticOptions())
    assert emission.diagnostics == ()
    for path, text in emission.files.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    yield importlib.import_module("made_models")
    for name in [name for name in sys.modules if name.partition(".")[0] == "made_models"]:
        del sys.modules[name]


def test_models_are_called_as_in_other_targets_and_validate(package: ModuleType) -> None:
    assert set(package.__all__) >= {"Upload", "UploadErrors", "ErrorItem"}
    upload = package.Upload.model_validate(
        {"status": "done", "errors": {"data": [{"message": "m"}]}, "x-part": 1}
    )
    assert upload.errors.data[0].message == "m"
    for wrong in ({}, {"status": "x"}, {"status": "done", "x-part": 0}, {"status": "done", "z": 1}):
        with pytest.raises(ValueError, match="validation error"):
            package.Upload.model_validate(wrong)


def test_the_same_model_gives_the_same_bytes() -> None:
    model = model_of({"Upload": UPLOAD, "Error Item": ERROR})
    target, options = PydanticTarget(), PydanticOptions(enums="strenum")
    first = target.emit(model, "p", options)
    assert first == target.emit(model, "p", options)
    assert "StrEnum" in first.files["p/models.py"]


def test_the_target_is_found_by_its_name() -> None:
    assert "pydantic" in registry.names()
    assert isinstance(registry.find("pydantic"), PydanticTarget)


def test_a_missing_extra_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "datamodel_code_generator", None)
    with pytest.raises(InputError) as caught:
        PydanticTarget().emit(model_of({"Upload": UPLOAD}), "p", PydanticOptions())
    (found,) = caught.value.diagnostics
    assert found.code == "target/extra-missing"
    assert "typewright[pydantic]" in found.help


def test_what_the_program_refuses_is_a_diagnostic() -> None:
    surrogate = {"type": "string", "description": "\ud800"}
    emission = PydanticTarget().emit(model_of({"Text": surrogate}), "p", PydanticOptions())
    assert emission.files == {}
    assert [one.code for one in emission.diagnostics] == ["target/pydantic-refused"]


def test_hostile_text_stays_text() -> None:
    cases = json.loads(shared_path("security", "hostile_inputs.json").read_text())["cases"]
    payloads = [one["payload"] for one in cases if isinstance(one["payload"], str)]
    definitions: dict[str, Any] = {"Nothing to see": {"type": "string"}}
    for number, text in enumerate(payloads):
        if any("\ud800" <= character <= "\udfff" for character in text):
            continue
        definitions[text] = {"type": "string", "enum": [text, "z"]}
        definitions[f"D{number}"] = {
            "title": text,
            "description": text,
            "type": "object",
            "properties": {
                text: {"type": "string", "title": text, "description": text, "pattern": text},
                "c": {"const": text},
                "d": {"type": "string", "default": text, "format": text},
                "i": {"type": "object", "title": text, "properties": {text: True}},
            },
            "required": [text],
            "x-python-type": text,
            "customTypePath": text,
            "customBasePath": text,
            "default_factory": text,
        }
    model = model_of(definitions)
    for options in (PydanticOptions(), PydanticOptions(enums="strenum")):
        emission = PydanticTarget().emit(model, "p", options)
        assert emission.diagnostics == ()
        for text in emission.files.values():
            names = {one.id for one in ast.walk(ast.parse(text)) if isinstance(one, ast.Name)}
            assert "CANARY_PWNED" not in names
