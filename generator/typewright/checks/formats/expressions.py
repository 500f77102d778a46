"""Regular expressions (ECMA-262)."""

from __future__ import annotations

from typewright.checks.regex import PatternError, UnknownPropertyError, parse


def is_regex(text: str) -> bool:
    """An expression of ECMA-262, whether Python can say it or not."""
    try:
        parse(text)
    except PatternError as error:
        return isinstance(error, UnknownPropertyError)
    return True
