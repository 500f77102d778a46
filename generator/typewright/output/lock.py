"""A lock that one process holds at a time: a file that the system locks for it, until it ends."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Final

_HELD: Final = {errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES}
_NO_LOCKS: Final = {errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}
_FLAGS: Final = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
_PAUSE: Final = 0.05


def hold(path: str, patience: float) -> Callable[[], object]:
    """Wait until the lock at ``path`` is held, and give what releases it.

    Its holder may remove the file before it is released: who waits for it then takes a new one.
    Raises ``TimeoutError`` when another process holds it for more than ``patience`` seconds.
    """
    if sys.platform != "win32":
        try:
            return partial(os.close, _locked(path, patience))
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise
    from filelock import FileLock, Timeout  # takes long to import, and few systems need it

    lock = FileLock(path, timeout=patience)
    try:
        lock.acquire()
    except Timeout as error:
        raise TimeoutError(path) from error
    return lock.release


def _locked(path: str, patience: float) -> int:
    """The descriptor of the file, which is locked as long as it is open."""
    end = time.monotonic() + patience
    while (descriptor := _lock(path)) is None:
        if time.monotonic() > end:
            raise TimeoutError(path)
        time.sleep(_PAUSE)
    return descriptor


def _lock(path: str) -> int | None:
    """The same if nobody else holds it now."""
    import fcntl

    try:
        descriptor = os.open(path, _FLAGS | os.O_CREAT | os.O_EXCL, 0o644)
        is_new = True
    except FileExistsError:
        try:
            descriptor = os.open(path, _FLAGS)
        except FileNotFoundError:
            return None  # it was removed since
        is_new = False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.fstat(descriptor).st_nlink:
            return descriptor
    except OSError as error:
        if error.errno not in _HELD:
            os.close(descriptor)
            if is_new:  # for the library, a file that is there may be a lock
                os.unlink(path)
            raise
    os.close(descriptor)
    return None
