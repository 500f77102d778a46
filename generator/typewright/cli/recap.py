"""What was read and what was written, in a few words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from typewright.output import Action, Plan
from typewright.source import SourceKind

if TYPE_CHECKING:
    from typewright.pipeline import Loaded


def inputs(loaded: Loaded) -> str:
    """What kinds of sources a package was read from, and how many objects they define."""
    kinds = Counter[str]()
    if pages := sum(source.kind is SourceKind.PAGE for source in loaded.sources):
        kinds["reference page"] = pages
    for document in loaded.documents:
        if document.source is not None:
            kinds[_kind(document.value)] += 1
    read = " and ".join(f"{number} {kind}{_s(number)}" for kind, number in kinds.items())
    return f"{loaded.name}: read {read} with {loaded.objects} object{_s(loaded.objects)}"


def outcome(plan: Plan) -> str:
    """How many files of a root were created, updated and so on."""
    counts = Counter(change.action for change in plan.changes)
    words = {
        Action.CREATE: "created",
        Action.UPDATE: "updated",
        Action.REMOVE: "removed",
        Action.KEEP: "kept as edited",
    }
    parts = [f"{counts[action]} {word}" for action, word in words.items() if counts[action]]
    parts.append(f"{plan.unchanged} unchanged")
    return f"{plan.root.as_posix()}: {', '.join(parts)}"


def as_json(plans: Iterable[Plan]) -> dict[str, Any]:
    """``{"roots": [{"path": …, "create": [], "update": [], "remove": [], "keep": [], …}]}``.

    The lists hold paths from the root; ``unchanged`` is a count, and ``manifest`` says whether the
    manifest is right.
    """
    return {
        "roots": [
            {
                "path": plan.root.as_posix(),
                **{
                    action.value: [
                        change.path for change in plan.changes if change.action is action
                    ]
                    for action in Action
                },
                "unchanged": plan.unchanged,
            }
            for plan in plans
        ]
    }


def _kind(value: object) -> str:
    match value:
        case {"openapi": version}:
            return f"OpenAPI {str(version)[:5]} description"
        case {"swagger": version}:
            return f"Swagger {version} description"
        case _:
            return "JSON Schema"


def _s(number: int) -> str:
    return "" if number == 1 else "s"
