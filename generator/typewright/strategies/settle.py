"""How deep recipes nest at least; what cannot end is taken out, and the simplest stands first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import TypeAlias

from typewright.strategies.recipes import (
    LEAVES,
    Again,
    Anything,
    Array,
    Book,
    Choice,
    Kept,
    Key,
    Nothing,
    Object,
    Recipe,
    mentioned,
)
from typewright.values import dataclass, replace

_Height: TypeAlias = int | None
"""How many arrays and objects stand inside each other at least; ``None`` when there is no end."""


@dataclass(slots=True)
class Settled:
    """``recipes`` without those that nothing comes of, and how deep each of them is at least."""

    recipes: dict[Key, Recipe] = field(default_factory=dict)
    _heights: dict[Key, int] = field(default_factory=dict)

    def add(self, new: Mapping[Key, Recipe], book: Book) -> None:
        """Settle more recipes, which mention each other and those that are settled already; the
        ``book`` has all of them as they were written.
        """
        _lower(self._heights, new)
        settler = _Settler(book, self._heights)
        self.recipes |= {key: settler.settle(one) for key, one in new.items()}


def is_empty(key: Key, recipes: Mapping[Key, Recipe]) -> bool:
    """Whether nothing comes of the recipe with this key, even if something does of all that are
    mentioned beside ``recipes``.
    """
    heights = {one: 0 for one in mentioned(recipes.values()) if one not in recipes}
    _lower(heights, recipes)
    return key not in heights


def _lower(heights: dict[Key, int], recipes: Mapping[Key, Recipe]) -> None:
    """Adds to ``heights`` those of more recipes."""
    changed = True
    while changed:
        changed = False
        for key, recipe in recipes.items():
            height = _height(recipe, heights)
            if height is not None and height < heights.get(key, height + 1):
                heights[key] = height
                changed = True


def _height(recipe: Recipe, heights: Mapping[Key, int]) -> _Height:
    match recipe:
        case Nothing():
            return None
        case Again(key=key):
            return heights.get(key)
        case Kept(recipe=inner):
            return _height(inner, heights)
        case Choice(ways=ways):
            found = [h for one in ways if (h := _height(one, heights)) is not None]
            return min(found, default=None)
        case Array():
            return _array_height(recipe, heights)
        case Object():
            return _object_height(recipe, heights)
        case _:
            return 0


def _deepest(heights: list[_Height]) -> _Height:
    found = [one for one in heights if one is not None]
    return None if len(found) < len(heights) else 1 + max(found, default=-1)


def _array_height(recipe: Array, heights: Mapping[Key, int]) -> _Height:
    needed = list(recipe.prefix[: recipe.minimum])
    contained = sum(count for _, count in recipe.contained)
    if recipe.minimum - contained > len(recipe.prefix) and recipe.rest is not None:
        needed.append(recipe.rest)
    needed.extend(inner for inner, count in recipe.contained if count)
    return _deepest([_height(one, heights) for one in needed])


def _object_height(recipe: Object, heights: Mapping[Key, int]) -> _Height:
    needed = [_height(one, heights) for one in recipe.required.values()]
    missing = recipe.minimum - len(needed)
    if missing > 0:
        free = sorted(
            h for one in recipe.optional.values() if (h := _height(one, heights)) is not None
        )
        others = [
            max(name, value)
            for names, values in recipe.others
            if (name := _height(names, heights)) is not None
            and (value := _height(values, heights)) is not None
        ]
        if len(free) < missing:
            needed.append(min(others, default=None))
        needed.extend(free[:missing])
    return _deepest(needed)


@dataclass(frozen=True, slots=True)
class _Settler:
    book: Book
    heights: Mapping[Key, int]

    def settle(self, recipe: Recipe) -> Recipe:
        """``recipe`` without the parts that nothing comes of, the lowest parts first."""
        if _height(recipe, self.heights) is None:
            return Nothing()
        match recipe:
            case Again(key=key):
                leaf = self.book.resolved(recipe)
                return leaf if isinstance(leaf, LEAVES) else Again(key)
            case Kept(recipe=inner):
                return replace(recipe, recipe=self.settle(inner))
            case Choice(ways=ways):
                return self._choice(ways)
            case Array():
                return self._array(recipe)
            case Object():
                return self._object(recipe)
            case _:
                return recipe

    def _choice(self, ways: tuple[Recipe, ...]) -> Recipe:
        kept = [one for one in ways if _height(one, self.heights) is not None]
        if len(kept) == 1:
            return self.settle(kept[0])
        kept.sort(key=self._rank)
        found: list[Recipe] = []
        plain = 0
        for one in kept:
            settled = self.settle(one)
            if isinstance(settled, Anything):
                return settled
            if settled not in found:
                found.append(settled)
                plain += self._rank(one) == self._rank(kept[0])
        return Choice(tuple(found), plain) if len(found) > 1 else found[0]

    def _rank(self, recipe: Recipe) -> int:
        height = _height(recipe, self.heights)
        return 1 << 30 if height is None else height

    def _array(self, recipe: Array) -> Recipe:
        prefix: list[Recipe] = []
        maximum = recipe.maximum
        for index, item in enumerate(recipe.prefix):
            if _height(item, self.heights) is None:
                maximum = index
                break
            prefix.append(self.settle(item))
        rest = recipe.rest
        if rest is not None and (maximum == len(prefix) or _height(rest, self.heights) is None):
            maximum = len(prefix) if maximum is None else min(maximum, len(prefix))
            if not recipe.contained:
                rest = None
        return replace(
            recipe,
            prefix=tuple(prefix),
            rest=None if rest is None else self.settle(rest),
            maximum=recipe.maximum if recipe.contained else maximum,
            contained=tuple((self.settle(one), count) for one, count in recipe.contained),
        )

    def _object(self, recipe: Object) -> Recipe:
        heights = {name: _height(one, self.heights) for name, one in recipe.optional.items()}
        names = sorted(
            (n for n, h in heights.items() if h is not None), key=lambda n: heights[n] or 0
        )
        gone = {name for name, height in heights.items() if height is None}
        while drawing := {n for n in names if gone & set(recipe.together.get(n, ()))} - gone:
            gone |= drawing
        others = [
            pair
            for pair in recipe.others
            if all(_height(one, self.heights) is not None for one in pair)
        ]
        others.sort(key=lambda pair: max(map(self._rank, pair)))
        return replace(
            recipe,
            required={name: self.settle(one) for name, one in recipe.required.items()},
            optional={
                name: self.settle(recipe.optional[name]) for name in names if name not in gone
            },
            others=tuple((self.settle(name), self.settle(value)) for name, value in others),
            taken=(*recipe.taken, *(n for n in recipe.optional if n in gone)) if others else (),
            together={n: one for n, one in recipe.together.items() if n not in gone},
        )
