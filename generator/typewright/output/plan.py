"""What a run would do to an output root, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from pathlib import Path

from typewright.output.manifest import Journal
from typewright.source.texts import Digest, Text, Texts, digest
from typewright.values import dataclass


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an output root is to hold.

    ``packages`` holds the files of each package by its owner, ``target:package``. ``config`` is the
    path from the root to the pyproject.toml that asks for them, or empty. ``whole`` says that
    these are all packages which that file asks for, so that others it once asked for are stale.
    ``texts`` are the same files with what is known of them.
    """

    root: Path
    packages: Mapping[str, Mapping[str, str]]
    config: str = ""
    whole: bool = False
    texts: Mapping[str, Mapping[str, Text]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        texts = {owner: Texts.of(files).entries for owner, files in self.packages.items()}
        object.__setattr__(self, "texts", texts)

    @property
    def outline(self) -> Outline:
        """The same without the texts."""
        packages = {
            owner: listing({path: one.digest for path, one in files.items()})
            for owner, files in self.texts.items()
        }
        return Outline(self.root, packages, self.config, self.whole)


@dataclass(frozen=True, slots=True)
class Outline:
    """What is ``Wanted``, known by hashes alone: of each package one over all of its files."""

    root: Path
    packages: Mapping[str, Digest]
    config: str
    whole: bool


def listing(files: Mapping[str, Digest]) -> Digest:
    """One hash for the paths and hashes of many files."""
    return digest("".join([f"{path}\0{files[path]}\0" for path in sorted(files)]).encode())


class Action(StrEnum):
    """What becomes of a file."""

    CREATE = "create"
    UPDATE = "update"
    REMOVE = "remove"
    KEEP = "keep"
    """Somebody has edited it: it stays as it is."""


@dataclass(frozen=True, slots=True)
class Change:
    """One file that is not as it should be: its content now and the text that is wanted, ``None``
    for no file; ``digest`` is the hash of that text.
    """

    path: str
    action: Action
    before: bytes | None
    after: str | None = None
    digest: Digest = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """All changes to one root, by path, and its records as they are and as they will be.

    ``stale`` are the paths that were ours and are no longer wanted, whether anything stands there
    or not. ``unchanged`` counts the files that are right already. ``interrupted`` says that another
    run is at work here, or was killed at it.
    """

    root: Path
    changes: tuple[Change, ...]
    manifest_before: str
    manifest_after: str
    journal: Journal
    stale: tuple[str, ...]
    unchanged: int
    interrupted: bool

    @property
    def differs(self) -> bool:
        """Whether what is there is not what is wanted, edited files included."""
        return bool(self.changes) or self.manifest_after != self.manifest_before

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to write; files that are kept may still differ."""
        return (
            all(change.action is Action.KEEP for change in self.changes)
            and self.manifest_after == self.manifest_before
            and not self.interrupted
        )
