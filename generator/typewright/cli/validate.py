"""``typewright validate``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from typewright import pipeline
from typewright.checks import interpreter
from typewright.checks.issue import Issue
from typewright.checks.nodes import Check
from typewright.cli.arguments import Inputs, configure_one, form, inputs, reporting
from typewright.cli.exits import Exit
from typewright.cli.report import Format, emit_json, talk
from typewright.cli.streams import tell
from typewright.diagnostics import Diagnostic, InputError, codes
from typewright.diagnostics.advice import advice
from typewright.diagnostics.listing import has_errors
from typewright.diagnostics.visible import visible
from typewright.model import Definition, Model
from typewright.source import NOWHERE, Origin, Position, Source, SourceKind
from typewright.source.documents import parse
from typewright.source.read import read
from typewright.values import dataclass, replace


@dataclass(frozen=True, slots=True)
class _Found:
    """An issue of one value, and where in the data it stands."""

    file: str
    at: Position
    issue: Issue


@click.command(name="validate")
@inputs
@click.argument("data", metavar="DATA")
@click.option(
    "--object",
    "name",
    metavar="NAME",
    default="",
    help="The object that the data is to be; needed when the sources define several.",
)
@click.option("--lines", is_flag=True, help="Each line of the data is a value of its own.")
@form
@reporting
def command(
    inputs: Inputs,
    data: str,
    name: str,
    lines: bool,
    form: Format,
) -> Exit:
    """Test JSON or YAML data against an object of the sources.

    Every issue is shown with its place in the data; '-' reads the data from standard input. The
    exit status is 1 when there are any.

    \b
    typewright validate page.txt --object Batch batch.json
    typewright validate --object Batch batch.json       sources from pyproject.toml
    """
    loaded, _ = pipeline.load(configure_one(inputs))
    definition = _definition(loaded.model, name)
    source = read(data)
    check = loaded.model.checks[definition.schema]
    found = _all_issues(loaded.model, check, _parts(source, lines))
    if form == "json":
        emit_json({"valid": not found, "issues": [_as_json(each) for each in found]})
    for each in found if form == "text" else ():
        place = f"{each.file}:{each.at.line}:{each.at.column}"
        tell(visible(f"{place}: {each.issue}"))
    talk(f"{definition.key}: {len(found)} issue{'' if len(found) == 1 else 's'}")
    return Exit.FINDINGS if found else Exit.FINE


def _definition(model: Model, name: str) -> Definition:
    """The object of that name, or the only one. Raises ``InputError``."""
    names = [each.key for each in model.definitions.values() if each.owner is None]
    if not name and len(names) == 1:
        return model[names[0]]
    if name in model.definitions:
        return model[name]
    if not name:
        raise InputError(codes.cli.SEVERAL_OBJECTS.at(NOWHERE, advice=advice(name, names)))
    raise InputError(codes.cli.NO_OBJECT.at(NOWHERE, name=name, advice=advice(name, names)))


def _parts(source: Source, lines: bool) -> Iterator[tuple[Source, int]]:
    """The values to test, each as a source, and how many lines of the data stand before it."""
    if source.kind is SourceKind.PAGE or lines:
        source = replace(source, kind=SourceKind.JSON)
    if not lines:
        yield source, 0
        return
    for number, line in enumerate(source.text.split("\n")):
        if line.strip():
            yield replace(source, text=line), number


def _all_issues(model: Model, check: Check, parts: Iterator[tuple[Source, int]]) -> list[_Found]:
    """All issues of all values. Raises ``InputError`` with all values that cannot be read."""
    found: list[_Found] = []
    unreadable: list[Diagnostic] = []
    for part, before in parts:
        try:
            found.extend(_issues(model, check, part, before))
        except InputError as error:
            unreadable.extend(error.diagnostics)
    if unreadable:
        raise InputError(*unreadable)
    return found


def _issues(model: Model, check: Check, source: Source, before: int) -> Iterator[_Found]:
    """All issues of one value. Raises ``InputError`` when the data cannot be read."""
    try:
        document, found = parse(source)
    except InputError:
        parse(_in_place(source, before))
        raise
    if found and has_errors(found):
        raise InputError(*parse(_in_place(source, before))[1])
    for issue in interpreter.issues(check, document.value, model.checks):
        origin = Origin(_in_place(source, before), issue.pointer)
        yield _Found(origin.file, origin.position, issue)


def _in_place(source: Source, before: int) -> Source:
    """A value of JSON with the lines before it empty, so that its places are those of the file."""
    return replace(source, text="\n" * before + source.text) if before else source


def _as_json(found: _Found) -> dict[str, Any]:
    return {
        "file": found.file,
        "line": found.at.line,
        "column": found.at.column,
        "pointer": found.issue.pointer,
        "keyword": found.issue.keyword,
        "expected": found.issue.expected,
        "found": found.issue.found,
        "message": found.issue.message,
        "nearest": [
            {"pointer": each.pointer, "keyword": each.keyword, "expected": each.expected}
            for each in found.issue.nearest
        ],
    }
