"""The overlay lines that settle what a page leaves open, and what no overlay has settled yet."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

from typewright.diagnostics import Diagnostic, codes
from typewright.loaders.reference_page.schemas import enum_values
from typewright.loaders.reference_page.segmentation import THRESHOLD
from typewright.schema.schema import Json, JsonType, Recovery
from typewright.source import Document, pointer

_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def unsettled(document: Document) -> tuple[Diagnostic, ...]:
    """A finding for each list of values that is not sure and that no overlay has settled."""
    return tuple(
        found
        for at, recovery in document.recoveries.items()
        if recovery.splits and (found := _unsettled(document, at, recovery)) is not None
    )


def overlay(at: str, update: Mapping[str, Json]) -> str:
    """The action of an overlay that puts ``update`` at a pointer, as YAML."""
    lines = [f"- target: {_quoted(target(at))}", "  update:"]
    lines += [
        f"    {key}: {json.dumps(value, ensure_ascii=False)}" for key, value in update.items()
    ]
    return "\n".join(lines)


def target(at: str) -> str:
    """A pointer as a JSONPath (RFC 9535)."""
    return "$" + "".join(_step(part) for part in pointer.split(at))


def _step(part: str) -> str:
    if _PLAIN.fullmatch(part):
        return f".{part}"
    if part.isdigit():
        return f"[{part}]"
    escaped = part.replace("\\", "\\\\").replace("'", "\\'")
    return f"['{escaped}']"


def _quoted(path: str) -> str:
    """``path`` as a YAML scalar: bare where that is safe."""
    plain = not re.search(r"[\[\]'\"#:{},&*!|>%@`\\]|^\s|\s$", path[1:])
    return path if plain else json.dumps(path, ensure_ascii=False)


def _unsettled(document: Document, at: str, recovery: Recovery) -> Diagnostic | None:
    schema = _at(document.value, at)
    if not isinstance(schema, dict) or "enum" in schema or "const" in schema:
        return None
    best, types = recovery.splits[0], _types(schema)
    origin = document.origin(f"{at}/enum")
    values = enum_values(best.values, types)
    raw = _raw_values(recovery)
    if best.confidence >= THRESHOLD:
        guess: Json = list(values if values is not None else best.values)
        doubtful = next((part for part in best.values if _looks_typed(part)), best.values[0])
        return codes.page.UNSETTLED_TYPES.at(
            origin, raw=raw, value=doubtful, overlay=overlay(at, {"enum": guess})
        )
    readings = "; ".join(
        f"{', '.join(split.values)} ({split.confidence:.0%})" for split in recovery.splits[:3]
    )
    return codes.page.UNSETTLED_VALUES.at(
        origin,
        raw=raw,
        readings=readings,
        overlay=overlay(at, {"enum": list(values if values is not None else best.values)}),
    )


def _raw_values(recovery: Recovery) -> str:
    raw = "".join(recovery.splits[0].values)
    return raw if len(raw) <= 80 else raw[:77] + "..."


def _looks_typed(part: str) -> bool:
    return enum_values((part,), ()) is None


def _types(schema: Mapping[str, Json]) -> tuple[JsonType, ...]:
    shown = schema.get("type")
    names: Sequence[Json] = shown if isinstance(shown, list) else [shown] if shown else []
    return tuple(name for name in names if isinstance(name, str))  # type: ignore[misc]


def _at(value: Json, at: str) -> Json:
    """What stands at a pointer; ``None`` when nothing does."""
    for part in pointer.split(at):
        if isinstance(value, dict) and part in value:
            value = value[part]
        elif isinstance(value, list) and part.isdigit() and int(part) < len(value):
            value = value[int(part)]
        else:
            return None
    return value
