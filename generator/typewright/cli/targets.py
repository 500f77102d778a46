"""``typewright targets``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from typewright.cli.arguments import form, reporting
from typewright.cli.exits import Exit
from typewright.cli.report import Format, emit_json, show
from typewright.cli.streams import tell
from typewright.config import TargetConfig
from typewright.config.options import describe
from typewright.diagnostics import Diagnostic, InputError
from typewright.diagnostics.machine import as_json
from typewright.emission import find_target
from typewright.targets import Target, registry


@click.command(name="targets")
@form
@reporting
def command(form: Format) -> Exit:
    """List the output languages and libraries, and the options of each.

    An option is given as '--option KEY=VALUE', or as a key of the target's table in pyproject.toml.
    """
    targets: list[Target] = []
    found: list[Diagnostic] = []
    for name in registry.names():
        try:
            targets.append(find_target(TargetConfig(name, Path())))
        except InputError as error:
            found.extend(error.diagnostics)
    if form == "json":
        emit_json({"targets": [_as_json(target) for target in targets], **as_json(found)})
        return Exit.FINE
    for target in targets:
        tell(f"{target.name}: {target.summary}")
        for option in describe(target.options):
            tell(f"  {option.name} = {option.values}  (default: {_shown(option.default)})")
    show(found)
    return Exit.FINE


def _as_json(target: Target) -> dict[str, Any]:
    return {
        "name": target.name,
        "summary": target.summary,
        "options": [
            {"name": each.name, "values": each.values, "default": each.default}
            for each in describe(target.options)
        ],
    }


def _shown(default: object) -> str:
    return str(default).lower() if isinstance(default, bool) else str(default)
