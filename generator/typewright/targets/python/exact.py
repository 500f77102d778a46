"""What readers that accept less than was described ask of schemas as these are described.

Where a value passes because something does not hold of it, it would pass more often if that were
asked for more: below ``not``, as a condition, in a ``contains`` that is limited, and in a
``oneOf``, of which a second branch must not hold.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import field
from itertools import combinations

from typewright.checks import nodes
from typewright.checks.nodes import Check
from typewright.checks.walk import rewritten, targets, walk
from typewright.schema import SchemaId
from typewright.targets.python.decisions import Checks
from typewright.targets.python.open_enums import are_of_own_types, callers, choices
from typewright.values import dataclass, replace


def as_described(stricter: Checks, described: Checks) -> Checks:
    """The checks ``stricter`` so that they accept nothing that those ``described`` refuse.

    What must not hold of a value is asked of schemas as described, which are added.
    """
    changed = {schema for schema, check in described.items() if stricter[schema] is not check}
    exact = _Exact(dict(described), callers(described, changed))
    found = {schema: exact.mended(check) for schema, check in stricter.items()}
    while missing := [one for one in exact.asked if exact.asked[one] not in found]:
        for schema in missing:
            found[exact.asked[schema]] = exact.of(described[schema])
    return found


def among_described(check: Check) -> Check:
    """``check`` for where all schemas are as described: what is asked so is asked of them."""

    def plain(one: Check) -> Check:
        match one:
            case nodes.Call(target=target) | nodes.DynamicCall(target=target):
                return replace(one, target=SchemaId(target.removesuffix(_SUFFIX)))
            case nodes.Scope(anchors=anchors):
                known = ((name, target.removesuffix(_SUFFIX)) for name, target in anchors)
                return replace(one, anchors=tuple((name, SchemaId(each)) for name, each in known))
            case _:
                return one

    return rewritten(check, plain)


@dataclass(slots=True)
class _Exact:
    """Has schemas asked as they are ``described``, of which ``differing`` accept less by now.

    ``asked`` has the schema that is added for each of them, which is described, too.
    """

    described: dict[SchemaId, Check]
    differing: Set[SchemaId]
    asked: dict[SchemaId, SchemaId] = field(default_factory=dict)

    def mended(self, check: Check) -> Check:
        """``check`` with what must not hold as described."""
        if not any(isinstance(one, _DECISIVE) and self._differs(one) for one in walk(check)):
            return check
        return rewritten(check, self._mended)

    def of(self, check: Check) -> Check:
        """``check`` with all that it calls as described."""
        return rewritten(check, self._called) if self._differs(check) else check

    def _differs(self, check: Check) -> bool:
        return not self.differing.isdisjoint(targets(check))

    def _mended(self, check: Check) -> Check:
        match check:
            case nodes.Not() | nodes.Contains(maximum=int()):
                return replace(check, check=self.of(check.check))
            case nodes.If(condition=condition):
                return replace(check, condition=self.of(condition))
            case nodes.Branches(keyword="oneOf", tag=None, checks=branches) if self._differs(
                check
            ) and not self._are_apart(branches):
                return nodes.All((self.of(check), check))
            case _:
                return check

    def _are_apart(self, branches: Sequence[Check]) -> bool:
        """Whether no value passes two of some branches, as their types or required members tell."""
        if are_of_own_types(branches, self.described):
            return True
        told = [choices(one, self.described) for one in branches]
        return all(
            any(one[name].isdisjoint(other[name]) for name in one.keys() & other.keys())
            for one, other in combinations(told, 2)
        )

    def _called(self, check: Check) -> Check:
        match check:
            case nodes.Call(target=target) | nodes.DynamicCall(target=target):
                return replace(check, target=self._exact(target))
            case nodes.Scope(anchors=anchors):
                exact = tuple((name, self._exact(target)) for name, target in anchors)
                return replace(check, anchors=exact)
            case _:
                return check

    def _exact(self, target: SchemaId) -> SchemaId:
        if target not in self.differing:
            return target
        made = self.asked.setdefault(target, SchemaId(f"{target}{_SUFFIX}"))
        self.described[made] = self.described[target]
        return made


_SUFFIX = "~as-described"
"""How the schema is called that is added for another one."""

_DECISIVE = (nodes.Not, nodes.Contains, nodes.If, nodes.Branches)
"""What may pass because something does not hold."""
