"""Regular expressions of ECMA-262 in Python."""

from __future__ import annotations

import re
from functools import lru_cache


def to_python(regex: str) -> str:
    return regex


@lru_cache(maxsize=1024)
def compiled(regex: str) -> re.Pattern[str]:
    """``regex``, an ECMA-262 expression, ready to search with."""
    return re.compile(to_python(regex))
