"""``typewright explain``."""

from __future__ import annotations

import os
import re
import textwrap
from collections.abc import Iterator
from typing import Any

import click

from typewright import pipeline
from typewright.cli.arguments import form, reporting
from typewright.cli.exits import Exit
from typewright.cli.report import Format, emit_json, show
from typewright.cli.streams import tell
from typewright.diagnostics import Code, Diagnostic, InputError, codes
from typewright.diagnostics.advice import advice
from typewright.diagnostics.listing import arrange
from typewright.diagnostics.machine import as_json
from typewright.diagnostics.visible import visible, width
from typewright.loaders import reference_page
from typewright.loaders.join import join
from typewright.source import NOWHERE, Document, Origin, Position, Source, SourceKind
from typewright.source.read import read
from typewright.values import dataclass

_TEXT_WIDTH = 44
_PLACE = re.compile(r"(.+?):([0-9]{1,18})(?::[0-9]+)?", re.DOTALL)
_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class _Line:
    """What one line of a source became."""

    number: int
    role: str
    pointer: str
    confidence: float


@click.command(name="explain")
@click.argument("subject")
@form
@reporting
def command(subject: str, form: Format) -> Exit:
    """Explain a finding by its code, or what each line of a source became.

    Each line is shown with its role, the JSON pointer of what it belongs to in the exported
    document, and how sure that is.

    \b
    typewright explain page/unclaimed-line
    typewright explain page.txt
    typewright explain page.txt:12          one line, with what was found there
    """
    table = codes.table()
    if subject in table:
        _explain_code(table[subject], form)
        return Exit.FINE
    path, number = _split(subject)
    if path != "-" and not os.path.exists(path):
        raise InputError(
            codes.cli.NOT_EXPLAINED.at(NOWHERE, subject=subject, advice=_advice(subject))
        )
    _explain_file(path, number, form)
    return Exit.FINE


def _explain_code(code: Code, form: Format) -> None:
    if form == "json":
        emit_json(
            {
                "code": code.code,
                "severity": code.severity.value,
                "message": codes.readable(code.message),
                "explanation": code.explanation,
                "help": codes.readable(code.help),
            }
        )
        return
    tell(f"{code.code} ({code.severity}): {codes.readable(code.message)}\n")
    tell(textwrap.fill(code.explanation, 88))
    if code.help:
        tell("\n" + textwrap.fill(f"What to do: {codes.readable(code.help)}", 88))


def _explain_file(path: str, number: int | None, form: Format) -> None:
    source = read(path)
    texts = _LINE_END.split(source.text.rstrip("\r\n"))
    if number is not None and not 1 <= number <= len(texts):
        at = Origin(source, at=Position(len(texts), 1))
        raise InputError(codes.cli.NO_SUCH_LINE.at(at, line=number, lines=len(texts)))
    documents, found = pipeline.recover([source])
    lines = [
        line for line in _lines(source, documents[0]) if number is None or line.number == number
    ]
    here = [each for each in arrange(found) if number is None or _line_of(each, source) == number]
    if form == "json":
        emit_json({"lines": [_as_json(each, texts) for each in lines], **as_json(here)})
        return
    digits = len(str(len(texts)))
    for line in lines:
        text = visible(texts[line.number - 1].strip())
        if width(text) > _TEXT_WIDTH:
            text = text[: _TEXT_WIDTH - 1] + "…"
        gap = " " * max(0, _TEXT_WIDTH - width(text))
        sure = f"  {line.confidence:.0%} sure" if line.confidence < 1 else ""
        role = f"{line.role}  " if line.pointer else line.role
        tell(f"{line.number:>{digits}} | {text}{gap}  {role}{visible(line.pointer)}{sure}")
    if number is not None:
        show(here, as_result=True)


def _lines(source: Source, document: Document) -> Iterator[_Line]:
    """What the lines of a source became, in their order."""
    if source.kind is SourceKind.PAGE:
        for claim in reference_page.claims(source):
            origin = document.origin(claim.pointer)
            yield _Line(claim.line, claim.role, claim.pointer, origin.confidence)
        return
    graph, _ = join([document])
    places = {
        schema.origin.pointer: schema.origin.position.line for schema in graph.schemas.values()
    }
    for pointer, line in sorted(places.items(), key=lambda place: (place[1], place[0])):
        yield _Line(line, "schema", pointer, 1.0)


def _line_of(diagnostic: Diagnostic, source: Source) -> int | None:
    same = diagnostic.origin.source is source
    return diagnostic.origin.position.line if same else None


def _as_json(line: _Line, texts: list[str]) -> dict[str, Any]:
    return {
        "line": line.number,
        "text": texts[line.number - 1],
        "role": line.role,
        "pointer": line.pointer,
        "confidence": line.confidence,
    }


def _split(subject: str) -> tuple[str, int | None]:
    """A file and the number of a line in it, from ``FILE``, ``FILE:LINE``, or the place of a
    finding.
    """
    place = _PLACE.fullmatch(subject)
    if place and not os.path.exists(subject):
        return place[1], int(place[2])
    return subject, None


def _advice(subject: str) -> str:
    return advice(subject, codes.table()) if "/" in subject else "run 'typewright explain --help'"
