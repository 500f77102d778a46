"""The arguments that several commands share, and what they make of them."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from typewright.cli.exits import Exit
from typewright.cli.report import finish
from typewright.config import (
    DEFAULT_OUTPUT,
    DEFAULT_TARGET,
    Config,
    PackageConfig,
    from_arguments,
    pyproject,
)
from typewright.diagnostics import InputError, codes
from typewright.source import NOWHERE

F = TypeVar("F", bound=Callable[..., Any])

sources = click.argument("sources", nargs=-1, metavar="[SOURCES]...")
overlays = click.option(
    "--overlay",
    "overlays",
    multiple=True,
    metavar="FILE",
    help="A correction to the sources, in the OpenAPI Overlay format; may be repeated.",
)
package = click.option(
    "--package",
    metavar="NAME",
    default="",
    help="The package to make; without sources, which of those in pyproject.toml.",
)
form = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How findings and results are written.",
)
strict = click.option("--strict", is_flag=True, help="Warnings stop the output as well.")


def targeting(function: F) -> F:
    """The arguments of a command that renders: sources and what to make of them."""
    decorators = (
        sources,
        click.option(
            "-o",
            "--output",
            metavar="FOLDER",
            help=f"The folder to write to.  [default: {DEFAULT_OUTPUT}]",
        ),
        click.option(
            "--target",
            metavar="NAME",
            help=f"What to generate: see 'typewright targets'.  [default: {DEFAULT_TARGET}]",
        ),
        package,
        overlays,
        click.option(
            "--option",
            "options",
            multiple=True,
            metavar="KEY=VALUE",
            help="An option of the target; may be repeated.",
        ),
        strict,
        form,
    )
    return functools.reduce(lambda made, decorate: decorate(made), reversed(decorators), function)


def reporting(function: Callable[..., Exit]) -> Callable[..., Exit]:
    """A command that shows the findings of an input that cannot be used, and ends with 2."""

    @functools.wraps(function)
    def command(**arguments: Any) -> Exit:
        try:
            return function(**arguments)
        except InputError as error:
            finish(error.diagnostics, arguments.get("form", "text"))
            return Exit.BAD_INPUT

    return command


def configure(
    sources: Sequence[str],
    *,
    overlays: Sequence[str] = (),
    package: str = "",
    target: str | None = None,
    output: str | None = None,
    options: Sequence[str] = (),
) -> Config:
    """What the command line asks for, or without sources the nearest pyproject.toml.

    Raises ``InputError`` when there is neither, and ``click.UsageError`` for arguments that mean
    nothing without sources.
    """
    if sources:
        return from_arguments(
            sources,
            overlays=overlays,
            package=package,
            target=target or DEFAULT_TARGET,
            output=output or DEFAULT_OUTPUT,
            options=options,
        )
    if overlays or target or output or options:
        raise click.UsageError(
            "--output, --target, --overlay and --option go with sources on the command line; "
            "without sources, pyproject.toml says them"
        )
    path = pyproject.find(Path.cwd())
    if path is None:
        raise InputError(codes.CLI_NO_SOURCES.at(NOWHERE))
    return pyproject.load(path, package=package)


def configure_one(
    sources: Sequence[str], *, overlays: Sequence[str] = (), package: str = ""
) -> PackageConfig:
    """The one package that a command reads. Raises as ``configure``, and for several packages."""
    config = configure(sources, overlays=overlays, package=package)
    if len(config.packages) != 1:
        known = ", ".join(each.name for each in config.packages)
        raise InputError(codes.CLI_SEVERAL_PACKAGES.at(NOWHERE, known=known))
    return config.packages[0]
