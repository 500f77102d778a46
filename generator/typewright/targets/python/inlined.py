"""Which checks are better written where they are needed than called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typewright.checks import nodes
from typewright.checks.nodes import Check
from typewright.checks.walk import walk
from typewright.schema import SchemaId
from typewright.targets.python.specialize import conjuncts, is_small

if TYPE_CHECKING:
    from typewright.targets.python.workshop import Workshop

MOST_INLINE = 8
"""An object with more members, those inside it included, is tested by a function of its own."""


def may_raise(check: Check, workshop: Workshop) -> bool:
    """Whether a function for ``check`` takes members that may be missing, or looks up what may be
    no text.
    """
    pending = [check]
    while pending:
        for part in walk(pending.pop()):
            match part:
                case nodes.Required() | nodes.OneOfValues():
                    return True
                case nodes.Call(target):
                    called = workshop.model.checks[target]
                    text = workshop.specialized(part, "string")
                    pending += [text] if text is not part else []
                    inside = members_inline(target, workshop)
                    if inside:
                        pending.append(called)
                    elif inside == 0:  # what it says of arrays and objects is not tested
                        pending += workshop.by_type(called).values()
                case _:
                    pass
    return False


def members_inline(target: SchemaId, workshop: Workshop) -> int | None:
    """How many members the test of what ``target`` describes takes: none for a scalar, and some for
    an object that holds scalars and such objects. ``None`` where a function tests it.
    """
    if target not in workshop.inline:
        workshop.inline[target] = None  # what holds itself is called
        workshop.inline[target] = _members(workshop.model.checks[target], workshop)
    return workshop.inline[target]


def _members(check: Check, workshop: Workshop) -> int | None:
    if is_scalar(check, workshop):
        return 0
    parts = conjuncts(check)
    if nodes.TypeTest(("object",)) not in parts:
        return None
    found = 0
    for part in parts:
        match part:
            case nodes.TypeTest() | nodes.Required():
                continue
            case nodes.Members(properties, (), nodes.Accept() | None):
                pass
            case _:
                return None
        for _, member in properties:
            inside: int | None = 0
            if isinstance(member, nodes.Call):
                inside = members_inline(member.target, workshop)
            elif not is_scalar(member, workshop):
                inside = None
            if inside is None or found + inside >= MOST_INLINE:
                return None
            found += inside + 1
    return found


def is_scalar(check: Check, workshop: Workshop) -> bool:
    """Whether a test or two of a value of each type tell whether ``check`` holds."""
    if is_small(check):
        return True
    left = workshop.by_type(check).values()
    return all(isinstance(each, nodes.Reject) or is_small(each) for each in left)
