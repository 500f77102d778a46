"""``typewright export``."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from typewright import export, pipeline
from typewright.cli import recap
from typewright.cli.arguments import Inputs, configure_one, inputs, reporting
from typewright.cli.exits import Exit
from typewright.cli.report import show, talk
from typewright.cli.streams import tell
from typewright.model import Model
from typewright.output import replace_file

_EXPORTERS: Mapping[str, Callable[[Model], Mapping[str, Any]]] = {
    "openapi": export.to_openapi,
    "json-schema": export.to_json_schema,
    "model": export.to_model,
}


@click.command(name="export")
@inputs
@click.option(
    "--to",
    "to",
    required=True,
    type=click.Choice(list(_EXPORTERS)),
    help="OpenAPI 3.1, one JSON Schema 2020-12 with all objects in $defs, or the model.",
)
@click.option("-o", "--output", metavar="FILE", default="-", help="The file to write.")
@reporting
def command(
    inputs: Inputs,
    to: str,
    output: str,
) -> Exit:
    """Write the sources as OpenAPI, JSON Schema or model, so that other tools can use them.

    Where an object or a field came from travels along as 'x-origin'.
    """
    loaded, found = pipeline.load(configure_one(inputs))
    text = json.dumps(_EXPORTERS[to](loaded.model), indent=2, ensure_ascii=False) + "\n"
    show(found)
    talk(recap.inputs(loaded))
    if output == "-":
        tell(text, nl=False)
    else:
        replace_file(Path(output), text)
    return Exit.FINE
