"""A schema with every format, and how its model is made with formats asserted."""

from __future__ import annotations

from typing import Any

from schemas import graph_of
from typewright import passes
from typewright.checks.formats import FORMATS
from typewright.model import Model

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        **{name: {"type": "string", "format": name} for name in FORMATS},
        "several": {
            "type": "array",
            "items": {"type": ["string", "null"], "format": "date"},
            "minItems": 3,
            "uniqueItems": True,
        },
        "long": {"type": "string", "format": "email", "minLength": 12, "maxLength": 20},
        "matching": {"type": "string", "format": "uri", "pattern": "^https://[a-z]+$"},
        "either": {"anyOf": [{"type": "string", "format": "uuid"}, {"type": "integer"}]},
        "unknown": {"type": "string", "format": "color"},
        "any": {"format": "ipv4"},
    },
    "additionalProperties": {"type": "string", "format": "time"},
}


def formatted_model() -> Model:
    """The model of ``SCHEMA``, called ``Thing``, with formats asserted."""
    model, _ = passes.run(graph_of(SCHEMA, "Thing"), formats="assert")
    return model
