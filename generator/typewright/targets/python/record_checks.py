"""The check of a record, sorted by where its parts are tested."""

from __future__ import annotations

from typing import TypeAlias

from typewright.checks import nodes
from typewright.checks.nodes import ACCEPT, Check
from typewright.model import Definition, Record
from typewright.schema import SchemaId
from typewright.targets.python.specialize import conjunction, conjuncts
from typewright.targets.python.workshop import Workshop
from typewright.values import dataclass


@dataclass(frozen=True, slots=True)
class RecordChecks:
    """The check of a record, sorted by where its parts are tested.

    ``members`` is what each member's value has to pass, ``additional`` what every other member
    has to; ``closed`` says that there can be none. ``rest`` is tested on the object as a whole.
    """

    required: frozenset[str]
    members: dict[str, Check]
    additional: Check
    closed: bool
    rest: Check

    @classmethod
    def of(
        cls, check: Check, record: Record, workshop: Workshop, definition: Definition
    ) -> RecordChecks:
        names = {member.name for member in record.members}
        required: set[str] = set()
        members: dict[str, list[Check]] = {name: [] for name in names}
        additional: list[Check] = []
        rest: list[Check] = []
        for part in _expanded(check, workshop, {definition.schema: []}):
            match part:
                case nodes.Required(names=wanted):
                    required.update(wanted)
                    if not names.issuperset(wanted):
                        rest.append(nodes.Required(tuple(n for n in wanted if n not in names)))
                case nodes.Members(properties=properties, patterns=(), additional=other) if (
                    other is None or _are_all(properties, names)
                ):
                    unknown: list[tuple[str, Check]] = []
                    for name, member in properties:
                        if name in names:
                            members[name].append(member)
                        else:
                            unknown.append((name, member))
                    if unknown:
                        rest.append(nodes.Members(tuple(unknown)))
                    if other is not None:
                        additional.append(other)
                case _:
                    rest.append(part)
        others_check = conjunction(additional)
        return cls(
            frozenset(required & names),
            {
                name: parts[0] if len(parts) == 1 else conjunction(parts)
                for name, parts in members.items()
            },
            others_check,
            isinstance(others_check, nodes.Reject),
            conjunction(rest),
        )


_Properties: TypeAlias = tuple[tuple[str, Check], ...]


def _are_all(properties: _Properties, names: set[str]) -> bool:
    """Whether there are just the members of the record, but for some that cannot be there."""
    found = {name for name, _ in properties}
    return found == names or names == {
        name for name, check in properties if name in names or not isinstance(check, nodes.Reject)
    }


def _expanded(check: Check, workshop: Workshop, called: dict[SchemaId, list[Check]]) -> list[Check]:
    """The conjuncts of an object's check, with those of the checks that it calls; each is there
    once, however often it is called.

    ``called`` remembers those of the checks that were called. What is demanded elsewhere already
    evaluates members all the same.
    """
    parts: list[Check] = []
    for part in conjuncts(check):
        match part:
            case nodes.Call(target=target):
                if target not in called:
                    called[target] = []
                    inner = workshop.specialized(workshop.model.checks[target], "object")
                    called[target] = _expanded(inner, workshop, called)
                parts.extend(called[target])
            case nodes.UnevaluatedMembers(evaluating=evaluating, check=other):
                evaluating = workshop.specialized(evaluating, "object")
                evaluated = _expanded(evaluating, workshop, called)
                parts.extend(evaluated)
                parts.append(_of_others(evaluated, other) or part)
            case _:
                parts.append(part)
    return [*{id(part): part for part in parts}.values()]


def _of_others(evaluating: list[Check], other: Check) -> Check | None:
    """The check of members that are not evaluated, where it is plain which ones these are."""
    known: dict[str, None] = {}
    for part in evaluating:
        match part:
            case nodes.Members(properties=properties, patterns=(), additional=None):
                known.update((name, None) for name, _ in properties)
            case (
                nodes.Required()
                | nodes.DependentRequired()
                | nodes.MemberCount()
                | nodes.MemberNames()
                | nodes.Not()
            ):
                pass
            case _:
                return None
    return nodes.Members(tuple((name, ACCEPT) for name in known), (), other)
