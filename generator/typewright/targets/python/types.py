"""Shapes as Python types: annotations, and what of a value has to be converted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, assert_never

from typewright.checks.values import Kind, kind_of, kinds_of
from typewright.model import (
    Anything,
    Constant,
    Definition,
    Enumeration,
    Mapping,
    Nothing,
    Record,
    Reference,
    Scalar,
    Sequence,
    Shape,
    Tuple,
    Union,
)
from typewright.model.shapes import DefinitionKey, inside
from typewright.schema import Json
from typewright.schema.schema import JsonType
from typewright.targets.python import literals
from typewright.targets.python.natives import NATIVES, Native

if TYPE_CHECKING:
    from typewright.targets.python.workshop import Workshop

_SCALARS = {
    "null": "None",
    "boolean": "bool",
    "integer": "int",
    "number": "float",
    "string": "str",
}


_CHOICES = (Union, Enumeration, Constant)
"""The shapes whose annotation may have more than one term."""


def annotation(definition: Definition, workshop: Workshop) -> str:
    """The name of a definition's class or alias."""
    return workshop.names.class_(definition)


def returned(definition: Definition, workshop: Workshop) -> str:
    """What functions that make values of a definition, which is no class, are said to return.

    Checkers refuse to take a value from a function of which nothing comes but ``None``.
    """
    is_null = kinds(definition.shape, workshop) == {"null"}
    return "Any" if is_null else annotation(definition, workshop)


def terms(shape: Shape, workshop: Workshop) -> tuple[str, ...]:
    """The members of the union that is the annotation of ``shape``; one for most shapes.

    Literals are one term, and what another term includes is left out.
    """
    known = workshop.annotations.get(id(shape))
    if known is None:  # models and factories ask for the same ones
        known = workshop.annotations[id(shape)] = shape, _terms(shape, workshop)
    return known[1]


def _terms(shape: Shape, workshop: Workshop) -> tuple[str, ...]:
    if not isinstance(shape, _CHOICES):  # as most are
        return (_one(shape, workshop),)
    values: dict[str, None] = {}
    others: dict[str, None] = {}
    for part in _flat(shape):
        match part:
            case Enumeration(values=members):
                _add(members, values, others)
                if len(members) > 1 and workshop.options.unknown_enum_values == "keep":
                    others.update(dict.fromkeys(_kinds_of(members)))
            case Constant(value=value):
                _add((value,), values, others)
            case _:
                others[_one(part, workshop)] = None
    if "Any" in others:  # beside it classes are worth telling: checkers know their attributes
        classes = (_one(part, workshop) for part in _flat(shape) if isinstance(part, Reference))
        return (*dict.fromkeys(classes), "Any")
    if "float" in others:
        others.pop("int", None)
    if len(others) > 1 or values:
        others.pop("Never", None)
    null = others.pop("None", "") is None
    listed = (f"Literal[{', '.join(values)}]",) if values else ()
    return (*listed, *others, "None") if null else (*listed, *others)


def literal_values(shape: Shape) -> tuple[str, ...] | None:
    """The expressions inside a ``Literal``, when that is all that the annotation is."""
    if not isinstance(shape, Enumeration):
        return None
    if any(value is None or isinstance(value, float) or _is_long(value) for value in shape.values):
        return None
    return tuple(map(literals.value, shape.values))


def _add(found: Iterable[Json], values: dict[str, None], others: dict[str, None]) -> None:
    for value in found:
        match value:
            case None:
                others["None"] = None
            case float():
                others["float"] = None
            case int() if _is_long(value):
                others["int"] = None
            case list():
                others["list[Any]"] = None
            case dict():
                others["dict[str, Any]"] = None
            case _:
                values[literals.value(value)] = None


def _is_long(value: Json) -> bool:
    """Whether a value is a whole number of more than 64 bits, of which mypy has no ``Literal``."""
    return isinstance(value, int) and not -(2**63) <= value < 2**63


def _kinds_of(values: Iterable[Json]) -> list[str]:
    """The types of the values of an enumeration that grows."""
    names = {bool: "bool", int: "int", str: "str"}
    return [name for kind, name in names.items() if any(type(value) is kind for value in values)]


def _flat(shape: Shape) -> tuple[Shape, ...]:
    if isinstance(shape, Union):
        return tuple(part for variant in shape.variants for part in _flat(variant.shape))
    return (shape,)


def _one(shape: Shape, workshop: Workshop) -> str:
    match shape:
        case Anything():
            return "Any"
        case Nothing():
            return "Never"
        case Scalar(kind=kind):
            found = native(shape, workshop)
            return _SCALARS[kind] if found is None else found.annotation
        case Sequence(item=item):
            return f"list[{text(item, workshop)}]"
        case Mapping(value=value):
            return f"dict[str, {text(value, workshop)}]"
        case Tuple():
            return _tuple(shape, workshop)
        case Reference(target=target):
            definition = workshop.model[target]
            name = workshop.names.class_(definition)
            kept = workshop.options.unknown_enum_values == "keep"
            return f"{name} | str" if kept and is_enum(definition, workshop) else name
        case Record():
            return "dict[str, Any]"
        case Constant() | Enumeration() | Union():
            return text(shape, workshop)
        case _:
            assert_never(shape)


def text(shape: Shape, workshop: Workshop) -> str:
    """The annotation of ``shape`` on one line."""
    return " | ".join(terms(shape, workshop))


def _tuple(shape: Tuple, workshop: Workshop) -> str:
    if is_fixed(shape):
        inner = ", ".join(text(item, workshop) for item in shape.items)
        return f"tuple[{inner or '()'}]"
    parts = [*shape.items, *([shape.rest] if shape.rest is not None else [])]
    joined: dict[str, None] = {}
    for part in parts:
        joined.update(dict.fromkeys(terms(part, workshop)))
    if "Any" in joined or not joined:
        return "list[Any]"
    if "float" in joined:
        joined.pop("int", None)
    return f"list[{' | '.join(joined)}]"


def is_fixed(shape: Tuple) -> bool:
    """Whether every value has just the items of the tuple."""
    return shape.rest is None and shape.min_items == len(shape.items)


def native(shape: Shape, workshop: Workshop) -> Native | None:
    """The richer type of a string with a format, when the options ask for it."""
    if workshop.options.formats != "native":
        return None
    match shape:
        case Scalar(kind="string", format=str(name)):
            return NATIVES.get(name)
        case _:
            return None


def is_enum(definition: Definition, workshop: Workshop) -> bool:
    """Whether a definition becomes a ``StrEnum``."""
    return (
        workshop.options.enums == "strenum"
        and isinstance(definition.shape, Enumeration)
        and all(isinstance(value, str) for value in definition.shape.values)
    )


def enum_values(definition: Definition) -> tuple[Json, ...]:
    """The values of an enumeration."""
    return definition.shape.values if isinstance(definition.shape, Enumeration) else ()


MOST_INLINE = 8
"""A choice of more scalars is read by a function of its own."""


def is_inline(definition: Definition, workshop: Workshop) -> bool:
    """Whether a definition is read where it is used: a scalar or a choice of scalars."""
    seen = {definition.key}
    pending: list[Shape] = [] if is_enum(definition, workshop) else [definition.shape]
    found = 0
    while pending:
        match pending.pop():
            case Scalar() | Constant() | Enumeration():
                found += 1
            case Union(variants=variants):
                pending += (variant.shape for variant in variants)
            case Reference(target=target) if target not in seen:
                seen.add(target)
                if is_enum(workshop.model[target], workshop):
                    return False
                pending.append(workshop.model[target].shape)
            case _:
                return False
        if found + len(pending) > MOST_INLINE or len(seen) > MOST_INLINE:
            return False
    return found > 0


def is_plain(shape: Shape, workshop: Workshop) -> bool:
    """Whether a value of ``shape`` is in Python just what it is in JSON."""
    if isinstance(shape, Scalar):  # as most often
        return native(shape, workshop) is None
    known = workshop.plain
    leads: dict[DefinitionKey, DefinitionKey | None] = {}  # each by what was seen to refer to it
    pending: list[tuple[Shape, DefinitionKey | None]] = [(shape, None)]
    while pending:  # not by calls inside each other: definitions may refer on without end
        part, owner = pending.pop()
        if isinstance(part, Reference):
            if part.target in leads or known.get(part.target):
                continue
            leads[part.target] = owner
            owner = part.target
        below = _plain_inside(part, workshop)
        if below is None:
            while owner is not None:
                known[owner] = False
                owner = leads[owner]
            return False
        pending += ((each, owner) for each in below)
    known.update(dict.fromkeys(leads, True))
    return True


def _plain_inside(shape: Shape, workshop: Workshop) -> Iterable[Shape] | None:
    """The shapes that have to be plain, too, for ``shape`` to be; ``None`` where it is not."""
    match shape:
        case Reference(target=target):
            definition = workshop.model[target]
            if isinstance(definition.shape, Record) or is_enum(definition, workshop):
                return None
            return (definition.shape,) if workshop.plain.get(target, True) else None
        case Scalar():
            return () if native(shape, workshop) is None else None
        case Tuple() if is_fixed(shape):
            return None
        case Record() | Anything():
            return ()
        case _:
            return inside(shape)


def chosen(shape: Shape, workshop: Workshop) -> frozenset[str]:
    """The names of the classes of which the annotation of ``shape`` has some values and not all,
    outside of lists and dictionaries.
    """
    some: set[str] = set()
    whole: set[str] = set()
    seen: set[DefinitionKey] = set()
    pending = [shape]
    while pending:
        match pending.pop():
            case Constant(value=value):
                some.add(type(value).__name__)
            case Enumeration(values=values):
                some.update(type(value).__name__ for value in values)
            case Scalar(kind=kind):
                whole.add(_SCALARS[kind])
            case Union(variants=variants):
                pending += (variant.shape for variant in variants)
            case Reference(target=target) if target not in seen:
                seen.add(target)
                pending.append(workshop.model[target].shape)
            case _:
                pass
    return frozenset(some - whole)


_KIND: dict[JsonType | Kind, frozenset[JsonType]] = {
    **{one: frozenset((one,)) for one in ("null", "boolean", "string", "array", "object")},
    **dict.fromkeys(("integer", "fraction", "number"), frozenset(("number",))),
}
"""The only type of values of a scalar or of a kind, all numbers as one."""


def kinds(
    shape: Shape, workshop: Workshop, seen: frozenset[str] = frozenset()
) -> frozenset[JsonType]:
    """The JSON types that values of ``shape`` have, all numbers as one."""
    match shape:
        case Scalar(kind=kind):
            return _KIND[kind]
        case Reference(target=target):
            if target in seen:
                return frozenset()
            return kinds(workshop.model[target].shape, workshop, seen | {target})
        case Mapping() | Record():
            return _KIND["object"]
        case Union(variants=variants):
            return frozenset().union(*(kinds(v.shape, workshop, seen) for v in variants))
        case Constant(value=value):
            return _KIND[kind_of(value)]
        case Enumeration(values=values):
            return frozenset().union(*(_KIND[kind] for kind in kinds_of(values)))
        case Sequence() | Tuple():
            return _KIND["array"]
        case Anything():
            return frozenset().union(*_KIND.values())
        case Nothing():
            return frozenset()
        case _:
            assert_never(shape)


def mentions(shape: Shape) -> frozenset[DefinitionKey]:
    """The keys of the definitions that the annotation of ``shape`` names."""
    found: set[DefinitionKey] = set()
    pending = [shape]
    while pending:
        part = pending.pop()
        if isinstance(part, Reference):
            found.add(part.target)
        elif not isinstance(part, Anything):  # no annotation tells what its hint is
            pending += inside(part)
    return frozenset(found)
