"""The whole run as one visible list of steps.

A step is a function from one value to a result and what it found. All steps are pure but the first,
which reads files, and the last, ``write``. Every command and the public API run these same steps.
What only some inputs need is imported where they need it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from dataclasses import field
from functools import partial
from pathlib import Path
from typing import TypeAlias, TypeVar

from typewright import output, passes
from typewright.checks.lower import FormatPolicy
from typewright.config import Config, Input, PackageConfig
from typewright.config.names import default_name
from typewright.diagnostics import Diagnostic, InputError, Related, codes
from typewright.diagnostics.listing import arrange, has_errors
from typewright.emission import Diagnostics, Emitter, Job
from typewright.model import Model
from typewright.schema import Json, SchemaGraph, SchemaId
from typewright.schema.describe import describe
from typewright.schema.select import select, unmatched, wanted
from typewright.source import NOWHERE, Document, Origin, Source, SourceKind
from typewright.source import pointer as json_pointer
from typewright.source.documents import parse
from typewright.source.intake import Intake
from typewright.source.kept import Kept
from typewright.source.read import read
from typewright.source.retrieve import Retriever
from typewright.targets import Files
from typewright.values import dataclass, replace

A = TypeVar("A")
T = TypeVar("T")
Indexes: TypeAlias = Mapping[Path, output.Index]
"""What is known of the files in output roots, so that they need not be read."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """All documents of one package, and what they may refer to besides."""

    package: PackageConfig
    sources: tuple[Source, ...]
    documents: tuple[Document, ...]
    context: Context


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


@dataclass(frozen=True, slots=True)
class Context:
    """What the documents of a package may refer to besides each other, and what to read of them:
    ``only`` some definitions and what these lead to, or all. Some of these stand ``beside`` what
    is wanted: it is only said what is found there. Names are ``taken`` by the others.
    """

    resources: tuple[Document, ...] = ()
    retriever: Retriever = field(default_factory=lambda: Retriever(()))
    include_operations: bool = False
    only: Set[str] | None = None
    beside: Set[str] = frozenset()
    taken: passes.Taken = passes.Taken()


class Findings:
    """What the steps of a run have found; the first step that finds an error ends it."""

    def __init__(self) -> None:
        self.all: list[Diagnostic] = []

    def step(self, function: Callable[[A], tuple[T, Diagnostics]], argument: A) -> T:
        """The result of a step. Raises ``InputError`` with all findings so far if it fails."""
        return self.each(function, (argument,))[0]

    def each(
        self, function: Callable[[A], tuple[T, Diagnostics]], arguments: Iterable[A]
    ) -> tuple[T, ...]:
        """The results of a step for several arguments, all of which are tried before it fails."""
        results: list[T] = []
        start = len(self.all)
        for argument in arguments:
            try:
                result, found = function(argument)
            except InputError as error:
                self.all.extend(error.diagnostics)
            else:
                results.append(result)
                self.all.extend(found)
        if has_errors(self.all[start:]):
            raise InputError(*arrange(self.all))
        return tuple(results)


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
    sources = found.each(partial(read_source, intake=intake), package.sources)
    overlays = found.each(partial(read_document, intake=intake), package.overlays)
    documents = found.step(partial(recover, kept=kept), sources)
    documents = found.step(partial(correct, overlays=overlays), documents)
    resources = found.each(partial(read_document, intake=intake), package.resources)
    retriever = Retriever((*sources, *_sources_of(resources)), package.allow_origins, intake)
    context = Context(resources, retriever, include_operations=package.include_operations)
    return Gathered(package, sources, documents, context), arrange(found.all)


def understand(gathered: Gathered) -> tuple[Loaded, Diagnostics]:
    """The model of gathered documents. Raises as ``load``."""
    found, package = Findings(), gathered.package
    context = gathered.context
    read = found.step(partial(join, context=context), gathered.documents)
    graph = found.step(partial(choose, package=package, beside=context.beside), read)
    formats: FormatPolicy = "assert" if package.assert_formats else "annotate"
    model = found.step(partial(passes.run, formats=formats, taken=context.taken), graph)
    objects = sum(definition.owner is None for definition in model.definitions.values())
    loaded = Loaded(package, gathered.sources, gathered.documents, model, objects, read)
    return loaded, arrange(found.all)


def render(config: Config, intake: Intake | None = None) -> tuple[Rendered, Diagnostics]:
    """From a configuration to the files of every package and target, in memory.

    ``intake`` notes what is read of the disk.
    Raises ``InputError`` with what was found in all packages when one of them has an error.
    """
    found = Findings()
    loaded = found.each(partial(load, intake=intake or Intake()), config.packages)
    jobs = [
        Job(each.model, each.name, target) for each in loaded for target in each.package.targets
    ]
    emitter = Emitter()
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

    results = [overlay.apply(document, [correction]) for document in documents]
    best = min(range(len(results)), key=lambda index: len(results[index][1]))
    return best, *results[best]


def join(
    documents: Sequence[Document], context: Context | None = None
) -> tuple[SchemaGraph, Diagnostics]:
    """One schema graph of all documents; each may refer to all others, and to the ``context``."""
    context = context or Context()
    found = Findings()
    pairs = [
        (document, [other for other in documents if other is not document])
        for document in documents
    ]
    graphs = found.each(partial(graph_of, context=context), pairs)
    schemas = {key: schema for graph in graphs for key, schema in graph.schemas.items()}
    values = {
        document.uri: document.value
        for document in (*context.retriever.documents.values(), *context.resources, *documents)
    }
    definitions = found.step(partial(definitions_of, values=values), graphs)
    if not definitions:
        found.all.append(codes.INPUT_NOTHING_DEFINED.at(documents[0].origin("")))
    return SchemaGraph(schemas, definitions), (*context.retriever.diagnostics, *found.all)


def graph_of(
    pair: tuple[Document, Sequence[Document]], context: Context
) -> tuple[SchemaGraph, Diagnostics]:
    """The schema graph of one document, read as what it says it is."""
    document = pair[0]
    others = (*pair[1], *context.resources)
    match document.value:
        case {"openapi": _} | {"swagger": _}:
            from typewright.loaders import openapi

            return openapi.load(
                document,
                others,
                retrieve=context.retriever,
                include_operations=context.include_operations,
                only=context.only,
            )
        case {"overlay": str()}:
            raise InputError(codes.INPUT_OVERLAY_AS_SOURCE.at(document.origin("")))
        case dict() | bool():
            from typewright.loaders import json_schema

            return json_schema.load(document, others, retrieve=context.retriever, only=context.only)
        case other:
            place = document.origin("")
            raise InputError(codes.INPUT_NOT_A_SPECIFICATION.at(place, found=describe(other)))


def definitions_of(
    graphs: Sequence[SchemaGraph], values: Mapping[str, Json]
) -> tuple[dict[str, SchemaId], Diagnostics]:
    """All definitions of several graphs; those of one name must say the same.

    ``values`` are the documents by URI.
    """
    definitions: dict[str, SchemaId] = {}
    origins: dict[str, Origin] = {}
    found: list[Diagnostic] = []
    for graph in graphs:
        for name, schema_id in graph.definitions.items():
            origin = graph[schema_id].origin
            if name not in definitions:
                definitions[name] = schema_id
                origins[name] = origin
            elif definitions[name] != schema_id and (
                _value_at(values, schema_id) != _value_at(values, definitions[name])
            ):
                found.append(
                    codes.INPUT_DUPLICATE_DEFINITION.at(
                        origin,
                        name=name,
                        related=(Related(origins[name], "the other definition"),),
                    )
                )
    return definitions, tuple(found)


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
        found = (*found, codes.INPUT_NOTHING_CHOSEN.at(NOWHERE))
    return chosen, found


def misses(names: Collection[str], package: PackageConfig) -> Diagnostics:
    """What there is to say of patterns that match none of all ``names``."""
    return tuple(
        codes.CONFIG_NO_MATCH.at(NOWHERE, pattern=pattern)
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


def _value_at(values: Mapping[str, Json], schema_id: SchemaId) -> Json:
    """The JSON value of a schema that stands in one of the documents ``values``."""
    uri, _, pointer = schema_id.partition("#")
    value = values[uri]
    for part in json_pointer.split(pointer):
        value = value[int(part)] if isinstance(value, list) else value[part]  # type: ignore[index]
    return value
