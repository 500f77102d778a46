"""Whole processes: their time and their memory at the peak."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

Command = Sequence[str | os.PathLike[str]]

SECONDS = 900
"""How long one process may take before it counts as a hang."""

_LAUNCHER = """
import json, os, sys, time
quiet = os.open(os.devnull, os.O_RDWR)
streams = [(os.POSIX_SPAWN_DUP2, quiet, 0), (os.POSIX_SPAWN_DUP2, quiet, 1)]
begun = time.monotonic()
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=streams)
_, status, usage = os.wait4(child, 0)
elapsed = time.monotonic() - begun
code = os.waitstatus_to_exitcode(status)
print(json.dumps([code, usage.ru_utime + usage.ru_stime, elapsed, usage.ru_maxrss]))
"""
"""Starts a program and tells what it took.

A process begins with the peak of whoever started it, so a small one has to do that.
"""


class FailedError(Exception):
    """A process that ended with another status than 0, or not in time; the text says why."""


@dataclass(frozen=True, slots=True)
class Taken:
    """CPU time of a process and all that it waited for, the seconds ``elapsed`` meanwhile, and the
    peak of the largest of them.
    """

    seconds: float
    elapsed: float
    bytes: float


def measure(
    command: Command, environment: Mapping[str, str] | None = None, *, timeout: float = SECONDS
) -> Taken:
    """Runs a command, with some variables in its environment; raises ``FailedError``."""
    program = [sys.executable, "-S", "-c", _LAUNCHER, *(os.fspath(part) for part in command)]
    with subprocess.Popen(
        program,
        env=_environment(environment or {}),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as launcher:
        try:
            answer, talk = launcher.communicate(timeout=timeout)
        except BaseException as stopped:
            os.killpg(launcher.pid, signal.SIGKILL)
            if isinstance(stopped, subprocess.TimeoutExpired):
                raise FailedError("hangs") from None
            raise
    if launcher.returncode:
        raise FailedError(_last_line(talk))
    code, seconds, elapsed, peak = json.loads(answer)
    if code:
        raise FailedError(_last_line(talk))
    return Taken(seconds, elapsed, peak * (1 if sys.platform == "darwin" else 1024))


def alternate(runs: Mapping[str, Callable[[], Taken]], rounds: int) -> dict[str, list[Taken] | str]:
    """What each run takes, for each round; or why it failed, after which it is not tried again."""
    taken: dict[str, list[Taken] | str] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            so_far = taken[name]
            if isinstance(so_far, str):
                continue
            try:
                so_far.append(run())
            except FailedError as failed:
                taken[name] = str(failed)
    return taken


def seconds(
    taken: Mapping[str, list[Taken] | str], *, less: str | None = None
) -> dict[str, list[float] | str]:
    """The CPU time of each round, less that of the run ``less`` in the same round."""
    base = taken[less] if less else None
    found: dict[str, list[float] | str] = {}
    for name, rounds in taken.items():
        if name == less:
            continue
        if isinstance(rounds, str) or isinstance(base, str):
            found[name] = rounds if isinstance(rounds, str) else str(base)
        else:
            empty = [one.seconds for one in base] if base else [0.0] * len(rounds)
            found[name] = [
                max(one.seconds - start, 0.0) for one, start in zip(rounds, empty, strict=True)
            ]
    return found


def elapsed(taken: Mapping[str, list[Taken] | str]) -> dict[str, list[float] | str]:
    """The seconds that passed in each round."""
    return {
        name: rounds if isinstance(rounds, str) else [one.elapsed for one in rounds]
        for name, rounds in taken.items()
    }


def peaks(taken: Mapping[str, list[Taken] | str]) -> dict[str, list[float] | str]:
    """The memory at the peak of each round, in bytes."""
    return {
        name: rounds if isinstance(rounds, str) else [one.bytes for one in rounds]
        for name, rounds in taken.items()
    }


def _environment(chosen: Mapping[str, str]) -> dict[str, str]:
    drop = {"PYTHONDONTWRITEBYTECODE", "PYTHONPATH"}
    inherited = {name: value for name, value in os.environ.items() if name not in drop}
    return {**inherited, "PYTHONWARNINGS": "ignore", **chosen}


def _last_line(text: str) -> str:
    lines = [line for line in text.strip().splitlines() if line.strip()]
    return lines[-1].strip()[:120] if lines else "killed"
