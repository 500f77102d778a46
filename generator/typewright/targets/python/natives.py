"""Formats of strings that have a type of their own in Python."""

from __future__ import annotations

from collections.abc import Mapping

from typewright.values import dataclass


@dataclass(frozen=True, slots=True)
class Native:
    """``annotation`` is the type, ``parser`` the helper in ``_support.py`` that makes one,
    ``writer`` the expression that turns one in ``{}`` into text.
    """

    annotation: str
    parser: str
    writer: str


NATIVES: Mapping[str, Native] = {
    "date-time": Native("dt.datetime", "parse_datetime", "{}.isoformat()"),
    "date": Native("dt.date", "parse_date", "{}.isoformat()"),
    "time": Native("dt.time", "parse_time", "{}.isoformat()"),
    "uuid": Native("UUID", "parse_uuid", "str({})"),
}
"""By the name of the format in JSON Schema."""
