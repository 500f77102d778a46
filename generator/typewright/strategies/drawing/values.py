"""How random JSON values without parts are drawn."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from copy import deepcopy
from fractions import Fraction
from typing import Any, Generic, TypeVar

from hypothesis import reject
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from typewright.strategies.drawing.formats import FORMATS

TRIES = 12
"""How often something is drawn anew that may easily be wrong."""

FEW = 5
"""How many more than it needs a value has at most, where there is no other limit."""

LARGEST = 9_007_199_254_740_991
"""Integers without bounds stay within what every JSON reader holds (RFC 8259, 6)."""

_T = TypeVar("_T")


class _Way(Generic[_T]):
    """A function that draws, under a short name: what it knows may be without end."""

    def __init__(self, name: str, draw: Callable[[DrawFn], _T]) -> None:
        self.name = name
        self.draw = draw

    def __repr__(self) -> str:
        return self.name


@st.composite
def _drawn(draw: DrawFn, way: _Way[Any]) -> Any:
    return way.draw(draw)


def drawn(name: str, draw: Callable[[DrawFn], _T]) -> SearchStrategy[_T]:
    """The strategy that draws with a function; ``name`` is how it shows itself."""
    return _drawn(_Way(name, draw))


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
    step: Fraction,
    first: int | None = None,
    last: int | None = None,
    *,
    fractional: bool = False,
) -> SearchStrategy[float]:
    """``step`` times a whole number from ``first`` to ``last``.

    None of them is whole itself if ``fractional``.

    Decimals and floats agree that it is one, so that all validators do.
    """
    divisor = float(step)

    def agree(number: float) -> bool:
        exact = (Fraction(repr(number)) / step).denominator == 1
        whole = fractional and number.is_integer()
        return exact and not whole and (number / divisor).is_integer()

    return kept(
        st.integers(first, last).map(lambda number: float(number * step)), agree
    )


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

    def draw_kept(draw: DrawFn) -> _T:
        for _ in range(TRIES if otherwise is None else 3):
            value = draw(candidates)
            if test(value):
                return value
        return reject() if otherwise is None else draw(otherwise)

    return drawn("kept", draw_kept)


def anything() -> SearchStrategy[Any]:
    """Any JSON value."""
    return _anything


def _more(inner: SearchStrategy[Any]) -> SearchStrategy[Any]:
    members = st.dictionaries(st.text(max_size=8), inner, max_size=3)
    return st.lists(inner, max_size=3) | members


_simple = st.none() | st.booleans() | integers() | numbers() | st.text()
_anything = st.recursive(_simple, _more, max_leaves=4)
