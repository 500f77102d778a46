"""Regular expressions (ECMA-262)."""

from __future__ import annotations

from typewright.checks.regex.charset import ALL, Charset
from typewright.checks.regex.parser import read
from typewright.checks.regex.properties import is_property
from typewright.checks.regex.tree import PatternError


def is_regex(text: str) -> bool:
    """An expression of ECMA-262, whether Python can say it or not."""
    try:
        read(text, _known)
    except PatternError:
        return False
    return True


def _known(name: str, value: str | None) -> Charset | None:
    """Any set for a Unicode property, if there is such a property."""
    return ALL if is_property(name, value) else None
