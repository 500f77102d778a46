"""Names for schemas that a source gives none: made from where they stand, and from nothing else."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import takewhile
from typing import Final

from typewright.schema.schema import SchemaId
from typewright.source.pointer import split

SCAFFOLD: Final = frozenset(
    (
        *("components", "schemas", "responses", "parameters", "requestBodies", "headers"),
        *("content", "schema", "definitions", "$defs", "paths", "mediaTypes", "pathItems"),
    )
)
"""Parts of a pointer that say where schemas live and not what they are."""

_SUFFIX: Final = re.compile(r"(\.(?:schema|ya?ml|json))+$", re.IGNORECASE)
_MEDIA_TYPE: Final = re.compile(r"[a-z*-]+/[^/]+")


def names_of_places(
    places: Mapping[SchemaId, tuple[str, ...]], *, taken: Collection[str] = ()
) -> dict[SchemaId, str]:
    """A name for each schema, from its address: the file and what the pointer into it says.

    The words that ``places`` holds for a schema come after those of its address. A name has as few
    parts as tell it apart; where two schemas want one name, or want one of ``taken``, each of them
    takes one more part of its address in front.
    """
    addresses = {one: address(one) for one in places}
    lengths = dict.fromkeys(places, 1)
    while True:
        named = {
            one: " ".join((*addresses[one][-lengths[one] :], *words))
            for one, words in places.items()
        }
        claims: dict[str, list[SchemaId]] = defaultdict(list)
        for one, name in named.items():
            claims[name].append(one)
        longer = [
            one
            for name, claimants in claims.items()
            if len(claimants) > 1 or name in taken
            for one in claimants
            if lengths[one] < len(addresses[one])
        ]
        if not longer:
            return named
        for one in longer:
            lengths[one] += 1


def address(schema_id: SchemaId) -> tuple[str, ...]:
    """The parts of a schema's address that say what it is, the most telling one last."""
    uri, _, pointer = schema_id.partition("#")
    *folders, file = [part for part in uri.partition(":")[2].split("/") if part] or [uri]
    return (*folders, _SUFFIX.sub("", file) or file, *telling(split(pointer)))


def telling(tokens: Iterable[str]) -> tuple[str, ...]:
    """Those parts of a pointer that say what a schema is."""
    return tuple(
        token for token in tokens if token not in SCAFFOLD and not _MEDIA_TYPE.fullmatch(token)
    )


def common_folder(schema_ids: Iterable[SchemaId]) -> str:
    """The URI of the innermost folder, with a slash at its end, that all files among the documents
    of some schemas stand in; empty when none is a file.

    What is made from the text of an identifier is made without this part of it, so that the same
    files give the same output wherever they lie.
    """
    documents = {schema_id.partition("#")[0] for schema_id in schema_ids}
    folders = [one.split("/")[:-1] for one in documents if one.startswith("file:")]
    shared = takewhile(lambda level: len(set(level)) == 1, zip(*folders, strict=False))
    return "".join(f"{level[0]}/" for level in shared)
