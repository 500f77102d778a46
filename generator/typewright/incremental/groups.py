"""A document as groups.

A *group* is a member of ``components.schemas`` (``definitions`` in Swagger, ``$defs`` in JSON
Schema) with all that is inside it, the schema of a request or response that is a definition, or the
rest of a JSON Schema document that is one itself. Groups lead to each other by references; what is
made of one depends on what it leads to, and on the names of the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import field
from typing import Any, Final

from typewright.incremental.trace import Name, UntraceableError
from typewright.loaders.dialects import dialect_of
from typewright.loaders.json_schema import HOLDERS, called
from typewright.loaders.located import Located
from typewright.loaders.openapi import named_bodies
from typewright.source import Document
from typewright.source.pointer import escape, split
from typewright.values import dataclass, replace

OPERATIONS: Final = ("paths", "webhooks")
"""What nothing is made of, unless it is asked for or a schema refers to it."""


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups of a document: ``members`` are what each of them says, by names.

    Most are members of one object, to which the pointer ``start`` leads; ``bodies`` are the names
    of those that stand in operations, by pointers; ``root`` is the name of the one that is the
    document itself. ``frame`` is what is around them all, but for ``operations``. Where groups are
    ``closed``, they refer to groups alone. References in them are relative to ``base``.
    """

    uri: str
    base: str
    start: str
    members: Mapping[Name, Any]
    frame: Any
    operations: Sequence[Any] = ()
    root: Name | None = None
    closed: bool = False
    bodies: Mapping[str, Name] = field(default_factory=dict)

    @property
    def called(self) -> tuple[str, str]:
        """What references may call the document."""
        return self.uri, self.base

    def at(self, pointer: str) -> Name | None:
        """The group that a pointer leads into; that of a schema that was made of others is where
        the first of these is.
        """
        if pointer.startswith(self.start):
            name = pointer[len(self.start) :].partition("/")[0].partition("~")[0]
            if name in self.members:
                return name
        while self.bodies and pointer:
            pointer, _, token = pointer.rpartition("/")
            place = f"{pointer}/{token.partition('~')[0]}"
            if place in self.bodies:
                return self.bodies[place]
        return self.root

    def target(self, pointer: str) -> tuple[Name | None, bool]:
        """The group that a reference with a pointer leads to, whether what is meant there is found
        or not, and whether it means all of it. Nothing, where it leads to what is no group.

        Raises ``UntraceableError`` where that may be anything.
        """
        if pointer.startswith(self.start):
            name, _, more = pointer[len(self.start) :].partition("/")
            if is_unclear(name):
                raise UntraceableError
            return name if name in self.members else f"{self.uri}#{self.start}{name}", not more
        if self.root is None and self.closed:
            raise UntraceableError
        return self.root, not pointer

    def references(self, value: Any) -> Iterator[str]:
        """All references in a schema; those of a discriminator may be names."""
        pending = [value]
        while pending:
            node = pending.pop()
            if isinstance(node, dict):
                if isinstance(reference := node.get("$ref"), str):
                    yield reference
                if isinstance(mapping := node.get("mapping"), dict):
                    named = [one for one in mapping.values() if isinstance(one, str)]
                    start = f"#{self.start}"
                    yield from (start + one if one in self.members else one for one in named)
                pending.extend(node.values())
            elif isinstance(node, list):
                pending.extend(node)


def taken_apart(document: Document, *, include_operations: bool = False) -> Groups:
    """The groups of a document. Raises ``UntraceableError`` where it has none."""
    value: Any = document.value
    match value:
        case {
            "openapi": str(),
            "info": {"title": str()},
            "components": {"schemas": dict(members)} as components,
        }:
            start = "/components/schemas/"
            frame = {**value, "components": {**components, "schemas": None}}
        case {"swagger": str(), "info": {"title": str()}, "definitions": dict(members)}:
            start = "/definitions/"
            frame = {**value, "definitions": None}
        case {"openapi": _} | {"swagger": _} | {"overlay": _}:
            raise UntraceableError
        case dict():
            return _of_schema(document, value)
        case _:
            raise UntraceableError
    groups = _clear(Groups(document.uri, _base(document), start, members, frame))
    if include_operations:
        return _with_bodies(groups, document)
    operations = [frame.pop(name, None) for name in OPERATIONS]
    return replace(groups, operations=operations)


def _with_bodies(groups: Groups, document: Document) -> Groups:
    """The same with those that stand in operations.

    What operations say besides is part of the frame. It may refer to all of a schema, but into
    none, so that nothing that is said of it depends on any.
    """
    found = named_bodies(document)
    bodies = {one.partition("#")[2]: name for name, one in found.items()}
    if any(pointer.startswith(groups.start) for pointer in bodies):
        raise UntraceableError
    frame, values = _without(groups.frame, bodies)
    for reference in groups.references(frame):
        holder, _, name = reference.rpartition("/")
        if f"{holder}/" == f"#{groups.start}":
            if name not in groups.members:
                raise UntraceableError
        elif holder not in _HOLDERS:
            raise UntraceableError
    members = {**groups.members, **{name: values[pointer] for pointer, name in bodies.items()}}
    return replace(groups, members=members, frame=frame, bodies=bodies, closed=True)


_HOLDERS: Final = frozenset(
    [
        *(f"#/components/{name}" for name in ("responses", "requestBodies", "parameters")),
        *(f"#/components/{name}" for name in ("headers", "examples", "pathItems", "callbacks")),
        *(f"#/components/{name}" for name in ("links", "securitySchemes", "mediaTypes")),
        *("#/responses", "#/parameters"),
    ]
)
"""What references in operations lead to that are no schemas."""


def _without(value: Any, pointers: Iterable[str]) -> tuple[Any, Mapping[str, Any]]:
    """A value without what stands at some places, and that.

    Raises ``UntraceableError`` where one of these is inside another.
    """
    copies: dict[str, Any] = {"": value.copy()}
    found: dict[str, Any] = {}
    for pointer in pointers:
        at, holder = "", copies[""]
        for token in split(pointer):
            if holder is None:
                raise UntraceableError
            key = int(token) if isinstance(holder, list) else token
            at = f"{at}/{escape(token)}"
            if at == pointer:
                found[pointer], holder[key] = holder[key], None
            elif at not in copies:
                copies[at] = holder[key] = copy(holder[key])
            holder = copies.get(at)
        if pointer in copies:
            raise UntraceableError
    return copies[""], found


def _of_schema(document: Document, value: dict[str, Any]) -> Groups:
    held = [one for one in HOLDERS if one in value]
    holder = held[0] if held else HOLDERS[0]
    members = value.get(holder, {})
    if len(held) > 1 or not isinstance(members, dict):
        raise UntraceableError
    start, rest, root = f"/{holder}/", {**value, holder: [*members]}, called(document)
    place = document.uri, _base(document), start
    if root is None:
        return _clear(Groups(*place, members, {**value, holder: None}, closed=True))
    if root in members:
        raise UntraceableError
    return _clear(Groups(*place, {root: rest, **members}, None, root=root, closed=True))


def _base(document: Document) -> str:
    return Located.root(document, dialect_of(document)[0]).base


def _clear(groups: Groups) -> Groups:
    if any(is_unclear(one) for one in groups.members if one != groups.root):
        raise UntraceableError
    return groups


def is_unclear(name: Name) -> bool:
    """Whether a name is spelled otherwise in references and addresses."""
    return any(mark in name for mark in "/~%")
