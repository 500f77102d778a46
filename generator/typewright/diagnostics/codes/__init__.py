"""The table of all diagnostic codes and their wordings, one module for each room.

A code is ``room/what-is-wrong``: it names the problem, not the cure. Add a row to the module of its
room, under the name that the code has, raise it with ``codes.room.NAME.at(origin, …)``, and the
command ``explain`` and the documentation know it.
"""

from __future__ import annotations

import re
from typing import Final

from typewright.diagnostics.codes import (
    cli,
    config,
    extension,
    fixtures,
    inputs,
    output,
    overlay,
    page,
    passes,
    schema,
    source,
    target,
)
from typewright.diagnostics.diagnostic import Code

ROOMS: Final = (
    source,
    overlay,
    page,
    schema,
    passes,
    fixtures,
    target,
    output,
    config,
    extension,
    inputs,
    cli,
)
"""The modules of the table, in the order in which it is printed."""

LOSSES: Final = frozenset(
    row.code for row in (passes.UNTYPED_OBJECT, passes.NOT_IN_TYPES, passes.WIDE_TYPE)
)
"""Findings of what types cannot say."""


def readable(template: str) -> str:
    """A wording as a reader may see it: its parameters by name, without how they are formatted."""
    plain = re.sub(r"(?<!\{)\{(\w+)[^{}]*\}(?!\})", r"{\1}", template)
    return plain.replace("{{", "{").replace("}}", "}")


def table() -> dict[str, Code]:
    """All codes by their names, room by room."""
    rows = (row for room in ROOMS for row in vars(room).values() if isinstance(row, Code))
    return {row.code: row for row in rows}
