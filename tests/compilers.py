"""Generated packages that are compiled in tests, where there is a C compiler."""

from __future__ import annotations

import importlib
import itertools
import os
import shutil
import sys
import sysconfig
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import ModuleType

import pytest

from packages import write
from typewright import extension
from typewright.extension.package import package_of
from typewright.targets.python.compiled import digest, is_covered

_numbers = itertools.count()


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
