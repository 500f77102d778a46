"""JSON Schema documents become schema graphs."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence, Set
from dataclasses import fields
from typing import Final

from typewright.diagnostics import Diagnostic
from typewright.loaders.assemble import assemble
from typewright.loaders.dialect import Dialect
from typewright.loaders.dialects import dialect_of
from typewright.loaders.drafts import DRAFT_2020_12, EVERY_KEYWORD
from typewright.loaders.located import Located
from typewright.loaders.references import References
from typewright.schema import Schema, SchemaGraph
from typewright.source import Document
from typewright.source.retrieve import Retrieve, nowhere

HOLDERS: Final = ("$defs", "definitions")
"""The members that hold definitions."""


def load(
    document: Document,
    resources: Sequence[Document] = (),
    *,
    retrieve: Retrieve = nowhere,
    default: Dialect = DRAFT_2020_12,
    only: Set[str] | None = None,
) -> tuple[SchemaGraph, tuple[Diagnostic, ...]]:
    """The schema graph of a JSON Schema document, of any draft from 4 on.

    ``resources`` are other documents that its references may lead to, and ``retrieve`` finds more
    of them; nothing else is read. ``default`` is the dialect of a document that names none.

    The definitions are the document's root, unless it says nothing itself but holds others, and
    then the members of ``$defs`` (and of ``definitions``, its older name) in their order. The
    root's name is its ``title``, or the file's name without its ending where there is none or
    something else has that name.

    Where ``only`` some of them are wanted, the others are not looked at.
    """
    dialect, problems = dialect_of(document, resources, default=default)
    root = Located.root(document, dialect)
    others = [
        Located.root(other, dialect_of(other, resources, default=default)[0]) for other in resources
    ]
    references = References([root, *others], retrieve)
    if only is not None and called(document) not in only:
        places = _below(root, only)
        schemas, diagnostics = assemble(places.values(), references, alone=True)
        definitions = {name: place.id for name, place in places.items()}
        return SchemaGraph(schemas, definitions), (*problems, *diagnostics)
    schemas, diagnostics = assemble([root], references)
    definitions = dict(schemas[root.id].defs)
    if not _is_container(schemas[root.id]):
        name = _root_name(schemas[root.id].title, document.uri, definitions)
        definitions = {name: root.id, **definitions}
    return SchemaGraph(schemas, definitions), (*problems, *diagnostics)


def called(document: Document) -> str | None:
    """What the root of a document is called by the look of it, if it is a definition itself.

    To be sure, it has to be read.
    """
    value = document.value
    if not isinstance(value, dict):
        return None
    held = [name for one in HOLDERS if isinstance(some := value.get(one), dict) for name in some]
    if held and value.keys() & EVERY_KEYWORD <= SAYS_LITTLE:
        return None
    title = value.get("title")
    return _root_name(title if isinstance(title, str) else None, document.uri, held)


def _below(root: Located, only: Set[str]) -> dict[str, Located]:
    """The places of those definitions in a document that are wanted."""
    return {
        name: root[holder][name]
        for holder in HOLDERS
        if holder in root.tokens()
        for name in root[holder].tokens()
        if name in only
    }


_SAYS_NOTHING = frozenset(
    ("id", "origin", "resource", "defs", "comment", "title", "description", "dynamic_anchor")
)

SAYS_LITTLE: Final = frozenset(
    (*HOLDERS, "$schema", "$id", "id", "$comment", "title", "description", "$dynamicAnchor")
)
"""The keywords of a root that holds definitions and says nothing itself."""


def _is_container(schema: Schema) -> bool:
    """Whether the schema holds definitions and demands nothing itself."""
    return bool(schema.defs) and all(
        field.name in _SAYS_NOTHING or getattr(schema, field.name) == field.default
        for field in fields(Schema)
        if field.name != "extensions" and getattr(schema, field.name) != {}
    )


def _root_name(title: str | None, uri: str, taken: Collection[str]) -> str:
    stem = re.split(r"[/:]", uri.partition("#")[0].rstrip("/"))[-1].partition(".")[0]
    names = [name for name in (title, stem, "Root") if name and name.strip()]
    return next((name for name in names if name not in taken), names[0])
