"""YAML 1.2 to JSON data, from the event stream of libyaml.

PyYAML's own loaders resolve scalars as YAML 1.1 does and take five times as long.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from sys import intern
from typing import TYPE_CHECKING, Any, Final

import yaml

from typewright.diagnostics import Diagnostic, InputError, Related, codes
from typewright.source import pointer
from typewright.source.core_schema import (
    TAGS,
    LongIntegerError,
    NotFiniteError,
    resolve,
    resolve_tagged,
)
from typewright.source.extent import refuse_beyond_limits
from typewright.source.limits import MAX_DEPTH, MAX_DIGITS, MAX_NODES
from typewright.source.lines import Lines
from typewright.source.origin import Origin
from typewright.source.places import KNOWN, Begins
from typewright.source.source import Source

if TYPE_CHECKING:
    from typewright.schema.schema import Json
    from typewright.source.yaml_mistakes import Mistake

_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MERGE: Final = "<<"
_NOT_SPECIFIC_TAG: Final = "!"
# What stands for a value and its size while there is none.
_UNFINISHED: Final = (None, 0)
_UNDEFINED: Final = (None, -1)


def parse(source: Source) -> tuple[Json, tuple[Diagnostic, ...]]:
    """The JSON data that the YAML text of ``source`` holds, and what is wrong with it.

    Mappings become dicts with text as keys, and an alias is the very object that its anchor
    names. Merge keys (``<<``) are carried out, though YAML 1.2 has none, since many files rely on
    them. Where a key stands twice, the first one is kept.

    Raises ``InputError`` for what is not YAML, and for documents beyond the limits.
    """
    builder = Builder(source)
    try:
        value = builder.build(events(source.text))
    except yaml.YAMLError as error:
        raise InputError(*builder.found, _syntax(source, error)) from None
    if builder.begins is not None:
        KNOWN[source] = builder.begins
    return value, tuple(builder.found)


def events(text: str) -> Iterator[Any]:
    """The parsing events of ``text``. Raises ``yaml.YAMLError`` where it is not YAML."""
    # ``yaml.parse`` would ask before each event whether there is one.
    return iter(_LOADER(text).get_event, None)


def is_merge(event: Any) -> bool:
    """Whether the scalar is a merge key: a plain ``<<``, since a quoted one is an ordinary key."""
    return event.value == _MERGE and not event.style and event.tag is None


class Builder:
    """Builds the value of one document, without recursion, and collects what is wrong.

    ``_stack`` holds the containers around the current one; the document itself is the only item
    of a list, so that the root needs no case of its own. ``begins`` says where nodes begin, unless
    one of them stands for others, or is left out. ``deepest`` is how deep containers may nest.
    """

    def __init__(self, source: Source, deepest: int = MAX_DEPTH) -> None:
        self.found: list[Diagnostic] = []
        self.begins: Begins | None = None
        self._source = source
        self._deepest = deepest
        self._has_tags = False
        self._lines: Lines | None = None
        self._stack: list[tuple[Any, str | None, str | None, int]] = []
        self._anchors: dict[str, tuple[Any, int]] = {}
        self._is_plain = True

    def build(self, stream: Iterable[Any]) -> Json:
        """The value of the first document in the stream of events.

        The hot path stands in one loop: a call for each event would double the time.
        """
        scalar, mapping_end, sequence_end = (
            yaml.ScalarEvent,
            yaml.MappingEndEvent,
            yaml.SequenceEndEvent,
        )
        mapping, sequence = yaml.MappingStartEvent, yaml.SequenceStartEvent
        stack, anchors = self._stack, self._anchors
        merging: set[int] = set()
        documents: list[Json] = []
        node: Any = documents
        key: str | None = None  # in a mapping, None while the next node is a key
        anchor: str | None = None
        begun = count = offset = 0
        aliases = False
        offsets, nexts = array("I"), array("I")

        for event in stream:
            kind = type(event)
            if kind is scalar:
                text = event.value
                if key is None and type(node) is dict:
                    if event.anchor is not None:
                        anchors[event.anchor] = (text, 1)
                    if event.tag is not None:
                        self._check_tag(event, node, key)
                    if text in node:
                        self._report_duplicate(event, node, text)
                    elif text == _MERGE and is_merge(event):
                        merging.add(id(node))
                    key, offset = intern(text), event.start_mark.index  # few keys, again and again
                    continue
                if event.tag is not None:
                    value = self._tagged(event, node, key)
                elif event.style:
                    value = text
                else:
                    try:
                        value = resolve(text)
                    except (NotFiniteError, LongIntegerError) as error:
                        value = self._refused_number(error, event, node, key)
                if event.anchor is not None:
                    anchors[event.anchor] = (value, 1)
                count += 1
            elif kind is mapping or kind is sequence:
                if key is None and type(node) is dict:
                    raise self._refusal(self._complex_key(event, node))
                if event.tag is not None:
                    self._check_tag(event, node, key)
                value = {} if kind is mapping else []
                if event.anchor is not None:
                    anchors[event.anchor] = _UNFINISHED
                if len(stack) >= self._deepest or count > MAX_NODES:
                    raise self._beyond_limits(event, node, key)
                stack.append((node, key, anchor, begun))
                if type(node) is dict:
                    node.setdefault(key, value)
                else:
                    node.append(value)
                    offset = event.start_mark.index
                node, key, anchor, begun = value, None, event.anchor, count
                count += 1
                offsets.append(offset)
                nexts.append(0)
                continue
            elif kind is mapping_end or kind is sequence_end:
                if merging and id(node) in merging:
                    merging.discard(id(node))
                    self._merge(node)
                if anchor is not None:
                    anchors[anchor] = (node, count - begun)
                if not aliases:
                    nexts[begun] = count
                node, key, anchor, begun = stack.pop()
                key = None
                continue
            elif kind is yaml.AliasEvent:
                aliases = True
                value, size = self._named(event, node, key)
                count += size
                if key is None and type(node) is dict:
                    if type(value) is not str:
                        raise self._refusal(self._complex_key(event, node))
                    if value in node:
                        self._report_duplicate(event, node, value)
                    key = value
                    continue
            elif kind is yaml.DocumentStartEvent and documents:
                self.found.append(codes.source.SEVERAL_DOCUMENTS.at(self._origin(event, "")))
                break
            else:
                continue
            if count > MAX_NODES:
                raise self._beyond_limits(event, node, key)
            if type(node) is dict:
                node.setdefault(key, value)
                key = None
            else:
                node.append(value)
                offset = event.start_mark.index
            offsets.append(offset)
            nexts.append(count)

        if not documents:
            raise InputError(codes.source.EMPTY.at(Origin(self._source), file=self._source.name))
        if aliases:
            refuse_beyond_limits(self._source, documents[0])
        elif self._is_plain:
            self.begins = Begins(documents[0], offsets, nexts)
        return documents[0]

    @property
    def stands_alone(self) -> bool:
        """Whether nothing is wrong with the document, and no text around it could change what it
        means, or be changed by it: it has no anchors, aliases, tags or merge keys.
        """
        return (
            self.begins is not None and not self.found and not self._anchors and not self._has_tags
        )

    def _pointer(self, node: Any, key: str | None) -> str:
        """The pointer of the value that comes next, or of ``node`` where a key comes next."""
        parts: list[str | int] = []
        for container, held, _, _ in self._stack[1:]:
            parts.append(len(container) - 1 if held is None else held)
        if self._stack and type(node) is list:
            parts.append(len(node))
        elif key is not None:
            parts.append(key)
        return pointer.join(parts)

    def _at(self, event: Any, node: Any, key: str | None) -> Origin:
        """Where ``event`` begins, as the place of the value that comes next."""
        return self._origin(event, self._pointer(node, key))

    def _origin(self, event: Any, where: str) -> Origin:
        if self._lines is None:
            self._lines = Lines(self._source.text)
        return Origin(self._source, where, self._lines.at(event.start_mark.index))

    def _named(self, event: Any, node: Any, key: str | None) -> tuple[Any, int]:
        """The value that an alias stands for, and how many values that is."""
        value, size = self._anchors.get(event.anchor, _UNDEFINED)
        if size > 0:
            return value, size
        wrong = codes.source.SELF_ALIAS if size == 0 else codes.source.UNDEFINED_ALIAS
        raise self._refusal(wrong.at(self._at(event, node, key), name=event.anchor))

    def _beyond_limits(self, event: Any, node: Any, key: str | None) -> InputError:
        here = self._at(event, node, key)
        if len(self._stack) >= self._deepest:
            return self._refusal(codes.source.TOO_DEEP.at(here, limit=self._deepest))
        return self._refusal(codes.source.TOO_MANY_NODES.at(here, limit=MAX_NODES))

    def _refusal(self, finding: Diagnostic) -> InputError:
        return InputError(*self.found, finding)

    def _report_duplicate(self, event: Any, node: Any, key: str) -> None:
        self._is_plain = False
        where = self._pointer(node, key)
        first = Related(Origin(self._source, where), "the first one is here, and is kept")
        self.found.append(
            codes.source.DUPLICATE_KEY.at(self._origin(event, where), related=(first,), key=key)
        )

    def _complex_key(self, event: Any, node: Any) -> Diagnostic:
        found = {yaml.MappingStartEvent: "an object", yaml.SequenceStartEvent: "a list"}
        return codes.source.COMPLEX_KEY.at(
            self._at(event, node, None), found=found.get(type(event), "an alias of something else")
        )

    def _check_tag(self, event: Any, node: Any, key: str | None) -> bool:
        """Whether the tag is one of the core schema; reports any other."""
        self._has_tags = True
        if event.tag in TAGS or event.tag == _NOT_SPECIFIC_TAG:
            return True
        here = self._at(event, node, key)
        self.found.append(codes.source.CUSTOM_TAG.at(here, tag=event.tag))
        return False

    def _tagged(self, event: Any, node: Any, key: str | None) -> Any:
        """The value of a scalar that has a tag."""
        text = event.value
        if not self._check_tag(event, node, key) or event.tag == _NOT_SPECIFIC_TAG:
            return text
        try:
            return resolve_tagged(event.tag, text)
        except (NotFiniteError, LongIntegerError) as error:
            return self._refused_number(error, event, node, key)
        except ValueError:
            here = self._at(event, node, key)
            self.found.append(codes.source.WRONG_TAG.at(here, text=text, tag=TAGS[event.tag]))
            return text

    def _refused_number(
        self, error: NotFiniteError | LongIntegerError, event: Any, node: Any, key: str | None
    ) -> str:
        here, text = self._at(event, node, key), str(event.value)
        if isinstance(error, NotFiniteError):
            self.found.append(codes.source.NOT_FINITE.at(here, text=text))
        else:
            self.found.append(
                codes.source.LONG_INTEGER.at(here, digits=len(text), limit=MAX_DIGITS)
            )
        return text

    def _merge(self, node: dict[str, Any]) -> None:
        """Puts the members of what ``<<`` names before the mapping's own, which win."""
        self._is_plain = False
        named = node.pop(_MERGE)
        merged: dict[str, Any] = {}
        for mapping in named if type(named) is list else [named]:
            if type(mapping) is dict:
                for key, value in mapping.items():
                    merged.setdefault(key, value)
            else:
                found = "a list" if type(mapping) is list else repr(mapping)
                where = pointer.join([*pointer.split(self._pointer(node, None)), _MERGE])
                self.found.append(
                    codes.source.WRONG_MERGE.at(Origin(self._source, where), found=found)
                )
        own = dict(node)
        node.clear()
        node.update(merged)
        node.update(own)


def _syntax(source: Source, error: yaml.YAMLError) -> Diagnostic:
    """The diagnostic of a failure that libyaml, or PyYAML in its place, reports."""
    advice = "check the indentation and the quotes on this line and the one before it"
    match error:
        case yaml.MarkedYAMLError():
            from typewright.source.yaml_mistakes import mistake  # few texts need it

            mark = error.problem_mark or error.context_mark
            offset = mark.index if mark is not None else 0
            problem = ", ".join(part for part in (error.context, error.problem) if part)
            told = mistake(source.text, error, events(source.text))
            if told is not None:
                return _mistake(source, told)
        case yaml.reader.ReaderError():
            # libyaml counts bytes, PyYAML's own reader characters.
            offset = error.position
            if _LOADER is not yaml.SafeLoader:
                offset = len(source.text.encode()[:offset].decode("utf-8", "ignore"))
            character = source.text[offset : offset + 1]
            problem = f"expected text, found the control character U+{ord(character or ' '):04X}"
            advice = "remove it, or write it as an escape in double quotes"
        case _:
            offset, problem = 0, str(error)
    origin = Origin(source, at=Lines(source.text).at(offset))
    if "maximum nesting depth" in problem:  # newer releases of libyaml have a limit of their own
        return codes.source.TOO_DEEP.at(origin, limit=MAX_DEPTH)
    return codes.source.YAML_SYNTAX.at(origin, problem=problem, advice=advice)


def _mistake(source: Source, told: Mistake) -> Diagnostic:
    lines = Lines(source.text)
    related = (
        (Related(Origin(source, at=lines.at(told.begins[0])), told.begins[1]),)
        if told.begins
        else ()
    )
    origin = Origin(source, at=lines.at(told.offset))
    return codes.source.YAML_SYNTAX.at(
        origin, related=related, problem=told.problem, advice=told.advice
    )
