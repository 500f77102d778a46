"""What a run has made of the groups of a description, as the trace that it leaves."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import chain

from typewright.diagnostics import Diagnostic
from typewright.emission import Package
from typewright.fixtures.files import in_ascii
from typewright.incremental.description import Description
from typewright.incremental.trace import Found, Name, Row, Shared, Trace, UntraceableError
from typewright.loaders.assemble import MAX_NESTING
from typewright.model import Model
from typewright.passes.check import schemas_of
from typewright.pipeline import Loaded
from typewright.schema import SchemaGraph, SchemaId
from typewright.targets import Named


def traced(
    description: Description, loaded: Loaded, package: Package, found: Iterable[Diagnostic]
) -> Trace:
    """What was made of the groups that were read, and ``found`` while that was made of them.

    Raises ``UntraceableError`` where these are not all that there is.
    """
    said = _by_group(
        description,
        chain(
            ((description.at(one), one) for one in (*found, *package.emission.diagnostics)),
            ((key, one) for key, (_, made) in package.fixtures.items() for one in made.found),
        ),
    )
    shared = {
        module: Shared(
            group.piece,
            sorted({*map(description.group, group.asking), *filter(None, [group.key])}),
        )
        for module, group in package.emission.groups.items()
        if group.asking
    }
    spellings = sorted({name for one in package.emission.named for name in one.contested})
    rows = _rows(description, loaded, package, said)
    around = description.around, description.operations
    return Trace(*around, rows, shared, said[None], loaded.model.contested, spellings)


def _by_group(
    description: Description, found: Iterable[tuple[Name | None, Diagnostic]]
) -> Mapping[Name | None, list[Found]]:
    """Findings by the groups that they are about; ``None`` has those that are about none."""
    rows = defaultdict[Name | None, list[Found]](list)
    for name, one in found:
        rows[name].append(description.places.row(one))
    return rows


def _rows(
    description: Description,
    loaded: Loaded,
    package: Package,
    said: Mapping[Name | None, list[Found]],
) -> dict[Name, Row]:
    model, names = loaded.model, [*loaded.read.definitions]
    groups = {
        group.key: (module, group.piece)
        for module, group in package.emission.groups.items()
        if group.key is not None
    }
    if [*groups] != [*model.graph.definitions]:
        raise UntraceableError
    leads = _leads(description, model, names)
    named = _named(description, model, package)
    if description.is_relative(loaded.read.schemas.values()):
        raise UntraceableError
    if not named.keys() <= groups.keys() or any(map(_may_be_too_deep, model.graph.schemas)):
        raise UntraceableError
    sources = sources_of(model)
    needs = _needs(loaded.read) if description.has_patterns else {}
    rows: dict[Name, Row] = {}
    for name in names:
        file, made = package.fixtures.get(name, ("", None))
        module, piece = groups.get(name, ("", ""))
        rows[name] = Row(
            value=description.values[name],
            sources=sources.get(name, []),
            leads=sorted(leads[name]),
            leads_around=any(other is None for other, _ in description.targets(name)),
            needs=needs.get(name, []),
            names=_names(named[name]),
            module=module,
            piece=piece,
            file=file,
            fixtures=made.piece if made else "",
            found=said.get(name, []),
        )
    return rows


def _leads(
    description: Description, model: Model, names: Iterable[Name]
) -> Mapping[Name, Set[Name]]:
    """The groups that what is made of each of some groups depends on."""
    group = description.group
    found = defaultdict[Name, set[Name]](set)
    for name in names:
        if name not in description.values:
            raise UntraceableError
        for target, is_whole in description.referred(name):
            found[name].add(target)
            if not is_whole:  # what stands there may be a definition only for this
                found[target].add(name)
    for one, schema in model.graph.schemas.items():
        if schema.dynamic_ref is not None or schema.dynamic_anchor is not None:
            raise UntraceableError  # the way that leads to a schema decides what it demands
        if "~" in one:
            found[group(one)].update(map(group, schema.children()))
    own: set[SchemaId] = set()
    strange = defaultdict[SchemaId, set[Name]](set)
    for key, definition in model.definitions.items():
        name = model.group(key)
        found[name].update(map(model.group, definition.references))
        for one in (definition.schema, *schemas_of(definition.shape)):
            if group(one) == name:
                own.add(one)
            else:
                found[name].add(group(one))
                strange[one].add(name)
    for one in strange.keys() - own:  # it is tested only because others need it
        found[group(one)] |= strange[one]
    return found


def _named(
    description: Description, model: Model, package: Package
) -> Mapping[Name, Sequence[Named]]:
    """All that has a name in each group, in the package and in the model."""
    found = defaultdict[Name, list[Named]](list)
    for one in package.emission.named:
        found[description.group(one.schema)].append(one)
    for definition in model.definitions.values():
        words = {definition.words, in_ascii(definition.words)}
        claims = tuple(sorted(f" {''.join(one)}" for one in words))
        called = Named(definition.schema, f" {definition.key}", claims)
        found[description.group(definition.schema)].append(called)
    return found


def _names(named: Iterable[Named]) -> str:
    """The claims of all that has a name, as JSON text."""
    claims = sorted((one.what, one.claims) for one in named)
    return json.dumps(dict(claims), separators=(",", ":"))


def _needs(graph: SchemaGraph) -> Mapping[Name, Sequence[Name]]:
    """The groups that each group needs where it is chosen itself."""
    roots = {one: name for name, one in graph.definitions.items()}
    found: dict[Name, Sequence[Name]] = {}
    for name, root in graph.definitions.items():
        needed: set[Name] = set()
        seen: set[SchemaId] = set()
        pending = [root]
        while pending:
            schema = graph[pending.pop()]
            below = (*schema.children(), *schema.references())
            needed.update(roots[one] for one in below if one in roots)
            pending += (
                one for one in below if one not in roots and one not in seen and one in graph
            )
            seen.update(below)
        found[name] = sorted(needed)
    return found


def _may_be_too_deep(schema: SchemaId) -> bool:
    """Whether a schema stands so deep that it matters which way it was read on: from the root of
    its document, or from a reference.
    """
    return schema.count("/", len(schema.partition("#")[0])) > MAX_NESTING


def sources_of(model: Model) -> Mapping[Name, Sequence[str]]:
    """For each group of a model the names of the sources of its definitions, in their order."""
    found = defaultdict[Name, dict[str, None]](dict)
    for key, definition in model.definitions.items():
        if definition.origin.source is not None:
            found[model.group(key)][definition.origin.file] = None
    return {name: [*files] for name, files in found.items()}
