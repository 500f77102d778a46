"""The whole run as one visible list of steps.

A step is a function from one value to a result and what it found. All steps are pure but the first,
which reads files, and the last, ``write``. Every command and the public API run these same steps.
What only some inputs need is imported where they need it.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from functools import partial
from pathlib import Path
from typing import TypeAlias

from typewright import output, passes
from typewright.checks.lower import FormatPolicy
from typewright.config import Config, Input, PackageConfig
from typewright.config.names import default_name
from typewright.diagnostics import Diagnostic, codes
from typewright.diagnostics.findings import Diagnostics, Findings
from typewright.diagnostics.listing import arrange
from typewright.emission import Emitter, Job
from typewright.loaders.join import Context, join
from typewright.model import Model
from typewright.schema import SchemaGraph
from typewright.schema.select import select, unmatched, wanted
from typewright.source import NOWHERE, Document, Source, SourceKind
from typewright.source.documents import parse
from typewright.source.intake import Intake
from typewright.source.kept import Kept
from typewright.source.read import read
from typewright.source.retrieve import Retriever
from typewright.targets import Files
from typewright.values import dataclass, replace

Indexes: TypeAlias = Mapping[Path, output.Index]
"""What is known of the files in output roots, so that they need not be read."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """All documents of one package, and what they may refer to besides. Definitions that stand
    ``beside`` what is wanted are read, but it is only said what is found in them; some names are
    ``taken`` by those that are not read.
    """

    package: PackageConfig
    sources: tuple[Source, ...]
    documents: tuple[Document, ...]
    context: Context
    beside: Set[str] = frozenset()
    taken: passes.Taken = passes.Taken()


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the sources of one package say, before any target sees it. ``model`` has of all
    ``objects`` that they name those that were asked for, ``read`` the schemas of all as they were
    read.
    """

    package: PackageConfig
    sources: tuple[Source, ...]
    documents: tuple[Document, ...]
    model: Model
    objects: int
    read: SchemaGraph

    @property
    def name(self) -> str:
        """The name of the package: the one it was given, or one made from its sources."""
        return self.package.name or default_name(
            [source.name for source in self.sources],
            title(self.documents) or next(iter(self.model.definitions), ""),
        )


@dataclass(frozen=True, slots=True)
class Rendered:
    """The files of a whole run by output root, not yet written, and the ``emitter`` that has made
    them.
    """

    wanted: tuple[output.Wanted, ...]
    loaded: tuple[Loaded, ...]
    emitter: Emitter


def load(package: PackageConfig, intake: Intake | None = None) -> tuple[Loaded, Diagnostics]:
    """From the sources of a package to its model; ``intake`` notes what is read of the disk.

    Raises ``InputError`` with everything found so far when a step finds an error.
    """
    found = Findings()
    gathered = found.step(partial(gather, intake=intake or Intake()), package)
    loaded = found.step(understand, gathered)
    return loaded, arrange(found.all)


def gather(
    package: PackageConfig, intake: Intake, kept: Kept | None = None
) -> tuple[Gathered, Diagnostics]:
    """The documents of a package as overlays have corrected them; what is ``kept`` of earlier runs
    is not read again. Raises as ``load``.
    """
    found = Findings()
    sources = found.attempt(partial(read_source, intake=intake), package.sources)
    overlays = found.attempt(partial(read_document, intake=intake), package.overlays)
    resources = found.attempt(partial(read_document, intake=intake), package.resources)
    found.check()
    documents = found.step(partial(recover, kept=kept), sources)
    documents = found.step(partial(correct, overlays=overlays), documents)
    retriever = Retriever((*sources, *_sources_of(resources)), package.allow_origins, intake)
    context = Context(resources, retriever, include_operations=package.include_operations)
    return Gathered(package, sources, documents, context), arrange(found.all)


def understand(gathered: Gathered) -> tuple[Loaded, Diagnostics]:
    """The model of gathered documents. Raises as ``load``."""
    found, package = Findings(), gathered.package
    read = found.step(partial(join, context=gathered.context), gathered.documents)
    graph = found.step(partial(choose, package=package, beside=gathered.beside), read)
    formats: FormatPolicy = "assert" if package.assert_formats else "annotate"
    model = found.step(partial(passes.run, formats=formats, taken=gathered.taken), graph)
    objects = sum(definition.owner is None for definition in model.definitions.values())
    loaded = Loaded(package, gathered.sources, gathered.documents, model, objects, read)
    return loaded, arrange(found.all)


def render(
    config: Config, intake: Intake | None = None, workers: int = 1
) -> tuple[Rendered, Diagnostics]:
    """From a configuration to the files of every package and target, in memory.

    ``intake`` notes what is read of the disk; up to so many ``workers``, which are processes,
    make the files.
    Raises ``InputError`` with what was found in all packages when one of them has an error.
    """
    found = Findings()
    loaded = found.each(partial(load, intake=intake or Intake()), config.packages)
    jobs = [
        Job(each.model, each.name, target) for each in loaded for target in each.package.targets
    ]
    emitter = Emitter(workers=workers)
    made = found.each(emitter.emit, jobs)
    wanted = by_root(config, zip(jobs, (each.files for each in made), strict=True))
    return Rendered(wanted, loaded, emitter), arrange(found.all)


def compare(
    rendered: Rendered, *, indexes: Indexes | None = None
) -> tuple[tuple[output.Plan, ...], Diagnostics]:
    """What ``write`` would do. Reads the output roots, writes nothing."""
    known = indexes or {}
    found = Findings()
    plans = found.each(
        lambda wanted: output.plan(wanted, index=known.get(wanted.root)), rendered.wanted
    )
    return plans, arrange(found.all)


def write(
    rendered: Rendered, *, force: bool = False, indexes: Indexes | None = None
) -> tuple[tuple[output.Plan, ...], Diagnostics]:
    """Bring the output roots to what was rendered: the one step that touches the disk."""
    return output.write(rendered.wanted, force=force, indexes=indexes)


def read_source(given: Input, intake: Intake) -> tuple[Source, Diagnostics]:
    """One input file, under the name that findings are to call it by."""
    return replace(read(given.path, intake=intake), name=given.name), ()


def read_document(given: Input, intake: Intake) -> tuple[Document, Diagnostics]:
    """An overlay, or what sources may refer to: it is YAML or JSON whatever it looks like."""
    source, _ = read_source(given, intake)
    if source.kind is SourceKind.PAGE:
        source = replace(source, kind=SourceKind.YAML)
    return parse(source)


def recover(
    sources: Sequence[Source], kept: Kept | None = None
) -> tuple[tuple[Document, ...], Diagnostics]:
    """The documents of all sources: one for all reference pages together, one for each other."""
    found = Findings()
    pages = [source for source in sources if source.kind is SourceKind.PAGE]
    others = [source for source in sources if source.kind is not SourceKind.PAGE]
    documents: tuple[Document, ...] = ()
    if pages:
        from typewright.loaders import reference_page

        documents = found.each(partial(reference_page.load, kept=kept), [pages])
    documents += found.each(partial(parse, kept=kept), others)
    return documents, tuple(found.all)


def correct(
    documents: Sequence[Document], overlays: Sequence[Document]
) -> tuple[tuple[Document, ...], Diagnostics]:
    """The documents with all overlays applied in their order, and what follows from pages then.

    An overlay belongs to the document that it fits best: the one for which least is to be said
    against it, the first of equals.
    """
    corrected = list(documents)
    found: list[Diagnostic] = []
    for each in overlays:
        index, corrected[index], problems = fit(corrected, each)
        found.extend(problems)
    for index, document in enumerate(corrected):
        if document.source is None:
            from typewright.loaders import reference_page

            found.extend(reference_page.unsettled(document))
            corrected[index], inferred = reference_page.infer(document)
            found.extend(inferred)
    return tuple(corrected), tuple(found)


def fit(documents: Sequence[Document], correction: Document) -> tuple[int, Document, Diagnostics]:
    """Which of the documents an overlay is for, and what it makes of it."""
    from typewright.loaders import overlay  # JSONPath takes long to import, and few runs need it

    results = [overlay.apply(document, correction) for document in documents]
    best = min(range(len(results)), key=lambda index: len(results[index][1]))
    return best, *results[best]


def choose(
    graph: SchemaGraph, package: PackageConfig, beside: Set[str] = frozenset()
) -> tuple[SchemaGraph, Diagnostics]:
    """The graph with the objects that a package wants but for those ``beside`` them, and what it
    needs of the others.
    """
    names = wanted(graph.definitions, package.include, package.exclude)
    chosen = select(graph, [name for name in names if name not in beside])
    found = misses(graph.definitions, package)
    if not chosen.definitions:
        found = (*found, codes.inputs.NOTHING_CHOSEN.at(NOWHERE))
    return chosen, found


def misses(names: Collection[str], package: PackageConfig) -> Diagnostics:
    """What there is to say of patterns that match none of all ``names``."""
    return tuple(
        codes.config.NO_MATCH.at(NOWHERE, pattern=pattern)
        for pattern in unmatched(names, (*package.include, *package.exclude))
    )


def by_root(config: Config, made: Iterable[tuple[Job, Files]]) -> tuple[output.Wanted, ...]:
    """The files of all jobs, by the output root that they go to."""
    roots: dict[Path, Path] = {}
    packages: dict[Path, dict[str, Files]] = {}
    for job, files in made:
        root = roots.setdefault(job.target.output.resolve(), job.target.output)
        packages.setdefault(root, {})[f"{job.target.name}:{job.package}"] = files
    return tuple(
        output.Wanted(root, files, _config_seen_from(root, config), config.whole)
        for root, files in packages.items()
    )


def _config_seen_from(root: Path, config: Config) -> str:
    if config.file is None:
        return ""
    return Path(os.path.relpath(config.file.resolve(), root.resolve())).as_posix()


def title(documents: Sequence[Document]) -> str:
    """What the first of some documents calls itself, if it does."""
    match documents[0].value if documents else None:
        case {"info": {"title": str(own)}} | {"title": str(own)} if own.strip():
            return own
    return ""


def _sources_of(documents: Iterable[Document]) -> tuple[Source, ...]:
    return tuple(one.source for one in documents if one.source is not None)
