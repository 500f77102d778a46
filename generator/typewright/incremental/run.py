"""The steps of a run, made for a part of each package where that will do."""

from __future__ import annotations

from functools import partial

from typewright.config import Config, PackageConfig
from typewright.diagnostics.findings import Diagnostics, Findings
from typewright.diagnostics.listing import arrange
from typewright.emission import Emitter, Job, Package
from typewright.incremental.description import Description
from typewright.incremental.part import Lasting, make, trace_name
from typewright.incremental.trace import UntraceableError
from typewright.incremental.tracing import traced
from typewright.pipeline import Gathered, Loaded, Rendered, by_root, gather, understand
from typewright.source.intake import Intake
from typewright.values import dataclass


@dataclass(frozen=True, slots=True)
class Begun:
    """A package as far as it is known before anything is emitted: all of it if a part will do.
    ``found`` is what there is to say of its documents.
    """

    gathered: Gathered
    loaded: Loaded
    found: Diagnostics
    package: Package | None = None


def render(
    config: Config, intake: Intake, kept: Lasting, workers: int = 1
) -> tuple[Rendered, Diagnostics]:
    """As ``pipeline.render``."""
    found = Findings()
    begun = found.each(partial(_begin, intake=intake, kept=kept), config.packages)
    jobs = [
        (each, Job(each.loaded.model, each.loaded.name, target))
        for each in begun
        for target in each.gathered.package.targets
    ]
    emitter = Emitter(kept, workers)
    packages = found.each(partial(_finish, emitter=emitter, kept=kept), jobs)
    made = zip((job for _, job in jobs), (each.files for each in packages), strict=True)
    loaded = tuple(each.loaded for each in begun)
    return Rendered(by_root(config, made), loaded, emitter), arrange(found.all)


def _begin(package: PackageConfig, intake: Intake, kept: Lasting) -> tuple[Begun, Diagnostics]:
    found = Findings()
    gathered = found.step(partial(gather, intake=intake, kept=kept), package)
    part = make(gathered, kept)
    if part is not None:
        begun = Begun(gathered, part.loaded, part.found, part.package)
        return begun, arrange((*found.all, *part.found))
    start = len(found.all)
    loaded = found.step(understand, gathered)
    return Begun(gathered, loaded, tuple(found.all[start:])), arrange(found.all)


def _finish(
    given: tuple[Begun, Job], emitter: Emitter, kept: Lasting
) -> tuple[Package, Diagnostics]:
    begun, job = given
    if begun.package is not None:
        return begun.package, ()
    package, found = emitter.emit(job)
    if package.emission.groups:
        _leave_trace(begun, package, kept)
    return package, found


def _leave_trace(begun: Begun, package: Package, kept: Lasting) -> None:
    """Keep what a whole run has made."""
    try:
        description = Description(begun.gathered)
        trace = traced(description, begun.loaded, package, begun.found)
    except UntraceableError:
        return
    if [*trace.rows] == [*description.values]:
        kept.leave_trace(trace_name(begun.gathered), trace.as_json())
