"""Reading, writing and checking real objects in one process."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks import results
from benchmarks.libraries import (
    FastJsonSchema,
    JsonSchemaRs,
    Library,
    Msgspec,
    Pydantic,
    PydanticNulls,
    Typewright,
    TypewrightCompiled,
    TypewrightOrjson,
    UnableError,
)
from benchmarks.packages import Packages, reason
from benchmarks.results import Bar, Row, Table
from benchmarks.subject import Subject
from benchmarks.timing import Effort, Work, alternate

MANY = 100

_HOW = "CPU time for one call."
_WRITTEN = (
    " pydantic is told to leave out members that were absent, so that it writes what it has read;"
    " without that it is faster and writes other data, which is the column beside it."
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A table: who takes part, ours first, and what the mean of ours is held against.

    ``start`` takes a library, the name of an object, its JSON data, and whether that is a list of
    such objects. It gives a call without arguments that does the work, after that has been done
    once and its result looked at; what is wrong with the result is told beside it.
    """

    title: str
    how: str
    libraries: Sequence[type[Library]]
    start: Callable[[Library, str, Any, bool], tuple[Work, str]]
    bars: Sequence[Bar]


def reading(library: Library, name: str, value: Any, many: bool) -> tuple[Work, str]:
    """From JSON data to an object."""
    read = library.reader(name, many=many)
    return lambda: read(value), _difference(library.writer(name, many=many)(read(value)), value)


def reading_text(library: Library, name: str, value: Any, many: bool) -> tuple[Work, str]:
    """From a JSON text to an object."""
    read, text = library.text_reader(name, many=many), json.dumps(value).encode()
    return lambda: read(text), _difference(library.writer(name, many=many)(read(text)), value)


def writing(library: Library, name: str, value: Any, many: bool) -> tuple[Work, str]:
    """From an object to JSON data."""
    object_ = library.reader(name, many=many)(value)
    write = library.writer(name, many=many)
    return lambda: write(object_), _difference(write(object_), value)


def writing_text(library: Library, name: str, value: Any, many: bool) -> tuple[Work, str]:
    """From an object to a JSON text."""
    object_ = library.reader(name, many=many)(value)
    write = library.text_writer(name, many=many)
    return lambda: write(object_), _difference(json.loads(write(object_)), value)


def judging(library: Library, name: str, value: Any, many: bool) -> tuple[Work, str]:
    """Whether JSON data is valid."""
    judge = library.judge(name)
    values = value if many else [value]
    if not all(map(judge, values)):
        raise UnableError("refuses it")
    if many:
        return lambda: [judge(one) for one in values], ""
    return lambda: judge(value), ""


READING = Kind(
    "JSON data → object",
    _HOW,
    (Typewright, Pydantic, Msgspec),
    reading,
    (Bar(0.5, Pydantic.name),),
)
WRITING = Kind(
    "Object → JSON data",
    _HOW + _WRITTEN,
    (Typewright, Pydantic, PydanticNulls, Msgspec),
    writing,
    (Bar(0.4, Pydantic.name),),
)
JUDGING = Kind(
    "Validation alone",
    f"{_HOW} Whether the data is valid, yes or no, and no object.",
    (Typewright, FastJsonSchema, JsonSchemaRs),
    judging,
    (Bar(0.2, FastJsonSchema.name), Bar(1.1, JsonSchemaRs.name)),
)
_COMPILED = " The package is compiled, with the objects of the table and what these need."
COMPILED: Sequence[Kind] = (
    Kind(
        "JSON data → object, compiled",
        _HOW + _COMPILED,
        (TypewrightCompiled, Typewright, Pydantic, Msgspec),
        reading,
        (Bar(1.0, Msgspec.name),),
    ),
    Kind(
        "Object → JSON data, compiled",
        _HOW + _COMPILED,
        (TypewrightCompiled, Typewright, Pydantic, Msgspec),
        writing,
        (),
    ),
    Kind(
        "Validation alone, compiled",
        f"{_HOW}{_COMPILED}",
        (TypewrightCompiled, Typewright, FastJsonSchema, JsonSchemaRs),
        judging,
        (),
    ),
)
"""The same work with a compiled package."""

KINDS: Sequence[Kind] = (
    READING,
    Kind(
        "JSON text → object, with json",
        _HOW,
        (Typewright, Pydantic, Msgspec),
        reading_text,
        (Bar(1.3, Pydantic.name),),
    ),
    Kind(
        "JSON text → object, with orjson",
        _HOW,
        (TypewrightOrjson, Pydantic, Msgspec),
        reading_text,
        (Bar(0.75, Pydantic.name),),
    ),
    WRITING,
    Kind(
        "Object → JSON text, with json",
        _HOW + _WRITTEN,
        (Typewright, Pydantic, PydanticNulls, Msgspec),
        writing_text,
        (Bar(1.2, Pydantic.name),),
    ),
    Kind(
        "Object → JSON text, with orjson",
        _HOW + _WRITTEN,
        (TypewrightOrjson, Pydantic, PydanticNulls, Msgspec),
        writing_text,
        (Bar(0.6, Pydantic.name),),
    ),
    JUDGING,
    *COMPILED,
)


def tables(
    subject: Subject, packages: Packages, effort: Effort, kinds: Sequence[Kind] = KINDS
) -> tuple[Table, ...]:
    """All kinds of work on all samples, with geometric means."""
    return tuple(_table(kind, subject, packages, effort) for kind in kinds)


def _table(kind: Kind, subject: Subject, packages: Packages, effort: Effort) -> Table:
    libraries = [library(packages) for library in kind.libraries]
    rows = [
        _row(work, kind, libraries, name, value, many, effort)
        for work, name, value, many in _works(subject)
    ]
    mean = results.geometric_mean(rows, bars=kind.bars)
    return Table(kind.title, "seconds", kind.how, (*rows, mean))


def _works(subject: Subject) -> Iterator[tuple[str, str, Any, bool]]:
    for name, value in subject.samples.items():
        yield name, name, value, False
        if name == subject.many:
            yield f"{MANY} × {name}", name, [value] * MANY, True


def _row(
    work: str,
    kind: Kind,
    libraries: Sequence[Library],
    name: str,
    value: Any,
    many: bool,
    effort: Effort,
) -> Row:
    works: dict[str, Work | str] = {}
    notes: dict[str, str] = {}
    for library in libraries:
        try:
            works[library.name], notes[library.name] = kind.start(library, name, value, many)
        except UnableError as unable:
            works[library.name] = str(unable)
        except Exception as error:
            works[library.name] = reason(error)
    return results.row(work, alternate(works, effort), notes=notes)


def _difference(result: Any, value: Any) -> str:
    return "" if result == value else "writes other data than it has read"
