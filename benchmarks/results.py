"""What is measured: parts with tables of rows, and the bars that rows are held against."""

from __future__ import annotations

import json
import math
import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal

Unit = Literal["seconds", "bytes", "values"]

OURS = "Typewright"
"""The name of the contestant that all others are compared with."""


MEAN = "geometric mean"
"""The row that stands for all rows of its table."""


@dataclass(frozen=True, slots=True)
class Amount:
    """What one contestant needs for a row.

    ``median``, ``low`` and ``high`` are over the rounds, in the unit of the table; None where the
    contestant cannot do the work, and ``note`` says why not. ``ratio`` is the median, over the
    rounds, of ours divided by this one in the same round; None for ours, and where there is none.
    Of several processes, ``median`` and ``ratio`` are the medians of theirs.
    """

    contestant: str
    median: float | None
    low: float | None = None
    high: float | None = None
    ratio: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """Ours must be at most ``limit`` times what the contestant ``than`` needs.

    Without ``than``, ``limit`` is an amount in the unit of the table.
    """

    limit: float
    than: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One piece of work; the first amount is ours. ``headline`` rows are in the picture."""

    work: str
    amounts: tuple[Amount, ...]
    bars: tuple[Bar, ...] = ()
    headline: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows in one unit, and how they were measured."""

    title: str
    unit: Unit
    how: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """All tables of one kind of work from one run, with the machine and versions of that run."""

    name: str
    machine: Mapping[str, str]
    versions: Mapping[str, str]
    tables: tuple[Table, ...]


def row(
    work: str,
    rounds: Mapping[str, Sequence[float] | str],
    *,
    bars: Sequence[Bar] = (),
    headline: bool = False,
    notes: Mapping[str, str] | None = None,
    compare: bool = True,
) -> Row:
    """A row from what each contestant took in each round, or why it could not; ours first.

    Without ``compare``, amounts are not set in relation to ours.
    """
    ours = next(iter(rounds.values()))
    amounts = []
    for name, taken in rounds.items():
        note = (notes or {}).get(name, "")
        if isinstance(taken, str):
            amounts.append(Amount(name, None, note=taken))
            continue
        ratio = None
        if compare and taken is not ours and not isinstance(ours, str):
            ratio = _ratio(ours, taken)
        median = statistics.median(taken)
        amounts.append(Amount(name, median, min(taken), max(taken), ratio, note))
    return Row(work, tuple(amounts), tuple(bars), headline)


def _ratio(ours: Sequence[float], theirs: Sequence[float]) -> float | None:
    pairs = [(a, b) for a, b in zip(ours, theirs, strict=True) if b > 0]
    return statistics.median(a / b for a, b in pairs) if pairs else None


def geometric_mean(rows: Sequence[Row], *, bars: Sequence[Bar] = ()) -> Row:
    """The geometric means of rows.

    Of a contestant that could not do all of the work there is only that of the ratios.
    """
    names = dict.fromkeys(amount.contestant for each in rows for amount in each.amounts)
    amounts = []
    for name in names:
        found = [one for each in rows for one in each.amounts if one.contestant == name]
        medians = [one.median for one in found if one.median]
        ratios = [one.ratio for one in found if one.ratio]
        whole = len(medians) == len(rows)
        amounts.append(
            Amount(
                name,
                statistics.geometric_mean(medians) if whole else None,
                ratio=statistics.geometric_mean(ratios) if ratios else None,
                note="" if whole else f"over {len(medians)} of {len(rows)} rows",
            )
        )
    return Row(MEAN, tuple(amounts), tuple(bars), headline=True)


def merged(launches: Sequence[tuple[Table, ...]]) -> tuple[Table, ...]:
    """The tables that several processes have measured, as one: the medians over them."""
    return tuple(map(_merged_table, zip(*launches, strict=True)))


def _merged_table(found: tuple[Table, ...]) -> Table:
    rows: list[Row] = []
    for same in zip(*(table.rows for table in found), strict=True):
        if same[0].work == MEAN:
            rows.append(geometric_mean(rows, bars=same[0].bars))
        else:
            amounts = zip(*(each.amounts for each in same), strict=True)
            rows.append(replace(same[0], amounts=tuple(map(_merged_amount, amounts))))
    return replace(found[0], rows=tuple(rows))


def _merged_amount(found: tuple[Amount, ...]) -> Amount:
    def over(which: Callable[[list[float]], float], name: str) -> float | None:
        values = [value for each in found if (value := getattr(each, name)) is not None]
        return which(values) if values else None

    return replace(
        found[0],
        median=over(statistics.median, "median"),
        low=over(min, "low"),
        high=over(max, "high"),
        ratio=over(statistics.median, "ratio"),
    )


def title(table: Table, row: Row) -> str:
    """What a row is called outside of its table."""
    return table.title if row.work == MEAN else f"{table.title}: {row.work}"


def measured(row: Row, bar: Bar) -> float | None:
    """What is held against a bar: a ratio, or our own amount; None where it was not measured."""
    if bar.than is None:
        return row.amounts[0].median
    return next((one.ratio for one in row.amounts if one.contestant == bar.than), None)


def is_met(row: Row, bar: Bar) -> bool | None:
    """Whether a row stays within a bar; None where it was not measured."""
    value = measured(row, bar)
    return None if value is None or math.isnan(value) else value <= bar.limit


def as_json(parts: Sequence[Part]) -> str:
    """All parts as a JSON text that ``from_json`` reads."""
    value = {"parts": [asdict(part) for part in parts]}
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"


def from_json(text: str) -> tuple[Part, ...]:
    """The parts that ``as_json`` wrote."""
    return tuple(_part(value) for value in json.loads(text)["parts"])


def read(folder: Path, names: Sequence[str]) -> Iterator[Part]:
    """The parts of some names that were measured before, each from its file in a folder."""
    for name in names:
        file = folder / f"{name}.json"
        if file.is_file():
            yield from from_json(file.read_text(encoding="utf-8"))


def _part(value: Any) -> Part:
    return Part(**{**value, "tables": tuple(map(_table, value["tables"]))})


def _table(value: Any) -> Table:
    return Table(**{**value, "rows": tuple(map(_row, value["rows"]))})


def _row(value: Any) -> Row:
    amounts = tuple(Amount(**each) for each in value["amounts"])
    bars = tuple(Bar(**each) for each in value["bars"])
    return Row(**{**value, "amounts": amounts, "bars": bars})
