"""What an output root remembers: which files are ours, and what a run was about to do.

The **manifest** is part of the output and is committed with it. It holds, for each package, the
hash of every file as it was generated. The **journal** exists only while a run replaces files; one
that is found was left behind by a run that was killed, and tells what that run may have written.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import field
from typing import Any

from typewright.output.paths import objection
from typewright.source.texts import Digest
from typewright.values import dataclass

MANIFEST = ".typewright-manifest.json"
JOURNAL = ".typewright-journal.json"
FORMAT = 1


class BadRecordError(ValueError):
    """A manifest or a journal that cannot be understood; the message says why."""


@dataclass(frozen=True, slots=True)
class Package:
    """The files of one package of one target, as they were generated.

    ``config`` is the path, from the output root, of the pyproject.toml that asks for the package;
    empty when it was asked for on the command line alone.
    """

    files: Mapping[str, Digest]
    config: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """All packages of one output root by their owners, ``target:package``."""

    packages: Mapping[str, Package] = field(default_factory=dict)

    def owners(self) -> dict[str, str]:
        """Which package each file belongs to."""
        return {path: owner for owner, package in self.packages.items() for path in package.files}

    def files(self) -> dict[str, Digest]:
        """The hashes of all files by path."""
        return {
            path: value
            for package in self.packages.values()
            for path, value in package.files.items()
        }

    def render(self) -> str:
        """The manifest as text, the same for the same content; empty when it lists nothing."""
        if not self.packages:
            return ""
        packages = {
            owner: {
                **({"config": package.config} if package.config else {}),
                "files": dict(sorted(package.files.items())),
            }
            for owner, package in sorted(self.packages.items())
        }
        value = {"format": FORMAT, "packages": packages}
        return json.dumps(value, indent=2, ensure_ascii=True) + "\n"


@dataclass(frozen=True, slots=True)
class Journal:
    """What a run is about to write.

    ``intended`` holds for each path the hashes of what this run, or a killed one before it, has set
    out to write there: a file with one of these hashes is ours.
    """

    intended: Mapping[str, tuple[Digest, ...]]

    def render(self) -> str:
        """The journal as text, on one line: nobody reads it but the next run."""
        return json.dumps({"format": FORMAT, "intended": dict(sorted(self.intended.items()))})


def parse_manifest(text: str) -> Manifest:
    """The manifest that ``text`` holds; an empty one when ``text`` is empty.

    Raises ``BadRecordError``, also when a path in it leads out of the root: a manifest comes from a
    repository and is not to be believed.
    """
    if not text:
        return Manifest()
    packages = {}
    for owner, package in _object(_load(text), "packages").items():
        files = _object(package, "files")
        config = package.get("config", "")
        if not all(isinstance(value, str) for value in (*files.values(), config)):
            raise BadRecordError(f"the package '{owner}' is not in the form of a manifest")
        _check_paths(files)
        packages[owner] = Package(files, config)
    return Manifest(packages)


def parse_journal(text: str) -> Journal:
    """The journal that ``text`` holds; empty for an empty text. Raises ``BadRecordError``."""
    if not text:
        return Journal({})
    intended = _object(_load(text), "intended")
    _check_paths(intended)
    if not all(isinstance(hashes, list) for hashes in intended.values()):
        raise BadRecordError("it is not in the form of a journal")
    return Journal({path: tuple(map(str, hashes)) for path, hashes in intended.items()})


def _load(text: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadRecordError(f"it is not JSON: {error}") from error
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise BadRecordError(f"it is not of format {FORMAT}")
    return value


def _object(value: object, name: str) -> dict[str, Any]:
    found = value.get(name) if isinstance(value, dict) else None
    if not isinstance(found, dict):
        raise BadRecordError(f"it has no object '{name}'")
    return found


def _check_paths(paths: Mapping[str, object]) -> None:
    for path in paths:
        if reason := objection(path):
            raise BadRecordError(f"the path {path!r} may not be written: {reason}")
