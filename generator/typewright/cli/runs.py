"""A run of a command that renders: taken from memory where nothing has changed, else made."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from typewright import output
from typewright.cache import Store
from typewright.cli import memory
from typewright.cli.memory import Memory
from typewright.config import Config
from typewright.diagnostics import Diagnostic
from typewright.source.intake import Intake

if TYPE_CHECKING:
    from typewright.pipeline import Rendered

Plans: TypeAlias = tuple[tuple[output.Plan, ...], tuple[Diagnostic, ...]]


def start(config: Config, held: list[object], *, cached: bool, workers: int) -> Run:
    """The run that a configuration asks for, with the user's store when that is wanted, and up to
    so many ``workers``, which are processes. It is ``held`` from then on.

    Raises ``InputError`` when the sources have an error.
    """
    run = Run(config, Store.find() if cached and config.cache else None, workers)
    held.append(run)
    return run


class Run:
    """What a configuration makes. ``found`` is what there is to say of its sources, ``summaries``
    what was read, a line for each package.

    With a ``store``, the run may know all this of an earlier one that has read the same. It renders
    when something is to be written or shown: output roots that are already as that run has left
    them are only looked at. Nothing that a run says or writes depends on which way it went.
    """

    def __init__(self, config: Config, store: Store | None, workers: int) -> None:
        self._config = config
        self._store = store
        self._workers = workers
        self._intake = Intake()
        self._rendered: Rendered | None = None
        self._memory = self._recalled_or_made()
        self.found = self._memory.found
        self.summaries = self._memory.summaries

    def compare(self) -> Plans:
        """What ``write`` would do. Reads the output roots, writes nothing."""
        with self._indexes() as indexes:
            if (plans := self._settled(indexes)) is not None:
                return plans, ()
            from typewright import pipeline

            return pipeline.compare(self._files(), indexes=indexes)

    def write(self, *, force: bool = False) -> Plans:
        """Bring the output roots to what was rendered."""
        with self._indexes() as indexes:
            if (plans := self._settled(indexes)) is not None:
                return plans, ()
            from typewright import pipeline

            return pipeline.write(self._files(), force=force, indexes=indexes)

    def outdated(self) -> tuple[Diagnostic, ...]:
        """A warning for each compiled module that the packages, as they are now, do not use."""
        targets = (target for package in self._config.packages for target in package.targets)
        if not any("compiled" in target.options for target in targets):
            return ()
        from typewright import extension

        return extension.outdated(self._config)

    def _recalled_or_made(self) -> Memory:
        store = self._store
        if store is None or (name := memory.name(self._config, self._intake)) is None:
            return self._made()
        known = memory.recall(store, name, self._intake)
        if known is None:
            known = self._made()
            memory.remember(store, name, known, self._intake)
        return known

    def _made(self) -> Memory:
        from typewright import pipeline
        from typewright.cli import recap

        if self._store is None:
            self._rendered, found = pipeline.render(self._config, self._intake, self._workers)
        else:
            from typewright import incremental

            pieces = memory.pieces(self._store, self._config)
            self._rendered, found = incremental.render(
                self._config, self._intake, pieces, self._workers
            )
            pieces.save()
        summaries = tuple(map(recap.inputs, self._rendered.loaded))
        if self._store is None:  # nobody will ask what the output roots were to hold
            return Memory(found, summaries, ())
        outlines = tuple(wanted.outline for wanted in self._rendered.wanted)
        return Memory(found, summaries, outlines)

    def _files(self) -> Rendered:
        if self._rendered is None:
            self._made()
        assert self._rendered is not None  # noqa: S101
        return self._rendered

    def _settled(self, indexes: dict[Path, output.Index]) -> tuple[output.Plan, ...] | None:
        """The empty plans of all roots, when every one of them is as wanted."""
        plans: list[output.Plan] = []
        for wanted in self._memory.outlines if indexes else ():
            plan = output.settled(wanted, indexes[wanted.root])
            if plan is None:
                return None
            plans.append(plan)
        return tuple(plans) or None

    @contextmanager
    def _indexes(self) -> Iterator[dict[Path, output.Index]]:
        """What is known of the files in the output roots; what is known afterwards is kept."""
        store = self._store
        roots = [] if store is None else [wanted.root for wanted in self._memory.outlines]
        before = {root: memory.load_index(store, root) for root in roots} if store else {}
        indexes = {root: index.copy() for root, index in before.items()}
        try:
            yield indexes
        finally:
            for root, index in indexes.items():
                if store is not None and index != before[root]:
                    memory.save_index(store, root, index)
