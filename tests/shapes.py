"""What shapes mean: whether a value fits one. Written apart from all that makes or uses shapes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, assert_never

from hypothesis import strategies as st

from strategies import LEAVES, NAMES, SCALARS, _level
from typewright.model import (
    Anything,
    Constant,
    Enumeration,
    Mapping,
    Model,
    Nothing,
    Record,
    Reference,
    Scalar,
    Sequence,
    Shape,
    Tuple,
    Union,
    Variant,
)

ROOTS = ("Alpha", "beta_item", "Gamma")
LINKS = st.sampled_from(ROOTS).map(lambda name: {"$ref": f"#/$defs/{name}"})
LINKED = st.recursive(st.one_of(LEAVES, LINKS), _level, max_leaves=8)
"""Schemas that refer to those of ``ROOTS``."""

DOCUMENTS = st.fixed_dictionaries(dict.fromkeys(ROOTS, LINKED)).map(lambda found: {"$defs": found})
"""Documents with a definition for each of ``ROOTS``."""

VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(NAMES, inner, max_size=3)),
    max_leaves=6,
)


def fits(model: Model, shape: Shape, value: Any, inside: tuple[str, ...] = ()) -> bool:
    """Whether a JSON value fits a shape. A definition that leads to itself at once fits all."""
    match shape:
        case Anything():
            return True
        case Nothing():
            return False
        case Scalar(kind):
            return _has_kind(kind, value)
        case Constant(constant):
            return _same(constant, value)
        case Enumeration(values):
            return any(_same(one, value) for one in values)
        case Sequence(item):
            return isinstance(value, list) and all(fits(model, item, one) for one in value)
        case Tuple(items, rest):
            return (
                isinstance(value, list)
                and (rest is not None or len(value) <= len(items))
                and all(fits(model, one, part) for one, part in zip(items, value, strict=False))
                and all(fits(model, rest, part) for part in value[len(items) :] if rest)
            )
        case Mapping(inner):
            return isinstance(value, dict) and all(
                fits(model, inner, one) for one in value.values()
            )
        case Record():
            return isinstance(value, dict) and _fits_record(model, shape, value)
        case Union(variants):
            return any(fits(model, variant.shape, value, inside) for variant in variants)
        case Reference(target):
            return target in inside or fits(model, model[target].shape, value, (*inside, target))
        case _:
            assert_never(shape)


def _fits_record(model: Model, record: Record, value: dict[str, Any]) -> bool:
    members = {member.name: member for member in record.members}
    if any(member.required and name not in value for name, member in members.items()):
        return False
    for name, content in value.items():
        expected = members[name].shape if name in members else record.additional
        if expected is None or not fits(model, expected, content):
            return False
    return True


def _has_kind(kind: str, value: Any) -> bool:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    match kind:
        case "null":
            return value is None
        case "boolean":
            return isinstance(value, bool)
        case "integer":
            return number and float(value).is_integer()
        case "number":
            return number
        case _:
            return isinstance(value, str)


def _same(left: Any, right: Any) -> bool:
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(_same, left, right))
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(_same(left[key], right[key]) for key in left)
    return isinstance(left, bool) == isinstance(right, bool) and bool(left == right)


def said(shape: Shape) -> str:
    """A shape in a line of text, for tests to compare."""
    match shape:
        case Anything(hint):
            return "any" if hint is None else f"any, such as {said(hint)}"
        case Nothing():
            return "nothing"
        case Scalar(kind, form):
            return kind if form is None else f"{kind} ({form})"
        case Constant(value):
            return f"={value!r}"
        case Enumeration(values):
            return f"enum {list(values)}"
        case Sequence(item):
            return f"[{said(item)}]"
        case Tuple(items, rest):
            more = [] if rest is None else [f"*{said(rest)}"]
            return f"({', '.join([*map(said, items), *more])})"
        case Mapping(value, opaque):
            return f"{'opaque ' if opaque else ''}map of {said(value)}"
        case Reference(target):
            return f"@{target}"
        case Union(variants, tag, declared):
            by = "" if tag is None else f" by {'declared ' if declared else ''}{tag}"
            return " | ".join(_said_variant(one) for one in variants) + by
        case Record(members, additional, opaque):
            more = [] if additional is None else [f"...{said(additional)}"]
            names = [
                f"{one.name}{'' if one.required else '?'}: {said(one.shape)}" for one in members
            ]
            return f"{'opaque ' if opaque else ''}{{{', '.join([*names, *more])}}}"
        case _:
            assert_never(shape)


def _said_variant(variant: Variant) -> str:
    tags = "" if not variant.tag_values else f" if {'/'.join(variant.tag_values)}"
    return f"{said(variant.shape)}{tags}"


def inner_shapes(shape: Shape) -> Iterator[Shape]:
    """All shapes inside a shape; not those of the definitions that it refers to."""
    match shape:
        case Anything(hint):
            below = [] if hint is None else [hint]
        case Sequence(inner) | Mapping(inner):
            below = [inner]
        case Tuple(items, rest):
            below = [*items] if rest is None else [*items, rest]
        case Union(variants):
            below = [variant.shape for variant in variants]
        case Record(members, additional):
            below = [member.shape for member in members]
            below += [] if additional is None else [additional]
        case _:
            below = []
    for one in below:
        yield one
        yield from inner_shapes(one)
