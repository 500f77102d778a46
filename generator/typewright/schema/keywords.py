"""The keywords of JSON Schema 2020-12 as data: the name in a document, the attribute, its form.

The loaders, the exporter and every walk over a schema's children read this one table.
"""

from __future__ import annotations

from enum import Enum
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from typewright.source.pointer import escape
from typewright.values import dataclass

if TYPE_CHECKING:
    from typewright.schema.schema import Schema, SchemaId


class Form(Enum):
    """What stands behind a keyword."""

    SCHEMA = "a schema"
    SCHEMAS = "a list of schemas"
    SCHEMA_MAP = "an object of schemas"
    TYPES = "a type name or a list of type names"
    VALUE = "any value"
    VALUES = "a list of values"
    NUMBER = "a number"
    COUNT = "a whole number that is not negative"
    STRING = "a string"
    STRINGS = "a list of strings"
    STRINGS_MAP = "an object of lists of strings"
    FLAG = "true or false"


@dataclass(frozen=True, slots=True)
class Keyword:
    """One keyword: ``name`` in a document, ``attribute`` of ``Schema``, ``form`` of its value."""

    name: str
    attribute: str
    form: Form


KEYWORDS: tuple[Keyword, ...] = (
    Keyword("$comment", "comment", Form.STRING),
    Keyword("title", "title", Form.STRING),
    Keyword("description", "description", Form.STRING),
    Keyword("type", "types", Form.TYPES),
    Keyword("const", "const", Form.VALUE),
    Keyword("enum", "enum", Form.VALUES),
    Keyword("multipleOf", "multiple_of", Form.NUMBER),
    Keyword("minimum", "minimum", Form.NUMBER),
    Keyword("exclusiveMinimum", "exclusive_minimum", Form.NUMBER),
    Keyword("maximum", "maximum", Form.NUMBER),
    Keyword("exclusiveMaximum", "exclusive_maximum", Form.NUMBER),
    Keyword("minLength", "min_length", Form.COUNT),
    Keyword("maxLength", "max_length", Form.COUNT),
    Keyword("pattern", "pattern", Form.STRING),
    Keyword("format", "format", Form.STRING),
    Keyword("contentEncoding", "content_encoding", Form.STRING),
    Keyword("contentMediaType", "content_media_type", Form.STRING),
    Keyword("contentSchema", "content_schema", Form.SCHEMA),
    Keyword("prefixItems", "prefix_items", Form.SCHEMAS),
    Keyword("items", "items", Form.SCHEMA),
    Keyword("contains", "contains", Form.SCHEMA),
    Keyword("minContains", "min_contains", Form.COUNT),
    Keyword("maxContains", "max_contains", Form.COUNT),
    Keyword("minItems", "min_items", Form.COUNT),
    Keyword("maxItems", "max_items", Form.COUNT),
    Keyword("uniqueItems", "unique_items", Form.FLAG),
    Keyword("required", "required", Form.STRINGS),
    Keyword("properties", "properties", Form.SCHEMA_MAP),
    Keyword("patternProperties", "pattern_properties", Form.SCHEMA_MAP),
    Keyword("additionalProperties", "additional_properties", Form.SCHEMA),
    Keyword("propertyNames", "property_names", Form.SCHEMA),
    Keyword("minProperties", "min_properties", Form.COUNT),
    Keyword("maxProperties", "max_properties", Form.COUNT),
    Keyword("dependentRequired", "dependent_required", Form.STRINGS_MAP),
    Keyword("dependentSchemas", "dependent_schemas", Form.SCHEMA_MAP),
    Keyword("allOf", "all_of", Form.SCHEMAS),
    Keyword("anyOf", "any_of", Form.SCHEMAS),
    Keyword("oneOf", "one_of", Form.SCHEMAS),
    Keyword("not", "not_", Form.SCHEMA),
    Keyword("if", "if_", Form.SCHEMA),
    Keyword("then", "then", Form.SCHEMA),
    Keyword("else", "else_", Form.SCHEMA),
    Keyword("unevaluatedItems", "unevaluated_items", Form.SCHEMA),
    Keyword("unevaluatedProperties", "unevaluated_properties", Form.SCHEMA),
    Keyword("default", "default", Form.VALUE),
    Keyword("examples", "examples", Form.VALUES),
    Keyword("deprecated", "deprecated", Form.FLAG),
    Keyword("readOnly", "read_only", Form.FLAG),
    Keyword("writeOnly", "write_only", Form.FLAG),
    Keyword("$defs", "defs", Form.SCHEMA_MAP),
)
"""Every keyword that is a plain attribute, in the order in which documents are written.

Left out are the keywords that identify and refer (``$id``, ``$ref``, ``$anchor``, …), which a
loader resolves.
"""


_HOLDING: Final = tuple(
    keyword for keyword in KEYWORDS if keyword.form in (Form.SCHEMA, Form.SCHEMAS, Form.SCHEMA_MAP)
)
_HELD: Final = tuple(keyword.attribute for keyword in _HOLDING)
_held: Final = attrgetter(*_HELD)
HOLDING: Final = frozenset(_HELD)
"""The attributes that hold schemas."""


def subschemas(schema: Schema) -> tuple[tuple[str, SchemaId], ...]:
    """All schemas right below ``schema``, each with its JSON pointer relative to ``schema``."""
    if not schema.says(HOLDING):  # most schemas hold none
        return ()
    found: list[tuple[str, SchemaId]] = []
    for keyword, value in zip(_HOLDING, _held(schema), strict=True):
        if not value:
            continue
        step = f"/{keyword.name}"
        match keyword.form:
            case Form.SCHEMA:
                found.append((step, value))
            case Form.SCHEMAS:
                found.extend((f"{step}/{index}", child) for index, child in enumerate(value))
            case _:
                found.extend((f"{step}/{escape(name)}", child) for name, child in value.items())
    return tuple(found)


def children(schema: Schema) -> tuple[SchemaId, ...]:
    """The same without their pointers."""
    if not schema.says(HOLDING):
        return ()
    found: list[SchemaId] = []
    for keyword, value in zip(_HOLDING, _held(schema), strict=True):
        if not value:
            continue
        match keyword.form:
            case Form.SCHEMA:
                found.append(value)
            case Form.SCHEMAS:
                found.extend(value)
            case _:
                found.extend(value.values())
    return tuple(found)
