"""What runs keep for later ones."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Protocol

from typewright.source.texts import Encoded


class Kept(Protocol):
    """Pieces that earlier runs have made, by a name that says all that they depend on; each has
    parts by their names.
    """

    def get(self, name: str) -> Mapping[str, Encoded] | None:
        """The piece of that name, if there is one."""

    def put(self, name: str, parts: Mapping[str, Encoded]) -> None:
        """Keep a piece for later runs."""


def name_of(what: str, given: str) -> str:
    """The name of a piece of which ``given`` says all that it depends on, but for the program."""
    return f"{what} {hashlib.sha256(given.encode('utf-8', 'surrogatepass')).hexdigest()}"
