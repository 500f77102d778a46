"""For which type of values a check is."""

from __future__ import annotations

from typing import assert_never

from typewright.checks import nodes
from typewright.checks.nodes import Check
from typewright.schema.schema import JsonType


def guard_of(part: Check) -> JsonType | None:
    """The type of values that a check is for; ``None`` for one that is for all."""
    match part:
        case nodes.Bounds() | nodes.MultipleOf():
            return "number"
        case nodes.Length() | nodes.Pattern() | nodes.Format():
            return "string"
        case nodes.ItemCount() | nodes.UniqueItems() | nodes.Items() | nodes.Contains():
            return "array"
        case (
            nodes.MemberCount()
            | nodes.Required()
            | nodes.Members()
            | nodes.MemberNames()
            | nodes.DependentRequired()
            | nodes.Dependent()
        ):
            return "object"
        case (
            nodes.Accept()
            | nodes.Reject()
            | nodes.TypeTest()
            | nodes.OneOfValues()
            | nodes.All()
            | nodes.Branches()
            | nodes.Not()
            | nodes.If()
            | nodes.Call()
            | nodes.DynamicCall()
            | nodes.Scope()
            | nodes.UnevaluatedItems()
            | nodes.UnevaluatedMembers()
        ):
            return None
        case _:
            assert_never(part)


def only_type(part: Check) -> JsonType | None:
    """The one type that a type test allows."""
    match part:
        case nodes.TypeTest((only,)):
            return only
        case _:
            return None
