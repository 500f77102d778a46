"""The benchmarks run, on a small description and too shortly for their figures to mean anything."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import pytest
from benchmarks import (
    chart,
    correctness,
    failing,
    generation,
    importing,
    machine,
    memory,
    packages,
    parts,
    recording,
    regeneration,
    report,
    results,
    runtime,
    scaling,
)
from benchmarks.packages import PEERS, Packages
from benchmarks.results import Amount, Bar, Part, Row, Table
from benchmarks.subject import Subject, changed
from benchmarks.timing import Effort

EFFORT = Effort(rounds=2, seconds=1e-6, launches=2, processes=1, short_processes=1)
PEER = "pydantic_literals"
"""The only peer of the everyday tests; making the others takes longer."""

PARCEL = {"id": "p1", "state": "sent", "stops": [{"port": "Cork", "at": 1}]}
STOP = {"port": "Cork", "at": 2}
WORDS = "Something on its way."
DESCRIPTION = {
    "openapi": "3.1.0",
    "info": {"title": "Parcels", "version": "1"},
    "paths": {},
    "components": {
        "schemas": {
            "Parcel": {
                "type": "object",
                "description": WORDS,
                "required": ["id", "state"],
                "properties": {
                    "id": {"type": "string"},
                    "state": {"enum": ["packed", "sent"]},
                    "stops": {"type": "array", "items": {"$ref": "#/components/schemas/Stop"}},
                },
            },
            "Stop": {
                "type": "object",
                "required": ["port"],
                "properties": {"port": {"type": "string"}, "at": {"type": "integer"}},
            },
        }
    },
}

Tables = Callable[[Subject, Packages, Effort], tuple[Table, ...]]


@pytest.fixture(scope="module")
def subject(tmp_path_factory: pytest.TempPathFactory) -> Subject:
    description = tmp_path_factory.mktemp("subject") / "parcels.json"
    description.write_text(json.dumps(DESCRIPTION), encoding="utf-8")
    faulty = changed(PARCEL, {"/id": 1, "/stops/0/at": "noon"})
    faults = {"Parcel, two faults": ("Parcel", faulty)}
    samples = {"Parcel": PARCEL, "Stop": STOP}
    others = {"Parcels": description}
    return Subject(description, samples, WORDS, faults, many="Stop", others=others)


@pytest.fixture(scope="module")
def prepared(subject: Subject, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Packages]:
    with _imports_forgotten():
        yield packages.prepare(subject, tmp_path_factory.mktemp("packages"), {PEER: PEERS[PEER]})


@contextmanager
def _imports_forgotten() -> Iterator[None]:
    """Packages for another subject have the same names."""

    def generated() -> dict[str, ModuleType]:
        names = {packages.OURS, packages.OURS_ORJSON, *PEERS}
        return {name: sys.modules[name] for name in sys.modules if name.split(".")[0] in names}

    path, before = list(sys.path), generated()
    for name in before:
        del sys.modules[name]
    yield
    sys.path[:] = path
    for name in generated():
        del sys.modules[name]
    sys.modules.update(before)


@pytest.mark.parametrize(
    "tables", [importing.tables, correctness.tables, runtime.tables, memory.tables, failing.tables]
)
def test_parts_measure(tables: Tables, subject: Subject, prepared: Packages) -> None:
    """Each part measures ours, and whoever is installed."""
    _look_at(tables(subject, prepared, EFFORT))


def test_long_parts_measure(subject: Subject, tmp_path: Path, long: bool) -> None:
    if not long:
        pytest.skip("starts generators many times")
    _look_at(generation.tables(subject, EFFORT))
    _look_at(regeneration.tables(subject, EFFORT))
    _look_at(scaling.tables((2, 4), EFFORT))
    _look_at(parts.launched("shapes", subject, tmp_path, EFFORT))


def test_verdicts(subject: Subject, prepared: Packages) -> None:
    """Ours are right; a peer that converts data accepts some that is invalid."""
    accepted, _ = correctness.tables(subject, prepared, EFFORT)
    amounts = {one.contestant: one.median for one in accepted.rows[-1].amounts}
    assert amounts["Typewright"] == 0
    assert amounts["pydantic"]


def test_memory_is_that_of_the_object() -> None:
    """What it holds twice is counted once, and the data's own text is not."""
    inner: list[object] = []
    outer = [inner, inner, "text"]
    assert memory.size(outer) == sys.getsizeof(outer) + sys.getsizeof(inner)


def test_bars() -> None:
    """A bar is met by a ratio or an amount that is not above it, and unknown without any."""
    rounds: dict[str, list[float] | str] = {
        "Typewright": [1.0, 2.0, 3.0],
        "peer": [4.0, 4.0, 4.0],
        "other": "not installed",
    }
    row = results.row("work", rounds)
    assert [one.ratio for one in row.amounts] == [None, 0.5, None]
    assert results.is_met(row, Bar(0.5, "peer"))
    assert not results.is_met(row, Bar(0.4, "peer"))
    assert results.is_met(row, Bar(1, "other")) is None
    assert not results.is_met(row, Bar(1.5))


def test_launches_are_merged() -> None:
    """One slow process of three makes no difference; a mean is that of the merged rows."""

    def launch(ours: float) -> tuple[Table, ...]:
        row = results.row("work", {"Typewright": [ours, ours], "peer": [4.0, 4.0], "other": "none"})
        return (Table("title", "seconds", "how", (row, results.geometric_mean([row]))),)

    (table,) = results.merged([launch(1.0), launch(9.0), launch(2.0)])
    for row in table.rows:
        ours, peer, other = row.amounts
        assert ours.median == pytest.approx(2.0)
        assert peer.ratio == pytest.approx(0.5)
        assert other.median is None
    assert (table.rows[0].amounts[0].low, table.rows[0].amounts[0].high) == (1.0, 9.0)


def test_results_are_kept() -> None:
    """Results are read as they were written, and shown."""
    row = Row("work", (Amount("Typewright", 1.5e-6), Amount("peer", 3e-6, 2e-6, 4e-6, 0.5)))
    headline = results.geometric_mean([row], bars=[Bar(0.6, "peer")])
    table = Table("reading", "seconds", "How.", (row, headline))
    parts = (Part("runtime", machine.described(), machine.versions(), (table,)),)
    assert results.from_json(results.as_json(parts)) == parts
    assert "| work | 1.50 µs | 3.00 µs (0.50) |" in report.markdown(parts)
    assert "2.00× · 1.50 µs : 3.00 µs" in chart.svg(parts)


def test_the_documentation_shows_its_results(record: bool) -> None:
    """No figure on the page was typed by hand."""
    parts = results.from_json(recording.RESULTS.read_text(encoding="utf-8"))
    if record:
        recording.write(parts)
    for path, text in recording.files(parts).items():
        assert path.read_text(encoding="utf-8") == text


def _look_at(tables: tuple[Table, ...]) -> None:
    assert tables
    for table in tables:
        assert table.rows
        if table.rows[0].amounts[0].note == "not installed":  # a library that ours is to use
            continue
        for row in table.rows:
            ours = row.amounts[0]
            assert ours.median is not None, (table.title, row.work, ours.note)
