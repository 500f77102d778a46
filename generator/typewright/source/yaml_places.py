"""Where each node of a YAML document begins."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import yaml

from typewright.source.places import Place
from typewright.source.yaml_reader import events, is_merge


def places(text: str) -> Place:
    """The places in the first document of ``text``, as far as it can be read.

    What an alias repeats has the place of its anchor, and what a merge key brings in the place
    where it is written; where a key stands twice, the first one counts.
    """
    document = Place(0)
    # The reader has reported what is wrong; the places before it serve to report the rest.
    with suppress(yaml.YAMLError):
        _fill(document, text)
    return document.members.get("0", document)


def _fill(document: Place, text: str) -> None:
    node = _Node(document, is_mapping=False)
    stack: list[_Node] = []
    anchors: dict[str, Place] = {}
    texts: dict[str, str] = {}

    for event in events(text):
        kind = type(event)
        if kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            node.merge()
            node = stack.pop()
        elif kind is yaml.DocumentStartEvent and document.members:
            return
        elif kind is yaml.ScalarEvent or kind is yaml.AliasEvent:
            if kind is yaml.ScalarEvent and event.anchor is not None:
                texts[event.anchor] = event.value
            if node.awaits_key:
                node.key = texts.get(event.anchor, "") if kind is yaml.AliasEvent else event.value
                node.key_offset = event.start_mark.index
                node.key_merges = kind is yaml.ScalarEvent and is_merge(event)
                continue
            place = node.add(event)
            if kind is yaml.AliasEvent and event.anchor in anchors:
                place.members = anchors[event.anchor].members
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            place = node.add(event)
            if event.anchor is not None:
                anchors[event.anchor] = place
            stack.append(node)
            node = _Node(place, is_mapping=kind is yaml.MappingStartEvent)


class _Node:
    """A mapping or a sequence whose members are being read."""

    __slots__ = ("_merged", "_place", "is_mapping", "key", "key_merges", "key_offset")

    def __init__(self, place: Place, *, is_mapping: bool) -> None:
        self._place = place
        self._merged: list[Place] = []
        self.is_mapping = is_mapping
        self.key: str | None = None
        self.key_offset = 0
        self.key_merges = False

    @property
    def awaits_key(self) -> bool:
        return self.is_mapping and self.key is None

    def add(self, event: Any) -> Place:
        """The place of the node that begins with ``event``, put among the members."""
        members = self._place.members
        if not self.is_mapping:
            place = Place(event.start_mark.index)
            members[str(len(members))] = place
            return place
        place = Place(self.key_offset)
        if self.key_merges:
            self._merged.append(place)
        if self.key is not None:
            members.setdefault(self.key, place)
        self.key = None
        return place

    def merge(self) -> None:
        """Puts what the merge keys of a finished mapping name among its members."""
        for merged in self._merged:
            # A list of mappings has them as members, one mapping is one itself.
            for mapping in (merged, *merged.members.values()):
                for key, place in mapping.members.items():
                    self._place.members.setdefault(key, place)
