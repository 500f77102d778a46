"""Dates, times and durations (RFC 3339)."""

from __future__ import annotations

import re
from typing import Final

_DATE: Final = re.compile("([0-9]{4})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")
_TIME: Final = re.compile(
    r"([01][0-9]|2[0-3]):([0-5][0-9]):([0-5][0-9]|60)(?:\.[0-9]+)?"
    r"(?:[Zz]|([+-])([01][0-9]|2[0-3]):([0-5][0-9]))"
)
_DURATION: Final = re.compile(
    r"P(?:[0-9]+W|(?!\Z)"
    r"(?:[0-9]+Y(?:[0-9]+M(?:[0-9]+D)?)?|[0-9]+M(?:[0-9]+D)?|[0-9]+D)?"
    r"(?:T(?:[0-9]+H(?:[0-9]+M(?:[0-9]+S)?)?|[0-9]+M(?:[0-9]+S)?|[0-9]+S))?)"
)
_DAY: Final = 24 * 60


def is_date(text: str) -> bool:
    """``full-date`` of RFC 3339, section 5.6."""
    match = _DATE.fullmatch(text)
    return match is not None and int(match[3]) <= _days(int(match[1]), int(match[2]))


def _days(year: int, month: int) -> int:
    """How many days a month has."""
    if month == 2:
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        return 29 if leap else 28
    return 30 if month in (4, 6, 9, 11) else 31


def is_time(text: str) -> bool:
    """``full-time`` of RFC 3339, section 5.6; a leap second ends a day of UTC."""
    return _leap_minute(text) in (None, -1, _DAY - 1)


def _leap_minute(text: str) -> int | None:
    """The minute of UTC, from the start of the local day, that a time gives a leap
    second; ``None`` when it gives none. What is no time has one in a day long ago.
    """
    match = _TIME.fullmatch(text)
    if match is None:
        return -2 * _DAY
    if match[3] != "60":
        return None
    minute = int(match[1]) * 60 + int(match[2])
    if match[4] is not None:
        offset = int(match[5]) * 60 + int(match[6])
        minute += offset if match[4] == "-" else -offset
    return minute


def is_date_time(text: str) -> bool:
    """``date-time`` of RFC 3339; a leap second ends a month of UTC (section 5.7)."""
    if text[10:11] not in ("T", "t") or not is_date(text[:10]):
        return False
    minute = _leap_minute(text[11:])
    if minute is None:
        return True
    year, month, day = map(int, text[:10].split("-"))
    return {-1: 1, _DAY - 1: _days(year, month)}.get(minute) == day


def is_duration(text: str) -> bool:
    """``duration`` of RFC 3339, appendix A."""
    return _DURATION.fullmatch(text) is not None
