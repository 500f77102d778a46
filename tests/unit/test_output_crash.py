"""A run that is killed, wherever that is, leaves what the next run brings to the right state."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Any

import pytest

from trees import ONE, TWO, put, tree
from typewright.output import disk

FOREIGN = {"mine.txt": "mine", "p/mine.py": "mine", "p/sub/mine.py": "mine"}
OTHER = {"p/a.py": "a = 3\n", "p/sub/d/e.py": "e = 3\n", "p/c.py": "c = 2\n"}


class Killed(BaseException):
    """What SIGKILL is here: nothing more is done after it, not even by ``finally``."""


class DyingSystem:
    """The module ``os``, with a process that dies before its ``last``-th change to the disk."""

    CHANGES = (
        *("open", "write", "replace", "rename", "link", "unlink"),
        *("mkdir", "rmdir", "fsync", "sync"),
    )

    def __init__(self, last: int) -> None:
        self.left = last

    def __getattr__(self, name: str) -> Any:
        value = getattr(os, name)
        if name not in self.CHANGES:
            return value

        def change(*arguments: Any, **options: Any) -> Any:
            self.left -= 1
            if self.left <= 0:
                raise Killed
            return value(*arguments, **options)

        return change


def run(root: Path, files: dict[str, str], monkeypatch: pytest.MonkeyPatch, last: int) -> bool:
    """Whether a run that dies at its ``last``-th change got to its end."""
    with monkeypatch.context() as patch:
        patch.setattr(disk, "os", DyingSystem(last))
        with contextlib.suppress(Killed):
            put(root, files)
            return True
    return False


@pytest.mark.parametrize("first", [ONE, {}], ids=["update", "new"])
@pytest.mark.parametrize("number", range(4), ids=["same", "other", "back", "nothing"])
def test_killed_at_every_change_to_the_disk(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    long: bool,
    first: dict[str, str],
    number: int,
) -> None:
    """Each change is tried with one of the four next runs every day, and with all in the long."""
    then = (TWO, OTHER, ONE, {})[number]
    for last in range(1, 1000) if long else range(1 + number, 1000, 4):
        root = tmp_path / str(last)
        put(root, first)
        for name, text in FOREIGN.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text)
        finished = run(root, TWO, monkeypatch, last)
        run(root, OTHER, monkeypatch, max(1, last % 7))
        put(root, then)
        assert tree(root) == {**then, **FOREIGN}, f"killed at change {last}"
        assert not {disk.LOCK, disk.STAGE} & set(os.listdir(root))
        if finished:
            assert last > 20
            return
    pytest.fail("the run has no end")


def test_a_file_made_where_a_killed_run_was_to_write_is_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The journal promises nothing about a file whose content is not ours."""
    for last in range(1, 40):
        root = tmp_path / str(last)
        if run(root, TWO, monkeypatch, last) or (root / "p/c.py").exists():
            continue
        (root / "p").mkdir(exist_ok=True, parents=True)
        (root / "p/c.py").write_text("mine")
        put(root, ONE, force=True)
        assert tree(root) == {**ONE, "p/c.py": "mine"}


class UnsafeSystem:
    """The module ``os``, that knows which files a loss of power could leave without content."""

    def __init__(self) -> None:
        self.made: set[str] = set()
        self.unsafe: set[str] = set()
        self.opened: dict[int, str] = {}
        self.moved = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(os, name)

    def open(self, path: str | Path, flags: int, mode: int = 0o777) -> int:
        descriptor = os.open(path, flags, mode)
        self.opened[descriptor] = os.fspath(path)
        if flags & os.O_CREAT:
            self.made.add(os.fspath(path))
            self.unsafe.add(os.fspath(path))
        return descriptor

    def fsync(self, descriptor: int) -> None:
        os.fsync(descriptor)
        self.unsafe.discard(self.opened[descriptor])

    def sync(self) -> None:
        os.sync()
        self.unsafe.clear()

    def link(self, source: str | Path, target: str | Path) -> None:
        self._moves(source)
        os.link(source, target)

    def replace(self, source: str | Path, target: str | Path) -> None:
        self._moves(source)
        os.replace(source, target)

    def rename(self, source: str | Path, target: str | Path) -> None:
        self._moves(source)
        os.rename(source, target)

    def _moves(self, source: str | Path) -> None:
        moved = {path for path in self.made if f"{path}/".startswith(f"{os.fspath(source)}/")}
        assert not moved & self.unsafe
        self.made -= moved
        self.moved += len(moved)


@pytest.mark.parametrize("count", [1, disk.MANY, disk.MANY + 1, 3 * disk.MANY])
def test_no_file_is_in_its_place_before_its_content_is_safe(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    """Otherwise it could be an empty one after a loss of power, which would be taken for edited."""
    system = UnsafeSystem()
    monkeypatch.setattr(disk, "os", system)
    put(tmp_path, {f"p/{number}.py": f"a = {number}\n" for number in range(count)})
    put(tmp_path, {f"p/{number}.py": f"b = {number}\n" for number in range(count)})
    assert system.moved > 2 * count
