"""The parts of what is measured, and in which processes."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from benchmarks import (
    correctness,
    failing,
    generation,
    importing,
    machine,
    memory,
    packages,
    regeneration,
    report,
    results,
    runtime,
    scaling,
    shapes,
)
from benchmarks.results import Part, Table
from benchmarks.subject import Subject
from benchmarks.timing import Effort

Measure = Callable[[Subject, Path, Effort], tuple[Table, ...]]


def _with_packages(
    tables: Callable[[Subject, packages.Packages, Effort], tuple[Table, ...]],
) -> Measure:
    return lambda subject, folder, effort: tables(
        subject, packages.prepare(subject, folder / "packages"), effort
    )


PARTS: Mapping[str, Measure] = {
    "generation": lambda subject, _, effort: generation.tables(subject, effort),
    "regeneration": lambda subject, _, effort: regeneration.tables(subject, effort),
    "import": _with_packages(importing.tables),
    "correctness": _with_packages(correctness.tables),
    "runtime": _with_packages(runtime.tables),
    "memory": _with_packages(memory.tables),
    "failure": _with_packages(failing.tables),
    "shapes": shapes.measured,
    "scaling": lambda _, __, effort: scaling.tables(scaling.SIZES, effort),
}
"""What ``make bench`` measures, in the order of the report."""

LONG_PARTS: Mapping[str, Measure] = {
    "scaling-large": lambda _, __, effort: scaling.tables(scaling.LARGE_SIZES, effort),
}
"""What is measured only when it is asked for."""

ALL = {**PARTS, **LONG_PARTS}
LAUNCHED = frozenset({"runtime", "failure", "shapes"})
"""What is timed inside a process: where code comes to lie is decided when one starts, and in some
Python looks up members a half slower than in the others.
"""


def measure(name: str, subject: Subject, folder: Path, effort: Effort) -> Part:
    """Measures one part, and keeps it in a folder in the place of what was known before."""
    described = machine.described()
    work = launched if name in LAUNCHED else tables
    part = Part(name, described, machine.versions(), work(name, subject, folder, effort))
    (folder / f"{name}.json").write_text(results.as_json([part]), encoding="utf-8")
    print(report.markdown([part]), flush=True)
    return part


def tables(name: str, subject: Subject, folder: Path, effort: Effort) -> tuple[Table, ...]:
    """The tables of one part, measured by this process."""
    return ALL[name](subject, folder, effort)


def launched(name: str, subject: Subject, folder: Path, effort: Effort) -> tuple[Table, ...]:
    """The tables of one part, measured by several processes one after the other."""
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn, max_tasks_per_child=1) as processes:
        once = (name, subject, folder, effort)
        found = [processes.submit(tables, *once).result() for _ in range(effort.launches)]
    return results.merged(found)
