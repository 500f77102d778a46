"""What a page does not print but plainly means: an untyped object with properties is an object."""

from __future__ import annotations

from typing import Final

from typewright.diagnostics import Diagnostic, codes
from typewright.loaders.edit import Edit, Path
from typewright.schema.schema import Json, Recovery
from typewright.source import Document, pointer
from typewright.values import replace

CONFIDENCE: Final = 0.9
"""How sure it is that what has properties and shows no type is an object and nothing else."""

_DECIDED = frozenset({"type", "$ref", "enum", "const", "allOf", "anyOf", "oneOf"})
"""Keywords that say themselves what a value may be."""


def infer(document: Document) -> tuple[Document, tuple[Diagnostic, ...]]:
    """The document with ``type: object`` where a page lists or hides properties but shows no type.

    The renderer prints no type for a schema that has none of its own, as ``allOf`` has. To be run
    after the overlays, so that a type which one of them gives is left alone.
    """
    edit, nodes = Edit(document), _Nodes(document.value)
    found: list[Diagnostic] = []
    for at, recovery in document.recoveries.items():
        path, schema = nodes.find(at)
        if not _is_object(schema, recovery):
            continue
        origin = replace(document.origin(at), confidence=CONFIDENCE)
        edit.put((*path, "type"), "object", {"": origin})
        found.append(codes.page.INFERRED_OBJECT.at(origin, name=pointer.split(at)[-1]))
    return edit.document(), tuple(found)


def _is_object(schema: Json, recovery: Recovery) -> bool:
    if not isinstance(schema, dict) or _DECIDED & schema.keys() or recovery.hidden_union:
        return False
    return recovery.opaque or "properties" in schema


class _Nodes:
    """The nodes of a value by their pointers; most lie in one that was looked for before."""

    def __init__(self, value: Json) -> None:
        self._known: dict[str, tuple[Path, Json]] = {"": ((), value)}

    def find(self, at: str) -> tuple[Path, Json]:
        """The steps to the node at a pointer, and the node; ``None`` when an overlay removed it."""
        if at not in self._known:
            above, _, token = at.rpartition("/")
            path, value = self.find(above)
            step = int(token) if isinstance(value, list) else pointer.unescape(token)
            self._known[at] = (*path, step), _child(value, step)
        return self._known[at]


def _child(value: Json, step: str | int) -> Json:
    match value, step:
        case list(), int(index) if index < len(value):
            return value[index]
        case dict(), str(name) if name in value:
            return value[name]
        case _:
            return None
