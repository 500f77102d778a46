"""The check of a record, sorted by where its parts are tested."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from typewright.checks import nodes
from typewright.checks.nodes import ACCEPT, Check
from typewright.model import Definition, Record
from typewright.schema import SchemaId
from typewright.targets.python.scopes import Scopes
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
        cls, check: Check, record: Record, scopes: Scopes, definition: Definition
    ) -> RecordChecks:
        workshop = scopes.workshop
        names = {member.name for member in record.members}
        required: set[str] = set()
        members: dict[str, list[Check]] = {name: [] for name in names}
        additional: list[Check] = []
        rest: list[Check] = []
        for part in _expanded(check, workshop, {definition.schema}):
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
        required |= scopes.required(check)
        for name in names if workshop.has_scopes else ():
            members[name] += (one for one in scopes.member(check, name) if one not in members[name])
        additional += (one for one in scopes.other(check) if one not in additional)
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


def _expanded(check: Check, workshop: Workshop, called: set[SchemaId]) -> list[Check]:
    """The conjuncts of an object's check, with those of the checks that it calls; ``called`` holds
    these, each of which is expanded once.
    """
    parts: list[Check] = []
    for part in conjuncts(check):
        match part:
            case nodes.Call(target=target):
                if target not in called:
                    called.add(target)
                    inner = workshop.specialized(workshop.model.checks[target], "object")
                    parts.extend(_expanded(inner, workshop, called))
            case nodes.UnevaluatedMembers(evaluating=evaluating, check=other):
                known = _evaluated(evaluating, workshop, set())
                evaluating = workshop.specialized(evaluating, "object")
                parts.extend(_expanded(evaluating, workshop, called))
                if known is None:
                    parts.append(part)
                else:
                    parts.append(nodes.Members(tuple((name, ACCEPT) for name in known), (), other))
            case _:
                parts.append(part)
    return parts


def _evaluated(check: Check, workshop: Workshop, called: set[SchemaId]) -> dict[str, None] | None:
    """The members that are evaluated of every object that passes ``check``; ``None`` where that
    differs, or is not plain. ``called`` are the checks that are looked into already.

    Asked of the check as it is: one for objects alone lacks branches that decide nothing.
    """

    def of(inner: Check) -> dict[str, None] | None:
        return _evaluated(inner, workshop, called)

    match check:
        case nodes.Members(properties=properties, patterns=(), additional=None):
            return dict.fromkeys(name for name, _ in properties)
        case nodes.All(checks=parts):
            return _united(map(of, parts))
        case nodes.Call(target=target):
            if target in called:
                return {}
            called.add(target)
            return of(workshop.model.checks[target])
        case nodes.Branches(checks=branches):
            passing = [one for one in branches if not _rejects_objects(one, workshop)]
            found = [*map(of, passing)]
            if len(found) == 1:
                return found[0]
            return {} if all(one == {} for one in found) else None
        case nodes.If(condition=condition, then=then, otherwise=otherwise):
            if _rejects_objects(condition, workshop):
                return of(otherwise)
            united = _united(map(of, (condition, then)))
            if isinstance(workshop.specialized(condition, "object"), nodes.Accept):
                return united
            return {} if united == of(otherwise) == {} else None
        case nodes.UnevaluatedItems(evaluating=evaluating):
            return of(evaluating)
        case (
            nodes.Members()
            | nodes.Dependent()
            | nodes.DynamicCall()
            | nodes.Scope()
            | nodes.UnevaluatedMembers()
        ):
            return None
        case _:
            return {}


def _united(found: Iterable[dict[str, None] | None]) -> dict[str, None] | None:
    names: dict[str, None] = {}
    for one in found:
        if one is None:
            return None
        names.update(one)
    return names


def _rejects_objects(check: Check, workshop: Workshop) -> bool:
    return isinstance(workshop.specialized(check, "object"), nodes.Reject)
