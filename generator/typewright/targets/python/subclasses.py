"""Where a test has to know that a value holds no instances of subclasses of JSON types.

Tests compare exact types, which is quick, so they may refuse ``OrderedDict(a=1)`` where they accept
``{"a": 1}``. Whoever asks whether a value is valid looks again at a plain copy of what was refused.
So a test may refuse such a value at any time, but what it accepts has to be valid. Where a value
passes because something does not hold of it, a test refuses it before unless it is plain.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from typewright.checks import nodes
from typewright.checks.nodes import Check
from typewright.schema import SchemaId
from typewright.schema.schema import JsonType
from typewright.targets.python.apart import are_apart
from typewright.targets.python.specialize import conjuncts

if TYPE_CHECKING:
    from typewright.targets.python.workshop import Workshop


def wants_plain(parts: Iterable[Check], kind: JsonType | None, workshop: Workshop) -> bool:
    """Whether a value of ``kind``, of whose parts nothing is known, may pass one of ``parts``
    because it holds an instance of a subclass of a JSON type.
    """
    return any(
        looks_at_types(asked, of, workshop)
        for part in parts
        for asked, of in _denied(part, kind, workshop)
    )


def _denied(
    part: Check, kind: JsonType | None, workshop: Workshop
) -> Sequence[tuple[Check, JsonType | None]]:
    """The checks that may not hold where ``part`` does, and of what type the values are that they
    are for.
    """
    match part:
        case nodes.Not(check=inner) | nodes.If(condition=inner):
            return [(inner, kind)]
        case nodes.Contains(check=inner, maximum=int()):
            return [(inner, None)]
        case nodes.Branches(keyword="oneOf", tag=tag, checks=branches) if (
            tag is None or kind != "object"
        ) and not are_apart(branches, kind, workshop):
            return [(each, kind) for each in branches]
        case nodes.MemberNames(check=inner):  # names may be anything that equals a text
            return [pair for one in conjuncts(inner) for pair in _denied(one, None, workshop)]
        case _:
            return []


def looks_at_types(check: Check, kind: JsonType | None, workshop: Workshop) -> bool:
    """Whether the test of ``check`` may refuse an instance of a subclass of a JSON type, where it
    would accept what that stands for; of the value itself the type may be known.
    """
    return _Looks(workshop, set()).at(check, kind)


class _Looks:
    """Looks for tests of types; what was ``seen`` is not followed again."""

    __slots__ = ("seen", "workshop")

    def __init__(self, workshop: Workshop, seen: set[tuple[SchemaId, JsonType | None]]) -> None:
        self.workshop = workshop
        self.seen = seen

    def at(self, check: Check, kind: JsonType | None) -> bool:
        """Whether a check, or what it calls, tests a type that is not known."""
        left = check if kind is None else self.workshop.specialized(check, kind)
        return any(self._part(part, kind) for part in conjuncts(left))

    def _part(self, part: Check, kind: JsonType | None) -> bool:
        match part:
            case nodes.Accept() | nodes.Reject():
                return False
            case nodes.Call(target=target):
                if (target, kind) in self.seen:
                    return False
                self.seen.add((target, kind))
                return self.at(self.workshop.model.checks[target], kind)
            case nodes.TypeTest() | nodes.OneOfValues():
                return kind is None
            case nodes.DynamicCall() | nodes.Scope():
                return True
            case nodes.Not(check=inner):
                return self.at(inner, kind)
            case nodes.If(condition=condition, then=then, otherwise=otherwise):
                return any(self.at(each, kind) for each in (condition, then, otherwise))
            case nodes.Branches(checks=checks):
                return any(self.at(each, kind) for each in checks)
            case _ if kind not in nodes.ONLY_FOR.get(type(part), ()):
                return True
            case nodes.Members(properties=properties, patterns=patterns, additional=additional):
                named = (each for _, each in (*properties, *patterns))
                return any(self.at(each, None) for each in (*named, additional) if each)
            case nodes.Items(prefix=prefix, rest=rest):
                return any(self.at(each, None) for each in (*prefix, rest) if each)
            case nodes.Contains(check=inner):
                return self.at(inner, None)
            case nodes.Dependent(check=inner):
                return self.at(inner, "object")
            case nodes.MemberNames():
                return True
            case _:
                return False
