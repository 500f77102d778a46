"""Changes to a document that leave the document itself as it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias, TypeVar

from typewright.schema import Json
from typewright.source import Document, Origin, pointer
from typewright.values import replace

Path: TypeAlias = tuple[str | int, ...]
"""The steps from the root of a document to one of its nodes."""

_Value = TypeVar("_Value")


class Edit:
    """A copy of a document while it is being changed.

    Only the containers on the way to a change are copied; all the rest is shared with the
    original. The origins of what is put in lead to where it came from, those of what is removed go.
    ``changes`` counts what has been put in and taken out.
    """

    def __init__(self, document: Document) -> None:
        self.value: Json = document.value
        self.changes = 0
        self._before = document
        self._origins = dict(document.origins)
        self._recoveries = dict(document.recoveries)
        # Kept alive here, so that no other container can take over the identity of one of them.
        self._copied: dict[int, Json] = {}

    def document(self) -> Document:
        """The document as it is now."""
        before = self._before
        return Document(before.uri, self.value, before.source, self._origins, self._recoveries)

    def get(self, path: Path) -> Json:
        """The value at ``path``, which must be there."""
        value = self.value
        for step in path:
            value = _child(value, step)
        return value

    def put(self, path: Path, value: Json, origins: Mapping[str, Origin]) -> None:
        """Sets the member or item at ``path``; an index one past the end appends.

        ``origins`` holds the origin of each node in ``value`` by its pointer from there.
        """
        container, here = self._own(path[:-1]), pointer.join(path)
        match container, path[-1]:
            case dict(), str(key):
                if key in container:
                    self._forget(here, container[key])
                container[key] = value
            case list(), int(index) if index == len(container):
                container.append(value)
            case list(), int(index):
                self._forget(here, container[index])
                container[index] = value
        self._origins.update({here + below: origin for below, origin in origins.items()})
        self.changes += 1

    def remove(self, paths: Iterable[Path]) -> None:
        """Takes out the members and items at ``paths``, none of which is the root."""
        last_first = sorted(set(paths), key=_order, reverse=True)
        for path in last_first:
            container, here = self._own(path[:-1]), pointer.join(path)
            match container, path[-1]:
                case dict(), str(key):
                    self._forget(here, container.pop(key))
                case list(), int(index):
                    self._forget(here, container.pop(index))
                    self._shift(pointer.join(path[:-1]), container, index)
            self.changes += 1

    def reveal(self, path: Path) -> None:
        """Notes that what the page hid of the schema at ``path`` is now known."""
        here = pointer.join(path)
        if here in self._recoveries:
            self._recoveries[here] = replace(self._recoveries[here], opaque=False)

    def _shift(self, base: str, items: list[Json], index: int) -> None:
        """Moves what is known of the items from ``index`` on, after the one before them went."""
        for new, item in enumerate(items[index:], index):
            here, there = f"{base}/{new}", f"{base}/{new + 1}"
            # In a source that is not edited the item still stands at its old index.
            origin = self.document().origin(there)
            for below in pointers(item):
                _move(self._origins, there + below, here + below)
                _move(self._recoveries, there + below, here + below)
            self._origins[here] = origin

    def _forget(self, here: str, value: Json) -> None:
        """Drops what is known of ``value`` and of all that is in it."""
        for below in pointers(value):
            self._origins.pop(here + below, None)
            self._recoveries.pop(here + below, None)

    def _own(self, path: Path) -> Json:
        """The container at ``path``, copied with all that hold it if they are the original's."""
        self.value = value = self._copy(self.value)
        for step in path:
            child = self._copy(_child(value, step))
            _set(value, step, child)
            value = child
        return value

    def _copy(self, value: Json) -> Json:
        if id(value) in self._copied:
            return value
        copy = value.copy() if isinstance(value, (dict, list)) else value
        self._copied[id(copy)] = copy
        return copy


def pointers(value: Json, where: str = "") -> Iterator[str]:
    """The pointers of ``value`` and of all that is in it, from ``where`` on."""
    yield where
    match value:
        case dict():
            for key, inner in value.items():
                yield from pointers(inner, where + pointer.join([key]))
        case list():
            for index, inner in enumerate(value):
                yield from pointers(inner, f"{where}/{index}")


def _move(known: dict[str, _Value], there: str, here: str) -> None:
    if there in known:
        known[here] = known.pop(there)
    else:
        known.pop(here, None)


def _order(path: Path) -> tuple[tuple[int, str], ...]:
    return tuple((step, "") if isinstance(step, int) else (0, step) for step in path)


def _child(value: Json, step: str | int) -> Json:
    match value, step:
        case dict(), str():
            return value[step]
        case list(), int():
            return value[step]
    raise LookupError(step)


def _set(container: Json, step: str | int, value: Json) -> None:
    match container, step:
        case dict(), str():
            container[step] = value
        case list(), int():
            container[step] = value
        case _:
            raise LookupError(step)
