"""Output roots for tests: two versions of one package, writing them and reading them back."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from typewright.output import Plan, Wanted, write
from typewright.output.manifest import MANIFEST

ONE = {"p/__init__.py": "", "p/a.py": "a = 1\n", "p/sub/b.py": "b = 1\n"}
TWO = {"p/__init__.py": "# two\n", "p/a.py": "a = 2\n", "p/c.py": "c = 2\n"}


def tree(root: Path) -> dict[str, str]:
    """All files below ``root`` but the manifest, with their text."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes().decode()
        for path in sorted(root.rglob("*"))
        if path.is_file() and path.name != MANIFEST
    }


def put(
    root: Path, files: Mapping[str, str], owner: str = "python:p", *, force: bool = False
) -> Plan:
    """Write one package; the plan that was carried out."""
    (done,), _ = write([Wanted(root, {owner: files})], force=force)
    return done
