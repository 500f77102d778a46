"""What functions for schemas are called that are no definitions."""

from __future__ import annotations

from collections.abc import Iterable, Set
from typing import Final

from typewright.model.names import shorten, split_words
from typewright.model.shapes import Words
from typewright.schema import SchemaId
from typewright.schema.addresses import address
from typewright.targets.python.names import CALL, distinct, snake, without_use

_SILENT: Final = frozenset({"", "components", "schemas", "$defs", "definitions", "properties"})
"""Steps of a pointer that say nothing."""


def other_stems(
    targets: Iterable[SchemaId], stems: Iterable[str], folder: str, taken: Set[str]
) -> tuple[dict[SchemaId, str], dict[SchemaId, str]]:
    """What functions for schemas that are no definitions are called: by their pointers, and one
    that is a whole document by its file; and what those would be called whose names are contested.

    ``folder`` is where all files stand. Definitions have their ``stems``, and those behind ``CALL``
    are ``taken``, contested by what is not in the model.
    """
    wanted: dict[SchemaId, str] = {}
    places: dict[SchemaId, str] = {}
    said: dict[str, Words] = {"": ()}  # many stand side by side
    for target in targets:
        places[target] = target.removeprefix(folder)
        words = _words(target.partition("#")[2], said) or split_words(address(target)[-1])
        wanted[target] = snake(shorten(words or ("root",), places[target]))
    own = {name: name for name in stems}
    found = distinct({**wanted, **own}, {**places, **own}, without_use(CALL, taken))
    others = {target: found[target] for target in wanted}
    return others, {one: name for one, name in wanted.items() if others[one] != name}


def _words(pointer: str, said: dict[str, Words]) -> Words:
    """The words of a pointer, without silent steps; ``said`` are those that are known."""
    known = said.get(pointer)
    if known is None:
        above, _, step = pointer.rpartition("/")
        known = _words(above, said) + (() if step in _SILENT else split_words(step))
        said[pointer] = known
    return known
