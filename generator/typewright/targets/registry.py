"""Finding targets by name: the built-in ones, and those that installed packages bring along."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from typewright.targets.target import Target

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "typewright.targets"
"""The entry point group in which a package names its targets."""

_BUILT_IN: dict[str, tuple[str, str]] = {
    "python": ("typewright.targets.python", "PythonTarget"),
    "pydantic": ("typewright.targets.pydantic", "PydanticTarget"),
}


def names() -> tuple[str, ...]:
    """The names of all targets, sorted. Loads none of them."""
    return tuple(sorted({*_BUILT_IN, *_plugins()}))


def knows(name: str) -> bool:
    """Whether there is a target called ``name``. Asks what is installed only when it has to."""
    return name in _BUILT_IN or name in _plugins()


def find(name: str) -> Target:
    """The target called ``name``; a built-in one goes before a plugin of the same name.

    Raises ``KeyError`` when there is none, and whatever importing a plugin raises.
    """
    if name in _BUILT_IN:
        module, attribute = _BUILT_IN[name]
        make: Callable[[], Target] = getattr(import_module(module), attribute)
    else:
        make = _plugins()[name].load()
    return make()


def _plugins() -> dict[str, EntryPoint]:
    from importlib.metadata import entry_points  # takes long to import, and few runs need it

    return {point.name: point for point in entry_points(group=GROUP)}
