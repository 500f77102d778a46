"""Regular expressions of ECMA-262 as trees.

The dialect is that of the flag ``u``, in which JSON Schema expressions are written (JSON Schema
Core 2020-12, section 6.4), with the liberties of annex B that are common in practice: ``\\-`` and
the like outside classes, ``]``, ``{`` and ``}`` that stand for themselves, ``[\\w-.]``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from typewright.checks import charset
from typewright.checks.charset import Charset

MAX_DEPTH: Final = 50
"""Groups inside each other; what works on a tree may recurse over it."""


class PatternError(ValueError):
    """A pattern that is no regular expression, or one that cannot be translated. The message says
    why, as a clause: ``the group at 3 is not closed``.
    """


class UnknownPropertyError(PatternError):
    """A Unicode property that may well exist, but that Python has no table of."""


@dataclass(frozen=True, slots=True)
class Characters:
    """One character out of a set."""

    codes: Charset


@dataclass(frozen=True, slots=True)
class Anchor:
    """The start (``^``), the end (``$``), a word's boundary (``b``) or no such boundary (``B``)."""

    kind: Literal["^", "$", "b", "B"]


@dataclass(frozen=True, slots=True)
class Group:
    """A group; ``index`` counts the capturing ones from 1 and is ``None`` for others."""

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
    """What a capturing group, by number or name, has matched; the empty string before that."""

    group: int | str


@dataclass(frozen=True, slots=True)
class Repeat:
    """``body`` from ``minimum`` to ``maximum`` times, as few as possible when ``lazy``."""

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
    Characters | Anchor | Group | Look | Backreference | Repeat | Sequence | Alternatives
)

_SYNTAX: Final = "^$\\.*+?()[]{}|/"
_CLASSES: Final = {"d": charset.DIGITS, "w": charset.WORD, "s": charset.SPACE}
_CONTROLS: Final = {"t": 9, "n": 10, "v": 11, "f": 12, "r": 13}
_QUANTIFIER: Final = re.compile(r"\{([0-9]+)(,([0-9]*))?\}")
_NAME: Final = re.compile(r"[\w$]+")
_HEX: Final = re.compile("[0-9A-Fa-f]+")


def parse(regex: str) -> Node:
    """The tree of an ECMA-262 expression. Raises ``PatternError`` when it is none."""
    return _Parser(regex).whole()


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.depth = 0
        self.groups = 0
        self.names: set[str] = set()
        self.references: list[tuple[int | str, int]] = []

    def whole(self) -> Node:
        node = self.alternatives()
        if self.at < len(self.text):
            raise PatternError(f"the ')' at {self.at} closes no group")
        for group, at in self.references:
            if group not in self.names if isinstance(group, str) else group > self.groups:
                raise PatternError(f"the reference at {at} is to a group that is not there")
        return node

    def take(self, text: str) -> bool:
        found = self.text.startswith(text, self.at)
        if found:
            self.at += len(text)
        return found

    def read(self, expression: re.Pattern[str]) -> re.Match[str] | None:
        match = expression.match(self.text, self.at)
        if match is not None:
            self.at = match.end()
        return match

    def character(self) -> str:
        if self.at >= len(self.text):
            raise PatternError("it ends too early")
        self.at += 1
        return self.text[self.at - 1]

    def alternatives(self) -> Node:
        parts = [self.sequence()]
        while self.take("|"):
            parts.append(self.sequence())
        return parts[0] if len(parts) == 1 else Alternatives(tuple(parts))

    def sequence(self) -> Node:
        parts: list[Node] = []
        while self.at < len(self.text) and self.text[self.at] not in "|)":
            parts.append(self.term())
        return parts[0] if len(parts) == 1 else Sequence(tuple(parts))

    def term(self) -> Node:
        start = self.at
        node = self.atom()
        minimum, maximum = self.quantifier()
        if (minimum, maximum) == (1, 1):
            return node
        if isinstance(node, Anchor | Look):
            raise PatternError(f"what is repeated at {start} matches no characters")
        if maximum is not None and maximum < minimum:
            raise PatternError(f"the numbers of the repetition at {start} are out of order")
        return Repeat(node, minimum, maximum, lazy=self.take("?"))

    def quantifier(self) -> tuple[int, int | None]:
        for sign, minimum, maximum in (("*", 0, None), ("+", 1, None), ("?", 0, 1)):
            if self.take(sign):
                return minimum, maximum
        counted = self.read(_QUANTIFIER)
        if counted is None:
            return 1, 1
        if max(map(len, counted.groups(default=""))) > MAX_DIGITS:
            raise PatternError("a repetition's number is too large")
        low = int(counted[1])
        high = low if counted[2] is None else int(counted[3]) if counted[3] else None
        return low, high

    def atom(self) -> Node:
        start = self.at
        match self.character():
            case "^":
                return Anchor("^")
            case "$":
                return Anchor("$")
            case ".":
                return Characters(charset.complement(charset.LINE_ENDS))
            case "(":
                return self.group(start)
            case "[":
                return Characters(self.bracket(start))
            case "\\":
                return self.escape()
            case "*" | "+" | "?":
                raise PatternError(f"there is nothing to repeat at {start}")
            case "{" if _QUANTIFIER.match(self.text, start):
                raise PatternError(f"there is nothing to repeat at {start}")
            case character:
                return Characters(charset.of(character))

    def group(self, start: int) -> Node:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise PatternError(f"there are more than {MAX_DEPTH} groups inside each other")
        make = self.group_kind(start)
        body = self.alternatives()
        if not self.take(")"):
            raise PatternError(f"the group at {start} is not closed")
        self.depth -= 1
        return make(body)

    def group_kind(self, start: int) -> Callable[[Node], Node]:
        for sign, behind, negative in _LOOKS:
            if self.take(sign):
                return lambda body: Look(body, behind, negative)
        if self.take("?:"):
            return Group
        name = None
        if self.take("?<"):
            name = self.name(start)
            if name in self.names:
                raise PatternError(f"two groups are called {name!r}")
            self.names.add(name)
        elif self.take("?"):
            raise PatternError(f"'(?{self.text[self.at : self.at + 1]}' at {start} is no ECMA-262")
        self.groups += 1
        index = self.groups
        return lambda body: Group(body, index, name)

    def name(self, start: int) -> str:
        name = self.read(_NAME)
        if name is None or name[0][0].isdecimal() or not self.take(">"):
            raise PatternError(f"the name of the group at {start} is not one")
        return name[0]

    def escape(self) -> Node:
        start = self.at - 1
        character = self.character()
        if character in "bB":
            return Anchor("b" if character == "b" else "B")
        if character == "k":
            if not self.take("<"):
                raise PatternError(f"'\\k' at {start} names no group")
            return self.reference(self.name(start), start)
        if character in "123456789":
            digits = self.read(_DIGITS)
            return self.reference(int(character + (digits[0] if digits else "")), start)
        return Characters(self.escaped_set(character, start))

    def reference(self, group: int | str, start: int) -> Node:
        self.references.append((group, start))
        return Backreference(group)

    def escaped_set(self, character: str, start: int) -> Charset:
        """What an escape stands for that is allowed in and out of a class."""
        if character.lower() in _CLASSES:
            found = _CLASSES[character.lower()]
            return found if character.islower() else charset.complement(found)
        if character in "pP":
            found = self.property(start)
            return found if character == "p" else charset.complement(found)
        code = self.escaped_code(character, start)
        return ((code, code),)

    def property(self, start: int) -> Charset:
        written = self.read(_PROPERTY)
        if written is None:
            raise PatternError(f"the property at {start} is not written as '\\p{{Name}}'")
        found = charset.named(written[1], written[2])
        if found is None:
            raise UnknownPropertyError(f"Python does not know the Unicode property {written[0]}")
        return found

    def escaped_code(self, character: str, start: int) -> int:
        if character in _CONTROLS:
            return _CONTROLS[character]
        if character == "0" and not _DIGITS.match(self.text, self.at):
            return 0
        if character == "c":
            letter = self.character()
            if letter.isascii() and letter.isalpha():
                return ord(letter) % 32
        elif character == "x":
            return self.hexadecimal(2, start)
        elif character == "u":
            return self.unicode_escape(start)
        elif character in _SYNTAX or not character.isalnum():
            return ord(character)
        raise PatternError(f"'\\{character}' at {start} is no escape of ECMA-262")

    def unicode_escape(self, start: int) -> int:
        if self.take("{"):
            digits = self.read(_HEX)
            if digits is None or len(digits[0]) > 8 or int(digits[0], 16) > charset.LAST:
                raise PatternError(f"the escape at {start} names no code point")
            if not self.take("}"):
                raise PatternError(f"the escape at {start} is not closed")
            return int(digits[0], 16)
        code = self.hexadecimal(4, start)
        pair = _LOW_SURROGATE.match(self.text, self.at)
        if 0xD800 <= code < 0xDC00 and pair is not None:
            self.at = pair.end()
            return 0x10000 + (code - 0xD800) * 0x400 + int(pair[1], 16) - 0xDC00
        return code

    def hexadecimal(self, count: int, start: int) -> int:
        digits = self.text[self.at : self.at + count]
        if len(digits) < count or not _HEX.fullmatch(digits):
            raise PatternError(f"the escape at {start} wants {count} hexadecimal digits")
        self.at += count
        return int(digits, 16)

    def bracket(self, start: int) -> Charset:
        negated = self.take("^")
        sets: list[Charset] = []
        while not self.take("]"):
            low = self.class_atom(start)
            if not self.text.startswith("-", self.at) or self.text.startswith("-]", self.at):
                sets.append(low)
                continue
            self.take("-")
            high = self.class_atom(start)
            sets.extend(_range(low, high, start))
        found = charset.union(*sets)
        return charset.complement(found) if negated else found

    def class_atom(self, start: int) -> Charset:
        if self.at >= len(self.text):
            raise PatternError(f"the class at {start} is not closed")
        character = self.character()
        if character != "\\":
            return charset.of(character)
        escaped = self.character()
        if escaped == "b":
            return ((8, 8),)
        return self.escaped_set(escaped, self.at - 2)


def _range(low: Charset, high: Charset, start: int) -> list[Charset]:
    """``a-z``; where an end is itself a set, the hyphen stands for itself (annex B)."""
    if _single(low) and _single(high):
        if low[0][0] > high[0][0]:
            raise PatternError(f"a range of the class at {start} is out of order")
        return [((low[0][0], high[0][0]),)]
    return [low, charset.of("-"), high]


def _single(codes: Charset) -> bool:
    return len(codes) == 1 and codes[0][0] == codes[0][1]


_LOOKS: Final = (
    ("?=", False, False),
    ("?!", False, True),
    ("?<=", True, False),
    ("?<!", True, True),
)
_DIGITS: Final = re.compile("[0-9]+")
_PROPERTY: Final = re.compile(r"\{(\w+)(?:=(\w+))?\}", re.ASCII)
_LOW_SURROGATE: Final = re.compile(r"\\u([Dd][C-Fc-f][0-9A-Fa-f]{2})")
MAX_DIGITS: Final = 9
"""Digits of a repetition's number."""
