"""Clues: which branches of a union may hold for a value, found without asking each of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import Final, NamedTuple

from typewright.checks import nodes
from typewright.checks.equality import key
from typewright.checks.nodes import ACCEPT, Check
from typewright.checks.unions import behind
from typewright.schema import Json, SchemaId
from typewright.schema.schema import JsonType

FEW: Final = 8
"""So many branches are asked as soon as the right ones are found."""


class _Form(NamedTuple):
    """What branches for objects have in common that differ in the values of their ``constants``,
    and in the names of so many members that they require ``alone``.
    """

    alone: int
    shared: tuple[str, ...]
    constants: tuple[str, ...]

    def wants(self, value: Mapping[str, Json]) -> int | None:
        """How many clues have to lead from an object to a branch that holds; ``None`` where none of
        them does.
        """
        if not all(name in value for name in self.shared):
            return None
        return self.alone + sum(name in value for name in self.constants)


class Clues:
    """The clues to the branches of a union: of objects the names of members that one branch alone
    requires, and members that are constant where they are there; of arrays those of the first item;
    of other values the constants that they are.
    """

    def __init__(self, branches: Sequence[Check], checks: Mapping[SchemaId, Check]) -> None:
        self._branches = [_parts(behind(one, checks)) for one in branches]
        self._checks = checks

    def possible(self, value: Json) -> Iterable[int]:
        """The branches that may hold, in no order."""
        if isinstance(value, dict):
            return self._of_objects.possible(value)
        if isinstance(value, list):
            places, first = self._of_arrays
            return [places[each] for each in first.possible(value[0])] if value else places
        constants, others = self._of_scalars
        return chain(constants.get(key(value), ()), others)

    def _taking(self, kind: JsonType) -> Iterator[tuple[int, Sequence[Check]]]:
        """The branches that do not refuse a type, with their places."""
        for index, parts in enumerate(self._branches):
            tests = (part.types for part in parts if isinstance(part, nodes.TypeTest))
            if all(kind in types for types in tests):
                yield index, parts

    @cached_property
    def _of_objects(self) -> _Objects:
        return _Objects([*self._taking("object")], self._checks)

    @cached_property
    def _of_arrays(self) -> tuple[Sequence[int], Clues]:
        """The branches for arrays, and the clues to them of first items."""
        taking = [*self._taking("array")]
        items = (
            next((part for part in parts if isinstance(part, nodes.Items)), nodes.Items())
            for _, parts in taking
        )
        firsts = [(*each.prefix, each.rest or ACCEPT)[0] for each in items]
        return [index for index, _ in taking], Clues(firsts, self._checks)

    @cached_property
    def _of_scalars(self) -> tuple[Mapping[str, Sequence[int]], Sequence[int]]:
        """The branches by the constants that they are, and the others."""
        constants: defaultdict[str, list[int]] = defaultdict(list)
        others: list[int] = []
        for index, parts in enumerate(self._branches):
            listed = _listed(parts)
            if listed is None:
                others.append(index)
            for each in listed or ():
                constants[each].append(index)
        return constants, others


class _Objects:
    """The clues of objects."""

    def __init__(
        self, branches: Sequence[tuple[int, Sequence[Check]]], checks: Mapping[SchemaId, Check]
    ) -> None:
        self._forms: dict[int, _Form] = {}
        self._formed: defaultdict[_Form, list[int]] = defaultdict(list)
        self._required: dict[str, int] = {}
        self._constant: defaultdict[str, defaultdict[str, list[int]]] = defaultdict(
            lambda: defaultdict(list)
        )
        required = [_required(parts) for _, parts in branches]
        often = Counter(chain.from_iterable(required))
        for (index, parts), names in zip(branches, required, strict=True):
            alone = [name for name in names if often[name] == 1]
            self._required.update(dict.fromkeys(alone, index))
            constants: list[str] = []
            for name, check in _properties(parts):
                listed = _listed(_parts(behind(check, checks)))
                if listed is not None:
                    constants.append(name)
                    for each in listed:
                        self._constant[name][each].append(index)
            shared = tuple(name for name in names if often[name] > 1)
            form = self._forms[index] = _Form(len(alone), shared, tuple(constants))
            self._formed[form].append(index)

    def possible(self, value: Mapping[str, Json]) -> list[int]:
        """The branches that may hold."""
        led: Counter[int] = Counter()
        for name, member in value.items():
            if name in self._required:
                led[self._required[name]] += 1
            if name in self._constant and not isinstance(member, dict | list):
                led.update(self._constant[name].get(key(member), ()))
        wanted = {form: form.wants(value) for form in self._formed}
        found = [index for index, count in led.items() if count == wanted[self._forms[index]]]
        for form, count in wanted.items():
            if count == 0:
                found += self._formed[form]
        return found


def _parts(check: Check) -> Sequence[Check]:
    return check.checks if isinstance(check, nodes.All) else (check,)


def _required(parts: Sequence[Check]) -> list[str]:
    """The members that an object needs, without repeats."""
    lists = (part.names for part in parts if isinstance(part, nodes.Required))
    return [*dict.fromkeys(chain.from_iterable(lists))]


def _properties(parts: Sequence[Check]) -> Sequence[tuple[str, Check]]:
    """What is said of members by their names."""
    members = next((part for part in parts if isinstance(part, nodes.Members)), nodes.Members())
    return members.properties


def _listed(parts: Sequence[Check]) -> frozenset[str] | None:
    """The only values that pass, as keys, where there is a list of such and no large ones are."""
    for part in parts:
        if isinstance(part, nodes.OneOfValues):
            if any(isinstance(each, dict | list) for each in part.values):
                return None
            return frozenset(map(key, part.values))
    return None
