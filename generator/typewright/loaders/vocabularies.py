"""Which dialect a document is written in, by its ``$schema``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from typewright.diagnostics import Diagnostic, codes
from typewright.loaders.dialect import Dialect
from typewright.loaders.draft2020 import DRAFT_2020_12
from typewright.schema import Json
from typewright.schema.describe import quote
from typewright.schema.keywords import KEYWORDS
from typewright.source import Document

_PREFIX: Final = "https://json-schema.org/draft/2020-12/vocab/"

_APPLICATOR: Final = frozenset(
    (
        *("prefixItems", "items", "contains", "additionalProperties", "properties"),
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

VOCABULARIES: Final[Mapping[str, frozenset[str]]] = {
    _PREFIX + "applicator": _APPLICATOR,
    _PREFIX + "unevaluated": _UNEVALUATED,
    _PREFIX + "validation": _VALIDATION,
    _PREFIX + "meta-data": _META_DATA,
    _PREFIX + "content": _CONTENT,
    _PREFIX + "format-annotation": _FORMAT,
    _PREFIX + "format-assertion": _FORMAT,
}
"""The keywords of each vocabulary that a meta-schema may leave out."""


def dialect_of(
    document: Document, resources: Sequence[Document]
) -> tuple[Dialect, tuple[Diagnostic, ...]]:
    """The dialect that the document's ``$schema`` names; 2020-12 when it names none.

    A meta-schema among ``resources`` may leave vocabularies out (JSON Schema Core 2020-12, section
    8.1.2); the keywords of these are then unknown ones.
    """
    named = document.value.get("$schema") if isinstance(document.value, dict) else None
    if named is None or (isinstance(named, str) and named.rstrip("#") == DRAFT_2020_12.name):
        return DRAFT_2020_12, ()
    for resource in resources:
        meta = resource.value
        if isinstance(meta, dict) and named in (resource.uri, meta.get("$id")):
            vocabulary = meta.get("$vocabulary")
            return _restricted(vocabulary) if isinstance(vocabulary, dict) else DRAFT_2020_12, ()
    return DRAFT_2020_12, (
        codes.SCHEMA_UNREAD_DIALECT.at(document.origin("/$schema"), dialect=quote(named)),
    )


def _restricted(vocabulary: Iterable[str] | Mapping[str, Json]) -> Dialect:
    named = set(vocabulary)
    known = {name for uri, names in VOCABULARIES.items() if uri in named for name in names}
    unknown = {name for names in VOCABULARIES.values() for name in names} - known
    keywords = {
        name: reader for name, reader in DRAFT_2020_12.keywords.items() if name not in unknown
    }
    return replace(DRAFT_2020_12, keywords=keywords)
