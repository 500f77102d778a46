"""``typewright generate``."""

from __future__ import annotations

import click

from typewright.cli import recap, runs
from typewright.cli.arguments import Inputs, configure, reporting, targeting
from typewright.cli.exits import Exit
from typewright.cli.report import Format, finish, status, talk
from typewright.diagnostics.listing import has_errors, strictly
from typewright.output import Action


@click.command(name="generate")
@targeting
@click.option(
    "--force",
    is_flag=True,
    help="Replace generated files that somebody has edited. Files that Typewright did not write "
    "are never touched.",
)
@click.pass_obj
@reporting
def command(
    held: list[object],
    inputs: Inputs,
    output: str | None,
    target: str | None,
    options: tuple[str, ...],
    strict: bool,
    cached: bool,
    workers: int,
    force: bool,
    form: Format,
) -> Exit:
    """Write the code for reference pages, OpenAPI descriptions or JSON Schemas.

    Nothing is written unless everything could be made. Files that are right already are left alone,
    files that are no longer needed are removed.

    \b
    typewright generate page.txt -o out/
    typewright generate                     what pyproject.toml says
    """
    config = configure(inputs, target=target, output=output, options=options)
    run = runs.start(config, held, cached=cached, workers=workers)
    if (strict or config.strict) and has_errors(strictly(run.found)):
        finish(strictly(run.found), form, result=recap.as_json(()))
        talk("nothing was written: this run is strict")
        return Exit.FINDINGS
    plans, more = run.write(force=force)
    finish((*run.found, *more, *run.outdated()), form, result=recap.as_json(plans))
    for summary in run.summaries:
        talk(summary)
    for plan in plans:
        talk(recap.outcome(plan))
    kept = any(change.action is Action.KEEP for plan in plans for change in plan.changes)
    return status(run.found, findings=kept)
