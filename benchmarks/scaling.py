"""Whether a definition costs the same in a large description as in a small one."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks import generators, processes, results
from benchmarks.families import FAMILIES
from benchmarks.generation import from_the_start
from benchmarks.results import Bar, Row, Table
from benchmarks.timing import Effort

SIZES = (1_000, 2_000, 4_000)
LARGE_SIZES = (*SIZES, 8_000, 16_000)
_NEXT_TO_NOTHING = "1 definition"


def tables(sizes: Sequence[int], effort: Effort) -> tuple[Table, ...]:
    """Time and memory for each definition, in descriptions of several sizes, the smallest first."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        runs = {}
        for size in (1, *sizes):
            description = folder / f"definitions_{size}.json"
            text = json.dumps(FAMILIES["definitions"].make(size))
            description.write_text(text, encoding="utf-8")
            title = _title(size)
            runs[title] = from_the_start(generators.typewright(), description, folder / "output")
        taken = processes.alternate(runs, effort.processes)
    how = (
        "The whole process with everything that is generated, less what a description of one"
        " definition takes, divided by the number of definitions. Each size is compared with the"
        " smallest."
    )
    time = _each(processes.seconds(taken), sizes)
    memory = _each(processes.peaks(taken), sizes)
    return (
        Table("Scaling, CPU time", "seconds", how, (_row("for each definition", time, sizes),)),
        Table("Scaling, memory", "bytes", how, (_row("for each definition", memory, sizes),)),
    )


def _each(
    taken: Mapping[str, list[float] | str], sizes: Sequence[int]
) -> dict[str, list[float] | str]:
    base = taken[_NEXT_TO_NOTHING]
    found: dict[str, list[float] | str] = {}
    for size in reversed(sizes):
        rounds = taken[_title(size)]
        if isinstance(rounds, str) or isinstance(base, str):
            found[_title(size)] = rounds if isinstance(rounds, str) else str(base)
        else:
            found[_title(size)] = [
                (one - start) / size for one, start in zip(rounds, base, strict=True)
            ]
    return found


def _row(work: str, taken: Mapping[str, list[float] | str], sizes: Sequence[int]) -> Row:
    return results.row(work, taken, bars=[Bar(1.15, _title(sizes[0]))])


def _title(size: int) -> str:
    return f"{size:,} definition{'s' if size > 1 else ''}"
