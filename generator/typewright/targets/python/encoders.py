"""Prints how a Python value becomes JSON data again."""

from __future__ import annotations

from typewright.model import (
    Mapping,
    Record,
    Reference,
    Scalar,
    Sequence,
    Shape,
    Union,
)
from typewright.targets.python import types
from typewright.targets.python.workshop import Kind, Room, Workshop


def encoded(
    shape: Shape, expression: str, workshop: Workshop, room: Room, kind: Kind = "models"
) -> str:
    """The expression in a module of ``kind`` that turns ``expression``, a value of ``shape``, into
    JSON data.
    """
    if types.is_plain(shape, workshop):
        return _plain(shape, expression)
    match shape:
        case Reference(target) if isinstance(workshop.model[target].shape, Record):
            return f"{expression}.to_dict()"
        case Scalar() if (native := types.native(shape, workshop)) is not None:
            return native.writer.format(expression)
        case Sequence(Reference(target)) if isinstance(workshop.model[target].shape, Record):
            return f"[item.to_dict() for item in {expression}]"
        case Mapping(Reference(target)) if isinstance(workshop.model[target].shape, Record):
            return f"{{name: item.to_dict() for name, item in {expression}.items()}}"
        case Union() if _all_records(shape, workshop):
            return f"{expression}.to_dict()"
        case _:
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


def nullable(shape: Shape) -> Shape | None:
    """The other variant of a union of one shape and ``null``."""
    match shape:
        case Union((first, last)) if last.shape == Scalar("null"):
            return first.shape
        case _:
            return None


def _all_records(union: Union, workshop: Workshop) -> bool:
    return all(
        isinstance(variant.shape, Reference)
        and isinstance(workshop.model[variant.shape.target].shape, Record)
        for variant in union.variants
    )
