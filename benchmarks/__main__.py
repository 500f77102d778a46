"""``make bench``: measures, and writes what was found.

``python -m benchmarks`` measures all parts but the long ones, each in a process of its own;
``python -m benchmarks runtime memory`` measures these two. ``python -m benchmarks record`` measures
nothing: it writes the results that are there into the documentation.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from benchmarks import chart, recording, report, results
from benchmarks.parts import ALL, PARTS, measure
from benchmarks.subject import ROOT, openai
from benchmarks.timing import Effort

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


QUICK = Effort(rounds=2, seconds=0.01, launches=3, processes=1, short_processes=5)
"""Enough to see whether something has become faster, not by how much."""


def write(folder: Path) -> None:
    """Writes one table and one picture of all parts that are known in a folder."""
    parts = tuple(results.read(folder, list(ALL)))
    (folder / "results.json").write_text(results.as_json(parts), encoding="utf-8")
    (folder / "results.md").write_text(report.markdown(parts), encoding="utf-8")
    (folder / "results.svg").write_text(chart.svg(parts), encoding="utf-8")


if __name__ == "__main__":
    main()
