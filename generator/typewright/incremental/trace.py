"""The trace of a run: what it has made of each group of an API description, and what for."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import chain
from operator import attrgetter
from typing import Any, Final, TypeAlias

from typewright.model.shapes import DefinitionKey
from typewright.values import dataclass, replace

Name: TypeAlias = str
"""The name of a group."""

Found: TypeAlias = Sequence[Any]
"""A finding as JSON data: all of it, with the pointers of its places for these."""


class UntraceableError(Exception):
    """What a run has made does not fall into groups."""


@dataclass(frozen=True, slots=True)
class Row:
    """One group: a hash of what its ``sources`` say of it, the groups that it ``leads`` to, some of
    which may not be there, whether it leads to what is no group, and which it ``needs`` wherever it
    is chosen itself; all ``names`` that were given to what is in it, its module and the
    pieces that its files are kept as, the file of its fixtures, and what there is to say of it. Of
    one that is not chosen nothing is made, so that it has no module.

    The names are JSON text, as ``names_of`` reads it: those of most groups are only compared.
    """

    value: str
    sources: Sequence[str]
    leads: Sequence[Name]
    leads_around: bool
    needs: Sequence[Name]
    names: str
    module: str
    piece: str
    file: str
    fixtures: str
    found: Sequence[Found]


_FIELDS: Final = attrgetter(*Row.__slots__)


@dataclass(frozen=True, slots=True)
class Shared:
    """A module with something that groups ask for besides what they lead to: its piece, and all
    groups that decide what is in it.
    """

    piece: str
    groups: Sequence[Name]


@dataclass(frozen=True, slots=True)
class Trace:
    """All groups in the order of the source; ``operations`` and ``around`` are hashes of what
    nothing was made of and of everything else that the run was given, ``found`` what there is to
    say of that. ``contested`` is as in ``Model``, and what of all groups is contested as in
    ``Named`` are ``contested_spellings``.
    """

    around: str
    operations: str
    rows: Mapping[Name, Row]
    shared: Mapping[str, Shared]
    found: Sequence[Found]
    contested: Mapping[str, Sequence[DefinitionKey]]
    contested_spellings: Sequence[str]

    def as_json(self) -> Any:
        """The trace as JSON data."""
        rows = {name: [*_FIELDS(row)] for name, row in self.rows.items()}
        shared = {module: [one.piece, one.groups] for module, one in self.shared.items()}
        around = self.around, self.operations
        return [*around, rows, shared, self.found, dict(self.contested), self.contested_spellings]

    @classmethod
    def of_json(cls, value: Any) -> Trace:
        """The same from JSON data. Raises ``TypeError`` and ``ValueError`` for what is no trace."""
        around, operations, rows, shared, found, contested, spellings = value
        return cls(
            around,
            operations,
            {name: Row(*row) for name, row in rows.items()},
            {module: Shared(*one) for module, one in shared.items()},
            found,
            contested,
            spellings,
        )

    @property
    def made(self) -> set[Name]:
        """The groups of which something was made."""
        return {name for name, row in self.rows.items() if row.module}

    @property
    def needs(self) -> Mapping[Name, Sequence[Name]]:
        """What each group needs."""
        return {name: row.needs for name, row in self.rows.items()}

    def joined(self, part: Trace, names: Iterable[Name]) -> Trace:
        """The trace of the groups with some ``names``, with that of a part in the place of what it
        says itself.

        What was contested counts as contested still, so that nobody takes it for free.
        """
        contested = {one: [*keys] for one, keys in self.contested.items()}
        for one, keys in part.contested.items():
            contested[one] = sorted({*keys, *contested.get(one, ())})
        rows = {**self.rows, **part.rows}
        return replace(
            part,
            rows={name: rows[name] for name in names},
            found=self.found,
            shared={**self.shared, **part.shared},
            contested=contested,
            contested_spellings=sorted({*self.contested_spellings, *part.contested_spellings}),
        )

    def shared_with(self, names: Set[Name]) -> dict[str, Sequence[Name]]:
        """The modules that groups with some names decide on, with all that do. A module that is
        made anew asks others again, so these are made with it.
        """
        found: dict[str, Sequence[Name]] = {}
        asking: set[str] = set()
        while more := {
            module: one.groups
            for module, one in self.shared.items()
            if module not in found and (module in asking or not names.isdisjoint(one.groups))
        }:
            found |= more
            groups = chain.from_iterable(more.values())
            asking.update(self.rows[name].module for name in groups if name in self.rows)
        return found

    def leading_to(self, names: Iterable[Name]) -> set[Name]:
        """Groups with all that lead to them."""
        users = defaultdict[Name, list[Name]](list)
        for name, row in self.rows.items():
            for one in row.leads:
                users[one].append(name)
        return reached(names, users)

    def led_to(self, names: Iterable[Name]) -> set[Name]:
        """Groups with all that they lead to."""
        return reached(names, {name: row.leads for name, row in self.rows.items()})


def reached(names: Iterable[Name], edges: Mapping[Name, Iterable[Name]]) -> set[Name]:
    """All that edges lead to from some groups, and these."""
    found = set(names)
    pending = list(found)
    while pending:
        for one in edges.get(pending.pop(), ()):
            if one not in found:
                found.add(one)
                pending.append(one)
    return found


def names_of(row: Row | None) -> dict[str, Sequence[str]]:
    """The claims of everything that has a name in a group, if it is there."""
    found: dict[str, Sequence[str]] = {} if row is None else json.loads(row.names)
    return found


def claims_one_of(claims: Iterable[str], row: Row) -> bool:
    """Whether something in a group claims one of some names."""
    return any(json.dumps(claim) in row.names for claim in claims)
