"""Comparing what is wanted with what is there: every decision about a file is made here."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

from typewright.diagnostics import Diagnostic, InputError, codes
from typewright.output import disk
from typewright.output.index import Index
from typewright.output.manifest import (
    JOURNAL,
    MANIFEST,
    BadRecordError,
    Journal,
    Manifest,
    Package,
    parse_journal,
    parse_manifest,
)
from typewright.output.paths import clashes, objection
from typewright.output.plan import Action, Change, Plan, Wanted
from typewright.source import NOWHERE
from typewright.source.texts import Digest, Text, digest
from typewright.values import dataclass

_RECORDS = (MANIFEST, JOURNAL)

_EMPTY = digest(b"")

_Record: TypeAlias = tuple[str, str, str, Digest]
"""One line of a manifest: the owner, its pyproject.toml, the path and the hash."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What the records of a root say, before a run."""

    manifest: Manifest
    manifest_text: str
    journal: Journal
    files: Mapping[str, Digest]

    def is_ours(self, path: str, content: bytes) -> bool:
        """Whether a file is as one of our runs wrote it."""
        found = digest(content)
        return found == self.files.get(path) or found in self.journal.intended.get(path, ())


def plan(
    wanted: Wanted, *, force: bool = False, index: Index | None = None
) -> tuple[Plan, tuple[Diagnostic, ...]]:
    """Compare what is wanted with what is there. Reads, never writes.

    What ``index`` knows of the root is not read, and what is read it knows afterwards.
    ``force`` gives up files of ours that somebody has edited; a file that is not ours is never
    touched. Raises ``InputError`` when nothing of this can be written: a path that is not safe, a
    file that is not ours or a link in the way, records that cannot be read.
    """
    _check(wanted)
    if obstacle := _no_folder(wanted.root):
        raise InputError(obstacle)
    try:
        return _compare(wanted, _known(wanted.root), force, index or Index())
    except disk.ObstacleError as error:
        raise InputError(_in_the_way(wanted.root, error)) from error
    except OSError as error:
        raise InputError(inaccessible(wanted.root, error)) from error


def stands(plan: Plan) -> bool:
    """Whether a plan that was made without the lock of its root is still right: no other run has
    written since, which its records would tell, and nothing that it changes has been changed.
    """
    root, folders = plan.root, disk.Folders(plan.root)
    try:
        return (
            not plan.interrupted
            and disk.read(root, JOURNAL) is None
            and _text(disk.read(root, MANIFEST)) == plan.manifest_before
            and all(
                disk.read(root, change.path, folders) == change.before for change in plan.changes
            )
        )
    except OSError:
        return False


def inaccessible(root: Path, error: OSError) -> Diagnostic:
    """The finding that the system refused to read or to write something."""
    if obstacle := _no_folder(root):
        return obstacle
    path = error.filename if isinstance(error.filename, str) else str(root)
    return codes.output.INACCESSIBLE.at(NOWHERE, path=path, reason=error.strerror or str(error))


def _check(wanted: Wanted) -> None:
    """Raise ``InputError`` when the paths or texts that are wanted cannot be files."""
    owners: dict[str, str] = {}
    found: list[Diagnostic] = []
    for owner, files in sorted(wanted.texts.items()):
        for path in sorted(files):
            if reason := objection(path):
                found.append(codes.output.UNSAFE_PATH.at(NOWHERE, path=path, reason=reason))
            if not files[path].is_unicode:
                found.append(codes.output.NOT_UNICODE.at(NOWHERE, path=path))
            if path in owners:
                found.append(_two_owners(path, owner, owners[path]))
            owners[path] = owner
    found.extend(
        codes.output.CLASHING_PATHS.at(NOWHERE, first=first, second=second)
        for first, second in clashes(owners)
    )
    if found:
        raise InputError(*found)


def _known(root: Path) -> _Known:
    texts = {name: _text(disk.read(root, name)) for name in _RECORDS}
    try:
        manifest = parse_manifest(texts[MANIFEST])
    except BadRecordError as error:
        raise InputError(_bad_record(root, MANIFEST, error)) from error
    try:
        journal = parse_journal(texts[JOURNAL])
    except BadRecordError as error:
        raise InputError(_bad_record(root, JOURNAL, error)) from error
    return _Known(manifest, texts[MANIFEST], journal, manifest.files())


def _compare(
    wanted: Wanted, known: _Known, force: bool, index: Index
) -> tuple[Plan, tuple[Diagnostic, ...]]:
    others = {
        owner: package
        for owner, package in known.manifest.packages.items()
        if not _is_dropped(owner, package, wanted)
    }
    contents = {path: text for files in wanted.texts.values() for path, text in files.items()}
    theirs = Manifest(others).owners()
    stale = (known.files.keys() | known.journal.intended.keys()) - contents.keys() - theirs.keys()
    _check_owners(wanted, theirs)
    changes = _replacements(wanted, contents, known, force, index)
    changes += _removals(wanted.root, stale, known, force)
    plan = Plan(
        root=wanted.root,
        changes=tuple(sorted(changes, key=lambda change: change.path)),
        manifest_before=known.manifest_text,
        manifest_after=_manifest(_records(wanted, known, changes)).render(),
        journal=known.journal,
        stale=tuple(sorted(stale)),
        unchanged=len(contents.keys() - {change.path for change in changes}),
        interrupted=bool(known.journal.intended) or disk.has_leftovers(wanted.root),
    )
    if not plan.differs and not plan.interrupted:
        index.settle(plan.manifest_after.encode())
    findings = tuple(
        codes.output.EDITED_FILE.at(NOWHERE, path=_show(wanted.root, change.path))
        for change in plan.changes
        if change.action is Action.KEEP
    )
    return plan, findings


def _is_dropped(owner: str, package: Package, wanted: Wanted) -> bool:
    """Whether what the manifest says of a package is out of date: the package is made anew, or the
    same pyproject.toml once asked for it and does so no longer.
    """
    forgotten = wanted.whole and bool(wanted.config) and package.config == wanted.config
    return owner in wanted.packages or forgotten


def _check_owners(wanted: Wanted, theirs: Mapping[str, str]) -> None:
    found = [
        _two_owners(path, owner, theirs[path])
        for owner, files in sorted(wanted.packages.items())
        for path in sorted(files.keys() & theirs.keys())
    ]
    if found:
        raise InputError(*found)


def _replacements(
    wanted: Wanted, contents: Mapping[str, Text], known: _Known, force: bool, index: Index
) -> list[Change]:
    """What becomes of the files that are wanted. Raises ``InputError`` for all in the way."""
    root = wanted.root
    digests = {path: text.digest for path, text in contents.items()}
    changes: list[Change] = []
    obstacles: list[Diagnostic] = []
    folders = disk.Folders(root)
    for path in sorted(contents.keys() - index.known(root, digests)):
        try:
            there = index.digest(root, path, folders)
            if there == digests[path]:
                continue
            before = None if there is None else disk.read(root, path, folders)
        except disk.ObstacleError as error:
            obstacles.append(_in_the_way(root, error))
            continue
        after, value = contents[path].text, digests[path]
        if before is None:
            changes.append(Change(path, Action.CREATE, before, after, value))
        elif digest(before) == value:
            continue
        elif action := _judge(path, before, after, known, force):
            changes.append(Change(path, action, before, after, value))
        else:
            obstacles.append(codes.output.FOREIGN_FILE.at(NOWHERE, path=_show(root, path)))
    if obstacles:
        raise InputError(*obstacles)
    return changes


def _removals(root: Path, stale: Iterable[str], known: _Known, force: bool) -> Iterator[Change]:
    """What becomes of the files that are no longer wanted."""
    for path in sorted(stale):
        try:
            before = disk.read(root, path)
        except disk.ObstacleError:
            continue  # what stands there now is not the file that we wrote
        if before is not None and (action := _judge(path, before, None, known, force)):
            yield Change(path, action, before)


def _judge(
    path: str, before: bytes, after: str | None, known: _Known, force: bool
) -> Action | None:
    """What becomes of a file that is not as wanted; ``None`` when it is not ours."""
    if known.is_ours(path, before) or (force and path in known.files):
        return Action.REMOVE if after is None else Action.UPDATE
    return Action.KEEP if path in known.files else None


def _records(wanted: Wanted, known: _Known, changes: Iterable[Change]) -> Iterator[_Record]:
    """What the manifest will say of each file. One that is kept stays as it was generated."""
    kept = {change.path for change in changes if change.action is Action.KEEP}
    written = {change.path for change in changes} - kept
    wanted_paths = {path for files in wanted.packages.values() for path in files}
    for owner, package in known.manifest.packages.items():
        dropped = _is_dropped(owner, package, wanted)
        for path, value in package.files.items():
            if not dropped or (path in kept and path not in wanted_paths):
                yield owner, package.config, path, value
    for owner, files in wanted.texts.items():
        for path, text in files.items():
            # A file with our text in it is ours, whatever became of the manifest; an empty one that
            # was there before tells nothing.
            if text.digest != _EMPTY or path in written or known.is_ours(path, b""):
                value = known.files[path] if path in kept else text.digest
                yield owner, wanted.config, path, value


def _manifest(records: Iterable[_Record]) -> Manifest:
    files: dict[str, dict[str, Digest]] = {}
    configs: dict[str, str] = {}
    for owner, config, path, value in records:
        files.setdefault(owner, {})[path] = value
        configs[owner] = config
    return Manifest({owner: Package(files[owner], configs[owner]) for owner in files})


def _text(record: bytes | None) -> str:
    return (record or b"").decode("utf-8", "replace")


def _show(root: Path, path: str) -> str:
    return (root / path).as_posix()


def _two_owners(path: str, owner: str, other: str) -> Diagnostic:
    return codes.output.TWO_OWNERS.at(NOWHERE, path=path, owner=owner, other=other)


def _no_folder(root: Path) -> Diagnostic | None:
    """The finding that a root, or what stands above it, is a file.

    Linux tells that to whoever looks for something below; Windows only finds nothing there.
    """
    there = next(filter(os.path.exists, (root, *root.parents)), None)
    if there is None or os.path.isdir(there):
        return None
    return _in_the_way(there, disk.ObstacleError("", "a file where a folder must be"))


def _in_the_way(root: Path, obstacle: disk.ObstacleError) -> Diagnostic:
    return codes.output.IN_THE_WAY.at(
        NOWHERE, path=_show(root, obstacle.path), nature=obstacle.nature
    )


def _bad_record(root: Path, name: str, error: BadRecordError) -> Diagnostic:
    return codes.output.BAD_RECORD.at(NOWHERE, path=_show(root, name), reason=error)
