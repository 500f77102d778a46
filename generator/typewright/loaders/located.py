"""JSON values that know where they stand, so that a resolved reference is a place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urljoin

from typewright.loaders.dialect import EVERY, Dialect, Role
from typewright.loaders.drafts import draft
from typewright.schema import Json, SchemaId
from typewright.source import Document, Origin
from typewright.source.pointer import escape
from typewright.values import dataclass, replace


@dataclass(frozen=True, slots=True)
class Located:
    """A value in a document: ``base`` is the URI of the schema resource that it is part of.

    ``located[token]`` goes one step of a JSON pointer down and raises ``LookupError`` where there
    is nothing.
    """

    document: Document
    dialect: Dialect
    pointer: str
    value: Json
    role: Role
    base: str

    @classmethod
    def root(cls, document: Document, dialect: Dialect) -> Located:
        """The whole value of ``document``."""
        base = _base(document.uri, dialect, dialect.root, document.value)
        return cls(document, dialect, "", document.value, dialect.root, base)

    def __getitem__(self, token: str) -> Located:
        value = _below(self.value, token)
        return self._at(f"{self.pointer}/{escape(token)}", value, token)

    def _at(self, pointer: str, value: Json, token: str) -> Located:
        role = self.dialect.role_below(self.role, token, value)
        if not isinstance(value, dict) or (role is not Role.API and _NAMING.isdisjoint(value)):
            return Located(self.document, self.dialect, pointer, value, role, self.base)
        dialect = _embedded(self.dialect, role, value)
        base = _base(self.base, dialect, role, value)
        return Located(self.document, dialect, pointer, value, role, base)

    def seen_as(self, role: Role) -> Located:
        """This place with the role that a reference to it gives it."""
        if self.role is role:
            return self
        base = _base(self.base, self.dialect, role, self.value)
        return replace(self, role=role, base=base)

    @property
    def id(self) -> SchemaId:
        """The identity that a schema at this place has."""
        return SchemaId(f"{self.document.uri}#{self.pointer}")

    @property
    def origin(self) -> Origin:
        """Where this value comes from."""
        return self.document.origin(self.pointer)

    @property
    def identifier(self) -> str | None:
        """The URI that a schema at this place declares for itself."""
        return _identifier(self.dialect, self.role, self.value)

    @property
    def is_resource_root(self) -> bool:
        """Whether a schema resource begins here."""
        return not self.pointer or self.identifier is not None

    @property
    def anchors(self) -> tuple[str, ...]:
        """The plain names that a schema at this place declares for itself."""
        if self.role is not Role.SCHEMA or not isinstance(self.value, dict):
            return ()
        return tuple(self.dialect.anchors(self.value))

    def tokens(self) -> tuple[str, ...]:
        """The steps that lead down from here."""
        match self.value:
            case dict():
                return tuple(self.value)
            case list():
                return tuple(map(str, range(len(self.value))))
            case _:
                return ()

    def schemas_below(self) -> Iterator[Located]:
        """The nearest schemas below this place."""
        named = self.dialect.places.get(self.role, {})
        every = self.role is Role.SCHEMAS or EVERY in named
        for token in self.tokens():
            if not every and token not in named:
                continue
            below = self[token]
            if below.role is Role.SCHEMA:
                yield below
            else:
                yield from below.schemas_below()


_NAMING: Final = frozenset(("$schema", "$id", "id"))
"""The keywords that could say which dialect a schema is in, or what it is called: most have none of
them.
"""

_INDEX = re.compile("0|[1-9][0-9]*")


def _below(value: Json, token: str) -> Json:
    match value:
        case dict():
            return value[token]
        case list() if _INDEX.fullmatch(token):
            return value[int(token)]
        case _:
            raise LookupError(token)


def _identifier(dialect: Dialect, role: Role, value: Json) -> str | None:
    if not isinstance(value, dict):
        return None
    if role is Role.API:
        own = value.get(dialect.document_identifier)
        return own if isinstance(own, str) else None
    return dialect.identify(value) if role is Role.SCHEMA else None


def _embedded(dialect: Dialect, role: Role, value: Json) -> Dialect:
    """The dialect of a schema below another one: a resource of its own may name its own."""
    if role is not Role.SCHEMA or not isinstance(value, dict) or "$schema" not in value:
        return dialect
    named = draft(value["$schema"])
    return named if named is not None and named.identify(value) is not None else dialect


def _base(base: str, dialect: Dialect, role: Role, value: Json) -> str:
    own = _identifier(dialect, role, value)
    if own is None:
        return base
    try:
        return urljoin(base, own.rstrip("#"))
    except ValueError:
        return base
