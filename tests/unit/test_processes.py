"""Laws of work beside this process: what comes of it is what this process alone makes.

They are checked in processes of their own, since pytest may have threads, and then nothing is
copied.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from apis import many
from reruns import Memory
from typewright.config import TargetConfig
from typewright.emission import Emitter, Job
from typewright.model import Model
from typewright.processes import FEWEST, beside, each

MAIN = os.getpid()
RUN = "import runpy; runpy.run_path"
ITEMS = range(3 * FEWEST + 1)


def square(number: int) -> int:
    return number * number


def where(_: int) -> int:
    return os.getpid()


def fail_late(number: int) -> int:
    return 1 // (ITEMS[-1] - number)


def die(number: int) -> int:
    if os.getpid() != MAIN:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def nothing_that_can_be_sent(number: int) -> Callable[[], int]:
    return lambda: number


def everything_is_made_in_order() -> None:
    for count in (0, 1, FEWEST, 2 * FEWEST - 1, 2 * FEWEST, len(ITEMS)):
        for workers in range(6):
            assert each(square, ITEMS[:count], workers) == [*map(square, ITEMS[:count])]


def so_many_processes_work_and_no_more() -> None:
    for workers, count in {0: 1, 1: 1, 2: 2, 3: 3, 9: 3}.items():
        found = {*each(where, ITEMS, workers)}
        assert len(found) == count
        assert os.getpid() in found
    assert {*each(where, ITEMS[: 2 * FEWEST - 1], 9)} == {os.getpid()}
    with beside(os.getpid, FEWEST, 2) as result:
        assert result() != os.getpid()
    for size, workers in ((FEWEST - 1, 2), (FEWEST, 1)):
        with beside(os.getpid, size, workers) as result:
            assert result() == os.getpid()


def what_goes_wrong_is_raised_here() -> None:
    with pytest.raises(ZeroDivisionError):
        each(fail_late, ITEMS, 3)
    assert each(die, ITEMS, 3) == [*ITEMS]
    assert [make() for make in each(nothing_that_can_be_sent, ITEMS, 2)] == [*ITEMS]


def leave_early() -> None:
    with beside(lambda: time.sleep(600), FEWEST, 2):
        assert len(multiprocessing.active_children()) == 1
        raise KeyError


def no_process_outlives_what_it_was_for() -> None:
    begun = time.monotonic()
    with pytest.raises(KeyError):
        leave_early()
    each(square, ITEMS, 3)
    assert multiprocessing.active_children() == []
    assert time.monotonic() - begun < 300


def a_process_with_threads_works_alone() -> None:
    done = threading.Event()
    waiting = threading.Thread(target=done.wait)
    waiting.start()
    try:
        assert {*each(where, ITEMS, 3)} == {os.getpid()}
    finally:
        done.set()
        waiting.join()


def without_another_process_all_is_made_here() -> None:
    def refuse() -> int:
        raise BlockingIOError

    fork = os.fork
    try:
        os.fork = refuse
        assert {*each(where, ITEMS, 3)} == {os.getpid()}
        del os.fork
        assert {*each(where, ITEMS, 3)} == {os.getpid()}
    finally:
        os.fork = fork


def packages_are_the_same() -> None:
    model = many(2 * FEWEST + 50)
    options = {"factories": True}
    alone = emitted(model, 1, **options)
    assert all(emitted(model, workers, **options) == alone for workers in (2, 3))
    bare = {"fixtures": False}  # so that even two processes share the modules
    assert emitted(model, 2, **bare) == emitted(model, 1, **bare)


def packages_are_kept_alike() -> None:
    model = many(2 * FEWEST + 50)
    kept = {}
    for workers in (1, 3):
        memory = Memory()
        first = emitted(model, workers, memory)
        kept[workers] = {*memory.made}
        memory.made.clear()
        assert emitted(model, workers, memory) == first
        assert not memory.made
    assert kept[1] == kept[3]


def emitted(model: Model, workers: int, memory: Memory | None = None, **options: object) -> object:
    job = Job(model, "package", TargetConfig("python", Path(), options))
    package, found = Emitter(memory, workers).emit(job)
    return dict(package.files), found


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
@pytest.mark.parametrize(
    "law",
    [
        everything_is_made_in_order,
        so_many_processes_work_and_no_more,
        what_goes_wrong_is_raised_here,
        no_process_outlives_what_it_was_for,
        a_process_with_threads_works_alone,
        without_another_process_all_is_made_here,
        packages_are_the_same,
        packages_are_kept_alike,
    ],
)
def test_law(law: Callable[[], None]) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", f"{RUN}({__file__!r})[{law.__name__!r}]()"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
