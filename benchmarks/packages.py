"""The same objects as packages to import: what Typewright makes of a description, and peers."""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from benchmarks import generators, machine, processes
from benchmarks.generators import FASTEST, Generator
from benchmarks.subject import ROOT, Subject

OURS = "typewright_models"
"""The package that Typewright makes with the options that it has of its own accord."""

OURS_ORJSON = "typewright_orjson"
"""The same objects, with JSON texts that orjson reads and writes."""

OURS_COMPILED = "typewright_compiled"
"""Those of the objects that are measured, compiled."""

OURS_DROPPING = "typewright_dropping"
"""Those of the objects that are measured, which keep no members that the description omits."""

PEERS: Final[Mapping[str, Generator]] = {
    "pydantic_models": generators.modelgen(generators.PYDANTIC, *FASTEST),
    "dataclass_models": generators.modelgen(generators.DATACLASS, *FASTEST),
    "msgspec_models": generators.modelgen(generators.MSGSPEC, *FASTEST),
    "typed_dict_models": generators.modelgen(generators.TYPED_DICT, *FASTEST),
    "pydantic_literals": generators.modelgen(
        generators.PYDANTIC, *FASTEST, "--enum-field-as-literal", "all"
    ),
    "msgspec_literals": generators.modelgen(
        generators.MSGSPEC,
        *FASTEST,
        *("--enum-field-as-literal", "all"),
        *("--use-msgspec-tagged-unions", "--use-msgspec-nullable-enum-alias"),
    ),
}
"""Modules of peers by name. Those with literals are the faster ones at run time, and read more."""


@dataclass(frozen=True, slots=True)
class Packages:
    """A folder with what was generated, and for each peer that is missing, why it is."""

    folder: Path
    missing: Mapping[str, str]

    def load(self, name: str) -> ModuleType | str:
        """A package or module, imported into this process, or why it cannot be."""
        if name in self.missing:
            return self.missing[name]
        if str(self.folder) not in sys.path:
            sys.path.insert(0, str(self.folder))
        try:
            return importlib.import_module(name)
        except Exception as error:
            return reason(error)

    def schema(self, name: str) -> dict[str, Any]:
        """The JSON Schema of an object, with all others in its ``$defs``."""
        text = (self.folder / _SCHEMA_FILE).read_text(encoding="utf-8")
        return {**json.loads(text), "$ref": f"#/$defs/{name}"}


def prepare(subject: Subject, folder: Path, peers: Mapping[str, Generator] = PEERS) -> Packages:
    """Generates what is not there yet, or was made of something else or by another version."""
    folder.mkdir(parents=True, exist_ok=True)
    made = _Made(subject.description.resolve(), folder)
    made.by(generators.typewright(package=OURS), "", OURS)
    orjson = generators.typewright(*_WITH_ORJSON, package=OURS_ORJSON)
    made.by(orjson, "", OURS_ORJSON)
    dropping = generators.typewright(*_DROPPING, package=OURS_DROPPING, include=subject.samples)
    made.by(dropping, "", OURS_DROPPING)
    made.by(_SCHEMA, _SCHEMA_FILE, "schema")
    missing = dict.fromkeys(PEERS, "left out")
    compiled = generators.typewright(*_COMPILED, package=OURS_COMPILED, include=subject.samples)
    made.by(compiled, "", OURS_COMPILED)
    try:
        made.by(generators.COMPILE, OURS_COMPILED, "compiled")
    except processes.FailedError as failed:
        missing[OURS_COMPILED] = str(failed)
    for name, generator in peers.items():
        del missing[name]
        try:
            made.by(generator, f"{name}.py", name)
        except processes.FailedError as failed:
            missing[name] = str(failed)
    return Packages(folder, missing)


@dataclass(frozen=True, slots=True)
class _Made:
    """What generators have made of a description in a folder; a stamp of each tells of what."""

    description: Path
    folder: Path

    def by(self, generator: Generator, output: str, name: str) -> None:
        """Makes it, if the stamp does not tell that it is there."""
        command = generator.command(self.description, self.folder / output)
        if isinstance(command, str):
            raise processes.FailedError(command)
        stamp = self.folder / f"{name}.stamp"
        key = self._key(command, machine.versions() if name in PEERS else _sources())
        if stamp.is_file() and stamp.read_text(encoding="utf-8") == key:
            return
        processes.measure(command)
        stamp.write_text(key, encoding="utf-8")

    def _key(self, command: processes.Command, version: object) -> str:
        digest = hashlib.sha256(self.description.read_bytes())
        digest.update(repr((command, version)).encode())
        return digest.hexdigest()


@cache
def _sources() -> str:
    """Our own sources, which change under the same version."""
    digest = hashlib.sha256()
    for file in sorted((*(ROOT / "generator").rglob("*.py"), *(ROOT / "templates").rglob("*.*"))):
        digest.update(file.read_bytes())
    return digest.hexdigest()


_COMPILED = ("compiled=true", "factories=false", "fixtures=false")
_DROPPING = ("unknown_members=drop", "factories=false", "fixtures=false")
_WITH_ORJSON = ("json=orjson", "factories=false", "fixtures=false")
_SCHEMA_FILE = "schema.json"
_SCHEMA = Generator(
    "typewright", ("export", "{description}", "--to", "json-schema", "--output", "{output}")
)


def installed(name: str) -> ModuleType | None:
    """A library of a peer, or None where it is not installed."""
    return importlib.import_module(name) if importlib.util.find_spec(name) else None


def reason(error: Exception) -> str:
    """Why a peer cannot do some work, in one short line."""
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text[:90]}{'…' if len(text) > 90 else ''}"
