"""The results as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks import results
from benchmarks.results import Amount, Bar, Part, Row, Table, Unit, is_met, measured

_SCALES: dict[Unit, tuple[tuple[float, str], ...]] = {
    "seconds": ((1, "s"), (1e-3, "ms"), (1e-6, "µs"), (1e-9, "ns")),
    "bytes": ((2**20, "MiB"), (2**10, "KiB"), (1, "bytes")),
    "values": ((1, ""),),
}


def markdown(parts: Sequence[Part]) -> str:
    """The bars first, then every table."""
    return "\n".join((*_bars(parts), *_tables(parts))).rstrip() + "\n"


def amount(value: float, unit: Unit) -> str:
    """An amount with three digits that count, in the unit that reads best."""
    scale, name = next((each for each in _SCALES[unit] if abs(value) >= each[0]), _SCALES[unit][-1])
    number = value / scale
    digits = 0 if unit == "values" or scale == 1 == value or number >= 100 else 2 - (number >= 10)
    if unit == "bytes" and scale == 1:
        digits = 0
    return f"{number:,.{digits}f} {name}".rstrip()


def ratio(value: float) -> str:
    """A ratio with two or three digits that count."""
    if value >= 10:
        return f"{value:,.0f}"
    return f"{value:.2f}" if value >= 0.095 else f"{value:.2g}"


def _bars(parts: Sequence[Part]) -> Iterator[str]:
    yield "### The bars"
    yield ""
    yield "| work | bar | measured | met |"
    yield "|---|---|--:|---|"
    for part in parts:
        for table in part.tables:
            for row in table.rows:
                for bar in row.bars:
                    value = measured(row, bar)
                    met = {True: "yes", False: "**no**", None: "–"}[is_met(row, bar)]
                    shown = "–" if value is None else _measured(value, bar, table.unit)
                    title, limit = results.title(table, row), _bar(bar, table.unit)
                    yield f"| {title} | {limit} | {shown} | {met} |"
    yield ""


def _bar(bar: Bar, unit: Unit) -> str:
    if bar.than is None:
        return f"at most {amount(bar.limit, unit)}" if bar.limit else "none"
    return f"at most {ratio(bar.limit)} × {bar.than}"


def _measured(value: float, bar: Bar, unit: Unit) -> str:
    return amount(value, unit) if bar.than is None else ratio(value)


def _machine(part: Part) -> str:
    about = part.machine
    versions = ", ".join(
        f"{name} {version}" for name, version in part.versions.items() if name != "typewright"
    )
    return (
        f"Measured {about['day']} on {about['processor']} with {about['cores']} cores,"
        f" {about['system']}, {about['Python']}; {versions}."
    )


def _tables(parts: Sequence[Part]) -> Iterator[str]:
    machines = list(dict.fromkeys(map(_machine, parts)))
    if len(machines) == 1:
        yield machines[0]
        yield ""
    for part in parts:
        yield f"### {part.name.capitalize()}"
        yield ""
        yield f"The load of the machine was {part.machine['load']} at the start."
        if len(machines) > 1:
            yield _machine(part)
        yield ""
        for table in part.tables:
            yield from _table(table)


def _table(table: Table) -> Iterator[str]:
    names = list(dict.fromkeys(one.contestant for row in table.rows for one in row.amounts))
    yield f"**{table.title}.** {table.how}"
    yield ""
    yield f"| | {' | '.join(names)} |"
    yield f"|---|{'--:|' * len(names)}"
    footnotes: list[str] = []
    for row in table.rows:
        cells = [_cell(row, name, table.unit, footnotes) for name in names]
        yield f"| {row.work} | {' | '.join(cells)} |"
    yield ""
    for number, note in enumerate(footnotes, 1):
        yield f"{number}. {note}"
    if footnotes:
        yield ""


def _cell(row: Row, name: str, unit: Unit, footnotes: list[str]) -> str:
    one = next((each for each in row.amounts if each.contestant == name), None)
    if one is None:
        return ""
    mark = _mark(one, footnotes)
    shown = "–" if one.median is None else amount(one.median, unit)
    compared = "" if one.ratio is None else f" ({ratio(one.ratio)})"
    return f"{shown}{compared}{mark}"


def _mark(one: Amount, footnotes: list[str]) -> str:
    if not one.note:
        return ""
    if one.note.isdigit():
        return f" [{one.note}]"
    note = f"{one.contestant}: {one.note}"
    if note not in footnotes:
        footnotes.append(note)
    return f" <sup>{footnotes.index(note) + 1}</sup>"
