"""Names of things: JSON pointers and UUIDs."""

from __future__ import annotations

import re
from typing import Final

_UUID: Final = re.compile("[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
_POINTER: Final = re.compile("(?:/(?:[^~/]|~[01])*)*")
_RELATIVE_POINTER: Final = re.compile(
    "(?:0|[1-9][0-9]*)(?:[+-][1-9][0-9]*)?(?:#|(?:/(?:[^~/]|~[01])*)*)"
)


def is_uuid(text: str) -> bool:
    """RFC 4122, section 3."""
    return _UUID.fullmatch(text) is not None


def is_json_pointer(text: str) -> bool:
    """RFC 6901, section 3."""
    return _POINTER.fullmatch(text) is not None


def is_relative_json_pointer(text: str) -> bool:
    """Relative JSON Pointers (draft-bhutton-relative-json-pointer-00), section 3."""
    return _RELATIVE_POINTER.fullmatch(text) is not None
