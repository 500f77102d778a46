"""Proposes which object the hidden properties of a field may be: never made, only told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from typewright.diagnostics import Diagnostic, Related, codes
from typewright.loaders.reference_page.blocks import Said
from typewright.loaders.reference_page.lines import prose
from typewright.loaders.reference_page.merge import Merged
from typewright.loaders.reference_page.settle import overlay
from typewright.source import Origin, Position, pointer

MIN_DESCRIPTION: Final = 12
"""Code points; shorter descriptions are equal by chance."""


def propose(objects: Mapping[str, Merged]) -> tuple[Diagnostic, ...]:
    """A finding for each field with hidden properties that another object evidently describes.

    The renderer prints a referenced object's own title for a variant and its own description for a
    field, so both being equal to those of exactly one object is evidence.
    """
    by_description, by_title = _index(objects)
    found = list[Diagnostic]()
    for key, merged in objects.items():
        at = "/components/schemas" + pointer.join((key,))
        for where, said in _hidden(merged.block.said, at):
            others = by_title.get(said.name, []) if where.endswith("/anyOf/0") else []
            evidence = "both have the same title"
            if len(others) != 1 and said.prose:
                others = by_description.get(_words(said), [])
                evidence = "both have the same description"
            if len(others) == 1 and others[0] != key:
                found.append(_proposal(where, said, merged, objects, others[0], evidence))
    return tuple(found)


def _index(
    objects: Mapping[str, Merged],
) -> tuple[Mapping[str, list[str]], Mapping[str, list[str]]]:
    """The keys of objects with properties, by description and by title."""
    by_description, by_title = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
    for key, merged in objects.items():
        said = merged.block.said
        if not said.children:
            continue
        by_title[merged.block.title].append(key)
        words = _words(said)
        if len(words) >= MIN_DESCRIPTION:
            by_description[words].append(key)
    return by_description, by_title


def _words(said: Said) -> str:
    return " ".join(prose(said.prose).split()) if said.prose else ""


def _hidden(said: Said, at: str) -> list[tuple[str, Said]]:
    """The schemas with hidden properties below ``said``, each with its pointer."""
    inner = f"{at}/items" if "array" in said.header.types else at
    found = [(inner, said)] if said.is_hidden else []
    if said.variant is not None:
        found += _hidden(said.variant, f"{inner}/anyOf/0")
    below = f"{inner}/anyOf/0" if said.union is not None else inner
    seen = set[str]()
    for child in said.children:
        if child.name not in seen:
            seen.add(child.name)
            found += _hidden(child, f"{below}/properties{pointer.join((child.name,))}")
    return found


def _proposal(
    where: str,
    said: Said,
    merged: Merged,
    objects: Mapping[str, Merged],
    key: str,
    evidence: str,
) -> Diagnostic:
    other = objects[key].block
    place = Position(other.said.line.number, other.said.line.column)
    reference = "#/components/schemas" + pointer.join((key,))
    return codes.page.LINK.at(
        Origin(merged.block.source, where, Position(said.line.number, said.line.column)),
        related=(Related(Origin(other.source, at=place), f"{other.title!r} stands here"),),
        field=said.name,
        title=other.title,
        evidence=evidence,
        overlay=overlay(where, {"$ref": reference}),
    )
