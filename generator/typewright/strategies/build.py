"""Recipes as Hypothesis strategies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from typing import Any, assert_never

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from typewright.checks import interpreter, patterns
from typewright.checks.nodes import Check
from typewright.schema import Json
from typewright.strategies import recipes
from typewright.strategies.drawing import parts, values
from typewright.strategies.literals import Checks
from typewright.strategies.recipes import Book, Key, Recipe
from typewright.values import dataclass


def build(recipe: Recipe, book: Book, checks: Checks) -> SearchStrategy[Any]:
    """The strategy that draws by ``recipe``; ``checks`` are those that a check may call."""
    return _Builder(book, checks).strategy(recipe)


@dataclass(slots=True)
class _Builder:
    book: Book
    checks: Checks
    _known: dict[Key, SearchStrategy[Any]] = field(default_factory=dict)

    def strategy(self, recipe: Recipe) -> SearchStrategy[Any]:
        """The strategy for one recipe."""
        match recipe:
            case recipes.Nothing():
                return st.nothing()
            case recipes.Anything():
                return values.anything()
            case recipes.Values(values=options):
                return values.values(*options)
            case recipes.Integers(first=first, last=last, step=step):
                return values.integers(first, last, step)
            case recipes.Numbers(minimum=minimum, maximum=maximum, fractional=fractional):
                return values.numbers(minimum, maximum, fractional=fractional)
            case recipes.Multiples(step=step, first=first, last=last, fractional=fractional):
                return values.multiples(step, first, last, fractional=fractional)
            case recipes.Text():
                return _text(recipe)
            case recipes.Array():
                return self._array(recipe)
            case recipes.Object():
                return self._object(recipe)
            case recipes.Choice(ways=ways, plain=plain):
                if all(isinstance(one, recipes.LEAVES) for one in ways):
                    return st.one_of(*map(self.strategy, ways))
                return parts.choices(plain, *map(self.strategy, ways))
            case recipes.Kept(recipe=inner, check=check):
                return values.kept(self.strategy(inner), self._test(check))
            case recipes.Again(key=key):
                if key not in self._known:
                    self._known[key] = st.deferred(lambda: self._made(key))
                return self._known[key]
            case _:
                assert_never(recipe)

    def _made(self, key: Key) -> SearchStrategy[Any]:
        return self.strategy(self.book.recipes[key])

    def _array(self, recipe: recipes.Array) -> SearchStrategy[Any]:
        return parts.arrays(
            *map(self.strategy, recipe.prefix),
            rest=None if recipe.rest is None else self.strategy(recipe.rest),
            minimum=recipe.minimum,
            maximum=recipe.maximum,
            unique=recipe.unique,
            contained=[(self.strategy(one), count) for one, count in recipe.contained],
        )

    def _object(self, recipe: recipes.Object) -> SearchStrategy[Any]:
        return parts.objects(
            {name: self.strategy(one) for name, one in recipe.required.items()},
            {name: self.strategy(one) for name, one in recipe.optional.items()},
            *((self.strategy(name), self.strategy(value)) for name, value in recipe.others),
            taken=recipe.taken,
            minimum=recipe.minimum,
            maximum=recipe.maximum,
            together=recipe.together,
        )

    def _test(self, check: Check) -> Callable[[Json], bool]:
        return lambda value: interpreter.is_valid(check, value, self.checks)


def _text(recipe: recipes.Text) -> SearchStrategy[str]:
    refused = [patterns.to_python(one) for one in recipe.refused]
    if recipe.tree is not None:
        first = patterns.printed(recipe.tree)
        others = [patterns.to_python(one) for one in recipe.patterns[1:]]
        return values.matching(
            first,
            *others,
            minimum=recipe.minimum,
            maximum=recipe.maximum,
            refused=refused,
            samples=recipe.samples,
        )
    if recipe.format is not None:
        return values.formatted(recipe.format, recipe.minimum, recipe.maximum, refused)
    return values.texts(recipe.minimum, recipe.maximum, refused)
