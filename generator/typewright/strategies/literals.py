"""What one value has to pass and what it must not, taken apart into plain tests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import NamedTuple, TypeAlias, TypeVar

from typewright.checks import nodes
from typewright.checks.nodes import Check
from typewright.checks.values import KINDS, Kind, kinds_of, kinds_of_types
from typewright.checks.visit import Scope
from typewright.fixtures.facts import Span
from typewright.schema import SchemaId
from typewright.values import dataclass

Checks: TypeAlias = Mapping[SchemaId, Check]

_Node = TypeVar("_Node", bound=Check)


class Literal(NamedTuple):
    """A check that a value has to pass, or must not pass when ``holds`` is false.

    ``scope`` are the dynamic anchors where it stands. ``inside`` are the ``unevaluated…`` checks
    among whose evaluating ones it is, by identity.
    """

    check: Check
    scope: Scope = ()
    holds: bool = True
    inside: frozenset[int] = frozenset()

    @property
    def key(self) -> tuple[int, Scope, bool]:
        """What tells literals apart, as long as their checks live."""
        return id(self.check), self.scope, self.holds

    def on(self, check: Check, *, holds: bool = True) -> Literal:
        """Another check of the same value at the same place."""
        return Literal(check, self.scope, holds, self.inside)

    def below(self, check: Check) -> Literal:
        """A check of a part of the value."""
        return Literal(check, self.scope)

    @property
    def tested(self) -> Check:
        """The literal as one check that stands by itself."""
        check = self.check if self.holds else nodes.Not(self.check)
        return nodes.Scope(self.scope, check) if self.scope else check


@dataclass(frozen=True, slots=True)
class Way:
    """One way to satisfy something: ``literals`` and, where these do not promise it, ``doubts``,
    which are to be tested.
    """

    literals: tuple[Literal, ...]
    doubts: tuple[Literal, ...] = ()


@dataclass(slots=True)
class Demand:
    """Literals that hold together, none of which leaves a choice, and the kinds of values left."""

    literals: list[Literal] = field(default_factory=list)
    doubts: list[Literal] = field(default_factory=list)
    kinds: frozenset[Kind] = KINDS

    def stated(self, kind: type[_Node], *, holds: bool = True) -> list[tuple[Literal, _Node]]:
        """The checks of one kind of node that have to hold, or must not, with their literals."""
        return [
            (one, one.check)
            for one in self.literals
            if one.holds is holds and isinstance(one.check, kind)
        ]

    def checks(self, kind: type[_Node], *, holds: bool = True) -> list[_Node]:
        """The same without the literals."""
        return [check for _, check in self.stated(kind, holds=holds)]

    def span(self, kind: type[nodes.Length | nodes.ItemCount | nodes.MemberCount]) -> Span:
        """The sizes that all checks of one kind allow."""
        found = self.checks(kind)
        highs = [one.maximum for one in found if one.maximum is not None]
        return Span(max((one.minimum or 0 for one in found), default=0), min(highs, default=None))


def resolve(literal: Literal, checks: Checks) -> Literal:
    """``literal`` with calls and scopes followed as far as they lead at once."""
    passed: set[tuple[int, Scope, bool]] = set()
    while literal.key not in passed:
        passed.add(literal.key)
        match literal.check:
            case nodes.Call(target=target):
                literal = literal._replace(check=checks[target])
            case nodes.DynamicCall(target=target, anchor=anchor):
                target = dict(literal.scope).get(anchor, target)
                literal = literal._replace(check=checks[target])
            case nodes.Scope(anchors=anchors, check=check):
                known = {name for name, _ in literal.scope}
                scope = (*literal.scope, *(one for one in anchors if one[0] not in known))
                literal = literal._replace(check=check, scope=scope)
            case nodes.Not(check=check):
                literal = literal._replace(check=check, holds=not literal.holds)
            case _:
                return literal
    return Literal(nodes.ACCEPT)  # a circle of references demands nothing


def possible_kinds(
    literal: Literal, checks: Checks, passed: frozenset[tuple[int, Scope, bool]] = frozenset()
) -> frozenset[Kind]:
    """The kinds of values for which ``literal`` may hold: at least these, perhaps fewer."""
    literal = resolve(literal, checks)
    if literal.key in passed:
        return KINDS
    passed |= {literal.key}

    def again(check: Check) -> frozenset[Kind]:
        return possible_kinds(literal.on(check), checks, passed)

    match literal.check:
        case nodes.TypeTest(types=types):
            kinds = kinds_of_types(types)
            return kinds if literal.holds else KINDS - kinds
        case nodes.Accept():
            return KINDS if literal.holds else frozenset()
        case nodes.Reject():
            return frozenset() if literal.holds else KINDS
        case nodes.OneOfValues(values=values) if literal.holds:
            return kinds_of(values)
        case nodes.All(checks=parts) if literal.holds:
            return KINDS.intersection(*map(again, parts))
        case nodes.Branches(checks=parts) if literal.holds:
            return frozenset[Kind]().union(*map(again, parts))
        case _:
            return KINDS
