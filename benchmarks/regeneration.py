"""A run after another one: with nothing changed, with one object changed, and with a new one."""

from __future__ import annotations

import itertools
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from benchmarks import generators, processes, results
from benchmarks.generation import DATACLASS, from_the_start
from benchmarks.generators import FASTEST
from benchmarks.processes import FailedError, Taken
from benchmarks.results import OURS, Bar, Table
from benchmarks.subject import Subject
from benchmarks.timing import Effort

FULL = "Typewright, from the start"
_NOTHING = "python -c pass"

Edit: TypeAlias = Callable[[str, int], str]
"""The text of a description as a later run finds it, each time another one."""


def tables(subject: Subject, effort: Effort) -> tuple[Table, ...]:
    """CPU time of later runs, beyond that of an interpreter that does nothing."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        runs = {
            "nothing changed": again(subject, folder / "same", lambda text, number: text),
            "one object changed": again(subject, folder / "other", _changed(subject.words)),
            "one object added": again(subject, folder / "more", _added),
            FULL: from_the_start(generators.typewright(), subject.description, folder / "full"),
            DATACLASS: from_the_start(
                generators.modelgen(generators.DATACLASS, *FASTEST),
                subject.description,
                folder / "models.py",
            ),
            _NOTHING: lambda: processes.measure([sys.executable, "-c", "pass"]),
        }
        taken = processes.alternate(runs, effort.processes)
    time = processes.seconds(taken, less=_NOTHING)
    rows = [
        results.row(
            work,
            {OURS: time[work], FULL: time[FULL], DATACLASS: time[DATACLASS]},
            bars=[bar],
            headline=True,
        )
        for work, bar in (
            ("nothing changed", Bar(0.15)),
            ("one object changed", Bar(1 / 5, FULL)),
            ("one object added", Bar(1 / 5, FULL)),
        )
    ]
    how = (
        "The whole process, less what `python -c pass` takes, with all options as they are."
        " datamodel-code-generator starts from the beginning each time."
    )
    return (Table("Regeneration, CPU time", "seconds", how, tuple(rows)),)


def _changed(words: str) -> Edit:
    return lambda text, number: text.replace(words, f"{words} Edition {number}.")


def _added(text: str, number: int) -> str:
    """A description with one more object, in YAML or in JSON."""
    head, behind = "\n  schemas:\n    ", "\n    "
    if head not in text:
        head, behind = '"schemas": {', ", "
    schema = '{"type": "object", "properties": {"id": {"type": "string"}}}'
    return text.replace(head, f'{head}"Edition{number}": {schema}{behind}', 1)


def again(subject: Subject, folder: Path, edit: Edit) -> Callable[[], Taken]:
    """A run after another one, with an edit of the description in between."""
    folder.mkdir()
    text = subject.description.read_text(encoding="utf-8")
    copy = folder / subject.description.name
    copy.write_text(text, encoding="utf-8")
    environment = {"TYPEWRIGHT_CACHE_DIR": str(folder / "cache")}
    edition = itertools.count(1)

    def run() -> Taken:
        command = generators.typewright(cache=True).command(copy, folder / "output")
        if isinstance(command, str):
            raise FailedError(command)
        number = next(edition)
        if number == 1:
            processes.measure(command, environment)
        copy.write_text(edit(text, number), encoding="utf-8")
        return processes.measure(command, environment)

    return run
