"""Which names code mentions."""

from __future__ import annotations

import re
from collections.abc import Iterable

_DOUBLE, _SINGLE = r'"(?:[^"\\\n]++|\\.)*+"', r"'(?:[^'\\\n]++|\\.)*+'"
_LITERAL = re.compile(rf"{_DOUBLE}|{_SINGLE}")
_FORMATTED = re.compile(rf"f(?<![^\s(\[{{]f)(?:{_DOUBLE}|{_SINGLE})")
_FIELD = re.compile(r"{([^{}]*)}")
_BLANKS = "".join(c if c.isalnum() or c == "_" else " " for c in map(chr, range(128)))


def names_in(lines: Iterable[str]) -> frozenset[str]:
    """The names that statements mention, attributes too; not what stands in string literals."""
    code = "\n".join(lines)
    names = _words(_LITERAL.sub(" ", code))
    for text in {*_FORMATTED.findall(code)}:
        names.update(*map(_words, _FIELD.findall(text)))
    return frozenset(names)


def _words(code: str) -> set[str]:
    """The words of code without string literals; numbers and the prefixes of literals too."""
    return set(code.translate(_BLANKS).split())
