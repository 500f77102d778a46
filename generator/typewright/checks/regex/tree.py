"""Regular expressions of ECMA-262 as trees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias, assert_never

from typewright.checks.regex.charset import Charset


class PatternError(ValueError):
    """A pattern that is no regular expression, or one that cannot be translated. The
    message says why, as a clause: ``the group at 3 is not closed``.
    """


class UnknownPropertyError(PatternError):
    """A Unicode property that exists, but that there is no table of."""


@dataclass(frozen=True, slots=True)
class Characters:
    """One character out of a set."""

    codes: Charset


@dataclass(frozen=True, slots=True)
class Anchor:
    """The start (``^``), the end (``$``), a word's boundary (``b``) or no such boundary
    (``B``).
    """

    kind: Literal["^", "$", "b", "B"]


@dataclass(frozen=True, slots=True)
class Group:
    """A group; ``index`` counts the capturing ones from 1, ``None`` is for others."""

    body: Node
    index: int | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """``(?=…)``, ``(?!…)``, ``(?<=…)``, ``(?<!…)``."""

    body: Node
    behind: bool
    negative: bool


@dataclass(frozen=True, slots=True)
class Backreference:
    """What a capturing group, by number or name, has matched; nothing before that."""

    group: int | str


@dataclass(frozen=True, slots=True)
class Repeat:
    """``body`` from ``minimum`` to ``maximum`` times; when ``lazy``, rather fewer."""

    body: Node
    minimum: int
    maximum: int | None
    lazy: bool = False


@dataclass(frozen=True, slots=True)
class Sequence:
    """All of ``parts``, one after the other; an empty one matches the empty string."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Alternatives:
    """One of ``parts``; the first that fits is tried first."""

    parts: tuple[Node, ...]


Node: TypeAlias = (
    Characters
    | Anchor
    | Group
    | Look
    | Backreference
    | Repeat
    | Sequence
    | Alternatives
)


def matches_empty(node: Node) -> bool:
    """Whether ``node`` matches the empty string wherever that is, without a look at
    what stands around it or at what groups have matched.
    """
    match node:
        case Characters() | Anchor() | Look() | Backreference():
            return False
        case Group(body=body):
            return matches_empty(body)
        case Repeat(body=body, minimum=minimum):
            return minimum == 0 or matches_empty(body)
        case Sequence(parts=parts):
            return all(map(matches_empty, parts))
        case Alternatives(parts=parts):
            return any(map(matches_empty, parts))
        case _:
            assert_never(node)
