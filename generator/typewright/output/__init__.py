"""Files in memory → disk: the only part of the package that writes."""

from typewright.output.compare import plan
from typewright.output.diff import diff
from typewright.output.paths import objection
from typewright.output.plan import Action, Change, Plan, Wanted
from typewright.output.write import replace_file, write

__all__ = [
    "Action",
    "Change",
    "Plan",
    "Wanted",
    "diff",
    "objection",
    "plan",
    "replace_file",
    "write",
]
