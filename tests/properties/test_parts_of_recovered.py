"""A run over a part of what pages and overlays say writes and says what a run over all does."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from apis import ref
from reruns import Project

PAGES = Path(__file__).parents[2] / "spec" / "reference"
OVERLAY = "overlay.yaml"


def pages() -> dict[str, str]:
    """The reference pages of this repository, and the overlay for them."""
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(PAGES.iterdir())}


def project(folder: Path, *options: str) -> Project:
    """A project that is made of these pages."""
    sources = [name for name in pages() if name != OVERLAY]
    return Project(folder, *options, sources=sources, overlays=[OVERLAY])


def edited(texts: Mapping[str, str], chance: random.Random) -> dict[str, str]:
    """The same pages after an edit of one line, or with the texts of two of them exchanged."""
    name, other = chance.sample([each for each in texts if each != OVERLAY], 2)
    lines = texts[name].split("\n")
    at = chance.choice([index for index, line in enumerate(lines) if line])
    words = lines[at].split(" ")
    match chance.randrange(7):
        case 0:
            del lines[at]
        case 1:
            lines.insert(at, lines[at])
        case 2:
            lines.insert(at, "")
        case 3:
            lines[at] = lines[at].replace("string", "integer").replace("required", "")
        case 4:
            return {**texts, name: texts[other], other: texts[name]}
        case _:
            words.insert(chance.randrange(len(words)), chance.choice(["very", "status", "Batch"]))
            lines[at] = " ".join(words)
    return {**texts, name: "\n".join(lines)}


def test_no_edit_of_pages_makes_a_part_show(folder: Path, long: bool) -> None:
    chance = random.Random("edits of pages")  # noqa: S311
    made, first = project(folder), pages()
    made.run_with(first)
    texts, parts = first, list[bool]()
    for _ in range(60 if long else 4):
        texts = edited(texts if chance.random() < 0.5 else first, chance)
        parts.append(made.run_with(texts))
    assert sum(parts) > len(parts) / 4


def test_words_of_a_page_take_a_part_and_move_what_is_said_of_others(folder: Path) -> None:
    made, texts = project(folder), pages()
    made.run_with(texts)
    name = "batches.txt"
    head, _, rest = texts[name].partition("\nThe ")
    assert made.run_with({name: f"{head}\n\n\nThe very {rest}"})


def test_texts_of_pages_that_move_to_other_pages_are_read_as_theirs(folder: Path) -> None:
    made, texts = project(folder), pages()
    made.run_with(texts)
    first, second, third, *_ = (name for name in texts if name != OVERLAY)
    made.run_with({first: texts[second], second: texts[third], third: texts[first]})
    made.run_with({first: texts[third], second: texts[third]})
    made.run_with(texts)


def overlay(*actions: tuple[str, Any]) -> str:
    """An overlay that merges something into each of some places."""
    merged = [{"target": f"$.components.schemas.{at}", "update": what} for at, what in actions]
    return json.dumps(
        {"overlay": "1.0.0", "info": {"title": "More", "version": "1"}, "actions": merged}
    )


def api(words: str = "") -> str:
    """A description of some objects, of which two have findings."""
    wrong = {"type": "string", "default": 1}
    schemas = {
        "Leaf": {"type": "string", "maxLength": 3, "description": words},
        "Holder": {"type": "object", "properties": {"leaf": ref("Leaf"), "bad": wrong}},
        "Alone": {"type": "object", "properties": {"bad": wrong}},
        "Other": {"type": "array", "items": {"type": "integer"}},
        **{f"Calm{n}": {"type": "object", "properties": {"n": {}}} for n in range(4)},
    }
    info = {"title": "An API", "version": "1"}
    return json.dumps(
        {"openapi": "3.1.0", "info": info, "components": {"schemas": schemas}}, indent=1
    )


@pytest.mark.parametrize("options", [(), ("fixtures=false", "factories=false")])
def test_an_overlay_takes_a_part(folder: Path, options: tuple[str, ...]) -> None:
    bad = {"properties": {"worse": {"type": "string", "default": []}}}
    made = Project(folder, *options, overlays=[OVERLAY])
    assert not made.run_with({"api.json": api(), OVERLAY: overlay(("Alone", bad))})
    assert made.run_with({"api.json": api("Words.")})
    assert made.run_with({OVERLAY: overlay(("Other", {"maxItems": 2}), ("Alone", bad))})
    assert made.run_with({OVERLAY: overlay(("Alone", bad), ("Other", {"maxItems": 3}))})
    assert made.run_with({OVERLAY: overlay(("Other", {"maxItems": 3}), ("Holder", bad))})
    assert made.run_with({OVERLAY: overlay(("Holder", {"properties": {"bad": {"default": 1}}}))})
    assert made.run_with({OVERLAY: overlay(("Holder", {"properties": {"bad": {"default": 2}}}))})
