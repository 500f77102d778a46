"""Recipes for objects."""

from __future__ import annotations

from collections.abc import Iterable

from typewright.checks import nodes
from typewright.fixtures import text
from typewright.fixtures.facts import Span
from typewright.fixtures.verdict import matches
from typewright.strategies.arrays import MAX_ITEMS, Composing
from typewright.strategies.literals import Demand, Literal
from typewright.strategies.recipes import Nothing, Object, Recipe
from typewright.values import dataclass

_STRING = nodes.TypeTest(("string",))
_SAMPLES = 6


def object_recipe(demand: Demand, composer: Composing) -> Recipe:
    """The recipe for the objects that meet ``demand``."""
    minimum, maximum = _count(demand)
    if minimum > MAX_ITEMS or (maximum is not None and maximum < minimum):
        return Nothing()
    members = _Members(demand, composer)
    together = _together(demand)
    required = _drawn_in(_required(demand), together)
    if maximum is not None and len(required) > maximum:
        return Nothing()
    known = dict.fromkeys((*members.named(), *required, *together))
    recipes = {name: members.member(name) for name in known}
    possible = {name for name, one in recipes.items() if not isinstance(one, Nothing)}
    # A member that draws in one that cannot be there cannot be there either.
    allowed = {name for name in possible if possible.issuperset(_drawn_in([name], together))}
    if not allowed.issuperset(required):
        return Nothing()
    others = members.others(tuple(known))
    optional = [name for name in known if name in allowed and name not in required]
    if not others and len(required) + len(optional) < minimum:
        return Nothing()
    return Object(
        {name: recipes[name] for name in known if name in required},
        {name: recipes[name] for name in optional},
        () if maximum == len(required) else others,
        tuple(name for name in known if name not in allowed) if others else (),
        minimum,
        maximum,
        {name: rest for name, rest in together.items() if name in optional},
    )


def _count(demand: Demand) -> tuple[int, int | None]:
    counts = [one.check for one in demand.positive(nodes.MemberCount)]
    lows = [one.minimum or 0 for one in counts if isinstance(one, nodes.MemberCount)]
    highs = [one.maximum for one in counts if isinstance(one, nodes.MemberCount)]
    return max(lows, default=0), min((one for one in highs if one is not None), default=None)


def _required(demand: Demand) -> tuple[str, ...]:
    checks = (one.check for one in demand.positive(nodes.Required))
    return tuple(
        dict.fromkeys(
            name for one in checks if isinstance(one, nodes.Required) for name in one.names
        )
    )


def _together(demand: Demand) -> dict[str, tuple[str, ...]]:
    """By member, the members that it draws in, directly."""
    found: dict[str, tuple[str, ...]] = {}
    for one in demand.positive(nodes.DependentRequired):
        if isinstance(one.check, nodes.DependentRequired):
            name = one.check.name
            found[name] = tuple(dict.fromkeys((*found.get(name, ()), *one.check.required)))
    return found


def _drawn_in(names: Iterable[str], together: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """``names`` and all that they draw in."""
    found = dict.fromkeys(names)
    pending = list(found)
    while pending:
        for other in together.get(pending.pop(), ()):
            if other not in found:
                found[other] = None
                pending.append(other)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Members:
    """What ``demand`` says of members, by their names."""

    demand: Demand
    composer: Composing

    def named(self) -> list[str]:
        """The names that some check knows."""
        return [name for _, check in self._checks() for name, _ in check.properties]

    def member(self, name: str) -> Recipe:
        """The recipe for the member ``name``."""
        for rule in self.demand.positive(nodes.MemberNames):
            check = rule.check
            if isinstance(check, nodes.MemberNames) and not self.composer.accepts(
                rule.below(check.check), name
            ):
                return Nothing()
        found: list[Literal] = []
        covering: list[Literal] = []
        for literal, check in self._checks():
            here = [inner for known, inner in check.properties if known == name]
            here += [inner for regex, inner in check.patterns if matches(regex, name)]
            if not here and check.additional is not None:
                here.append(check.additional)
            if here:
                covering.append(literal)
                found.extend(map(literal.below, here))
        return self.composer.recipe([*found, *self._unevaluated(covering)])

    def others(self, known: tuple[str, ...]) -> tuple[tuple[Recipe, Recipe], ...]:
        """The kinds of members without fixed names: those of each pattern, and any others."""
        patterns = dict.fromkeys(
            regex for _, check in self._checks() for regex, _ in check.patterns
        )
        found: list[tuple[Recipe, Recipe]] = []
        for chosen in _together_matched(tuple(patterns)):
            rules = [
                nodes.Pattern(one) if one in chosen else nodes.Not(nodes.Pattern(one))
                for one in patterns
            ]
            names = self._names(rules)
            values = Nothing() if isinstance(names, Nothing) else self._matching(chosen)
            if not isinstance(values, Nothing):
                found.append((names, values))
        return tuple(found)

    def _names(self, rules: Iterable[nodes.Check]) -> Recipe:
        goal = [Literal(_STRING), *map(Literal, rules)]
        for rule in self.demand.positive(nodes.MemberNames):
            if isinstance(rule.check, nodes.MemberNames):
                goal.append(rule.below(rule.check.check))
        return self.composer.recipe(goal)

    def _matching(self, chosen: frozenset[str]) -> Recipe:
        """The recipe for members whose names match the patterns ``chosen`` and no others."""
        found: list[Literal] = []
        covering: list[Literal] = []
        for literal, check in self._checks():
            here = [inner for regex, inner in check.patterns if regex in chosen]
            if not here and check.additional is not None:
                here.append(check.additional)
            if here:
                covering.append(literal)
                found.extend(map(literal.below, here))
        return self.composer.recipe([*found, *self._unevaluated(covering)])

    def _checks(self) -> list[tuple[Literal, nodes.Members]]:
        return [
            (one, one.check)
            for one in self.demand.positive(nodes.Members)
            if isinstance(one.check, nodes.Members)
        ]

    def _unevaluated(self, covering: Iterable[Literal]) -> list[Literal]:
        return [
            literal.below(literal.check.check)
            for literal in self.demand.positive(nodes.UnevaluatedMembers)
            if isinstance(literal.check, nodes.UnevaluatedMembers)
            and not any(id(literal.check) in one.inside for one in covering)
        ]


def _together_matched(patterns: tuple[str, ...]) -> list[frozenset[str]]:
    """The sets of patterns that one name can match and match no other, as far as samples show; the
    empty one last.
    """
    found: dict[frozenset[str], None] = {}
    for pattern in patterns:
        for name in text.matching(pattern, Span(), _SAMPLES):
            found[frozenset(one for one in patterns if matches(one, name))] = None
    found.pop(frozenset(), None)
    return [*found, frozenset()]
