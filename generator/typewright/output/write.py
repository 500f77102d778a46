"""Bringing output roots to what is wanted, so that a process killed at any moment loses nothing.

The order is the point. First the journal says what is about to come, then all new files are written
aside, then stale files go and new ones are moved to their places one by one, then the manifest is
replaced, and last the journal goes. Whatever of this has happened when a run is killed, the
manifest and the journal together still tell which files are ours, and the next run starts there.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from typewright.diagnostics import Diagnostic, InputError, codes
from typewright.output import disk
from typewright.output.compare import inaccessible, plan, stands
from typewright.output.index import Index
from typewright.output.manifest import JOURNAL, MANIFEST, Journal
from typewright.output.paths import above, fold
from typewright.output.plan import Action, Change, Plan, Wanted
from typewright.source import NOWHERE


def write(
    wanted: Sequence[Wanted], *, force: bool = False, indexes: Mapping[Path, Index] | None = None
) -> tuple[tuple[Plan, ...], tuple[Diagnostic, ...]]:
    """Bring every root to what is wanted, and tell what was done.

    ``indexes`` are what is known of the roots. Each root is to be named once. Nothing is written to
    any of them before all have been compared.
    Raises ``InputError`` as ``plan`` does, and when the system refuses to write.
    """
    indexes = indexes or {}
    plans, findings = _plan_all(wanted, force, indexes)
    if all(each.is_empty for each in plans):
        return plans, findings
    with contextlib.ExitStack() as stack:
        for each in sorted(wanted, key=lambda each: each.root):
            try:
                stack.enter_context(disk.locked(each.root))
            except TimeoutError as error:
                raise InputError(codes.output.LOCKED.at(NOWHERE, path=each.root)) from error
            except OSError as error:
                raise InputError(inaccessible(each.root, error)) from error
        if not all(map(stands, plans)):
            plans, findings = _plan_all(wanted, force, indexes)
        for each_plan in plans:
            _apply(each_plan, indexes.get(each_plan.root))
    return plans, findings


def replace_file(path: Path, text: str) -> None:
    """Write one file that the user has named, in one step; what stood there is replaced.

    Raises ``InputError`` when the system refuses.
    """
    try:
        disk.replace(path, text.encode())
    except UnicodeEncodeError as error:
        raise InputError(codes.output.NOT_UNICODE.at(NOWHERE, path=path.as_posix())) from error
    except OSError as error:
        reason = error.strerror or str(error)  # it may name a file that only we know of
        raise InputError(codes.output.INACCESSIBLE.at(NOWHERE, path=path, reason=reason)) from error


def _plan_all(
    wanted: Sequence[Wanted], force: bool, indexes: Mapping[Path, Index]
) -> tuple[tuple[Plan, ...], tuple[Diagnostic, ...]]:
    plans: list[Plan] = []
    findings: list[Diagnostic] = []
    errors: list[Diagnostic] = []
    for each in wanted:
        try:
            made, found = plan(each, force=force, index=indexes.get(each.root))
        except InputError as error:
            errors.extend(error.diagnostics)
        else:
            plans.append(made)
            findings.extend(found)
    if errors:
        raise InputError(*errors)
    return tuple(plans), tuple(findings)


def _apply(todo: Plan, index: Index | None) -> None:
    try:
        disk.clear_stage(todo.root)
        try:
            _replace_files(todo, index)
            disk.record(todo.root, MANIFEST, todo.manifest_after)
        finally:
            disk.clear_stage(todo.root)
        disk.record(todo.root, JOURNAL, "")
        if index is not None and all(each.action is not Action.KEEP for each in todo.changes):
            index.settle(todo.manifest_after.encode())
    except disk.ChangedError as error:
        path = (todo.root / error.path).as_posix()
        raise InputError(codes.output.CHANGED_MEANWHILE.at(NOWHERE, path=path)) from error
    except OSError as error:
        raise InputError(inaccessible(todo.root, error)) from error


def _replace_files(todo: Plan, index: Index | None) -> None:
    removed = [change for change in todo.changes if change.action is Action.REMOVE]
    written = [change for change in todo.changes if change.action in (Action.CREATE, Action.UPDATE)]
    disk.record(todo.root, JOURNAL, _journal(todo).render())
    names, new = _staging(todo.root, written)
    contents = {name: change.after or "" for name, change in zip(names, written, strict=True)}
    stamps: list[disk.Stamp] | None = None if index is None else []
    if contents:
        disk.stage(todo.root, contents, stamps)
    for change in removed:
        disk.remove(todo.root, change.path, change.before or b"")
    for path in todo.stale:
        disk.prune(todo.root, path)
    folders = disk.Folders(todo.root)
    for folder, name in new.items():
        disk.place_folder(todo.root, name, folder, folders)
    folders = disk.Folders(todo.root)
    for name, change in zip(names, written, strict=True):
        if "/" not in name:
            disk.place(todo.root, name, change.path, change.before, folders)
    disk.settle(todo.root, (change.path for change in (*removed, *written)))
    if index is not None and stamps is not None:
        for change, stamp in zip(written, stamps, strict=True):
            index.wrote(todo.root, change.path, change.digest, stamp, folders)


def _staging(root: Path, written: Sequence[Change]) -> tuple[list[str], dict[str, str]]:
    """What files are called in the stage, and the folders that are not there yet, with what they
    are called: all that is in one of them is moved there at once.
    """
    folders = disk.Folders(root)
    names: list[str] = []
    new: dict[str, str] = {}
    spelled: dict[str, str] = {}
    missing: dict[str, str] = {}
    for number, change in enumerate(written):
        folder = above(change.path)
        if folder not in missing:
            missing[folder] = folders.missing(folder)
        outermost = missing[folder]
        # Where letter case does not count, another spelling may be the same folder.
        if outermost and spelled.setdefault(fold(outermost), outermost) == outermost:
            name = new.setdefault(outermost, str(number))
            names.append(name + change.path.removeprefix(outermost))
        else:
            names.append(str(number))
    return names, new


def _journal(todo: Plan) -> Journal:
    """What a killed run had set out to write, and what this one will."""
    intended = dict(todo.journal.intended)
    for change in todo.changes:
        if change.action in (Action.CREATE, Action.UPDATE):
            known = intended.get(change.path, ())
            intended[change.path] = tuple(dict.fromkeys((*known, change.digest)))
    return Journal(intended)
