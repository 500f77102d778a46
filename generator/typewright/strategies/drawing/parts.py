"""How random arrays, objects and values of several kinds are drawn."""

from __future__ import annotations

import threading
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from hypothesis import reject
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from typewright.strategies.drawing.values import FEW, TRIES, drawn

SIZE = 48
"""From so many parts on, a value gets none that it does not need."""


class _Part(threading.local):
    """An array or object while it is drawn; knows whether there is room for more."""

    depth = 0
    left = 0

    def __enter__(self) -> bool:
        if self.depth == 0:
            self.left = SIZE
        self.depth += 1
        self.left -= 1
        return self.left > 0

    def __exit__(self, *exception: object) -> None:
        self.depth -= 1


_part = _Part()


def choices(plain: int, *ways: SearchStrategy[Any]) -> SearchStrategy[Any]:
    """A value by one of ``ways``, of the first ``plain`` where there is little room."""
    which, simple = st.integers(0, len(ways) - 1), st.integers(0, plain - 1)

    def draw_choice(draw: DrawFn) -> Any:
        with _part as roomy:
            return draw(ways[draw(which if roomy else simple)])

    return drawn("choice", draw_choice)


def arrays(
    *prefix: SearchStrategy[Any],
    rest: SearchStrategy[Any] | None = None,
    minimum: int = 0,
    maximum: int | None = None,
    unique: bool = False,
    contained: Sequence[tuple[SearchStrategy[Any], int]] = (),
) -> SearchStrategy[list[Any]]:
    """Arrays: the first items by ``prefix``, others by ``rest`` or ``contained``."""
    wanted = [one for one, count in contained for _ in range(count)]
    fewest = max(minimum, len(prefix) + len(wanted) if wanted else 0)
    most = max(fewest, min(len(prefix), SIZE)) + (FEW if rest is not None else 0)
    if maximum is not None:
        most = min(most, maximum)
    counts = st.integers(fewest, max(fewest, most))

    def items(draw: DrawFn, count: int) -> list[SearchStrategy[Any]]:
        tail = list(wanted)
        spare = count - len(prefix) - len(wanted)
        if rest is not None and spare > 0:
            tail += [rest] * spare
            if wanted:
                tail = draw(st.permutations(tail))
        return [*prefix, *tail][:count]

    def draw_array(draw: DrawFn) -> list[Any]:
        with _part as roomy:
            count = draw(counts) if roomy and most > fewest else fewest
            _part.left -= count
            chosen = items(draw, count)
            if not unique:
                return [draw(item) for item in chosen]
            found = _different(draw, chosen, rest)
            lacking = len(found) < fewest or (bool(wanted) and found == [])
            return reject() if lacking else found

    return drawn("array", draw_array)


def _different(
    draw: DrawFn,
    items: Sequence[SearchStrategy[Any]],
    rest: SearchStrategy[Any] | None,
) -> list[Any]:
    """Values by ``items``, all different; those by ``rest`` may be missing, no others.

    Empty where there is none.
    """
    found: list[Any] = []
    seen: set[Hashable] = set()
    for item in items:
        value = draw(item)
        for _ in range(TRIES):
            if identity(value) not in seen:
                break
            value = draw(item)
        if identity(value) not in seen:
            seen.add(identity(value))
            found.append(value)
        elif item is not rest:
            return []
    return found


def objects(
    required: Mapping[str, SearchStrategy[Any]] | None = None,
    optional: Mapping[str, SearchStrategy[Any]] | None = None,
    *others: tuple[SearchStrategy[str], SearchStrategy[Any]],
    taken: Sequence[str] = (),
    minimum: int = 0,
    maximum: int | None = None,
    together: Mapping[str, Sequence[str]] | None = None,
) -> SearchStrategy[dict[str, Any]]:
    """Objects with all ``required`` members, some ``optional`` ones, and ``others``.

    ``others`` are pairs of a name and a value, for names that no other member has and
    that are not in ``taken``. By ``together`` members need each other.
    """
    needed, free = required or {}, optional or {}
    named = {*needed, *free, *taken}
    room = len(free)
    if maximum is not None:
        room = min(room, maximum - len(needed))
    fewest = max(0, min(minimum - len(needed), room))
    first = list(free)[:fewest]
    some: SearchStrategy[list[str]] = st.just(first)
    if room > fewest:
        names = st.sampled_from(list(free))
        some = st.lists(names, min_size=fewest, max_size=room, unique=True)

    def draw_object(draw: DrawFn) -> dict[str, Any]:
        with _part as roomy:
            chosen = draw(some) if roomy else first
            if together:
                chosen = _drawn_in(chosen, free, together)
                if len(chosen) > room:
                    chosen = _drawn_in(first, free, together)
                if len(chosen) > room:
                    return reject()
            _part.left -= len(needed) + len(chosen)
            found = {name: draw(value) for name, value in needed.items()}
            for name in free:
                if name in chosen:
                    found[name] = draw(free[name])
            if others:
                _add_others(draw, found, others, named, minimum, maximum)
            return found

    return drawn("object", draw_object)


def _drawn_in(
    names: Sequence[str],
    optional: Mapping[str, SearchStrategy[Any]],
    together: Mapping[str, Sequence[str]],
) -> list[str]:
    """``names`` and the optional members that they need."""
    found = list(names)
    for name in found:
        more = together.get(name, ())
        found += [one for one in more if one in optional and one not in found]
    return found


def _add_others(
    draw: DrawFn,
    found: dict[str, Any],
    others: Sequence[tuple[SearchStrategy[str], SearchStrategy[Any]]],
    named: set[str],
    minimum: int,
    maximum: int | None,
) -> None:
    """Adds members without fixed names, as many as there have to be or some more."""
    needed = max(0, minimum - len(found))
    most = needed + (2 if named else FEW)
    if maximum is not None:
        most = min(most, maximum - len(found))
    count = needed
    if most > needed and _part.left > 0:
        usual = [needed] if named else []
        count = draw(st.sampled_from([*usual, *range(needed, most + 1)]))
    _part.left -= count
    for index in range(count):
        which = draw(st.integers(0, len(others) - 1)) if _part.left > 0 else 0
        names, values = others[which]
        name = draw(names)
        for _ in range(TRIES):
            if name not in found and name not in named:
                break
            name = draw(names)
        if name in found or name in named:
            if index < needed:
                reject()
            return
        found[name] = draw(values)


def identity(value: Any) -> Hashable:
    """What two JSON values share exactly when they are equal, as ``1`` and ``1.0``."""
    if isinstance(value, bool):
        return "boolean", value
    if isinstance(value, list):
        return "array", tuple(map(identity, value))
    if isinstance(value, dict):
        members = ((name, identity(part)) for name, part in value.items())
        return "object", frozenset(members)
    return "", value
