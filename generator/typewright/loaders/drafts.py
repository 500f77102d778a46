"""The drafts of JSON Schema as data: which keywords each has, and how it spells what they share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from typewright.loaders import readers
from typewright.loaders.dialect import Dialect, Reader, Role
from typewright.loaders.forms import reader
from typewright.schema import Json
from typewright.schema.keywords import KEYWORDS, Form, Keyword

_PLAIN: Final[Mapping[str, Reader]] = {keyword.name: reader(keyword) for keyword in KEYWORDS}
_DEFINITIONS: Final = reader(Keyword("definitions", "defs", Form.SCHEMA_MAP))


def _plain(*names: str) -> dict[str, Reader]:
    return {name: _PLAIN[name] for name in names}


ANNOTATIONS: Final[Mapping[str, Reader]] = _plain(
    *("$comment", "title", "description", "default", "examples", "deprecated", "readOnly"),
    *("writeOnly", "format", "contentEncoding", "contentMediaType", "contentSchema"),
)
"""Keywords that never decide a verdict (formats apart) and mean the same in every dialect, those
that do not have them yet included.
"""

ASSERTIONS: Final[Mapping[str, Reader]] = _plain(
    *("type", "enum", "multipleOf", "minLength", "maxLength", "pattern", "minItems", "maxItems"),
    *("uniqueItems", "required", "properties", "patternProperties", "additionalProperties"),
    *("minProperties", "maxProperties", "allOf", "anyOf", "oneOf", "not"),
)
"""What all drafts from 4 on share."""

BOUNDS: Final[Mapping[str, Reader]] = {
    "minimum": readers.bound(
        "minimum", "minimum", exclusively="exclusive_minimum", flag="exclusiveMinimum"
    ),
    "maximum": readers.bound(
        "maximum", "maximum", exclusively="exclusive_maximum", flag="exclusiveMaximum"
    ),
    "exclusiveMinimum": readers.exclusive_bound(
        "exclusiveMinimum", "exclusive_minimum", is_flag=False
    ),
    "exclusiveMaximum": readers.exclusive_bound(
        "exclusiveMaximum", "exclusive_maximum", is_flag=False
    ),
}
FLAGGED_BOUNDS: Final[Mapping[str, Reader]] = {
    **BOUNDS,
    "exclusiveMinimum": readers.exclusive_bound(
        "exclusiveMinimum", "exclusive_minimum", is_flag=True
    ),
    "exclusiveMaximum": readers.exclusive_bound(
        "exclusiveMaximum", "exclusive_maximum", is_flag=True
    ),
}
"""The bounds of draft 4 and what builds on it: ``exclusiveMinimum`` is a flag of ``minimum``."""

_ALWAYS: Final[Mapping[str, Reader]] = {
    "$schema": readers.nothing,
    "$ref": readers.ref,
    "$defs": _PLAIN["$defs"],
    "definitions": _DEFINITIONS,
    "dependencies": readers.dependencies,
    **ANNOTATIONS,
    **ASSERTIONS,
}

_LISTS: Final[Mapping[str, Reader]] = {
    "items": readers.items(may_be_list=True),
    "additionalItems": readers.additional_items,
}

_DRAFT_4: Final = {
    **_ALWAYS,
    **_LISTS,
    **FLAGGED_BOUNDS,
    "id": readers.identifier(fragment=True),
}
_DRAFT_6: Final = {
    **_ALWAYS,
    **_LISTS,
    **BOUNDS,
    **_plain("const", "contains", "propertyNames"),
    "$id": readers.identifier(fragment=True),
}
_DRAFT_7: Final = {**_DRAFT_6, **_plain("if", "then", "else")}
_SINCE_2019: Final = {
    **_plain("dependentRequired", "dependentSchemas", "minContains", "maxContains"),
    **_plain("unevaluatedItems", "unevaluatedProperties"),
    "$id": readers.identifier(fragment=False),
    "$anchor": readers.anchor,
    "$vocabulary": readers.nothing,
}
_DRAFT_2019_09: Final = {
    **_DRAFT_7,
    **_SINCE_2019,
    "$recursiveAnchor": readers.recursive_anchor,
    "$recursiveRef": readers.recursive_ref,
}
_DRAFT_2020_12: Final = {
    **_ALWAYS,
    **BOUNDS,
    **_plain("const", "contains", "propertyNames", "if", "then", "else", "prefixItems"),
    **_SINCE_2019,
    "items": readers.items(may_be_list=False),
    "$dynamicAnchor": readers.anchor,
    "$dynamicRef": readers.dynamic_ref,
}

EVERY_KEYWORD: Final = frozenset({*_DRAFT_4, *_DRAFT_2019_09, *_DRAFT_2020_12, "nullable"})
"""All keywords that some draft has, and the one of OpenAPI that decides verdicts."""

_ROLES: Final = {
    Form.SCHEMA: Role.SCHEMA,
    Form.SCHEMAS: Role.SCHEMAS,
    Form.SCHEMA_MAP: Role.SCHEMAS,
}
_PLACES: Final[Mapping[str, Role]] = {
    **{keyword.name: _ROLES[keyword.form] for keyword in KEYWORDS if keyword.form in _ROLES},
    "definitions": Role.SCHEMAS,
    "dependencies": Role.SCHEMAS,
    "additionalItems": Role.SCHEMA,
}


def places(keywords: Iterable[str]) -> Mapping[str, Role]:
    """What stands behind those of ``keywords`` that hold schemas."""
    return {name: _PLACES[name] for name in keywords if name in _PLACES}


def _fragmented(member: str, value: Mapping[str, Json]) -> tuple[str, str]:
    """The URI and the fragment that a schema of draft 4 to 7 declares; ``$ref`` overrides both."""
    own = value.get(member)
    if not isinstance(own, str) or "$ref" in value:
        return "", ""
    uri, _, fragment = own.partition("#")
    return uri, "" if fragment.startswith("/") else fragment


def identify_draft4(value: Mapping[str, Json]) -> str | None:
    """The URI that ``id`` declares (Core draft 4, section 7.2)."""
    return _fragmented("id", value)[0] or None


def anchors_draft4(value: Mapping[str, Json]) -> Iterable[str]:
    """The plain name that the fragment of ``id`` declares."""
    fragment = _fragmented("id", value)[1]
    return (fragment,) if fragment else ()


def _identify_draft6(value: Mapping[str, Json]) -> str | None:
    return _fragmented("$id", value)[0] or None


def _anchors_draft6(value: Mapping[str, Json]) -> Iterable[str]:
    fragment = _fragmented("$id", value)[1]
    return (fragment,) if fragment else ()


def identify(value: Mapping[str, Json]) -> str | None:
    """The URI that ``$id`` declares (Core 2020-12, section 8.2.1)."""
    own = value.get("$id")
    return own if isinstance(own, str) else None


def anchors(value: Mapping[str, Json]) -> Iterable[str]:
    """The plain names that a schema declares (Core 2020-12, section 8.2.2)."""
    names = (value.get("$anchor"), value.get("$dynamicAnchor"))
    return [name for name in names if isinstance(name, str)]


def _anchors_2019(value: Mapping[str, Json]) -> Iterable[str]:
    name = value.get("$anchor")
    return (name,) if isinstance(name, str) else ()


BESIDE_REF: Final = frozenset({"$ref", "$schema", "$defs", "definitions", *ANNOTATIONS})
"""What is read beside a ``$ref`` that stands alone: nothing of it decides a verdict."""

DRAFT_4: Final = Dialect(
    name="http://json-schema.org/draft-04/schema",
    title="JSON Schema draft 4",
    root=Role.SCHEMA,
    places=MappingProxyType({Role.SCHEMA: places(_DRAFT_4)}),
    identify=identify_draft4,
    anchors=anchors_draft4,
    keywords=MappingProxyType(_DRAFT_4),
    ref_stands_alone=True,
    beside_ref=BESIDE_REF,
)
DRAFT_6: Final = Dialect(
    name="http://json-schema.org/draft-06/schema",
    title="JSON Schema draft 6",
    root=Role.SCHEMA,
    places=MappingProxyType({Role.SCHEMA: places(_DRAFT_6)}),
    identify=_identify_draft6,
    anchors=_anchors_draft6,
    keywords=MappingProxyType(_DRAFT_6),
    ref_stands_alone=True,
    beside_ref=BESIDE_REF,
)
DRAFT_7: Final = Dialect(
    name="http://json-schema.org/draft-07/schema",
    title="JSON Schema draft 7",
    root=Role.SCHEMA,
    places=MappingProxyType({Role.SCHEMA: places(_DRAFT_7)}),
    identify=_identify_draft6,
    anchors=_anchors_draft6,
    keywords=MappingProxyType(_DRAFT_7),
    ref_stands_alone=True,
    beside_ref=BESIDE_REF,
)
DRAFT_2019_09: Final = Dialect(
    name="https://json-schema.org/draft/2019-09/schema",
    title="JSON Schema 2019-09",
    root=Role.SCHEMA,
    places=MappingProxyType({Role.SCHEMA: places(_DRAFT_2019_09)}),
    identify=identify,
    anchors=_anchors_2019,
    keywords=MappingProxyType(_DRAFT_2019_09),
)
DRAFT_2020_12: Final = Dialect(
    name="https://json-schema.org/draft/2020-12/schema",
    title="JSON Schema 2020-12",
    root=Role.SCHEMA,
    places=MappingProxyType({Role.SCHEMA: places(_DRAFT_2020_12)}),
    identify=identify,
    anchors=anchors,
    keywords=MappingProxyType(_DRAFT_2020_12),
)

DRAFTS: Final = (DRAFT_4, DRAFT_6, DRAFT_7, DRAFT_2019_09, DRAFT_2020_12)

_BY_NAME: Final = {dialect.name.partition("://")[2]: dialect for dialect in DRAFTS} | {
    "json-schema.org/schema": DRAFT_2020_12
}


def draft(name: Json) -> Dialect | None:
    """The draft whose meta-schema has this URI, with ``http`` or ``https``, or ``None``."""
    if not isinstance(name, str):
        return None
    scheme, _, rest = name.removesuffix("#").partition("://")
    return _BY_NAME.get(rest) if scheme in ("http", "https") else None
