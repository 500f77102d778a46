"""JSON pointers (RFC 6901) as text and as their parts."""

from __future__ import annotations

from collections.abc import Iterable


def join(parts: Iterable[str | int]) -> str:
    """The pointer made of ``parts``: ``("a/b", 0)`` becomes ``/a~1b/0``."""
    return "".join("/" + escape(str(part)) for part in parts)


def escape(name: str) -> str:
    """A member's name as one part of a pointer (section 3): ``a/b`` becomes ``a~1b``."""
    return name.replace("~", "~0").replace("/", "~1")


def split(pointer: str) -> list[str]:
    """The parts of ``pointer``: ``/a~1b/0`` becomes ``["a/b", "0"]``."""
    return [unescape(part) for part in pointer.split("/")[1:]]


def unescape(part: str) -> str:
    """The name that one part of a pointer means: ``a~1b`` becomes ``a/b``."""
    return part.replace("~1", "/").replace("~0", "~")
