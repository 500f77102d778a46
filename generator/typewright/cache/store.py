"""A folder of entries that may be lost at any moment, and that nobody else may write.

An entry is JSON with the hash of its name and content in front of it. So what was cut off, damaged,
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
from pathlib import Path
from typing import Any, Final

FOLDER_VARIABLE: Final = "TYPEWRIGHT_CACHE_DIR"
"""The environment variable that names another folder; when it is empty, there is no cache."""

LIMIT: Final = 512_000_000
"""How many bytes all entries may have together, before those that were not used for longest go."""

_MAGIC: Final = b"typewright 1 "
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
        """
        chosen = os.environ.get(FOLDER_VARIABLE)
        if chosen is not None:
            return Store(Path(chosen)) if chosen else None
        from platformdirs import user_cache_path

        return Store(user_cache_path("typewright", appauthor=False))

    def get(self, name: str) -> Any:
        """The JSON value of an entry, or ``None`` when there is none."""
        try:
            if not self._is_ours():
                return None
            path = self._folder / name
            content = path.read_bytes()
            head, _, payload = content.partition(b"\n")
            if head != _head(name, payload):
                return None
            value = json.loads(payload)
            os.utime(path)  # that it was used
        except (OSError, ValueError, RecursionError):
            return None
        return value

    def put(self, name: str, value: object) -> None:
        """Keep a JSON value; ``name`` is a file name, made of a hash and letters."""
        payload = json.dumps(value, separators=(",", ":")).encode()
        unfinished = self._folder / f"{os.urandom(8).hex()}{_UNFINISHED}"
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not self._is_ours():
                return
            try:
                unfinished.write_bytes(_head(name, payload) + b"\n" + payload)
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


def _head(name: str, payload: bytes) -> bytes:
    value = hashlib.sha256(name.encode() + b"\n" + payload).hexdigest()
    return _MAGIC + value.encode()
