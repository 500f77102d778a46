"""What a target is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Any, NamedTuple, Protocol, TypeAlias, runtime_checkable

from typewright.diagnostics import Diagnostic
from typewright.fixtures import Basis
from typewright.model import Model
from typewright.model.shapes import DefinitionKey
from typewright.schema import SchemaId
from typewright.values import dataclass

Files: TypeAlias = Mapping[str, str]
"""Text by path: relative to the output root, ``/`` between the parts, no ``..``, no drive."""


@dataclass(frozen=True, slots=True)
class Group:
    """What is made of a definition and all that it owns: the ``piece`` that it is kept as.

    ``asking`` are schemas that decide what is in it besides those that the definition leads to.
    What is only made because groups ask for it belongs to no definition; it has no ``key``.
    """

    key: DefinitionKey | None
    piece: str
    asking: Sequence[SchemaId] = ()


class Named(NamedTuple):
    """What a target calls something that was made of a schema.

    ``what`` tells it from everything else. ``claims`` are the names that it has or would have if
    nothing else wanted them: others get the same names wherever it does not claim one of theirs.
    ``contested`` are those that it has not since others want them, too, in the words of the target.
    """

    schema: SchemaId
    what: str
    claims: tuple[str, ...]
    contested: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Emission:
    """What a target made: its files, and a diagnostic for each thing it could not express.

    A target that takes part in what is kept also tells the ``groups`` that it has made, by the
    names of their modules, and all that it has ``named`` so that no two names are the same.
    """

    files: Files
    diagnostics: tuple[Diagnostic, ...] = ()
    groups: Mapping[str, Group] = field(default_factory=dict, compare=False)
    named: Sequence[Named] = field(default=(), compare=False)


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
    anew what has not changed. Its groups are modules, each with the name of its definition.
    """

    def emit_shared(self, basis: Basis, package: str, options: Any) -> Emission:
        """As ``emit`` for the model of ``basis``, and byte by byte the same."""
        ...
