"""JSON Schema documents become schema graphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import fields

from typewright.diagnostics import Diagnostic
from typewright.loaders.assemble import assemble
from typewright.loaders.dialect import Dialect
from typewright.loaders.dialects import dialect_of
from typewright.loaders.drafts import DRAFT_2020_12
from typewright.loaders.located import Located
from typewright.loaders.references import References
from typewright.schema import Schema, SchemaGraph, SchemaId
from typewright.source import Document
from typewright.source.retrieve import Retrieve, nowhere


def load(
    document: Document,
    resources: Sequence[Document] = (),
    *,
    retrieve: Retrieve = nowhere,
    default: Dialect = DRAFT_2020_12,
) -> tuple[SchemaGraph, tuple[Diagnostic, ...]]:
    """The schema graph of a JSON Schema document, of any draft from 4 on.

    ``resources`` are other documents that its references may lead to, and ``retrieve`` finds more
    of them; nothing else is read. ``default`` is the dialect of a document that names none.

    The definitions are the document's root, unless it says nothing itself but holds others, and
    then the members of ``$defs`` (and of ``definitions``, its older name) in their order. The
    root's name is its ``title``, or the file's name without its ending where there is none or
    something else has that name.
    """
    dialect, problems = dialect_of(document, resources, default=default)
    root = Located.root(document, dialect)
    others = [
        Located.root(other, dialect_of(other, resources, default=default)[0]) for other in resources
    ]
    schemas, diagnostics = assemble([root], References([root, *others], retrieve))
    definitions = dict(schemas[root.id].defs)
    if not _is_container(schemas[root.id]):
        name = _root_name(schemas[root.id], document, definitions)
        definitions = {name: root.id, **definitions}
    return SchemaGraph(schemas, definitions), (*problems, *diagnostics)


_SAYS_NOTHING = frozenset(
    ("id", "origin", "resource", "defs", "comment", "title", "description", "dynamic_anchor")
)


def _is_container(schema: Schema) -> bool:
    """Whether the schema holds definitions and demands nothing itself."""
    return bool(schema.defs) and all(
        field.name in _SAYS_NOTHING or getattr(schema, field.name) == field.default
        for field in fields(Schema)
        if field.name != "extensions" and getattr(schema, field.name) != {}
    )


def _root_name(schema: Schema, document: Document, taken: dict[str, SchemaId]) -> str:
    stem = re.split(r"[/:]", document.uri.partition("#")[0].rstrip("/"))[-1].partition(".")[0]
    names = [name for name in (schema.title, stem, "Root") if name and name.strip()]
    return next((name for name in names if name not in taken), names[0])
