"""What OpenAPI's ``discriminator`` says of types, which no schema demands.

It changes no verdict (OpenAPI 3.1.1, section 4.8.25), so it is only asked where a value fits
several types, and where a definition stands for all those that build on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from typewright.passes.conjunction import built_on
from typewright.schema import Discriminator, Schema, SchemaId
from typewright.source.pointer import split
from typewright.values import dataclass

Schemas = Mapping[SchemaId, Schema]


@dataclass(frozen=True, slots=True)
class Family:
    """A definition with a ``discriminator`` of its own, and the definitions that build on it.

    ``tags`` holds the values of the member ``tag`` for each of ``heirs``.
    """

    parent: SchemaId
    tag: str
    heirs: tuple[SchemaId, ...]
    tags: tuple[tuple[str, ...], ...]


def families(schemas: Schemas, roots: Iterable[SchemaId]) -> dict[SchemaId, Family]:
    """The families among the definitions ``roots``, by the schema of the parent."""
    ids = tuple(dict.fromkeys(roots))
    heirs: dict[SchemaId, list[SchemaId]] = {}
    for one in ids:
        if _inherits(schemas[one]):
            for ancestor in _ancestors(schemas, one):
                heirs.setdefault(ancestor, []).append(one)
    found: dict[SchemaId, Family] = {}
    for parent in ids:
        schema = schemas[parent]
        declared = schema.discriminator
        if declared is None or schema.any_of or schema.one_of or parent not in heirs:
            continue
        children = tuple(heirs[parent])
        tags = tag_values(schemas, declared, children)
        if tags is not None:
            found[parent] = Family(parent, declared.property_name, children, tags)
    return found


def _inherits(schema: Schema) -> bool:
    """Whether a definition builds on others and is not just another name of one."""
    return bool(schema.all_of)


def _ancestors(schemas: Schemas, one: SchemaId) -> list[SchemaId]:
    """All that holds wherever a schema does, itself left out."""
    found: dict[SchemaId, None] = {}
    pending = [*built_on(schemas[one])]
    while pending:
        current = pending.pop()
        if current not in found and current in schemas:
            found[current] = None
            pending.extend(built_on(schemas[current]))
    found.pop(one, None)
    return list(found)


def tag_values(
    schemas: Schemas, declared: Discriminator, branches: Sequence[SchemaId]
) -> tuple[tuple[str, ...], ...] | None:
    """The values of the declared member that lead to each branch: those that the mapping names, or
    else the branch's name as a component; none for a branch without a name.

    ``None`` where one value leads to two branches.
    """
    by_target: dict[SchemaId, list[str]] = {}
    for value, target in declared.mapping.items():
        by_target.setdefault(target, []).append(value)
    found: list[tuple[str, ...]] = []
    for branch in branches:
        named = _named(schemas, branch)
        values = by_target.get(named, [])
        found.append(tuple(values) or _implicit(named))
    flat = [value for values in found for value in values]
    return tuple(found) if len(set(flat)) == len(flat) else None


def _named(schemas: Schemas, branch: SchemaId) -> SchemaId:
    """The definition that a branch refers to, or the branch itself."""
    schema = schemas.get(branch)
    return branch if schema is None or schema.ref is None else schema.ref


_COMPONENTS = (["components", "schemas"], ["definitions"])
"""Where the schemas of a description have their names: in OpenAPI 3 and in Swagger 2.0."""


def _implicit(schema_id: SchemaId) -> tuple[str, ...]:
    steps = split(schema_id.partition("#")[2])
    return (steps[-1],) if steps[:-1] in _COMPONENTS else ()
