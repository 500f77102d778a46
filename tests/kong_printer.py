"""Prints objects as Kong's spec-renderer does: the other direction of the reader under test."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Piece: TypeAlias = tuple[bool, str]
"""Whether a piece is a paragraph, with blank lines around, and its text."""


@dataclass(frozen=True)
class Printed:
    """A field or an object as a page shows it."""

    name: str
    types: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    format: str = ""
    required: bool = False
    read_only: bool = False
    unique_items: bool = False
    deprecated: bool = False
    description: str = ""
    pattern: str = ""
    default: str | int | bool | None = None
    bounds: dict[str, int] = field(default_factory=dict)
    additional: bool | None = None
    hidden: bool = False
    fields: tuple[Printed, ...] = ()
    union: str = ""
    variant: Printed | None = None


def page(*objects: Printed, site: str = "Some API") -> str:
    """The text of a page that shows ``objects``."""
    pieces = [(True, site), *(piece for one in objects for piece in _object(one))]
    text = ""
    for index, (is_paragraph, piece) in enumerate(pieces):
        if index:
            text += "\n\n" if is_paragraph or pieces[index - 1][0] else "\n"
        text += piece
    return text


def _object(one: Printed) -> Iterator[Piece]:
    yield True, one.name
    if one.types:
        yield False, " | ".join(one.types)
    yield from _facts(one)
    if one.union:
        yield False, one.union
    for each in one.fields:
        yield from _field(each)
    if one.fields:
        yield False, "Example"


def _field(one: Printed) -> Iterator[Piece]:
    rest = " | ".join(one.types)
    rest += f"[{','.join(one.items)}]" if one.items else ""
    rest += f"({one.format})" if one.format else ""
    rest += "required" * one.required + "read-only" * one.read_only
    rest += "unique-items" * one.unique_items + "DEPRECATED" * one.deprecated
    if one.union:
        yield False, one.name + one.union
        if rest:
            yield False, rest
    else:
        yield False, one.name + rest
    yield from _facts(one)
    if one.variant is not None:
        yield from _field(one.variant)
    elif one.hidden:
        yield False, "Show Child Parameters"


def _facts(one: Printed) -> Iterator[Piece]:
    if one.description:
        yield True, one.description
    if one.pattern:
        yield True, f"Match pattern:{one.pattern}"
    if one.default is not None:
        text = one.default if isinstance(one.default, str) else json.dumps(one.default)
        yield True, f"Default:{text}"
    if one.bounds:
        yield (
            True,
            "".join(text.format(one.bounds[key]) for key, text in _BOUNDS if key in one.bounds),
        )
    if one.additional is not None:
        yield False, f"* Additional properties are {'' if one.additional else 'NOT '}allowed."


_BOUNDS = (
    ("minimum", ">= {}"),
    ("maximum", "<= {}"),
    ("minLength", ">= {} characters"),
    ("maxLength", "<= {} characters"),
    ("exclusiveMinimum", "> {}"),
    ("exclusiveMaximum", "< {}"),
    ("multipleOf", "x {}"),
    ("minItems", ">= {} items"),
    ("maxItems", "<= {} items"),
)


def schema(one: Printed, *, title: bool = False) -> dict[str, Any]:
    """The schema that a reader must recover of ``one``."""
    own: dict[str, Any] = {"title": one.name} if title else {}
    if one.types:
        own["type"] = one.types[0] if len(one.types) == 1 else list(one.types)
    is_array = "array" in one.types
    inner: dict[str, Any] = {} if is_array else own
    if one.items:
        inner["type"] = one.items[0] if len(one.items) == 1 else list(one.items)
    for keyword, value in (
        ("format", one.format),
        ("pattern", one.pattern),
        ("additionalProperties", one.additional),
    ):
        if value not in ("", None):
            inner[keyword] = value
    for keyword, text in one.bounds.items():
        (own if keyword.endswith("Items") else inner)[keyword] = text
    for keyword, value in (
        ("description", one.description),
        ("readOnly", one.read_only),
        ("uniqueItems", one.unique_items),
        ("deprecated", one.deprecated),
    ):
        if value:
            own[keyword] = value
    if one.default is not None:
        own["default"] = one.default
    members: dict[str, Any] = {}
    if one.fields:
        members["properties"] = {each.name: schema(each) for each in one.fields}
        required = [each.name for each in one.fields if each.required]
        if required:
            members["required"] = required
    if one.union:
        named = one.variant is not None and not one.variant.name.startswith("Variant ")
        shown = schema(one.variant, title=named) if one.variant is not None else members
        inner["anyOf"] = [shown, True]
    else:
        inner.update(members)
    if is_array and (inner or one.hidden):
        own["items"] = inner
    return own
