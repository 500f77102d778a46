"""What the names of a function stand for."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Mapping
from dataclasses import field

from typewright.extension.body import Body, UnsupportedError, Value
from typewright.extension.package import Function, Package
from typewright.extension.tables import Tables
from typewright.targets.python.compiled import MODELS
from typewright.values import dataclass

_MAKER = re.compile(r"maker\((\w+)\)")


@dataclass(frozen=True, slots=True)
class Member:
    """A member in an array: its place there, and the key of the last expression that needs it."""

    text: str
    last: ast.expr | None


@dataclass(slots=True)
class Scope:
    """The names of one function, which is written into ``body``.

    ``locals`` are the variables of its own, ``counters`` those that are numbers in C. ``made`` has
    the class of what was made by ``new`` and is held by one variable. ``found`` are members that
    are held already: the temporaries by the names of the mapping and of the member.
    ``compiled`` are the functions that are called directly, ``called`` those that were.
    ``members`` are members of the mapping that was spread out into an array. ``absent`` are the
    variables that hold nothing at all where they are ``None``.
    """

    package: Package
    function: Function
    tables: Tables
    compiled: frozenset[Function]
    body: Body = field(default_factory=Body)
    locals: dict[str, str] = field(default_factory=dict)
    counters: frozenset[str] = frozenset()
    made: Mapping[str, str] = field(default_factory=dict)
    found: dict[tuple[str, str], Value] = field(default_factory=dict)
    called: set[Function] = field(default_factory=set)
    members: Mapping[tuple[str, str], Member] = field(default_factory=dict)
    absent: set[str] = field(default_factory=set)

    def is_own(self, name: str) -> bool:
        """Whether a name is one of the function's variables."""
        return name in self.locals or name in self.counters

    def is_builtin(self, name: str) -> bool:
        """Whether a name is one of Python's own."""
        module = self.package.modules[self.function.module]
        return not self.is_own(name) and name not in module.names

    def origin(self, name: str) -> tuple[str, str] | None:
        """The module of the package that a global name comes from, and what it is there."""
        module = self.package.modules[self.function.module]
        return None if self.is_own(name) else module.imported.get(name)

    def assigned(self, name: str) -> str | None:
        """The text of what is assigned to a global name, in the module that it comes from."""
        found = self.origin(name)
        if found is None or found[0] not in self.package.numbers:
            return None
        return self.package.modules[self.package.numbers[found[0]]].assigned.get(found[1])

    def target(self, node: ast.expr) -> Function | None:
        """The compiled function that an expression stands for."""
        module = self.package.modules[self.function.module]
        found: Function | None = None
        match node:
            case ast.Name(name) if not self.is_own(name):
                found = module.functions.get(name)
                if found is None and (where := module.imported.get(name)):
                    found = self.package.function(*where)
            case ast.Attribute(ast.Attribute(ast.Name(folder), home), name):
                if where := self.origin(folder):
                    found = self.package.function(".".join((*filter(None, where), home)), name)
            case _:
                pass
        return found if found in self.compiled else None

    def global_name(self, name: str) -> str:
        """The object that a global name stands for. Raises ``UnsupportedError`` for none."""
        module = self.package.modules[self.function.module]
        if name not in module.names and not hasattr(builtins, name):
            raise UnsupportedError(name)
        return self.tables.name(name)

    def slot(self, variable: str, attribute: str) -> str:
        """Where the object in a variable, whose class is known, holds an attribute."""
        return self.tables.slot(self.made[variable], attribute)

    def made_by(self, name: str) -> str | None:
        """The class whose objects a call without arguments makes, their attributes still unset."""
        module = self.package.modules[self.function.module]
        found = _MAKER.fullmatch("" if self.is_own(name) else module.assigned.get(name, ""))
        if found is None or self.origin("maker") is None:
            return None
        made_of = self.origin(found[1])
        is_class = made_of is not None and MODELS in made_of[0].split(".")
        return found[1] if is_class else None
