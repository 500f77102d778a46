"""How random JSON values are drawn: the parts of strategies for schemas."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Hashable, Mapping, Sequence
from copy import deepcopy
from fractions import Fraction
from typing import Any, TypeVar

from hypothesis import reject
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from typewright.strategies.drawing.formats import FORMATS

SIZE = 48
"""From so many parts on, a value gets none that it does not need."""

FEW = 5
"""So many more items than the fewest that an array needs has one at most."""

TRIES = 12
"""How often something is drawn anew that may easily be wrong."""

LARGEST = 2**53 - 1
"""Integers without bounds stay within what every JSON reader holds (RFC 8259, 6)."""

_T = TypeVar("_T")


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


def values(*options: Any) -> SearchStrategy[Any]:
    """One of some JSON values."""
    found = st.sampled_from(options)
    plain = all(not isinstance(one, list | dict) for one in options)
    return found if plain else found.map(deepcopy)


def integers(
    first: int | None = None, last: int | None = None, step: int = 1
) -> SearchStrategy[int]:
    """``step`` times a whole number from ``first`` to ``last``."""
    most = max(LARGEST // step, 1)
    low = min(-most, last or 0) if first is None else first
    high = max(most, first or 0) if last is None else last
    found = st.integers(low, high)
    return found if step == 1 else found.map(lambda number: number * step)


def numbers(
    minimum: float | None = None,
    maximum: float | None = None,
    *,
    fractional: bool = False,
) -> SearchStrategy[float]:
    """Any number from ``minimum`` to ``maximum``; no whole one if ``fractional``."""
    floats = st.floats(minimum, maximum, allow_nan=False, allow_infinity=False)
    if fractional:
        return kept(floats, lambda number: not number.is_integer())
    low = None if minimum is None else -int(-minimum // 1)
    high = None if maximum is None else int(maximum // 1)
    if low is not None and high is not None and low > high:
        return floats
    return integers(low, high) | floats


def multiples(
    step: Fraction, first: int | None = None, last: int | None = None
) -> SearchStrategy[float]:
    """``step`` times a whole number from ``first`` to ``last``.

    Decimals and floats agree that it is one, so that all validators do.
    """
    divisor = float(step)
    found = st.integers(first, last).map(lambda number: float(number * step))
    return kept(found, lambda number: (number / divisor).is_integer())


def texts(
    minimum: int = 0, maximum: int | None = None, refused: Sequence[str] = ()
) -> SearchStrategy[str]:
    """Strings with so many code points that hold no match of ``refused``."""
    if minimum > FEW:
        most = None if maximum is None else maximum - minimum + FEW
        short = st.text(min_size=FEW, max_size=most)
        found = short.map(lambda text: text[:1] * (minimum - FEW) + text)
    else:
        found = st.text(min_size=minimum, max_size=maximum)
    if not refused:
        return found
    tests = [re.compile(one).search for one in refused]
    return kept(found, lambda text: not any(test(text) for test in tests))


def matching(
    *expressions: str,
    minimum: int = 0,
    maximum: int | None = None,
    refused: Sequence[str] = (),
    samples: Sequence[str] = (),
) -> SearchStrategy[str]:
    """Strings that hold a match of each of ``expressions``, made from the first.

    ``samples`` are some such strings, for when the others are hard to come by.
    """
    wanted = [re.compile(one).search for one in expressions[1:]]
    unwanted = [re.compile(one).search for one in refused]

    def fits(text: str) -> bool:
        return (
            len(text) >= minimum
            and (maximum is None or len(text) <= maximum)
            and all(test(text) for test in wanted)
            and not any(test(text) for test in unwanted)
        )

    found = st.from_regex(expressions[0])
    if samples:
        return kept(found, fits, st.sampled_from(list(samples)))
    plain = not (minimum or maximum is not None or wanted or unwanted)
    return found if plain else kept(found, fits)


def formatted(
    name: str,
    minimum: int = 0,
    maximum: int | None = None,
    refused: Sequence[str] = (),
) -> SearchStrategy[str]:
    """Strings of a format, or any strings when it is not known."""
    plain = texts(minimum, maximum, refused)
    make = FORMATS.get(name)
    if make is None:
        return plain
    if not minimum and maximum is None and not refused:
        return make()
    tests = [re.compile(one).search for one in refused]

    def fits(text: str) -> bool:
        return (
            len(text) >= minimum
            and (maximum is None or len(text) <= maximum)
            and not any(test(text) for test in tests)
        )

    return kept(make(), fits, plain)


def kept(
    candidates: SearchStrategy[_T],
    test: Callable[[_T], bool],
    otherwise: SearchStrategy[_T] | None = None,
) -> SearchStrategy[_T]:
    """Those of ``candidates`` that pass a test; ``otherwise`` where none is found."""
    return _kept(candidates, test, otherwise)


@st.composite
def _kept(
    draw: DrawFn,
    candidates: SearchStrategy[Any],
    test: Callable[[Any], bool],
    otherwise: SearchStrategy[Any] | None,
) -> Any:
    for _ in range(TRIES if otherwise is None else 3):
        value = draw(candidates)
        if test(value):
            return value
    return reject() if otherwise is None else draw(otherwise)


@st.composite
def choices(draw: DrawFn, plain: int, *ways: SearchStrategy[Any]) -> Any:
    """A value by one of ``ways``, of the first ``plain`` where there is little room."""
    with _part as roomy:
        most = (len(ways) if roomy else plain) - 1
        return draw(ways[draw(st.integers(0, most))])


@st.composite
def arrays(
    draw: DrawFn,
    *prefix: SearchStrategy[Any],
    rest: SearchStrategy[Any] | None = None,
    minimum: int = 0,
    maximum: int | None = None,
    unique: bool = False,
    contained: Sequence[tuple[SearchStrategy[Any], int]] = (),
) -> list[Any]:
    """Arrays: the first items by ``prefix``, others by ``rest`` or ``contained``."""
    with _part as roomy:
        wanted = [one for one, count in contained for _ in range(count)]
        fewest = max(minimum, len(prefix) + len(wanted) if wanted else 0)
        most = max(fewest, min(len(prefix), SIZE)) + (FEW if rest is not None else 0)
        most = most if maximum is None else min(most, maximum)
        count = draw(st.integers(fewest, most)) if roomy and most > fewest else fewest
        spare = count - len(prefix) - len(wanted)
        tail: list[SearchStrategy[Any]] = [
            *wanted,
            *([rest] * spare if rest is not None else []),
        ]
        if wanted and spare > 0:
            tail = draw(st.permutations(tail))
        _part.left -= count
        found: list[Any] = []
        seen: set[Hashable] = set()
        lacking = False
        for item in (*prefix, *tail)[:count]:
            value = draw(item)
            for _ in range(TRIES if unique else 0):
                if identity(value) not in seen:
                    break
                value = draw(item)
            if unique and identity(value) in seen:
                if item is rest:
                    continue
                lacking = bool(wanted)
                break
            seen.add(identity(value) if unique else None)
            found.append(value)
        return reject() if lacking or len(found) < fewest else found


@st.composite
def objects(
    draw: DrawFn,
    required: Mapping[str, SearchStrategy[Any]] | None = None,
    optional: Mapping[str, SearchStrategy[Any]] | None = None,
    *others: tuple[SearchStrategy[str], SearchStrategy[Any]],
    taken: Sequence[str] = (),
    minimum: int = 0,
    maximum: int | None = None,
    together: Mapping[str, Sequence[str]] | None = None,
) -> dict[str, Any]:
    """Objects with all ``required`` members, some ``optional`` ones, and ``others``.

    ``others`` are pairs of a name and a value; no such name is in ``taken``. By
    ``together`` members have to be there because another one is.
    """
    required, optional = required or {}, optional or {}
    with _part as roomy:
        room = (
            len(optional)
            if maximum is None
            else min(len(optional), maximum - len(required))
        )
        fewest = min(minimum - len(required), room) if minimum > len(required) else 0
        chosen = list(optional)[:fewest]
        if roomy and room > fewest:
            names = st.sampled_from(list(optional))
            some = st.lists(names, min_size=fewest, max_size=room, unique=True)
            chosen = _drawn_in(draw(some), optional, together or {})
            if len(chosen) > room:
                chosen = list(optional)[:fewest]
        if together:
            chosen = _drawn_in(chosen, optional, together)
            if len(chosen) > room:
                return reject()
        _part.left -= len(required) + len(chosen)
        found = {name: draw(value) for name, value in required.items()}
        for name in optional:
            if name in chosen:
                found[name] = draw(optional[name])
        return (
            _with_others(draw, found, others, taken, minimum, maximum)
            if others
            else found
        )


def _drawn_in(
    names: Sequence[str],
    optional: Mapping[str, SearchStrategy[Any]],
    together: Mapping[str, Sequence[str]],
) -> list[str]:
    """``names`` and the optional members that they need."""
    found = list(names)
    for name in found:
        found += [
            one
            for one in together.get(name, ())
            if one in optional and one not in found
        ]
    return found


def _with_others(
    draw: DrawFn,
    found: dict[str, Any],
    others: Sequence[tuple[SearchStrategy[str], SearchStrategy[Any]]],
    taken: Sequence[str],
    minimum: int,
    maximum: int | None,
) -> dict[str, Any]:
    needed = max(0, minimum - len(found))
    most = needed + (2 if taken else FEW)
    if maximum is not None:
        most = min(most, maximum - len(found))
    count = needed
    if most > needed and _part.left > 0:
        usual = st.sampled_from([needed, *range(needed, most + 1)])
        count = draw(usual if taken else st.integers(needed, most))
    _part.left -= count
    for index in range(count):
        which = draw(st.integers(0, len(others) - 1)) if _part.left > 0 else 0
        names, values = others[which]
        name = draw(names)
        for _ in range(TRIES):
            if name not in found and name not in taken:
                break
            name = draw(names)
        else:
            return found if index >= needed else reject()
        found[name] = draw(values)
    return found


def anything() -> SearchStrategy[Any]:
    """Any JSON value."""
    return _anything


def _more(inner: SearchStrategy[Any]) -> SearchStrategy[Any]:
    return st.lists(inner, max_size=3) | st.dictionaries(
        st.text(max_size=8), inner, max_size=3
    )


_anything = st.recursive(
    st.none() | st.booleans() | integers() | numbers() | st.text(), _more, max_leaves=4
)


def identity(value: Any) -> Hashable:
    """What two JSON values share exactly when they are equal: ``1`` and ``1.0`` are."""
    match value:
        case bool() | None:
            return json.dumps(value), None
        case list():
            return "array", tuple(map(identity, value))
        case dict():
            return "object", frozenset(
                (name, identity(part)) for name, part in value.items()
            )
        case _:
            return "", value
