"""What must be tested at run time."""

from __future__ import annotations

from typewright.checks.lower import lower_all
from typewright.model.shapes import Record, Shape, Union, walk
from typewright.passes.draft import Draft
from typewright.schema import SchemaId
from typewright.values import replace


def check(draft: Draft) -> Draft:
    """Lowers every schema that stands by itself: definitions, members, variants, call targets."""
    wanted: list[SchemaId] = []
    for definition in draft.definitions.values():
        wanted.append(definition.schema)
        wanted.extend(schemas_of(definition.shape))
    calls = frozenset(definition.schema for definition in draft.definitions.values())
    checks = lower_all(draft.graph, wanted, calls=calls, formats=draft.formats, tags=draft.tags)
    return replace(draft, checks=checks)


def schemas_of(shape: Shape) -> list[SchemaId]:
    """The schemas of the members and variants in a shape."""
    found: list[SchemaId] = []
    for each in walk(shape):
        if isinstance(each, Union):
            found += [variant.schema for variant in each.variants]
        elif isinstance(each, Record):
            found += [member.schema for member in each.members]
    return found
