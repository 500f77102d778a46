"""``typewright targets``."""

from __future__ import annotations

import click

from typewright.cli.arguments import form, reporting
from typewright.cli.exits import Exit
from typewright.cli.report import Format, emit_json
from typewright.config.options import describe
from typewright.targets import registry


@click.command(name="targets")
@form
@reporting
def command(form: Format) -> Exit:
    """List the output languages and libraries, and the options of each.

    An option is given as '--option KEY=VALUE', or as a key of the target's table in pyproject.toml.
    """
    targets = registry.all_targets()
    if form == "json":
        emit_json(
            {
                "targets": [
                    {
                        "name": target.name,
                        "summary": target.summary,
                        "options": [
                            {"name": each.name, "values": each.values, "default": each.default}
                            for each in describe(target.options)
                        ],
                    }
                    for target in targets
                ]
            }
        )
        return Exit.FINE
    for target in targets:
        click.echo(f"{target.name}: {target.summary}")
        for option in describe(target.options):
            default = (
                str(option.default).lower() if option.default in (True, False) else option.default
            )
            click.echo(f"  {option.name} = {option.values}  (default: {default})")
        click.echo()
    return Exit.FINE
