"""Pages that runs keep for later ones."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, TypeAlias

from typewright.loaders.reference_page.blocks import Block, Body, Call, Page, Said
from typewright.loaders.reference_page.lines import Line, Role
from typewright.loaders.reference_page.nodes import Additional, Facet, Header, Part, Value
from typewright.loaders.reference_page.segmentation import Vocabulary
from typewright.source import Source
from typewright.source.kept import Kept, name_of

Row: TypeAlias = list[Any]
"""The attributes of an object in their order, as JSON data. Lines, headers and schemas that it
holds are numbers, so that no schema stands in another one, however deep they do on the page.
"""

Rows: TypeAlias = dict[str, list[Any]]

_ROLES: Final = {each.value: each for each in Role}
_FACETS: Final = {each.value: each for each in Facet}


def once(kept: Kept, source: Source, make: Callable[[Source], Page]) -> Page:
    """The page of ``source`` as it is kept, else as it is made, and kept from then on.

    It is made of nothing but its text.
    """
    name = name_of("page", source.text)
    parts = kept.get(name)
    if parts is not None:
        return _read(source, json.loads(bytes(parts[""])))
    page = make(source)
    kept.put(name, {"": json.dumps(_written(page), separators=(",", ":")).encode()})
    return page


# --- as JSON -------------------------------------------------------------------------------------


def _written(page: Page) -> Rows:
    """A page as tables, of which each row tells others by their numbers."""
    return _Writer(page).rows()


class _Writer:
    """Gives numbers to what a page is made of, each schema one however often it is told of."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._lines = {line.number: index for index, line in enumerate(page.lines)}
        self._headers: dict[Header, int] = {}
        self._saids: dict[int, int] = {}
        self._rows: list[Row] = []

    def rows(self) -> Rows:
        page, lines, words = self._page, self._page.lines, self._page.vocabulary
        calls, blocks = [*map(self._call, page.calls)], [*map(self._block, page.blocks)]
        return {
            "lines": [
                [line.number for line in lines],
                [line.indent for line in lines],
                [line.text for line in lines],
                [line.level for line in lines],
                [line.base for line in lines],
            ],
            "headers": [
                [
                    *(each.name, each.types, each.items, each.format, each.required),
                    *(each.read_only, each.unique_items, each.deprecated, each.union),
                    each.confidence,
                ]
                for each in self._headers
            ],
            "saids": self._rows,
            "blocks": blocks,
            "calls": calls,
            "page": [page.site, *self._with_roles(page.loose)],
            "vocabulary": [words.words, words.tokens, words.values],
        }

    def _block(self, block: Block) -> Row:
        around = [each and self._said(each) for each in (block.before, block.after)]
        return [block.title, self._said(block.said), *around, block.is_ended, block.part]

    def _call(self, call: Call) -> Row:
        return [
            *(call.title, self._line(call.line), *self._with_roles(call.lines), call.method),
            *(call.url, call.is_deprecated, self._several(call.prose)),
            [[part, self._said(said)] for part, said in call.parameters],
            [*map(self._body, call.bodies)],
        ]

    def _body(self, body: Body) -> Row:
        return [
            *(body.part, self._line(body.line), *self._with_roles(body.lines), body.code),
            *(body.media_type, self._several(body.prose), body.block and self._block(body.block)),
        ]

    def _said(self, root: Said) -> int:
        """The number of a schema; what it holds gets numbers before it."""
        if id(root) not in self._saids:
            for said in reversed([*root.everything()]):
                self._rows.append(self._row(said))
                self._saids[id(said)] = len(self._saids)
        return self._saids[id(root)]

    def _row(self, said: Said) -> Row:
        values = [
            [self._line(each.line), each.facet, each.text, each.bounds] for each in said.values
        ]
        additional, variant, mark = said.additional, said.variant, said.mark
        return [
            *(self._line(said.line), self._header(said.header)),
            [*map(self._header, said.readings)],
            *(*self._with_roles(said.lines), self._several(said.prose)),
            *(self._several(said.imitations), values),
            additional and [self._line(additional.line), additional.allowed],
            *(said.union, variant and self._saids[id(variant)], mark and self._line(mark)),
            *(said.is_open, [self._saids[id(child)] for child in said.children]),
            *(said.is_unsettled, said.is_anonymous),
        ]

    def _header(self, header: Header) -> int:
        return self._headers.setdefault(header, len(self._headers))

    def _line(self, line: Line) -> int:
        return self._lines[line.number]

    def _several(self, lines: Iterable[Line]) -> list[int]:
        return [*map(self._line, lines)]

    def _with_roles(self, lines: Sequence[tuple[Line, Role]]) -> tuple[list[int], list[Role]]:
        return [self._line(line) for line, _ in lines], [role for _, role in lines]


def _read(source: Source, rows: Rows) -> Page:
    """The page that such tables tell of."""
    lines = tuple(map(Line, *rows["lines"]))
    site, *loose = rows["page"]
    saids = _saids(rows, lines)
    line = lines.__getitem__

    def with_roles(numbers: list[int], roles: list[str]) -> tuple[tuple[Line, Role], ...]:
        return tuple(zip(map(line, numbers), map(_ROLES.__getitem__, roles), strict=True))

    def block(row: Row) -> Block:
        title, said, before, after, is_ended, part = row
        return Block(
            *(source, title, saids[said]),
            None if before is None else saids[before],
            None if after is None else saids[after],
            *(is_ended, part and Part(part)),
        )

    def body(row: Row) -> Body:
        part, at, numbers, roles, code, media_type, prose, inner = row
        return Body(
            *(Part(part), line(at), with_roles(numbers, roles), code, media_type),
            *(tuple(map(line, prose)), inner and block(inner)),
        )

    def call(row: Row) -> Call:
        title, at, numbers, roles, method, url, is_deprecated, prose, parameters, bodies = row
        return Call(
            *(source, title, line(at), with_roles(numbers, roles), method, url, is_deprecated),
            tuple(map(line, prose)),
            tuple((Part(part), saids[said]) for part, said in parameters),
            tuple(map(body, bodies)),
        )

    return Page(
        *(source, lines, site, tuple(map(block, rows["blocks"])), tuple(map(call, rows["calls"]))),
        *(with_roles(*loose), Vocabulary(*rows["vocabulary"])),
    )


def _saids(rows: Rows, lines: Sequence[Line]) -> list[Said]:
    """All schemas of a page, those that others hold before these."""
    headers = [
        Header(name, tuple(types), None if items is None else tuple(items), *rest)
        for name, types, items, *rest in rows["headers"]
    ]
    line, header, role = lines.__getitem__, headers.__getitem__, _ROLES.__getitem__
    found: list[Said] = []
    for row in rows["saids"]:
        at, own, readings, numbers, roles, prose, imitations, values, additional, *rest = row
        union, variant, mark, is_open, children, is_unsettled, is_anonymous = rest
        found.append(
            Said(
                *(line(at), header(own), tuple(map(header, readings))),
                tuple(zip(map(line, numbers), map(role, roles), strict=True)),
                *(tuple(map(line, prose)), tuple(map(line, imitations))),
                tuple([_value(line(one), *others) for one, *others in values]),
                additional and Additional(line(additional[0]), additional[1]),
                union,
                None if variant is None else found[variant],
                None if mark is None else line(mark),
                is_open,
                tuple([found[child] for child in children]),
                *(is_unsettled, is_anonymous),
            )
        )
    return found


def _value(line: Line, facet: str, text: str, bounds: list[Any]) -> Value:
    return Value(line, _FACETS[facet], text, tuple(map(tuple, bounds)))
