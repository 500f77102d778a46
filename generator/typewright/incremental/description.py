"""An API description as groups, and what a run has made of it by these.

A *group* is a member of ``components.schemas`` (``definitions`` in Swagger) with all that is inside
it. Groups lead to each other by references; what is made of one depends on what it leads to, and
on the names of the others.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import chain
from typing import Any, Final

from typewright.config import PackageConfig
from typewright.diagnostics import Diagnostic, Related, Severity
from typewright.emission import Package
from typewright.fixtures.files import in_ascii
from typewright.incremental.places import Places
from typewright.incremental.trace import Found, Name, Row, Shared, Trace, UntraceableError
from typewright.model import Model
from typewright.passes.check import schemas_of
from typewright.pipeline import Gathered
from typewright.schema import SchemaId
from typewright.schema.closures import encoded
from typewright.source import Document
from typewright.targets import Named

_OPERATIONS: Final = ("paths", "webhooks")
"""What nothing is made of, unless it is asked for or a schema refers to it."""


class Description:
    """The API description that a package is made of: its groups, and everything else."""

    def __init__(self, gathered: Gathered) -> None:
        """Raises ``UntraceableError`` where a package is made of anything else, or all of it at
        once.
        """
        package = gathered.package
        if len(gathered.documents) != 1 or not _is_plain(package):
            raise UntraceableError
        document = gathered.documents[0]
        groups, self._prefix, frame = _taken_apart(document)
        self._start = self._prefix.removeprefix(document.uri)
        self._raw = groups
        if any(map(_is_unclear, groups)):
            raise UntraceableError
        self._places = Places(document)
        said = self._said_of_places()
        self.values = {name: _hash([value, said[name]]) for name, value in groups.items()}
        self._operations = [frame.pop(name, None) for name in _OPERATIONS]
        self.operations = _hash([self._operations, *(said[f"/{name}"] for name in _OPERATIONS)])
        self.around = _hash([repr(package), document.uri, frame, said["/"]])

    def _said_of_places(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        """What is said of places in groups, by their names, and behind ``/`` in operations and in
        all else.
        """
        found = defaultdict[str, list[tuple[str, str]]](list)
        for pointer, said in sorted(self._places.said()):
            first = pointer.split("/", 2)[1:2]
            other = f"/{first[0]}" if first and first[0] in _OPERATIONS else "/"
            found[self._group_at(pointer) or other].append((pointer, said))
        return found

    def group(self, schema: SchemaId) -> Name:
        """The group that a schema is in, by its address; one that was made of others is where the
        first of these is. Raises ``UntraceableError`` for one that is in none.
        """
        inside = schema[len(self._prefix) :]
        name = inside.partition("/")[0].partition("~")[0]
        if not schema.startswith(self._prefix) or name not in self.values:
            raise UntraceableError
        return name

    # --- what is found -------------------------------------------------------------------------

    def _by_group(
        self, found: Iterable[tuple[Name | None, Diagnostic]]
    ) -> Mapping[Name | None, list[Found]]:
        """Findings by the groups that they are about; ``None`` has those that are about none.

        Raises ``UntraceableError`` for one about something else than the description.
        """
        rows = defaultdict[Name | None, list[Found]](list)
        for name, one in found:
            related = [
                [self._places.pointer(each.origin), each.origin.confidence, each.message]
                for each in one.related
            ]
            place = self._places.pointer(one.origin), one.origin.confidence
            rows[name].append(
                [one.code, one.severity.value, one.message, one.help, *place, related]
            )
        return rows

    def _at(self, found: Diagnostic) -> Name | None:
        """The group that a finding stands in."""
        return self._group_at(self._places.pointer(found.origin) or "")

    def _group_at(self, pointer: str) -> Name | None:
        """The group that a pointer leads into."""
        start = self._start.removeprefix("#")
        name = pointer.removeprefix(start).partition("/")[0]
        return name if pointer.startswith(start) and name in self._raw else None

    def finding(self, row: Found) -> Diagnostic:
        """A finding, at the place that it has now."""
        code, severity, message, help_, pointer, confidence, related = row
        others = tuple(Related(self._places.origin(*place), said) for *place, said in related)
        origin = self._places.origin(pointer, confidence)
        return Diagnostic(code, Severity(severity), message, origin, help_, others)

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
        is_same = len(same) == len(trace.rows) == len(self.values)
        if any(row.leads_around for row in trace.rows.values()):
            return is_same and trace.operations == self.operations
        return trace.operations == self.operations or all(
            reference.startswith("#") for reference in self._references(self._operations)
        )

    # --- what is made --------------------------------------------------------------------------

    def trace(self, model: Model, package: Package, found: Iterable[Diagnostic]) -> Trace:
        """What was made of the groups that are in a model, and ``found`` while that was made of
        them.

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
        rows = self._rows(model, package, said)
        around = self.around, self.operations
        return Trace(*around, rows, shared, said[None], model.contested, left)

    def _rows(
        self, model: Model, package: Package, said: Mapping[Name | None, list[Found]]
    ) -> dict[Name, Row]:
        leads = self._leads(
            model, filter(None, (one.key for one in package.emission.groups.values()))
        )
        named = defaultdict[Name, list[Named]](list)
        for one in package.emission.named:
            named[self.group(one.schema)].append(one)
        for definition in model.definitions.values():
            words = {definition.words, in_ascii(definition.words)}
            claims = tuple(sorted(f" {''.join(one)}" for one in words))
            called = Named(definition.schema, f" {definition.key}", claims)
            named[self.group(definition.schema)].append(called)
        sources = sources_of(model)
        rows: dict[Name, Row] = {}
        for module, group in package.emission.groups.items():
            if group.key is not None:
                file, made = package.fixtures.get(group.key, ("", None))
                rows[group.key] = Row(
                    value=self.values[group.key],
                    sources=sources.get(group.key, ()),
                    leads=sorted(leads[group.key]),
                    leads_around=self._leads_around(group.key),
                    names=_names(named[group.key]),
                    module=module,
                    piece=group.piece,
                    file=file,
                    fixtures=made.piece if made else "",
                    found=said.get(group.key, []),
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

    def referred(self, name: Name) -> Iterator[tuple[Name, bool]]:
        """The groups that one refers to, and whether to the whole of each, whether what is meant
        there is found or not.

        Raises ``UntraceableError`` for references to other documents and to anchors.
        """
        for reference in self._references(self._raw[name]):
            if reference != "#" and not reference.startswith("#/"):
                raise UntraceableError
            if reference.startswith(self._start):
                target, _, more = reference.removeprefix(self._start).partition("/")
                if _is_unclear(target):
                    raise UntraceableError
                yield target, not more

    def _leads_around(self, name: Name) -> bool:
        """Whether a group refers to what is no group."""
        references = self._references(self._raw[name])
        return not all(one.startswith(self._start) for one in references)

    def _references(self, value: Any) -> Iterator[str]:
        """All references in a schema; those of a discriminator may be names."""
        pending = [value]
        while pending:
            node = pending.pop()
            if isinstance(node, dict):
                if isinstance(reference := node.get("$ref"), str):
                    yield reference
                if isinstance(mapping := node.get("mapping"), dict):
                    named = [one for one in mapping.values() if isinstance(one, str)]
                    yield from (self._start + one if one in self.values else one for one in named)
                pending.extend(node.values())
            elif isinstance(node, list):
                pending.extend(node)


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
    return (
        len(package.targets) == 1
        and not package.include
        and not package.exclude
        and not package.include_operations
        and not package.resources
    )


def _taken_apart(document: Document) -> tuple[Mapping[Name, Any], str, Any]:
    """The groups of a description, what their addresses begin with, and what is around them, which
    may be changed.
    """
    value: Any = document.value
    match value:
        case {
            "openapi": str(),
            "info": {"title": str()},
            "components": {"schemas": dict(groups)} as components,
        }:
            frame = {**value, "components": {**components, "schemas": None}}
            return groups, f"{document.uri}#/components/schemas/", frame
        case {
            "swagger": str(),
            "info": {"title": str()},
            "definitions": dict(groups),
        }:
            return groups, f"{document.uri}#/definitions/", {**value, "definitions": None}
    raise UntraceableError


def _is_unclear(name: Name) -> bool:
    """Whether a name is spelled otherwise in references and addresses."""
    return any(mark in name for mark in "/~%")


def _hash(data: Any) -> str:
    return hashlib.sha256(encoded(data)).hexdigest()[:32]
