"""What the functions of a module use: names, constants and slots, each with a number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field

from typewright.values import dataclass

ConstantKey = tuple[str, str]
"""The kind of a constant (``s``, ``i`` or ``f``) and its text."""


@dataclass(slots=True)
class Tables:
    """The tables of one module, which grow while its functions are written.

    The numbers in texts are relative to where the tables of the module begin.
    """

    module: int
    names: dict[str, int] = field(default_factory=dict)
    constants: dict[ConstantKey, int] = field(default_factory=dict)
    slots: dict[tuple[str, str], int] = field(default_factory=dict)
    shapes: dict[tuple[str, ...], int] = field(default_factory=dict)

    def name(self, name: str) -> str:
        """The object that a global name of the module stands for."""
        number = self.names.setdefault(name, len(self.names))
        return f"N{self.module}({number})"

    def constant(self, value: str | int | float) -> str:
        """A constant object."""
        kind = {str: "s", int: "i", float: "f"}[type(value)]
        key = (kind, value if isinstance(value, str) else repr(value))
        number = self.constants.setdefault(key, len(self.constants))
        return f"K{self.module}({number})"

    def slot(self, class_: str, attribute: str) -> str:
        """Where the objects of a class hold an attribute."""
        self.name(class_)
        number = self.slots.setdefault((class_, attribute), len(self.slots))
        return f"S{self.module}({number})"

    def shape(self, keys: tuple[str, ...]) -> str:
        """The members of a mapping that a function asks for."""
        for key in keys:
            self.constant(key)
        number = self.shapes.setdefault(keys, len(self.shapes))
        return f"H{self.module}({number})"


def text(value: str) -> str:
    """A text as a literal of C, whatever it holds."""
    return '"' + "".join(map(_escaped, value.encode("utf-8", "surrogatepass"))) + '"'


def size(value: str) -> int:
    """The bytes of a text."""
    return len(value.encode("utf-8", "surrogatepass"))


_PLAIN = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.,:;/ ()+*=<>")


def _escaped(byte: int) -> str:
    return chr(byte) if byte in _PLAIN else f"\\{byte:03o}"


def starts(counts: Sequence[int]) -> list[int]:
    """Where each of some ranges begins that lie one behind the other, and where the last ends."""
    found = [0]
    for count in counts:
        found.append(found[-1] + count)
    return found
