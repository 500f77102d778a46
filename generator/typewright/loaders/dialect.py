"""What the dialects of JSON Schema differ in, as data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

from typewright.schema import Json

if TYPE_CHECKING:
    from typewright.loaders.reading import Reading

Reader: TypeAlias = "Callable[[Reading, str, Json], None]"
"""Translates one keyword: from its name and value to attributes of the schema that is read."""


class Role(Enum):
    """What a place in a document is, which decides where identifiers count."""

    SCHEMA = "a schema"
    SCHEMAS = "a list or an object of schemas"
    API = "the root of an API description"
    COMPONENTS = "the components of an API description"
    DATA = "anything else"


@dataclass(frozen=True, slots=True)
class Dialect:
    """A draft of JSON Schema, or what an OpenAPI version makes of one.

    ``places`` tells by the role of an object what its members hold; members that are not named are
    data. ``identify`` gives the URI that a schema declares for itself and ``anchors`` the plain
    names. ``keywords`` are the translations into the vocabulary of the schema graph; a keyword
    without one is kept as an extension.
    """

    name: str
    root: Role
    places: Mapping[Role, Mapping[str, Role]]
    identify: Callable[[Mapping[str, Json]], str | None]
    anchors: Callable[[Mapping[str, Json]], Iterable[str]]
    keywords: Mapping[str, Reader]

    def role_below(self, role: Role, token: str, value: Json) -> Role:
        """The role of the member or item ``token`` of something with ``role``."""
        if role is Role.SCHEMAS:
            return Role.SCHEMA
        below = self.places.get(role, {}).get(token, Role.DATA)
        return Role.SCHEMAS if below is Role.SCHEMA and isinstance(value, list) else below
