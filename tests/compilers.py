"""Generated packages that are compiled in tests, where there is a C compiler."""

from __future__ import annotations

import importlib
import itertools
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from packages import emitted, shaped_model, write
from typewright import extension
from typewright.extension.package import package_of
from typewright.targets.python.compiled import digest, is_covered

_numbers = itertools.count()

_THING: dict[str, Any] = {
    "title": "Thing",
    "type": "object",
    "required": ["id", "kind", "size"],
    "properties": {
        "id": {"type": "string"},
        "kind": {"enum": ["a", "b"]},
        "size": {"type": "integer", "minimum": 1},
        "part": {"$ref": "#"},
    },
}


def package(folder: Path, **options: Any) -> Path:
    """A generated package of one small object in ``folder``."""
    write(emitted(shaped_model(_THING), "things", compiled=True, **options).files, folder)
    return folder / "things"


def run(folder: Path, program: str, **variables: str) -> str:
    """What a program prints that runs beside the package."""
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=folder,
        # Files change more often here than caches of bytecode can tell, once in a second.
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


STATE = """
from things import Thing, _extension
Thing.from_dict({"id": "", "kind": "a", "size": 1})
print(_extension.COMPILED)
"""
"""A program that reads an object of the package, and prints whether that is used as compiled."""


def need_compiler() -> None:
    """Skips the calling test where nothing can be compiled, and fails it under ``CI=true``."""
    command = str(sysconfig.get_config_var("CC") or "cl").split()[0]
    header = Path(sysconfig.get_path("include"), "Python.h")
    if shutil.which(command) is None or not header.is_file():
        reason = f"nothing can be compiled without {command} and {header.name}"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)


@contextmanager
def compiled_together(
    packages: Mapping[str, Mapping[str, str]], folder: Path
) -> Iterator[Mapping[str, ModuleType]]:
    """Many packages in one compiled module, since that takes far less time; by their names.

    Each is a part of one large package, whose compiled module stands in for that of each.
    """
    name = f"together_{next(_numbers)}"
    root = folder / name
    for files in packages.values():
        write(files, root)
    (root / "__init__.py").write_text("")
    texts = {
        path: text
        for package, files in packages.items()
        for path, text in files.items()
        if is_covered(path.removeprefix(f"{package}/"))
    }
    built = extension.build_package(package_of(name, texts), root)
    assert built.compiled
    sys.path.insert(0, str(folder))
    try:
        whole = importlib.import_module(f"{name}._compiled")
        for package, files in packages.items():
            part = ModuleType(f"{name}.{package}._compiled")
            part.__dict__["SOURCES"] = digest(
                {path.removeprefix(f"{package}/"): text for path, text in files.items()}
            )
            part.__dict__["adopt"] = partial(_adopt, whole, package)
            sys.modules[part.__name__] = part
        yield {each: importlib.import_module(f"{name}.{each}") for each in packages}
    finally:
        sys.path.remove(str(folder))
        for module in [each for each in sys.modules if each.partition(".")[0] == name]:
            del sys.modules[module]


def _adopt(whole: ModuleType, package: str, name: str, names: dict[str, object]) -> None:
    whole.adopt(f"{package}.{name}", names)
