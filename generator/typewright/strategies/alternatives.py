"""Every way to satisfy a goal, as literals that leave no choice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import field
from typing import Final, get_args

from typewright.checks import nodes
from typewright.checks.nodes import Check
from typewright.checks.values import Kind, kinds_of_types
from typewright.checks.visit import Scope
from typewright.schema.schema import JsonType
from typewright.strategies.literals import (
    Checks,
    Demand,
    Literal,
    Way,
    possible_kinds,
    resolve,
)
from typewright.strategies.negation import Ways, failing
from typewright.values import dataclass

MOST: Final = 48
"""So many combinations of choices are all taken; of more, some with each way of each choice."""

_ROWS: Final = 96
_SIMPLE: Final = 4
_RIVALS: Final = 24
_OBJECT: Final = nodes.TypeTest(("object",))

_Pick = Callable[[int], int]


@dataclass(slots=True)
class Alternatives:
    """Finds the ways to satisfy goals over one set of checks."""

    checks: Checks
    _failing: dict[int, tuple[Check, Ways | None]] = field(default_factory=dict)
    _choices: dict[tuple[int, Scope, bool], tuple[Literal, Sequence[Way]]] = field(
        default_factory=dict
    )

    def of(self, goal: Sequence[Literal]) -> Iterator[Demand]:
        """The demands one of which a value has to meet, those first that stand first."""
        found: list[Demand] = []
        path = _Path()
        while len(found) < MOST:
            demand = self._demand(goal, path.pick)
            if demand is not None:
                found.append(demand)
            if not path.next() or path.tries > 4 * MOST:
                break
        if not path.more:
            yield from found
            return
        seen: set[tuple[int, ...]] = set()
        for row in range(max(_ROWS, path.widest)):
            one = _Row(row)
            demand = self._demand(goal, one.pick)
            taken = tuple(one.taken)
            if demand is not None and taken not in seen:
                seen.add(taken)
                yield demand

    def _demand(self, goal: Sequence[Literal], pick: _Pick) -> Demand | None:
        demand = Demand()
        seen: set[tuple[int, Scope, bool]] = set()
        pending = list(reversed(goal))
        choices: list[Sequence[Way]] = []
        while pending or choices:
            if not pending:
                ways = choices.pop(0)
                if not ways:
                    return None
                way = ways[pick(len(ways)) if len(ways) > 1 else 0]
                pending.extend(reversed(way.literals))
                demand.doubts.extend(way.doubts)
                continue
            literal = resolve(pending.pop(), self.checks)
            if literal.key in seen:
                continue
            seen.add(literal.key)
            if not self._take(literal, demand, pending, choices):
                return None
        return demand

    def _take(
        self,
        literal: Literal,
        demand: Demand,
        pending: list[Literal],
        choices: list[Sequence[Way]],
    ) -> bool:
        """Adds a literal to ``demand``, or what it asks for to what is left to do; tells whether
        anything can still satisfy it.
        """
        check = literal.check
        match check:
            case nodes.Accept():
                return literal.holds
            case nodes.Reject():
                return not literal.holds
            case nodes.TypeTest():
                demand.kinds &= possible_kinds(literal, self.checks)
                return bool(demand.kinds)
            case nodes.All(checks=parts) if literal.holds:
                pending.extend(literal.on(part) for part in reversed(parts))
            case (
                nodes.UnevaluatedItems(evaluating=evaluating)
                | nodes.UnevaluatedMembers(evaluating=evaluating)
            ) if literal.holds:
                inside = literal.inside | {id(check)}
                pending.append(literal._replace(check=evaluating, inside=inside))
                demand.literals.append(literal)
                demand.doubts.append(literal)
            case nodes.Branches() | nodes.If() | nodes.Dependent():
                choices.append(self._ways(literal))
            case nodes.OneOfValues() if literal.holds:
                demand.kinds &= possible_kinds(literal, self.checks)
                demand.literals.append(literal)
                return bool(demand.kinds)
            case nodes.Format(tested=False) if not literal.holds:
                return False
            case nodes.OneOfValues() | nodes.MultipleOf() | nodes.Format() if not literal.holds:
                if not isinstance(check, nodes.OneOfValues):
                    kind = "string" if isinstance(check, nodes.Format) else "number"
                    demand.kinds &= kinds_of_types((kind,))
                demand.literals.append(literal)
                demand.doubts.append(literal)
                return bool(demand.kinds)
            case nodes.Pattern() if not literal.holds:
                demand.kinds &= {"string"}
                demand.literals.append(literal)
                return bool(demand.kinds)
            case nodes.UniqueItems() if not literal.holds:
                demand.kinds &= {"array"}
                demand.literals.append(literal)
                demand.doubts.append(literal)
                return bool(demand.kinds)
            case _ if literal.holds:
                demand.literals.append(literal)
            case _:
                choices.append(self._ways(literal))
        return True

    def _ways(self, literal: Literal) -> Sequence[Way]:
        if literal.key not in self._choices:
            self._choices[literal.key] = literal, tuple(self._make_ways(literal))
        made, ways = self._choices[literal.key]
        if made.inside == literal.inside:
            return ways
        return [
            Way(tuple(one._replace(inside=literal.inside) for one in way.literals), way.doubts)
            for way in ways
        ]

    def _make_ways(self, literal: Literal) -> Iterator[Way]:
        if not literal.holds:
            ways = self._failing_ways(literal.check)
            if ways is None:
                yield Way((), (literal,))
            for way in ways or ():
                yield Way(tuple(map(literal.on, way)))
            return
        match literal.check:
            case nodes.Branches(keyword="anyOf", checks=parts):
                yield from (Way((literal.on(part),)) for part in parts)
            case nodes.Branches():
                yield from self._exactly_one(literal, literal.check)
            case nodes.If(condition=condition, then=then, otherwise=otherwise):
                yield Way((literal.on(condition), literal.on(then)))
                yield Way((literal.on(condition, holds=False), literal.on(otherwise)))
            case nodes.Dependent(name=name, check=check):
                yield Way((literal.on(nodes.Members(((name, nodes.Reject()),))),))
                yield Way((literal.on(nodes.Required((name,))), literal.on(check)))

    def _exactly_one(self, literal: Literal, check: nodes.Branches) -> Iterator[Way]:
        branches = list(map(literal.on, check.checks))
        kinds = [possible_kinds(branch, self.checks) for branch in branches]
        for index, branch in enumerate(branches):
            refused: list[Literal] = []
            others: frozenset[Kind] = frozenset()  # of values that rivals accept, with much to fail
            doubtful = False
            for other, rival in enumerate(branches):
                if other == index or check.tag is not None or not kinds[index] & kinds[other]:
                    continue
                out = self._keeping_out(rival, branch) if len(branches) <= _RIVALS else None
                if out is None or any(one.holds for one in out):
                    others |= kinds[other]
                refused.extend(out or ())
                doubtful = doubtful or out is None
            yield Way((branch, *refused), (literal,) if doubtful else ())
            if others and kinds[index] - others:
                apart = (one for one in refused if not one.holds)
                yield Way((branch, *apart, branch.on(_types(others), holds=False)))

    def _keeping_out(self, rival: Literal, branch: Literal) -> list[Literal] | None:
        """Literals with which a value of ``branch`` fails ``rival``; ``None`` when none are plain.

        Of a rival with much to fail, one thing is chosen that ``branch`` does not need.
        """
        parts = self._conjuncts(rival)
        if parts is None:
            return None
        if sum(_weight(part.check) for part in parts) <= _SIMPLE:
            return [rival._replace(holds=False)]
        own = self._conjuncts(branch) or []
        needed = {name for one in own for name in _required(one.check)}
        for part in parts:
            for name in _required(part.check):
                if name not in needed:
                    return [part.on(_OBJECT), part.on(nodes.Members(((name, nodes.Reject()),)))]
        named = {name for one in own for name, _ in _properties(one.check)}
        members = [
            (part, name, check)
            for part in parts
            for name, check in _properties(part.check)
            if not isinstance(resolve(part.on(check), self.checks).check, nodes.Accept)
        ]
        members.sort(key=lambda member: member[1] in named)
        for part, name, check in members[:1]:
            wrong = nodes.Members(((name, nodes.Not(check)),))
            return [part.on(_OBJECT), part.on(nodes.Required((name,))), part.on(wrong)]
        return None

    def _conjuncts(self, literal: Literal) -> list[Literal] | None:
        """The plain checks that ``literal`` consists of; ``None`` for one that must not hold."""
        found: list[Literal] = []
        passed: set[tuple[int, Scope, bool]] = set()
        pending = [literal]
        while pending:
            one = resolve(pending.pop(), self.checks)
            if not one.holds:
                return None
            if one.key in passed:
                continue
            passed.add(one.key)
            if isinstance(one.check, nodes.All):
                pending.extend(one.on(part) for part in reversed(one.check.checks))
            else:
                found.append(one)
        return found

    def is_exclusive(self, literal: Literal, check: nodes.Branches) -> bool:
        """Whether the branches evidently have no value in common."""
        if check.tag is not None:
            return True
        kinds = [possible_kinds(literal.on(part), self.checks) for part in check.checks]
        return sum(map(len, kinds)) == len(frozenset().union(*kinds))

    def _failing_ways(self, check: Check) -> Ways | None:
        # Made once for each check: the checks of a way are new, and have to stay the same ones.
        if id(check) not in self._failing:
            self._failing[id(check)] = check, failing(check)
        return self._failing[id(check)][1]


def _types(kinds: frozenset[Kind]) -> Check:
    """The test that values of these kinds pass; with fractions, all numbers do."""
    types: dict[JsonType, None] = {}
    for kind in get_args(Kind):
        if kind in kinds:
            types["number" if kind == "fraction" else kind] = None
    return nodes.TypeTest(tuple(types))


def _weight(check: Check) -> int:
    """How many ways there are to fail a check, about; a large number for what is not plain."""
    match check:
        case nodes.Accept() | nodes.Reject() | nodes.TypeTest() | nodes.OneOfValues():
            return 1
        case nodes.Pattern() | nodes.MultipleOf() | nodes.Format():
            return 1
        case nodes.Required(names=names):
            return len(names)
        case nodes.Bounds() | nodes.Length() | nodes.ItemCount() | nodes.MemberCount():
            return 2
        case nodes.Members(properties=((_, inner),), patterns=(), additional=None):
            return _weight(inner)
        case nodes.All(checks=parts):
            return sum(map(_weight, parts))
        case nodes.Not(check=inner):
            return 1 if _weight(inner) == 1 else _SIMPLE + 1
        case _:
            return _SIMPLE + 1


def _required(check: Check) -> tuple[str, ...]:
    return check.names if isinstance(check, nodes.Required) else ()


def _properties(check: Check) -> tuple[tuple[str, Check], ...]:
    return check.properties if isinstance(check, nodes.Members) else ()


class _Path:
    """Takes the ways through a tree of choices one after the other."""

    def __init__(self) -> None:
        self.more = True
        self.tries = 0
        self.widest = 1
        self._fixed: list[int] = []
        self._taken: list[tuple[int, int]] = []

    def pick(self, count: int) -> int:
        """Which of ``count`` ways to take at the next choice."""
        at = len(self._taken)
        chosen = self._fixed[at] if at < len(self._fixed) else 0
        self._taken.append((chosen, count))
        self.widest = max(self.widest, count)
        return chosen

    def next(self) -> bool:
        """Moves on to another path; tells whether there is one."""
        self.tries += 1
        while self._taken and self._taken[-1][0] + 1 == self._taken[-1][1]:
            self._taken.pop()
        self.more = bool(self._taken)
        self._fixed = [chosen for chosen, _ in self._taken]
        if self.more:
            self._fixed[-1] += 1
        self._taken = []
        return self.more


class _Row:
    """One of several paths that together take every way of every choice."""

    def __init__(self, row: int) -> None:
        self._row = row
        self.taken: list[int] = []

    def pick(self, count: int) -> int:
        """Which of ``count`` ways to take at the next choice."""
        at = len(self.taken)
        chosen = (self._row * (1 if at == 0 else 2 * at + 1) + self._row // count * at) % count
        self.taken.append(chosen)
        return chosen
