"""Schemas written as dicts, as graphs and models."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from typewright.checks import lower
from typewright.fixtures import FixtureSet, make
from typewright.loaders import json_schema
from typewright.model import Anything, Definition, Model
from typewright.schema import SchemaGraph
from typewright.source import Document

Schema = Mapping[str, Any] | bool


def graph_of(schema: Schema, name: str = "Thing") -> SchemaGraph:
    """The graph of one JSON Schema (2020-12), whose root is called ``name``."""
    graph, _ = json_schema.load(Document(f"memory:/{name}.json", schema))  # type: ignore[arg-type]
    return graph


def model_of(schema: Schema, name: str = "Thing") -> Model:
    """A model whose definitions have checks, but no shapes: what fixtures are made from."""
    graph = graph_of(schema, name)
    definitions = {
        key: Definition(key=key, words=(key.lower(),), schema=schema_id, shape=Anything())
        for key, schema_id in graph.definitions.items()
    }
    calls = frozenset(graph.definitions.values())
    checks = lower.lower_all(graph, graph.definitions.values(), calls=calls)
    return Model(definitions, checks, graph)


def fixtures_of(schema: Schema, name: str = "Thing") -> FixtureSet:
    """The fixtures of a schema's root."""
    sets, _ = make(model_of(schema, name))
    return sets[name]
