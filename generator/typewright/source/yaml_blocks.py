"""YAML documents in blocks, of which those that earlier runs have read are not read again.

Most of an API description are members like these, four columns in, each of which is a *block*::

    components:
      schemas:
        Batch:
          type: object

What is around them, the *frame*, is read as a document of its own, in which a scalar stands for the
value of each block, and each block as another one. YAML is read from the left to the right, and
what a block means depends on what is before it only by the columns of the collections around it;
nor does it mean anything for what follows, as long as both are plain: no anchors, tags or findings,
and each line of a block further in than its key. Where it is not as simple, there are no blocks.
"""

from __future__ import annotations

import json
import re
from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

import yaml

from typewright.diagnostics import InputError
from typewright.source.kept import Kept, name_of
from typewright.source.limits import MAX_DEPTH, MAX_NODES
from typewright.source.places import Begins
from typewright.source.source import Source
from typewright.source.texts import Encoded
from typewright.source.yaml_reader import Builder, events

if TYPE_CHECKING:
    from typewright.schema.schema import Json

_LINE: Final = re.compile(r"\n(?= {0,4}[^ \n])")
"""The end of a line before one that is not deeper than the key of a block."""

_KEY: Final = re.compile(r"    ([A-Za-z_][\w.-]*):\n", re.ASCII)
_STAND_IN: Final = "\ue000"
_STANDING_IN: Final = f" |-\n      {_STAND_IN}"
"""Behind the key of a block in the frame: a literal, which only a member of a block can be."""

_UNUSUAL: Final = ("\r", "\x85", "\u2028", "\u2029", ": &", "- &", _STAND_IN)
"""What need not be tried: other ends of lines, and what is an anchor most of the time. What stands
in for blocks must be nowhere else.
"""

_DEEPEST: Final = MAX_DEPTH // 2
"""How deep the frame and the blocks may nest, so that both together are within the limit."""


class _Block(NamedTuple):
    """The key of a block, the text that begins with its line, and the offset of that text."""

    key: str
    text: str
    start: int


def parse(source: Source, kept: Kept) -> Begins | None:
    """The document of a YAML source with the places of its nodes, made of what is ``kept``; or
    ``None`` where it has to be read as a whole. What is new of it is kept.
    """
    text = source.text
    if any(each in text for each in _UNUSUAL):
        return None
    frame, blocks = _taken_apart(text)
    try:
        around = _read(source, frame)
        inner = [_known(block, kept) or _made(source, block, kept) for block in blocks]
    except (yaml.YAMLError, InputError, _NotPlainError):
        return None
    if len(around.nexts) + sum(len(each.nexts) for each in inner) > MAX_NODES:
        return None
    return _put_together(around, blocks, inner)


class _NotPlainError(Exception):
    """The text has something that what is around it could change, or that changes it."""


def _taken_apart(text: str) -> tuple[str, Sequence[_Block]]:
    """The frame and the blocks of a text."""
    frame: list[str] = []
    blocks: list[_Block] = []
    end = 0
    for part in _LINE.split(text):
        start, end = end, end + len(part) + 1  # with the line's end, but for the last part
        found = _KEY.match(part)
        if found is None:
            frame.append(part)
        else:
            blocks.append(_Block(found[1], text[start:end], start))
            frame.append(f"    {found[1]}:{_STANDING_IN}")
    return "\n".join(frame), blocks


def _read(source: Source, text: str) -> Begins:
    """The document that is a part of a source. Raises ``yaml.YAMLError`` and ``InputError`` where
    it is none, and ``_NotPlainError``.
    """
    builder = Builder(source, _DEEPEST)
    builder.build(events(text))
    if builder.begins is None or not builder.stands_alone:
        raise _NotPlainError
    return builder.begins


def _made(source: Source, block: _Block, kept: Kept) -> Begins:
    """A block that is new. Raises as ``_read``."""
    read = _read(source, block.text)
    if not isinstance(read.value, dict) or [*read.value] != [block.key]:
        raise _NotPlainError
    # The value alone, which begins where its key does.
    value = read.value[block.key]
    offsets, nexts = read.offsets[1:], array("I", [each - 1 for each in read.nexts[1:]])
    parts: dict[str, Encoded] = {
        "value": json.dumps(value, separators=(",", ":")).encode(),
        "offsets": array("I", offsets).tobytes(),
        "nexts": nexts.tobytes(),
    }
    kept.put(_name(block), parts)
    return Begins(value, offsets, nexts)


def _known(block: _Block, kept: Kept) -> Begins | None:
    """A block that was kept."""
    parts = kept.get(_name(block))
    if parts is None:
        return None
    offsets, nexts = (memoryview(parts[name]).cast("I") for name in ("offsets", "nexts"))
    return Begins(json.loads(bytes(parts["value"])), offsets, nexts)


def _name(block: _Block) -> str:
    return name_of("yaml", block.text)


def _put_together(
    around: Begins, blocks: Sequence[_Block], inner: Sequence[Begins]
) -> Begins | None:
    """The document, or ``None`` where a block is not what the frame has at its place."""
    inside: dict[int, tuple[int, Begins]] = {}
    offsets = array("I")
    moved = 0  # by how much longer blocks are than what stands in for them
    pending = [iter([("", around.value)])]
    holders: list[Json] = [None]
    while pending:
        member = next(pending[-1], None)
        if member is None:
            pending.pop()
            holders.pop()
            continue
        name, node = member
        index = len(offsets)
        offsets.append(around.offsets[index] + moved)
        if node == _STAND_IN:
            block, read = blocks[len(inside)], inner[len(inside)]
            holder = holders[-1]
            if not isinstance(holder, dict) or name != block.key:
                return None
            if offsets[index] != block.start + len("    "):
                return None
            holder[block.key] = read.value
            inside[index] = block.start, read
            moved += len(block.text) - len(f"    {block.key}:{_STANDING_IN}\n")
        elif isinstance(node, dict):
            pending.append(iter([*node.items()]))
            holders.append(node)
        elif isinstance(node, list):
            pending.append(iter([("", each) for each in node]))
            holders.append(node)
    if len(inside) < len(blocks):
        return None
    return Begins(around.value, offsets, around.nexts, inside)
