"""What is wrong with a value, told without a walk where little more than the value itself decides.

Who tries many values asks mostly what is wrong with one that is of another kind, or lacks a member.
What is told is what the interpreter tells.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain, islice
from typing import Final, TypeAlias

from typewright.checks import nodes
from typewright.checks.applicators import members
from typewright.checks.assertions import ASSERTIONS
from typewright.checks.failure import Failure
from typewright.checks.nearest import KINDS
from typewright.checks.nodes import Check
from typewright.checks.quick import Quick
from typewright.checks.unions import behind, refusing
from typewright.checks.visit import Visit
from typewright.schema import Json, SchemaId
from typewright.source.pointer import join

Told: TypeAlias = Sequence[tuple[str, str, bool]]
"""The issues of a value, each by its pointer from there, its keyword, and whether it tells what
branches of a union want that fit best.
"""


def keywords(
    check: Check, value: Json, checks: Mapping[SchemaId, Check], quick: Quick
) -> Told | None:
    """All issues of a value; ``None`` where only the interpreter can tell.

    Raises what the interpreter raises.
    """
    check = behind(check, checks)
    found: list[tuple[str, str, bool]] = []
    for part in check.checks if isinstance(check, nodes.All) else (check,):
        quick.taken += 1
        if not isinstance(value, _ABOUT.get(type(part), object)):
            continue
        told: Told | None = ()
        match part:
            case nodes.Required(names=names) if isinstance(value, dict):
                told = [_alone("required") for name in names if name not in value]
            case nodes.TypeTest() | nodes.OneOfValues():
                if not quick.holds(part, value):
                    told = (_alone("type" if isinstance(part, nodes.TypeTest) else part.keyword),)
            case nodes.Branches():
                told = _of_branches(part, value, checks, quick)
            case nodes.Members() if isinstance(value, dict):
                if not quick.holds(part, value):
                    told = _of_members(part, value, checks, quick)
            case nodes.Items() if isinstance(value, list):
                if not quick.holds(part, value):
                    told = _of_items(part, value, checks, quick)
            case nodes.Call() if check is not part:
                told = _of_lower(part, value, checks, quick)
            case _ if type(part) in ASSERTIONS:
                failures: list[Failure] = []
                ASSERTIONS[type(part)](part, Visit(part, value, checks, sink=failures))
                told = [_alone(one.keyword) for one in failures]
            case _ if check is part or not quick.holds(part, value):
                told = None
            case _:
                pass
        if told is None:
            return None
        found += told
    return found


_CLASSES: Final = {"string": str, "array": list, "object": dict}
_ABOUT: Final[Mapping[type, type]] = {
    kind: _CLASSES[name] for kind, (*_, name) in nodes.ONLY_FOR.items() if name in _CLASSES
}
"""The class of the values that a kind of check says anything of, where there is one."""


def _alone(keyword: str) -> tuple[str, str, bool]:
    """The issue of a value by itself."""
    return "", keyword, False


def _of_branches(
    check: nodes.Branches, value: Json, checks: Mapping[SchemaId, Check], quick: Quick
) -> Told | None:
    """The issues of a union: those of the branch that its tag leads to, or that is the only one for
    such values; one of the whole as soon as there are two of these, whatever others say.
    """
    if check.tag is not None and isinstance(value, dict):
        return _of_tagged(check, check.tag, value, checks, quick)
    if len(check.checks) < 2:
        return None
    left = (one for one in check.checks if refusing(one, value, checks) is None)
    several = [*islice(left, 2)]
    if len(several) > 1:
        holds = quick.holds(check, value)
        if holds is not False:
            return () if holds else None
        if check.keyword == "oneOf" and quick.fits(check, value):
            return [_alone("oneOf")]
        if all(type(branch) is nodes.OneOfValues for branch in check.checks):
            quick.taken += len(check.checks)  # what each says is that the value is none of its own
            return [_alone(check.keyword)]
    kinds = KINDS[:2] if type(value) in (str, int, float) else KINDS
    unknown = fits = False
    meant: list[Told] = []
    for branch in chain(several, left):
        told = _of_lower(branch, value, checks, quick)
        if told is None:
            unknown = True
        elif not told:
            return ()
        else:
            fits = fits or not _is_strange(told, KINDS)
            if not _is_strange(told, kinds):
                meant.append(told)
            if fits and len(meant) > 1:
                unknown = False
                break
    if unknown:
        return None
    if len(meant) == 1 and fits:
        return meant[0]
    return [("", check.keyword, fits)]


def _is_strange(told: Told, kinds: Sequence[str]) -> bool:
    """Whether what a branch says is that the value is of another kind, as ``nearest`` has it."""
    return any(not at and keyword in kinds and not caused for at, keyword, caused in told)


def _of_tagged(
    check: nodes.Branches,
    tag: str,
    value: dict[str, Json],
    checks: Mapping[SchemaId, Check],
    quick: Quick,
) -> Told | None:
    """The issues of an object for which the tag decides."""
    if tag not in value:
        return [_alone("required")]
    branch = check.tagged(value[tag])
    if branch is None:
        return [(join([tag]), check.tag_keyword, False)]
    return _of_lower(branch, value, checks, quick)


def _of_members(
    check: nodes.Members, value: dict[str, Json], checks: Mapping[SchemaId, Check], quick: Quick
) -> Told | None:
    """The issues of members."""
    found: list[tuple[str, str, bool]] = []
    for name, part in members(check, value):
        if isinstance(part, nodes.Reject) and part is check.additional:
            found.append(_alone(part.keyword))
        elif not _add_lower(found, part, name, value[name], checks, quick):
            return None
    return found


def _of_items(
    check: nodes.Items, value: list[Json], checks: Mapping[SchemaId, Check], quick: Quick
) -> Told | None:
    """The issues of items."""
    count = len(check.prefix)
    found: list[tuple[str, str, bool]] = []
    rest = check.rest
    if isinstance(rest, nodes.Reject):
        if len(value) > count:
            found.append(_alone(rest.keyword))
        rest = None
    for index, item in enumerate(value):
        part = check.prefix[index] if index < count else rest
        if part is None:
            break
        if not _add_lower(found, part, index, item, checks, quick):
            return None
    return found


def _add_lower(
    found: list[tuple[str, str, bool]],
    check: Check,
    step: str | int,
    value: Json,
    checks: Mapping[SchemaId, Check],
    quick: Quick,
) -> bool:
    """Adds the issues of a part of a value; whether they can be told."""
    told = _of_lower(check, value, checks, quick)
    if told is None:
        return False
    found += [(join([step]) + at, keyword, caused) for at, keyword, caused in told]
    return True


def _of_lower(
    check: Check, value: Json, checks: Mapping[SchemaId, Check], quick: Quick
) -> Told | None:
    """The issues of a check below another one; none told where checks lead back to themselves: only
    the interpreter finds an end there.
    """
    holds = quick.holds(check, value)
    if holds is None:
        return None
    try:
        return () if holds else keywords(check, value, checks, quick)
    except RecursionError:
        return None
