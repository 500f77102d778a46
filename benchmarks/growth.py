"""How time and memory grow with a specification: ``python -m benchmarks.growth [family …]``.

A family is a kind of specification that can be made in any size. Each size is generated from a
file to files in an interpreter of its own, and is twice the one before. The exponent of growth is
1 where the work doubles with the size and 2 where it quadruples; it is taken over the largest
sizes, less what the work on next to nothing takes.
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.families import FAMILIES, Family

SIZES = 4
"""How many sizes each family is measured in."""

SECONDS = 900
"""How long one size may take before it counts as a hang."""

_PROGRAM = """
import resource, sys, time
from pathlib import Path
from typewright import api, output, pipeline
from typewright.config import from_arguments
from typewright.diagnostics import InputError
source, target = sys.argv[1:]
start = time.process_time()
try:
    config = from_arguments(
        [source], overlays=(), package="package", target="python", output=target, options=()
    )
    rendered, _ = pipeline.render(config)
    pipeline.write(rendered)
    outcome = "generated"
except InputError as error:
    outcome = error.diagnostics[0].code
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(outcome, time.process_time() - start, peak / 1024)
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """What one size took: seconds of CPU time, and mebibytes of memory at the peak.

    ``outcome`` is ``generated``, or the code of the finding that stopped the run.
    """

    size: int
    outcome: str
    seconds: float
    mebibytes: float


def main(names: Sequence[str]) -> None:
    """Measures the named families, or all of them, and prints one Markdown table."""
    chosen = {name: FAMILIES[name] for name in names or FAMILIES}
    base = measure(next(iter(FAMILIES.values())), 1)
    print("| family | size | outcome | seconds | MiB | exponent of time | of memory |")
    print("|---|--:|---|--:|--:|--:|--:|")
    for name, family in chosen.items():
        for row in rows(name, [measure(family, size) for size in sizes(family)], base):
            print(row, flush=True)


def sizes(family: Family) -> list[int]:
    """The sizes of a family, the largest last."""
    return [family.largest >> step for step in reversed(range(SIZES))]


def measure(family: Family, size: int) -> Measured:
    """Generates one specification in an interpreter of its own."""
    with tempfile.TemporaryDirectory() as name:
        source = Path(name, "specification.json")
        source.write_text(json.dumps(family.make(size)), encoding="utf-8")
        program = [sys.executable, "-c", _PROGRAM, str(source), str(Path(name, "out"))]
        try:
            done = subprocess.run(
                program, capture_output=True, text=True, timeout=SECONDS, check=True
            )
        except subprocess.TimeoutExpired:
            return Measured(size, "hangs", math.nan, math.nan)
        except subprocess.CalledProcessError as error:
            reason = (error.stderr.strip().splitlines() or ["killed"])[-1]
            return Measured(size, reason[:60], math.nan, math.nan)
    outcome, seconds, mebibytes = done.stdout.split()
    return Measured(size, outcome, float(seconds), float(mebibytes))


def rows(name: str, measured: Sequence[Measured], base: Measured) -> Iterator[str]:
    """The lines of the table for one family."""
    for index, one in enumerate(measured):
        line = f"| {name} | {one.size:,} | {one.outcome} | {one.seconds:.2f} | {one.mebibytes:.0f}"
        if index < len(measured) - 1:
            yield f"{line} | | |"
            continue
        time = exponent([each.seconds - base.seconds for each in measured])
        memory = exponent([each.mebibytes - base.mebibytes for each in measured])
        yield f"{line} | {time:.2f} | {memory:.2f} |"


def exponent(amounts: Sequence[float]) -> float:
    """How fast the last three of some amounts grow, each for twice the size of the one before."""
    first, last = amounts[-3], amounts[-1]
    return math.log2(max(last, 0.01) / max(first, 0.01)) / 2


if __name__ == "__main__":
    main(sys.argv[1:])
