"""The C text of one function while it is written: lines, variables, temporaries and labels."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import field

from typewright.values import dataclass


class UnsupportedError(Exception):
    """A form of Python that is not compiled: the function that has it stays as it is."""


@dataclass(frozen=True, slots=True)
class Value:
    """An object in C: a variable or constant that is borrowed, or a temporary that is owned.

    One that is ``named`` is a variable of the function that gives its value away.
    """

    text: str
    owned: bool = False
    named: bool = False


@dataclass(slots=True)
class Body:
    """Collects the statements of a function.

    Whatever happens, control arrives at the label ``out``, where all that is still held is let go.
    """

    lines: list[str] = field(default_factory=list)
    depth: int = 1
    objects: int = 0
    loops: int = 0
    sizes: int = 0
    labels: int = 0
    arrays: list[int] = field(default_factory=list)
    free: list[str] = field(default_factory=list)
    free_loops: list[str] = field(default_factory=list)

    def line(self, text: str) -> None:
        """A statement."""
        self.lines.append("    " * self.depth + text)

    @contextmanager
    def block(self, head: str) -> Iterator[None]:
        """Statements in braces behind ``head``."""
        self.line(f"{head} {{")
        self.depth += 1
        yield
        self.depth -= 1
        self.line("}")

    def label(self) -> str:
        """A new label, which has to be placed."""
        self.labels += 1
        return f"l{self.labels}"

    def place(self, label: str) -> None:
        """Where jumps to ``label`` arrive."""
        self.lines.append(f"{label}:;")

    def may_fail(self, test: str) -> None:
        """Leaves the function when ``test`` holds."""
        self.line(f"if (TW_UNLIKELY({test})) goto out;")

    def temporary(self) -> str:
        """A variable for a reference, which is empty."""
        if self.free:
            return self.free.pop()
        self.objects += 1
        return f"t{self.objects - 1}"

    def size(self) -> str:
        """A variable for a number."""
        self.sizes += 1
        return f"n{self.sizes - 1}"

    def array(self, count: int) -> str:
        """A variable for so many references, which are empty."""
        self.arrays.append(count)
        return f"q{len(self.arrays) - 1}"

    def loop(self) -> str:
        """A variable for a loop, which is empty."""
        if self.free_loops:
            return self.free_loops.pop()
        self.loops += 1
        return f"w{self.loops - 1}"

    def new(self, expression: str) -> Value:
        """The new reference that an expression gives, or failure."""
        held = self.temporary()
        self.may_fail(f"({held} = {expression}) == NULL")
        return Value(held, owned=True)

    def given(self, value: Value) -> str:
        """An expression that gives a reference away."""
        if not value.owned:
            return f"Py_NewRef({value.text})"
        if not value.named:
            self.free.append(value.text)
        return f"tw_take(&{value.text})"

    def drop(self, *values: Value) -> None:
        """Lets temporaries go."""
        for value in values:
            if value.owned:
                self.line(f"Py_CLEAR({value.text});")
                self.free.append(value.text)
