"""Recipes for objects."""

from __future__ import annotations

from collections.abc import Callable, Iterable

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
    minimum, maximum = demand.span(nodes.MemberCount)
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
    others = members.others()
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


def _required(demand: Demand) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for one in demand.checks(nodes.Required) for name in one.names))


def _together(demand: Demand) -> dict[str, tuple[str, ...]]:
    """By member, the members that it draws in, directly."""
    found: dict[str, tuple[str, ...]] = {}
    for one in demand.checks(nodes.DependentRequired):
        found[one.name] = tuple(dict.fromkeys((*found.get(one.name, ()), *one.required)))
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
        return [name for one in self.demand.checks(nodes.Members) for name, _ in one.properties]

    def member(self, name: str) -> Recipe:
        """The recipe for the member ``name``."""
        for literal, check in self.demand.stated(nodes.MemberNames):
            if not self.composer.accepts(literal.below(check.check), name):
                return Nothing()
        return self._value(name, lambda regex: matches(regex, name))

    def others(self) -> tuple[tuple[Recipe, Recipe], ...]:
        """The kinds of members without fixed names: those of each pattern, and any others."""
        patterns = dict.fromkeys(
            regex for one in self.demand.checks(nodes.Members) for regex, _ in one.patterns
        )
        found: list[tuple[Recipe, Recipe]] = []
        for chosen in _together_matched(tuple(patterns)):
            rules = [
                nodes.Pattern(one) if one in chosen else nodes.Not(nodes.Pattern(one))
                for one in patterns
            ]
            names = self._names(rules)
            if isinstance(names, Nothing):
                continue
            values = self._value(None, chosen.__contains__)
            if not isinstance(values, Nothing):
                found.append((names, values))
        return tuple(found)

    def _names(self, rules: Iterable[nodes.Check]) -> Recipe:
        goal = [Literal(_STRING), *map(Literal, rules)]
        for literal, check in self.demand.stated(nodes.MemberNames):
            goal.append(literal.below(check.check))
        return self.composer.recipe(goal)

    def _value(self, name: str | None, is_matched: Callable[[str], bool]) -> Recipe:
        """The recipe for members of one name, or of those that only patterns tell."""
        found: list[Literal] = []
        covering: list[Literal] = []
        for literal, check in self.demand.stated(nodes.Members):
            here = [inner for known, inner in check.properties if known == name]
            here += [inner for regex, inner in check.patterns if is_matched(regex)]
            if not here and check.additional is not None:
                here.append(check.additional)
            if here:
                covering.append(literal)
                found.extend(map(literal.below, here))
        return self.composer.recipe([*found, *self._unevaluated(covering)])

    def _unevaluated(self, covering: Iterable[Literal]) -> list[Literal]:
        return [
            literal.below(check.check)
            for literal, check in self.demand.stated(nodes.UnevaluatedMembers)
            if not any(id(check) in one.inside for one in covering)
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
