"""OpenAPI documents become schema graphs."""

from __future__ import annotations

from collections.abc import Sequence

from typewright.diagnostics import Diagnostic, InputError, codes
from typewright.loaders.assemble import assemble
from typewright.loaders.draft2020 import OPENAPI_3_1
from typewright.loaders.located import Located
from typewright.loaders.references import References
from typewright.schema import SchemaGraph
from typewright.schema.describe import describe
from typewright.source import Document


def load(
    document: Document, resources: Sequence[Document] = ()
) -> tuple[SchemaGraph, tuple[Diagnostic, ...]]:
    """The schema graph of an OpenAPI description (3.1, and 3.2, whose schemas are the same).

    The definitions are the members of ``components.schemas`` in their order. Schemas elsewhere in
    the description are read where a reference leads to them. ``resources`` are other documents
    that references may lead to; nothing else is read.

    Raises ``InputError`` when the document is no OpenAPI description of a version that is read.
    """
    _check_version(document)
    root = Located.root(document, OPENAPI_3_1)
    others = [Located.root(resource, OPENAPI_3_1) for resource in resources]
    references = References([root, *others])
    found, problems = _definitions(root)
    schemas, diagnostics = assemble(found.values(), references)
    definitions = {name: located.id for name, located in found.items()}
    return SchemaGraph(schemas, definitions), (*problems, *diagnostics)


def _check_version(document: Document) -> None:
    value = document.value
    version = value.get("openapi") if isinstance(value, dict) else None
    if not isinstance(version, str) or not version.startswith(("3.1", "3.2")):
        known = isinstance(value, dict) and ("openapi" in value or "swagger" in value)
        place = document.origin("/openapi" if known else "")
        found = describe(version) if known else describe(value)
        raise InputError(codes.SCHEMA_UNREAD_VERSION.at(place, found=found))


def _definitions(root: Located) -> tuple[dict[str, Located], tuple[Diagnostic, ...]]:
    place = root
    for token in ("components", "schemas"):
        if token not in place.tokens():
            return {}, ()
        place = place[token]
        if not isinstance(place.value, dict):
            problem = codes.SCHEMA_MALFORMED_KEYWORD.at(
                place.origin, keyword=token, expected="an object", found=describe(place.value)
            )
            return {}, (problem,)
    return {name: place[name] for name in place.tokens()}, ()
