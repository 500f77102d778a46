"""What real objects have little of: long lists, wide enumerations, open maps, deep unions."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from benchmarks import failing, packages, runtime
from benchmarks.families import document, reference
from benchmarks.results import Table
from benchmarks.subject import Subject, changed
from benchmarks.timing import Effort


def measured(_: Subject, folder: Path, effort: Effort) -> tuple[Table, ...]:
    """Reading, writing, checking and refusing, on a description that is made for it."""
    folder = folder / "shapes"
    folder.mkdir(exist_ok=True)
    description = folder / "shapes.json"
    description.write_text(json.dumps(DESCRIPTION), encoding="utf-8")
    subject = Subject(description, SAMPLES, "", FAULTS)
    made = packages.prepare(subject, folder / "packages")
    kinds = [replace(kind, bars=()) for kind in (runtime.READING, runtime.WRITING, runtime.JUDGING)]
    tables = (
        *runtime.tables(subject, made, effort, kinds),
        *failing.tables(subject, made, effort),
    )
    return tuple(replace(table, title=f"{table.title}, other shapes") for table in tables)


def _record(**members: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(members), "properties": members}


def _list(items: Any) -> dict[str, Any]:
    return {"type": "array", "items": items}


_TEXT: Final = {"type": "string"}
_NUMBER: Final = {"type": "number"}

DESCRIPTION: Final = document(
    {
        "Record": _record(
            id={"type": "integer", "minimum": 1},
            name={"type": "string", "maxLength": 80},
            price=_NUMBER,
            active={"type": "boolean"},
            tags=_list(_TEXT),
        ),
        "Records": _record(items=_list(reference("Record"))),
        "Palette": _record(colours=_list({"enum": [f"colour {n}" for n in range(500)]})),
        "Index": _record(
            counts={"type": "object", "additionalProperties": {"type": "integer", "minimum": 0}}
        ),
        "Leaf": _record(kind={"const": "leaf"}, value=_NUMBER),
        "Branch": _record(kind={"const": "branch"}, children=_list(reference("Node"))),
        "Node": {"oneOf": [reference("Leaf"), reference("Branch")]},
        "Tree": _record(root=reference("Node")),
        "Point": _record(x=_NUMBER, y=_NUMBER),
        "Label": _record(text=_TEXT),
        "Mixed": _record(
            values=_list(
                {
                    "anyOf": [
                        _TEXT,
                        {"type": "integer"},
                        _list({"type": "integer"}),
                        reference("Point"),
                        reference("Label"),
                    ]
                }
            )
        ),
    }
)


def _node(depth: int) -> dict[str, Any]:
    if not depth:
        return {"kind": "leaf", "value": 1.5}
    return {"kind": "branch", "children": [_node(depth - 1), _node(depth - 1)]}


SAMPLES: Final[dict[str, Any]] = {
    "Records": {
        "items": [
            {"id": n + 1, "name": f"item {n}", "price": n / 8, "active": True, "tags": ["a", "b"]}
            for n in range(1000)
        ]
    },
    "Palette": {"colours": [f"colour {n * 7 % 500}" for n in range(200)]},
    "Index": {"counts": {f"word {n}": n for n in range(500)}},
    "Tree": {"root": _node(6)},
    "Mixed": {"values": ["text", 7, [1, 2, 3], {"x": 1.5, "y": 2.5}, {"text": "here"}] * 20},
}

_LEAF = "/root" + "/children/1" * 6

FAULTS: Final[dict[str, tuple[str, Any]]] = {
    "Records, one in a thousand": (
        "Records",
        changed(SAMPLES["Records"], {"/items/900/price": "dear"}),
    ),
    "Palette, one unknown colour": ("Palette", changed(SAMPLES["Palette"], {"/colours/150": "x"})),
    "Index, one negative count": ("Index", changed(SAMPLES["Index"], {"/counts/word 450": -1})),
    "Tree, one leaf seven levels deep": (
        "Tree",
        changed(SAMPLES["Tree"], {f"{_LEAF}/value": "heavy"}),
    ),
    "Mixed, one value of another kind": ("Mixed", changed(SAMPLES["Mixed"], {"/values/93/x": []})),
}
