"""Packages that can be compiled: which of their files matter to that, and the digest of these."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

GUARD = "_extension.py"
"""The file of a package that looks for what was compiled of it."""

SUPPORT = "_support.py"
"""The file of a package with what all its modules share."""

VALIDATORS = "validators"
MODELS = "models"
"""The folders of a package with functions that read and test, and with classes."""


def is_covered(path: str) -> bool:
    """Whether what is compiled depends on a file of a package."""
    folder, _, name = path.rpartition("/")
    return path == SUPPORT or (name.endswith(".py") and folder in (VALIDATORS, MODELS))


def digest(texts: Mapping[str, str]) -> str:
    """A hash over the files of a package that matter, given by their paths in it."""
    found = hashlib.sha256()
    for path in sorted(filter(is_covered, texts)):
        for part in (path, texts[path]):
            data = part.encode("utf-8", "surrogatepass")
            found.update(b"%d:" % len(data))
            found.update(data)
    return found.hexdigest()
