"""A run after another one: with nothing changed, and after edits."""

from __future__ import annotations

import itertools
import json
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

import yaml
from yaml.cyaml import CSafeLoader

from benchmarks import generators, processes, results
from benchmarks.generation import DATACLASS, from_the_start
from benchmarks.generators import FASTEST, Generator
from benchmarks.processes import FailedError, Taken
from benchmarks.results import OURS, Bar, Table
from benchmarks.subject import CORPORA, Subject
from benchmarks.timing import Effort

FULL = "Typewright, from the start"
_NOTHING = "python -c pass"

_PAGES: Final = CORPORA / "reference-pages" / "expanded-indent"
_COPIES: Final = "ABCDEFGH"
"""What stands behind the titles of the objects of the same pages, so that there are many."""

_TITLE: Final = re.compile(r"^[A-Z][a-z]+(?:[A-Z][A-Za-z]+)+$", re.MULTILINE)
"""A line that is the title of an object."""

Edit: TypeAlias = Callable[[str, int], str]
"""The text of a description as a later run finds it, each time another one."""


def tables(subject: Subject, effort: Effort) -> tuple[Table, ...]:
    """CPU time of later runs, beyond that of an interpreter that does nothing."""
    return _descriptions(subject, effort), _others(subject, effort)


def _descriptions(subject: Subject, effort: Effort) -> Table:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        changed = _changed(subject.words)
        correction = folder / "overlay.json"
        correction.write_text(json.dumps(_correction(subject.smallest)), encoding="utf-8")
        runs = {
            "nothing changed": _edited(subject, folder / "same", lambda text, number: text),
            "one object changed": _edited(subject, folder / "other", changed),
            "one object changed, with an overlay": _edited(
                subject, folder / "corrected", changed, overlays=[correction]
            ),
            "one object added": _edited(subject, folder / "more", _added),
            FULL: from_the_start(generators.typewright(), subject.description, folder / "full"),
            DATACLASS: from_the_start(
                generators.modelgen(generators.DATACLASS, *FASTEST),
                subject.description,
                folder / "models.py",
            ),
            _NOTHING: _nothing,
        }
        taken = processes.alternate(runs, effort.processes)
    time = processes.seconds(taken, less=_NOTHING)
    rows = [
        results.row(
            work,
            {OURS: time[work], FULL: time[FULL], DATACLASS: time[DATACLASS]},
            bars=[bar],
            headline=True,
        )
        for work, bar in (
            ("nothing changed", Bar(0.15)),
            ("one object changed", Bar(1 / 5, FULL)),
            ("one object changed, with an overlay", Bar(1 / 5, FULL)),
            ("one object added", Bar(1 / 5, FULL)),
        )
    ]
    how = (
        "The whole process, less what `python -c pass` takes, with all options as they are."
        " datamodel-code-generator starts from the beginning each time."
    )
    return Table("Regeneration, CPU time", "seconds", how, tuple(rows))


def _others(subject: Subject, effort: Effort) -> Table:
    """The same of what no other generator is given here."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        changed = _changed(subject.words)
        schema = folder / "schema.json"
        schema.write_text(json.dumps(_schema(subject.description)), encoding="utf-8")
        works = {
            "one object changed, of a selection": _Work(
                Path(shutil.copy(subject.description, folder)), changed, include=[*subject.samples]
            ),
            "one object changed, of a JSON Schema document": _Work(schema, changed),
        }
        if _PAGES.is_dir():
            pages = [*_copied(folder)]
            works[f"one of {len(pages)} reference pages changed"] = _Work(
                pages[0], _worded, sources=pages
            )
        runs = {_NOTHING: _nothing}
        for number, (work, one) in enumerate(works.items()):
            output = folder / f"output{number}"
            runs[work] = again(one.generator(cache=True), one.source, output, one.edit)
            runs[f"{work}: {FULL}"] = from_the_start(one.generator(), one.source, output)
        taken = processes.alternate(runs, effort.processes)
    time = processes.seconds(taken, less=_NOTHING)
    rows = [
        results.row(
            work,
            {OURS: time[work], FULL: time[f"{work}: {FULL}"]},
            bars=[Bar(1 / 5, FULL)],
            headline=True,
        )
        for work in works
    ]
    how = (
        "The same, of other input: the objects of the samples and what they need; the objects of"
        " the description as a JSON Schema document; and the reference pages of OpenAI's API that"
        f" the corpora hold, {len(_COPIES)} times with other titles of objects."
    )
    return Table("Regeneration of other input, CPU time", "seconds", how, tuple(rows))


@dataclass(frozen=True, slots=True)
class _Work:
    """What is generated, and how its ``source`` changes."""

    source: Path
    edit: Edit
    include: Sequence[str] = ()
    sources: Sequence[Path | str] = ("{description}",)

    def generator(self, *, cache: bool = False) -> Generator:
        """What generates it."""
        return generators.typewright(cache=cache, include=self.include, sources=self.sources)


def _schema(description: Path) -> object:
    """The objects of a description as a JSON Schema document."""
    found = yaml.load(description.read_text(encoding="utf-8"), CSafeLoader)["components"]["schemas"]
    text = json.dumps(found, default=str).replace("#/components/schemas/", "#/$defs/")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Objects",
        "$defs": json.loads(text),
    }


def _copied(folder: Path) -> Iterator[Path]:
    for page in sorted(_PAGES.glob("*.txt")):
        text = page.read_text(encoding="utf-8")
        for letter in _COPIES:
            path = folder / f"{letter}{page.name}"
            path.write_text(_TITLE.sub(rf"\g<0>{letter}", text), encoding="utf-8")
            yield path


def _nothing() -> Taken:
    return processes.measure([sys.executable, "-c", "pass"])


def _changed(words: str) -> Edit:
    return lambda text, number: text.replace(words, f"{words} Edition {number}.")


def _worded(text: str, number: int) -> str:
    return text.replace("The ", f"Edition {number}: the ", 1)


def _correction(name: str) -> object:
    """An overlay that says something else of one object."""
    action = {"target": f"$.components.schemas.{name}", "update": {"description": "Corrected."}}
    return {"overlay": "1.0.0", "info": {"title": "More", "version": "1"}, "actions": [action]}


def _added(text: str, number: int) -> str:
    """A description with one more object, in YAML or in JSON."""
    head, behind = "\n  schemas:\n    ", "\n    "
    if head not in text:
        head, behind = '"schemas": {', ", "
    schema = '{"type": "object", "properties": {"id": {"type": "string"}}}'
    return text.replace(head, f'{head}"Edition{number}": {schema}{behind}', 1)


def _edited(
    subject: Subject, folder: Path, edit: Edit, overlays: Iterable[Path] = ()
) -> Callable[[], Taken]:
    """A run after another one, with an edit of the description in between."""
    folder.mkdir()
    copy = folder / subject.description.name
    shutil.copyfile(subject.description, copy)
    generator = generators.typewright(cache=True, overlays=overlays)
    return again(generator, copy, folder / "output", edit)


def again(generator: Generator, source: Path, output: Path, edit: Edit) -> Callable[[], Taken]:
    """A run after another one, with an edit of a source in between."""
    text = source.read_text(encoding="utf-8")
    environment = {"TYPEWRIGHT_CACHE_DIR": f"{output}-cache"}
    edition = itertools.count(1)

    def run() -> Taken:
        command = generator.command(source, output)
        if isinstance(command, str):
            raise FailedError(command)
        number = next(edition)
        if number == 1:
            processes.measure(command, environment)
        source.write_text(edit(text, number), encoding="utf-8")
        return processes.measure(command, environment)

    return run
