"""Places: where a definition stands, as a key that is unambiguous and as a name.

A place is a source's own name for a schema and the steps that lead from there to an inline one:

====================  =================  =======================================================
step                  in a key           in a name
====================  =================  =======================================================
member                ``.errors``        its words
item of an array      ``[]``             the word before in the singular, or else ``item``
item at a position    ``[0]``            ``item``, ``0``
value of a map        ``{}``             the word before in the singular, or else ``value``
branch of a union     ``|text``          the words of its label
part of ``allOf``     ``&1``             ``part``, ``1``
schema of ``$defs``   ``#node``          its words
====================  =================  =======================================================

``Batch.errors.data[]`` is the item of the array ``data`` in the member ``errors`` of ``Batch``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum

from typewright.model.names import digest, shorten, singular, split_words
from typewright.model.shapes import DefinitionKey, Words
from typewright.values import dataclass


class Step(Enum):
    """What leads from a schema to one inside it."""

    MEMBER = "."
    ITEM = "[]"
    POSITION = "["
    VALUE = "{}"
    BRANCH = "|"
    PART = "&"
    NAMED = "#"


_SPECIAL = re.compile(r"[.\[\]{}|&#\\]")


@dataclass(frozen=True, slots=True)
class Place:
    """The name of a root and the steps from there; a root is what a source itself names."""

    root: str
    steps: tuple[tuple[Step, str], ...] = ()

    def to(self, step: Step, name: str = "") -> Place:
        """The place one step further in."""
        return Place(self.root, (*self.steps, (step, name)))

    @property
    def key(self) -> DefinitionKey:
        """The place as text. A root's is its name to the letter; below one, the characters that
        have a meaning in keys stand behind a backslash.
        """
        if not self.steps:
            return self.root
        return _escape(self.root) + "".join(_step_key(*step) for step in self.steps)

    def offers(self) -> Iterator[Words]:
        """What the definition here may be called, the nicest name first.

        A root has its own name; an inline schema has the path with items in the singular, the
        path to the letter, and the path with ``inline``. Last comes a digest of the exact key.
        """
        if not self.steps:
            words = split_words(self.root)
            yield words
            yield shorten((*words, digest(self.root)), self.root)
            return
        yield shorten(self._words(plainly=False), self.key)
        exact = self._words(plainly=True)
        yield shorten(exact, self.key)
        yield shorten((*exact, "inline"), self.key)
        yield shorten((*exact, digest(self.key)), self.key)

    def _words(self, *, plainly: bool) -> Words:
        words = list(split_words(self.root))
        for step, name in self.steps:
            one = singular(words[-1]) if step in (Step.ITEM, Step.VALUE) and not plainly else None
            if one is not None:
                words[-1] = one
            else:
                words.extend(_step_words(step, name))
        return tuple(words)


def _escape(name: str) -> str:
    return _SPECIAL.sub(lambda match: "\\" + match.group(), name)


def _step_key(step: Step, name: str) -> str:
    match step:
        case Step.ITEM | Step.VALUE:
            return str(step.value)
        case Step.POSITION:
            return f"[{name}]"
        case Step.MEMBER | Step.BRANCH | Step.PART | Step.NAMED:
            return f"{step.value}{_escape(name)}"


def _step_words(step: Step, name: str) -> Sequence[str]:
    match step:
        case Step.ITEM:
            return ("item",)
        case Step.POSITION:
            return ("item", name)
        case Step.VALUE:
            return ("value",)
        case Step.PART:
            return ("part", name)
        case Step.BRANCH if name.isdigit():
            return ("variant", name)
        case Step.MEMBER | Step.BRANCH | Step.NAMED:
            return split_words(name)
