"""What is known of the files of an output root, so that they need not be read to be compared."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from typewright.output import disk
from typewright.output.paths import above
from typewright.source.texts import Digest, digest

_COARSE: Final = 2_000_000_000
_FINE: Final = 20_000_000
"""How many nanoseconds two changes of a file may lie apart and leave the same time in its status:
on file systems that keep whole seconds or milliseconds, and on all others.
"""


class Index:
    """The hashes of files that were read or written, with the status that they had then.

    A file whose status is the same has the same content: size, inode, and the times of the last
    change to the content and to the status itself, which nobody can set. (Windows tells when a file
    was made instead of the latter: who turns its clock back there and keeps its size is not seen,
    as with Git.) A file that has changed
    only just now could change once more within the same tick of the clock, so it is not noted, and
    is read again the next time: what Git calls a racy entry.

    ``rows`` hold by path what ``_row`` makes. ``manifest`` is the hash of the bytes of a manifest
    that was found to be just what it should be. Both are hints: where they are lost, files are
    read.
    """

    def __init__(self, rows: Mapping[str, str] | None = None, manifest: str = "") -> None:
        self.rows = dict(rows or {})
        self.manifest = manifest

    def copy(self) -> Index:
        """The same, to be changed."""
        return Index(self.rows, self.manifest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Index) and vars(self) == vars(other)

    __hash__ = None  # type: ignore[assignment]

    def settle(self, manifest: bytes) -> None:
        """Notes that this manifest is just what it should be."""
        self.manifest = hashlib.sha256(manifest).hexdigest()

    def is_settled(self, manifest: bytes) -> bool:
        """Whether this manifest was found to be just what it should be."""
        return self.manifest == hashlib.sha256(manifest).hexdigest()

    def digest(self, root: Path, path: str, folders: disk.Folders | None = None) -> Digest | None:
        """The hash of a file's content, or ``None`` for no file. Raises as ``disk.read``."""
        now = time.time_ns()
        status = disk.status_of(root, path, folders)
        if status is None:
            self.rows.pop(path, None)
            return None
        known = self.rows.get(path, "")
        value, _, _ = known.partition(" ")
        if known and known == _row(value, status):
            return value
        self.rows.pop(path, None)
        content = disk.read(root, path)
        if content is None:
            return None
        found = digest(content)
        if _is_old(status, now) and _same(status, disk.status_of(root, path)):
            self.rows[path] = _row(found, status)
        return found

    def agrees(self, root: Path, files: Mapping[str, Digest]) -> bool:
        """Whether all of ``files`` are there, with contents of these hashes. Raises as
        ``disk.read``.
        """
        unknown = files.keys() - self.known(root, files)
        return all(self.digest(root, path) == files[path] for path in unknown)

    def known(self, root: Path, files: Mapping[str, Digest]) -> set[str]:
        """Those of ``files`` that are known by their status to be there with these contents."""
        found: set[str] = set()
        folders = disk.Folders(root)
        start = f"{root}/"
        for path, value in files.items():
            row = self.rows.get(path)
            if row is None:
                continue
            try:
                is_known = folders.has(above(path)) and row == _row(value, os.lstat(start + path))
            except OSError:
                continue
            if is_known:
                found.add(path)
        return found

    def wrote(
        self, root: Path, path: str, value: Digest, written: disk.Stamp, folders: disk.Folders
    ) -> None:
        """Notes a file that was put in its place: it is the one that had the stamp ``written`` when
        its content was.
        """
        self.rows.pop(path, None)
        now = time.time_ns()
        try:
            status = disk.status_of(root, path, folders)
        except OSError:
            return
        if status is not None and _is_old(status, now) and disk.stamp(status) == written:
            self.rows[path] = _row(value, status)


def _row(value: Digest, status: os.stat_result) -> str:
    return f"{value} {status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"


def _is_old(status: os.stat_result, now: int) -> bool:
    """Whether a change that comes now would show in the status."""
    newest = max(status.st_mtime_ns, status.st_ctime_ns)
    return newest + (_FINE if newest % 1_000_000 else _COARSE) < now


def _same(one: os.stat_result, other: os.stat_result | None) -> bool:
    return other is not None and _row("", one) == _row("", other)
