"""For which type of values a check is, and which checks ask for no more than a type or a text."""

from __future__ import annotations

from collections.abc import Sequence

from typewright.checks import nodes, wording
from typewright.checks.nodes import Check
from typewright.schema.schema import JsonType
from typewright.targets.python.specialize import conjuncts
from typewright.targets.python.support import TYPES


def guard_of(part: Check) -> JsonType | None:
    """The type of values that a check is for; ``None`` for one that is for all."""
    types = nodes.ONLY_FOR.get(type(part))
    return None if types is None else types[-1]


def is_for(part: Check, kind: JsonType | None) -> bool:
    """Whether no more types are asked for by what is written for a check of values of ``kind``."""
    if isinstance(part, nodes.Reject | nodes.Call | nodes.DynamicCall):
        return True
    return kind is not None and guard_of(part) == kind


def tells_type(check: Check) -> bool:
    """Whether a type checker sees of what type a value is that passes."""
    return any(
        isinstance(part, nodes.TypeTest)
        or (
            isinstance(part, nodes.OneOfValues)
            and all(each is None or isinstance(each, bool) for each in part.values)
        )
        for part in conjuncts(check)
    )


def only_type(part: Check) -> JsonType | None:
    """The one type that a type test allows."""
    match part:
        case nodes.TypeTest(types=(only,)):
            return only
        case _:
            return None


def leading_type(check: Check) -> JsonType | None:
    """The one type, of those that Python can tell apart, that a check of several parts allows, as
    its first part says.
    """
    only = only_type(check.checks[0]) if isinstance(check, nodes.All) else None
    return "number" if only == "integer" else only


def type_phrase(check: Check) -> str | None:
    """What is expected of a value of which nothing but a type is, or ``null`` beside it, in the
    words that ``expect_type`` knows.
    """
    match check:
        case nodes.TypeTest(types=(kind,)) | nodes.TypeTest(types=(kind, "null")) if kind in TYPES:
            return wording.expected(check)
        case _:
            return None


def wanted_texts(checks: Sequence[Check]) -> nodes.OneOfValues | None:
    """The second of two checks, where the first demands a text and the second some."""
    match checks:
        case (nodes.TypeTest(types=("string",)), nodes.OneOfValues(values=values) as found) if (
            values and all(isinstance(value, str) for value in values)
        ):
            return found
        case _:
            return None
