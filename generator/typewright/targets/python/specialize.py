"""Checks simplified by what is known of a value's JSON type.

``specialize(check, "string", checks)`` holds for exactly those strings for which ``check`` holds.
The emitters test a value's type first, and then only what is left to test for that type.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Final, TypeAlias, assert_never

from typewright.checks import nodes
from typewright.checks.nodes import ACCEPT, Check
from typewright.checks.values import has_type
from typewright.schema import SchemaId
from typewright.schema.schema import JsonType

Checks: TypeAlias = Mapping[SchemaId, Check]

Called: TypeAlias = dict[tuple[SchemaId, JsonType, int], Check | None]
"""What is left of checks that are called for a value of a type, as far as so many calls are
followed; ``None`` for the call itself.
"""

JSON_TYPES: tuple[JsonType, ...] = (
    "null",
    "boolean",
    "integer",
    "number",
    "string",
    "array",
    "object",
)
"""``number`` stands for all numbers, ``integer`` for those without a fraction."""

_FOLDED: Final[frozenset[type[Check]]] = frozenset((nodes.All, nodes.Accept))
"""What is no conjunct itself."""

_DECIDED: Final[frozenset[type[Check]]] = frozenset((nodes.Accept, nodes.Reject))
"""What is the same for all values."""

_SMALL: Final[frozenset[type[Check]]] = frozenset(
    (nodes.TypeTest, nodes.OneOfValues, nodes.Bounds, nodes.MultipleOf, nodes.Length)
)
"""Tests of a scalar."""

_UNDIVIDED: Final[frozenset[type[Check]]] = frozenset(
    {
        *(nodes.Bounds, nodes.MultipleOf, nodes.Pattern, nodes.Format, nodes.UniqueItems),
        *(nodes.Items, nodes.Contains, nodes.Members, nodes.MemberNames, nodes.Dependent),
    }
)
"""The checks for some types that stay as they are for these."""

REJECT = nodes.Reject()
INTEGER = nodes.TypeTest(("integer",))

MOST_CALLS = 12
"""How many calls are followed, one out of the other, to see what is left of a check."""


def conjuncts(check: Check) -> tuple[Check, ...]:
    """The parts that all have to hold: nested ``All``s flat, without what always holds."""
    if type(check) not in _FOLDED:
        return (check,)
    if not isinstance(check, nodes.All):
        return ()
    for each in check.checks:
        if type(each) in _FOLDED:
            return tuple(part for each in check.checks for part in conjuncts(each))
    return check.checks


def sole(check: Check) -> Check:
    """The branch of a union that has no other, which says the same; else ``check`` itself."""
    while isinstance(check, nodes.Branches) and len(check.checks) == 1:
        (check,) = check.checks
    return check


def conjunction(checks: Iterable[Check]) -> Check:
    """All of ``checks`` as one."""
    parts: list[Check] = []
    for check in checks:
        for part in conjuncts(check) if type(check) in _FOLDED else (check,):
            if isinstance(part, nodes.Reject):
                return REJECT
            parts.append(part)
    if not parts:
        return ACCEPT
    return parts[0] if len(parts) == 1 else nodes.All(tuple(parts))


def refused(check: Check, checks: Checks) -> frozenset[JsonType]:
    """Types of which no value passes, as the test of the type tells that ``check`` begins with, or
    each branch of a union.
    """
    if isinstance(check, nodes.Branches) and check.checks:
        return frozenset.intersection(*(_refused_at_once(each, checks) for each in check.checks))
    return _refused_at_once(check, checks)


def _refused_at_once(check: Check, checks: Checks) -> frozenset[JsonType]:
    if isinstance(check, nodes.Call):
        check = checks[check.target]
    first = check.checks[0] if isinstance(check, nodes.All) else check
    return _refused_by(first.types) if isinstance(first, nodes.TypeTest) else frozenset()


@cache
def _refused_by(types: tuple[JsonType, ...]) -> frozenset[JsonType]:
    return frozenset(one for one in JSON_TYPES if _never(_type_test(types, one)))


def specialize(
    check: Check,
    json_type: JsonType,
    checks: Checks,
    called: Called | None = None,
    calls: int = MOST_CALLS,
) -> Check:
    """``check`` for values that are known to be of ``json_type``, as far as that shows within so
    many ``calls``, one out of the other.

    ``called`` remembers what was found out about ``checks``.
    """
    if called is None:
        called = {}
    only_for = nodes.ONLY_FOR.get(type(check))
    if only_for is not None and json_type not in only_for:
        return ACCEPT
    if type(check) in _UNDIVIDED:
        return check
    if isinstance(check, nodes.TypeTest):
        return _type_test(check.types, json_type)
    if isinstance(check, nodes.Call):
        return _call(check.target, json_type, checks, called, calls) or check
    if isinstance(check, nodes.All) and json_type in _refused_at_once(check, checks):
        return REJECT  # most often, of all types but one

    def again(inner: Check) -> Check:
        return specialize(inner, json_type, checks, called, calls)

    match check:
        case nodes.All(checks=parts):
            return conjunction(map(again, parts))
        case nodes.OneOfValues():
            return _values(check, json_type)
        case nodes.Branches():
            return _branches(check, [*map(again, check.checks)])
        case nodes.Not(check=inner):
            return _negation(again(inner))
        case nodes.If(condition=condition, then=then, otherwise=otherwise):
            return _conditional(again(condition), again(then), again(otherwise))
        case nodes.Scope(anchors=anchors, check=inner):
            left = again(inner)
            return left if type(left) in _DECIDED else nodes.Scope(anchors, left)
        case nodes.UnevaluatedItems(evaluating=evaluating) if json_type != "array":
            return again(evaluating)
        case nodes.UnevaluatedMembers(evaluating=evaluating) if json_type != "object":
            return again(evaluating)
        case nodes.Length(minimum=minimum, maximum=None) if not minimum:
            return ACCEPT
        case (
            nodes.ItemCount(minimum=minimum, maximum=None)
            | nodes.MemberCount(minimum=minimum, maximum=None)
        ) if not minimum:
            return ACCEPT
        case nodes.Required(names=()) | nodes.DependentRequired(required=()):
            return ACCEPT
        case (
            nodes.Leaf()
            | nodes.Items()
            | nodes.Contains()
            | nodes.Members()
            | nodes.MemberNames()
            | nodes.Dependent()
            | nodes.UnevaluatedItems()
            | nodes.UnevaluatedMembers()
        ):
            return check
        case _:
            assert_never(check)


def _type_test(types: tuple[JsonType, ...], json_type: JsonType) -> Check:
    if json_type in types or (json_type == "integer" and "number" in types):
        return ACCEPT
    return INTEGER if json_type == "number" and "integer" in types else REJECT


def _values(check: nodes.OneOfValues, json_type: JsonType) -> Check:
    kept = tuple(value for value in check.values if has_type(value, json_type))
    if not kept:
        return REJECT
    if json_type == "null" or (json_type == "boolean" and len({*map(bool, kept)}) == 2):
        return ACCEPT
    return check if len(kept) == len(check.values) else nodes.OneOfValues(kept, check.keyword)


def _branches(check: nodes.Branches, branches: Sequence[Check]) -> Check:
    left = [i for i, branch in enumerate(branches) if not isinstance(branch, nodes.Reject)]
    always = sum(isinstance(branches[i], nodes.Accept) for i in left)
    if not left or (check.keyword == "oneOf" and always > 1):
        return nodes.Reject(check.keyword)
    if len(left) == 1 or (check.keyword == "anyOf" and always):
        return ACCEPT if always else branches[left[0]]
    tagged = check.tag is not None and all(check.tag_values[i] for i in left)
    return nodes.Branches(
        check.keyword,
        tuple(branches[i] for i in left),
        check.tag if tagged else None,
        tuple(check.tag_values[i] for i in left) if tagged else (),
        check.tag_keyword,
    )


def _negation(inner: Check) -> Check:
    if isinstance(inner, nodes.Accept):
        return nodes.Reject("not")
    return ACCEPT if _never(inner) else nodes.Not(inner)


def _conditional(condition: Check, then: Check, otherwise: Check) -> Check:
    if isinstance(condition, nodes.Accept) or then == otherwise:
        return then
    return otherwise if _never(condition) else nodes.If(condition, then, otherwise)


def _call(
    target: SchemaId, json_type: JsonType, checks: Checks, called: Called, calls: int
) -> Check | None:
    """What a call is where the called check is decided by the type alone or is a small test; else
    nothing.
    """
    if not calls:
        return None
    key = target, json_type, calls
    if key not in called:
        inner = specialize(checks[target], json_type, checks, called, calls - 1)
        called[key] = inner if _never(inner) or is_small(inner) else None
    return called[key]


def is_small(check: Check) -> bool:
    """Whether ``check`` is better written where it is needed than called: a test or two of a
    scalar.
    """
    if isinstance(check, nodes.All):
        return all(type(part) in _SMALL for part in conjuncts(check))
    return type(check) in _SMALL or isinstance(check, nodes.Accept)


def _never(check: Check) -> bool:
    return isinstance(check, nodes.Reject)
