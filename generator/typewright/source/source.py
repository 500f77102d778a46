"""One input file: its name, its text and its kind."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum

from typewright.values import dataclass


class SourceKind(StrEnum):
    """What a source's text is written in."""

    PAGE = "page"
    YAML = "yaml"
    JSON = "json"


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Source:
    """One input file with its text. Two sources are equal only when they are the same object.

    ``name`` is the path as the user gave it, with ``/`` between its parts (``-`` is standard
    input): it is what diagnostics show. ``uri`` is the absolute URI that ``$ref`` is resolved
    against. ``text`` is the decoded text with the line ends that the file has.
    """

    name: str
    uri: str
    kind: SourceKind
    text: str = field(repr=False)
