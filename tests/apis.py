"""OpenAPI descriptions written as dicts, as models."""

from __future__ import annotations

from typing import Any

from typewright import passes
from typewright.diagnostics import Diagnostic
from typewright.loaders import openapi
from typewright.model import Model
from typewright.source import Document


def ref(name: str) -> dict[str, Any]:
    """A reference to a component."""
    return {"$ref": f"#/components/schemas/{name}"}


def api(**schemas: Any) -> tuple[Model, tuple[Diagnostic, ...]]:
    """The model of an OpenAPI 3.1 description with these components, and what was found."""
    value = {
        "openapi": "3.1.0",
        "info": {"title": "An API", "version": "1"},
        "components": {"schemas": schemas},
    }
    graph, found = openapi.load(Document("memory:/api.json", value))
    model, more = passes.run(graph)
    return model, (*found, *more)


def api_model(**schemas: Any) -> Model:
    """The model of an OpenAPI 3.1 description with these components."""
    return api(**schemas)[0]


def many(count: int) -> Model:
    """A model of so many groups, each of which leads to the next."""
    schemas = {
        f"Thing{number}": {"type": "object", "properties": {"next": ref(f"Thing{number + 1}")}}
        for number in range(count - 1)
    }
    return api_model(**schemas, **{f"Thing{count - 1}": {"type": "object"}})
