"""The documents that a package is made of as groups, and what a run has made of it by these."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import chain
from typing import Any

from typewright.config import PackageConfig
from typewright.diagnostics import Diagnostic, Related, Severity
from typewright.emission import Package
from typewright.fixtures.files import in_ascii
from typewright.incremental.groups import OPERATIONS, Groups, taken_apart
from typewright.incremental.places import Address, Places
from typewright.incremental.trace import Found, Name, Row, Shared, Trace, UntraceableError, reached
from typewright.loaders.assemble import MAX_NESTING
from typewright.loaders.references import split_reference
from typewright.model import Model
from typewright.passes.check import schemas_of
from typewright.pipeline import Gathered, Loaded, title
from typewright.schema import Schema, SchemaGraph, SchemaId
from typewright.schema.closures import encoded
from typewright.schema.select import wanted
from typewright.targets import Named


class Description:
    """What a package is made of: the groups of its documents, and everything else."""

    def __init__(self, gathered: Gathered) -> None:
        """Raises ``UntraceableError`` where a package is made of anything else, or all of it at
        once.
        """
        package, documents = gathered.package, gathered.documents
        if not _is_plain(package) or not (package.name or title(documents)):
            raise UntraceableError
        self._package = package
        self._groups = {
            one.uri: taken_apart(one, include_operations=package.include_operations)
            for one in documents
        }
        self._homes = {name: each for each in self._groups.values() for name in each.members}
        if len(self._homes) < sum(len(each.members) for each in self._groups.values()):
            raise UntraceableError
        called = {(one, each.uri) for each in self._groups.values() for one in each.called}
        self._called = {one: self._groups[uri] for one, uri in called}
        if len(self._called) < len(called):
            raise UntraceableError
        if len({uri.rpartition("/")[0] for uri in self._groups}) > 1:
            raise UntraceableError  # names may say which folder something stands in
        self._led: dict[Name, Sequence[tuple[Name | None, bool]]] = {}
        self._places = Places(documents)
        said = self._said_of_places()
        self.values = {
            name: _hash([each.members[name], said[name]]) for name, each in self._homes.items()
        }
        """Hashes of what the sources say of all groups, in the order of these."""
        frames = [(each.uri, each.frame) for each in self._groups.values()]
        self.around = _hash([repr(package), frames, said[""]])
        self.operations = _hash(
            [
                (each.operations, *(said[f"{each.uri}#/{name}"] for name in OPERATIONS))
                for each in self._groups.values()
            ]
        )

    def _said_of_places(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        """What is said of places in groups, by their names, and behind their addresses in
        operations, and behind nothing in all else.
        """
        found = defaultdict[str, list[tuple[str, str]]](list)
        for address, said in sorted(self._places.said()):
            uri, _, pointer = address.partition("#")
            first = pointer.split("/", 2)[1:2]
            other = f"{uri}#/{first[0]}" if first and first[0] in OPERATIONS else ""
            found[self._group_at(address) or other].append((address, said))
        return found

    def group(self, schema: SchemaId) -> Name:
        """The group that a schema is in. Raises ``UntraceableError`` for one that is in none."""
        name = self._group_at(schema)
        if name is None:
            raise UntraceableError
        return name

    def _group_at(self, address: Address) -> Name | None:
        """The group that an address leads into."""
        uri, _, pointer = address.partition("#")
        groups = self._groups.get(uri)
        return None if groups is None else groups.at(pointer)

    def _has_a_base(self, schema: Schema) -> bool:
        """Whether references in a schema are relative to something else than its document is."""
        groups = self._groups.get(schema.id.partition("#")[0])
        return groups is None or schema.resource != groups.base

    def _may_be_too_deep(self, schema: SchemaId) -> bool:
        """Whether a schema stands so deep that it matters which way it was read on: from the root
        of its document, or from a reference.
        """
        return schema.count("/", len(schema.partition("#")[0])) > MAX_NESTING

    def referred(self, name: Name) -> Iterator[tuple[Name, bool]]:
        """The groups that one refers to, and whether to the whole of each, whether what is meant
        there is found or not.

        Raises ``UntraceableError`` for references to anchors, and to documents of which nothing is
        made.
        """
        home = self._homes[name]
        if name == home.root:
            yield from ((one, True) for one in home.members if one != name)
        for other, is_whole in self._targets(name):
            if other is not None:
                yield other, is_whole

    def _targets(self, name: Name) -> Sequence[tuple[Name | None, bool]]:
        """As ``Groups.target``, of all references in a group."""
        if name not in self._led:
            self._led[name] = [*self._followed(self._homes[name], name)]
        return self._led[name]

    def _followed(self, home: Groups, name: Name) -> Iterator[tuple[Name | None, bool]]:
        for reference in home.references(home.members[name]):
            if reference == "#" or reference.startswith("#/"):
                yield home.target(reference[1:])
                continue
            try:
                uri, fragment = split_reference(home.base, reference)
            except ValueError:
                raise UntraceableError from None
            if uri not in self._called or (fragment and not fragment.startswith("/")):
                raise UntraceableError
            yield self._called[uri].target(fragment)

    # --- what is found -------------------------------------------------------------------------

    def _by_group(
        self, found: Iterable[tuple[Name | None, Diagnostic]]
    ) -> Mapping[Name | None, list[Found]]:
        """Findings by the groups that they are about; ``None`` has those that are about none.

        Raises ``UntraceableError`` for one about something else than the documents.
        """
        rows = defaultdict[Name | None, list[Found]](list)
        for name, one in found:
            related = [
                [self._places.address(each.origin), each.origin.confidence, each.message]
                for each in one.related
            ]
            place = self._places.address(one.origin), one.origin.confidence
            rows[name].append(
                [one.code, one.severity.value, one.message, one.help, *place, related]
            )
        return rows

    def _at(self, found: Diagnostic) -> Name | None:
        """The group that a finding stands in."""
        return self._group_at(self._places.address(found.origin) or "")

    def finding(self, row: Found) -> Diagnostic:
        """A finding, at the place that it has now."""
        code, severity, message, help_, address, confidence, related = row
        others = tuple(Related(self._places.origin(*place), said) for *place, said in related)
        origin = self._places.origin(address, confidence)
        return Diagnostic(code, Severity(severity), message, origin, help_, others)

    def seen(self, found: Iterable[Found]) -> list[Found]:
        """What a part sees again of what is found around groups: not what is said of operations,
        which only depends on what is around.
        """
        with_operations = self._package.include_operations
        return [one for one in found if one[4] is None or not with_operations]

    def follows(self, trace: Trace) -> bool:
        """Whether only groups, and what nothing was made of, are not as a trace says: these may
        have come or gone, and the others stand in the same order.
        """
        if trace.around != self.around:
            return False
        same = trace.rows.keys() & self.values.keys()
        if [one for one in trace.rows if one in same] != [
            one for one in self.values if one in same
        ]:
            return False
        if self._package.include_operations:  # whose schemas have names with blanks
            moved = trace.rows.keys() ^ self.values.keys()
            return trace.operations == self.operations and not any(" " in one for one in moved)
        is_same = len(same) == len(trace.rows) == len(self.values)
        if any(row.leads_around for row in trace.rows.values()):
            return is_same and trace.operations == self.operations
        return trace.operations == self.operations or all(
            reference.startswith("#")
            for each in self._groups.values()
            for reference in each.references(each.operations)
        )

    # --- what is chosen ------------------------------------------------------------------------

    def chosen(self, needs: Mapping[Name, Iterable[Name]]) -> Set[Name]:
        """The groups that are wanted, and those that these need."""
        if not self._has_patterns:
            return self.values.keys()
        names = wanted(self.values, self._package.include, self._package.exclude)
        return reached(names, needs) & self.values.keys()

    @property
    def _has_patterns(self) -> bool:
        return bool(self._package.include or self._package.exclude)

    def _needs(self, graph: SchemaGraph) -> Mapping[Name, Sequence[Name]]:
        """The groups that each group needs where it is chosen itself, if only some are."""
        if not self._has_patterns:
            return {}
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

    # --- what is made --------------------------------------------------------------------------

    def trace(self, loaded: Loaded, package: Package, found: Iterable[Diagnostic]) -> Trace:
        """What was made of the groups that were read, and ``found`` while that was made of them.

        Raises ``UntraceableError`` where these are not all that there is.
        """
        said = self._by_group(
            chain(
                ((self._at(one), one) for one in (*found, *package.emission.diagnostics)),
                ((key, one) for key, (_, made) in package.fixtures.items() for one in made.found),
            )
        )
        shared = {
            module: Shared(
                group.piece,
                sorted({*map(self.group, group.asking), *filter(None, [group.key])}),
            )
            for module, group in package.emission.groups.items()
            if group.asking
        }
        left = sorted({name for one in package.emission.named for name in one.left})
        rows = self._rows(loaded, package, said)
        around = self.around, self.operations
        return Trace(*around, rows, shared, said[None], loaded.model.contested, left)

    def _rows(
        self, loaded: Loaded, package: Package, said: Mapping[Name | None, list[Found]]
    ) -> dict[Name, Row]:
        model, names = loaded.model, [*loaded.read.definitions]
        groups = {
            group.key: (module, group.piece)
            for module, group in package.emission.groups.items()
            if group.key is not None
        }
        if [*groups] != [*model.graph.definitions]:
            raise UntraceableError
        leads = self._leads(model, names)
        named = defaultdict[Name, list[Named]](list)
        for one in package.emission.named:
            named[self.group(one.schema)].append(one)
        for definition in model.definitions.values():
            words = {definition.words, in_ascii(definition.words)}
            claims = tuple(sorted(f" {''.join(one)}" for one in words))
            called = Named(definition.schema, f" {definition.key}", claims)
            named[self.group(definition.schema)].append(called)
        if len(self._groups) > 1 and any(map(self._has_a_base, loaded.read.schemas.values())):
            raise UntraceableError
        if not named.keys() <= groups.keys() or any(
            map(self._may_be_too_deep, model.graph.schemas)
        ):
            raise UntraceableError
        sources, needs = sources_of(model), self._needs(loaded.read)
        rows: dict[Name, Row] = {}
        for name in names:
            file, made = package.fixtures.get(name, ("", None))
            module, piece = groups.get(name, ("", ""))
            rows[name] = Row(
                value=self.values[name],
                sources=sources.get(name, []),
                leads=sorted(leads[name]),
                leads_around=any(other is None for other, _ in self._targets(name)),
                needs=needs.get(name, []),
                names=_names(named[name]),
                module=module,
                piece=piece,
                file=file,
                fixtures=made.piece if made else "",
                found=said.get(name, []),
            )
        return rows

    def _leads(self, model: Model, names: Iterable[Name]) -> Mapping[Name, Set[Name]]:
        """The groups that what is made of each of some groups depends on."""
        found = defaultdict[Name, set[Name]](set)
        for name in names:
            if name not in self.values:
                raise UntraceableError
            for target, is_whole in self.referred(name):
                found[name].add(target)
                if not is_whole:  # what stands there may be a definition only for this
                    found[target].add(name)
        for one, schema in model.graph.schemas.items():
            if schema.dynamic_ref is not None or schema.dynamic_anchor is not None:
                raise UntraceableError  # the way that leads to a schema decides what it demands
            if "~" in one:
                found[self.group(one)].update(map(self.group, schema.children()))
        own: set[SchemaId] = set()
        strange = defaultdict[SchemaId, set[Name]](set)
        for key, definition in model.definitions.items():
            name = model.group(key)
            found[name].update(map(model.group, definition.references))
            for one in (definition.schema, *schemas_of(definition.shape)):
                if self.group(one) == name:
                    own.add(one)
                else:
                    found[name].add(self.group(one))
                    strange[one].add(name)
        for one in strange.keys() - own:  # it is tested only because others need it
            found[self.group(one)] |= strange[one]
        return found


def sources_of(model: Model) -> Mapping[Name, Sequence[str]]:
    """For each group of a model the names of the sources of its definitions, in their order."""
    found = defaultdict[Name, dict[str, None]](dict)
    for key, definition in model.definitions.items():
        if definition.origin.source is not None:
            found[model.group(key)][definition.origin.file] = None
    return {name: [*files] for name, files in found.items()}


def _names(named: Iterable[Named]) -> str:
    """The claims of all that has a name, as JSON text."""
    claims = sorted((one.what, one.claims) for one in named)
    return json.dumps(dict(claims), separators=(",", ":"))


def _is_plain(package: PackageConfig) -> bool:
    """Whether nothing is asked of a package that concerns several groups at once."""
    return len(package.targets) == 1 and not package.resources


def _hash(data: Any) -> str:
    return hashlib.sha256(encoded(data)).hexdigest()[:32]
