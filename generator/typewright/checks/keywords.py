"""The keywords that a value fails, told without a walk where nothing but the value itself decides.

Who tries many values asks mostly what is wrong with one that is of another kind, or lacks a member.
What is told is what the interpreter tells.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from typewright.checks import nodes
from typewright.checks.nodes import Check
from typewright.checks.quick import Quick
from typewright.checks.unions import behind, refusing
from typewright.schema import Json, SchemaId


def keywords(
    check: Check, value: Json, checks: Mapping[SchemaId, Check], quick: Quick
) -> list[str] | None:
    """The keywords of all issues of a value, which lie at the value itself; ``None`` where only the
    interpreter can tell.

    Raises what the interpreter raises.
    """
    check = behind(check, checks)
    found: list[str] = []
    for part in check.checks if isinstance(check, nodes.All) else (check,):
        quick.taken += 1
        if not isinstance(value, _ABOUT.get(type(part), object)):
            continue
        match part:
            case nodes.Required(names) if isinstance(value, dict):
                found += ["required" for name in names if name not in value]
            case nodes.Branches() if _is_of_other_kinds(part, value, checks):
                found.append(part.keyword)
            case nodes.TypeTest() | nodes.OneOfValues():
                if not quick.holds(part, value):
                    found.append("type" if isinstance(part, nodes.TypeTest) else part.keyword)
            case _ if check is part or not quick.holds(part, value):
                return None
            case _:
                pass
    return found


_ABOUT: Final[Mapping[type, type]] = {
    **dict.fromkeys((nodes.Pattern, nodes.Length, nodes.Format), str),
    **dict.fromkeys((nodes.Items, nodes.Contains, nodes.ItemCount, nodes.UniqueItems), list),
    **dict.fromkeys((nodes.Members, nodes.MemberNames, nodes.MemberCount), dict),
    **dict.fromkeys((nodes.Required, nodes.DependentRequired, nodes.Dependent), dict),
}
"""The class of the values that a kind of check says anything of, where there is one."""


def _is_of_other_kinds(
    check: nodes.Branches, value: Json, checks: Mapping[SchemaId, Check]
) -> bool:
    """Whether all branches of a union are for values of other kinds."""
    if len(check.checks) < 2 or (check.tag is not None and isinstance(value, dict)):
        return False
    for branch in check.checks:  # noqa: SIM110 - as in the quick verdicts
        if refusing(branch, value, checks) is None:
            return False
    return True
