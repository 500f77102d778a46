"""JSON values that know where they stand, so that a resolved reference is a place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from typewright.loaders.dialect import Dialect, Role
from typewright.schema import Json, SchemaId
from typewright.source import Document, Origin
from typewright.source.pointer import escape


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

    def __getitem__(self, token: str) -> Located:
        value = _below(self.value, token)
        role = self.dialect.role_below(self.role, token, value)
        return Located(
            self.document,
            self.dialect,
            f"{self.pointer}/{escape(token)}",
            value,
            role,
            _base(self.base, self.dialect, role, value),
        )

    def schemas_below(self) -> Iterator[Located]:
        """The nearest schemas below this place."""
        for token in self.tokens():
            role = self.dialect.role_below(self.role, token, None)
            if role is Role.DATA:
                continue
            below = self[token]
            if below.role is Role.SCHEMA:
                yield below
            else:
                yield from below.schemas_below()


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
    if role is not Role.SCHEMA or not isinstance(value, dict):
        return None
    return dialect.identify(value)


def _base(base: str, dialect: Dialect, role: Role, value: Json) -> str:
    own = _identifier(dialect, role, value)
    if own is None:
        return base
    try:
        return urljoin(base, own.rstrip("#"))
    except ValueError:
        return base
