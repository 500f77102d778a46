"""What is wrong with a value, told without a walk where little more than the value itself decides.

Who tries many values asks mostly what is wrong with one that is of another kind, or lacks a member.
What is told is what the interpreter tells.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

from typewright.checks import nodes
from typewright.checks.assertions import ASSERTIONS
from typewright.checks.failure import Failure
from typewright.checks.nearest import KINDS
from typewright.checks.nodes import Check
from typewright.checks.quick import Quick
from typewright.checks.unions import behind, refusing
from typewright.checks.visit import Visit
from typewright.schema import Json, SchemaId
from typewright.source.pointer import join

Told: TypeAlias = Sequence[tuple[str, str]]
"""The issues of a value, each by its pointer from there, and its keyword."""


def keywords(
    check: Check, value: Json, checks: Mapping[SchemaId, Check], quick: Quick
) -> Told | None:
    """All issues of a value; ``None`` where only the interpreter can tell.

    Raises what the interpreter raises.
    """
    check = behind(check, checks)
    found: list[tuple[str, str]] = []
    for part in check.checks if isinstance(check, nodes.All) else (check,):
        quick.taken += 1
        if not isinstance(value, _ABOUT.get(type(part), object)):
            continue
        told: Told | None = ()
        match part:
            case nodes.Required(names=names) if isinstance(value, dict):
                told = [("", "required") for name in names if name not in value]
            case nodes.TypeTest() | nodes.OneOfValues():
                if not quick.holds(part, value):
                    told = (("", "type" if isinstance(part, nodes.TypeTest) else part.keyword),)
            case nodes.Branches():
                told = _of_branches(part, value, checks, quick)
            case nodes.Members() if isinstance(value, dict) and part.is_plain:
                if not quick.holds(part, value):
                    told = _of_members(part, value, checks, quick)
            case nodes.Call() if check is not part:
                told = _of_lower(part, value, checks, quick)
            case _ if type(part) in ASSERTIONS:
                failures: list[Failure] = []
                ASSERTIONS[type(part)](part, Visit(part, value, checks, sink=failures))
                told = [("", one.keyword) for one in failures]
            case _ if check is part or not quick.holds(part, value):
                told = None
            case _:
                pass
        if told is None:
            return None
        found += told
    return found


_ABOUT: Final[Mapping[type, type]] = {
    **dict.fromkeys((nodes.Pattern, nodes.Length, nodes.Format), str),
    **dict.fromkeys((nodes.Items, nodes.Contains, nodes.ItemCount, nodes.UniqueItems), list),
    **dict.fromkeys((nodes.Members, nodes.MemberNames, nodes.MemberCount), dict),
    **dict.fromkeys((nodes.Required, nodes.DependentRequired, nodes.Dependent), dict),
}
"""The class of the values that a kind of check says anything of, where there is one."""


def _of_branches(
    check: nodes.Branches, value: Json, checks: Mapping[SchemaId, Check], quick: Quick
) -> Told | None:
    """The issues of a union, where its tag leads to one branch or none, or all branches but one, or
    all of them, are for values of other kinds.
    """
    if check.tag is not None and isinstance(value, dict):
        return _of_tagged(check, check.tag, value, checks, quick)
    if len(check.checks) < 2:
        return None
    left: Check | None = None
    for branch in check.checks:
        if refusing(branch, value, checks) is None:
            if left is not None:
                return () if quick.holds(check, value) else None
            left = branch
    told: Told | None = () if left is None else _of_lower(left, value, checks, quick)
    # Such an issue says that the value is of another kind than the last branch is for, too.
    if left is None or (told and any(not at and keyword in KINDS for at, keyword in told)):
        return [("", check.keyword)]
    return told


def _of_tagged(
    check: nodes.Branches,
    tag: str,
    value: dict[str, Json],
    checks: Mapping[SchemaId, Check],
    quick: Quick,
) -> Told | None:
    """The issues of an object for which the tag decides."""
    if tag not in value:
        return [("", "required")]
    branch = check.tagged(value[tag])
    if branch is None:
        return [(join([tag]), check.tag_keyword)]
    return _of_lower(branch, value, checks, quick)


def _of_members(
    check: nodes.Members, value: dict[str, Json], checks: Mapping[SchemaId, Check], quick: Quick
) -> Told | None:
    """The issues of members, of which only named ones are looked at."""
    found: list[tuple[str, str]] = []
    for name, part in check.properties:
        if name in value:
            told = _of_lower(part, value[name], checks, quick)
            if told is None:
                return None
            found += [(join([name]) + at, keyword) for at, keyword in told]
    return found


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
