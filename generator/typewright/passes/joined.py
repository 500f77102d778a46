"""Examples that a reference page prints with nothing between them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import product
from typing import Final, TypeAlias

from typewright.schema import Json

Holds: TypeAlias = Callable[[Json], bool]

MOST: Final = 48
"""So many characters of a text are tried, each pair of which may be where a part begins and ends.
More are hardly ever a few short values."""


def run_together(value: Json, holds: Holds) -> tuple[Json, ...]:
    """Several values which ``holds`` accepts, and which a page that prints them one behind the
    other shows as ``value``; none where that cannot be. As few as there may be, which need not be
    those that are meant.
    """
    if isinstance(value, list):
        return next(_two_lists(value, holds), ())
    if not isinstance(value, str) or len(value) > MOST:
        return ()
    found: list[tuple[Json, ...] | None] = [(), *[None] * len(value)]
    for end in range(1, len(value) + 1):
        for begin in range(end):
            before, best = found[begin], found[end]
            if before is None or (best is not None and len(best) <= len(before) + 1):
                continue
            one = [one for one in _meant(value[begin:end]) if holds(one)]
            if one:
                found[end] = (*before, one[0])
    return found[-1] or ()


def _two_lists(value: list[Json], holds: Holds) -> Iterator[tuple[Json, ...]]:
    """The ways to take a list for two, the last item of one and the first of the other of which
    stand together.
    """
    if sum(len(one) if isinstance(one, str) else 1 for one in value) > MOST:
        return
    texts = [(index, one) for index, one in enumerate(value) if isinstance(one, str)]
    cuts = ((index, text[:at], text[at:]) for index, text in texts for at in range(1, len(text)))
    for index, ending, beginning in cuts:
        for left, right in product(_meant(ending), _meant(beginning)):
            one, other = [*value[:index], left], [right, *value[index + 1 :]]
            if holds(one) and holds(other):
                yield one, other


def _meant(text: str) -> Iterator[Json]:
    """What a page may mean by a text: a value as JSON, or the text itself."""
    with suppress(ValueError, RecursionError):
        yield json.loads(text, parse_constant=_refuse)
    yield text


def _refuse(word: str) -> Json:
    raise ValueError(word)
