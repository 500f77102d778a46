"""Files in memory → disk: the only part of the package that writes."""

from typewright.output.compare import plan
from typewright.output.index import Index
from typewright.output.paths import objection
from typewright.output.plan import Action, Change, Outline, Plan, Wanted
from typewright.output.settled import settled
from typewright.output.write import replace_file, write

__all__ = [
    "Action",
    "Change",
    "Index",
    "Outline",
    "Plan",
    "Wanted",
    "objection",
    "plan",
    "replace_file",
    "settled",
    "write",
]
