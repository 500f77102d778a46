"""Pieces that runs of one project have made, by names that say all that they depend on."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any, Final

from typewright.cache.store import Data, Store

_SHARE: Final = 4
"""Which part of what is kept may be new or of no use, before all is put together again."""


class Pieces:
    """What the last run of a project has kept, and what this one uses and adds.

    It stands in two entries, so that two files are read: one has most of it, the other what has
    come since, so that a small change writes little. What no run uses any more goes when the first
    one is written anew.
    """

    def __init__(self, store: Store, name: str) -> None:
        self._store = store
        self._name = name
        self._most = store.get_parts(name)
        self._since = store.get_parts(self._name_since)
        self._used: dict[str, Mapping[str, Data]] = {}

    def get(self, name: str) -> Mapping[str, Data] | None:
        """The parts of the piece of that name, if there is one."""
        parts = self._most.get(name, self._since.get(name))
        if parts is not None:
            self._used[name] = parts
        return parts

    def put(self, name: str, parts: Mapping[str, Data]) -> None:
        """Keep a piece for later runs."""
        self._used[name] = parts

    def find_trace(self, name: str) -> Any:
        """The trace that the last run has left under a name, as JSON data, or ``None``."""
        return self._store.get(self._name_of_trace(name))

    def leave_trace(self, name: str, trace: object) -> None:
        """Leave a trace in the place of the last one."""
        self._store.put(self._name_of_trace(name), trace)

    def save(self) -> None:
        """Keep what was used and put, and little else."""
        since = {name: parts for name, parts in self._used.items() if name not in self._most}
        unused = {name: parts for name, parts in self._most.items() if name not in self._used}
        if _SHARE * (_size(since) + _size(unused)) > _size(self._most):
            self._store.put_parts(self._name, self._used)
            since = {}
        if since.keys() != self._since.keys():
            self._store.put_parts(self._name_since, since)

    def _name_of_trace(self, name: str) -> str:
        digest = hashlib.sha256(name.encode("utf-8", "surrogatepass"))  # it may hold any path
        return f"{self._name}-trace-{digest.hexdigest()[:16]}"

    @property
    def _name_since(self) -> str:
        return f"{self._name}-since"


def _size(pieces: Mapping[str, Mapping[str, Data]]) -> int:
    return sum(len(data) for parts in pieces.values() for data in parts.values())
