"""Where each node of a JSON document begins, and where a reader would stumble."""

from __future__ import annotations

import json
import re
from dataclasses import field
from math import isfinite

from typewright.source.limits import MAX_DIGITS
from typewright.source.places import Place
from typewright.values import dataclass

_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\],:]|[^\s"{}\[\],:]+', re.DOTALL)


@dataclass(slots=True)
class Scan:
    """What is found in the text of a JSON document besides its value.

    ``duplicates`` holds path, first and second offset of each repeated key; ``numbers`` path,
    offset and text of each number that is too long or not finite. ``end`` is the offset where
    the scan stopped and ``deepest`` the path there.
    """

    root: Place
    duplicates: list[tuple[tuple[str, ...], int, int]] = field(default_factory=list)
    numbers: list[tuple[tuple[str, ...], int, str]] = field(default_factory=list)
    end: int = 0
    deepest: tuple[str, ...] = ()


def places(text: str) -> Place:
    """The places in the document, as far as ``text`` is JSON."""
    return scan(text).root


def scan(text: str, depth: int | None = None) -> Scan:
    """Reads all tokens of ``text``, or those before a bracket nested more than ``depth`` deep.

    The grammar is not checked: the reader does that, and this only finds places.
    """
    document = Place(0)
    scanned = Scan(document)
    stack: list[tuple[Place, bool, str]] = []
    node, in_object = document, False
    key: str | None = None
    key_offset = 0
    # In an object the string before ':' is a key; everywhere else a token is a value.
    for match in _TOKEN.finditer(text):
        token, offset = match[0], match.start()
        first = token[0]
        if first in ",:":
            continue
        if first in "}]":
            if not stack:
                break
            node, in_object, _ = stack.pop()
            key = None
            continue
        if in_object and key is None:
            key, key_offset = _string(token), offset
            continue
        name = key if in_object and key is not None else str(len(node.members))
        place = Place(key_offset if in_object else offset)
        if name in node.members:
            first_offset = node.members[name].offset
            scanned.duplicates.append((_path(stack, name), first_offset, place.offset))
        else:
            node.members[name] = place
        if first in "{[":
            if depth is not None and len(stack) >= depth:
                scanned.end, scanned.deepest = offset, _path(stack, name)
                break
            stack.append((node, in_object, name))
            node, in_object = place, first == "{"
        elif _is_refused(token):
            scanned.numbers.append((_path(stack, name), offset, token))
        key = None
    scanned.root = document.members.get("0", document)
    return scanned


def _path(stack: list[tuple[Place, bool, str]], name: str) -> tuple[str, ...]:
    """The path of the member ``name`` of the innermost container; the root's is empty."""
    return (*(held for _, _, held in stack), name)[1:]


def _string(token: str) -> str:
    return str(json.loads(token, strict=False)) if "\\" in token else token[1:-1]


def _is_refused(token: str) -> bool:
    """Whether the reader does not take the token for a number that it is meant to be."""
    if token in ("NaN", "Infinity", "-Infinity"):
        return True
    if token[0] not in "-0123456789":
        return False
    if token.lstrip("-").isdigit():
        return len(token) > MAX_DIGITS
    try:
        return not isfinite(float(token))
    except ValueError:
        return False
