"""Import blocks, sorted as linters want them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from typewright.targets.python import literals
from typewright.targets.python.columns import INDENT, fits
from typewright.targets.python.layout import Writer

_DIGITS = re.compile(r"[0-9]+")


def from_imports(modules: Mapping[str, Iterable[str]], depth: int = 0) -> tuple[str, ...]:
    """The import lines of everything that is wanted: names by their module, and modules as a whole
    as names of the module ``""``.
    """
    indent = INDENT * depth
    lines = [f"{indent}import {whole}" for whole in sorted(modules.get("", ()))]
    wanted = [module for module, names in modules.items() if names and module]
    for module in sorted(wanted, key=_module_order) if len(wanted) > 1 else wanted:
        lines += _import(module, frozenset(modules[module]), indent)
    return tuple(lines)


@lru_cache(maxsize=16384)
def _import(module: str, names: frozenset[str], indent: str) -> Sequence[str]:
    """The lines that import ``names``, one a line when they are too many."""
    ordered = sorted(names, key=name_order) if len(names) > 1 else names
    one = f"{indent}from {module} import {', '.join(ordered)}"
    if fits(one):
        return (one,)
    listed = (f"{indent}{INDENT}{name}," for name in ordered)
    return (f"{indent}from {module} import (", *listed, f"{indent})")


@lru_cache(maxsize=16384)
def _module_order(module: str) -> tuple[int, int, str]:
    """The standard library first; then relative ones, the furthest first."""
    dots = len(module) - len(module.lstrip("."))
    return (1, -dots, _natural(module)) if dots else (0, 0, _natural(module))


@lru_cache(maxsize=16384)
def name_order(name: str) -> tuple[int, str, str]:
    """The key to sort imported names by: constants, classes, functions; letter case counts last."""
    lower, natural = name.lower(), _natural(name)
    return _kind(name), natural if lower == name else _natural(lower), natural


def export_order(name: str) -> tuple[int, str]:
    """The key to sort ``__all__`` by, where letter case counts at once."""
    return _kind(name), _natural(name)


def _kind(name: str) -> int:
    return 0 if name.isupper() and len(name) > 1 else 1 if name[:1].isupper() else 2


def _natural(text: str) -> str:
    """The key to sort text by with numbers in it as numbers: ``b2`` before ``b10``."""
    return text if text.isalpha() else _DIGITS.sub(_number, text)


def _number(digits: re.Match[str]) -> str:
    """A number such that longer ones come later; those that begin with 0 are sorted as text."""
    text = digits[0]
    return f"0{chr(0 if text[0] == '0' else len(text))}{text}\0"


def with_gap(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Import lines with an empty one between the standard library and the package's own."""
    for index, line in enumerate(lines):
        if line.lstrip().startswith("from ."):
            return (*lines[:index], "", *lines[index:]) if index else lines
    return lines


def module_imports(
    loaded: Mapping[str, Iterable[str]],
    checked: Mapping[str, Iterable[str]],
    linked: Mapping[str, Iterable[str]] = MappingProxyType({}),
) -> tuple[str, ...]:
    """The imports of a module: what it loads, what it shows to type checkers alone, and the
    functions that it has links to.

    These take ``TYPE_CHECKING`` for true whatever it is. It comes from ``typing`` only where that
    is loaded anyway, because loading it takes as long as loading dozens of generated modules.
    """
    only = {
        module: {*names}.difference(loaded.get(module, ())) for module, names in checked.items()
    }
    for home, names in linked.items():
        only.setdefault(home, set()).update(names)
    hidden = with_gap(from_imports(only, depth=1))
    if hidden and any(loaded.get("typing", ())):
        loaded = {**loaded, "typing": {*loaded["typing"], "TYPE_CHECKING"}}
        hidden = ("", "if TYPE_CHECKING:", *hidden)
    elif hidden:
        hidden = ("", "TYPE_CHECKING = False", "if TYPE_CHECKING:", *hidden)
    lines = (*with_gap(from_imports(loaded)), *hidden, *_links(linked))
    return lines[1:] if lines[:1] == ("",) else lines


def _links(linked: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """What stands for functions of other modules until one of them is called."""
    if not linked:
        return ()
    homes = {name: home for home, names in linked.items() for name in names}
    writer = Writer()
    writer.line("else:")
    with writer.block():
        for name in sorted(homes):
            place = literals.string(f"{homes[name]}.{name}")
            writer.bracketed(f"{name} = link(", ["__name__", place], ")")
    return tuple(writer.lines)
