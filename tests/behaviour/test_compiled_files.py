"""Compiled modules as files: one that cannot be used is passed over, and who generates is told."""

from __future__ import annotations

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from zipfile import ZipFile

import pytest
from click.testing import CliRunner

from compilers import STATE, need_compiler, package, run
from typewright import extension
from typewright.cli.commands import cli
from typewright.diagnostics import InputError
from typewright.extension.build import build_package, file_name
from typewright.extension.package import read_package


@pytest.fixture(autouse=True)
def _quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CFLAGS", "-O0")  # compiling takes the time here


def test_a_module_that_is_cut_off_is_passed_over(tmp_path: Path) -> None:
    """Wherever the cut is, as when a disk is full; the loader of Linux would end the process."""
    need_compiler()
    compiled = extension.build(package(tmp_path)).path
    whole = compiled.read_bytes()
    for length in (0, 4, 5, 63, 64, 1000, *range(8192, len(whole), 8192), len(whole) - 1):
        compiled.unlink()  # the next one is another file, not that one changed
        compiled.write_bytes(whole[:length])
        assert run(tmp_path, STATE) == "False", length
    compiled.write_bytes(whole)
    assert run(tmp_path, STATE) == "True"


def test_a_module_that_cannot_be_loaded_is_passed_over(tmp_path: Path) -> None:
    folder = package(tmp_path)
    for text in ("value = (\n", "raise SystemError\n", "\0", "adopt = SOURCES = None\n"):
        (folder / "_compiled.py").write_text(text)
        assert run(tmp_path, STATE) == "False", text


def test_packages_are_used_from_archives_and_under_other_names(tmp_path: Path) -> None:
    """A compiled module moves with its package; an archive cannot give one."""
    need_compiler()
    folder = package(tmp_path / "here")
    extension.build(folder)
    with ZipFile(tmp_path / "archive.zip", "w") as archive:
        for path in folder.rglob("*.*"):
            archive.write(path, path.relative_to(folder.parent))
    assert run(tmp_path, STATE, PYTHONPATH="archive.zip") == "False"
    outer = tmp_path / "outer"
    outer.mkdir()
    folder.rename(outer / "renamed")
    assert run(tmp_path, STATE.replace("things", "outer.renamed")) == "True"


def test_who_generates_is_told_of_modules_that_are_not_used(tmp_path: Path) -> None:
    need_compiler()
    source, output = tmp_path / "thing.json", tmp_path / "out"
    command = [str(source), "--package", "things", "--output", str(output)]
    command += ["--option", "compiled=true", "--option", "fixtures=false", "--no-cache"]

    def warned(name: str) -> list[str]:
        result = CliRunner().invoke(cli, [name, *command, "--format", "json"])
        assert result.exit_code == 0, result.output
        found = json.loads(result.stdout)["diagnostics"]
        return [each["message"] for each in found if each["code"] == "extension/outdated"]

    for kind in ("string", "integer"):
        source.write_text(json.dumps({"type": "object", "properties": {"size": {"type": kind}}}))
        stale = [f"{path}" for path in (output / "things").glob("_compiled*")]
        assert len(stale) == (kind == "integer")
        for name in ("generate", "check"):
            for path, message in zip(stale, warned(name), strict=True):
                assert path in message
        extension.build(output / "things")
        assert warned("generate") == warned("check") == []


def test_what_a_compiler_says_is_told_in_whatever_encoding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiler = tmp_path / "compiler"
    compiler.write_bytes(b"#!/bin/sh\necho 'error: caf\xe9' >&2\nexit 1\n")
    compiler.chmod(0o755)
    monkeypatch.setenv("CC", str(compiler))
    with pytest.raises(InputError, match="the C compiler has failed: error: caf"):
        extension.build(package(tmp_path))


def test_a_python_with_free_threads_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When a package is compiled for it: its compiled module would never be used."""
    need_compiler()
    monkeypatch.setenv("CFLAGS", "-DPy_GIL_DISABLED=1")
    with pytest.raises(InputError, match="not for Pythons with free threads"):
        extension.build(package(tmp_path))


def test_a_package_is_compiled_twice_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = Barrier(2, timeout=60)

    def compiled(folder: Path, files: object) -> None:
        (folder / file_name()).write_bytes(b"module")

    def copied(source: Path, target: Path) -> None:
        target.write_bytes(source.read_bytes())
        both.wait()  # none is in its place before the other one has been written

    monkeypatch.setitem(build_package.__globals__, "_compile", compiled)
    monkeypatch.setattr(shutil, "copyfile", copied)
    folder = package(tmp_path)
    once = read_package(folder)  # Python 3.11 cannot parse in two threads at once, at times
    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(build_package, (once, once), (folder, folder))
    assert first.path == second.path
    assert first.path.read_bytes() == b"module"
    assert [path for path in folder.iterdir() if "_compiled" in path.name] == [first.path]
