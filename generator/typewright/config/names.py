"""Names of packages: which are allowed, and what a package is called when nobody says."""

from __future__ import annotations

import keyword
import re
import sys
import unicodedata
from collections.abc import Sequence
from pathlib import PurePosixPath

_DEVICE = re.compile(r"con|prn|aux|nul|com\d|lpt\d", re.IGNORECASE)
_LONGEST = 100
_UNTELLING = frozenset(("api", "index", "openapi", "schema", "schemas", "spec", "swagger"))


def objection(name: str) -> str | None:
    """Why a package may not be called ``name``, or ``None`` when it may."""
    if not (name.isascii() and name.isidentifier()):
        return "a package name is made of ASCII letters, digits and '_', and begins with no digit"
    if len(name) > _LONGEST:
        return f"it is longer than {_LONGEST} characters"
    if name.startswith("__") and name.endswith("__"):
        return "names that begin and end with '__' are kept for Python itself"
    if keyword.iskeyword(name):
        return "it is a keyword of Python"
    if _DEVICE.fullmatch(name):
        return "it is the name of a device on Windows"
    if name in sys.stdlib_module_names:
        return "it would hide a module of Python's standard library"
    return None


def default_name(sources: Sequence[str], title: str) -> str:
    """A package name for sources that come without one: always allowed.

    It is made of the file's name, of the common folder's name for several files, or of the
    document's ``title`` for a file name that tells nothing (``openapi.yaml``, standard input).
    """
    paths = [PurePosixPath(source) for source in sources if source != "-"]
    if len(sources) == len(paths) == 1 and paths[0].stem.casefold() not in _UNTELLING:
        candidates = [paths[0].stem, title]
    elif len(paths) > 1 and len({path.parent for path in paths}) == 1:
        candidates = [paths[0].parent.name, title]
    else:
        candidates = [title, *(path.stem for path in paths[:1])]
    names = (_identifier(candidate) for candidate in candidates)
    return next((name for name in names if name), "api")


def _identifier(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    words = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", plain)
    name = re.sub(r"[^a-z0-9]+", "_", words.lower()).strip("_")[:60].rstrip("_")
    if not name:
        return ""
    return name if objection(name) is None else f"api_{name}"
