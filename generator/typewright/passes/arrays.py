"""What an array looks like: a sequence of equal items, or a tuple."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from typewright.model.shapes import Anything, Nothing, Sequence, Shape, Tuple
from typewright.passes.conjunction import Part, evaluate_more
from typewright.passes.place import Place, Step
from typewright.schema import SchemaId

if TYPE_CHECKING:
    from typewright.passes.shaper import Shaper


def of(shaper: Shaper, schema_id: SchemaId, held: tuple[Part, ...], place: Place) -> Shape:
    """The shape of the arrays that all of ``held`` accept."""
    length = max(len(part.schema.prefix_items) for part in held)
    if not length:
        return Sequence(_item(shaper, schema_id, held, place, None))
    items = tuple(_item(shaper, schema_id, held, place, index) for index in range(length))
    rest = _item(shaper, schema_id, held, place, None)
    maxima = [part.schema.max_items for part in held if part.schema.max_items is not None]
    ends = isinstance(rest, Nothing) or any(one <= length for one in maxima)
    minimum = max((part.schema.min_items or 0) for part in held)
    if ends or _is_closed(shaper, schema_id, held):
        return Tuple(items, None, minimum)
    return Tuple(items, rest, minimum)


def _item(
    shaper: Shaper, owner: SchemaId, held: tuple[Part, ...], place: Place, index: int | None
) -> Shape:
    """The shape of the item at one position, or of all those after the last one (``None``)."""
    sources = dict(_sources(held, index))
    telling = {one: at for one, at in sources.items() if shaper.schemas[one].boolean is not True}
    if not telling:
        return Anything()
    if len(telling) == 1:
        ((one, at),) = telling.items()
        return shaper.inside(one, at)
    word = "[]" if index is None else f"[{index}]"
    return shaper.inside(shaper.together(telling, word, owner), _at(place, index))


def _sources(held: tuple[Part, ...], index: int | None) -> Iterator[tuple[SchemaId, Place]]:
    for part in held:
        if index is not None and index < len(part.schema.prefix_items):
            yield part.schema.prefix_items[index], _at(part.place, index)
        elif part.schema.items is not None:
            yield part.schema.items, part.place.to(Step.ITEM)


def _at(place: Place, index: int | None) -> Place:
    return place.to(Step.ITEM) if index is None else place.to(Step.POSITION, str(index))


def _is_closed(shaper: Shaper, owner: SchemaId, held: tuple[Part, ...]) -> bool:
    """Whether ``unevaluatedItems`` refuses every item after the positions that are described."""
    rest = shaper.schemas[owner].unevaluated_items
    if rest is None or shaper.schemas[rest].boolean is not False:
        return False
    return not evaluate_more(held, owner, "unevaluated_items", "items", "contains")
