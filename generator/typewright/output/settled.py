"""Telling that there is nothing to do, from hashes alone."""

from __future__ import annotations

import json
import os

from typewright.output import disk
from typewright.output.index import Index
from typewright.output.manifest import JOURNAL, MANIFEST, Journal
from typewright.output.plan import Outline, Plan, listing


def settled(wanted: Outline, index: Index) -> Plan | None:
    """The plan of a root that is as wanted, which is an empty one; ``None`` when there may be
    something to do, or to say: then ``plan`` tells what.

    Only for a manifest that was found to be right before, byte by byte, so that nothing in it has
    to be doubted.
    """
    try:
        content = disk.read(wanted.root, MANIFEST)
        if content is None or not index.is_settled(content):
            return None
        if os.path.lexists(wanted.root / JOURNAL) or disk.has_leftovers(wanted.root):
            return None
        return _compared(wanted, content.decode(), index)
    except OSError:
        return None


def _compared(wanted: Outline, manifest: str, index: Index) -> Plan | None:
    unchanged = 0
    packages = json.loads(manifest)["packages"]
    for owner, package in packages.items():
        config = package.get("config", "")
        if owner in wanted.packages:
            files = package["files"]
            if config != wanted.config or listing(files) != wanted.packages[owner]:
                return None
            if not index.agrees(wanted.root, files):
                return None
            unchanged += len(files)
        elif wanted.whole and wanted.config and config == wanted.config:
            return None
    if not packages.keys() >= wanted.packages.keys():
        return None
    return Plan(
        root=wanted.root,
        changes=(),
        manifest_before=manifest,
        manifest_after=manifest,
        journal=Journal({}),
        stale=(),
        unchanged=unchanged,
        interrupted=False,
    )
