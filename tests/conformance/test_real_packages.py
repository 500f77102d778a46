"""Packages of real specs: they import, read and write what they should, and other people's tools
find nothing in them.
"""

from __future__ import annotations

import importlib
import pkgutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import pytest

import typewright
from corpora import corpora_path
from packages import Codec, write
from typewright import Model, fixtures

pytestmark = pytest.mark.corpus

SMALL = {
    "petstore_2": "openapi/petstore-expanded-2.0.json",
    "petstore_3": "openapi/petstore-expanded-3.0.json",
    "petstore_files": "openapi/petstore-separate-2.0/spec/swagger.yaml",
    "petstore_server": "openapi/swagger-petstore-3.0.4.yaml",
    "tictactoe": "openapi/tictactoe-3.1.yaml",
    "museum": "openapi/museum-3.1.yaml",
}
LARGE = {
    "openai_2025_02": "openai/openapi-2025-02-10.yaml",
    "openai_2025_04": "openai/openapi-2025-04-29.yaml",
    "openai_2026_05": "openai/openapi-2026-05-13.yaml",
    "openai_2026_08": "openai/openapi-2026-08-21.yaml",
    "digitalocean": "openapi/digitalocean/DigitalOcean-public.v2.yaml",
    "digitalocean_bundled": "derived/digitalocean-bundled.json",
    "discord": "openapi/discord-3.1.json",
    "docker": "openapi/docker-engine-1.55-swagger2.yaml",
    "mistral": "openapi/mistral-3.1.yaml",
    "rebilly": "openapi/rebilly-3.0.yaml",
    **{
        f"schema_{name.replace('-', '_').replace('.', '_')}": f"json-schemas/{name}/schema.json"
        for name in ("compose-spec", "cyclonedx-1.6", "github-workflow", "geojson", "package")
    },
}
"""The rest, with ``--long``."""

LATER = {
    *("openai_2025_02", "openai_2025_04", "openai_2026_05", "digitalocean_bundled"),
    *("discord", "mistral"),
}
"""Those that other people's tools see with ``--exhaustive`` alone, since tools take minutes."""

STEP = 5
"""Every so manieth file is formatted, all of them with ``--exhaustive``."""


def model_of(spec: str) -> Model:
    return typewright.load(corpora_path(*spec.split("/")), include_operations=True)


@contextmanager
def imported(model: Model, name: str, folder: Path) -> Iterator[ModuleType]:
    """The package of a model, with all of its modules imported."""
    write(typewright.generate(model, package=name), folder)
    sys.path.insert(0, str(folder))
    try:
        package = importlib.import_module(name)
        for module in pkgutil.walk_packages(package.__path__, f"{name}."):
            importlib.import_module(module.name)
        yield package
    finally:
        sys.path.remove(str(folder))
        for module_name in [one for one in sys.modules if one.partition(".")[0] == name]:
            del sys.modules[module_name]


@pytest.mark.parametrize("name", SMALL | LARGE)
def test_packages_import_read_and_write(name: str, long: bool, tmp_path: Path) -> None:
    if not long and name in LARGE:
        pytest.skip("long: run with --long")
    model = model_of((SMALL | LARGE)[name])
    sets, _ = fixtures.make(model)
    with imported(model, name, tmp_path) as package:
        for key, made in sets.items():
            codec = Codec(package, model, key)
            for valid in made.valid:
                assert codec.validate(valid.value) == [], (key, valid.name)
                decoded = codec.decode(valid.value)
                encoded = codec.encode(decoded)
                assert encoded == valid.value, (key, valid.name)
                assert codec.decode(encoded) == decoded, (key, valid.name)
            for invalid in made.invalid:
                assert codec.validate(invalid.value), (key, invalid.name)
                with pytest.raises(package.ValidationError):
                    codec.decode(invalid.value)


@pytest.fixture(scope="session")
def generated(exhaustive: bool, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("real")
    for name, spec in (SMALL | LARGE).items():
        if exhaustive or name not in LATER:
            write(typewright.generate(model_of(spec), package=name), folder)
    return folder


def test_mypy_finds_nothing(long: bool, exhaustive: bool, request: pytest.FixtureRequest) -> None:
    if not long and not exhaustive:
        pytest.skip("long: run with --long")
    command = ["mypy", "--strict", "--no-incremental", "--config-file=", "."]
    run(command, request.getfixturevalue("generated"))


def test_pyright_finds_nothing(
    long: bool, exhaustive: bool, request: pytest.FixtureRequest
) -> None:
    """A package at a time: what pyright knows of them all does not fit into its memory."""
    if not long and not exhaustive:
        pytest.skip("long: run with --long")
    folder: Path = request.getfixturevalue("generated")
    for package in sorted(path.name for path in folder.iterdir()):
        run(["pyright", "--pythonpath", sys.executable, package], folder)


def test_black_changes_nothing(
    long: bool, exhaustive: bool, request: pytest.FixtureRequest
) -> None:
    if not long and not exhaustive:
        pytest.skip("long: run with --long")
    folder: Path = request.getfixturevalue("generated")
    files = sorted(str(path.relative_to(folder)) for path in folder.rglob("*.py"))
    chosen_files = files[:: 1 if exhaustive else STEP]
    for start in range(0, len(chosen_files), 2000):  # a command line has an end
        command = ["black", "--check", "--quiet", "--config=/dev/null", "--workers=1"]
        run([*command, *chosen_files[start : start + 2000]], folder)


def run(command: list[str], folder: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout[-4000:] + result.stderr[-2000:]
