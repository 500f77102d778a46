"""String enums of an API description, as reference pages of Kong's renderer would print them.

Every list of allowed values becomes a case: the glued text, the values that it was made of, and
the evidence that a page gives, which is only what the page shows. A page holds a node of the table
of contents and its two neighbours on either side; markdown has become plain, typographic text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, cast

from typewright.loaders.reference_page.segmentation import Evidence, Vocabulary
from typewright.schema.schema import JsonType

_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_NEIGHBORS = 2
_DEEPEST = 12


@dataclass(frozen=True)
class Member:
    """A field, a parameter or a variant as the page shows it."""

    name: str
    types: tuple[JsonType, ...]
    description: str
    values: tuple[Any, ...] | None
    printed: tuple[str, ...]


@dataclass(frozen=True)
class Block:
    """An object with its members, a list of parameters, or a bare schema with values of its own."""

    title: str
    description: str
    members: tuple[Member, ...]
    own: Member | None = None
    expanded: bool = False
    """Whether only a page with expanded children shows it."""


@dataclass
class Node:
    """An entry of the table of contents."""

    title: str
    prose: tuple[str, ...] = ()
    blocks: list[Block] = field(default_factory=list)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        shown = [block for block in self.blocks if not block.expanded]
        return _vocabulary([*self.prose, self.title], shown)


@dataclass(frozen=True)
class Case:
    """One list of values with the evidence of its page, and of the whole site."""

    name: str
    title: str
    values: tuple[str, ...]
    page: Evidence
    site: Evidence
    expanded: bool

    @property
    def glued(self) -> str:
        return "".join(self.values)


def cases(document: Mapping[str, Any]) -> list[Case]:
    """All string enums, one case for each field name and list: the first in the order of pages."""
    nodes = list(_Reader(document).nodes())
    site = merge([node.vocabulary for node in nodes])
    found: dict[tuple[str, tuple[str, ...]], Case] = {}
    api = str(document.get("info", {}).get("title", ""))
    for index, node in enumerate(nodes):
        near = nodes[max(0, index - _NEIGHBORS) : index + _NEIGHBORS + 1]
        page: Vocabulary | None = None
        for block in node.blocks:
            for member in (*block.members, *((block.own,) if block.own else ())):
                values = _strings(member)
                if values is None or (member.name, values) in found:
                    continue
                if page is None:
                    page = merge([neighbor.vocabulary for neighbor in near])
                evidence = _evidence(block, member, api)
                found[member.name, values] = Case(
                    member.name,
                    block.title,
                    values,
                    replace(evidence, vocabulary=page),
                    replace(evidence, vocabulary=site),
                    block.expanded,
                )
    return list(found.values())


def _strings(member: Member) -> tuple[str, ...] | None:
    """The values of a list of strings; null is there but prints nothing."""
    if member.values is None:
        return None
    values = tuple(value for value in member.values if value is not None)
    if not values or not all(isinstance(value, str) for value in values) or not any(values):
        return None
    return values


def _evidence(block: Block, member: Member, api: str) -> Evidence:
    others = [other for other in block.members if other is not member]
    return Evidence(
        name=member.name,
        types=member.types,
        description=member.description,
        members=member.printed,
        object_title=block.title,
        object_description=block.description,
        siblings=tuple(other.name for other in others),
        sibling_prose=tuple(other.description for other in others if other.description),
        api=api,
    )


def _vocabulary(prose: Sequence[str], blocks: Sequence[Block]) -> Vocabulary:
    passages, names, values = list(prose), [], []
    for block in blocks:
        passages += [block.title, block.description]
        for member in block.members:
            passages.append(member.description)
            names.append(member.name)
            if member.types == ("string",):
                values += [text for text in member.printed if re.fullmatch(r"[\w.-]+", text)]
    return Vocabulary.of(passages, names, values)


def merge(parts: Sequence[Vocabulary]) -> Vocabulary:
    """One vocabulary of several."""
    whole: tuple[dict[str, int], ...] = ({}, {}, {})
    for part in parts:
        for table, counts in zip(whole, (part.words, part.tokens, part.values), strict=True):
            for token, count in counts.items():
                table[token] = table.get(token, 0) + count
    return Vocabulary(*whole)


class _Reader:
    """Walks a Swagger 2.0 or OpenAPI 3 document in the order of the table of contents."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._document = document
        components = document.get("components", {})
        self._schemas: dict[str, Any] = components.get("schemas") or document.get("definitions", {})

    def nodes(self) -> Iterator[Node]:
        for path, item in self._document.get("paths", {}).items():
            for method in _METHODS:
                if isinstance(item, dict) and method in item:
                    yield self._operation(f"{method} {path}", item, item[method])
        titles = {key: self._title(key, schema) for key, schema in self._schemas.items()}
        for key in sorted(self._schemas, key=lambda key: (titles[key].lower(), key)):
            node = Node(titles[key])
            self._add(node, titles[key], self._schemas[key], expanded=False)
            yield node

    @staticmethod
    def _title(key: str, schema: Any) -> str:
        return str(schema.get("title") or key) if isinstance(schema, dict) else key

    def _operation(self, name: str, item: Mapping[str, Any], found: Mapping[str, Any]) -> Node:
        title = str(found.get("summary") or found.get("operationId") or name)
        prose = plain(found.get("description"))
        node = Node(title, (prose,))
        parameters = [
            self._seen(entry)
            for entry in (*item.get("parameters", ()), *found.get("parameters", ()))
        ]
        members = []
        for parameter in parameters:
            schema = parameter.get("schema", parameter)
            if parameter.get("in") == "body":
                self._add(node, title, schema, expanded=False)
                continue
            described = dict(self._seen(schema))
            for key in ("description", "example"):
                if parameter.get(key):
                    described[key] = parameter[key]
            members += self._members(str(parameter.get("name", "")), described)
        if members:
            node.blocks.append(Block(title, prose, tuple(members)))
        holders = [self._seen(found.get("requestBody", {}))]
        holders += [self._seen(answer) for answer in found.get("responses", {}).values()]
        for holder in holders:
            bodies = [media.get("schema") for media in holder.get("content", {}).values()]
            for schema in (*bodies, holder.get("schema")):
                if isinstance(schema, dict) and "$ref" not in schema:
                    self._add(node, title, schema, expanded=False)
        return node

    def _add(self, node: Node, title: str, raw: Any, *, expanded: bool, depth: int = 0) -> None:
        schema = self._seen(raw)
        if depth > _DEEPEST:
            return
        members: list[Member] = []
        nested: list[tuple[str, Any]] = []
        for name, child in schema.get("properties", {}).items():
            members += self._members(str(name), child)
            nested += [(str(name), inner) for inner in _inside(child)]
        for union in ("oneOf", "anyOf"):
            for variant in schema.get(union, ())[:1]:
                members += self._members("Variant 1", variant)
        description = plain(schema.get("description"))
        own = self._member("", schema) if schema.get("enum") else None
        if (
            schema.get("type") == "array"
            and not own
            and self._seen(schema.get("items")).get("enum")
        ):
            own = self._member("", schema)
        if members or own or not expanded:
            node.blocks.append(Block(title, description, tuple(members), own, expanded))
        nested += [("", inner) for inner in _inside(schema) if "properties" not in schema]
        for name, inner in nested:
            self._add(
                node,
                str(inner.get("title") or name or title),
                inner,
                expanded=True,
                depth=depth + 1,
            )

    def _seen(self, raw: Any) -> dict[str, Any]:
        """A schema as the renderer sees it: references followed, allOf merged."""
        followed: set[str] = set()
        own: dict[str, Any] = {}
        while isinstance(raw, dict) and isinstance(raw.get("$ref"), str):
            own = {**{key: raw[key] for key in ("description",) if key in raw}, **own}
            pointer = raw["$ref"]
            if pointer in followed or not pointer.startswith("#/"):
                return {}
            followed.add(pointer)
            raw = self._document
            for part in pointer[2:].split("/"):
                part = part.replace("~1", "/").replace("~0", "~")
                raw = raw.get(part) if isinstance(raw, dict) else None
        if not isinstance(raw, dict):
            return {}
        schema = {**raw, **own}
        if isinstance(schema.get("allOf"), list):
            merged: dict[str, Any] = {}
            properties: dict[str, Any] = {}
            for part in schema["allOf"]:
                branch = self._seen(part) if part is not raw else {}
                properties.update(branch.get("properties", {}))
                merged.update(branch)
            properties.update(schema.get("properties", {}))
            merged.update({key: value for key, value in schema.items() if key != "allOf"})
            schema = merged
            if properties:
                schema["properties"] = properties
        return schema

    def _members(self, name: str, raw: Any) -> list[Member]:
        schema = self._seen(raw)
        found = [self._member(name, schema)]
        for union in ("oneOf", "anyOf"):
            variants = schema.get(union)
            if isinstance(variants, list) and variants:
                first = self._member(name, self._seen(variants[0]))
                if first.values:
                    said = "\n".join(filter(None, (found[0].description, first.description)))
                    found = [
                        replace(
                            first, description=said, printed=(*found[0].printed, *first.printed)
                        )
                    ]
        return found

    def _member(self, name: str, schema: Mapping[str, Any]) -> Member:
        shown = dict(schema)
        items = self._seen(schema.get("items")) if schema.get("type") == "array" else {}
        for key in ("description", "enum", "default", "example"):
            if items.get(key) not in (None, [], ""):
                shown[key] = items[key]
        values = shown.get("enum")
        types = items.get("type", "string") if items else schema.get("type", ())
        printed = [shown[key] for key in ("default", "example") if key in shown]
        samples = shown.get("examples")
        if isinstance(samples, list):
            printed += samples[:1]
        return Member(
            name,
            cast("tuple[JsonType, ...]", (types,) if isinstance(types, str) else tuple(types)),
            plain(shown.get("description")),
            tuple(values) if isinstance(values, list) and values else None,
            tuple(_printed(value) for value in printed),
        )


def _inside(raw: Any) -> Iterator[dict[str, Any]]:
    """The inline objects right below a schema, that a page shows only when it is expanded."""
    if not isinstance(raw, dict) or "$ref" in raw:
        return
    if "properties" in raw or "allOf" in raw:
        yield raw
        return
    below = [raw.get("items"), raw.get("additionalProperties")]
    for union in ("oneOf", "anyOf"):
        below += raw.get(union, ()) if isinstance(raw.get(union), list) else ()
    for child in below:
        yield from _inside(child)


def _printed(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list) and value and all(isinstance(entry, str) for entry in value):
        return ", ".join(value)
    return json.dumps(value, default=str)


def plain(markdown: Any) -> str:
    """Markdown as the page's text: marks gone, typography in."""
    if not isinstance(markdown, str):
        return ""
    text = re.sub(r"```\w*", "", markdown)
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"</?[a-zA-Z][^>]*>", "", text)
    text = re.sub(r"(?m)^\s*(?:[-*+]|#+|>)\s+", "  ", text)
    text = re.sub(r"(?m)^\s*\|?[\s|:-]+\|?\s*$", "", text).replace("|", "\t")
    text = re.sub(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", r"\2", text)
    text = re.sub(r"(?<![\w*])([*_])(?=\S)([^*_\n]+?)(?<=\S)\1(?![\w*])", r"\2", text)
    text = re.sub(r"\\([\\`*_{}\[\]()#+.!-])", r"\1", text.replace("`", ""))
    text = re.sub(r"(^|[\s(\[])\"", r"\1“", text).replace('"', "”")
    text = re.sub(r"(^|[\s(\[])'", r"\1‘", text).replace("'", "’")
    return text.replace("...", "…").replace("---", "—").replace("--", "–").strip()
