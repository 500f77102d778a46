"""The reference parts of the documentation say what the program does; ``--record`` writes them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import click
from click.testing import CliRunner

from corpora import ROOT
from typewright.cli import recap
from typewright.cli.commands import COMMANDS, cli
from typewright.diagnostics import Related, codes
from typewright.diagnostics.codes import readable
from typewright.diagnostics.machine import as_json
from typewright.output import Wanted, plan
from typewright.source import Origin, Source, SourceKind

DOCS = ROOT / "docs"


def cli_page() -> Iterator[str]:
    yield "# The command line"
    yield ""
    yield "What `--help` says of each command."
    yield ""
    yield from usage(["typewright"], cli)
    context = click.Context(cli, info_name="typewright")
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command
        yield ""
        yield f"## {name}"
        yield ""
        yield from usage(["typewright", name], command)


def usage(names: list[str], command: click.Command) -> Iterator[str]:
    context = click.Context(
        command,
        info_name=" ".join(names),
        terminal_width=88,
        max_content_width=88,
        help_option_names=["-h", "--help"],
    )
    yield "```text"
    yield from (line.rstrip() for line in command.get_help(context).splitlines())
    yield "```"


def diagnostics_page() -> Iterator[str]:
    yield "# Diagnostics"
    yield ""
    yield "Everything that Typewright may find, by the room of the house that finds it. An *error*"
    yield "stops the output, a *warning* and a *note* do not. `typewright explain CODE` says the"
    yield "same on the command line. Words in braces stand for what was found."
    room = ""
    for code in codes.table().values():
        if room != code.code.partition("/")[0]:
            room = code.code.partition("/")[0]
            yield ""
            yield f"## {room}"
        yield ""
        yield f"### `{code.code}`"
        yield ""
        yield f"{code.severity.capitalize()}: `{readable(code.message)}`"
        yield ""
        yield code.explanation
        if code.help:
            yield ""
            yield f"What to do: {readable(code.help)}."


def expect(path: Path, lines: Iterator[str], record: bool) -> None:
    text = "\n".join(lines) + "\n"
    if record:
        path.write_text(text, encoding="utf-8")
    message = f"{path.name} is out of date: run 'pytest tests/unit/test_docs.py --record'"
    assert path.exists(), message
    assert path.read_text(encoding="utf-8") == text, message


def test_docs_cli_is_what_help_says(record: bool) -> None:
    expect(DOCS / "cli.md", cli_page(), record)


def test_docs_diagnostics_is_the_table_of_codes(record: bool) -> None:
    expect(DOCS / "diagnostics.md", diagnostics_page(), record)


def keys(value: object) -> object:
    """The names of all members, for comparing forms."""
    if isinstance(value, dict):
        return {name: keys(member) for name, member in value.items()}
    return [keys(value[0])] if isinstance(value, list) and value else None


def test_docs_machine_output_shows_the_forms_that_are_written(tmp_path: Path) -> None:
    text = (DOCS / "machine-output.md").read_text(encoding="utf-8")
    blocks = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", text, re.DOTALL)]
    findings, roots, validation = blocks
    source = Source("a", "", SourceKind.PAGE, "x")
    finding = codes.cli.NO_SOURCES.at(Origin(source), related=(Related(Origin(source), "y"),))
    assert keys(as_json([finding])) == keys(findings)
    made, _ = plan(Wanted(tmp_path, {"python:p": {"a": "x"}}))
    assert recap.as_json([made])["roots"][0].keys() == roots["roots"][0].keys()
    (tmp_path / "s.json").write_text('{"title": "A", "type": "string"}')
    arguments = ["validate", str(tmp_path / "s.json"), "-", "--format", "json"]
    result = CliRunner().invoke(cli, arguments, input="1")
    assert keys(json.loads(result.stdout)) == keys(validation)
