"""One schema graph of all documents of a package, each read as what it says it is."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence, Set
from dataclasses import field
from functools import partial

from typewright.diagnostics import Diagnostic, InputError, Related, codes
from typewright.diagnostics.findings import Diagnostics, Findings
from typewright.schema import Json, SchemaGraph, SchemaId
from typewright.schema.describe import describe
from typewright.source import Document, Origin
from typewright.source import pointer as json_pointer
from typewright.source.retrieve import Retriever
from typewright.values import dataclass


@dataclass(frozen=True, slots=True)
class Context:
    """What documents may refer to besides each other, and what to read of them: ``only`` some
    definitions and what these lead to, or all.
    """

    resources: tuple[Document, ...] = ()
    retriever: Retriever = field(default_factory=lambda: Retriever(()))
    include_operations: bool = False
    only: Set[str] | None = None


def join(
    documents: Sequence[Document], context: Context | None = None
) -> tuple[SchemaGraph, Diagnostics]:
    """One schema graph of all documents; each may refer to all others, and to the ``context``."""
    context = context or Context()
    found = Findings()
    pairs = [
        (document, [other for other in documents if other is not document])
        for document in documents
    ]
    graphs = found.each(partial(_graph_of, context=context), pairs)
    schemas = {key: schema for graph in graphs for key, schema in graph.schemas.items()}
    values = {
        document.uri: document.value
        for document in (*context.retriever.documents.values(), *context.resources, *documents)
    }
    definitions = found.step(partial(_definitions_of, values=values), graphs)
    if not definitions:
        found.all.append(_nothing_defined(documents))
    return SchemaGraph(schemas, definitions), (*context.retriever.diagnostics, *found.all)


def _graph_of(
    pair: tuple[Document, Sequence[Document]], context: Context
) -> tuple[SchemaGraph, Diagnostics]:
    """The schema graph of one document, read as what it says it is."""
    document = pair[0]
    others = (*pair[1], *context.resources)
    match document.value:
        case {"openapi": _} | {"swagger": _}:
            from typewright.loaders import openapi

            return openapi.load(
                document,
                others,
                retrieve=context.retriever,
                include_operations=context.include_operations,
                only=context.only,
            )
        case {"overlay": str()}:
            raise InputError(codes.inputs.OVERLAY_AS_SOURCE.at(document.origin("")))
        case dict() | bool():
            from typewright.loaders import json_schema
            from typewright.loaders.unheld import unheld

            graph, found = json_schema.load(
                document, others, retrieve=context.retriever, only=context.only
            )
            name = json_schema.called(document)
            if context.only is None or name is None or name in context.only:
                found = (*found, *unheld(document, others))
            return graph, found
        case other:
            place = document.origin("")
            raise InputError(codes.inputs.NOT_A_SPECIFICATION.at(place, found=describe(other)))


def _nothing_defined(documents: Sequence[Document]) -> Diagnostic:
    advice = "if the objects of an API stand in its operations, add --include-operations"
    for document in documents:
        match document.value:
            case {"swagger": _, "components": dict()}:
                place, right = "/components", "'definitions'"
            case {"openapi": _, "definitions": dict()}:
                place, right = "/definitions", "'schemas' of 'components'"
            case {"openapi": _, "schemas": dict()}:
                place, right = "/schemas", "'components'"
            case _:
                continue
        advice = f"in this version, what stands at {place} belongs in {right}"
        return codes.inputs.NOTHING_DEFINED.at(document.origin(place), advice=advice)
    return codes.inputs.NOTHING_DEFINED.at(documents[0].origin(""), advice=advice)


def _definitions_of(
    graphs: Sequence[SchemaGraph], values: Mapping[str, Json]
) -> tuple[dict[str, SchemaId], Diagnostics]:
    """All definitions of several graphs; those of one name must say the same.

    ``values`` are the documents by URI.
    """
    definitions: dict[str, SchemaId] = {}
    origins: dict[str, Origin] = {}
    found: list[Diagnostic] = []
    for graph in graphs:
        for name, schema_id in graph.definitions.items():
            origin = graph[schema_id].origin
            if name not in definitions:
                definitions[name] = schema_id
                origins[name] = origin
            elif definitions[name] != schema_id and (
                _text_of(values, schema_id) != _text_of(values, definitions[name])
            ):
                found.append(
                    codes.inputs.DUPLICATE_DEFINITION.at(
                        origin,
                        name=name,
                        related=(Related(origins[name], "the other definition"),),
                    )
                )
    return definitions, tuple(found)


def _text_of(values: Mapping[str, Json], schema_id: SchemaId) -> str:
    """The JSON text of a schema that stands in one of the documents ``values``, keys in order: to
    Python, ``true`` equals ``1``.
    """
    uri, _, pointer = schema_id.partition("#")
    value = values[uri]
    for part in json_pointer.split(pointer):
        value = value[int(part)] if isinstance(value, list) else value[part]  # type: ignore[index]
    return json.dumps(value, sort_keys=True)
