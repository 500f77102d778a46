"""From a model to the files of one package: those of a target, and the fixtures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from itertools import chain

from typewright import passes, processes
from typewright.config import TargetConfig
from typewright.config.options import build
from typewright.diagnostics import InputError, codes
from typewright.diagnostics.advice import advice
from typewright.diagnostics.findings import Diagnostics
from typewright.fixtures import Basis
from typewright.fixtures.basis import NOTHING, Rest
from typewright.fixtures.files import file_names
from typewright.fixtures.texts import Made, Making, find_texts
from typewright.model import Model
from typewright.model.shapes import DefinitionKey
from typewright.source.kept import Kept
from typewright.source.texts import Text, Texts
from typewright.targets import Emission, Files, Sharing, Target, registry
from typewright.values import dataclass


@dataclass(frozen=True, slots=True)
class Job:
    """One target to make of one model, as a package of that name."""

    model: Model
    package: str
    target: TargetConfig


@dataclass(frozen=True, slots=True)
class Package:
    """The files of one package, and what they are made of: what the target has made, and for each
    definition the file of its fixtures and what was made for it.
    """

    files: Files
    emission: Emission
    fixtures: Mapping[DefinitionKey, tuple[str, Made]] = field(default_factory=dict)


class Emitter:
    """Makes packages one after the other, with up to so many ``workers``, which are processes;
    ``kept`` are texts of earlier runs.

    What the latest package was made of is held until the next one, or for as long as the emitter
    is: to take it apart takes a while, and most processes end before anybody needs its memory.
    """

    def __init__(self, kept: Kept | None = None, workers: int = 1) -> None:
        self._kept = kept
        self._workers = workers
        self._latest: Basis | None = None

    def emit(self, job: Job, rest: Rest = NOTHING) -> tuple[Package, Diagnostics]:
        """The files that a target makes of a model, and the fixtures, which no target changes; its
        options may leave them out. The ``rest`` of the package is taken of what is kept.

        Raises ``InputError`` for a target and options that are none, and ``LostError`` where the
        rest is not as it was.
        """
        target = find_target(job.target)
        options = build(target.options, job.target.options, job.target.places)
        model = job.model
        if getattr(options, "directions", "together") == "apart":
            model = passes.apart(model)
        self._latest = None
        wants_fixtures = getattr(options, "fixtures", True)
        # One worker makes the fixtures, which take about a third of the time.
        self._latest = basis = Basis(model, self._kept, rest, self._workers - wants_fixtures)

        def emit() -> Emission:
            if isinstance(target, Sharing):
                return target.emit_shared(basis, job.package, options)
            return target.emit(model, job.package, options)

        if not wants_fixtures:
            emission = emit()
            return Package(emission.files, emission), emission.diagnostics
        making = Making(basis)
        with processes.beside(making.make, len(making.wanted), self._workers) as result:
            emission = emit()
            made = making.texts(result())
        names = file_names(model, made)
        files: dict[str, Text] = {}
        if emission.files:
            files = {names[key]: one.text for key, one in made.items()} | find_texts(basis)
        fixtures = Texts({f"{job.package}/fixtures/{name}": text for name, text in files.items()})
        found = chain(emission.diagnostics, *(one.found for one in made.values()))
        package = Package(
            Texts.joined((fixtures, emission.files)),
            emission,
            {key: (names[key], one) for key, one in made.items()},
        )
        return package, tuple(found)


def find_target(wanted: TargetConfig) -> Target:
    """The target of that name. Raises ``InputError`` for one that is not there or is broken."""
    if not registry.knows(wanted.name):
        help_ = advice(wanted.name, registry.names())
        raise InputError(
            codes.config.UNKNOWN_TARGET.at(wanted.origin, name=wanted.name, advice=help_)
        )
    try:
        return registry.find(wanted.name)
    except Exception as error:  # a plug-in may do anything when it is loaded
        reason = f"{type(error).__name__}: {error}"
        raise InputError(
            codes.config.BROKEN_TARGET.at(wanted.origin, name=wanted.name, reason=reason)
        ) from error
