"""A document as groups.

A *group* is a member of ``components.schemas`` (``definitions`` in Swagger, ``$defs`` in JSON
Schema) with all that is inside it, or the rest of a JSON Schema document that is a definition
itself. Groups lead to each other by references; what is made of one depends on what it leads to,
and on the names of the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from typewright.incremental.trace import Name, UntraceableError
from typewright.loaders.json_schema import HOLDERS, called
from typewright.source import Document
from typewright.values import dataclass

OPERATIONS: Final = ("paths", "webhooks")
"""What nothing is made of, unless it is asked for or a schema refers to it."""


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups of a document: ``members`` are what each of them says, by names.

    Most are members of one object, to which the pointer ``start`` leads; ``root`` is the name of
    the one that is the document itself. ``frame`` is what is around them all, but for
    ``operations``. Where the document ``is_schema``, references lead to groups alone.
    """

    uri: str
    start: str
    members: Mapping[Name, Any]
    frame: Any
    operations: Sequence[Any] = ()
    root: Name | None = None
    is_schema: bool = False

    def at(self, pointer: str) -> Name | None:
        """The group that a pointer leads into; that of a schema that was made of others is where
        the first of these is.
        """
        if pointer.startswith(self.start):
            name = pointer[len(self.start) :].partition("/")[0].partition("~")[0]
            if name in self.members:
                return name
        return self.root

    def referred(self, name: Name) -> Iterator[tuple[Name, bool]]:
        """The groups that one refers to, and whether to the whole of each, whether what is meant
        there is found or not.

        Raises ``UntraceableError`` for references to other documents and to anchors.
        """
        if name == self.root:
            yield from ((one, True) for one in self.members if one != name)
        for reference in self.references(self.members[name]):
            if reference != "#" and not reference.startswith("#/"):
                raise UntraceableError
            pointer = reference[1:]
            if pointer.startswith(self.start):
                target, _, more = pointer[len(self.start) :].partition("/")
                if is_unclear(target):
                    raise UntraceableError
                yield target if target in self.members else f"{self.uri}{reference}", not more
            elif self.root is not None:
                yield self.root, not pointer
            elif self.is_schema:
                raise UntraceableError

    def leads_around(self, name: Name) -> bool:
        """Whether a group refers to what is no group."""
        start = f"#{self.start}"
        return not self.is_schema and not all(
            one.startswith(start) for one in self.references(self.members[name])
        )

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


def taken_apart(document: Document) -> Groups:
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
    operations = [frame.pop(name, None) for name in OPERATIONS]
    return _clear(Groups(document.uri, start, members, frame, operations))


def _of_schema(document: Document, value: dict[str, Any]) -> Groups:
    held = [one for one in HOLDERS if one in value]
    holder = held[0] if held else HOLDERS[0]
    members = value.get(holder, {})
    if len(held) > 1 or not isinstance(members, dict):
        raise UntraceableError
    start, rest, root = f"/{holder}/", {**value, holder: [*members]}, called(document)
    if root is None:
        return _clear(Groups(document.uri, start, members, {**value, holder: None}, is_schema=True))
    if root in members:
        raise UntraceableError
    return _clear(Groups(document.uri, start, {root: rest, **members}, None, (), root, True))


def _clear(groups: Groups) -> Groups:
    if any(is_unclear(one) for one in groups.members if one != groups.root):
        raise UntraceableError
    return groups


def is_unclear(name: Name) -> bool:
    """Whether a name is spelled otherwise in references and addresses."""
    return any(mark in name for mark in "/~%")
