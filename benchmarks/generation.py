"""From a description to files on disk, as whole processes."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from benchmarks import generators, processes, results
from benchmarks.generators import FASTEST, Generator
from benchmarks.processes import FailedError, Taken
from benchmarks.results import OURS, Bar, Row, Table
from benchmarks.subject import Subject
from benchmarks.timing import Effort

MODELS = "models and validators"
EVERYTHING = "with fixtures, tests and factories"

OPTIONS: Final = {MODELS: ("factories=false", "fixtures=false"), EVERYTHING: ()}
"""The options of our target by the work that they ask for."""

WORKERS: Final = {OURS: 1, f"{OURS}, two workers": 2, f"{OURS}, three workers": 3}

CONTESTANTS: Final[Mapping[str, Generator]] = {
    **{work: generators.typewright(*options) for work, options in OPTIONS.items()},
    "datamodel-code-generator, dataclass": generators.modelgen(generators.DATACLASS, *FASTEST),
    "datamodel-code-generator, TypedDict": generators.modelgen(generators.TYPED_DICT, *FASTEST),
    "datamodel-code-generator, msgspec": generators.modelgen(generators.MSGSPEC, *FASTEST),
    "datamodel-code-generator, pydantic": generators.modelgen(generators.PYDANTIC, *FASTEST),
    "datamodel-code-generator, pydantic, by default": generators.modelgen(generators.PYDANTIC),
    "openapi-python-client": generators.OPENAPI_PYTHON_CLIENT,
}
DATACLASS = "datamodel-code-generator, dataclass"
TYPED_DICT = "datamodel-code-generator, TypedDict"
BY_DEFAULT = "datamodel-code-generator, pydantic, by default"

_OF_OTHERS: Final = {
    name: CONTESTANTS[name] for name in (MODELS, EVERYTHING, DATACLASS, TYPED_DICT, BY_DEFAULT)
}
_HOW = "The whole process, from the description to files in a new folder."


def tables(subject: Subject, effort: Effort) -> tuple[Table, ...]:
    """CPU time and memory of the generators, their CPU time for other descriptions, and how long
    several processes of ours take.
    """
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder, "output")
        taken = _taken(CONTESTANTS, subject.description, output, effort)
        of_others = {
            name: processes.seconds(_taken(_OF_OTHERS, path, output, effort))
            for name, path in subject.others.items()
        }
        shared = {
            work: _shared(options, subject.description, output, effort)
            for work, options in OPTIONS.items()
        }
    time, memory = processes.seconds(taken), processes.peaks(taken)
    return (
        Table(
            "Generation, CPU time",
            "seconds",
            _HOW,
            (
                _row(MODELS, time, Bar(1 / 4, DATACLASS), Bar(1 / 12, BY_DEFAULT)),
                _row(EVERYTHING, time, Bar(1, DATACLASS), Bar(1, TYPED_DICT)),
            ),
        ),
        Table(
            "Generation, memory",
            "bytes",
            f"{_HOW} The peak of its largest process.",
            (
                _row(MODELS, memory, Bar(1, DATACLASS)),
                _row(EVERYTHING, memory, Bar(1, DATACLASS)),
            ),
        ),
        Table(
            "Generation from other descriptions, CPU time",
            "seconds",
            _HOW,
            tuple(
                results.row(f"{name}, {work}", {OURS: seconds[work], **_peers(seconds)})
                for name, seconds in of_others.items()
                for work in (MODELS, EVERYTHING)
            ),
        ),
        Table(
            "Generation by several processes, time on the clock",
            "seconds",
            f"{_HOW} Up to so many workers share the work.",
            tuple(results.row(work, processes.elapsed(each)) for work, each in shared.items()),
        ),
        Table(
            "Generation by several processes, CPU time",
            "seconds",
            f"{_HOW} The sum over all workers, in the same runs.",
            tuple(results.row(work, processes.seconds(each)) for work, each in shared.items()),
        ),
    )


def _taken(
    contestants: Mapping[str, Generator], description: Path, output: Path, effort: Effort
) -> dict[str, list[Taken] | str]:
    runs = {
        name: from_the_start(generator, description, output)
        for name, generator in contestants.items()
    }
    return processes.alternate(runs, effort.processes)


def _shared(
    options: Sequence[str], description: Path, output: Path, effort: Effort
) -> dict[str, list[Taken] | str]:
    contestants = {
        who: generators.typewright(*options, workers=count) for who, count in WORKERS.items()
    }
    return _taken(contestants, description, output, effort)


def from_the_start(generator: Generator, description: Path, output: Path) -> Callable[[], Taken]:
    """A run into a place where nothing is."""

    def run() -> Taken:
        command = generator.command(description.resolve(), output)
        if isinstance(command, str):
            raise FailedError(command)
        generators.remove(output)
        try:
            return processes.measure(command)
        finally:
            generators.remove(output)

    return run


def _row(work: str, taken: Mapping[str, list[float] | str], *bars: Bar) -> Row:
    return results.row(work, {OURS: taken[work], **_peers(taken)}, bars=bars, headline=True)


def _peers(taken: Mapping[str, list[float] | str]) -> dict[str, list[float] | str]:
    return {name: rounds for name, rounds in taken.items() if name not in {MODELS, EVERYTHING}}
