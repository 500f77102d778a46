"""``typewright lint``."""

from __future__ import annotations

import click

from typewright import pipeline
from typewright.cli.arguments import Inputs, configure, form, inputs, reporting
from typewright.cli.exits import Exit
from typewright.cli.report import Format, finish
from typewright.diagnostics import Severity


@click.command(name="lint")
@inputs
@form
@reporting
def command(inputs: Inputs, form: Format) -> Exit:
    """Report all that is wrong or doubtful in the sources.

    Everything is made as 'generate' would make it, and nothing is written. Warnings give the exit
    status 1, errors 2; notes are shown and give 0.
    """
    config = configure(inputs)
    _, found = pipeline.render(config)
    finish(found, form, as_result=True)
    warned = any(each.severity is Severity.WARNING for each in found)
    return Exit.FINDINGS if warned else Exit.FINE
