"""Which names code mentions."""

from __future__ import annotations

import re
from collections.abc import Iterable

_DOUBLE, _SINGLE = r'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*"', r"'[^'\\\n]*+(?:\\.[^'\\\n]*+)*'"
_DOCUMENTATION = r'"""[^"\\]*+(?:(?:\\.|"(?!""))[^"\\]*+)*"""'
_LITERAL = re.compile(rf"(?s:{_DOCUMENTATION})|{_DOUBLE}|{_SINGLE}")
_FORMATTED = re.compile(rf"f(?<![^\s(\[{{]f)(?:{_DOUBLE}|{_SINGLE})")
_FIELD = re.compile(r"{([^{}]*)}")
_KEPT = frozenset(b"_0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_BLANKS = bytes(byte if byte in _KEPT or byte > 127 else 32 for byte in range(256))


def names_in(lines: Iterable[str]) -> frozenset[str]:
    """The names that statements mention, attributes too; not what stands in string literals."""
    code = "\n".join(lines)
    if "'" in code or "\\" in code or '"""' in code:
        names = words_in(_LITERAL.sub(" ", code))
    else:  # every second part stands between quotes
        names = words_in(" ".join(code.split('"')[::2]))
    if "{" in code and ('f"' in code or "f'" in code):
        fields = [field for text in {*_FORMATTED.findall(code)} for field in _FIELD.findall(text)]
        return names.union(*map(words_in, fields))
    return names


def words_in(code: str) -> frozenset[str]:
    """All words, whatever they stand in: names, numbers, prefixes of literals."""
    # Bytes are translated in a third of the time.
    words = code.encode("utf-8", "surrogatepass").translate(_BLANKS)
    return frozenset(words.decode("utf-8", "surrogatepass").split())
