"""Which names code mentions."""

from __future__ import annotations

import re
from collections.abc import Iterable

_DOUBLE, _SINGLE = r'"(?:[^"\\\n]++|\\.)*+"', r"'(?:[^'\\\n]++|\\.)*+'"
_DOCUMENTATION = r'"""(?:[^"\\]++|\\.|"(?!""))*+"""'
_LITERAL = re.compile(rf"(?s:{_DOCUMENTATION})|{_DOUBLE}|{_SINGLE}")
_FORMATTED = re.compile(rf"f(?<![^\s(\[{{]f)(?:{_DOUBLE}|{_SINGLE})")
_FIELD = re.compile(r"{([^{}]*)}")
_BLANKS = "".join(c if c.isalnum() or c == "_" else " " for c in map(chr, range(128)))


def names_in(lines: Iterable[str]) -> frozenset[str]:
    """The names that statements mention, attributes too; not what stands in string literals."""
    code = "\n".join(lines)
    if "'" in code or "\\" in code or '"""' in code:
        names = words_in(_LITERAL.sub(" ", code))
    else:  # every second part stands between quotes
        names = words_in(" ".join(code.split('"')[::2]))
    if 'f"' in code or "f'" in code:
        for text in {*_FORMATTED.findall(code)}:
            names.update(*map(words_in, _FIELD.findall(text)))
    return frozenset(names)


def words_in(code: str) -> set[str]:
    """All words, whatever they stand in: names, numbers, prefixes of literals."""
    return set(code.translate(_BLANKS).split())
