"""Which checks each contestant drops, and which data it refuses that is valid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks import results
from benchmarks.libraries import (
    FastJsonSchema,
    JsonSchemaRs,
    Library,
    Msgspec,
    Pydantic,
    PydanticStrict,
    Typewright,
    UnableError,
)
from benchmarks.mutants import mutants
from benchmarks.packages import Packages, reason
from benchmarks.results import Bar, Row, Table
from benchmarks.subject import Subject
from benchmarks.timing import Effort

CONTESTANTS = (Typewright, Pydantic, PydanticStrict, Msgspec, FastJsonSchema)


def tables(subject: Subject, packages: Packages, effort: Effort) -> tuple[Table, ...]:
    """How many verdicts are wrong on each sample, and on all; there is nothing to be repeated."""
    judged = [
        _judged(name, list(mutants(value)), packages) for name, value in subject.samples.items()
    ]
    accepted = [(f"{one.name}, {one.invalid:,}", one.accepted) for one in judged]
    refused = [(f"{one.name}, {one.valid:,}", one.refused) for one in judged]
    how = (
        "Each sample with one small change at a time, at every place: another type or value, a"
        " member less or more. jsonschema-rs tells which of these are valid, by the schema that"
        " `typewright export` makes of the description. Beside each name, how many there are."
    )
    return (
        Table("Invalid data that is accepted", "values", how, _rows(accepted)),
        Table("Valid data that is refused", "values", how, _rows(refused)),
    )


@dataclass(frozen=True, slots=True)
class _Judged:
    """How many invalid values of an object each contestant accepts, and how many valid refuses.

    A contestant that cannot judge is a text that says why.
    """

    name: str
    valid: int
    invalid: int
    accepted: Mapping[str, int | str]
    refused: Mapping[str, int | str]


def _judged(name: str, values: list[object], packages: Packages) -> _Judged:
    right = list(map(JsonSchemaRs(packages).judge(name), values))
    accepted: dict[str, int | str] = {}
    refused: dict[str, int | str] = {}
    for contestant in CONTESTANTS:
        verdicts = _verdicts(contestant(packages), name, values)
        if isinstance(verdicts, str):
            accepted[contestant.name] = refused[contestant.name] = verdicts
            continue
        pairs = list(zip(verdicts, right, strict=True))
        accepted[contestant.name] = sum(mine and not valid for mine, valid in pairs)
        refused[contestant.name] = sum(valid and not mine for mine, valid in pairs)
    return _Judged(name, sum(right), len(values) - sum(right), accepted, refused)


def _rows(counted: Sequence[tuple[str, Mapping[str, int | str]]]) -> tuple[Row, ...]:
    total = {
        name: sum(count for _, counts in counted if isinstance(count := counts[name], int))
        for name in counted[0][1]
    }
    parts = {
        name: f"over {able} of {len(counted)} objects"
        for name in total
        if (able := sum(isinstance(counts[name], int) for _, counts in counted)) < len(counted)
    }
    return (
        *(_row(work, counts) for work, counts in counted),
        _row("all", total, bars=[Bar(0)], notes=parts),
    )


def _row(
    work: str,
    counts: Mapping[str, int | str],
    bars: Sequence[Bar] = (),
    notes: Mapping[str, str] | None = None,
) -> Row:
    amounts = {name: one if isinstance(one, str) else [float(one)] for name, one in counts.items()}
    return results.row(work, amounts, bars=bars, notes=notes, compare=False)


def _verdicts(library: Library, name: str, values: list[object]) -> list[bool] | str:
    try:
        return list(map(library.judge(name), values))
    except UnableError as unable:
        return str(unable)
    except Exception as error:
        return reason(error)
