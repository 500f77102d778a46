"""Prints how a Python value becomes JSON data again."""

from __future__ import annotations

from collections.abc import Iterator

from typewright.model import (
    Constant,
    Enumeration,
    Mapping,
    Record,
    Reference,
    Scalar,
    Sequence,
    Shape,
    Union,
)
from typewright.targets.python import types
from typewright.targets.python.expressions import deeper
from typewright.targets.python.workshop import Kind, Room, Workshop


def encoded(
    shape: Shape, expression: str, workshop: Workshop, room: Room, kind: Kind = "models"
) -> str:
    """The expression in a module of ``kind`` that turns ``expression``, a value of ``shape``, into
    JSON data.
    """
    if types.is_plain(shape, workshop):
        return _plain(shape, expression)
    known = _known(shape, expression, workshop)
    if known is not None:
        return known
    workshop.use(room, kind, "encode")
    return f"encode({expression})"


def _plain(shape: Shape, expression: str) -> str:
    """A value that is JSON data already; lists and dictionaries are copied."""
    match shape:
        case Sequence():
            return f"list({expression})"
        case Mapping():
            return f"dict({expression})"
        case _:
            return expression


def _known(
    shape: Shape, expression: str, workshop: Workshop, seen: frozenset[str] = frozenset()
) -> str | None:
    """The expression for a value whose types say what it becomes; ``None`` where they do not."""
    match shape:
        case Scalar() if (native := types.native(shape, workshop)) is not None:
            return native.writer.format(expression)
        case Sequence(inner):
            item = deeper(expression)
            known = _known(inner, item, workshop, seen)
            return None if known is None else f"[{known} for {item} in {expression}]"
        case Mapping(inner):
            item = deeper(expression)
            known = _known(inner, item, workshop, seen)
            if known is None:
                return None
            return f"{{name: {known} for name, {item} in {expression}.items()}}"
        case Union((first, last)) if last.shape == Scalar("null"):
            choice = _choice(shape, expression, workshop)
            if choice is not None:
                return choice
            known = _known(first.shape, expression, workshop, seen)
            absent = f"None if {expression} is None else "
            return known if known is None or known.startswith(absent) else absent + known
        case Union():
            return _choice(shape, expression, workshop)
        case Reference(target) if target not in seen:
            definition = workshop.model[target]
            if isinstance(definition.shape, Record):
                return f"{expression}.to_dict()"
            if types.is_enum(definition, workshop):
                return None
            return _known(definition.shape, expression, workshop, seen | {target})
        case _:
            return None


def _choice(shape: Union, expression: str, workshop: Workshop) -> str | None:
    """One of several objects, or a text or ``None`` beside them."""
    others: dict[str, None] = {}
    for part in _parts(shape, workshop, frozenset()):
        match part:
            case Record():
                pass
            case Scalar("null") | Constant(None):
                others["None"] = None
            case Scalar("string") | Constant(str()) if types.native(part, workshop) is None:
                others["str"] = None
            case Enumeration(values) if all(isinstance(value, str) for value in values):
                others["str"] = None
            case _:
                return None
    encoded = f"{expression}.to_dict()"
    if "str" in others:
        tests = [f"{expression} is None"] if "None" in others else []
        tests.append(f"isinstance({expression}, str)")
        return f"{expression} if {' or '.join(tests)} else {encoded}"
    return f"None if {expression} is None else {encoded}" if others else encoded


def _parts(shape: Shape, workshop: Workshop, seen: frozenset[str]) -> Iterator[Shape | None]:
    """What a value of ``shape`` may be, by one definition after the other; ``None`` where that
    leads back or to a class that is no object.
    """
    match shape:
        case Reference(target):
            definition = workshop.model[target]
            if target in seen or types.is_enum(definition, workshop):
                yield None
            else:
                yield from _parts(definition.shape, workshop, seen | {target})
        case Union(variants):
            for variant in variants:
                if isinstance(variant.shape, Record):
                    yield None
                yield from _parts(variant.shape, workshop, seen)
        case _:
            yield shape
