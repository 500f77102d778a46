"""``typewright check``."""

from __future__ import annotations

import sys

import click

from typewright.cli import recap, runs
from typewright.cli.arguments import Inputs, configure, reporting, targeting
from typewright.cli.exits import Exit
from typewright.cli.report import Format, finish, talk
from typewright.cli.streams import tell
from typewright.diagnostics.listing import has_errors, strictly
from typewright.diagnostics.visible import visible


@click.command(name="check")
@targeting
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
    form: Format,
) -> Exit:
    """Tell whether generated code is what 'generate' would write now.

    Writes nothing. The difference is shown as a unified diff, and the exit status is 1.
    """
    config = configure(inputs, target=target, output=output, options=options)
    run = runs.start(config, held, cached=cached, workers=workers)
    plans, more = run.compare()
    stale = [plan for plan in plans if plan.differs]
    found = strictly(run.found) if strict or config.strict else run.found
    finish((*found, *more, *run.outdated()), form, result=recap.as_json(plans))
    if form == "text" and stale:
        from typewright.output.diff import diff

        for plan in stale:
            tell(_shown(diff(plan)), nl=False)
    if stale:
        talk("not up to date: run 'typewright generate'")
    return Exit.FINDINGS if stale or has_errors(found) else Exit.FINE


def _shown(diff: str) -> str:
    """A diff as it is, or harmless for a terminal: an edited file may hold anything."""
    if not sys.stdout.isatty():
        return diff
    return "".join(f"{visible(line)}\n" for line in diff.split("\n")[:-1])
