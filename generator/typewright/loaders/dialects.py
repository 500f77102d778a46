"""Which dialect a document is written in: by its version, by its ``$schema``, or by who asks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from typewright.diagnostics import Diagnostic, codes
from typewright.loaders.descriptions import (
    OPENAPI_3_0,
    OPENAPI_3_1,
    OPENAPI_3_2,
    SWAGGER_2_0,
    description_dialect,
)
from typewright.loaders.dialect import Dialect, Role
from typewright.loaders.drafts import DRAFT_2020_12, draft
from typewright.loaders.readers import asserted_format
from typewright.schema import Json
from typewright.schema.describe import quote
from typewright.schema.keywords import KEYWORDS
from typewright.source import Document
from typewright.values import replace

_APPLICATOR: Final = frozenset(
    (
        *("prefixItems", "items", "additionalItems", "contains", "additionalProperties"),
        "properties",
        *("patternProperties", "dependentSchemas", "dependencies", "propertyNames"),
        *("if", "then", "else", "allOf", "anyOf", "oneOf", "not"),
    )
)
_UNEVALUATED: Final = frozenset(("unevaluatedItems", "unevaluatedProperties"))
_META_DATA: Final = frozenset(
    ["title", "description", "default", "deprecated", "readOnly", "writeOnly", "examples"]
)
_CONTENT: Final = frozenset(("contentEncoding", "contentMediaType", "contentSchema"))
_FORMAT: Final = frozenset(("format",))
_CORE: Final = frozenset(("$comment", "$defs"))
_VALIDATION: Final = (
    frozenset(keyword.name for keyword in KEYWORDS)
    - _APPLICATOR
    - _UNEVALUATED
    - _META_DATA
    - _CONTENT
    - _FORMAT
    - _CORE
)

_2019_09: Final = "https://json-schema.org/draft/2019-09/vocab/"
_2020_12: Final = "https://json-schema.org/draft/2020-12/vocab/"

VOCABULARIES: Final[Mapping[str, frozenset[str]]] = {
    _2020_12 + "applicator": _APPLICATOR,
    _2020_12 + "unevaluated": _UNEVALUATED,
    _2020_12 + "validation": _VALIDATION,
    _2020_12 + "meta-data": _META_DATA,
    _2020_12 + "content": _CONTENT,
    _2020_12 + "format-annotation": _FORMAT,
    _2020_12 + "format-assertion": _FORMAT,
    _2019_09 + "applicator": _APPLICATOR | _UNEVALUATED,
    _2019_09 + "validation": _VALIDATION,
    _2019_09 + "meta-data": _META_DATA,
    _2019_09 + "content": _CONTENT,
    _2019_09 + "format": _FORMAT,
}
"""The keywords of each vocabulary that a meta-schema may leave out."""


def dialect_of(
    document: Document, resources: Sequence[Document] = (), *, default: Dialect = DRAFT_2020_12
) -> tuple[Dialect, tuple[Diagnostic, ...]]:
    """The dialect of a document: the version of an API description, else what ``$schema`` names,
    and ``default`` where it names nothing.

    A meta-schema among ``resources`` may leave vocabularies out (JSON Schema Core 2020-12, section
    8.1.2); the keywords of these are then unknown ones.
    """
    described = description_dialect(document.value)
    if described is not None:
        return described, ()
    named = document.value.get("$schema") if isinstance(document.value, dict) else None
    if named is None:
        return default if default.root is Role.SCHEMA else replace(default, root=Role.SCHEMA), ()
    found = named_dialect(named, resources)
    if found is not None:
        return found, ()
    return DRAFT_2020_12, (
        codes.schema.UNREAD_DIALECT.at(document.origin("/$schema"), dialect=quote(named)),
    )


def named_dialect(
    name: Json, resources: Sequence[Document] = (), seen: frozenset[str] = frozenset()
) -> Dialect | None:
    """The dialect whose meta-schema has the URI ``name``, or ``None`` for one that is not known.

    The meta-schema of an own dialect is read by what it is itself written in, without the
    vocabularies that it does not name.
    """
    if (known := draft(name)) is not None:
        return known
    if not isinstance(name, str) or name in seen:
        return None
    for described in (SWAGGER_2_0, OPENAPI_3_0, OPENAPI_3_1, OPENAPI_3_2):
        if _undated(name.removesuffix("#")) == described.name:
            return replace(described, root=Role.SCHEMA)
    for resource in resources:
        meta = resource.value
        if isinstance(meta, dict) and name in (resource.uri, meta.get("$id"), meta.get("id")):
            base = named_dialect(meta.get("$schema"), resources, seen | {name}) or DRAFT_2020_12
            vocabulary = meta.get("$vocabulary")
            return _restricted(base, vocabulary) if isinstance(vocabulary, dict) else base
    return None


def _undated(name: str) -> str:
    """The URI of a dialect of OpenAPI whatever its edition, which has a date in the place of
    ``base``.
    """
    return _EDITION.sub("/dialect/base", name)


_EDITION: Final = re.compile(r"/dialect/[0-9]{4}-[0-9]{2}-[0-9]{2}$")


def _restricted(base: Dialect, vocabulary: Iterable[str]) -> Dialect:
    named = set(vocabulary)
    known = {name for uri, names in VOCABULARIES.items() if uri in named for name in names}
    unknown = {name for names in VOCABULARIES.values() for name in names} - known
    keywords = {name: read for name, read in base.keywords.items() if name not in unknown}
    if _2020_12 + "format-assertion" in named:
        keywords["format"] = asserted_format
    title = f"the dialect of the meta-schema, {base.title} without some vocabularies,"
    return replace(base, title=title, keywords=keywords)
