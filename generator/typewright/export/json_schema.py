"""The model as one JSON Schema document."""

from __future__ import annotations

from typewright.export.bundle import bundle
from typewright.export.written import written
from typewright.model import Model
from typewright.schema import Json

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def to_json_schema(model: Model) -> dict[str, Json]:
    """All definitions of the source as one JSON Schema 2020-12 document.

    ``$defs`` holds each under the name that the source gives it, in the order of the source, with
    what the source says and no more: inline schemas stay inline. Every schema object says under
    ``x-origin`` where it was written, and under ``x-recovered`` what is known of its recovery from
    a page.
    """
    made = bundle(model, model.graph.definitions, "/$defs", with_resources=True)
    document: dict[str, Json] = {"$schema": DIALECT}
    if made.identifier:
        document["$id"] = made.identifier
    document["$defs"] = written(made)
    return document
