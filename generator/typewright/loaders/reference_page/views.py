"""What operations add to objects: where ``null`` is allowed, and objects that have no page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from typewright.loaders.reference_page import keys
from typewright.loaders.reference_page.blocks import Block, Page, Said
from typewright.loaders.reference_page.merge import Merged
from typewright.loaders.reference_page.nodes import Part
from typewright.values import replace


def add(
    objects: Mapping[str, Merged], pages: Sequence[Page]
) -> tuple[dict[str, Merged], dict[int, str]]:
    """``objects`` with what the bodies and responses of operations show of them.

    Also gives for each body's block, by its identity, the key of the object that it shows. A
    request body leaves out read-only properties, so a response stands for an object first.
    """
    views = _views(pages)
    result, alike = dict(objects), _by_beginning(objects)
    for view in views:
        key = keys.key(view.title)
        if key not in result and not _is_qualified(key, objects, alike):
            result[key] = Merged(view)
    shown, alike = dict[int, str](), _by_beginning(result)
    for view in views:
        for key in _candidates(view, result, alike):
            merged = result[key]
            result[key] = replace(
                merged,
                block=replace(merged.block, said=with_null(merged.block.said, view.said)),
                others=merged.others if merged.block is view else (*merged.others, view),
            )
            shown[id(view)] = key
            break
    return result, shown


def _views(pages: Sequence[Page]) -> list[Block]:
    """The titled schemas of operations, those of responses first."""
    found = [
        body.block
        for page in pages
        for call in page.calls
        for body in call.bodies
        if body.block is not None and body.block.title and body.part is not Part.CALLBACK
    ]
    return sorted(found, key=lambda block: block.part is Part.BODY)


def _by_beginning(names: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """Keys by what stands before each of their hyphens."""
    found = defaultdict[str, list[str]](list)
    for key in names:
        for end in (at for at, sign in enumerate(key) if sign == "-"):
            found[key[:end]].append(key)
    return found


def _is_qualified(
    key: str, objects: Mapping[str, Merged], alike: Mapping[str, Sequence[str]]
) -> bool:
    """Whether several objects claim a key, so that none has it."""
    return any(keys.key(objects[one].block.title) == key for one in alike.get(key, ()))


def _candidates(
    view: Block, objects: Mapping[str, Merged], alike: Mapping[str, Sequence[str]]
) -> list[str]:
    """The objects that a view may show: of its title, with all of its fields; they may be
    qualified.
    """
    base = keys.key(view.title)
    names = _names(view)
    return [
        key
        for key in (base, *alike.get(base, ()))
        if key in objects
        and objects[key].block.title == view.title
        and (objects[key].block is view or (names and names <= _names(objects[key].block)))
    ]


def _names(block: Block) -> frozenset[str]:
    return frozenset(child.name for child in block.said.children)


def with_null(said: Said, view: Said) -> Said:
    """``said`` with ``null`` wherever a view of the same schema shows it.

    Pages of OpenAPI 3.0 objects leave ``nullable`` out, the operations of the same site show it.
    """
    header = said.header
    types = _more(header.types, view.header.types)
    items = header.items
    if items is not None and view.header.items is not None:
        items = _more(items, view.header.items)
    by_name = {child.name: child for child in view.children}
    return replace(
        said,
        header=replace(header, types=types, items=items),
        children=tuple(
            with_null(child, by_name[child.name]) if child.name in by_name else child
            for child in said.children
        ),
    )


def _more(own: tuple[str, ...], seen: tuple[str, ...]) -> tuple[str, ...]:
    """The types of a view, where they are the own ones and ``null``."""
    return seen if set(seen) == {*own, "null"} and own else own
