"""Import blocks, sorted as linters want them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from typewright.targets.python.layout import Writer


def from_imports(modules: Mapping[str, Iterable[str]], depth: int = 0) -> tuple[str, ...]:
    """``from … import …`` lines for every module that something is imported from."""
    writer = Writer(depth)
    for module in sorted(modules, key=_module_order):
        names = sorted(set(modules[module]), key=name_order)
        if names:
            writer.imported(module, names)
    return tuple(writer.lines)


def _module_order(module: str) -> tuple[int, int, str]:
    """The standard library first; then relative ones, the furthest first."""
    dots = len(module) - len(module.lstrip("."))
    return (1, -dots, module) if dots else (0, 0, module)


def name_order(name: str) -> tuple[int, str]:
    """The key to sort names by: constants, then classes, then functions."""
    if name.isupper() and len(name) > 1:
        return 0, name
    return (1, name) if name[:1].isupper() else (2, name)


def with_gap(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Import lines with an empty one between the standard library and the package's own."""
    for index, line in enumerate(lines):
        if line.startswith("from .") and index:
            return (*lines[:index], "", *lines[index:])
    return lines
