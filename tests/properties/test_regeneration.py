"""Runs with a cache say and write what runs without one do, whatever has happened in between."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from typewright.cache.store import FOLDER_VARIABLE
from typewright.cli.commands import cli

Edit: TypeAlias = Callable[[Path], None]
"""Something that happens to a project between two runs."""

SIZES = ("maximum", "minimum")


def schema(version: int) -> str:
    """Objects that refer to each other and to another file; some versions warn, one is broken."""
    thing = {
        "type": "object",
        "properties": {
            "id": {"type": "string", "maxLength": version},
            "part": {"$ref": "#/$defs/Part"},
            "shared": {"$ref": "../common/shared.json#/$defs/Word"},
        },
        "required": ["id"],
    }
    part = {"type": "object", "properties": {"size": {"type": "integer", SIZES[version % 2]: "7"}}}
    if version == 3:
        thing["properties"] = {"gone": {"$ref": "#/$defs/Nothing"}, "not": {"not": part}}
    text = json.dumps({"$defs": {"Thing": thing, "Part": part}}, indent=2 if version < 3 else None)
    return text[:-1] if version == 5 else text


def description(version: int) -> str:
    """The same as YAML, which is read in blocks, or with an anchor or a wrong end as a whole."""
    lines = [
        *("openapi: 3.1.0", "info: {title: T, version: '1'}", "components:", "  schemas:"),
        *("    Pet:", "      type: object", "      properties:"),
        f"        name: {{type: string, minLength: {version // 2}}}",
        *("        kind: {$ref: '#/components/schemas/Kind'}", "    Kind:", "      type: string"),
        *(
            f"      description: {word}"
            for word in ("Words.", "&it Words.", '"Words.')[version % 3 :][:1]
        ),
        *("      minLength: '1'", ""),
    ]
    return "\n".join(lines if version < 4 else [*lines[:9], "", "# " * version, *lines[9:]])


def project(*packages: str, head: str = "") -> str:
    return f"[tool.typewright]\n{head}\n" + "\n".join(packages)


def package(name: str, options: str = "", more: str = "", output: str = "gen") -> str:
    return (
        f'[[tool.typewright.package]]\nname = "{name}"\nsources = ["spec/*"]\n{more}\n'
        f'[tool.typewright.package.targets.python]\noutput = "{output}"\n{options}\n'
    )


PROJECTS = (
    project(package("one")),
    project(package("one", "strategies = true")),
    project(package("one", 'defaults = "apply"'), package("two", output="other")),
    project(package("one"), package("two")),
    project(package("one", more='overlays = ["fix.yaml"]')),
    project(package("one", more='resources = ["common/shared.json"]\ninclude = ["Thing"]')),
    project(package("one"), head="strict = true"),
    project(package("one", 'enums = "wrong"')),
)
OVERLAYS = tuple(
    'overlay: 1.0.0\ninfo: {title: t, version: "1"}\nactions:\n'
    f"  - target: $['$defs'].{name}\n    update: {{description: A {name}.}}\n"
    for name in ("Thing", "Part", "Nothing")
)
SHARED = (
    *(f'{{"$defs": {{"Word": {{{word}}}}}}}' for word in ('"type": "string"', '"enum": ["a"]')),
    '{"$defs": {"Word": {"type": "strong"}}}',
    "{",
)
OUTPUT = ("one/__init__.py", "one/models/thing.py", "one/fixtures/part.json", "mine.py")


def write(name: str, text: str) -> Edit:
    def edit(folder: Path) -> None:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)

    return edit


def change(name: str, keep_times: bool) -> Edit:
    """Change a file without changing its size, and perhaps turn its clock back."""

    def edit(folder: Path) -> None:
        path = folder / name
        if path.is_file() and path.stat().st_size:
            before = path.stat()
            content = path.read_bytes()
            path.write_bytes(content[:-1] + (b" " if content[-1:] == b"\n" else b"\n"))
            if keep_times:
                os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    return edit


def remove(name: str) -> Edit:
    def edit(folder: Path) -> None:
        path = folder / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)

    return edit


def nothing(_: Path) -> None:
    """Nothing happens."""


TEXTS = [
    *(write("spec/things.json", schema(version)) for version in range(6)),
    *(write("spec/more.json", json.dumps({"$id": "urn:more", "title": t})) for t in ("X", "Y")),
    *(write("common/shared.json", text) for text in SHARED),
    *(write("fix.yaml", text) for text in OVERLAYS),
    *(write("pyproject.toml", text) for text in PROJECTS),
    *(write("spec/api.yaml", description(version)) for version in range(6)),
]
EDITS: st.SearchStrategy[Edit] = st.one_of(
    st.just(nothing),
    st.sampled_from(TEXTS),
    st.sampled_from(SHARED).map(lambda text: write("common/shared.json", text)),
    st.sampled_from(["spec/more.json", "spec/api.yaml", "common/shared.json", "fix.yaml"]).map(
        remove
    ),
    st.integers(0, 5).map(lambda version: write("spec/api.yaml", description(version))),
    st.sampled_from([f"gen/{name}" for name in (*OUTPUT, ".typewright-manifest.json")]).map(remove),
    st.sampled_from(["gen", "gen/one/models"]).map(remove),
    st.builds(change, st.sampled_from([f"gen/{name}" for name in OUTPUT]), st.booleans()),
    st.sampled_from(OUTPUT).map(lambda name: write(f"gen/{name}", "mine = 1\n")),
)


def damage(how: str, place: int) -> Edit:
    """Something that happens to the cache."""

    def edit(folder: Path) -> None:
        entries = sorted(folder.iterdir()) if folder.is_dir() else []
        if how == "lost" or not entries:
            shutil.rmtree(folder, ignore_errors=True)
            return
        path = entries[place % len(entries)]
        content = path.read_bytes()
        cut = place % len(content) if content else 0
        match how:
            case "cut":
                path.write_bytes(content[:cut])
            case "flipped":
                path.write_bytes(content[:cut] + bytes([content[cut] ^ 4]) + content[cut + 1 :])
            case "swapped":
                path.write_bytes(entries[(place + 1) % len(entries)].read_bytes())
            case "removed":
                path.unlink()

    return edit


DAMAGES = st.builds(
    damage,
    st.sampled_from(["lost", "cut", "flipped", "swapped", "removed"]),
    st.integers(0, 1 << 20),
)
COMMANDS = st.sampled_from(
    [
        ("generate",),
        ("generate",),
        ("generate", "--force"),
        ("generate", "--strict"),
        ("generate", "--package", "one"),
        ("generate", "--format", "json"),
        ("check",),
        ("check", "--strict", "--format", "json"),
        ("lint",),
        ("generate", "spec/things.json", "-o", "gen", "--package", "one"),
        ("check", "spec/things.json", "-o", "gen", "--package", "one"),
    ]
)
STEPS = st.lists(st.tuples(EDITS, st.none() | DAMAGES, COMMANDS), min_size=2, max_size=8)


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def run(folder: Path, *arguments: str) -> tuple[int, str, str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        result = CliRunner().invoke(cli, arguments)
    return result.exit_code, result.stdout, result.stderr


def test_no_sequence_of_edits_makes_a_cache_show(long: bool) -> None:
    @settings(max_examples=60 if long else 5, suppress_health_check=list(HealthCheck))
    @given(STEPS)
    def law(steps: list[tuple[Edit, Edit | None, tuple[str, ...]]]) -> None:
        compare(steps)

    law()


def test_everything_that_a_run_depends_on_counts() -> None:
    edits = (
        nothing,
        *(write("common/shared.json", text) for text in (SHARED[1], SHARED[2])),
        remove("common/shared.json"),
        write("pyproject.toml", PROJECTS[4]),
        write("fix.yaml", OVERLAYS[1]),
        write("spec/more.json", json.dumps({"title": "X"})),
        *(write("spec/api.yaml", description(version)) for version in (2, 4, 1, 5, 0)),
        write("pyproject.toml", PROJECTS[1]),
        change("gen/one/models/thing.py", keep_times=True),
    )
    compare([(edit, None, ("generate",)) for edit in edits])


def compare(steps: list[tuple[Edit, Edit | None, tuple[str, ...]]]) -> None:
    """Do the same to two projects, of which only one is generated with a cache."""
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        cached, clean, cache = (Path(name, each) for each in ("a", "b", "cache"))
        patch.setenv(FOLDER_VARIABLE, os.fspath(cache))
        for folder in (cached, clean):
            api = write("spec/api.yaml", description(0))
            for edit in (TEXTS[0], TEXTS[8], write("fix.yaml", OVERLAYS[0]), api):
                edit(folder)
            write("pyproject.toml", PROJECTS[0])(folder)
        for edit, harm, command in steps:
            if harm is not None:
                harm(cache / "typewright")
            edit(cached)
            edit(clean)
            said = run(cached, *command)
            assert said == run(clean, *command, "--no-cache")
            assert said[0] != 3, said
            assert tree(cached) == tree(clean)
            assert run(cached, "check") == run(clean, "check", "--no-cache")
