"""Importing a package and decoding with one of its classes, in a fresh interpreter each time."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.packages import OURS, THEIRS
from benchmarks.samples import SAMPLES
from benchmarks.timing import Comparison, summarize

ROUNDS = 11

_PROGRAM = """
import time
{before}
start = time.process_time_ns()
import {module}
{module}.{name}.{method}({sample!r})
print(time.process_time_ns() - start)
"""


def run(folder: Path) -> Iterator[tuple[str, Comparison]]:
    """Import and first use of one class, with the peer's library counted and already loaded."""
    name, sample = next(iter(SAMPLES.items()))
    for title, before in (
        ("import and one class", ""),
        ("import and one class, pydantic already loaded", "import pydantic, typing, dataclasses"),
    ):
        programs = (
            _PROGRAM.format(
                before=before, module=OURS, name=name, method="from_dict", sample=sample
            ),
            _PROGRAM.format(
                before=before, module=THEIRS, name=name, method="model_validate", sample=sample
            ),
        )
        for program in programs:  # leaves the bytecode behind, so that it is not measured
            _nanoseconds(program, folder)
        yield (
            title,
            summarize(
                [
                    (_nanoseconds(programs[0], folder), _nanoseconds(programs[1], folder))
                    for _ in range(ROUNDS)
                ]
            ),
        )


def _nanoseconds(program: str, folder: Path) -> float:
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPATH"] = str(folder)
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, check=True, capture_output=True, text=True
    )
    return float(done.stdout)
