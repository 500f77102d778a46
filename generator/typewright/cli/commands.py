"""The command ``typewright``: finds its subcommands by name, and ends every run in good order."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

from typewright.cli import streams
from typewright.cli.exits import Exit

COMMANDS = {
    "generate": "Write the code for reference pages, OpenAPI or JSON Schema.",
    "check": "Tell whether generated code is up to date, with a diff.",
    "compile": "Compile a generated package, to be read and checked faster.",
    "validate": "Test JSON data against an object of the sources.",
    "lint": "Report all that is wrong or doubtful in the sources.",
    "explain": "Explain a finding, or what each line of a source became.",
    "export": "Write the sources as OpenAPI, JSON Schema or model.",
    "targets": "List the output languages and their options.",
    "init": "Write a commented [tool.typewright] into pyproject.toml.",
}
"""All commands with what they do in one line; each is ``command`` in the module of its name."""


class Commands(click.Group):
    """A group whose commands are imported when they are called, and not for ``--help``."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command = import_module(f"typewright.cli.{name}").command
        assert isinstance(command, click.Command)  # noqa: S101
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run one command and end the process with its exit status, whatever happens."""
        streams.prepare()
        # Commands are given this to hold what a run makes until the process ends: taking it apart
        # first would take a while.
        extra["obj"] = []
        try:
            status = super().main(args, "typewright", complete_var, standalone_mode=False, **extra)
        except click.ClickException as error:
            with streams.whatever_becomes_of_talk():
                error.show()
            status = error.exit_code
        except click.Abort:
            status = Exit.INTERRUPTED
        except Exception as error:
            _report_bug(error)
            status = Exit.BUG
        sys.exit(int(status or 0))

    def invoke(self, ctx: click.Context) -> Any:
        try:
            os.getcwd()
        except OSError as error:
            reason = error.strerror
            raise streams.Refused(f"the current folder cannot be used: {reason}") from error
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            streams.drop(sys.stdout)
            return Exit.PIPE_CLOSED
        return result


def _report_bug(error: Exception) -> None:
    import traceback  # takes long to import, and few runs need it

    from typewright.diagnostics.visible import visible

    if os.environ.get("TYPEWRIGHT_TRACEBACK"):
        traceback.print_exc()
    place = traceback.extract_tb(error.__traceback__)[-1]
    streams.talk(
        f"typewright: internal error: {type(error).__name__}: {visible(str(error))}\n"
        f"  at {os.path.basename(place.filename)}:{place.lineno} in {place.name}\n"
        "  This is a bug in Typewright, not in your input. Please report it with the command and,\n"
        "  if you can share it, the input. TYPEWRIGHT_TRACEBACK=1 shows the whole traceback."
    )


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit status: 0 fine, 1 findings, 2 bad input or usage, 3 a bug in Typewright.",
)
@click.version_option(package_name="typewright", message="%(prog)s %(version)s")
def cli() -> None:
    """Typed dataclasses, exact validators and test fixtures from API descriptions.

    Sources are the text of API reference pages, OpenAPI descriptions and JSON Schemas; '-' is
    standard input. Without sources, the packages of [tool.typewright] in the nearest
    pyproject.toml are meant.
    """
