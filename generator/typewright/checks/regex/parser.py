"""From the text of a regular expression to its tree.

The dialect is that of the flag ``u``, in which JSON Schema has its expressions (JSON
Schema Core 2020-12, section 6.4). What is allowed without that flag alone is read too
where it can mean only one thing, and is called a liberty.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, TypeAlias

from typewright.checks.regex.charset import (
    DIGITS,
    LAST,
    LINE_ENDS,
    SPACE,
    WORD,
    Charset,
    complement,
    of,
    union,
)
from typewright.checks.regex.tree import (
    Alternatives,
    Anchor,
    Backreference,
    Characters,
    Group,
    Look,
    Node,
    PatternError,
    Repeat,
    Sequence,
)

Properties: TypeAlias = Callable[[str, str | None], Charset | None]
"""The code points with a Unicode property; ``None`` when there is no such property."""

MAX_DEPTH: Final = 50
"""Groups inside each other; what works on a tree may recurse over it."""

MAX_DIGITS: Final = 9
"""Digits of a repetition's number."""

_SYNTAX: Final = "^$\\.*+?()[]{}|/"
_CLASSES: Final = {"d": DIGITS, "w": WORD, "s": SPACE}
_CONTROLS: Final = {"t": 9, "n": 10, "v": 11, "f": 12, "r": 13}
_ELSEWHERE: Final = frozenset("aAcCeEgGhHKlLNQRUxXzZkupPuxbBdDsSwW")
"""Letters that mean something after a backslash, in ECMA-262 or in other languages."""

_QUANTIFIER: Final = re.compile(r"\{([0-9]+)(,([0-9]*))?\}")
_NAME: Final = re.compile("[\\w$\u200c\u200d]+")
_HEX: Final = re.compile("[0-9A-Fa-f]+")
_DIGITS: Final = re.compile("[0-9]+")
_OCTAL: Final = re.compile("[0-3]?[0-7]{1,2}")
_PROPERTY: Final = re.compile(r"\{(\w+)(?:=(\w+))?\}", re.ASCII)
_LOW_SURROGATE: Final = re.compile(r"\\u([Dd][C-Fc-f][0-9A-Fa-f]{2})")
_LOOKS: Final = (
    ("?=", False, False),
    ("?!", False, True),
    ("?<=", True, False),
    ("?<!", True, True),
)


def read(regex: str, properties: Properties) -> Node:
    """The tree of an ECMA-262 expression. Raises ``PatternError`` when it is none."""
    return _Parser(regex, properties).whole()


def liberties(regex: str, properties: Properties) -> tuple[str, ...]:
    """What an expression says that is allowed without the flag ``u`` alone, each in a
    few words. Raises ``PatternError`` when it is no expression.
    """
    parser = _Parser(regex, properties)
    parser.whole()
    return tuple(parser.liberties)


class _Parser:
    def __init__(self, text: str, properties: Properties) -> None:
        self.text = text
        self.properties = properties
        self.at = 0
        self.depth = 0
        self.groups = 0
        self.names: set[str] = set()
        self.references: list[tuple[int | str, int]] = []
        self.liberties: dict[str, None] = {}

    def whole(self) -> Node:
        node = self.alternatives()
        if self.at < len(self.text):
            raise PatternError(f"the ')' at {self.at} closes no group")
        for group, at in self.references:
            known = group in self.names or isinstance(group, int)
            if not known or (isinstance(group, int) and group > self.groups):
                raise PatternError(
                    f"the reference at {at} is to a group that is not there"
                )
        return node

    def take(self, text: str) -> bool:
        found = self.text.startswith(text, self.at)
        if found:
            self.at += len(text)
        return found

    def scan(self, expression: re.Pattern[str]) -> re.Match[str] | None:
        match = expression.match(self.text, self.at)
        if match is not None:
            self.at = match.end()
        return match

    def character(self) -> str:
        if self.at >= len(self.text):
            raise PatternError("it ends too early")
        self.at += 1
        return self.text[self.at - 1]

    def loose(self, liberty: str) -> None:
        self.liberties[liberty] = None

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
        counts = self.quantifier()
        if counts is None:
            return node
        minimum, maximum = counts
        if isinstance(node, Look) and not node.behind:
            self.loose("a lookahead is repeated")
            node = Group(node)
        elif isinstance(node, Anchor | Look):
            problem = f"what is repeated at {start} matches no characters"
            raise PatternError(problem)
        if maximum is not None and maximum < minimum:
            problem = f"the numbers of the repetition at {start} are out of order"
            raise PatternError(problem)
        return Repeat(node, minimum, maximum, lazy=self.take("?"))

    def quantifier(self) -> tuple[int, int | None] | None:
        for sign, minimum, maximum in (("*", 0, None), ("+", 1, None), ("?", 0, 1)):
            if self.take(sign):
                return minimum, maximum
        counted = self.scan(_QUANTIFIER)
        if counted is None:
            return None
        if max(map(len, counted.groups(default=""))) > MAX_DIGITS:
            raise PatternError("a repetition's number is too large")
        low = int(counted[1])
        high = low if counted[2] is None else int(counted[3]) if counted[3] else None
        return low, high

    def atom(self) -> Node:
        start = self.at
        character = self.character()
        if character == "^":
            return Anchor("^")
        if character == "$":
            return Anchor("$")
        if character == ".":
            return Characters(complement(LINE_ENDS))
        if character == "(":
            return self.group(start)
        if character == "[":
            return Characters(self.bracket(start))
        if character == "\\":
            return self.escape()
        if character in "*+?" or _QUANTIFIER.match(self.text, start):
            raise PatternError(f"there is nothing to repeat at {start}")
        if character in "{}]":
            self.loose(f"'{character}' stands for itself without a backslash")
        return Characters(of(character))

    def group(self, start: int) -> Node:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise PatternError(
                f"there are more than {MAX_DEPTH} groups inside each other"
            )
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
            problem = (
                f"'(?{self.text[self.at : self.at + 1]}' at {start} is no ECMA-262"
            )
            raise PatternError(problem)
        self.groups += 1
        index = self.groups
        return lambda body: Group(body, index, name)

    def name(self, start: int) -> str:
        name = self.scan(_NAME)
        first = "" if name is None else name[0][0]
        if (
            name is None
            or not (first == "$" or first.isidentifier())
            or not self.take(">")
        ):
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
            digits = self.scan(_DIGITS)
            number = int(character + (digits[0] if digits else ""))
            return self.reference(number, start)
        return Characters(self.escaped_set(character, start))

    def reference(self, group: int | str, start: int) -> Node:
        self.references.append((group, start))
        return Backreference(group)

    def escaped_set(self, character: str, start: int, inside: str = "") -> Charset:
        """What an escape stands for that is allowed in and out of a class; ``inside``
        are the characters that may be escaped too.
        """
        if character.lower() in _CLASSES:
            found = _CLASSES[character.lower()]
            return found if character.islower() else complement(found)
        if character in "pP":
            found = self.property(start)
            return found if character == "p" else complement(found)
        code = self.escaped_code(character, start, inside)
        return ((code, code),)

    def property(self, start: int) -> Charset:
        written = self.scan(_PROPERTY)
        if written is None:
            problem = f"the property at {start} is not written as '\\p{{Name}}'"
            raise PatternError(problem)
        found = self.properties(written[1], written[2])
        if found is None:
            raise PatternError(f"there is no Unicode property {written[0]} in ECMA-262")
        return found

    def escaped_code(self, character: str, start: int, inside: str) -> int:
        if character in _CONTROLS:
            return _CONTROLS[character]
        if character == "0":
            return self.octal()
        if character == "c":
            letter = self.character()
            if letter.isascii() and letter.isalpha():
                return ord(letter) % 32
        elif character == "x":
            return self.hexadecimal(2, start)
        elif character == "u":
            return self.unicode_escape(start)
        elif character in _SYNTAX or character in inside:
            return ord(character)
        elif character not in _ELSEWHERE and not character.isdigit():
            self.loose(f"'{character}' needs no backslash")
            return ord(character)
        raise PatternError(f"'\\{character}' at {start} is no escape of ECMA-262")

    def octal(self) -> int:
        """What follows the backslash and a zero."""
        digits = self.scan(_OCTAL)
        if digits is None:
            return 0
        self.loose("a character is given by octal digits")
        return int(digits[0], 8)

    def unicode_escape(self, start: int) -> int:
        if self.take("{"):
            digits = self.scan(_HEX)
            if digits is None or len(digits[0].lstrip("0")) > 6:
                raise PatternError(f"the escape at {start} names no code point")
            if int(digits[0], 16) > LAST:
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
            raise PatternError(
                f"the escape at {start} wants {count} hexadecimal digits"
            )
        self.at += count
        return int(digits, 16)

    def bracket(self, start: int) -> Charset:
        negated = self.take("^")
        sets: list[Charset] = []
        while not self.take("]"):
            low = self.class_atom(start)
            if not self.text.startswith("-", self.at) or self.text.startswith(
                "-]", self.at
            ):
                sets.append(low)
                continue
            self.take("-")
            high = self.class_atom(start)
            sets.extend(self.range(low, high, start))
        found = union(*sets)
        return complement(found) if negated else found

    def class_atom(self, start: int) -> Charset:
        if self.at >= len(self.text):
            raise PatternError(f"the class at {start} is not closed")
        character = self.character()
        if character != "\\":
            return of(character)
        escaped = self.character()
        if escaped == "b":
            return ((8, 8),)
        return self.escaped_set(escaped, self.at - 2, "-")

    def range(self, low: Charset, high: Charset, start: int) -> list[Charset]:
        """``a-z``; where an end is itself a set, the hyphen stands for itself."""
        if not _is_single(low) or not _is_single(high):
            self.loose("a hyphen beside a set of characters has no backslash")
            return [low, of("-"), high]
        if low[0][0] > high[0][0]:
            raise PatternError(f"a range of the class at {start} is out of order")
        return [((low[0][0], high[0][0]),)]


def _is_single(codes: Charset) -> bool:
    return len(codes) == 1 and codes[0][0] == codes[0][1]
