"""The table of all diagnostic codes and their wordings, one section for each room.

A code is ``room/what-is-wrong``: it names the problem, not the cure. Add a row here, raise it with
``codes.NAME.at(origin, …)``, and the command ``explain`` and the documentation know it.
"""

from __future__ import annotations

from typewright.diagnostics.diagnostic import Code, Severity

# --- source -----------------------------------------------------------------------------------

# --- overlay ----------------------------------------------------------------------------------

# --- page -------------------------------------------------------------------------------------

PAGE_UNCLAIMED_LINE = Code(
    "page/unclaimed-line",
    Severity.WARNING,
    "this line belongs to no object, field or description: {line!r}",
    "Every line of a reference page that is not blank becomes part of the model. This one has no "
    "place in the grammar of the page's dialect, so nothing of it is in the output.",
    "run 'typewright explain {file}' to see what each line of the page became",
)

# --- schema -----------------------------------------------------------------------------------

# --- passes -----------------------------------------------------------------------------------

# --- fixtures ---------------------------------------------------------------------------------

# --- target -----------------------------------------------------------------------------------

# --- output -----------------------------------------------------------------------------------

# --- cli --------------------------------------------------------------------------------------


def table() -> dict[str, Code]:
    """All codes by their names, in the order of this file."""
    return {value.code: value for value in globals().values() if isinstance(value, Code)}
