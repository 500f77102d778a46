"""``make bench``: measures, and writes what was found.

``python -m benchmarks`` measures all parts but the long ones, each in a process of its own;
``python -m benchmarks runtime memory`` measures these two. ``python -m benchmarks record`` measures
nothing: it writes the results that are there into the documentation.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks import (
    chart,
    correctness,
    failing,
    generation,
    importing,
    machine,
    memory,
    packages,
    recording,
    regeneration,
    report,
    results,
    runtime,
    scaling,
    shapes,
)
from benchmarks.results import Part, Table
from benchmarks.subject import ROOT, Subject, openai
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
RECORD = "record"


def main() -> None:
    """Measures the parts that were asked for and writes the report of all that is known."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join((*ALL, RECORD)))
    parser.add_argument("--output", type=Path, default=ROOT / "out" / "benchmarks")
    parser.add_argument("--quick", action="store_true", help="fewer and shorter rounds")
    given = parser.parse_args()
    if unknown := set(given.parts) - {*ALL, RECORD}:
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    given.output.mkdir(parents=True, exist_ok=True)
    match given.parts:
        case ["record"]:
            recording.write(tuple(results.read(given.output, list(ALL))))
        case [name]:
            measure(name, openai(), given.output, QUICK if given.quick else Effort())
            write(given.output)
        case names:
            for name in names or PARTS:
                again = [sys.executable, "-m", "benchmarks", name, "--output", given.output]
                subprocess.run([*again, *["--quick"] * given.quick], cwd=ROOT, check=True)


QUICK = Effort(rounds=5, seconds=0.01, processes=1, short_processes=5)
"""Enough to see whether something has become faster, not by how much."""


def measure(name: str, subject: Subject, folder: Path, effort: Effort) -> Part:
    """Measures one part, and keeps it in a folder in the place of what was known before."""
    described = machine.described()
    part = Part(name, described, machine.versions(), ALL[name](subject, folder, effort))
    (folder / f"{name}.json").write_text(results.as_json([part]), encoding="utf-8")
    print(report.markdown([part]), flush=True)
    return part


def write(folder: Path) -> None:
    """Writes one table and one picture of all parts that are known in a folder."""
    parts = tuple(results.read(folder, list(ALL)))
    (folder / "results.json").write_text(results.as_json(parts), encoding="utf-8")
    (folder / "results.md").write_text(report.markdown(parts), encoding="utf-8")
    (folder / "results.svg").write_text(chart.svg(parts), encoding="utf-8")


if __name__ == "__main__":
    main()
