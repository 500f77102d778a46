"""Prints how a Python value becomes JSON data again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

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
from typewright.targets.python.room import Kind, Room
from typewright.targets.python.workshop import Workshop
from typewright.values import dataclass, replace

MOST_LOOPS = 10
"""How many lists and maps inside each other one expression takes apart. Beyond twenty, Python 3.12
and 3.13 crash when they compile it.
"""


@dataclass(frozen=True, slots=True)
class Form:
    """What is known of values that become JSON data.

    They are ``data`` already, or all of a class with ``to_dict``, ``native`` with a ``writer``, or
    lists and maps of other values; of ``any`` value, it alone tells what it becomes. Beside that
    they may be ``text``, or ``None`` where that is ``null``.
    """

    kind: Literal["data", "object", "native", "list", "map", "any"]
    inner: Form | None = None
    writer: str = ""
    text: bool = False
    null: bool = False


DATA = Form("data")
OBJECT = Form("object")
ANY = Form("any")


def form_of(shape: Shape, workshop: Workshop) -> Form:
    """How values of ``shape`` become JSON data."""
    known = workshop.forms.get(id(shape))
    if known is None:  # models and writers ask for the same ones
        known = workshop.forms[id(shape)] = shape, _form(shape, workshop)
    return known[1]


def _form(shape: Shape, workshop: Workshop) -> Form:
    if types.is_plain(shape, workshop):
        return _plain(shape)
    return _known(shape, workshop) or ANY


def encoded(
    shape: Shape, expression: str, workshop: Workshop, room: Room, kind: Kind = "models"
) -> str:
    """The expression in a module of ``kind`` that turns ``expression``, a value of ``shape``, into
    JSON data.
    """
    form = form_of(shape, workshop)
    if form.kind == "any":
        workshop.use(room, kind, "encode")
    return _expression(form, expression)


def _expression(form: Form, expression: str) -> str:
    if form.text:
        tests = [f"{expression} is None"] if form.null else []
        tests.append(f"isinstance({expression}, str)")
        other = _expression(replace(form, text=False, null=False), expression)
        return f"{expression} if {' or '.join(tests)} else {other}"
    if form.null:
        other = _expression(replace(form, null=False), expression)
        return f"None if {expression} is None else {other}"
    match form.kind, form.inner:
        case "data", _:
            return expression
        case "object", _:
            return f"{expression}.to_dict()"
        case "native", _:
            return form.writer.format(expression)
        case "list", Form(kind="data"):
            return f"list({expression})"
        case "map", Form(kind="data"):
            return f"dict({expression})"
        case "list", Form() as inner:
            item = deeper(expression)
            return f"[{_expression(inner, item)} for {item} in {expression}]"
        case "map", Form() as inner:
            item = deeper(expression)
            value = _expression(inner, item)
            return f"{{name: {value} for name, {item} in {expression}.items()}}"
        case _:
            return f"encode({expression})"


def _plain(shape: Shape) -> Form:
    """Values that are JSON data already; lists and dictionaries are copied."""
    match shape:
        case Sequence():
            return Form("list", DATA)
        case Mapping():
            return Form("map", DATA)
        case _:
            return DATA


def _known(
    shape: Shape, workshop: Workshop, seen: frozenset[str] = frozenset(), loops: int = MOST_LOOPS
) -> Form | None:
    """The form of values whose types say what they become; ``None`` where they do not, or where
    that takes more than so many ``loops``.
    """
    match shape:
        case Sequence() | Mapping() if not loops:
            return None
        case Scalar() if (native := types.native(shape, workshop)) is not None:
            return Form("native", writer=native.writer)
        case Sequence(item=inner):
            known = _known(inner, workshop, seen, loops - 1)
            return None if known is None else Form("list", known)
        case Mapping(value=inner):
            known = _known(inner, workshop, seen, loops - 1)
            return None if known is None else Form("map", known)
        case Union(variants=(first, last)) if last.shape == Scalar("null"):
            choice = _choice(shape, workshop)
            if choice is not None:
                return choice
            known = _known(first.shape, workshop, seen, loops)
            return known and replace(known, null=True)
        case Union():
            return _choice(shape, workshop)
        case Reference(target=target) if target not in seen:
            definition = workshop.model[target]
            if isinstance(definition.shape, Record):
                return OBJECT
            if types.is_enum(definition, workshop):
                return None
            return _known(definition.shape, workshop, seen | {target}, loops)
        case _:
            return None


def _choice(shape: Union, workshop: Workshop) -> Form | None:
    """One of several objects, or a text or ``None`` beside them."""
    form = OBJECT
    for part in _parts(shape, workshop, frozenset()):
        match part:
            case Record():
                pass
            case Scalar(kind="null") | Constant(value=None):
                form = replace(form, null=True)
            case Scalar(kind="string") | Constant(value=str()) if (
                types.native(part, workshop) is None
            ):
                form = replace(form, text=True)
            case Enumeration(values=values) if all(isinstance(value, str) for value in values):
                form = replace(form, text=True)
            case _:
                return None
    return form


def _parts(shape: Shape, workshop: Workshop, seen: frozenset[str]) -> Iterator[Shape | None]:
    """What a value of ``shape`` may be, by one definition after the other; ``None`` where that
    leads back or to a class that is no object.
    """
    match shape:
        case Reference(target=target):
            definition = workshop.model[target]
            if target in seen or types.is_enum(definition, workshop):
                yield None
            else:
                yield from _parts(definition.shape, workshop, seen | {target})
        case Union(variants=variants):
            for variant in variants:
                if isinstance(variant.shape, Record):
                    yield None
                yield from _parts(variant.shape, workshop, seen)
        case _:
            yield shape
