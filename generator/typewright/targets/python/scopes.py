"""In which scope of dynamic references the parts of a value are read.

A reader tests what it reads, so it has to run where dynamic references lead to what they lead to in
the check of the whole. Where a scope is entered for one of several things that a value has to pass,
the parts that come of it are read inside of that scope, and all others outside.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import TypeAlias

from typewright.checks import nodes
from typewright.checks.nodes import ACCEPT, Check
from typewright.model import Reference, Shape, Union, Variant
from typewright.schema import SchemaId
from typewright.targets.python.specialize import conjunction, conjuncts, sole
from typewright.targets.python.workshop import Workshop
from typewright.values import dataclass

Anchors: TypeAlias = tuple[tuple[str, SchemaId], ...]
"""What dynamic references lead to in a scope, by the names that they look for."""

_Source: TypeAlias = tuple[Anchors, Check]
"""Something that a value has to pass itself, and the scope that is entered for it; without anchors,
none is.
"""


@dataclass(frozen=True, slots=True)
class Scopes:
    """What is read in which scope, where the names ``entered`` lead elsewhere already."""

    workshop: Workshop
    entered: Set[str] = frozenset()

    def inside(self, anchors: Anchors) -> Scopes:
        """The same where a scope has been entered."""
        return Scopes(self.workshop, {*self.entered, *(name for name, _ in anchors)})

    def leads_on(self, anchors: Anchors) -> bool:
        """Whether a scope changes anything: the outermost of each name is what counts."""
        return any(name not in self.entered for name, _ in anchors)

    def of(self, shape: Shape, check: Check) -> Anchors:
        """The scope to read a whole value in that has to pass ``check``."""
        match shape:
            case Reference(target=target):
                wanted: tuple[Check, ...] = (nodes.Call(self.workshop.model[target].schema),)
            case Union(variants=variants):
                wanted = tuple(
                    each
                    for variant in variants
                    for each in (
                        nodes.Call(variant.schema),
                        _bare(self.workshop.model.checks[variant.schema]),
                    )
                )
            case _:
                return ()
        found = [
            anchors
            for anchors, part in self._sources(check)
            if part in wanted
            or (isinstance(part, nodes.Branches) and any(one in wanted for one in part.checks))
        ]
        return () if () in found or not found else found[0]

    def enters(self, check: Check) -> bool:
        """Whether parts of a value that has to pass ``check`` are read in scopes that nothing but
        the check enters: what is a definition has a reader that does.
        """
        if isinstance(check, nodes.Call) and self.workshop.is_definition(check.target):
            return False
        return any(anchors for anchors, _ in self._sources(check))

    def with_own(self, check: Check, variant: Variant) -> Check:
        """``check``, and that of the only variant that a value can be, where it enters a scope."""
        own = self.workshop.model.checks[variant.schema]
        if own in conjuncts(check) or not self.enters(own):
            return check
        return conjunction((check, own))

    def item(self, check: Check, index: int | None) -> list[Check]:
        """What is demanded in scopes of an item of an array, at some position or behind those that
        have one.
        """
        found: list[Check] = []
        for anchors, part in self._sources(check):
            if isinstance(part, nodes.Items):
                is_there = index is not None and index < len(part.prefix)
                found += self._within(anchors, part.prefix[index or 0] if is_there else part.rest)
        return found

    def required(self, check: Check) -> set[str]:
        """The members that an object is required to have."""
        return {
            name
            for _, part in self._sources(check)
            if isinstance(part, nodes.Required)
            for name in part.names
        }

    def member(self, check: Check, name: str) -> list[Check]:
        """What is demanded in scopes of a named member of an object."""
        found: list[Check] = []
        for anchors, part in self._sources(check):
            if isinstance(part, nodes.Members):
                other = None if part.patterns else part.additional
                found += self._within(anchors, dict(part.properties).get(name, other))
        return found

    def other(self, check: Check) -> list[Check]:
        """What is demanded in scopes of members without a name of their own, where it is the same
        of all of them; else the scopes alone.
        """
        found: list[Check] = []
        for anchors, part in self._sources(check):
            match part:
                case nodes.Members(patterns=patterns, additional=additional) if (
                    additional is not None
                ):
                    told = [one for _, one in patterns if not isinstance(one, nodes.Reject)]
                    told += [] if isinstance(additional, nodes.Reject) else [additional]
                    if len(told) == 1:
                        found += self._within(anchors, told[0])
                    elif told and anchors:
                        found.append(nodes.Scope(anchors, ACCEPT))
                case nodes.UnevaluatedMembers(check=additional):
                    if anchors:
                        found.append(nodes.Scope(anchors, ACCEPT))
                case _:
                    pass
        return found

    def _within(self, anchors: Anchors, check: Check | None) -> list[Check]:
        """``check`` in a scope, where there is one and something of it to read."""
        if check is None or isinstance(check, (nodes.Accept, nodes.Reject)):
            return []
        if anchors:
            return [nodes.Scope(anchors, check)]
        return [check] if self.enters(check) else []

    def _sources(self, check: Check) -> list[_Source]:
        """All that a value has to pass by ``check`` and by what this calls, where there are scopes
        at all.
        """
        return [*self._found(check, (), set())] if self.workshop.has_scopes else []

    def _found(
        self, check: Check, anchors: Anchors, called: set[tuple[SchemaId, Anchors]]
    ) -> Iterator[_Source]:
        for part in map(sole, conjuncts(check)):
            yield anchors, part
            match part:
                case nodes.Call(target=target) if (target, anchors) not in called:
                    called.add((target, anchors))
                    yield from self._found(self.workshop.model.checks[target], anchors, called)
                case nodes.Scope(anchors=entered, check=inner):
                    known = {*self.entered, *(name for name, _ in anchors)}
                    more = (one for one in entered if one[0] not in known)
                    yield from self._found(inner, (*anchors, *more), called)
                case (
                    nodes.UnevaluatedMembers(evaluating=inner)
                    | nodes.UnevaluatedItems(evaluating=inner)
                ):
                    yield from self._found(inner, anchors, called)
                case nodes.All():
                    yield from self._found(part, anchors, called)
                case _:
                    pass


def _bare(check: Check) -> Check:
    """A check without the scope of its resource."""
    return check.check if isinstance(check, nodes.Scope) else check
