"""What looks like schemas in a JSON Schema, but stands where no keyword holds it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeGuard
from urllib.parse import unquote

from typewright.diagnostics import Diagnostic, codes
from typewright.loaders.dialects import dialect_of
from typewright.loaders.drafts import EVERY_KEYWORD
from typewright.loaders.json_schema import SAYS_LITTLE
from typewright.loaders.slips import is_strange, slips
from typewright.schema import Json
from typewright.source import Document
from typewright.source.pointer import escape, join

_TYPES: Final = frozenset(("null", "boolean", "integer", "number", "string", "array", "object"))
_NAMED: Final = 3
"""How many members are named."""


def unheld(document: Document, others: Sequence[Document] = ()) -> tuple[Diagnostic, ...]:
    """What is said of a JSON Schema whose root is a mere map of schemas, has such a map at a member
    that no draft knows, or has no keyword at all.

    By the letter all of this is read: unknown members demand nothing. It is hardly ever meant. What
    a reference leads to, in the document or in ``others``, is not told.
    """
    value = document.value
    if not isinstance(value, dict):
        return ()
    told = _not_misspelt(document, value, holders(value))
    if told:
        left = _unmeant(value, told, others)
        return (_not_read(document, {name: told[name] for name in left}),) if left else ()
    unknown = [name for name in value if name not in _ANYWHERE and not name.startswith("x-")]
    if not unknown or value.keys() & EVERY_KEYWORD - _ANYWHERE:
        return ()
    return (codes.inputs.NO_KEYWORD.at(document.origin(""), members=_listed(unknown)),)


def _not_misspelt(
    document: Document, value: Mapping[str, Json], told: Mapping[str, Sequence[tuple[str, ...]]]
) -> Mapping[str, Sequence[tuple[str, ...]]]:
    """Those members that no keyword is plainly meant by, of which the reader tells."""
    if not told:
        return told
    unknown = {name: held for name, held in value.items() if is_strange(name)}
    misspelt = slips(unknown, dialect_of(document)[0].keywords, value.keys())
    return {name: ways for name, ways in told.items() if name not in misspelt}


def holders(value: Mapping[str, Json]) -> dict[str, Sequence[tuple[str, ...]]]:
    """The members of a root that are no keywords and look like a schema or like a map of schemas:
    the ways from the root to what looks like one.

    Where the root says something itself, only maps count, and only such as no annotation is.
    """
    says_little = value.keys() & EVERY_KEYWORD <= SAYS_LITTLE
    found: dict[str, Sequence[tuple[str, ...]]] = {}
    for name, held in value.items():
        if name in EVERY_KEYWORD or name in _DATA or name.startswith(("x-", "$")):
            continue
        if says_little and _is_like_a_schema(held):
            found[name] = ((name,),)
        elif _is_a_map_of_schemas(held, is_plain=not says_little):
            found[name] = tuple((name, one) for one in held)
    return found


def _is_a_map_of_schemas(value: Json, *, is_plain: bool) -> TypeGuard[dict[str, Json]]:
    if not isinstance(value, dict) or not value:
        return False
    members = value.values()
    return all(map(_is_like_a_schema, members)) and (
        not is_plain or any(map(_is_plainly_a_schema, members))
    )


_ANYWHERE: Final = frozenset(("id",))
"""Keywords that any data may have, and that say nothing of a schema."""

_DATA: Final = frozenset(("example", "xml", "externalDocs", "discriminator"))
"""Members of schemas in API descriptions that are none and hold none."""


def _is_like_a_schema(value: Json) -> bool:
    if not isinstance(value, dict):
        return False
    if "type" not in value:
        return _is_plainly_a_schema(value)
    named = value["type"]
    types = named if isinstance(named, list) and named else [named]
    return all(isinstance(one, str) and one in _TYPES for one in types)


def _is_plainly_a_schema(value: Json) -> bool:
    """Whether a value has a keyword with what only that holds."""
    match value:
        case {"properties": dict(members)}:
            return all(isinstance(one, dict | bool) for one in members.values())
        case {"$ref": str()} | {"items": {"type": _} | {"$ref": str()}}:
            return True
        case {"allOf": [*some]} | {"anyOf": [*some]} | {"oneOf": [*some]}:
            return all(isinstance(one, dict | bool) for one in some)
        case {"type": str(), "enum": list()}:
            return True
        case _:
            return False


def _unmeant(
    value: Mapping[str, Json], told: Iterable[str], others: Iterable[Document]
) -> list[str]:
    """Those members of a root that no reference leads to, but from others of these."""
    left = list(told)
    pending = [held for name, held in value.items() if name not in left]
    pending.extend(other.value for other in others)
    while pending:
        fragments = {*_references(pending)}
        pending = [value[name] for name in left if _leads_to(fragments, f"/{escape(name)}")]
        left = [name for name in left if not _leads_to(fragments, f"/{escape(name)}")]
    return left


def _references(value: Json) -> Iterator[str]:
    """The fragments of all references in a value."""
    pending = [value]
    while pending:
        node = pending.pop()
        if isinstance(node, dict):
            if isinstance(reference := node.get("$ref"), str):
                yield unquote(reference.partition("#")[2])
            pending.extend(node.values())
        elif isinstance(node, list):
            pending.extend(node)


def _leads_to(fragments: Iterable[str], pointer: str) -> bool:
    return any(one == pointer or one.startswith(f"{pointer}/") for one in fragments)


def _not_read(document: Document, told: Mapping[str, Sequence[tuple[str, ...]]]) -> Diagnostic:
    places = [place for each in told.values() for place in each]
    holder = "$defs" if "$defs" in dialect_of(document)[0].keywords else "definitions"
    example = {holder: {places[0][-1]: {"$ref": f"#{join(places[0])}"}}}
    return codes.schema.NOT_HELD.at(
        document.origin(f"/{escape(next(iter(told)))}"),
        members=f"{_listed(list(told))} {'is no keyword' if len(told) == 1 else 'are no keywords'}",
        schemas="what looks like a schema there is"
        if len(places) == 1
        else f"what looks like {len(places)} schemas there is",
        holder=holder,
        example=json.dumps(example, ensure_ascii=False),
    )


def _listed(names: Sequence[str]) -> str:
    """The first few of some names."""
    quoted = [repr(one) for one in names[:_NAMED]]
    if more := len(names) - len(quoted):
        quoted.append(f"{more} other{'' if more == 1 else 's'}")
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"
