"""``typewright init``."""

from __future__ import annotations

from pathlib import Path

import click

from typewright.cli.arguments import reporting
from typewright.cli.exits import Exit
from typewright.cli.report import talk
from typewright.cli.streams import tell
from typewright.config import pyproject
from typewright.diagnostics import InputError, codes
from typewright.output import replace_file
from typewright.source import NOWHERE
from typewright.source.read import read

_SECTION = """\
[tool.typewright]
# Whether warnings are errors, and what types cannot say of a schema, too.
strict = false

# One table for each package that Typewright makes: see 'typewright generate --help'.
[[tool.typewright.package]]
# The name that programs import it by.
name = "my_api"
# Reference pages, OpenAPI descriptions and JSON Schemas; patterns are allowed.
sources = ["spec/*"]
# Corrections to the sources, in the OpenAPI Overlay format, applied in this order.
overlays = []
# Whether strings must have the 'format' that they are said to have.
assert_formats = false

# One table for each target. Its options stand beside 'output': see 'typewright targets'.
[tool.typewright.package.targets.python]
# The folder that holds the package's own folder.
output = "generated"
"""


@click.command(name="init")
@reporting
def command() -> Exit:
    """Write a commented [tool.typewright] section into the pyproject.toml of this folder.

    The section is added at the end, and nothing else is changed. Without a pyproject.toml it is
    printed.
    """
    path = Path(pyproject.FILE)
    if path.is_file():
        text = read(path).text if path.stat().st_size else ""
        if pyproject.SECTION in text:
            raise InputError(codes.config.EXISTS.at(NOWHERE, path=path.as_posix()))
        newline = "\r\n" if "\r\n" in text else "\n"
        gap = "" if not text else newline if text.endswith("\n") else newline * 2
        replace_file(path, text + gap + _SECTION.replace("\n", newline))
        talk(f"added [tool.typewright] to {path}")
    else:
        tell(_SECTION, nl=False)
        talk(f"there is no {path} here to add this to")
    return Exit.FINE
