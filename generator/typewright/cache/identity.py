"""Which program this is: what two runs must have in common to make the same of the same input."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parent.parent


@cache
def identity() -> str:
    """A hash of our own code and templates, byte by byte, of Python, and of the name and version of
    every installed distribution.
    """
    found = hashlib.sha256(f"{sys.version}\n{sys.platform}\n".encode())
    for path in _files():
        found.update(f"\n{path}\n".encode())
        with open(path, "rb") as file:
            found.update(file.read())
    for name in sorted(_distributions()):
        found.update(f"\n{name}".encode())
    return found.hexdigest()


def _files() -> list[str]:
    """All files of ours that a run may use, sorted."""
    packaged = _PACKAGE / "templates"
    folders = [_PACKAGE] if packaged.is_dir() else [_PACKAGE, _PACKAGE.parent.parent / "templates"]
    return sorted(
        os.path.join(folder, name)
        for start in folders
        for folder, _, names in os.walk(start)
        for name in names
        if not name.endswith((".pyc", "~"))
    )


def _distributions() -> Iterator[str]:
    """The names of the folders in which installed distributions describe themselves."""
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")
        except OSError:
            continue
        yield from (name for name in names if name.endswith((".dist-info", ".egg-info")))
