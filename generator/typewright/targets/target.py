"""What a target is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol, TypeAlias, runtime_checkable

from typewright.diagnostics import Diagnostic
from typewright.fixtures import Basis
from typewright.model import Model
from typewright.values import dataclass

Files: TypeAlias = Mapping[str, str]
"""Text by path: relative to the output root, ``/`` between the parts, no ``..``, no drive."""


@dataclass(frozen=True, slots=True)
class Emission:
    """What a target made: its files, and a diagnostic for each thing it could not express."""

    files: Files
    diagnostics: tuple[Diagnostic, ...] = ()


class Target(Protocol):
    """One output language or library.

    ``name`` is what the command line calls it; ``summary`` is one line for ``typewright targets``;
    ``options`` is a frozen dataclass whose fields, their defaults and their docstring are the
    target's options. Where there is an option ``directions`` and it is ``"apart"``, the model that
    the target is given has definitions for requests and for responses. Where there is an option
    ``fixtures`` and it is false, no fixtures are written beside the files of the target.
    """

    @property
    def name(self) -> str: ...

    @property
    def summary(self) -> str: ...

    @property
    def options(self) -> type[Any]: ...

    def emit(self, model: Model, package: str, options: Any) -> Emission:
        """The files of one package. Pure: reads nothing but its arguments and its own templates."""
        ...


@runtime_checkable
class Sharing(Protocol):
    """What a target has besides that takes part in what is found out of a model, and need not make
    anew what has not changed.
    """

    def emit_shared(self, basis: Basis, package: str, options: Any) -> Emission:
        """As ``emit`` for the model of ``basis``, and byte by byte the same."""
        ...
