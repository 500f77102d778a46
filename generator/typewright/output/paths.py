"""Which paths may be written below an output root.

A target, a plug-in or a manifest may say any path at all; what is refused here never reaches the
file system. The rules are those of all common systems at once, so that output made on one can be
checked out on another.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff<>:"|?*\\]')
_LONGEST_NAME = 255

RESERVED_PREFIX = ".typewright"
"""How the names of the files begin that this package keeps for itself in an output root."""


def objection(path: str) -> str | None:
    """Why ``path`` may not be written below an output root, or ``None`` when it may.

    A path that may is relative, has ``/`` between its parts, does not leave the root, and means the
    same file on Linux, macOS and Windows.
    """
    if not path:
        return "it is empty"
    if path.startswith("/"):
        return "it is absolute"
    for part in path.split("/"):
        if reason := _objection_to_name(part):
            return reason
    return None


@lru_cache(maxsize=65536)  # many folders hold files of the same names
def _objection_to_name(name: str) -> str | None:
    if not name:
        return "it has an empty part"
    if name in (".", ".."):
        return f"it has the part '{name}'"
    if found := _FORBIDDEN.search(name):
        return f"it has the character U+{ord(found[0]):04X}, which not every file system allows"
    if name[-1] in ". ":
        return "a part of it ends with a dot or a blank, which Windows drops"
    if _DEVICE.match(name):
        return f"'{name}' is the name of a device on Windows"
    if len(name.encode()) > _LONGEST_NAME:
        return f"a part of it is longer than {_LONGEST_NAME} bytes"
    if fold(name) in (".git", "git~1"):
        return "it leads into the data of Git"
    if fold(name).startswith(RESERVED_PREFIX):
        return f"names that begin with '{RESERVED_PREFIX}' are kept for Typewright itself"
    return None


def clashes(paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of different paths that cannot both be files on every file system.

    That is when they differ only in letter case or in Unicode normal form, or when one of them is
    a folder of the other.
    """
    seen: dict[str, str] = {}
    for path in sorted(paths):
        folded = fold(path)
        if folded in seen:
            yield seen[folded], path
        seen.setdefault(folded, path)
    parents = set(map(above, seen))
    if seen.keys().isdisjoint(folder for one in parents for folder in (one, *folders(one))):
        return
    for folded, path in seen.items():
        for folder in folders(folded):
            if folder in seen:
                yield seen[folder], path


def above(path: str) -> str:
    """The folder that a file or folder is in; the root is an empty text."""
    return path.rpartition("/")[0]


def folders(path: str) -> Iterator[str]:
    """All folders above ``path`` inside the root, the nearest first."""
    while path := above(path):
        yield path


def fold(text: str) -> str:
    """A path as file systems see it that tell neither letter case nor normal forms apart."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", text.casefold())
