"""Keys of recovered objects: functions of what an object is, never of its place among others."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator

from typewright.loaders.reference_page.blocks import Block, Said

_VALID = re.compile(r"[A-Za-z0-9._-]+")
_WORD = re.compile(r"[A-Za-z0-9._-]+")


def key(title: str) -> str:
    """``title`` as a component's key (OpenAPI 3.1, section 4.8.7): unchanged where it is one.

    Other titles become their words with capitals, run together: ``Auto Chunking Strategy`` becomes
    ``AutoChunkingStrategy``. Titles without an ASCII letter or digit are named by code points.
    """
    if _VALID.fullmatch(title):
        return title
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    words = _WORD.findall(plain)
    joined = "".join(word[0].upper() + word[1:] for word in words)
    if any(c.isalnum() for c in joined):
        return joined
    return "Untitled" + "".join(f"-{ord(c):X}" for c in title[:8] if not c.isspace())


def qualified(key: str, block: Block) -> str:
    """The key of an object whose ``key`` others claim too: with a digest of what it shows.

    The digest is of names, types and requiredness first, so that an edited description changes no
    key.
    """
    return f"{key}-{_digest(_shape(block.said))}"


def fully_qualified(key: str, block: Block) -> str:
    """The key of one of several objects with the same title and the same fields."""
    return f"{key}-{_digest(_all(block.said))}"


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:6]


def _shape(said: Said) -> Iterator[str]:
    for part in said.everything():
        header = part.header
        yield " ".join((header.name, "|".join(header.types), str(header.required)))


def _all(said: Said) -> Iterator[str]:
    for part in said.everything():
        yield from (line.text for line, _ in part.lines)
