"""Whether demands endure that an absent member gets its default.

What is said of a check here is said of every value that it may be asked of: that it still holds
once a default has been applied, or that it still does not. A default for which the first can be
told of the checks of all definitions leaves each valid value valid, alone and with others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import field
from typing import TypeAlias

from typewright.checks import interpreter, nodes
from typewright.checks.nodes import Check
from typewright.checks.patterns import PatternError
from typewright.model import Mapping, Model, Record, Reference, Sequence, Shape, Tuple, Union
from typewright.model.shapes import DefinitionKey
from typewright.schema import Json, SchemaId
from typewright.targets.python.open_enums import are_of_own_types
from typewright.values import dataclass

_Shapes: TypeAlias = tuple[Shape, ...]
"""What readers may take a value for: neither choices nor other names of definitions."""

_Asked: TypeAlias = tuple[bool, SchemaId, tuple[int, ...]]


@dataclass(slots=True)
class Enduring:
    """What endures that the member ``name`` of the record ``key`` gets its ``default``.

    ``required`` are the members that are there besides, ``touched`` the definitions whose values
    may have such a record in them.
    """

    model: Model
    key: DefinitionKey
    name: str
    default: Json
    required: frozenset[str]
    touched: Set[DefinitionKey]
    _asked: dict[_Asked, bool] = field(default_factory=dict)

    def endures(self, key: DefinitionKey) -> bool:
        """Whether each valid value of a definition stays valid."""
        definition = self.model[key]
        return self._holds(self.model.checks[definition.schema], self._taken(Reference(key)))

    # --- demands ---------------------------------------------------------------------------------

    def _holds(self, check: Check, shapes: _Shapes) -> bool:
        """Whether what passes a check still does."""
        return self._keeps(True, check, shapes)

    def _fails(self, check: Check, shapes: _Shapes) -> bool:
        """Whether what does not pass a check still does not."""
        return self._keeps(False, check, shapes)

    def _stays(self, check: Check, shapes: _Shapes) -> bool:
        """Whether a check says of each value what it said before."""
        return self._holds(check, shapes) and self._fails(check, shapes)

    def _keeps(self, verdict: bool, check: Check, shapes: _Shapes) -> bool:
        """Whether a check keeps its ``verdict`` of each value of which it is that."""
        if not any(map(self._is_touched, shapes)):
            return True
        match check:
            case nodes.Not(check=inner):
                return self._keeps(not verdict, inner, shapes)
            case nodes.Scope(check=inner):
                return self._keeps(verdict, inner, shapes)
            case nodes.All(checks=parts):
                return all(self._keeps(verdict, one, shapes) for one in parts)
            case nodes.Branches():
                return self._chosen(check, shapes) if verdict else self._refused(check, shapes)
            case nodes.If(condition=condition, then=then, otherwise=otherwise):
                return (
                    self._stays(condition, shapes)
                    and self._keeps(verdict, then, shapes)
                    and self._keeps(verdict, otherwise, shapes)
                )
            case nodes.Call(target=target):
                # What its own reader reads is asked of that definition.
                is_asked = verdict and self._is_own(target, shapes)
                return is_asked or self._called(verdict, target, shapes)
            case nodes.OneOfValues(values=values):
                return not any(isinstance(value, list | dict) for value in values)
            case nodes.Items():
                items = self._items(shapes)
                return all(self._keeps(verdict, one, items) for one in _each_item(check))
            case nodes.Contains(check=inner, minimum=minimum, maximum=maximum):
                items = self._items(shapes)
                return (not minimum or self._keeps(verdict, inner, items)) and (
                    maximum is None or self._keeps(not verdict, inner, items)
                )
            case nodes.UnevaluatedItems(evaluating=evaluating, check=other):
                return self._stays(evaluating, shapes) and self._keeps(
                    verdict, other, self._items(shapes)
                )
            case nodes.UniqueItems():
                return not verdict or not any(map(self._is_touched, self._items(shapes)))
            case nodes.Members():
                kept = (
                    self._keeps(verdict, inner, self._members(shapes, name))
                    for name, inner in _members(check)
                )
                return all(kept) and self._bears(verdict, check, shapes)
            case nodes.Dependent(check=inner):
                bears = self._bears(verdict, check, shapes)
                return bears and self._keeps(verdict, inner, shapes)
            case nodes.UnevaluatedMembers(evaluating=evaluating, check=other):
                return (
                    self._stays(evaluating, shapes)
                    and self._keeps(verdict, other, self._members(shapes, None))
                    and self._bears(verdict, check, shapes)
                )
            case nodes.DynamicCall():
                return False
            case _:
                return self._bears(verdict, check, shapes)

    def _bears(self, verdict: bool, check: Check, shapes: _Shapes) -> bool:
        """Whether a check keeps its verdict of the record although this has one member more."""
        if Reference(self.key) not in shapes:
            return True
        match check, verdict:
            case nodes.MemberCount(maximum=maximum), True:
                return maximum is None
            case nodes.MemberCount(minimum=minimum), False:
                return not minimum
            case nodes.Members(), True:
                return self._fits(check)
            case nodes.MemberNames(check=inner), True:
                return self._is_valid(inner, self.name)
            case nodes.UnevaluatedMembers(evaluating=evaluating, check=other), True:
                is_evaluated = self.name in self._named(evaluating, set())
                return is_evaluated or self._is_valid(other, self.default)
            case nodes.Dependent(name=name), True:
                return name != self.name
            case nodes.DependentRequired(name=name, required=required), True:
                return name != self.name or self.required.issuperset(required)
            case ((nodes.Required(names=names) | nodes.DependentRequired(required=names)), False):
                return self.name not in names
            case _:
                return True

    def _chosen(self, check: nodes.Branches, shapes: _Shapes) -> bool:
        """Whether what passes a choice still does."""
        branches, rest = check.checks, shapes
        own = nodes.Call(self.model[self.key].schema)
        if Reference(self.key) in shapes and own in branches:
            # What was read as the record passes its check, and no other branch has to hold.
            others = (one for one in branches if one != own)
            if not self._are_apart(check) and not all(self._fails(one, shapes) for one in others):
                return False
            rest = tuple(shape for shape in shapes if shape != Reference(self.key))
        return all(self._holds(one, rest) for one in branches) and (
            self._are_apart(check) or all(self._fails(one, rest) for one in branches)
        )

    def _refused(self, check: nodes.Branches, shapes: _Shapes) -> bool:
        """Whether what does not pass a choice still does not."""
        return all(self._fails(one, shapes) for one in check.checks) and (
            self._are_apart(check) or all(self._holds(one, shapes) for one in check.checks)
        )

    def _called(self, verdict: bool, target: SchemaId, shapes: _Shapes) -> bool:
        asked = verdict, target, tuple(map(id, shapes))
        if asked not in self._asked:
            self._asked[asked] = True  # what leads back to itself demands nothing more
            self._asked[asked] = self._keeps(verdict, self.model.checks[target], shapes)
        return self._asked[asked]

    def _are_apart(self, check: nodes.Branches) -> bool:
        """Whether no value passes two branches, or it does not matter if one does."""
        return (
            check.keyword == "anyOf"
            or check.tag is not None
            or are_of_own_types(check.checks, self.model.checks)
        )

    def _fits(self, check: nodes.Members) -> bool:
        """Whether an object may have the default by what is said of its members."""
        told = [inner for name, inner in check.properties if name == self.name]
        told += (
            inner
            for regex, inner in check.patterns
            if self._is_valid(nodes.Pattern(regex), self.name)
        )
        if not told and check.additional is not None:
            told.append(check.additional)
        return all(self._is_valid(inner, self.default) for inner in told)

    def _is_valid(self, check: Check, value: Json) -> bool:
        try:
            return interpreter.is_valid(check, value, self.model.checks)
        except PatternError:
            return False

    def _named(self, check: Check, called: set[SchemaId]) -> Iterator[str]:
        """The members that a check evaluates of every object that passes it."""
        match check:
            case nodes.Members(properties=properties):
                yield from (name for name, _ in properties)
            case nodes.All(checks=parts):
                for part in parts:
                    yield from self._named(part, called)
            case nodes.Call(target=target) if target not in called:
                called.add(target)
                yield from self._named(self.model.checks[target], called)
            case _:
                pass

    # --- shapes ----------------------------------------------------------------------------------

    def _is_own(self, schema: SchemaId, shapes: _Shapes) -> bool:
        """Whether values are taken for the definition that has the schema, and for no other."""
        match shapes:
            case (Reference(target=target),):
                return self.model[target].schema == schema
            case _:
                return False

    def _is_touched(self, shape: Shape) -> bool:
        """Whether a value may have the record in it, or be it."""
        match shape:
            case Reference(target=target):
                return target in self.touched
            case Sequence(item=inner) | Mapping(value=inner):
                return self._is_touched(inner)
            case Tuple(items=items, rest=rest):
                return any(map(self._is_touched, items if rest is None else (*items, rest)))
            case Union(variants=variants):
                return any(self._is_touched(variant.shape) for variant in variants)
            case _:
                return False

    def _taken(self, *shapes: Shape) -> _Shapes:
        """What values of some shapes are taken for."""
        found: dict[int, Shape] = {}
        seen: set[DefinitionKey] = set()
        pending = [*shapes]
        while pending:
            match pending.pop():
                case Union(variants=variants):
                    pending += (variant.shape for variant in variants)
                case Reference(target=target) as shape:
                    inner = self.model[target].shape
                    if isinstance(inner, Record):
                        found[id(inner)] = shape
                    elif target not in seen:
                        seen.add(target)
                        pending.append(inner)
                case shape:
                    found[id(shape)] = shape
        return tuple(found[number] for number in sorted(found))

    def _items(self, shapes: _Shapes) -> _Shapes:
        found: list[Shape] = []
        for shape in shapes:
            match shape:
                case Sequence(item=item):
                    found.append(item)
                case Tuple(items=items, rest=rest):
                    found += items if rest is None else (*items, rest)
                case _:
                    pass
        return self._taken(*found)

    def _members(self, shapes: _Shapes, name: str | None) -> _Shapes:
        """What the values of a member are taken for; without a name, of all."""
        found: list[Shape] = []
        for shape in shapes:
            match shape:
                case Mapping(value=value):
                    found.append(value)
                case Reference(target=target):
                    found += self._of_record(target, name)
                case _:
                    pass
        return self._taken(*found)

    def _of_record(self, key: DefinitionKey, name: str | None) -> list[Shape]:
        match self.model[key].shape:
            case Record(members=members, additional=additional):
                found = [one.shape for one in members if name in (None, one.name)]
                if additional is not None and (name is None or not found):
                    found.append(additional)
                return found
            case _:
                return []


def _each_item(check: nodes.Items) -> Iterable[Check]:
    """What is said of items, wherever they stand."""
    return check.prefix if check.rest is None else (*check.prefix, check.rest)


def _members(check: nodes.Members) -> Iterator[tuple[str | None, Check]]:
    """What is said of members, by their names where these are known."""
    yield from check.properties
    for _, inner in check.patterns:
        yield None, inner
    if check.additional is not None:
        yield None, check.additional
