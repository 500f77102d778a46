"""Which members of an object a check looks at, where no value decides about that."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from typewright.checks import nodes
from typewright.checks.nodes import Check
from typewright.checks.patterns import compiled
from typewright.schema import SchemaId


class Described(NamedTuple):
    """The members with some names, or names that match one of some patterns; or ``every`` one."""

    every: bool
    names: frozenset[str]
    patterns: tuple[str, ...]

    def holds(self, name: str) -> bool:
        """Whether a member is among them."""
        return (
            self.every
            or name in self.names
            or any(compiled(one).search(name) for one in self.patterns)
        )


def described(check: Check, checks: Mapping[SchemaId, Check]) -> Described | None:
    """The members that ``check`` looks at in objects that pass, as ``tracking`` finds them;
    ``None`` where that depends on the object, or on the way to the check.

    Raises ``KeyError`` when the target of a call is missing.
    """
    names: set[str] = set()
    patterns: list[str] = []
    every = False
    called: set[SchemaId] = set()
    pending = [check]
    while pending:
        match pending.pop():
            case nodes.All(checks=parts):
                pending.extend(parts)
            case nodes.Members(properties=properties, patterns=others, additional=additional):
                names.update(name for name, _ in properties)
                patterns += (regex for regex, _ in others)
                every = every or additional is not None
            case nodes.UnevaluatedMembers():
                every = True
            case nodes.UnevaluatedItems(evaluating=evaluating):
                pending.append(evaluating)
            case nodes.Call(target=target) if target not in called:
                called.add(target)
                pending.append(checks[target])
            case (
                nodes.Branches()
                | nodes.If()
                | nodes.Dependent()
                | nodes.DynamicCall()
                | nodes.Scope()
            ):
                return None
            case _:
                pass
    return Described(every, frozenset(names), tuple(patterns))
