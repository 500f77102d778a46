"""Laws of the index: a file that is known by its status has the content that is said of it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from trees import ONE
from typewright.output import Index, Wanted, disk, plan, settled, write
from typewright.output.index import _COARSE, _FINE
from typewright.output.manifest import JOURNAL, MANIFEST
from typewright.source.texts import digest


def put(root: Path, index: Index, files: dict[str, str] = ONE) -> Wanted:
    wanted = Wanted(root, {"python:p": files})
    write([wanted], indexes={root: index})
    return wanted


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock is ahead, so that no file has changed only just now."""
    monkeypatch.setattr("typewright.output.index.time.time_ns", lambda: 1 << 62)


@pytest.mark.usefixtures("later")
def test_what_was_written_or_read_once_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index, other = Index(), Index()
    wanted = put(tmp_path, index)
    assert set(index.rows) == set(ONE)
    plan(wanted, index=other)
    assert other == index
    monkeypatch.setattr(disk, "open", None, raising=False)  # nothing can be read now
    for path, text in ONE.items():
        assert index.digest(tmp_path, path) == digest(text.encode())


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize("keep_times", [False, True])
def test_every_change_is_seen(tmp_path: Path, keep_times: bool) -> None:
    index = Index()
    wanted = put(tmp_path, index)
    path = tmp_path / "p/a.py"
    before = path.stat()
    path.write_text("a = 9\n")  # as long as what was there
    if keep_times:
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert index.digest(tmp_path, "p/a.py") == digest(b"a = 9\n")
    path.unlink()
    assert index.digest(tmp_path, "p/a.py") is None
    assert settled(wanted.outline, index) is None


def test_what_has_changed_only_just_now_is_not_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Within one tick of the clock, a second change leaves the status as it is."""
    path = tmp_path / "a"
    path.write_text("a")
    for fraction, safe in ((1, _FINE), (0, _COARSE)):
        os.utime(path, ns=(0, 10**18 + fraction))
        status = path.stat()
        newest = max(status.st_mtime_ns, status.st_ctime_ns)
        if newest % 1_000_000 == 0 or fraction == 0:
            continue  # what the status says of its own change cannot be set
        for now, known in ((newest + safe, False), (newest + safe + 1, True)):
            monkeypatch.setattr("typewright.output.index.time.time_ns", lambda now=now: now)
            index = Index()
            index.digest(tmp_path, "a")
            assert ("a" in index.rows) == known


@pytest.mark.usefixtures("later")
def test_a_root_is_settled_exactly_when_there_is_nothing_to_do(tmp_path: Path) -> None:
    index = Index()
    wanted = put(tmp_path, index)
    done = settled(wanted.outline, index)
    assert done is not None
    assert done == plan(wanted)[0]
    assert done.unchanged == len(ONE)
    assert settled(wanted.outline, Index()) is None
    assert settled(Wanted(tmp_path, {"python:p": {**ONE, "p/a.py": ""}}).outline, index) is None
    assert settled(Wanted(tmp_path, {"python:q": ONE}).outline, index) is None
    assert settled(Wanted(tmp_path, {"python:p": ONE}, "../pyproject.toml").outline, index) is None
    for name in (JOURNAL, disk.LOCK, disk.STAGE):
        (tmp_path / name).touch()
        assert settled(wanted.outline, index) is None
        (tmp_path / name).unlink()
    manifest = (tmp_path / MANIFEST).read_bytes()
    (tmp_path / MANIFEST).write_bytes(manifest.replace(b"\n", b"\r\n"))
    assert settled(wanted.outline, index) is None
    (tmp_path / MANIFEST).write_bytes(manifest)
    assert settled(wanted.outline, index) is not None


@pytest.mark.usefixtures("later")
def test_a_link_in_place_of_a_file_or_folder_is_seen(tmp_path: Path) -> None:
    index = Index()
    wanted = put(tmp_path / "out", index)
    for name in ("p/a.py", "p"):
        os.rename(tmp_path / "out" / name, tmp_path / "moved")
        (tmp_path / "out" / name).symlink_to(tmp_path / "moved")
        assert settled(wanted.outline, index) is None
        (tmp_path / "out" / name).unlink()
        os.rename(tmp_path / "moved", tmp_path / "out" / name)
    assert settled(wanted.outline, index) is not None
