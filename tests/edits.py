"""Edits of specifications that should change little: what they are, and what depends on what."""

from __future__ import annotations

import dataclasses
import json
import random
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from typewright.diagnostics import Diagnostic, codes
from typewright.fixtures import FixtureSet
from typewright.model import Definition, Model, Record
from typewright.model.shapes import DefinitionKey
from typewright.source import Document, Origin


def schemas_of(document: Document) -> dict[str, Any]:
    """The schemas of an OpenAPI description, by name."""
    value: Any = document.value
    found: dict[str, Any] = value["components"]["schemas"]
    return found


def with_schemas(document: Document, schemas: Mapping[str, Any]) -> Document:
    """The description with other schemas."""
    value: Any = document.value
    components = {**value["components"], "schemas": dict(schemas)}
    return dataclasses.replace(document, value={**value, "components": components})


def without(document: Document, names: Collection[str]) -> Document:
    """The description without some of its schemas."""
    kept = {name: one for name, one in schemas_of(document).items() if name not in names}
    return with_schemas(document, kept)


def moved(document: Document, name: str, chance: random.Random) -> Document:
    """The description with one of its schemas at some other place."""
    schemas = schemas_of(document)
    names = [one for one in schemas if one != name]
    names.insert(chance.randrange(len(schemas)), name)
    return with_schemas(document, {one: schemas[one] for one in names})


def shuffled(value: Any, chance: random.Random) -> Any:
    """A value with the members of all its objects in another order; arrays stay as they are."""
    if isinstance(value, dict):
        names = list(value)
        chance.shuffle(names)
        return {name: shuffled(value[name], chance) for name in names}
    return [shuffled(one, chance) for one in value] if isinstance(value, list) else value


def dependents(schemas: Mapping[str, Any], names: Collection[str]) -> set[str]:
    """``names``, and every schema that refers to one of them, directly or through others.

    A schema with a discriminator stands for those that refer to it, and so depends on them too.
    """
    users: dict[str, set[str]] = {}
    for name, schema in schemas.items():
        for target in _mentioned(schema):
            users.setdefault(target, set()).add(name)
            if "discriminator" in schemas.get(target, ()):
                users.setdefault(name, set()).add(target)
    found, pending = set(names), list(names)
    while pending:
        for user in users.get(pending.pop(), set()) - found:
            found.add(user)
            pending.append(user)
    return found


def _mentioned(schema: Any) -> Iterator[str]:
    pending = [schema]
    while pending:
        value = pending.pop()
        if isinstance(value, list):
            pending.extend(value)
        elif isinstance(value, dict):
            pending.extend(value.values())
            mapping = value.get("mapping")
            targets = [value.get("$ref"), *(mapping.values() if isinstance(mapping, dict) else ())]
            yield from (one.rpartition("/")[2] for one in targets if isinstance(one, str))


def root_of(model: Model, key: DefinitionKey) -> DefinitionKey:
    """The definition that the source names and that ``key`` is inside of."""
    definition: Definition = model[key]
    while definition.owner is not None:
        definition = model[definition.owner]
    return definition.key


def orderless(value: Any) -> Any:
    """A definition or a check in a form in which members have no order."""
    match value:
        case Origin():
            return value.pointer
        case Record():
            members = sorted((orderless(one) for one in value.members), key=repr)
            return (members, orderless(value.additional), value.opaque)
        case dict():
            return sorted(((name, orderless(one)) for name, one in value.items()), key=repr)
        case list() | tuple():
            return [orderless(one) for one in value]
    if not dataclasses.is_dataclass(value):
        return value
    parts: list[Any] = [type(value).__name__]
    for field in dataclasses.fields(value):
        if field.compare:
            part = orderless(getattr(value, field.name))
            loose = (parts[0], field.name) in _LOOSE
            parts.append(sorted(part, key=repr) if loose else part)
    return parts


_LOOSE = {
    ("Definition", "references"),
    ("Members", "properties"),
    ("Members", "patterns"),
    ("All", "checks"),
    ("Scope", "anchors"),
}
"""Fields whose order is that of members in the source."""


BAD_EXAMPLE = codes.passes.BAD_EXAMPLE.code


def said(found: Collection[Diagnostic]) -> Counter[tuple[str, str, str]]:
    """Findings, in no order.

    Of all that is wrong with an example one issue is told, the first in the order of fields.
    """
    return Counter(
        (one.code, "" if one.code == BAD_EXAMPLE else one.message, one.origin.pointer)
        for one in found
    )


def instances(fixtures: FixtureSet) -> tuple[Counter[str], Counter[str]]:
    """The values of a definition's fixtures with what is said of them, in no order."""
    invalid = [
        [one.value, sorted((issue.pointer, issue.keyword) for issue in one.issues)]
        for one in fixtures.invalid
    ]
    return (
        Counter(json.dumps(one.value, sort_keys=True) for one in fixtures.valid),
        Counter(json.dumps(one, sort_keys=True) for one in invalid),
    )
