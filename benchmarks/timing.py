"""Work timed in turn inside this process, so that a change of the machine's speed meets all."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Effort:
    """How many rounds are measured, and how many seconds of CPU time one of them takes at least."""

    rounds: int = 2
    seconds: float = 0.02
    launches: int = 9
    """How many processes the work in one process is measured in, with that many rounds in each."""

    processes: int = 3
    """How many rounds of whole processes that take seconds."""

    short_processes: int = 11
    """How many rounds of whole processes that take next to nothing."""


def alternate(works: Mapping[str, Work | str], effort: Effort) -> dict[str, list[float] | str]:
    """Seconds of CPU time for one call of each work, for each round.

    Whoever cannot do the work is a text that says why, and stays one.
    """
    able = {name: work for name, work in works.items() if not isinstance(work, str)}
    taken: dict[str, list[float]] = {name: [] for name in able}
    gc.collect()
    gc.freeze()  # what is there now need not be looked through before each round
    try:
        calls = {name: _calls(work, effort.seconds) for name, work in able.items()}
        for _ in range(effort.rounds):
            for name, work in able.items():
                taken[name].append(_time(work, calls[name]))
    finally:
        gc.unfreeze()
    return {name: work if isinstance(work, str) else taken[name] for name, work in works.items()}


def _calls(work: Work, seconds: float) -> int:
    work()  # may load and build what all others find
    calls = 1
    while True:
        each = _time(work, calls)
        if each * calls >= seconds:
            return calls
        calls = max(calls * 2, min(calls * 100, round(seconds / max(each, 1e-9))))


def _time(work: Work, calls: int) -> float:
    gc.collect()
    gc.disable()
    try:
        start = time.process_time_ns()
        for _ in range(calls):
            work()
        return (time.process_time_ns() - start) / calls / 1e9
    finally:
        gc.enable()
