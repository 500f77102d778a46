"""Readers of what OpenAPI and Swagger add to a schema."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final

from typewright.diagnostics import codes
from typewright.loaders import forms
from typewright.schema import ABSENT, Discriminator, Json, Schema, SchemaId
from typewright.schema.keywords import Form, Keyword

if TYPE_CHECKING:
    from typewright.loaders.reading import Reading


def discriminator(reading: Reading, name: str, value: Json) -> None:
    """The ``discriminator`` object (OpenAPI 3.1.1, section 4.8.25)."""
    property_name = value.get("propertyName") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(property_name, str):
        reading.malformed("an object with a 'propertyName'", value, name)
        return
    mapping = value.get("mapping", {})
    if not isinstance(mapping, dict):
        reading.malformed("an object of schema names or references", mapping, name, "mapping")
        mapping = {}
    targets: dict[str, SchemaId] = {}
    for tag, reference in mapping.items():
        if not isinstance(reference, str):
            reading.malformed("a schema name or reference", reference, name, "mapping", tag)
            continue
        target = reading.refer(_component(reading, reference), name, "mapping", tag)
        if target is not None:
            targets[tag] = target.id
    reading.attributes["discriminator"] = Discriminator(property_name, targets)


def discriminator_name(reading: Reading, name: str, value: Json) -> None:
    """The ``discriminator`` of Swagger 2.0, a member's name; later versions' object is read too."""
    if isinstance(value, str):
        reading.attributes["discriminator"] = Discriminator(value)
    else:
        reading.respelt(name, "an object, as in later versions")
        discriminator(reading, name, value)


def _component(reading: Reading, reference: str) -> str:
    """A mapping's value is a component's name where there is one of it (OpenAPI 3.1.1, 4.8.25)."""
    root = reading.located.document.value
    components = root.get("components") if isinstance(root, dict) else None
    schemas = components.get("schemas") if isinstance(components, dict) else None
    if isinstance(schemas, dict) and reference in schemas:
        return f"{reading.located.document.uri}#/components/schemas/{reference}"
    return reference


def external_docs(reading: Reading, name: str, value: Json) -> None:
    """The ``externalDocs`` object, of which the URL is kept."""
    url = value.get("url") if isinstance(value, dict) else None
    if not isinstance(url, str):
        reading.malformed("an object with a 'url'", value, name)
        return
    reading.attributes["external_docs"] = url


def example(reading: Reading, _name: str, value: Json) -> None:
    """``example``: one more of the ``examples``."""
    reading.attributes["examples"] = (*reading.attributes.get("examples", ()), value)


def examples(reading: Reading, name: str, value: Json) -> None:
    """``examples``, before the one that ``example`` holds."""
    if not isinstance(value, list):
        reading.malformed("a list of values", value, name)
        return
    reading.attributes["examples"] = (*value, *reading.attributes.get("examples", ()))


_types = forms.reader(Keyword("type", "types", Form.TYPES))


def types(reading: Reading, name: str, value: Json) -> None:
    """``type``, of which Swagger 2.0 has one more: ``file``, whose content travels as text."""
    if value == "file":
        reading.attributes["types"] = ("string",)
        reading.attributes.setdefault("format", "binary")
    else:
        _types(reading, name, value)


def nullable(reading: Reading, name: str, value: Json) -> None:
    """``nullable``, whose meaning ``accept_null`` adds when all keywords are read."""
    if not isinstance(value, bool):
        reading.malformed("true or false", value, name)


NULLABLE: Final = ("nullable", "x-nullable")
"""The keyword of OpenAPI 3.0, and the extension that Swagger 2.0 is written with."""

_BESIDE_NULL: Final = frozenset(
    (
        *("id", "origin", "resource", "defs", "comment", "title", "description", "default"),
        *("deprecated", "read_only", "write_only", "examples", "external_docs", "extensions"),
        *("recovery", "dynamic_anchor"),
    )
)
"""What of a schema stays where it is when the rest becomes one branch beside ``null``."""


def accept_null(reading: Reading) -> None:
    """Adds ``null`` to what a schema with ``nullable: true`` accepts.

    A type beside it takes ``null`` in (OpenAPI 3.0.3, section 4.7.24.1). The specification leaves
    it there: where an ``enum`` without ``null``, a ``$ref`` or a combination of schemas refuses
    ``null`` all the same, ``nullable`` would be without effect, which nobody means who writes it.
    So ``null`` is accepted there too, and it is said.
    """
    if reading.members.keys().isdisjoint(NULLABLE):  # as most are
        return
    name = next((name for name in NULLABLE if reading.members.get(name) is True), None)
    if name is None or "boolean" in reading.attributes:
        return
    attributes = reading.attributes
    reads_literally = True
    types: tuple[str, ...] | None = attributes.get("types")
    if types is not None and "null" not in types:
        attributes["types"] = (*types, "null")
    enum: tuple[Json, ...] | None = attributes.get("enum")
    if enum is not None and None not in enum:
        attributes["enum"] = (*enum, None)
        reads_literally = False
    if _may_refuse_null(attributes):
        _beside_null(reading)
        reads_literally = False
    if not reads_literally:
        reading.found(codes.schema.NULL_ADDED, name, keyword=name)


def _may_refuse_null(attributes: dict[str, Any]) -> bool:
    decisive = ("ref", "dynamic_ref", "all_of", "any_of", "one_of", "not_", "if_")
    if any(attributes.get(name) for name in decisive):
        return True
    return attributes.get("const", ABSENT) not in (ABSENT, None)


def _beside_null(reading: Reading) -> None:
    """Makes two branches of a schema: what it says so far, and ``null``."""
    located = reading.located
    known = {field.name for field in fields(Schema)}
    inner: dict[str, Any] = {
        name: reading.attributes.pop(name)
        for name in tuple(reading.attributes)
        if name in known - _BESIDE_NULL
    }
    shared: dict[str, Any] = {"origin": located.origin, "resource": located.base}
    value = Schema(id=SchemaId(f"{located.id}/nullable/value"), **shared, **inner)
    null = Schema(id=SchemaId(f"{located.id}/nullable/null"), **shared, types=("null",))
    reading.made.extend((value, null))
    reading.attributes["any_of"] = (value.id, null.id)
