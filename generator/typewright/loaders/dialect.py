"""What the dialects of JSON Schema differ in, as data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from enum import Enum
from typing import TYPE_CHECKING, Final, TypeAlias

from typewright.schema import Json
from typewright.values import dataclass

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
    PATHS = "an object of path items"
    PATH_ITEM = "a path item"
    OPERATIONS = "an object of operations"
    OPERATION = "an operation"
    CALLBACKS = "an object of objects of path items"
    PARAMETERS = "a list or an object of parameters"
    PARAMETER = "a parameter or a header"
    REQUESTS = "an object of request bodies"
    REQUEST = "a request body"
    RESPONSES = "an object of responses"
    RESPONSE = "a response"
    CONTENT = "an object of media types"
    MEDIA = "a media type"
    DATA = "anything else"

    __hash__ = object.__hash__
    """Each is itself alone, and is looked up for every value that is read."""


EVERY: Final = "*"
"""In a table of places: the members and items that the table does not name."""


def _nothing_more(_reading: Reading) -> None:
    return


@dataclass(frozen=True, slots=True)
class Dialect:
    """A draft of JSON Schema, or what a version of OpenAPI makes of one.

    ``name`` is the URI that ``$schema`` has for it, ``title`` what people call it. ``places`` tells
    by the role of an object what its members hold; members that are not named are data.
    ``identify`` gives the URI that a schema declares for itself and ``anchors`` the plain names;
    ``document_identifier`` is the member of an API description that does so.

    ``keywords`` are the translations into the vocabulary of the schema graph. ``borrowed`` are
    those of keywords that are not the dialect's own, but mean nothing else when they stand there
    anyway; a keyword in neither is kept as an extension. ``finish`` does what takes several
    keywords together.
    ``ref_stands_alone`` says that keywords beside ``$ref`` do not count, unless they are among
    ``beside_ref``.
    """

    name: str
    title: str
    root: Role
    places: Mapping[Role, Mapping[str, Role]]
    identify: Callable[[Mapping[str, Json]], str | None]
    anchors: Callable[[Mapping[str, Json]], Iterable[str]]
    keywords: Mapping[str, Reader]
    borrowed: Mapping[str, Reader] = field(default_factory=dict)
    finish: Callable[[Reading], None] = _nothing_more
    ref_stands_alone: bool = False
    beside_ref: frozenset[str] = frozenset()
    document_identifier: str = ""

    def role_below(self, role: Role, token: str, value: Json) -> Role:
        """The role of the member or item ``token`` of something with ``role``."""
        if role is Role.SCHEMAS:
            return Role.SCHEMA
        table = self.places.get(role, {})
        below = table.get(token) or table.get(EVERY, Role.DATA)
        return Role.SCHEMAS if below is Role.SCHEMA and isinstance(value, list) else below
