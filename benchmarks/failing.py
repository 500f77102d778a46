"""Refusing invalid data, with everything that is wrong with it."""

from __future__ import annotations

from typing import Any

from benchmarks import results
from benchmarks.libraries import JsonSchemaRs, Library, Pydantic, Typewright, UnableError
from benchmarks.packages import Packages, reason
from benchmarks.results import Bar, Table
from benchmarks.subject import Subject
from benchmarks.timing import Effort, Work, alternate

BAR = Bar(3, Pydantic.name)


def tables(subject: Subject, packages: Packages, effort: Effort) -> tuple[Table, ...]:
    """One row for each instance with faults."""
    libraries: list[Library] = [each(packages) for each in (Typewright, Pydantic, JsonSchemaRs)]
    rows = []
    for title, (name, value) in subject.faults.items():
        works: dict[str, Work | str] = {}
        notes: dict[str, str] = {}
        for library in libraries:
            try:
                works[library.name], notes[library.name] = _start(library, name, value)
            except UnableError as unable:
                works[library.name] = str(unable)
            except Exception as error:
                works[library.name] = reason(error)
        timed = alternate(works, effort)
        rows.append(results.row(title, timed, bars=[BAR], notes=notes))
    how = (
        "CPU time from invalid data to all that is wrong with it: ours raises `ValidationError`"
        " with `issues`, pydantic raises its own and is asked for `errors()`. In brackets, how many"
        " were told; of a union that nothing fits, pydantic tells what is wrong with each branch."
    )
    mean = results.geometric_mean(rows, bars=[BAR])
    return (Table("Failure with all issues", "seconds", how, (*rows, mean)),)


def _start(library: Library, name: str, value: Any) -> tuple[Work, str]:
    complain = library.complaints(name)
    found = complain(value)
    if not isinstance(found, list):
        raise UnableError("accepts it")
    return lambda: complain(value), str(len(found))
