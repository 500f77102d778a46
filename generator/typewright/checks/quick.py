"""Verdicts alone, by functions that are made of checks once: for who judges many values.

What they say is what the interpreter says, which also tells what is wrong with a value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final, TypeAlias

from typewright.checks import nodes
from typewright.checks.assertions import ASSERTIONS
from typewright.checks.clues import FEW, Clues
from typewright.checks.described import Described, described
from typewright.checks.nodes import Check
from typewright.checks.patterns import compiled
from typewright.checks.values import has_type
from typewright.checks.visit import Visit
from typewright.schema import Json, SchemaId
from typewright.schema.schema import JsonType

Test: TypeAlias = Callable[[Json], bool]


class Quick:
    """The verdicts of checks that may call each other; ``checks`` holds the targets of calls.

    What was judged is not tested again when it comes next, so values have to stay as they are.

    ``taken`` counts how many references have been followed, and how many branches, members and
    items have been tested, by all verdicts so far.
    """

    def __init__(self, checks: Mapping[SchemaId, Check]) -> None:
        self.taken = 0
        self._checks = checks
        self._tests: dict[int, tuple[Check, Test]] = {}
        self._unions: dict[int, tuple[Check, Callable[[Json], Iterable[Test]]]] = {}

    def holds(self, check: Check, value: Json) -> bool | None:
        """Whether ``value`` passes ``check``, or ``None`` where only the interpreter can tell: of
        values that are very deep, and of checks that depend on the way to them.

        Raises ``KeyError`` when the target of a call is missing, and ``PatternError``.
        """
        known = self._tests.get(id(check))
        try:
            return (self._test(check) if known is None else known[1])(value)
        except (RecursionError, _OpenError):
            return None

    def fits(self, check: nodes.Branches, value: Json) -> bool | None:
        """Whether any branch of a union holds, where the union as a whole does not; otherwise as
        ``holds``.
        """
        try:
            return any(one(value) for one in self._possible(check)(value))
        except (RecursionError, _OpenError):
            return None

    def _test(self, check: Check) -> Test:
        known = self._tests.get(id(check))
        if known is None:
            known = self._tests[id(check)] = check, self._made(check)
        return known[1]

    def _made(self, check: Check) -> Test:
        match check:
            case nodes.Accept():
                return _accept
            case nodes.TypeTest(types=types):
                return _type(types)
            case nodes.OneOfValues():
                return _one_of_values(check)
            case nodes.Required(names=names):
                return _required(names)
            case nodes.All(checks=(nodes.TypeTest(types=("object",)), *rest)):
                return self._object(rest)
            case nodes.All(
                checks=(nodes.TypeTest(types=("string",)), nodes.OneOfValues(values=values))
            ):
                return _one_of_strings(values)
            case nodes.All(checks=checks):
                return _all(tuple(map(self._test, checks)))
            case nodes.Items():
                return self._items(check)
            case nodes.Members():
                return self._members(check)
            case nodes.Branches():
                return self._branches(check)
            case nodes.Dependent(name=name, check=inner):
                return _dependent(name, self._test(inner))
            case nodes.Not(check=inner):
                return _not(self._test(inner))
            case nodes.If(condition=condition, then=then, otherwise=otherwise):
                return _if(self._test(condition), self._test(then), self._test(otherwise))
            case nodes.UnevaluatedMembers():
                return self._unevaluated(check)
            case nodes.Call(target=target):
                return self._call(target)
            case nodes.Scope(check=inner):
                return self._test(inner)
            case _ if type(check) in ASSERTIONS:
                return _assertion(check)
            case _:
                return _left_open

    def _items(self, check: nodes.Items) -> Test:
        prefix = tuple(map(self._test, check.prefix))
        rest = None if check.rest is None else self._test(check.rest)

        def test(value: Json) -> bool:
            if not isinstance(value, list):
                return True
            self.taken += len(value)
            for part, item in zip(prefix, value, strict=False):
                if not part(item):
                    return False
            if rest is not None:
                for item in value[len(prefix) :] if prefix else value:
                    if not rest(item):
                        return False
            return True

        return test

    def _object(self, checks: Sequence[Check]) -> Test:
        """Whether a value is an object that passes all of ``checks``: mostly that it has some
        members, and what these are.
        """
        match checks:
            case (nodes.Members() as members,) if members.is_plain:
                return self._members(members, other=False)
            case (nodes.Required(names=names), nodes.Members() as members) if members.is_plain:
                return self._members(members, frozenset(names), other=False)
            case _:
                return _all((_type(("object",)), *map(self._test, checks)))

    def _members(
        self,
        check: nodes.Members,
        required: frozenset[str] = frozenset(),
        *,
        other: bool = True,
    ) -> Test:
        """Whether an object has the members ``required``, and its members pass; what is no object
        has the verdict ``other``.
        """
        named = {name: self._test(part) for name, part in check.properties}
        if not check.is_plain:
            return self._all_members(check, named)

        held: Json = None  # mostly the same object is a part of many values, one after the other
        work = 0

        def test(value: Json) -> bool:
            nonlocal held, work
            if not isinstance(value, dict):
                return other
            if value is held:
                self.taken += work
                return True
            if not value.keys() >= required:
                return False
            before = self.taken
            self.taken += len(value)
            for name, member in value.items():
                part = named.get(name)
                if part is not None and not part(member):
                    return False
            held, work = value, self.taken - before
            return True

        return test

    def _all_members(self, check: nodes.Members, named: Mapping[str, Test]) -> Test:
        patterns = tuple((regex, self._test(part)) for regex, part in check.patterns)
        additional = _accept if check.additional is None else self._test(check.additional)

        def test(value: Json) -> bool:
            if not isinstance(value, dict):
                return True
            self.taken += len(value)
            for name, member in value.items():
                parts = [named[name]] if name in named else []
                parts += [part for regex, part in patterns if compiled(regex).search(name)]
                if not all(part(member) for part in parts or (additional,)):
                    return False
            return True

        return test

    def _possible(self, check: nodes.Branches) -> Callable[[Json], Iterable[Test]]:
        """The tests of those branches of a union that may hold for a value."""
        known = self._unions.get(id(check))
        if known is not None:
            return known[1]
        tests = tuple(map(self._test, check.checks))
        clues: Clues | None = None

        def possible(value: Json) -> Iterable[Test]:
            nonlocal clues
            if len(tests) <= FEW:  # as mostly
                return tests
            clues = clues or Clues(check.checks, self._checks)
            return (tests[index] for index in clues.possible(value))

        self._unions[id(check)] = check, possible
        return possible

    def _branches(self, check: nodes.Branches) -> Test:
        possible = self._possible(check)

        def any_of(value: Json) -> bool:
            for one in possible(value):
                self.taken += 1
                if one(value):
                    return True
            return False

        def one_of(value: Json) -> bool:
            found = False
            for one in possible(value):
                self.taken += 1
                if one(value):
                    if found:
                        return False
                    found = True
            return found

        untagged = any_of if check.keyword == "anyOf" else one_of
        if check.tag is None:
            return untagged
        tag = check.tag
        by_tag = {
            each: self._test(one)
            for one, values in zip(check.checks, check.tag_values, strict=True)
            for each in values
        }

        def tagged(value: Json) -> bool:
            if not isinstance(value, dict):
                return untagged(value)
            found = value.get(tag)
            return isinstance(found, str) and found in by_tag and by_tag[found](value)

        return tagged

    def _unevaluated(self, check: nodes.UnevaluatedMembers) -> Test:
        evaluating, rest = self._test(check.evaluating), self._test(check.check)
        known: Described | None = None
        asked = False

        def test(value: Json) -> bool:
            nonlocal known, asked
            if not evaluating(value):
                return False
            if not isinstance(value, dict):
                return True
            if not asked:
                known, asked = described(check.evaluating, self._checks), True
            if known is None:
                raise _OpenError
            self.taken += len(value)
            return all(known.holds(name) or rest(member) for name, member in value.items())

        return test

    def _call(self, target: SchemaId) -> Test:
        known: Test | None = None
        judged: Json = None  # where schemas build on each other, many lead to one with one object
        holds, work = False, 0

        def test(value: Json) -> bool:
            nonlocal known, judged, holds, work
            if value is judged and judged is not None:
                self.taken += work
                return holds
            before = self.taken
            self.taken += 1
            if known is None:
                known = self._test(self._checks[target])
            verdict = known(value)
            if isinstance(value, dict):
                judged, holds, work = value, verdict, self.taken - before
            return verdict

        return test


class _OpenError(Exception):
    """Only the interpreter can tell."""


def _left_open(_value: Json) -> bool:
    raise _OpenError


def _accept(_value: Json) -> bool:
    return True


def _assertion(check: Check) -> Test:
    """A check that has no others below it, tested as the interpreter does."""
    holds = ASSERTIONS[type(check)]

    def test(value: Json) -> bool:
        return holds(check, Visit(check, value, {}))

    return test


_CLASSES: Final[Mapping[JsonType, tuple[type, ...]]] = {
    "null": (type(None),),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
    "string": (str,),
    "array": (list,),
    "object": (dict,),
}
"""The classes of values that are surely of a type."""

_CLEAR: Final = frozenset(each for classes in _CLASSES.values() for each in classes) - {float}
"""The classes of values that are of no other types than these say."""


@lru_cache(maxsize=1024)
def _type(types: tuple[JsonType, ...]) -> Test:
    allowed = frozenset(each for name in types for each in _CLASSES[name])

    def test(value: Json) -> bool:
        kind = type(value)
        return kind in allowed or (
            kind not in _CLEAR and any(has_type(value, name) for name in types)
        )

    return test


def _one_of_values(check: nodes.OneOfValues) -> Test:
    strings = frozenset(value for value in check.values if isinstance(value, str))
    other = _assertion(check)

    def test(value: Json) -> bool:
        return value in strings if isinstance(value, str) else other(value)

    return test


def _one_of_strings(values: Sequence[Json]) -> Test:
    strings = frozenset(value for value in values if isinstance(value, str))

    def test(value: Json) -> bool:
        return isinstance(value, str) and value in strings

    return test


def _required(names: tuple[str, ...]) -> Test:
    wanted = frozenset(names)

    def test(value: Json) -> bool:
        return not isinstance(value, dict) or value.keys() >= wanted

    return test


def _all(tests: tuple[Test, ...]) -> Test:
    def test(value: Json) -> bool:
        for one in tests:  # noqa: SIM110 - all(…) takes twice as long
            if not one(value):
                return False
        return True

    return test


def _dependent(name: str, inner: Test) -> Test:
    def test(value: Json) -> bool:
        return not isinstance(value, dict) or name not in value or inner(value)

    return test


def _not(inner: Test) -> Test:
    def test(value: Json) -> bool:
        return not inner(value)

    return test


def _if(condition: Test, then: Test, otherwise: Test) -> Test:
    def test(value: Json) -> bool:
        return then(value) if condition(value) else otherwise(value)

    return test
