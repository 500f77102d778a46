"""OpenAPI and Swagger descriptions become schema graphs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set

from typewright.diagnostics import Diagnostic, InputError, codes
from typewright.loaders.assemble import assemble
from typewright.loaders.descriptions import description_dialect, with_schemas_of
from typewright.loaders.dialect import Dialect
from typewright.loaders.dialects import dialect_of, named_dialect
from typewright.loaders.located import Located
from typewright.loaders.operations import Body, bodies, refers_elsewhere
from typewright.loaders.reading import correction
from typewright.loaders.references import References
from typewright.schema import SchemaGraph, SchemaId
from typewright.schema.addresses import names_of_places
from typewright.schema.describe import describe, quote
from typewright.source import Document
from typewright.source.retrieve import Retrieve, nowhere


def load(
    document: Document,
    resources: Sequence[Document] = (),
    *,
    retrieve: Retrieve = nowhere,
    include_operations: bool = False,
    only: Set[str] | None = None,
) -> tuple[SchemaGraph, tuple[Diagnostic, ...]]:
    """The schema graph of an API description: OpenAPI 3.0, 3.1 or 3.2, or Swagger 2.0.

    The definitions are the members of ``components.schemas`` (``definitions`` in Swagger) in their
    order, then the schemas in other documents that operations refer to, named by their files; and
    with ``include_operations`` the schemas of request and response bodies that stand in the
    operations themselves, named by these. Other schemas are read where a reference leads to them.

    Where ``only`` some of them are wanted, no other schemas of operations are looked at.

    ``resources`` are other documents that references may lead to, and ``retrieve`` finds more of
    them; nothing else is read.

    Raises ``InputError`` when the document is no API description of a version that is read.
    """
    dialect, problems = _dialect(document)
    root = Located.root(document, dialect)
    others = [
        Located.root(resource, dialect_of(resource, resources, default=dialect)[0])
        for resource in resources
    ]
    references = References([root, *others], retrieve)
    components, more = _components(root)
    found: tuple[Body, ...] = ()
    if include_operations or (only is None and refers_elsewhere(root)):
        found, dangling = bodies(root, references)
        more = (*more, *dangling)
    inline: dict[str, SchemaId] = {}
    if only is not None:
        taken = {name: place.id for name, place in components.items()}
        inline = {name: one for name, one in _inline(found, taken).items() if name in only}
        wanted = set(inline.values())
        found = tuple(body for body in found if body.schema.id in wanted)
        components = {name: place for name, place in components.items() if name in only}
    places = [*components.values(), *(body.schema for body in found)]
    schemas, diagnostics = assemble(places, references)
    graph = SchemaGraph(schemas)
    named = {name: located.id for name, located in components.items()}
    named |= _elsewhere(graph, document, found, named)
    if include_operations and only is None:
        inline = _inline(found, named)
    named |= inline
    kept = graph.reached_from(named.values())
    schemas = {one: schema for one, schema in schemas.items() if one in kept}
    return SchemaGraph(schemas, named), (*problems, *more, *diagnostics)


def named_bodies(document: Document) -> dict[str, SchemaId]:
    """The schemas that stand in the operations of an API description, by name, where these refer
    to no other document.
    """
    root = Located.root(document, _dialect(document)[0])
    components, _ = _components(root)
    found, _ = bodies(root, References([root]))
    return _inline(found, {name: place.id for name, place in components.items()})


def _dialect(document: Document) -> tuple[Dialect, tuple[Diagnostic, ...]]:
    """The dialect of a description; its schemas may be of another one (``jsonSchemaDialect``)."""
    value = document.value
    dialect = description_dialect(value)
    if dialect is None or not isinstance(value, dict):
        raise InputError(_no_version(document))
    named = value.get("jsonSchemaDialect")
    if named is None or named == dialect.name:
        return dialect, ()
    schemas = named_dialect(named)
    if schemas is None:
        place = document.origin("/jsonSchemaDialect")
        return dialect, (codes.schema.UNREAD_DIALECT.at(place, dialect=quote(named)),)
    return with_schemas_of(dialect, schemas), ()


def _no_version(document: Document) -> Diagnostic:
    value = document.value
    for member in ("openapi", "swagger"):
        if isinstance(value, dict) and member in value:
            place = document.origin(f"/{member}")
            return codes.schema.UNREAD_VERSION.at(place, found=describe(value[member]))
    return codes.schema.UNREAD_VERSION.at(document.origin(""), found=describe(value))


def _components(root: Located) -> tuple[dict[str, Located], tuple[Diagnostic, ...]]:
    place = root
    value = root.value if isinstance(root.value, dict) else {}
    for token in ("definitions",) if "swagger" in value else ("components", "schemas"):
        if token not in place.tokens():
            return {}, ()
        place = place[token]
        if not isinstance(place.value, dict):
            problem = codes.schema.MALFORMED_KEYWORD.at(
                place.origin,
                keyword=token,
                expected="an object",
                found=describe(place.value),
                advice=correction(token, place.value),
            )
            return {}, (problem,)
    return {name: place[name] for name in place.tokens()}, ()


def _elsewhere(
    graph: SchemaGraph, document: Document, found: Sequence[Body], taken: Mapping[str, SchemaId]
) -> dict[str, SchemaId]:
    """The schemas in other documents that the bodies and what these hold refer to, by name."""
    known = set(taken.values())
    reached = graph.reached_from(body.schema.id for body in found)
    targets = {graph[one].ref: None for one in graph.schemas if one in reached}
    strays = {
        target: ()
        for target in targets
        if target is not None and target not in known and not _is_in(document, target)
    }
    return {name: one for one, name in names_of_places(strays, taken=taken).items()}


def _is_in(document: Document, schema_id: SchemaId) -> bool:
    return schema_id.partition("#")[0] == document.uri


def _inline(found: Sequence[Body], taken: Mapping[str, SchemaId]) -> dict[str, SchemaId]:
    """The schemas that stand in bodies, by name.

    Where two bodies want one name, as shared ones in several files may, or want one that is taken,
    the place of each is part of its name.
    """
    inline = {body.schema.id: body for body in found if body.is_inline}
    known = set(taken.values())
    names = Counter(body.name for body in inline.values())
    strays = {
        one: body.words
        for one, body in inline.items()
        if one not in known and (names[body.name] > 1 or body.name in taken)
    }
    clear = {
        body.name: one for one, body in inline.items() if one not in known and one not in strays
    }
    placed = names_of_places(strays, taken={*taken, *clear})
    return clear | {name: one for one, name in placed.items()}
