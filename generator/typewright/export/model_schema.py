"""The JSON Schema of the model as JSON, made from the classes that the model consists of."""

from __future__ import annotations

import collections.abc
import inspect
import types
import typing
from dataclasses import is_dataclass
from typing import Any, get_args, get_origin, get_type_hints

from typewright.checks import nodes
from typewright.export.json_schema import DIALECT
from typewright.export.model import PLAIN, VERSION, exported, field_name, kind
from typewright.model import Definition
from typewright.model.shapes import Shape
from typewright.schema import Absent, Json


def model_schema() -> dict[str, Json]:
    """What ``to_model`` gives, as a JSON Schema 2020-12 document."""
    describe = _Describe({"shape": Shape, "check": nodes.Check})
    definition = describe.hint(Definition)
    check = describe.hint(nodes.Check)
    while describe.pending:
        describe.next()
    return {
        "$schema": DIALECT,
        "title": "Model",
        "description": "The definitions of a run of Typewright, as a target sees them.",
        "type": "object",
        "properties": {
            "version": {"const": VERSION},
            "definitions": {"type": "array", "items": definition},
            "checks": {"type": "object", "additionalProperties": check},
        },
        "required": ["version", "definitions", "checks"],
        "additionalProperties": False,
        "$defs": {name: describe.known[name] for name in sorted(describe.known)},
    }


_ORIGIN: Json = {
    "description": "Where it was written; null for what was made in memory.",
    "type": ["object", "null"],
    "properties": {
        "file": {"type": "string"},
        "line": {"type": "integer", "minimum": 1},
        "column": {"type": "integer", "minimum": 1},
        "pointer": {"type": "string"},
        "confidence": {"type": "number", "minimum": 0, "maximum": 1},
    },
    "required": ["file", "line", "column", "pointer", "confidence"],
    "additionalProperties": False,
}

_SCALARS: dict[Any, dict[str, Json]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    type(None): {"type": "null"},
}


class _Describe:
    """Collects a schema for each class that is met."""

    def __init__(self, aliases: dict[str, Any]) -> None:
        self._aliases = aliases
        self.pending: list[type] = []
        self.known: dict[str, Json] = {"origin": _ORIGIN}
        self.known |= {name: self._union(get_args(alias)) for name, alias in aliases.items()}

    def hint(self, hint: Any) -> Json:
        """The schema of a type as an annotation has it."""
        if hint is Any:
            return True
        if isinstance(hint, typing.NewType):
            return self.hint(hint.__supertype__)
        if hint in _SCALARS:
            return _SCALARS[hint]
        for name, alias in self._aliases.items():
            if hint == alias:
                return {"$ref": f"#/$defs/{name}"}
        if is_dataclass(hint):
            return self._class(typing.cast(type, hint))
        arguments = get_args(hint)
        match get_origin(hint):
            case typing.Literal:
                return {"enum": list(arguments)}
            case types.UnionType | typing.Union:
                return self._union(arguments)
            case collections.abc.Mapping:
                return {"type": "object", "additionalProperties": self.hint(arguments[1])}
            case _ if get_origin(hint) is tuple:
                return self._tuple(arguments)
        raise TypeError(f"the model has a field of a type that JSON has no word for: {hint!r}")

    def next(self) -> None:
        """Describes one of the classes that were met and are not described yet."""
        cls = self.pending.pop()
        # The alias of a JSON value refers to itself in a string, which cannot be evaluated here.
        hints = get_type_hints(cls, localns={"Json": Any})
        with_kind = cls.__name__ not in PLAIN
        properties: dict[str, Json] = {"kind": {"const": kind(cls)}} if with_kind else {}
        properties |= {
            field_name(cls, field.name): self.hint(hints[field.name]) for field in exported(cls)
        }
        if cls is nodes.Scope:
            properties["anchors"] = {"type": "object", "additionalProperties": {"type": "string"}}
        absent = {name for name, hint in hints.items() if Absent in get_args(hint)}
        self.known[kind(cls)] = {
            "description": inspect.cleandoc(cls.__doc__ or ""),
            "type": "object",
            "properties": properties,
            "required": [name for name in properties if name not in absent],
            "additionalProperties": False,
        }

    def _class(self, cls: type) -> Json:
        name = kind(cls)
        if name not in self.known:
            self.known[name] = True
            self.pending.append(cls)
        return {"$ref": f"#/$defs/{name}"}

    def _union(self, arguments: tuple[Any, ...]) -> Json:
        hints = [one for one in arguments if one is not Absent]
        if Any in hints:
            return True
        for alias in self._aliases.values():
            if set(get_args(alias)) < set(hints):
                hints = [one for one in hints if one not in get_args(alias)] + [alias]
        names = [_SCALARS[hint]["type"] for hint in hints if hint in _SCALARS]
        found: list[Json] = [{"type": names[0] if len(names) == 1 else names}] if names else []
        found.extend(self.hint(hint) for hint in hints if hint not in _SCALARS)
        return found[0] if len(found) == 1 else {"anyOf": found}

    def _tuple(self, arguments: tuple[Any, ...]) -> Json:
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            return {"type": "array", "items": self.hint(arguments[0])}
        items = [self.hint(argument) for argument in arguments]
        return {"type": "array", "prefixItems": items, "items": False, "minItems": len(items)}
