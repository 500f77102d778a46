"""Random small changes to JSON values."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from typewright.schema import Json

ODD: tuple[Json, ...] = (
    None,
    True,
    False,
    0,
    1,
    -1,
    1.0,
    0.5,
    1e300,
    2**64,
    "",
    "1",
    "text",
    "null",
    "\n",
    "\ud800",
    "é" * 300,
    [],
    [None],
    {},
    {"": None},
)


def mutate(value: Json, rng: Random) -> Json:
    """A copy of ``value`` with one to three small changes at random places."""
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        value = _change(value, rng)
    return value


def _change(value: Json, rng: Random) -> Json:
    places = list(_places(value))
    place = rng.choice(places)
    return _replaced(value, place, lambda part: _changed(part, rng))


def _places(value: Json) -> Iterator[tuple[str | int, ...]]:
    """The ways to ``value`` itself and to all its parts."""
    yield ()
    match value:
        case dict():
            for name, part in value.items():
                yield from ((name, *rest) for rest in _places(part))
        case list():
            for index, part in enumerate(value):
                yield from ((index, *rest) for rest in _places(part))


def _replaced(value: Json, place: tuple[str | int, ...], change: Callable[[Json], Json]) -> Json:
    if not place:
        return change(value)
    step, *rest = place
    match value:
        case dict():
            return {
                name: _replaced(part, tuple(rest), change) if name == step else part
                for name, part in value.items()
            }
        case list():
            return [
                _replaced(part, tuple(rest), change) if index == step else part
                for index, part in enumerate(value)
            ]
        case _:
            return value


def _changed(value: Json, rng: Random) -> Json:
    if rng.random() < 0.3:
        return rng.choice(ODD)
    match value:
        case bool():
            return rng.choice((not value, int(value), str(value).lower()))
        case int() | float():
            return _number(value, rng)
        case str():
            return _text(value, rng)
        case list():
            return _array(value, rng)
        case dict():
            return _object(value, rng)
        case None:
            return rng.choice(ODD)


def _number(value: int | float, rng: Random) -> Json:
    changed: tuple[Json, ...] = (
        value + 1,
        value - 1,
        -value,
        float(value) if abs(value) < 1e300 else 0.0,
        value + 0.5 if abs(value) < 1e300 else 0.5,
        str(value),
        value * 1000,
    )
    return rng.choice(changed)


def _text(value: str, rng: Random) -> Json:
    cut = rng.randrange(len(value) + 1)
    changed: tuple[Json, ...] = (
        value + "\n",
        value + "x",
        value[:cut] + value[cut + 1 :],
        value[:cut] + rng.choice("aZ0 _-é\0") + value[cut:],
        value.swapcase(),
        value * 2,
        [value],
    )
    return rng.choice(changed)


def _array(value: list[Json], rng: Random) -> Json:
    if not value:
        return [rng.choice(ODD)]
    index = rng.randrange(len(value))
    changed: tuple[Json, ...] = (
        value[:index] + value[index + 1 :],
        [*value, value[index]],
        [*value, rng.choice(ODD)],
        value[::-1],
        [],
        dict.fromkeys("ab", value[index]),
    )
    return rng.choice(changed)


def _object(value: dict[str, Json], rng: Random) -> Json:
    if not value:
        return {rng.choice(("a", "", "type")): rng.choice(ODD)}
    name = rng.choice(list(value))
    without = {key: part for key, part in value.items() if key != name}
    changed: tuple[Json, ...] = (
        without,
        without,
        {**without, f"{name}_": value[name]},
        {**without, name.swapcase(): value[name]},
        {**value, "extra_member": rng.choice(ODD)},
        dict(reversed(value.items())),
        list(value.values()),
        {**value, name: value[rng.choice(list(value))]},
    )
    return rng.choice(changed)
