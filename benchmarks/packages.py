"""The same objects as packages to import: what Typewright makes of a description, and peers."""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from benchmarks import generators, machine, processes
from benchmarks.generators import FASTEST, Generator
from benchmarks.subject import Subject

OURS = "typewright_models"
"""The package that Typewright makes with the options that it has of its own accord."""

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
        text = (self.folder / "schema.json").read_text(encoding="utf-8")
        return {**json.loads(text), "$ref": f"#/$defs/{name}"}


def prepare(subject: Subject, folder: Path, peers: Mapping[str, Generator] = PEERS) -> Packages:
    """Generates what is not there yet; ours always, peers when anything has changed for them."""
    folder.mkdir(parents=True, exist_ok=True)
    description = subject.description.resolve()
    _run(generators.typewright(package=OURS), description, folder)
    _run(_SCHEMA, description, folder / "schema.json")
    missing = dict.fromkeys(PEERS, "left out")
    for name, generator in peers.items():
        del missing[name]
        try:
            _peer(name, generator, description, folder)
        except processes.FailedError as failed:
            missing[name] = str(failed)
    return Packages(folder, missing)


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


def _peer(name: str, generator: Generator, description: Path, folder: Path) -> None:
    output, stamp = folder / f"{name}.py", folder / f"{name}.stamp"
    known = (description.read_bytes(), repr(generator).encode(), repr(machine.versions()).encode())
    key = hashlib.sha256(b"\0".join(known)).hexdigest()
    if output.is_file() and stamp.is_file() and stamp.read_text(encoding="utf-8") == key:
        return
    generators.remove(output)
    _run(generator, description, output)
    stamp.write_text(key, encoding="utf-8")


def _run(generator: Generator, description: Path, output: Path) -> None:
    command = generator.command(description, output)
    if isinstance(command, str):
        raise processes.FailedError(command)
    processes.measure(command)
