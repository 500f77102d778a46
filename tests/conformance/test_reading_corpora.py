"""Real specifications are read as PyYAML reads them, but for what YAML 1.2 changed."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest
import yaml

from corpora import corpora_path, shared_path
from documents import found, refused
from typewright.source import SourceKind
from typewright.source.documents import parse
from typewright.source.locate import locate
from typewright.source.read import read

pytestmark = pytest.mark.corpus

EVERYDAY = ("museum-3.1.yaml", "swagger-petstore-3.0.4.yaml", "tictactoe-3.1.yaml")


def test_yaml_specifications_read_as_pyyaml_reads_them(long: bool) -> None:
    folder = corpora_path("openapi")
    paths = [folder / name for name in EVERYDAY]
    if long:
        paths = [*folder.rglob("*.y*ml"), *corpora_path("openai").glob("*.yaml")]
    for path in paths:
        document, diagnostics = parse(read(path))
        assert diagnostics == (), path
        theirs = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
        assert differences(document.value, theirs) == [], path


def test_json_specifications_read_as_the_standard_library_reads_them(long: bool) -> None:
    paths = sorted(corpora_path("openapi").glob("*.json"))
    if long:
        paths += sorted(corpora_path("json-schemas").rglob("*.json"))
    for path in paths:
        source = read(path)
        assert source.kind is SourceKind.JSON, path
        document, diagnostics = parse(source)
        assert diagnostics == (), path
        assert document.value == json.loads(path.read_text("utf-8-sig")), path


def test_reference_pages_are_pages() -> None:
    for path in corpora_path("reference-pages").rglob("*.txt"):
        assert read(path).kind is SourceKind.PAGE, path
    for path in shared_path("dialects").rglob("*.txt"):
        assert read(path).kind is SourceKind.PAGE, path


def test_every_schema_of_a_real_specification_is_found_in_its_text() -> None:
    source = read(corpora_path("openapi", "museum-3.1.yaml"))
    lines = source.text.splitlines()
    value: Any = parse(source)[0].value
    for name in value["components"]["schemas"]:
        position = locate(source, f"/components/schemas/{name}")
        assert lines[position.line - 1][position.column - 1 :].startswith(name)


def hostile(identifier: str) -> Any:
    cases = json.loads(shared_path("security", "hostile_inputs.json").read_text("utf-8"))["cases"]
    return next(case["payload"] for case in cases if case["id"] == identifier)


def test_hostile_documents_end_as_diagnostics() -> None:
    assert refused(hostile("dos-yaml-self-alias")) == ["1:8 source/self-alias"]
    assert found(hostile("dos-yaml-tag"))[1] == ["1:1 source/custom-tag"]
    assert found(hostile("dos-dup-keys"), SourceKind.JSON)[1] == ["1:18 source/duplicate-key"]
    assert found(hostile("dos-dup-keys"))[1] == ["1:18 source/duplicate-key"]


def test_hostile_numbers_end_as_text_with_a_diagnostic() -> None:
    for number in hostile("num-nonfinite"):
        text, problems = found(f"default: {number}")
        assert text == {"default": number}
        assert problems == ["1:10 source/not-finite"]
    digits = str(hostile("num-huge"))
    for kind in (SourceKind.YAML, SourceKind.JSON):
        assert found(f"[{digits}]", kind) == ([digits], ["1:2 source/long-integer"])


def differences(ours: Any, theirs: Any, where: str = "") -> list[str]:
    """Where the two differ beyond what differs between YAML 1.2 and 1.1 by intent."""
    match theirs:
        case dict():
            by_text = {key_text(key): inner for key, inner in theirs.items()}
            if not isinstance(ours, dict) or len(ours) != len(theirs):
                return [where]
            # A key that 1.1 takes for something else than text has another spelling there.
            pairs = zip(ours.items(), by_text.items(), strict=True)
            return [
                line
                for (key, mine), (_, other) in pairs
                for line in differences(mine, other, f"{where}/{key}")
            ]
        case list():
            if not isinstance(ours, list) or len(ours) != len(theirs):
                return [where]
            return [
                line
                for index, (mine, other) in enumerate(zip(ours, theirs, strict=True))
                for line in differences(mine, other, f"{where}/{index}")
            ]
        case datetime.date():
            return [] if isinstance(ours, str) else [where]
        case bool() if isinstance(ours, str):
            return [] if ours.lower() in ("yes", "no", "on", "off") else [where]
        case int() if isinstance(ours, str):  # 1.1 reads 12:30 in base 60
            return [] if ":" in ours else [where]
        case str() if isinstance(ours, float):
            return [] if float(theirs) == ours else [where]
        case _:
            return [] if ours == theirs and type(ours) is type(theirs) else [where]


def key_text(key: object) -> str:
    return key if isinstance(key, str) else repr(key)


def test_the_comparison_would_notice_a_difference() -> None:
    assert differences({"a": [1, {"b": "1"}]}, {"a": [1, {"b": 1}]}) == ["/a/1/b"]
    assert differences({"a": 1}, {"a": True}) == ["/a"]
