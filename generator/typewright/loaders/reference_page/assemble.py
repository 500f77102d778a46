"""From the nodes of a page to its blocks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from typewright.loaders.reference_page.blocks import Block, Body, Call, Page, Said
from typewright.loaders.reference_page.lines import Line, Role
from typewright.loaders.reference_page.nodes import (
    Additional,
    Badge,
    Children,
    Coda,
    Content,
    Deprecated,
    End,
    Endpoint,
    Facet,
    Field,
    Flags,
    Header,
    Leave,
    Node,
    Operation,
    Part,
    Prose,
    Section,
    Site,
    Title,
    Union,
    Value,
    Webhook,
)
from typewright.schema.schema import UnionKeyword
from typewright.source import Source
from typewright.values import dataclass, replace

_FACET_ROLES = {
    Facet.ENUM: Role.ENUM,
    Facet.PATTERN: Role.PATTERN,
    Facet.DEFAULT: Role.DEFAULT,
    Facet.RANGE: Role.RANGE,
    Facet.EXAMPLE: Role.EXAMPLE,
}
_NO_HEADER = Header("")
MAX_UNIONS: Final = 20
"""Unions that are each other's first variant which are followed."""


def assemble(source: Source, lines: tuple[Line, ...], nodes: Sequence[Node]) -> Page:
    """The blocks that ``nodes`` make up, in the order of the page."""
    return _Assembler(source, nodes).page(lines)


@dataclass(slots=True)
class _Facts:
    """What the lines between a header and the next one say; grows line by line."""

    lines: list[tuple[Line, Role]]
    prose: list[Line]
    imitations: list[Line]
    values: list[Value]
    additional: Additional | None = None
    header: Header | None = None
    union: UnionKeyword | None = None

    def of(self, line: Line, header: Header, readings: tuple[Header, ...] = ()) -> Said:
        """The schema that these facts and a header describe."""
        merged = header
        if self.header is not None:
            merged = replace(self.header, name=header.name, union=header.union)
        return Said(
            line=line,
            header=merged,
            readings=readings,
            lines=tuple(self.lines),
            prose=tuple(self.prose),
            imitations=tuple(self.imitations),
            values=tuple(self.values),
            additional=self.additional,
            union=header.union or self.union,
        )


@dataclass(slots=True)
class _Assembler:
    """Walks over the nodes of one page."""

    source: Source
    nodes: Sequence[Node]
    at: int = 0

    def peek(self) -> Node | None:
        return self.nodes[self.at] if self.at < len(self.nodes) else None

    def page(self, lines: tuple[Line, ...]) -> Page:
        blocks, calls, loose = list[Block](), list[Call](), list[tuple[Line, Role]]()
        site: str | None = None
        while (node := self.peek()) is not None:
            match node:
                case Title():
                    blocks.append(self.block(node))
                case Operation():
                    calls.append(self.call(node))
                case Site(line=line, is_mark=is_mark):
                    site = site or (None if is_mark else line.text)
                    loose.append((line, Role.PAGE if is_mark else Role.SITE))
                    self.at += 1
                case _:
                    self.at += 1
        return Page(self.source, lines, site, _with_neighbors(blocks), tuple(calls), tuple(loose))

    def block(self, title: Title, part: Part | None = None) -> Block:
        """An object, from its title to its end."""
        self.at += 1
        facts = self.facts([(title.line, Role.TITLE)], head=True)
        said = facts.of(title.line, facts.header or _NO_HEADER)
        said = self.with_fields(said)
        is_ended = False
        while isinstance(end := self.peek(), End):
            said = replace(said, lines=(*said.lines, (end.line, Role.END)))
            is_ended = True
            self.at += 1
        return Block(self.source, title.line.text, said, is_ended=is_ended, part=part)

    def with_fields(self, said: Said) -> Said:
        """A block's schema with its fields, or those of its first variant."""
        node = self.peek()
        if said.union is not None and isinstance(node, Field) and node.is_variant:
            said = replace(said, variant=self.one_field(node))
        return replace(said, children=self.fields())

    def facts(self, lines: list[tuple[Line, Role]], *, head: bool = False) -> _Facts:
        """Everything up to the next field, mark or block."""
        facts = _Facts(lines, [], [], [])
        while (node := self.peek()) is not None:
            match node:
                case Prose(lines=prose, imitates=imitates):
                    facts.prose.extend(prose)
                    facts.lines.extend((line, Role.DESCRIPTION) for line in prose)
                    facts.imitations.extend(prose if imitates else ())
                case Value(line=line, facet=facet):
                    facts.values.append(node)
                    facts.lines.append((line, _FACET_ROLES[facet]))
                case Additional(line=line):
                    facts.additional = node
                    facts.lines.append((line, Role.ADDITIONAL))
                case Flags(line=line, header=header):
                    facts.header = header
                    facts.lines.append((line, Role.FLAGS))
                case Badge(line=line, header=header) if head:
                    facts.header = header
                    facts.lines.append((line, Role.TYPE))
                case Union(line=line, keyword=keyword) if head:
                    facts.union = keyword
                    facts.lines.append((line, Role.UNION))
                case _:
                    return facts
            self.at += 1
        return facts

    def fields(self) -> tuple[Said, ...]:
        """The fields from here to the end of the block or of its indented part."""
        found = list[Said]()
        while isinstance(node := self.peek(), Field | Children):
            if isinstance(node, Children):
                self.at += 1
                found[-1:] = [self.marked(found[-1], node)] if found else []
            else:
                found.append(self.one_field(node))
        return tuple(found)

    def one_field(self, node: Field, depth: int = 0) -> Said:
        """A field with its lines, its variant and its indented children."""
        self.at += 1
        role = Role.VARIANT if node.is_variant else Role.FIELD
        facts = self.facts([(node.line, role)])
        said = facts.of(node.line, node.readings[0], node.readings[1:])
        said = replace(said, is_anonymous=node.is_anonymous)
        following = self.peek()
        follows = said.union is not None and depth < MAX_UNIONS
        if follows and isinstance(following, Field) and following.is_variant:
            return replace(said, variant=self.one_field(following, depth + 1))
        if isinstance(following, Children):
            self.at += 1
            return self.marked(said, following)
        return said

    def marked(self, said: Said, mark: Children) -> Said:
        """``said`` with the mark of child parameters, and those that stand indented below it."""
        said = replace(
            said,
            lines=(*said.lines, (mark.line, Role.CHILDREN)),
            mark=mark.line,
            is_open=mark.shown,
        )
        following = self.peek()
        if not mark.shown or not isinstance(following, Field):
            return said
        if following.line.level <= mark.line.level:
            return said
        children = self.fields()
        if isinstance(self.peek(), Leave):
            self.at += 1
        return replace(said, children=children)

    # Operations

    def call(self, node: Operation) -> Call:
        """An operation, from its title to its end."""
        self.at += 1
        lines = [(node.line, Role.OPERATION)]
        call = Call(self.source, node.line.text, node.line, (), "", None)
        parameters, bodies = list[tuple[Part, Said]](), list[Body]()
        while (here := self.peek()) is not None:
            match here:
                case Prose(lines=prose):
                    call = replace(call, prose=(*call.prose, *prose))
                    lines.extend((line, Role.DESCRIPTION) for line in prose)
                case Deprecated(line=line):
                    call = replace(call, is_deprecated=True)
                    lines.append((line, Role.DEPRECATED))
                case Webhook(line=line):
                    lines.append((line, Role.WEBHOOK))
                case Endpoint(lines=found):
                    call = replace(call, method=found[0].text)
                    call = replace(call, url=found[1].text if len(found) > 1 else None)
                    lines.extend((line, Role.ENDPOINT) for line in found)
                case Coda(line=line):
                    lines.append((line, Role.CONTENT))
                case Section(line=line, part=part) if part in (
                    Part.BODY,
                    Part.RESPONSE,
                    Part.CALLBACK,
                ):
                    self.at += 1
                    bodies.append(self.body(line, part))
                    continue
                case Section(line=line, part=part):
                    lines.append((line, Role.SECTION))
                    self.at += 1
                    parameters.extend((part, said) for said in self.fields())
                    continue
                case _:
                    break
            self.at += 1
        return replace(call, lines=tuple(lines), parameters=tuple(parameters), bodies=tuple(bodies))

    def body(self, line: Line, part: Part) -> Body:
        """A body or response: its media type, its description and its schema."""
        body = Body(part, line, ((line, Role.SECTION),))
        while isinstance(node := self.peek(), Content | Prose):
            self.at += 1
            if isinstance(node, Content):
                body = replace(
                    body,
                    code=node.code,
                    media_type=node.media_type,
                    lines=(*body.lines, (node.line, Role.CONTENT)),
                )
            else:
                described = ((prose, Role.DESCRIPTION) for prose in node.lines)
                body = replace(
                    body, prose=(*body.prose, *node.lines), lines=(*body.lines, *described)
                )
        if isinstance(title := self.peek(), Title) and title.is_content:
            return replace(body, block=self.block(title, part))
        return replace(body, block=self.untitled(line, part))

    def untitled(self, line: Line, part: Part) -> Block | None:
        """The schema of a body that shows no title."""
        facts = self.facts([], head=True)
        said = facts.of(line, facts.header or _NO_HEADER)
        said = self.with_fields(said)
        if not said.lines and not said.children:
            return None
        return Block(self.source, "", said, part=part)


def _with_neighbors(blocks: list[Block]) -> tuple[Block, ...]:
    around = [None, *(block.said for block in blocks), None]
    return tuple(
        replace(block, before=before, after=after)
        for block, before, after in zip(blocks, around, around[2:], strict=False)
    )
