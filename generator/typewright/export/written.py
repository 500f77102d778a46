"""Schemas as they are written in a document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, assert_never
from urllib.parse import quote

from typewright.export.bundle import Bundle, Spot
from typewright.schema import ABSENT, Discriminator, Json, Recovery, Schema, SchemaId
from typewright.schema.keywords import KEYWORDS, Form, Keyword
from typewright.source import Origin
from typewright.values import dataclass


def written(bundle: Bundle, *, with_extensions: bool = True) -> dict[str, Json]:
    """All schemas of a bundle by name; with what is no keyword of JSON Schema, or without."""
    names = {schema_id: name for name, schema_id in reversed(bundle.named.items())}
    writer = _Writer(bundle, with_extensions, names)
    return {name: writer.named(name) for name in bundle.named}


@dataclass(frozen=True, slots=True)
class _Writer:
    """``names`` are those under which the named schemas are written: the first that each has."""

    bundle: Bundle
    with_extensions: bool
    names: Mapping[SchemaId, str]

    def named(self, name: str) -> Json:
        """What stands under a name: a schema, or a reference where it has another name already."""
        schema_id = self.bundle.named[name]
        if self.names[schema_id] != name:
            return {"$ref": _reference(self.bundle.spots[schema_id], self.bundle.identifier)}
        return self._whole(schema_id, self.bundle.home(name), self.bundle.identifier)

    def schema(self, schema_id: SchemaId, spot: Spot, base: str) -> Json:
        """The schema as it stands at ``spot``, inside another one; a reference, where it stands
        elsewhere.

        ``base`` is the URI that references at ``spot`` are resolved against.
        """
        if not self._stands(schema_id, spot):
            return {"$ref": _reference(self.bundle.spots[schema_id], base)}
        return self._whole(schema_id, spot, base)

    def _stands(self, schema_id: SchemaId, spot: Spot) -> bool:
        """Whether a schema stands at ``spot``, inside another one. One with a name does not, even
        where a resource begins with it, so that both spots are the same.
        """
        return schema_id not in self.names and self.bundle.spots[schema_id] == spot

    def _whole(self, schema_id: SchemaId, spot: Spot, base: str) -> Json:
        schema = self.bundle.graph[schema_id]
        if schema.boolean is not None:
            return schema.boolean
        identity: dict[str, Json] = {"$id": spot.base} if spot.base != base else {}
        known = identity | self._references(schema, spot.base) | self._keywords(schema, spot)
        if not self.with_extensions:
            return known
        return known | self._extensions(schema, spot.base, known)

    def _references(self, schema: Schema, base: str) -> dict[str, Json]:
        found: dict[str, Json] = {}
        if schema.dynamic_anchor is not None:
            found["$dynamicAnchor"] = schema.dynamic_anchor
        if schema.ref is not None:
            found["$ref"] = _reference(self.bundle.spots[schema.ref], base)
        if schema.dynamic_ref is not None:
            target = self.bundle.spots[schema.dynamic_ref]
            found["$dynamicRef"] = _reference(target, base, schema.dynamic_ref_anchor)
        return found

    def _keywords(self, schema: Schema, spot: Spot) -> dict[str, Json]:
        spots = dict(self.bundle.children(schema, spot))

        def below(schema_id: SchemaId) -> Json:
            return self.schema(schema_id, spots[schema_id], spot.base)

        found = {
            keyword.name: _value(keyword, value, below)
            for keyword in KEYWORDS
            if _is_there(keyword, value := getattr(schema, keyword.attribute))
            and keyword.attribute != "defs"
        }
        definitions = {
            name: below(one) for name, one in schema.defs.items() if self._stands(one, spots[one])
        }
        if definitions:
            found["$defs"] = definitions
        return found | {"enum": []} if schema.types == () else found

    def _extensions(self, schema: Schema, base: str, known: Mapping[str, Json]) -> dict[str, Json]:
        """What is no keyword of JSON Schema: OpenAPI's own, where from, the source's ``x-…``."""
        found: dict[str, Json] = {}
        if schema.discriminator is not None:
            found["discriminator"] = self._discriminator(schema.discriminator, base)
        if schema.external_docs is not None:
            found["externalDocs"] = {"url": schema.external_docs}
        if schema.origin.source is not None:
            found["x-origin"] = str(schema.origin)
        if schema.recovery is not None:
            found["x-recovered"] = _recovered(schema.recovery, schema.origin)
        others = {
            name: value
            for name, value in schema.extensions.items()
            if name not in known and name not in found and name not in _RESERVED
        }
        return others | found

    def _discriminator(self, declared: Discriminator, base: str) -> Json:
        document: dict[str, Json] = {"propertyName": declared.property_name}
        if declared.mapping:
            document["mapping"] = {
                value: _reference(self.bundle.spots[target], base)
                for value, target in declared.mapping.items()
                if target in self.bundle.spots
            }
        return document


def _value(keyword: Keyword, value: Any, below: Callable[[SchemaId], Json]) -> Json:
    match keyword.form:
        case Form.SCHEMA:
            return below(value)
        case Form.SCHEMAS:
            return [below(one) for one in value]
        case Form.SCHEMA_MAP:
            return {name: below(one) for name, one in value.items()}
        case Form.TYPES:
            names: list[Json] = list(value)
            return names[0] if len(names) == 1 else names
        case Form.VALUES:
            return list(value)
        case Form.STRINGS:
            return list(dict.fromkeys(value))
        case Form.STRINGS_MAP:
            return {name: list(dict.fromkeys(required)) for name, required in value.items()}
        case Form.VALUE | Form.NUMBER | Form.COUNT | Form.STRING | Form.FLAG:
            plain: Json = value
            return plain
        case _:
            assert_never(keyword.form)


def _reference(spot: Spot, base: str, anchor: str | None = None) -> str:
    """A URI reference to a spot; by its anchor, where a name is given."""
    fragment = quote(spot.pointer if anchor is None else anchor, safe="/!$&'()*+,;=:@~-._?")
    return f"#{fragment}" if spot.base == base else f"{spot.base}#{fragment}"


_RESERVED = frozenset(keyword.name for keyword in KEYWORDS) | {
    "$id", "$schema", "$anchor", "$ref", "$dynamicRef", "$dynamicAnchor", "$vocabulary",
    "$recursiveRef", "$recursiveAnchor", "definitions", "dependencies", "discriminator",
    "externalDocs", "example", "xml", "nullable", "id",
}  # fmt: skip
"""Names that mean something to a reader of the document, and so cannot be taken over as they were
when a loader did not understand them."""


def _is_there(keyword: Keyword, value: Any) -> bool:
    """Whether a keyword stands in the source; ``enum`` does when it is empty too."""
    if keyword.form is Form.VALUE:
        return value is not ABSENT
    if keyword.attribute == "enum":
        return value is not None
    return value is not None and value is not False and value != () and value != {}


def _recovered(recovery: Recovery, origin: Origin) -> Json:
    """What is known of a recovery: the page's text, how sure its reading is, what is hidden."""
    document: dict[str, Json] = {"confidence": origin.confidence}
    if recovery.raw:
        document["raw"] = recovery.raw
    if recovery.splits:
        document["splits"] = [
            {"values": list(one.values), "confidence": one.confidence, "reason": one.reason}
            for one in recovery.splits
        ]
    if recovery.opaque:
        document["opaque"] = True
    if recovery.hidden_union is not None:
        document["hiddenUnion"] = recovery.hidden_union
    return document
