"""Importing what was generated, each time in a fresh interpreter."""

from __future__ import annotations

import compileall
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from benchmarks import processes, results
from benchmarks.packages import OURS as PACKAGE
from benchmarks.packages import Packages
from benchmarks.processes import FailedError, Taken
from benchmarks.results import OURS, Bar, Table
from benchmarks.subject import Subject
from benchmarks.timing import Effort

PYDANTIC = "pydantic"
DATACLASS = "dataclass"
MODULES = {
    PYDANTIC: "pydantic_models",
    DATACLASS: "dataclass_models",
    "msgspec": "msgspec_models",
    "TypedDict": "typed_dict_models",
}
_NOTHING = "python -c pass"
_PACKAGE = "the package"
_ALL = "all modules with types"


def tables(subject: Subject, packages: Packages, effort: Effort) -> tuple[Table, ...]:
    """CPU time of importing, beyond that of an interpreter that does nothing."""
    folder = packages.folder
    compileall.compile_dir(folder, quiet=2)
    used = {
        f"the package, and one {name} read": (name, repr(subject.samples[name]))
        for name in (subject.smallest, subject.largest)
    }
    package = folder / PACKAGE
    types = sorted((*package.glob("models/[!_]*.py"), *package.glob("aliases/[!_]*.py")))
    all_types = (f"import {PACKAGE}.{file.parent.name}.{file.stem}\n" for file in types)
    runs: dict[str, Callable[[], Taken]] = {
        _NOTHING: _program("pass", folder),
        _PACKAGE: _program(f"import {PACKAGE}", folder),
        _ALL: _program("".join(all_types), folder),
        **{peer: _module(module, packages) for peer, module in MODULES.items()},
    }
    for use, (name, sample) in used.items():
        read = f"import {PACKAGE}; {PACKAGE}.{name}.from_dict({sample})"
        runs[use] = _program(read, folder)
        read = f"module.{name}.model_validate({sample})"
        runs[f"{PYDANTIC}: {use}"] = _module(MODULES[PYDANTIC], packages, read)
    time = processes.seconds(processes.alternate(runs, effort.short_processes), less=_NOTHING)
    whole = {peer: time[peer] for peer in MODULES}
    rows = (
        _row(_PACKAGE, time, whole),
        *(
            _row(use, time, {**whole, PYDANTIC: time[f"{PYDANTIC}: {use}"]}, Bar(1 / 200, PYDANTIC))
            for use in used
        ),
        _row(_ALL, time, whole, Bar(1, DATACLASS)),
    )
    how = (
        "A process that imports and ends, less what `python -c pass` takes, with the bytecode"
        " there already. The peers are modules that datamodel-code-generator makes; those that"
        " read nothing are imported only."
    )
    return (Table("Import, CPU time", "seconds", how, rows),)


def _row(
    work: str,
    time: Mapping[str, list[float] | str],
    peers: Mapping[str, list[float] | str],
    *bars: Bar,
) -> results.Row:
    return results.row(work, {OURS: time[work], **peers}, bars=bars, headline=True)


def _program(text: str, folder: Path) -> Callable[[], Taken]:
    environment = {"PYTHONPATH": str(folder)}
    return partial(processes.measure, [sys.executable, "-c", text], environment)


def _module(name: str, packages: Packages, then: str = "pass") -> Callable[[], Taken]:
    if name in packages.missing:
        return partial(_fail, packages.missing[name])
    return _program(f"import {name} as module; {then}", packages.folder)


def _fail(why: str) -> Taken:
    raise FailedError(why)
