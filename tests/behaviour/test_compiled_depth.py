"""Deep data in compiled packages: refused where Python would refuse it, and without any harm."""

from __future__ import annotations

from pathlib import Path

import pytest

from compilers import need_compiler, package, run
from typewright import extension

_DEEP = """
value = thing = {"id": "", "kind": "a", "size": 1}
for _ in range(100_000):
    value["part"] = value = {"id": "", "kind": "a", "size": 1}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a compiled package is."""
    need_compiler()
    folder = tmp_path_factory.mktemp("deep")
    extension.build(package(folder))
    return folder


def test_deep_data_is_refused_and_breaks_nothing(folder: Path) -> None:
    program = f"""{_DEEP}
from things import Thing
print(Thing.is_valid(thing), [issue.keyword for issue in Thing.validate(thing)])
try:
    Thing.from_dict(thing)
except ValueError as error:
    print(len(error.issues))
import os; os._exit(0) if not __import__("sys").stdout.flush() else None
"""
    pure = run(folder, program, TYPEWRIGHT_PURE="1")
    assert run(folder, program) == pure


def test_deep_data_is_refused_on_a_small_stack(folder: Path) -> None:
    """Whatever limit Python has been given: C needs a stack that Python does not need.

    Python itself needs some of it, and complains of what it cannot do where there is little.
    """
    program = f"""{_DEEP}
import os, sys, threading
from things import Thing, _extension
sys.setrecursionlimit(1_000_000)
sys.unraisablehook = lambda what: os.write(1, b"not done: " + what.err_msg.encode())
threading.stack_size(512 * 1024)
thread = threading.Thread(target=lambda: print(_extension.COMPILED, Thing.is_valid(thing)))
thread.start()
thread.join()
sys.stdout.flush()
os._exit(0)
"""
    assert run(folder, program) == "True False"


def test_the_limit_of_python_is_that_of_compiled_functions(folder: Path) -> None:
    program = """
import sys
from things import Thing
def deepest():
    value, depth = {"id": "", "kind": "a", "size": 1}, 0
    while Thing.is_valid(value):
        value, depth = {"id": "", "kind": "a", "size": 1, "part": value}, depth + 1
    return depth
for limit in (500, 2_000):
    sys.setrecursionlimit(limit)
    print(deepest())
"""
    pure = run(folder, program, TYPEWRIGHT_PURE="1").split()
    for found, expected in zip(run(folder, program).split(), pure, strict=True):
        assert abs(int(found) - int(expected)) < 20
