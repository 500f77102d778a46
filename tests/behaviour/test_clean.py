"""Generated packages are clean as they left the templates, in the eyes of other people's tools."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import typewright
from apis import api_model, many, ref
from corpora import ROOT, corpora_path, shared_path
from formatted import formatted_model
from packages import emitted, shaped_model, write
from typewright.targets.python.packages import MOST_LISTED

SOURCES = {
    "pages": lambda: [
        *sorted(corpora_path("reference-pages", "original").glob("*.txt")),
        shared_path("dialects", "features", "openapi31.txt"),
    ],
    "features": lambda: [shared_path("dialects", "features", "openapi31.yaml")],
    "descriptions": lambda: [
        corpora_path("openapi", "museum-3.1.yaml"),
        ROOT / "tests/cases/openapi-shapes/input/api.yaml",
        ROOT / "tests/cases/openapi-contradiction/input/api.yaml",
    ],
    "odd_names": lambda: [ROOT / "tests/cases/openapi-names/input/api.yaml"],
    "schema": lambda: [ROOT / "tests/cases/json-schema/input/address.json"],
    "all_options": lambda: [ROOT / "spec/constructs.yaml"],
}
"""What packages are made of: as few as will do, since much of each is the same support code."""
OPTIONS = {
    "all_options": {
        "directions": "apart",
        "defaults": "apply",
        "enums": "strenum",
        "formats": "native",
        "unknown_enum_values": "keep",
        "json": "orjson",
    }
}

RARE = {
    "$defs": {
        "Either": {
            "minItems": 1,
            "prefixItems": [{"type": "string"}],
            "unevaluatedItems": False,
            "properties": {"a": {"type": "string"}},
            "unevaluatedProperties": False,
        },
        "Long": {
            "type": "object",
            "required": ["one"],
            "properties": {
                "one": {"const": 2**63},
                "some": {"enum": [-(2**63) - 1, 2**63 - 1, "a"]},
                "all": {"enum": [2**64, 2**70]},
                "large": {"not": {"if": {"const": 10**20}, "then": {"minimum": 1e20}}},
            },
        },
        "Null": {"type": "null"},
        "AlsoNull": {"$ref": "#/$defs/Null"},
        "Beside": {
            "dependentSchemas": {
                "a": {"minItems": 2, "required": ["c"]},
            }
        },
        "Never": {
            "type": "object",
            "properties": {"a": {"type": "string"}},
            "required": ["a"],
            "oneOf": [True, True],
        },
        "Condition": {
            "if": {"type": "boolean"},
            "then": {"type": "object", "maxProperties": 1},
            "else": {
                "if": {"not": {"type": ["array", "null"]}},
                "then": True,
                "else": {"type": "string", "minLength": 1},
            },
        },
        "TwoUnions": {
            "anyOf": [{"required": ["a"]}, {"required": ["b"]}],
            "oneOf": [
                {
                    "type": "object",
                    "properties": {"kind": {"const": kind}, "c": {"type": of}},
                    "required": ["kind"],
                }
                for kind, of in (("x", "string"), ("y", "integer"))
            ],
        },
        "Parts": {
            "enum": ["A", [1], True, [True], {}],
            "unevaluatedProperties": False,
        },
    }
}
"""What few people write."""


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a package for each of the sources."""
    folder = tmp_path_factory.mktemp("generated")
    for name, paths in SOURCES.items():
        options = {"strategies": True, **OPTIONS.get(name, {})}
        write(typewright.generate(typewright.load(*paths()), package=name, **options), folder)
    write(typewright.generate(shaped_model(RARE), package="rare"), folder)
    write(typewright.generate(formatted_model(), package="formats"), folder)
    write(typewright.generate(formatted_model(), package="native", formats="native"), folder)
    small = shaped_model({"type": "object", "properties": {"a": {"type": "string"}}})
    write(typewright.generate(small, package="compiled", compiled=True), folder)
    finder = "many/_finder.py"  # what packages of very many modules have, and no other
    write({finder: emitted(many(MOST_LISTED + 1), "many").files[finder]}, folder)
    return folder


TOOLS = {
    "mypy": ["--strict", "--no-incremental", "--config-file="],
    "pyright": ["--pythonpath", sys.executable],
    "ruff": ["check", "--isolated", "--no-cache"],
    "black": ["--check", "--quiet", "--diff", "--config=/dev/null"],
}
EVERYDAY = {
    "pyright": ["all_options", "formats", "many", "rare"],
    "black": ["features", "native", "odd_names", "rare"],
}
"""The packages that slow tools look at every day; in long runs, and other tools, look at all."""


@pytest.mark.parametrize("tool", TOOLS)
def test_tools_find_nothing(tool: str, generated: Path, long: bool) -> None:
    packages = ["."] if long else EVERYDAY.get(tool, ["."])
    result = subprocess.run(
        [sys.executable, "-m", tool, *TOOLS[tool], *packages],
        cwd=generated,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout[-4000:] + result.stderr[-2000:]


def run_time(tree: ast.AST) -> Iterator[ast.AST]:
    """All nodes of a tree but those that only type checkers see."""
    pending = [tree]
    while pending:
        node = pending.pop()
        yield node
        match node:
            case ast.If(test=ast.Name("TYPE_CHECKING"), orelse=others):
                pending.extend(others)
            case _:
                pending.extend(ast.iter_child_nodes(node))


def test_only_the_standard_library_is_imported(generated: Path) -> None:
    for path in generated.rglob("*.py"):
        if {"tests", "strategies"} & {*path.relative_to(generated).parts}:
            continue
        package = path.relative_to(generated).parts[0]
        asked = {OPTIONS.get(package, {}).get("json")}
        for node in run_time(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Import():
                    roots = {name.name.partition(".")[0] for name in node.names}
                case ast.ImportFrom(level=0, module=module):
                    roots = {str(module).partition(".")[0]}
                case _:
                    continue
            assert roots <= sys.stdlib_module_names | asked, (
                f"{path}:{node.lineno}: imports {roots}"
            )


def test_pytest_takes_no_class_for_tests_of_its_own(tmp_path: Path) -> None:
    """Objects may be called as tests are: only the generated tests are found, without a warning."""
    run = {"type": "object", "properties": {"kind": {"enum": ["whole", "part"]}}}
    api = api_model(TestRun=run, TestKind={"enum": ["a", "b"]}, Test={"anyOf": [run, True]})
    for enums in ("literal", "strenum"):
        files = typewright.generate(api, package=f"with_{enums}", enums=enums)
        write(files, tmp_path)
    assert_tests_pass(tmp_path)


def test_generated_tests_ask_for_no_more_than_their_options_promise(tmp_path: Path) -> None:
    """Python has no time of nanoseconds; what is dropped may be demanded; and a tag that is added
    may tell that an object is of another class.
    """
    api = api_model(
        Moment={
            "type": "object",
            "properties": {
                "at": {
                    "type": "string",
                    "format": "date-time",
                    "examples": ["2020-01-04T10:44:24.496525531Z"],
                }
            },
        },
        Schedule={
            "type": "object",
            "properties": {"interval": {"enum": ["daily", "cron"]}},
            "required": ["interval"],
            "if": {"properties": {"interval": {"const": "cron"}}},
            "then": {"required": ["cronjob"]},
        },
        Login={
            "type": "object",
            "properties": {"kind": {"enum": ["none", "plain"], "default": "none"}},
            "discriminator": {
                "propertyName": "kind",
                "mapping": {"none": "NoLogin", "plain": "PlainLogin"},
            },
        },
        NoLogin={"allOf": [ref("Login")]},
        PlainLogin={"allOf": [ref("Login"), {"properties": {"name": {"type": "string"}}}]},
        Account={"type": "object", "properties": {"login": ref("Login")}},
    )
    for name, options in {
        "times": {"formats": "native"},
        "dropped": {"unknown_members": "drop"},
        "applied": {"defaults": "apply"},
        "all_of_them": {"formats": "native", "unknown_members": "drop", "defaults": "apply"},
    }.items():
        write(typewright.generate(api, package=name, **options), tmp_path)
    assert_tests_pass(tmp_path)


def assert_tests_pass(folder: Path) -> None:
    command = [sys.executable, "-W", "error", "-m", "pytest", "-q", "-p", "no:cacheprovider", "."]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:]
