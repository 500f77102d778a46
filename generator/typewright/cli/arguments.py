"""The arguments that several commands share, and what they make of them."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Sequence
from dataclasses import fields
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
)
from typewright.diagnostics import InputError, codes
from typewright.source import NOWHERE
from typewright.values import dataclass, replace

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a command reads, as it stands on the command line."""

    sources: tuple[str, ...] = ()
    package: str = ""
    overlays: tuple[str, ...] = ()
    resources: tuple[str, ...] = ()
    allow_origins: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    include_operations: bool = False
    assert_formats: bool = False


_INPUTS = (
    click.argument("sources", nargs=-1, metavar="[SOURCES]..."),
    click.option(
        "--package",
        metavar="NAME",
        default="",
        help="The package to make; without sources, which of those in pyproject.toml.",
    ),
    click.option(
        "--overlay",
        "overlays",
        multiple=True,
        metavar="FILE",
        help="A correction to the sources, in the OpenAPI Overlay format; may be repeated.",
    ),
    click.option(
        "--resource",
        "resources",
        multiple=True,
        metavar="FILE",
        help="A document that the sources refer to, by its '$id' or by its path; may be repeated.",
    ),
    click.option(
        "--allow-origin",
        "allow_origins",
        multiple=True,
        metavar="ORIGIN",
        help="A folder, or a server such as https://example.com, that references may lead to; may "
        "be repeated. Without it they lead to files in and beside the folder of a source.",
    ),
    click.option(
        "--include",
        multiple=True,
        metavar="PATTERN",
        help="Only objects whose name matches, and what they need; may be repeated.",
    ),
    click.option(
        "--exclude",
        multiple=True,
        metavar="PATTERN",
        help="No objects whose name matches, unless another one needs them; may be repeated.",
    ),
    click.option(
        "--include-operations",
        is_flag=True,
        help="The request and response bodies in an API's operations are objects too.",
    ),
    click.option(
        "--assert-formats",
        is_flag=True,
        help="Strings must have the 'format' that they are said to have.",
    ),
)


def inputs(function: Callable[..., Exit]) -> Callable[..., Exit]:
    """The arguments that say what a command reads, which it is given as ``inputs``."""

    @functools.wraps(function)
    def packed(**arguments: Any) -> Exit:
        given = {field.name: arguments.pop(field.name) for field in fields(Inputs)}
        return function(inputs=Inputs(**given), **arguments)

    return _decorated(packed, _INPUTS)


form = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How findings and results are written.",
)
strict = click.option(
    "--strict",
    is_flag=True,
    help="Warnings are errors, and so is what types cannot say; they give the exit status 1.",
)
caching = click.option(
    "--no-cache",
    "cached",
    flag_value=False,
    default=True,
    help="Make everything anew, and keep nothing for later runs.",
)

working = click.option(
    "--workers",
    metavar="N",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="How many processes may share the work on hundreds of objects, where there is 'fork'.",
)

_TARGETING = (
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
    click.option(
        "--option",
        "options",
        multiple=True,
        metavar="KEY=VALUE",
        help="An option of the target; may be repeated.",
    ),
    strict,
    form,
    caching,
    working,
)


def targeting(function: Callable[..., Exit]) -> Callable[..., Exit]:
    """The arguments of a command that renders: what it reads, and what to make of that."""
    return inputs(_decorated(function, _TARGETING))


def _decorated(function: F, decorators: Sequence[Callable[[F], F]]) -> F:
    return functools.reduce(lambda made, decorate: decorate(made), reversed(decorators), function)


def reporting(function: Callable[..., Exit]) -> Callable[..., Exit]:
    """A command that shows the findings of an input that cannot be used, and ends with 2. What it
    is ``given`` besides its arguments is what click's context passes.
    """

    @functools.wraps(function)
    def command(*given: Any, **arguments: Any) -> Exit:
        try:
            return function(*given, **arguments)
        except InputError as error:
            finish(error.diagnostics, arguments.get("form", "text"))
            return Exit.BAD_INPUT

    return command


def configure(
    inputs: Inputs,
    *,
    target: str | None = None,
    output: str | None = None,
    options: Sequence[str] = (),
) -> Config:
    """What the command line asks for, or without sources the nearest pyproject.toml.

    Raises ``InputError`` when there is neither, and ``click.UsageError`` for arguments that mean
    nothing without sources.
    """
    if inputs.sources:
        return from_arguments(
            **{field.name: getattr(inputs, field.name) for field in fields(inputs)},
            target=target or DEFAULT_TARGET,
            output=output or DEFAULT_OUTPUT,
            options=options,
        )
    if target or output or options or replace(inputs, package="") != Inputs():
        raise click.UsageError(
            "options that say what to read and what to make go with sources on the command line; "
            "without sources, pyproject.toml says them (--package chooses one of its packages)"
        )
    from typewright.config import pyproject

    path = pyproject.find(Path.cwd())
    if path is None:
        raise InputError(codes.cli.NO_SOURCES.at(NOWHERE))
    config = pyproject.load(path, package=inputs.package)
    if not config.packages:
        raise InputError(codes.cli.NO_PACKAGES.at(NOWHERE, path=os.path.relpath(path)))
    return config


def configure_one(inputs: Inputs) -> PackageConfig:
    """The one package that a command reads. Raises as ``configure``, and for several packages."""
    config = configure(inputs)
    if len(config.packages) != 1:
        known = ", ".join(each.name for each in config.packages)
        raise InputError(codes.cli.SEVERAL_PACKAGES.at(NOWHERE, known=known))
    return config.packages[0]
