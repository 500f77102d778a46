"""The few things this package does to the file system, none of them through a symbolic link."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

from typewright.output.paths import above, folders

LOCK = ".typewright.lock"
STAGE = ".typewright-stage"
PATIENCE = 60.0
"""For how many seconds a run waits for another that writes into the same root."""

MANY = 16
"""How many files are made safe on the disk one after the other; more are at once."""

Stamp: TypeAlias = tuple[int, int, int]
"""What of a file's status tells that its content is the same, wherever it was moved: its size, the
time of the last change to the content in nanoseconds, and its inode.
"""

_PAUSES = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0)
"""For how many seconds to wait, again and again, until a file may be replaced or removed."""

_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EXDEV}


class ObstacleError(OSError):
    """Something stands at a path where a file or folder of ours cannot be.

    ``path`` is the part of the path that is in the way and ``nature`` what it is.
    """

    def __init__(self, path: str, nature: str) -> None:
        super().__init__(f"{path} is {nature}")
        self.path = path
        self.nature = nature


class ChangedError(OSError):
    """A file is no longer what it was when the run looked at it."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} has changed meanwhile")
        self.path = path


@contextlib.contextmanager
def locked(root: Path) -> Iterator[None]:
    """Hold the output root for one writer; the root is made when it is not there.

    Raises ``TimeoutError`` when another run holds it for longer than ``PATIENCE``.
    """
    from filelock import FileLock, Timeout  # takes long to import, and few runs write

    root.mkdir(parents=True, exist_ok=True)
    lock = FileLock(root / LOCK, timeout=PATIENCE)
    try:
        lock.acquire()
    except Timeout as error:
        raise TimeoutError(str(root)) from error
    try:
        yield
    finally:
        try:
            # Gone before it is released: a run that waits for it sees that its file has no name
            # any more, and takes a new one.
            with contextlib.suppress(OSError):
                os.unlink(root / LOCK)
        finally:
            lock.release()


class Folders:
    """The folders below a root for one step of a run, which looks at each only once."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._there = {"": True}

    def has(self, folder: str) -> bool:
        """Whether a folder is there. Raises ``ObstacleError`` when it, or one above it, is a link
        or no folder.
        """
        found = self._there.get(folder)
        if found is None:
            found = self.has(above(folder)) and _is_folder(self._root, folder)
            self._there[folder] = found
        return found

    def missing(self, folder: str) -> str:
        """The outermost folder that has to be made to have ``folder`` there; an empty text for
        none. Raises as ``has``.
        """
        if self.has(folder):
            return ""
        return self.missing(above(folder)) or folder

    def make(self, folder: str) -> None:
        """Have a folder there, with all above it. Raises as ``has``."""
        if not self.has(folder):
            self.make(above(folder))
            _make_folder(self._root, folder)
            self._there[folder] = True


def status_of(root: Path, path: str, known: Folders | None = None) -> os.stat_result | None:
    """The status of a file below ``root``, or ``None`` when nothing stands at its path; folders
    that are ``known`` are not looked at again.

    Raises ``ObstacleError`` when the file, or a folder above it, is a link or not what it should
    be.
    """
    if not (known or Folders(root)).has(above(path)):
        return None
    status = _status(root, path)
    if status is not None and not stat.S_ISREG(status.st_mode):
        raise ObstacleError(
            path, "a folder" if stat.S_ISDIR(status.st_mode) else "not a regular file"
        )
    return status


def stamp(status: os.stat_result) -> Stamp:
    """The stamp of a file with that status."""
    return status.st_size, status.st_mtime_ns, status.st_ino


def read(root: Path, path: str, known: Folders | None = None) -> bytes | None:
    """The content of a file below ``root``, or ``None`` when nothing stands at its path.

    Raises ``ObstacleError`` as ``status_of`` does.
    """
    if status_of(root, path, known) is None:
        return None
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    try:
        with open(os.open(_at(root, path), flags), "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None  # another run has removed it since


def stage(root: Path, contents: Mapping[str, str], stamps: list[Stamp] | None = None) -> None:
    """Write new files into the stage, or into folders of it, all safe on the disk when this
    returns. ``stamps`` gets theirs, for who remembers them.
    """
    _make_folder(root, STAGE)
    known = Folders(root)
    for folder in {above(name) for name in contents}:
        known.make(f"{STAGE}/{folder}" if folder else STAGE)
    files = {_at(root, f"{STAGE}/{name}"): content for name, content in contents.items()}
    for path, content in files.items():
        _create(path, content.encode(), stamps)
    _save(files)


def place(root: Path, name: str, path: str, before: bytes | None, known: Folders) -> None:
    """Move a file from the stage to its path, where now ``before`` stands, in one step.

    Raises ``ChangedError`` when something else than ``before`` is there, and as ``read`` does.
    """
    known.make(above(path))
    staged, final = _at(root, f"{STAGE}/{name}"), _at(root, path)
    if before is None:
        try:
            # A link fails where a file has appeared since; a rename would take its place.
            os.link(staged, final)
        except FileExistsError as error:
            raise ChangedError(path) from error
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
        else:
            _insist(os.unlink, staged)
            return
    if read(root, path, known) != before:
        raise ChangedError(path)
    _insist(os.replace, staged, final)


def place_folder(root: Path, name: str, folder: str, known: Folders) -> None:
    """Move a folder from the stage to where nothing stood, in one step with all that is in it.

    Raises ``ChangedError`` when a file, or a folder that is not empty, is there, and as ``read``
    does.
    """
    known.make(above(folder))
    try:
        os.rename(_at(root, f"{STAGE}/{name}"), _at(root, folder))
    except (FileExistsError, NotADirectoryError) as error:
        raise ChangedError(folder) from error
    except OSError as error:
        if error.errno != errno.ENOTEMPTY:
            raise
        raise ChangedError(folder) from error


def record(root: Path, name: str, text: str) -> None:
    """Replace one of our records in the root itself in one step; an empty one is removed."""
    if text:
        stage(root, {name: text})
        _insist(os.replace, root / STAGE / name, root / name)
    else:
        with contextlib.suppress(FileNotFoundError):
            _insist(os.unlink, root / name)
    _settle(root)


def replace(path: Path, content: bytes) -> None:
    """Write a single file in one step, through a link when ``path`` is one."""
    if path.exists() and not path.is_file():  # a terminal, or a pipe, whose name may lead nowhere
        path.write_bytes(content)
        return
    final = Path(os.path.realpath(path))
    temporary = final.with_name(f".{final.name}.{os.urandom(4).hex()}")
    try:
        _create(temporary, content)
        _save([temporary])
        _insist(os.replace, temporary, final)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def remove(root: Path, path: str, before: bytes) -> None:
    """Remove a file whose content is ``before``. Raises as ``place``."""
    if read(root, path) != before:
        raise ChangedError(path)
    _insist(os.unlink, _at(root, path))


def settle(root: Path, paths: Iterable[str]) -> None:
    """Have files that were placed and removed safe on the disk: their contents are already."""
    for folder in sorted({above(path) for path in paths}):
        _settle(root / folder)


def prune(root: Path, path: str) -> None:
    """Remove the folders above ``path`` that have become empty, never the root."""
    with contextlib.suppress(OSError):
        for folder in folders(path):
            os.rmdir(_at(root, folder))


def clear_stage(root: Path) -> None:
    """Remove the stage and what was left in it."""
    with contextlib.suppress(FileNotFoundError):
        if _is_folder(root, STAGE):
            _clear(_at(root, STAGE))


def has_leftovers(root: Path) -> bool:
    """Whether another run is at work here, or was killed at it."""
    return os.path.lexists(root / STAGE) or os.path.lexists(root / LOCK)


def _at(root: Path, path: str) -> str:
    """The place of ``path`` below ``root``: what ``/`` gives, without taking both apart first."""
    return f"{root}/{path}"


def _insist(act: Callable[..., None], *paths: str | Path) -> None:
    """Replace or remove a file. Windows refuses that while somebody reads it, as another run does
    that compares, or what looks for viruses in new files.
    """
    for pause in _PAUSES if sys.platform == "win32" else ():
        try:
            return act(*paths)
        except PermissionError:
            time.sleep(pause)
    return act(*paths)


def _create(path: str | Path, content: bytes, stamps: list[Stamp] | None = None) -> None:
    """Write a new file; ``stamps`` gets its own."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags, 0o666)
    try:
        while content:
            content = content[os.write(descriptor, content) :]
        if stamps is not None:
            stamps.append(stamp(os.fstat(descriptor)))
    finally:
        os.close(descriptor)


def _save(paths: Collection[str | Path]) -> None:
    """Have files that were written safe on the disk.

    A disk needs some milliseconds for each, and hardly more for all at once. Only Linux waits until
    that is done; it writes what other programs have left to write as well, so that it is not worth
    it for a few.
    """
    if sys.platform == "linux" and len(paths) > MANY:
        os.sync()
        return
    for path in paths:
        descriptor = os.open(path, os.O_RDWR)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _clear(folder: str) -> None:
    """Remove a folder of the stage, with all that is in it."""
    with os.scandir(folder) as found:
        entries = [(entry.path, entry.is_dir(follow_symlinks=False)) for entry in found]
    for path, is_folder in entries:
        if is_folder:
            _clear(path)
        else:
            _insist(os.unlink, path)
    os.rmdir(folder)


def _is_folder(root: Path, folder: str) -> bool:
    status = _status(root, folder)
    if status is not None and not stat.S_ISDIR(status.st_mode):
        raise ObstacleError(folder, "a file where a folder must be")
    return status is not None


def _status(root: Path, path: str) -> os.stat_result | None:
    """The status of what stands at a path, if anything does; links are obstacles: symbolic ones,
    and on Windows also junctions and other reparse points.
    """
    try:
        status = os.lstat(_at(root, path))
    except FileNotFoundError:
        return None
    if stat.S_ISLNK(status.st_mode) or bool(getattr(status, "st_reparse_tag", 0)):
        raise ObstacleError(path, "a symbolic link")
    return status


def _make_folder(root: Path, folder: str) -> None:
    if not _is_folder(root, folder):
        with contextlib.suppress(FileExistsError):
            os.mkdir(_at(root, folder))
        _is_folder(root, folder)


def _settle(folder: Path) -> None:
    """Have the names in a folder safe on the disk, where a system lets one ask for that."""
    if os.name == "posix" and folder.is_dir():
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
