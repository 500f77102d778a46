"""Pieces that runs of one project have made, by names that say all that they depend on."""

from __future__ import annotations

from collections.abc import Mapping

from typewright.cache.store import Data, Store


class Pieces:
    """What the last run of a project has kept, and what this one uses and adds.

    All of it stands in one entry, so that one file is read, and what no run uses any more goes.
    """

    def __init__(self, store: Store, name: str) -> None:
        self._store = store
        self._name = name
        self._known = store.get_parts(name)
        self._used: dict[str, Mapping[str, Data]] = {}

    def get(self, name: str) -> Mapping[str, Data] | None:
        """The parts of the piece of that name, if there is one."""
        parts = self._known.get(name)
        if parts is not None:
            self._used[name] = parts
        return parts

    def put(self, name: str, parts: Mapping[str, Data]) -> None:
        """Keep a piece for later runs."""
        self._used[name] = parts

    def save(self) -> None:
        """Keep what was used and put, and nothing else."""
        if self._used.keys() != self._known.keys():
            self._store.put_parts(self._name, self._used)
