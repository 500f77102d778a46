"""Texts that runs of one project have made, by names that say all that they depend on."""

from __future__ import annotations

from typewright.cache.store import Store


class Pieces:
    """What the last run of a project has kept, and what this one uses and adds.

    All of it stands in one entry, so that one file is read, and what no run uses any more goes.
    """

    def __init__(self, store: Store, name: str) -> None:
        self._store = store
        self._name = name
        self._known = store.get_texts(name)
        self._used: dict[str, str] = {}

    def get(self, name: str) -> str | None:
        """The text of that name, if there is one."""
        text = self._known.get(name)
        if text is not None:
            self._used[name] = text
        return text

    def put(self, name: str, text: str) -> None:
        """Keep a text for later runs."""
        self._used[name] = text

    def save(self) -> None:
        """Keep what was used and put, and nothing else."""
        if self._used.keys() != self._known.keys():
            self._store.put_texts(self._name, self._used)
