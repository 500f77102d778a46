"""The versions of OpenAPI and Swagger as data: what stands where, and what schemas may say."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from typewright.loaders import openapi_readers, readers
from typewright.loaders.dialect import EVERY, Dialect, Reader, Role
from typewright.loaders.drafts import (
    ANNOTATIONS,
    ASSERTIONS,
    BESIDE_REF,
    DRAFT_2020_12,
    FLAGGED_BOUNDS,
    anchors,
    identify,
    places,
)
from typewright.schema import Json
from typewright.values import replace

METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
"""The members of a path item that hold an operation (``query`` since OpenAPI 3.2)."""

_SHARED_PLACES: Final[Mapping[Role, Mapping[str, Role]]] = {
    Role.PATHS: {EVERY: Role.PATH_ITEM},
    Role.PATH_ITEM: {
        **dict.fromkeys(METHODS, Role.OPERATION),
        "additionalOperations": Role.OPERATIONS,
        "parameters": Role.PARAMETERS,
    },
    Role.OPERATIONS: {EVERY: Role.OPERATION},
    Role.OPERATION: {
        "parameters": Role.PARAMETERS,
        "requestBody": Role.REQUEST,
        "responses": Role.RESPONSES,
        "callbacks": Role.CALLBACKS,
    },
    Role.CALLBACKS: {EVERY: Role.PATHS},
    Role.PARAMETERS: {EVERY: Role.PARAMETER},
    Role.PARAMETER: {"schema": Role.SCHEMA, "content": Role.CONTENT},
    Role.REQUESTS: {EVERY: Role.REQUEST},
    Role.REQUEST: {"content": Role.CONTENT},
    Role.RESPONSES: {EVERY: Role.RESPONSE},
    Role.RESPONSE: {"schema": Role.SCHEMA, "content": Role.CONTENT, "headers": Role.PARAMETERS},
    Role.CONTENT: {EVERY: Role.MEDIA},
    Role.MEDIA: {"schema": Role.SCHEMA, "itemSchema": Role.SCHEMA},
}
_OPENAPI_PLACES: Final[Mapping[Role, Mapping[str, Role]]] = {
    **_SHARED_PLACES,
    Role.API: {
        "components": Role.COMPONENTS,
        "paths": Role.PATHS,
        "webhooks": Role.PATHS,
    },
    Role.COMPONENTS: {
        "schemas": Role.SCHEMAS,
        "responses": Role.RESPONSES,
        "parameters": Role.PARAMETERS,
        "headers": Role.PARAMETERS,
        "requestBodies": Role.REQUESTS,
        "callbacks": Role.CALLBACKS,
        "pathItems": Role.PATHS,
        "mediaTypes": Role.CONTENT,
    },
}
_SWAGGER_PLACES: Final[Mapping[Role, Mapping[str, Role]]] = {
    **_SHARED_PLACES,
    Role.API: {
        "definitions": Role.SCHEMAS,
        "paths": Role.PATHS,
        "parameters": Role.PARAMETERS,
        "responses": Role.RESPONSES,
    },
}

_ADDED: Final[Mapping[str, Reader]] = {
    "discriminator": openapi_readers.discriminator,
    "externalDocs": openapi_readers.external_docs,
    "example": openapi_readers.example,
    "examples": openapi_readers.examples,
}
_NULLABLE: Final[Mapping[str, Reader]] = {"nullable": openapi_readers.nullable}

_OPENAPI_3_0: Final[Mapping[str, Reader]] = {
    "$ref": readers.ref,
    "items": readers.items(may_be_list=False),
    **ANNOTATIONS,
    **{name: read for name, read in ASSERTIONS.items() if name != "patternProperties"},
    **FLAGGED_BOUNDS,
    **_ADDED,
    **_NULLABLE,
}
_SWAGGER_2_0: Final[Mapping[str, Reader]] = {
    **_OPENAPI_3_0,
    "type": openapi_readers.types,
    "discriminator": openapi_readers.discriminator_name,
}
_OPENAPI_3_1: Final[Mapping[str, Reader]] = {**DRAFT_2020_12.keywords, **_ADDED}


def _borrowed(own: Mapping[str, Reader]) -> Mapping[str, Reader]:
    """The keywords of JSON Schema that a version of OpenAPI leaves out."""
    others = {name: read for name, read in _OPENAPI_3_1.items() if name not in own}
    return MappingProxyType({**others, "additionalItems": readers.additional_items})


def _no_identifier(_value: Mapping[str, Json]) -> str | None:
    return None


def _no_anchors(_value: Mapping[str, Json]) -> tuple[str, ...]:
    return ()


SWAGGER_2_0: Final = Dialect(
    name="https://spec.openapis.org/oas/2.0/schema",
    title="Swagger 2.0",
    root=Role.API,
    places=MappingProxyType({**_SWAGGER_PLACES, Role.SCHEMA: places(_OPENAPI_3_1)}),
    identify=_no_identifier,
    anchors=_no_anchors,
    keywords=MappingProxyType(_SWAGGER_2_0),
    borrowed=_borrowed(_SWAGGER_2_0),
    finish=openapi_readers.accept_null,
    ref_stands_alone=True,
    beside_ref=BESIDE_REF | {*_ADDED, *_NULLABLE},
)
OPENAPI_3_0: Final = Dialect(
    name="https://spec.openapis.org/oas/3.0/schema",
    title="OpenAPI 3.0",
    root=Role.API,
    places=MappingProxyType({**_OPENAPI_PLACES, Role.SCHEMA: places(_OPENAPI_3_1)}),
    identify=_no_identifier,
    anchors=_no_anchors,
    keywords=MappingProxyType(_OPENAPI_3_0),
    borrowed=_borrowed(_OPENAPI_3_0),
    finish=openapi_readers.accept_null,
    ref_stands_alone=True,
    beside_ref=BESIDE_REF | {*_ADDED, *_NULLABLE},
)
OPENAPI_3_1: Final = Dialect(
    name="https://spec.openapis.org/oas/3.1/dialect/base",
    title="OpenAPI 3.1",
    root=Role.API,
    places=MappingProxyType({**_OPENAPI_PLACES, Role.SCHEMA: places(_OPENAPI_3_1)}),
    identify=identify,
    anchors=anchors,
    keywords=MappingProxyType(_OPENAPI_3_1),
    borrowed=MappingProxyType({**_NULLABLE, "additionalItems": readers.additional_items}),
    finish=openapi_readers.accept_null,
)
OPENAPI_3_2: Final = Dialect(
    name="https://spec.openapis.org/oas/3.2/dialect/base",
    title="OpenAPI 3.2",
    root=Role.API,
    places=OPENAPI_3_1.places,
    identify=identify,
    anchors=anchors,
    keywords=OPENAPI_3_1.keywords,
    borrowed=OPENAPI_3_1.borrowed,
    finish=openapi_readers.accept_null,
    document_identifier="$self",
)


def with_schemas_of(dialect: Dialect, schemas: Dialect) -> Dialect:
    """The dialect of a description whose schemas are those of another dialect, but for what OpenAPI
    adds to them. Keywords that only the version of OpenAPI has are borrowed from there.
    """
    return replace(
        dialect,
        title=schemas.title,
        keywords={**schemas.keywords, **_ADDED},
        borrowed={**dialect.borrowed, **dialect.keywords},
        identify=schemas.identify,
        anchors=schemas.anchors,
        ref_stands_alone=schemas.ref_stands_alone,
        beside_ref=schemas.beside_ref | _ADDED.keys(),
    )


_VERSIONS: Final = {
    ("openapi", "3.0"): OPENAPI_3_0,
    ("openapi", "3.1"): OPENAPI_3_1,
    ("openapi", "3.2"): OPENAPI_3_2,
    ("swagger", "2.0"): SWAGGER_2_0,
}


def description_dialect(value: Json) -> Dialect | None:
    """The dialect of an API description, by its version; ``None`` for what is none that is read."""
    if not isinstance(value, dict):
        return None
    for (member, version), dialect in _VERSIONS.items():
        found = value.get(member)
        text = str(found) if isinstance(found, str | float) else ""  # ``openapi: 3.1`` is a number
        if text == version or text.startswith(f"{version}."):
            return dialect
    return None
