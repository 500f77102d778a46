"""Standard input, output and error of the process, whatever became of them."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Iterator
from typing import TextIO

import click

from typewright.cli.exits import Exit


class Refused(click.ClickException):
    """What the process was given to run with is of no use."""

    exit_code = Exit.BAD_INPUT


def prepare() -> None:
    """Have three streams: one that was closed is empty and takes everything. What a terminal has
    no characters for is escaped.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def tell(text: str, *, nl: bool = True, color: bool | None = None) -> None:
    """Write a result to standard output. Raises ``Refused`` when it takes nothing more."""
    try:
        click.echo(text, nl=nl, color=color)
    except BrokenPipeError:
        raise
    except OSError as error:
        drop(sys.stdout)
        raise Refused(f"standard output cannot be written: {error.strerror}") from error


def talk(text: str, *, color: bool | None = None) -> None:
    """Write a line to standard error."""
    with whatever_becomes_of_talk():
        click.echo(text, err=True, color=color)


@contextlib.contextmanager
def whatever_becomes_of_talk() -> Iterator[None]:
    """Go on when standard error takes nothing more: there is no place left to say so."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError:
        drop(sys.stderr)


def drop(stream: TextIO) -> None:
    """Let a stream take everything from now on, what is still to be written at the end too."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
