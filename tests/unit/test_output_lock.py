"""Laws of the lock of an output root: one holds it, others wait, whatever becomes of its file."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from typewright.output.lock import hold

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the library's own lock")


def test_who_comes_second_waits_for_the_first(tmp_path: Path) -> None:
    path = f"{tmp_path}/lock"
    release = hold(path, 1)
    with pytest.raises(TimeoutError):
        hold(path, 0.1)
    with ThreadPoolExecutor() as pool:
        second = pool.submit(hold, path, 60)
        release()
        second.result()()


def test_a_file_that_was_removed_while_it_was_waited_for_is_no_lock(tmp_path: Path) -> None:
    path = f"{tmp_path}/lock"
    release = hold(path, 1)
    with ThreadPoolExecutor() as pool:
        second = pool.submit(hold, path, 60)
        os.unlink(path)
        release()
        release = second.result()
    assert os.path.exists(path)
    with pytest.raises(TimeoutError):
        hold(path, 0.1)
    release()


def test_a_process_that_was_killed_holds_nothing(tmp_path: Path) -> None:
    path = f"{tmp_path}/lock"
    program = "import os, sys; from typewright.output.lock import hold\n"
    program += "release = hold(sys.argv[1], 1); os.kill(os.getpid(), 9)"
    assert subprocess.run([sys.executable, "-c", program, path], check=False).returncode == -9
    hold(path, 1)()


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "lock").symlink_to(tmp_path / "other")
    with pytest.raises(OSError, match=r"symbolic link|lock"):
        hold(f"{tmp_path}/lock", 1)
    assert not (tmp_path / "other").exists()


@pytest.mark.filterwarnings("ignore:flock not supported")
def test_where_the_system_locks_no_files_the_library_has_another_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    path = f"{tmp_path}/lock"

    def refuse(descriptor: int, operation: int) -> None:
        raise OSError(errno.ENOSYS, "Function not implemented")

    monkeypatch.setattr(fcntl, "flock", refuse)
    release = hold(path, 1)
    assert [one.name for one in tmp_path.iterdir()]
    release()
