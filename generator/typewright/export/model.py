"""The model itself as JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import Field, fields, is_dataclass
from typing import Any

from typewright.checks import nodes
from typewright.model import Model
from typewright.model.model import Definition
from typewright.model.shapes import Member, Scalar, Variant
from typewright.schema import ABSENT, Json, SchemaId
from typewright.source import Origin

VERSION = 1
"""Changes when a reader of the model has to."""


def to_model(model: Model) -> dict[str, Json]:
    """All definitions, and the checks of all schemas that stand by themselves.

    A value with a kind is an object with the member ``kind``. Schemas are named as in
    ``x-origin``: by document and JSON pointer. ``docs/model.schema.json`` describes the whole.
    """
    writer = _Writer(_short_names(model))
    return {
        "version": VERSION,
        "definitions": [writer.value(one) for one in model.definitions.values()],
        "checks": {writer.schema(one): writer.value(check) for one, check in model.checks.items()},
    }


def kind(cls: type) -> str:
    """What a value of a class is called in JSON: ``OneOfValues`` is ``one-of-values``."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", cls.__name__).lower()


def exported(cls: Any) -> Iterator[Field[Any]]:
    """The fields of a class, or of a value of one, that belong to it. Those by which a definition
    knows its model do not.
    """
    return (field for field in fields(cls) if field.compare)


def field_name(cls: type, name: str) -> str:
    """What a field of a class is called in JSON."""
    return FIELD_NAMES.get((cls, name), name)


SCHEMA_FIELDS: frozenset[tuple[type, str]] = frozenset(
    {
        (Definition, "schema"),
        (Member, "schema"),
        (Variant, "schema"),
        (nodes.Call, "target"),
        (nodes.DynamicCall, "target"),
    }
)
"""Where a field holds the identity of a schema."""

FIELD_NAMES: Mapping[tuple[type, str], str] = {(Scalar, "kind"): "type"}
"""Where a field is not called in JSON what it is called here."""

PLAIN: frozenset[str] = frozenset({"Definition", "Documentation", "Member", "Variant"})
"""Classes that stand where nothing else can, and so need no ``kind``."""


class _Writer:
    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names

    def schema(self, schema_id: SchemaId) -> str:
        address, _, pointer = schema_id.partition("#")
        return f"{self._names[address]}#{pointer}"

    def value(self, value: object) -> Json:
        match value:
            case Origin():
                return _origin(value)
            case nodes.Scope(anchors=anchors, check=check):
                targets: dict[str, Json] = {name: self.schema(target) for name, target in anchors}
                return {"kind": "scope", "anchors": targets, "check": self.value(check)}
            case tuple() | list():
                return [self.value(one) for one in value]
            case dict():
                return {name: self.value(one) for name, one in value.items()}
            case _ if is_dataclass(value) and not isinstance(value, type):
                return self._fields(value)
            case None | bool() | int() | float() | str():
                return value
            case _:
                raise TypeError(f"the model holds what JSON has no word for: {value!r}")

    def _fields(self, value: Any) -> dict[str, Json]:
        cls = type(value)
        document: dict[str, Json] = {} if cls.__name__ in PLAIN else {"kind": kind(cls)}
        for field in exported(value):
            content = getattr(value, field.name)
            name = field_name(cls, field.name)
            if (cls, field.name) in SCHEMA_FIELDS:
                document[name] = self.schema(content)
            elif content is not ABSENT:
                document[name] = self.value(content)
        return document


def _origin(origin: Origin) -> Json:
    if origin.source is None:
        return None
    at = origin.position
    return {
        "file": origin.file,
        "line": at.line,
        "column": at.column,
        "pointer": origin.pointer,
        "confidence": origin.confidence,
    }


def _short_names(model: Model) -> dict[str, str]:
    """By document URI, a name that says nothing of the machine: what the files' paths differ in."""
    ids: Iterable[str] = [*model.graph.schemas, *model.checks]
    addresses = list(dict.fromkeys(one.partition("#")[0] for one in ids))
    parts = {address: address.rstrip("/").split("/") for address in addresses}
    for depth in range(1, max(map(len, parts.values()), default=0) + 1):
        names = {address: "/".join(split[-depth:]) for address, split in parts.items()}
        if len(set(names.values())) == len(names):
            return names
    return {address: address for address in addresses}
