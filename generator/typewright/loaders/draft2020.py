"""JSON Schema 2020-12, and what OpenAPI 3.1 adds to it, as dialects."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from typewright.loaders.dialect import Dialect, Reader, Role
from typewright.loaders.reading import Reading, reader
from typewright.schema import Discriminator, Json
from typewright.schema.keywords import KEYWORDS, Form, Keyword


def _identify(schema: Mapping[str, Json]) -> str | None:
    own = schema.get("$id")
    return own if isinstance(own, str) else None


def _anchors(schema: Mapping[str, Json]) -> Iterable[str]:
    names = (schema.get("$anchor"), schema.get("$dynamicAnchor"))
    return [name for name in names if isinstance(name, str)]


def _read_identifier(reading: Reading, name: str, value: Json) -> None:
    if not isinstance(value, str):
        reading.malformed("a URI reference", value, name)
    elif value.partition("#")[2]:
        reading.malformed("a URI reference without a fragment", value, name)


def _read_anchor(reading: Reading, name: str, value: Json) -> None:
    if not isinstance(value, str) or not re.fullmatch("[A-Za-z_][-A-Za-z0-9._]*", value):
        reading.malformed("a name of letters, digits, '-', '_' and '.'", value, name)
    elif name == "$dynamicAnchor":
        reading.attributes["dynamic_anchor"] = value


def _read_ref(reading: Reading, name: str, value: Json) -> None:
    if not isinstance(value, str):
        reading.malformed("a URI reference", value, name)
        return
    target = reading.refer(value, name)
    if target is not None:
        reading.attributes["ref"] = target.id


def _read_dynamic_ref(reading: Reading, name: str, value: Json) -> None:
    if not isinstance(value, str):
        reading.malformed("a URI reference", value, name)
        return
    target = reading.refer(value, name)
    if target is None:
        return
    reading.attributes["dynamic_ref"] = target.id
    anchor = target.value.get("$dynamicAnchor") if isinstance(target.value, dict) else None
    if isinstance(anchor, str) and anchor == value.partition("#")[2]:
        reading.attributes["dynamic_ref_anchor"] = anchor


def _read_dependencies(reading: Reading, name: str, value: Json) -> None:
    """The keyword that was split into ``dependentRequired`` and ``dependentSchemas``."""
    if not isinstance(value, dict):
        reading.malformed("an object of schemas or lists of member names", value, name)
        return
    for member, dependency in value.items():
        if isinstance(dependency, list):
            names = tuple(item for item in dependency if isinstance(item, str))
            reading.attributes.setdefault("dependent_required", {})[member] = names
        else:
            schema = reading.schema(name, member)
            reading.attributes.setdefault("dependent_schemas", {})[member] = schema


def _read_nothing(_reading: Reading, _name: str, _value: Json) -> None:
    """For what has been understood before the schema is read."""


_KEYWORDS: dict[str, Reader] = {keyword.name: reader(keyword) for keyword in KEYWORDS} | {
    "$id": _read_identifier,
    "$schema": _read_nothing,
    "$vocabulary": _read_nothing,
    "$anchor": _read_anchor,
    "$dynamicAnchor": _read_anchor,
    "$ref": _read_ref,
    "$dynamicRef": _read_dynamic_ref,
    "definitions": reader(Keyword("definitions", "defs", Form.SCHEMA_MAP)),
    "dependencies": _read_dependencies,
}

_ROLES = {Form.SCHEMA: Role.SCHEMA, Form.SCHEMAS: Role.SCHEMAS, Form.SCHEMA_MAP: Role.SCHEMAS}
_PLACES = {keyword.name: _ROLES[keyword.form] for keyword in KEYWORDS if keyword.form in _ROLES} | {
    "definitions": Role.SCHEMAS
}

DRAFT_2020_12 = Dialect(
    name="https://json-schema.org/draft/2020-12/schema",
    root=Role.SCHEMA,
    places=MappingProxyType({Role.SCHEMA: _PLACES}),
    identify=_identify,
    anchors=_anchors,
    keywords=MappingProxyType(_KEYWORDS),
)


def _read_discriminator(reading: Reading, name: str, value: Json) -> None:
    property_name = value.get("propertyName") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(property_name, str):
        reading.malformed("an object with a 'propertyName'", value, name)
        return
    mapping = value.get("mapping", {})
    if not isinstance(mapping, dict):
        reading.malformed("an object of schema names or references", mapping, name, "mapping")
        mapping = {}
    targets = {}
    for tag, reference in mapping.items():
        if not isinstance(reference, str):
            reading.malformed("a schema name or reference", reference, name, "mapping", tag)
            continue
        target = reading.refer(_component(reading, reference), name, "mapping", tag)
        if target is not None:
            targets[tag] = target.id
    reading.attributes["discriminator"] = Discriminator(property_name, targets)


def _component(reading: Reading, reference: str) -> str:
    """A mapping's value is a component's name where there is one of it (OpenAPI 3.1.1, 4.8.25)."""
    root = reading.located.document.value
    components = root.get("components") if isinstance(root, dict) else None
    schemas = components.get("schemas") if isinstance(components, dict) else None
    if isinstance(schemas, dict) and reference in schemas:
        return f"{reading.located.document.uri}#/components/schemas/{reference}"
    return reference


def _read_external_docs(reading: Reading, name: str, value: Json) -> None:
    url = value.get("url") if isinstance(value, dict) else None
    if not isinstance(url, str):
        reading.malformed("an object with a 'url'", value, name)
        return
    reading.attributes["external_docs"] = url


def _read_example(reading: Reading, _name: str, value: Json) -> None:
    reading.attributes["examples"] = (*reading.attributes.get("examples", ()), value)


def _read_examples(reading: Reading, name: str, value: Json) -> None:
    if not isinstance(value, list):
        reading.malformed("a list of values", value, name)
        return
    reading.attributes["examples"] = (*value, *reading.attributes.get("examples", ()))


OPENAPI_3_1 = Dialect(
    name="https://spec.openapis.org/oas/3.1/dialect/base",
    root=Role.API,
    places=MappingProxyType(
        {
            Role.API: {"components": Role.COMPONENTS},
            Role.COMPONENTS: {"schemas": Role.SCHEMAS},
            Role.SCHEMA: _PLACES,
        }
    ),
    identify=_identify,
    anchors=_anchors,
    keywords=MappingProxyType(
        _KEYWORDS
        | {
            "discriminator": _read_discriminator,
            "externalDocs": _read_external_docs,
            "example": _read_example,
            "examples": _read_examples,
        }
    ),
)
