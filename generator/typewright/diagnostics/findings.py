"""What the steps of a run find, step by step."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias, TypeVar

from typewright.diagnostics.diagnostic import Diagnostic, InputError
from typewright.diagnostics.listing import arrange, has_errors

A = TypeVar("A")
T = TypeVar("T")
Diagnostics: TypeAlias = tuple[Diagnostic, ...]


class Findings:
    """What the steps of a run have found; the first step that finds an error ends it."""

    def __init__(self) -> None:
        self.all: list[Diagnostic] = []

    def step(self, function: Callable[[A], tuple[T, Diagnostics]], argument: A) -> T:
        """The result of a step. Raises ``InputError`` with all findings so far if it fails."""
        return self.each(function, (argument,))[0]

    def each(
        self, function: Callable[[A], tuple[T, Diagnostics]], arguments: Iterable[A]
    ) -> tuple[T, ...]:
        """The results of a step for several arguments, all of which are tried before it fails."""
        results = self.attempt(function, arguments)
        self.check()
        return results

    def attempt(
        self, function: Callable[[A], tuple[T, Diagnostics]], arguments: Iterable[A]
    ) -> tuple[T, ...]:
        """The results for those arguments for which a step does not fail; ``check`` tells of the
        others.
        """
        results: list[T] = []
        for argument in arguments:
            try:
                result, found = function(argument)
            except InputError as error:
                self.all.extend(error.diagnostics)
            else:
                results.append(result)
                self.all.extend(found)
        return tuple(results)

    def check(self) -> None:
        """Raises ``InputError`` with all findings so far if there is an error among them."""
        if has_errors(self.all):
            raise InputError(*arrange(self.all))
