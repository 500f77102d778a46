"""``typewright lint``."""

from __future__ import annotations

import click

from typewright.cli import runs
from typewright.cli.arguments import (
    Inputs,
    caching,
    configure,
    form,
    inputs,
    reporting,
    strict,
    working,
)
from typewright.cli.exits import Exit
from typewright.cli.report import Format, finish
from typewright.diagnostics import Severity
from typewright.diagnostics.listing import strictly


@click.command(name="lint")
@inputs
@strict
@form
@caching
@working
@click.pass_obj
@reporting
def command(
    held: list[object], inputs: Inputs, strict: bool, form: Format, cached: bool, workers: int
) -> Exit:
    """Report all that is wrong or doubtful in the sources, and what types cannot say of them.

    Everything is made as 'generate' would make it, and nothing is written. Warnings give the exit
    status 1, errors 2; notes are shown and give 0, unless they tell what types cannot say and the
    run is strict.
    """
    config = configure(inputs)
    found = runs.start(config, held, cached=cached, workers=workers).found
    if strict or config.strict:
        found = strictly(found)
    finish(found, form, as_result=True)
    wrong = any(each.severity is not Severity.NOTE for each in found)
    return Exit.FINDINGS if wrong else Exit.FINE
