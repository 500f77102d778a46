"""What a run reads: each file once, with a note of all that the run has seen of the disk."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
from collections.abc import Iterable
from typing import BinaryIO, Final, TypeAlias

from typewright.source.limits import MAX_BYTES

STDIN: Final = "-"

Sight: TypeAlias = tuple[str, str]
"""Something that a run has asked of the disk: ``read`` or ``real``, and a path."""


class Intake:
    """The files that a run reads, each once: two parts of a run never see two contents of one.

    ``seen`` holds what the answer to each question was: the hash of a file's bytes or why it cannot
    be read, and where links lead. Whoever gets the same answers reads the same input.
    ``is_repeatable`` is false when the run has also seen what cannot be asked again, such as an
    answer of a server. ``stdin`` stands in for the process's standard input.
    """

    def __init__(self, stdin: BinaryIO | None = None) -> None:
        self.seen: dict[Sight, str] = {}
        self.is_repeatable = True
        self._stdin = stdin
        self._contents: dict[str, bytes] = {}
        self._errors: dict[str, OSError | ValueError] = {}

    def read(self, path: str) -> bytes:
        """The bytes of a file, or of standard input for ``-``; never more than ``MAX_BYTES`` and
        one.

        Raises ``OSError`` as ``open`` does, and ``ValueError`` for what is no path.
        """
        if path in self._errors:
            raise self._errors[path]
        if path not in self._contents:
            try:
                data = self._contents[path] = self._bytes(path)
            except (OSError, ValueError) as error:
                self._errors[path] = error
                self.seen["read", path] = f"{type(error).__name__} {getattr(error, 'errno', None)}"
                raise
            self.seen["read", path] = digest(data)
        return self._contents[path]

    def real(self, path: str) -> str:
        """The path without symbolic links."""
        if ("real", path) not in self.seen:
            self.seen["real", path] = os.path.realpath(path)
        return self.seen["real", path]

    def see(self, sight: Sight) -> str:
        """The answer to a question as ``seen`` holds it."""
        kind, path = sight
        if kind == "real":
            return self.real(path)
        with contextlib.suppress(OSError, ValueError):
            self.read(path)
        return self.seen[sight]

    def sees(self, answers: Iterable[tuple[Sight, str]]) -> bool:
        """Whether the disk still gives the answers that another run got."""
        return all(self.see(sight) == answer for sight, answer in answers)

    def _bytes(self, path: str) -> bytes:
        if path == STDIN:
            return (self._stdin or sys.stdin.buffer).read(MAX_BYTES + 1)
        with open(path, "rb") as file:
            return file.read(MAX_BYTES + 1)


def digest(data: bytes) -> str:
    """How ``seen`` calls some bytes."""
    return hashlib.sha256(data).hexdigest()
