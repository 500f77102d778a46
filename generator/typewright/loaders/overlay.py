"""Corrections to a document: OpenAPI Overlay Specification 1.0.0.

Where version 1.0.0 leaves open how an update merges, version 1.1.0 decides: single values replace
single values, arrays are appended to arrays, objects merge member by member, and nothing else
fits. So an update of a schema without ``enum`` sets one, and an update of a schema that has one
adds to it. To replace a list, one action removes it and the next one sets it::

    - target: $.components.schemas.Batch.properties.status.enum
      remove: true
    - target: $.components.schemas.Batch.properties.status
      update: { enum: [validating, failed] }

An object whose members a page hides is no longer opaque once an update links it with ``$ref``.

Beyond 1.0.0, ``remove`` takes out single values too, as 1.1.0 allows, since nothing else can.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from itertools import islice
from typing import Final

from jsonpath import JSONPath, JSONPathEnvironment, JSONPathError
from jsonpath.selectors import NameSelector

from typewright.diagnostics import Diagnostic, codes
from typewright.loaders.edit import Edit, Path, pointers
from typewright.schema import Json
from typewright.source import Document, Origin, pointer
from typewright.source.limits import MAX_DEPTH
from typewright.values import dataclass

_VERSION = re.compile(r"1\.0(\.\d+)?")
_MAX_TARGET: Final = 1_000
_MAX_SELECTED: Final = 1_000_000  # a few '..' in one query select the same nodes over and over
_FIELDS: Final = ("overlay", "info", "extends", "actions")
_INFO_FIELDS: Final = ("title", "version")
_ACTION_FIELDS: Final = ("target", "description", "update", "remove")


class _Environment(JSONPathEnvironment):
    """JSONPath as RFC 9535 has it, down to the depth that a document may have."""

    max_recursion_depth = MAX_DEPTH + 1


_ENVIRONMENT: Final = _Environment(strict=True)


@dataclass(frozen=True, slots=True)
class _Action:
    """One action of an overlay: ``update`` is what to merge, unless it ``removes``."""

    overlay: Document
    pointer: str
    target: str
    path: JSONPath
    update: Json
    removes: bool

    @property
    def at_target(self) -> Origin:
        return self.overlay.origin(f"{self.pointer}/target")

    @property
    def at_update(self) -> Origin:
        return self.overlay.origin(f"{self.pointer}/update")


def apply(document: Document, overlay: Document) -> tuple[Document, tuple[Diagnostic, ...]]:
    """The document with all actions of the overlay carried out in order, and what is wrong.

    Neither the document nor the overlay is changed. What the overlay puts in has its origin there;
    what it removes loses its own. An action that is malformed, or whose target selects nothing, is
    reported and left out.
    """
    edit = Edit(document)
    actions, found = _actions(overlay)
    for action in actions:
        found += _carry_out(action, edit)
    return edit.document(), tuple(found)


def _actions(overlay: Document) -> tuple[list[_Action], list[Diagnostic]]:
    """The well-formed actions of an overlay, and what is wrong with it and the others."""
    value = overlay.value
    if not isinstance(value, dict) or "overlay" not in value:
        found = _kind(value) if not isinstance(value, dict) else "an object without 'overlay'"
        return [], [codes.overlay.NOT_AN_OVERLAY.at(overlay.origin(""), found=found)]
    version = value["overlay"]
    if not isinstance(version, str) or not _VERSION.fullmatch(version):
        at = overlay.origin("/overlay")
        return [], [codes.overlay.VERSION.at(at, found=version)]
    wrong = [*_unknown_fields(overlay, "", value, _FIELDS), *_wrong_info(overlay, value)]
    entries = value.get("actions")
    if not isinstance(entries, list) or not entries:
        wrong.append(_missing_or_wrong(overlay, "", value, "actions", "a list with an action"))
        return [], wrong
    actions = []
    for index, entry in enumerate(entries):
        action, problems = _action(overlay, f"/actions/{index}", entry)
        wrong += problems
        if action is not None:
            actions.append(action)
    return actions, wrong


def _wrong_info(overlay: Document, value: dict[str, Json]) -> Iterator[Diagnostic]:
    info = value.get("info")
    if not isinstance(info, dict):
        yield _missing_or_wrong(overlay, "", value, "info", "an object")
        return
    yield from _unknown_fields(overlay, "/info", info, _INFO_FIELDS)
    for field in _INFO_FIELDS:
        if not isinstance(info.get(field), str):
            yield _missing_or_wrong(overlay, "/info", info, field, "text")


def _action(overlay: Document, where: str, entry: Json) -> tuple[_Action | None, list[Diagnostic]]:
    if not isinstance(entry, dict):
        at = overlay.origin(where)
        return None, [
            codes.overlay.WRONG_TYPE.at(
                at, expected="an object", field="actions", found=_kind(entry)
            )
        ]
    wrong = list(_unknown_fields(overlay, where, entry, _ACTION_FIELDS))
    target, removes = entry.get("target"), entry.get("remove", False)
    if not isinstance(target, str):
        wrong.append(_missing_or_wrong(overlay, where, entry, "target", "a JSONPath"))
        return None, wrong
    if not isinstance(removes, bool):
        wrong.append(_missing_or_wrong(overlay, where, entry, "remove", "true or false"))
        return None, wrong
    if not removes and "update" not in entry:
        wrong.append(codes.overlay.NO_CHANGE.at(overlay.origin(where)))
        return None, wrong
    try:
        path = _compiled(target)
    except _BadTargetError as error:
        at = overlay.origin(f"{where}/target")
        wrong.append(codes.overlay.BAD_TARGET.at(at, target=target, problem=error))
        return None, wrong
    return _Action(overlay, where, target, path, entry.get("update"), removes), wrong


class _BadTargetError(Exception):
    """Why a target is no JSONPath, or cannot be looked for."""


def _compiled(target: str) -> JSONPath:
    """The query that ``target`` writes. Raises ``_BadTargetError``."""
    if len(target) > _MAX_TARGET:
        raise _BadTargetError(f"it has more than {_MAX_TARGET:,} characters")
    with _library_errors():
        path = _ENVIRONMENT.compile(target)
    # Strict JSONPath has no operators that make a compound of several queries.
    assert isinstance(path, JSONPath)  # noqa: S101
    if len(path.segments) > MAX_DEPTH:
        raise _BadTargetError(f"it has more than {MAX_DEPTH} steps")
    return path


@contextmanager
def _library_errors() -> Iterator[None]:
    """Turns what the JSONPath library raises for a bad query into ``_BadTargetError``."""
    try:
        yield
    except JSONPathError as error:
        place = f", at character {error.token.index + 1}" if error.token is not None else ""
        raise _BadTargetError(f"{error.message}{place}") from None
    except (ValueError, OverflowError, RecursionError) as error:
        # The library lets these out for numbers that it cannot read, and for deep filters.
        raise _BadTargetError(str(error)) from None


def _unknown_fields(
    overlay: Document, where: str, value: dict[str, Json], known: Sequence[str]
) -> Iterator[Diagnostic]:
    for field in value:
        if field not in known and not field.startswith("x-"):
            at = overlay.origin(where + pointer.join([field]))
            yield codes.overlay.UNKNOWN_FIELD.at(
                at, field=field, suggestion=_suggestion(field, known)
            )


def _missing_or_wrong(
    overlay: Document, where: str, value: dict[str, Json], field: str, expected: str
) -> Diagnostic:
    if field not in value:
        return codes.overlay.MISSING_FIELD.at(overlay.origin(where), field=field)
    found = "an empty list" if value[field] == [] else _kind(value[field])
    at = overlay.origin(f"{where}/{field}")
    return codes.overlay.WRONG_TYPE.at(at, expected=expected, field=field, found=found)


def _carry_out(action: _Action, edit: Edit) -> Iterator[Diagnostic]:
    """Carries out one action on all that its target selects, and yields what is wrong."""
    try:
        paths = _select(action.path, edit.value)
    except _BadTargetError as error:
        yield codes.overlay.BAD_TARGET.at(action.at_target, target=action.target, problem=error)
        return
    if not paths:
        suggestion = _near_target(action.path, edit.value)
        yield codes.overlay.NO_MATCH.at(
            action.at_target, target=action.target, suggestion=suggestion
        )
    elif not action.removes:
        yield from _update(action, edit, paths)
    elif () in paths:
        yield codes.overlay.ROOT_REMOVED.at(action.at_target, target=action.target)
    else:
        edit.remove(paths)


def _select(path: JSONPath, value: Json) -> list[Path]:
    """The paths of all that the query selects, each once. Raises ``_BadTargetError``."""
    # A text as the root would be read as JSON by the library, and a query selects nothing in it.
    if not isinstance(value, (dict, list)):
        return []
    with _library_errors():
        selected = [match.parts for match in islice(path.finditer(value), _MAX_SELECTED + 1)]
    if len(selected) > _MAX_SELECTED:
        raise _BadTargetError(f"it selects more than {_MAX_SELECTED:,} times")
    return list(dict.fromkeys(selected))


def _update(action: _Action, edit: Edit, paths: Sequence[Path]) -> Iterator[Diagnostic]:
    before, wrong = edit.changes, False
    for path in paths:
        for problem in _Merge(action, edit).into(path):
            wrong = True
            yield problem
    if not wrong and edit.changes == before:
        yield codes.overlay.NO_EFFECT.at(action.at_update)


class _Merge:
    """The update of one action while it is merged into one node."""

    def __init__(self, action: _Action, edit: Edit) -> None:
        self._action = action
        self._edit = edit

    def into(self, path: Path) -> Iterator[Diagnostic]:
        """Merges into the object, or appends to the array, at ``path``."""
        update, where = self._action.update, "/update"
        match self._edit.get(path):
            case dict():
                if isinstance(update, dict):
                    yield from self._members(path, update, where)
                else:
                    yield codes.overlay.WRONG_UPDATE.at(
                        self._action.at_update, pointer=pointer.join(path), found=_kind(update)
                    )
            case list() as items:
                yield from self._append(path, items, update, where)
            case primitive:
                yield codes.overlay.PRIMITIVE_TARGET.at(
                    self._action.at_target, target=self._action.target, found=_kind(primitive)
                )

    def _members(self, path: Path, update: dict[str, Json], where: str) -> Iterator[Diagnostic]:
        for key, value in update.items():
            below = where + pointer.join([key])
            target = self._edit.get(path)
            if isinstance(target, dict) and key in target:
                yield from self._merge((*path, key), target[key], value, below)
            else:
                self._put((*path, key), value, below)

    def _merge(self, path: Path, old: Json, new: Json, where: str) -> Iterator[Diagnostic]:
        """Merges ``new`` into the value ``old``, which is at ``path``."""
        match old, new:
            case dict(), dict():
                yield from self._members(path, new, where)
            case list(), list():
                for index, item in enumerate(new):
                    items = self._edit.get(path)
                    if isinstance(items, list):
                        yield from self._append(path, items, item, f"{where}/{index}")
            case ((dict() | list()), None):
                return  # a key without a value, as the specification's own example has it
            case (dict() | list(), _) | (_, dict() | list()):
                yield codes.overlay.INCOMPATIBLE.at(
                    self._origin(where),
                    pointer=pointer.join(path),
                    expected=_kind(old),
                    found=_kind(new),
                )
            case _:
                if type(old) is not type(new) or old != new:
                    self._put(path, new, where)

    def _append(
        self, path: Path, items: list[Json], item: Json, where: str
    ) -> Iterator[Diagnostic]:
        if not isinstance(item, (dict, list)) and any(
            type(item) is type(other) and item == other for other in items
        ):
            yield codes.overlay.REPEATED_VALUE.at(
                self._origin(where), value=repr(item), pointer=pointer.join(path)
            )
        self._put((*path, len(items)), item, where)

    def _put(self, path: Path, value: Json, where: str) -> None:
        origins = {below: self._origin(where + below) for below in pointers(value)}
        self._edit.put(path, value, origins)
        if path[-1] == "$ref":
            self._edit.reveal(path[:-1])

    def _origin(self, where: str) -> Origin:
        return self._action.overlay.origin(self._action.pointer + where)


def _near_target(path: JSONPath, value: Json) -> str:
    """A hint at the first name in the path that nothing has, if something has one like it."""
    for length in range(1, len(path.segments) + 1):
        part = JSONPath(env=path.env, segments=path.segments[:length])
        if _select(part, value):
            continue
        parents = JSONPath(env=path.env, segments=path.segments[: length - 1])
        present = {
            key
            for match in parents.finditer(value)
            if isinstance(match.obj, dict)
            for key in match.obj
        }
        for selector in path.segments[length - 1].selectors:
            if isinstance(selector, NameSelector):
                return _suggestion(selector.name, sorted(present)) or f": there is no {selector}"
        return ""
    return ""


def _suggestion(name: str, present: Sequence[str]) -> str:
    near = get_close_matches(name, present, n=1, cutoff=0.6)
    return f"; did you mean {near[0]!r} instead of {name!r}?" if near else ""


def _kind(value: Json) -> str:
    """What kind of value this is, in words."""
    match value:
        case None:
            return "null"
        case bool():
            return f"the boolean {str(value).lower()}"
        case int() | float():
            return f"the number {value}"
        case str():
            return "text"
        case list():
            return "a list"
        case dict():
            return "an object"
