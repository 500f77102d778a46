"""Which variant of a union a value is, as far as that can be decided before any value is seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from typewright.checks import nodes
from typewright.checks.nodes import Check
from typewright.model import Variant
from typewright.schema import SchemaId
from typewright.schema.schema import JsonType
from typewright.targets.python.specialize import conjuncts, specialize
from typewright.values import dataclass

Checks = Mapping[SchemaId, Check]


@dataclass(frozen=True, slots=True)
class Demands:
    """Everything that holds for the values of a variant: its check, and those that this calls."""

    parts: tuple[Check, ...]

    @classmethod
    def of(cls, variant: Variant, kind: JsonType, checks: Checks) -> Demands:
        """What is known of the values of ``variant`` that have a JSON type."""
        found: list[Check] = []
        pending: list[Check] = [nodes.Call(variant.schema)]
        while pending:
            part = pending.pop()
            if part in found:
                continue
            found.append(part)
            match part:
                case nodes.Call(target=target) if target in checks:
                    check = checks[target]
                    pending += [*conjuncts(check), *conjuncts(specialize(check, kind, checks))]
                case (
                    nodes.UnevaluatedMembers(evaluating=inner)
                    | nodes.UnevaluatedItems(evaluating=inner)
                ):
                    pending += conjuncts(inner)
                case _:
                    pass
        return cls(tuple(found))

    def include(self, check: Check) -> bool:
        """Whether ``check`` holds for all of the values, as far as can be seen."""
        return all(
            part in self.parts
            or (
                isinstance(part, nodes.Branches)
                and part.keyword == "anyOf"
                and any(map(self.include, part.checks))
            )
            for part in conjuncts(check)
        )

    def required(self) -> tuple[str, ...]:
        """The members that every object has."""
        names = (part.names for part in self.parts if isinstance(part, nodes.Required))
        return tuple(dict.fromkeys(name for some in names for name in some))

    def forbid(self, name: str) -> bool:
        """Whether no object has a member of that name."""
        return any(isinstance(part, nodes.Members) and _forbids(part, name) for part in self.parts)

    def are_apart_from(self, others: Demands) -> bool:
        """Whether no object fits both: what one requires the other forbids."""
        return any(map(others.forbid, self.required())) or any(map(self.forbid, others.required()))


def _forbids(check: nodes.Members, name: str) -> bool:
    named = dict(check.properties)
    if name in named:
        return isinstance(named[name], nodes.Reject)
    return not check.patterns and isinstance(check.additional, nodes.Reject)


def telling_members(demands: Iterable[Demands]) -> tuple[str, ...] | None:
    """For each variant but the last, a member that it requires and all later ones forbid.

    ``None`` where some variant has none: members alone do not tell the variants apart.
    """
    every = tuple(demands)
    found: list[str] = []
    for index, one in enumerate(every[:-1]):
        later = every[index + 1 :]
        names = (name for name in one.required() if all(each.forbid(name) for each in later))
        name = next(names, None)
        if name is None:
            return None
        found.append(name)
    return tuple(found)
