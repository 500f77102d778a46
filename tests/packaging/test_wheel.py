"""The wheel alone, in an environment of its own, does what the checkout does. Runs with --wheel."""

from __future__ import annotations

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from corpora import ROOT

PAGE = ROOT / "spec" / "reference" / "uploads.txt"


@pytest.fixture(scope="module", autouse=True)
def _only_when_asked_for(request: pytest.FixtureRequest) -> None:
    if not request.config.getoption("--wheel"):
        pytest.skip("builds a wheel: run with --wheel")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True)
    (path,) = folder.glob("*.whl")
    return path


CACHES = {"__pycache__", ".ruff_cache"}
"""Folders that tools leave beside what they have read."""


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and CACHES.isdisjoint(path.parts)
    }


def test_the_wheel_holds_the_package_and_the_templates_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packed = {name: archive.read(name) for name in archive.namelist()}
    prefix = "typewright/templates/"
    templates = {
        name.removeprefix(prefix): data for name, data in packed.items() if name.startswith(prefix)
    }
    assert templates == files(ROOT / "templates")
    ours = {
        name.removeprefix("typewright/"): data
        for name, data in packed.items()
        if name.startswith("typewright/") and not name.startswith(prefix)
    }
    assert ours == files(ROOT / "generator" / "typewright")
    assert all(name.startswith("typewright") for name in packed)


def test_the_wheel_generates_a_package_that_can_be_used(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "venv"
    venv.create(home, with_pip=True)
    scripts = home / ("Scripts" if sys.platform == "win32" else "bin")
    python = str(scripts / "python")
    constraints = str(ROOT / "constraints.txt")
    install = [python, "-m", "pip", "install", "--quiet", "--constraint", constraints, str(wheel)]
    subprocess.run(install, check=True)
    page = tmp_path / "page.txt"
    page.write_bytes(PAGE.read_bytes())
    generate = [str(scripts / "typewright"), "generate", "page.txt", "-o", "out"]
    subprocess.run(generate, check=True, cwd=tmp_path)
    (package,) = [path.name for path in (tmp_path / "out").iterdir() if path.is_dir()]
    program = f"import {package} as p; print(p.Upload.__name__)"
    result = subprocess.run(
        [python, "-I", "-c", f"import sys; sys.path.insert(0, 'out'); {program}"],
        check=True,
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert result.stdout == "Upload\n"
