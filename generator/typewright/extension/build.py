"""From a generated package to a module that Python loads."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from typewright.diagnostics import InputError, codes
from typewright.extension.assemble import Sources, assemble
from typewright.extension.compiler import FLAGS
from typewright.extension.package import Package, read_package
from typewright.source import NOWHERE
from typewright.values import dataclass

if TYPE_CHECKING:
    from setuptools import Extension

NAME = "_compiled"
"""The module that is compiled, in its package."""


@dataclass(frozen=True)
class Built:
    """A compiled module: its file, how many functions it has, and the names of those it lacks."""

    path: Path
    compiled: int
    left: tuple[str, ...]


def file_name() -> str:
    """The name of a compiled module for the Python that runs."""
    return f"{NAME}{sysconfig.get_config_var('EXT_SUFFIX')}"


def write_sources(package: Path, folder: Path) -> Sources:
    """Writes the C files of the generated ``package`` to ``folder``.

    Raises ``InputError`` as ``read_package`` does.
    """
    return write_package(read_package(package), folder)


def write_package(package: Package, folder: Path) -> Sources:
    """Writes the C files of a package that has been read."""
    made = assemble(package)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in made.files.items():
        (folder / name).write_text(text, encoding="ascii", newline="\n")
    return made


def build(package: Path, into: Path | None = None) -> Built:
    """Compiles the generated ``package`` to a module in ``into``, by default in the package.

    Raises ``InputError`` when the package cannot be compiled, when there is no compiler, and when
    the system refuses to read or to write.
    """
    folder = package if into is None else into
    try:
        return build_package(read_package(package), folder)
    except OSError as error:
        path, reason = error.filename or folder, error.strerror or str(error)
        raise InputError(codes.output.INACCESSIBLE.at(NOWHERE, path=path, reason=reason)) from error


def build_package(package: Package, folder: Path) -> Built:
    """Compiles a package that has been read to a module in ``folder``."""
    with TemporaryDirectory(prefix="typewright-") as scratch:
        made = write_package(package, Path(scratch))
        _compile(Path(scratch), [name for name in made.files if name.endswith(".c")])
        # It appears in one step: a program may have loaded the one that was there before.
        target = folder / file_name()
        partial = folder / f".{target.name}.{Path(scratch).name}"
        folder.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copyfile(Path(scratch) / target.name, partial)
            os.replace(partial, target)
        finally:
            partial.unlink(missing_ok=True)
    return Built(target, made.compiled, made.left)


def _compile(folder: Path, files: list[str]) -> None:
    if find_spec("setuptools") is None:
        raise InputError(codes.extension.NO_SETUPTOOLS.at(NOWHERE))
    command = [sys.executable, "-m", "typewright.extension.compiler", NAME, *files]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)  # noqa: S603
    if done.returncode:
        text = done.stderr.decode(errors="replace")  # compilers say it in any encoding
        lines = [*filter(None, text.splitlines()), "no message"]
        said = next((line for line in lines if "error" in line), lines[-2 if lines[1:] else 0])
        raise InputError(codes.extension.COMPILER.at(NOWHERE, problem=said.strip()))


def for_setuptools(package: str, name: str, folder: str = "build/typewright") -> Extension:
    """What ``ext_modules`` of a setup.py takes: the module of the generated ``package``, a path.

    ``name`` is that of the package when it is imported. The C files are written to a folder of that
    name in ``folder``; both paths start where setup.py is. Raises ``InputError`` as
    ``read_package`` does. Where nothing can be compiled, setuptools goes on without.
    """
    from setuptools import Extension

    place = Path(folder, name)
    made = write_sources(Path(package), place)
    files = [(place / each).as_posix() for each in made.files if each.endswith(".c")]
    return Extension(f"{name}.{NAME}", files, extra_compile_args=list(FLAGS), optional=True)
