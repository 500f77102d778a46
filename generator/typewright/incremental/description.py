"""The documents that a package is made of as groups."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import Any

from typewright.config import PackageConfig
from typewright.diagnostics import Diagnostic
from typewright.incremental.groups import OPERATIONS, Groups, taken_apart
from typewright.incremental.places import Address, Places
from typewright.incremental.trace import Found, Name, Trace, UntraceableError, reached
from typewright.loaders.references import split_reference
from typewright.loaders.unheld import holders
from typewright.pipeline import Gathered, title
from typewright.schema import Schema, SchemaId
from typewright.schema.closures import encoded
from typewright.schema.select import wanted
from typewright.source import Document


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
        if len(documents) > 1 and any(_has_unheld(one) for one in documents):
            raise UntraceableError  # what is said of it depends on references in the others
        self._led: dict[Name, Sequence[tuple[Name | None, bool]]] = {}
        self.has_patterns = bool(package.include or package.exclude)
        """Whether only some groups are wanted."""
        self.places = Places(documents)
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
        for address, said in sorted(self.places.said()):
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

    def at(self, found: Diagnostic) -> Name | None:
        """The group that a finding stands in."""
        return self._group_at(self.places.address(found.origin) or "")

    def is_relative(self, schemas: Iterable[Schema]) -> bool:
        """Whether references in some schemas are relative to something else than their document is,
        where there are several documents that they may lead to.
        """
        return len(self._groups) > 1 and any(map(self._has_a_base, schemas))

    def _has_a_base(self, schema: Schema) -> bool:
        groups = self._groups.get(schema.id.partition("#")[0])
        return groups is None or schema.resource != groups.base

    def referred(self, name: Name) -> Iterator[tuple[Name, bool]]:
        """The groups that one refers to, and whether to the whole of each, whether what is meant
        there is found or not.

        Raises ``UntraceableError`` for references to anchors, and to documents of which nothing is
        made.
        """
        home = self._homes[name]
        if name == home.root:
            yield from ((one, True) for one in home.members if one != name)
        for other, is_whole in self.targets(name):
            if other is not None:
                yield other, is_whole

    def targets(self, name: Name) -> Sequence[tuple[Name | None, bool]]:
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

    # --- what a run has left -------------------------------------------------------------------

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
        if not self.has_patterns:
            return self.values.keys()
        names = wanted(self.values, self._package.include, self._package.exclude)
        return reached(names, needs) & self.values.keys()


def _is_plain(package: PackageConfig) -> bool:
    """Whether nothing is asked of a package that concerns several groups at once."""
    return len(package.targets) == 1 and not package.resources


def _has_unheld(document: Document) -> bool:
    value = document.value
    return isinstance(value, dict) and bool(holders(value))


def _hash(data: Any) -> str:
    return hashlib.sha256(encoded(data)).hexdigest()[:32]
