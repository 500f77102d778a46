"""Two pieces of work timed in turn, so that a change of the machine's speed meets both."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

ROUNDS = 15
ROUND_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class Comparison:
    """Medians of both sides in nanoseconds of CPU time for one call, and the median ratio.

    ``ratio`` is the median over the rounds of ours divided by theirs in the same round.
    """

    ours: float
    theirs: float
    ratio: float


def compare(ours: Callable[[], object], theirs: Callable[[], object]) -> Comparison:
    """Both calls timed in alternating rounds, each round long enough for the clock."""
    calls = (_calls_a_round(ours), _calls_a_round(theirs))
    rounds = [(_round(ours, calls[0]), _round(theirs, calls[1])) for _ in range(ROUNDS)]
    return summarize(rounds)


def summarize(rounds: list[tuple[float, float]]) -> Comparison:
    """The medians of measured pairs, ours first."""
    return Comparison(
        statistics.median(ours for ours, _ in rounds),
        statistics.median(theirs for _, theirs in rounds),
        statistics.median(ours / theirs for ours, theirs in rounds),
    )


def _calls_a_round(work: Callable[[], object]) -> int:
    calls = 1
    while True:
        nanoseconds = _round(work, calls) * calls
        if nanoseconds >= ROUND_SECONDS * 1e9:
            return calls
        calls *= 2


def _round(work: Callable[[], object], calls: int) -> float:
    gc.collect()
    gc.disable()
    try:
        start = time.process_time_ns()
        for _ in range(calls):
            work()
        return (time.process_time_ns() - start) / calls
    finally:
        gc.enable()
