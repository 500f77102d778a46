"""A folder of entries that may be lost at any moment, and that nobody else may write.

An entry is data with the hash of its name and content in front of it. So what was cut off, damaged,
or put there under another name is no entry, and reading one runs no code. Entries appear in one
step and are never changed: two runs that write the same one write the same.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import stat
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, TypeAlias

FOLDER_VARIABLE: Final = "TYPEWRIGHT_CACHE_DIR"
"""The environment variable that names another folder for caches; when it is empty, there is no
cache.
"""

LIMIT: Final = 512_000_000
"""How many bytes all entries may have together, before those that were not used for longest go."""

Data: TypeAlias = bytes | memoryview

_MAGIC: Final = b"typewright 1 "
_HEAD: Final = len(_MAGIC) + 64 + 1
"""How long the head of an entry is: the magic and a hash, on a line of their own."""

_LENGTH: Final = 12
"""How many digits tell how long the table of parts is."""

_UNFINISHED: Final = ".new"
_PATIENCE: Final = 3600
"""After how many seconds an entry that is still being written was left behind by a killed run."""


class Store:
    """The entries of one folder. What fails is a miss: nothing here raises ``OSError``."""

    def __init__(self, folder: Path, limit: int = LIMIT) -> None:
        self._folder = folder
        self._limit = limit

    @staticmethod
    def find() -> Store | None:
        """The user's store: in the folder that the environment names, else where the system keeps
        caches. ``None`` when there is to be none.

        Its folder is of its own, since what is in it is removed when it takes too much room.
        """
        chosen = os.environ.get(FOLDER_VARIABLE)
        if chosen is not None:
            return Store(Path(chosen, "typewright")) if chosen else None
        from platformdirs import user_cache_path

        return Store(user_cache_path("typewright", appauthor=False))

    def get(self, name: str) -> Any:
        """The JSON value of an entry, or ``None`` when there is none."""
        try:
            return json.loads(bytes(self._read(name)))
        except (OSError, ValueError, RecursionError):
            return None

    def put(self, name: str, value: object) -> None:
        """Keep a JSON value; ``name`` is a file name, made of a hash and letters."""
        self._write(name, json.dumps(value, separators=(",", ":")).encode())

    def get_parts(self, name: str) -> dict[str, dict[str, Data]]:
        """The parts of all pieces of an entry, by their names; none when there is no entry."""
        try:
            payload = self._read(name)
            start = _LENGTH + int(payload[:_LENGTH])
            found: dict[str, dict[str, Data]] = {}
            for piece, lengths in json.loads(bytes(payload[_LENGTH:start])).items():
                parts = found[piece] = {}
                for part, length in lengths.items():
                    parts[part] = payload[start : start + length]
                    start += length
        except (OSError, ValueError, RecursionError, AttributeError, TypeError):
            return {}
        return found

    def put_parts(self, name: str, pieces: Mapping[str, Mapping[str, Data]]) -> None:
        """Keep many pieces of many parts in one entry, which is quick to read however long they
        are.
        """
        lengths = {
            piece: {part: len(data) for part, data in parts.items()}
            for piece, parts in pieces.items()
        }
        head = json.dumps(lengths, separators=(",", ":")).encode()
        data = (one for parts in pieces.values() for one in parts.values())
        self._write(name, b"".join((b"%*d" % (_LENGTH, len(head)), head, *data)))

    def _read(self, name: str) -> memoryview:
        """The content of an entry. Raises ``OSError`` and ``ValueError`` where there is none."""
        if not self._is_ours():
            raise ValueError
        path = self._folder / name
        content = memoryview(path.read_bytes())
        payload = content[_HEAD:]
        if content[:_HEAD] != _head(name, payload):
            raise ValueError
        os.utime(path)  # that it was used
        return payload

    def _write(self, name: str, payload: bytes) -> None:
        unfinished = self._folder / f"{os.urandom(8).hex()}{_UNFINISHED}"
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not self._is_ours():
                return
            try:
                with open(unfinished, "xb") as file:
                    file.write(_head(name, payload))
                    file.write(payload)
                os.replace(unfinished, self._folder / name)
            except BaseException:
                unfinished.unlink(missing_ok=True)
                raise
            self._trim()
        except OSError:
            return

    def _is_ours(self) -> bool:
        """Whether the folder is the user's, and nobody else can write into it."""
        if os.name != "posix":
            return True  # where the system keeps caches, they are a user's own
        status = os.stat(self._folder)
        return status.st_uid == os.geteuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)

    def _trim(self) -> None:
        """Remove what was not used for longest, until a quarter of the room is free again."""
        entries: list[tuple[float, int, str]] = []
        now = time.time()
        with os.scandir(self._folder) as found:
            for each in found:
                with contextlib.suppress(OSError):
                    status = each.stat(follow_symlinks=False)
                    if not stat.S_ISREG(status.st_mode):
                        continue
                    if each.name.endswith(_UNFINISHED) and status.st_mtime + _PATIENCE < now:
                        os.unlink(each.path)
                        continue
                    entries.append((status.st_mtime, status.st_size, each.path))
        size = sum(entry[1] for entry in entries)
        if size <= self._limit:
            return
        for _, freed, path in sorted(entries):
            if size <= self._limit * 3 // 4:
                return
            with contextlib.suppress(OSError):
                os.unlink(path)
                size -= freed


def _head(name: str, payload: Data) -> bytes:
    found = hashlib.sha256(name.encode() + b"\n")
    found.update(payload)
    return b"%s%s\n" % (_MAGIC, found.hexdigest().encode())
