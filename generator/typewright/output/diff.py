"""The difference between what is there and what is wanted, as a unified diff."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from typewright.output.manifest import MANIFEST
from typewright.output.plan import Plan


def diff(plan: Plan) -> str:
    """A unified diff of every file that is not as it should be; empty when all are."""
    return "".join(_hunks(plan))


def _hunks(plan: Plan) -> Iterator[str]:
    for change in plan.changes:
        yield from _file(plan, change.path, _text(change.before), change.after)
    if plan.manifest_before != plan.manifest_after:
        before, after = plan.manifest_before or None, plan.manifest_after or None
        yield from _file(plan, MANIFEST, before, after)


def _text(content: bytes | None) -> str | None:
    return None if content is None else content.decode("utf-8", "replace")


def _file(plan: Plan, path: str, before: str | None, after: str | None) -> Iterator[str]:
    name = (plan.root / path).as_posix()
    old = "/dev/null" if before is None else f"a/{name.lstrip('/')}"
    new = "/dev/null" if after is None else f"b/{name.lstrip('/')}"
    if not before and not after:
        yield f"--- {old}\n+++ {new}\n"
    for line in difflib.unified_diff(_lines(before), _lines(after), old, new):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(text: str | None) -> list[str]:
    """The lines of a file with their ends: LF alone ends one, as in all tools that read diffs."""
    *whole, rest = (text or "").split("\n")
    return [f"{line}\n" for line in whole] + ([rest] if rest else [])
