"""Recipes: how random values that pass a check are drawn, in a few language-neutral kinds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from fractions import Fraction
from typing import TypeAlias

from typewright.checks import regex
from typewright.checks.nodes import Check
from typewright.schema import Json
from typewright.values import dataclass

Key: TypeAlias = tuple[str, int]
"""What a recipe is found by in a book of recipes: the root that it was written for, and a number,
which is 0 for all of the root.
"""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No value at all."""


@dataclass(frozen=True, slots=True)
class Anything:
    """Any JSON value."""


@dataclass(frozen=True, slots=True)
class Values:
    """One of these values, which are all different; the simplest stand first."""

    values: tuple[Json, ...]


@dataclass(frozen=True, slots=True)
class Integers:
    """``step`` times a whole number from ``first`` to ``last``; ``None`` is no end."""

    first: int | None = None
    last: int | None = None
    step: int = 1


@dataclass(frozen=True, slots=True)
class Numbers:
    """Any number between two floats, both ends included. ``fractional`` leaves out whole ones."""

    minimum: float | None = None
    maximum: float | None = None
    fractional: bool = False


@dataclass(frozen=True, slots=True)
class Multiples:
    """``step`` times a whole number from ``first`` to ``last``, as a decimal. ``fractional`` leaves
    out whole ones.
    """

    step: Fraction
    first: int | None = None
    last: int | None = None
    fractional: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A string with so many code points.

    It holds a match of every one of ``patterns`` and of none of ``refused``, all ECMA-262. With
    patterns, ``tree`` is an expression whose matches are the candidates, narrowed to the length
    where that can be done, and ``samples`` are strings that are known to be right; they are needed
    when a candidate may easily be wrong, and empty otherwise. ``format`` is the one it has.
    """

    minimum: int = 0
    maximum: int | None = None
    patterns: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    tree: regex.Node | None = None
    samples: tuple[str, ...] = ()
    format: str | None = None


@dataclass(frozen=True, slots=True)
class Array:
    """An array: the first items by ``prefix``, all others by ``rest``, ``None`` when there are no
    others.

    ``contained`` are items that it has among the others, so many of each at least.
    """

    prefix: tuple[Recipe, ...] = ()
    rest: Recipe | None = None
    minimum: int = 0
    maximum: int | None = None
    unique: bool = False
    contained: tuple[tuple[Recipe, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Object:
    """An object with all members of ``required`` and some of ``optional``, the simplest first.

    ``others`` are the kinds of members that have no fixed name: a recipe for the name and one for
    the value. None of them is called as one that has a recipe, or as one in ``taken``. ``together``
    tells which members an object has to have because it has another one.
    """

    required: Mapping[str, Recipe] = field(default_factory=dict)
    optional: Mapping[str, Recipe] = field(default_factory=dict)
    others: tuple[tuple[Recipe, Recipe], ...] = ()
    taken: tuple[str, ...] = ()
    minimum: int = 0
    maximum: int | None = None
    together: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Choice:
    """A value by one of ``ways``, the simplest first; the first ``plain`` of them nest least."""

    ways: tuple[Recipe, ...]
    plain: int = 1


@dataclass(frozen=True, slots=True)
class Kept:
    """A value by ``recipe`` that also passes ``check``, which the recipe alone does not promise."""

    recipe: Recipe
    check: Check


@dataclass(frozen=True, slots=True)
class Again:
    """Another recipe of the book."""

    key: Key


Recipe: TypeAlias = (
    Nothing
    | Anything
    | Values
    | Integers
    | Numbers
    | Multiples
    | Text
    | Array
    | Object
    | Choice
    | Kept
    | Again
)

LEAVES = (Nothing, Anything, Values, Integers, Numbers, Multiples, Text)
"""The kinds of recipes without recipes inside."""


@dataclass(frozen=True, slots=True)
class Book:
    """All recipes that belong together. What an ``Again`` leads to is in ``recipes``."""

    recipes: Mapping[Key, Recipe]

    def resolved(self, recipe: Recipe) -> Recipe:
        """``recipe``, or what it leads to."""
        while isinstance(recipe, Again):
            recipe = self.recipes[recipe.key]
        return recipe


def mentioned(recipes: Iterable[Recipe]) -> Iterator[Key]:
    """The keys of all recipes that some mention, some of them several times."""
    pending = [*recipes]
    while pending:
        recipe = pending.pop()
        if isinstance(recipe, Again):
            yield recipe.key
        else:
            pending.extend(parts(recipe))


def parts(recipe: Recipe) -> tuple[Recipe, ...]:
    """The recipes right inside ``recipe``."""
    match recipe:
        case Array(prefix=prefix, rest=rest, contained=contained):
            tail = () if rest is None else (rest,)
            return (*prefix, *tail, *(inner for inner, _ in contained))
        case Object(required=required, optional=optional, others=others):
            pairs = (inner for pair in others for inner in pair)
            return (*required.values(), *optional.values(), *pairs)
        case Choice(ways=ways):
            return ways
        case Kept(recipe=inner):
            return (inner,)
        case _:
            return ()
