"""The formats that can be tested, by their names (JSON Schema Validation 2020-12, section 7.3)."""

from __future__ import annotations

import calendar
import ipaddress
import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Final

from typewright.checks.regex import PatternError, UnknownPropertyError, parse

_DATE: Final = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")
_TIME: Final = re.compile(
    r"([01][0-9]|2[0-3]):([0-5][0-9]):([0-5][0-9]|60)(?:\.[0-9]+)?"
    r"(?:[Zz]|([+-])([01][0-9]|2[0-3]):([0-5][0-9]))"
)
_DURATION: Final = re.compile(
    r"P(?:[0-9]+W|(?!\Z)"
    r"(?:[0-9]+Y(?:[0-9]+M(?:[0-9]+D)?)?|[0-9]+M(?:[0-9]+D)?|[0-9]+D)?"
    r"(?:T(?:[0-9]+H(?:[0-9]+M(?:[0-9]+S)?)?|[0-9]+M(?:[0-9]+S)?|[0-9]+S))?)"
)
_LABEL: Final = re.compile(r"[0-9A-Za-z](?:[0-9A-Za-z-]{0,61}[0-9A-Za-z])?")
_IPV4: Final = re.compile(
    r"(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
    r"(?:\.(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])){3}"
)
_EMAIL: Final = re.compile(
    r"(?:[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*"
    r'|"(?:[ !#-\[\]-~]|\\[ -~])*")'
    r"@(?:(?P<domain>[0-9A-Za-z.-]+)|\[(?:IPv6:(?P<ipv6>[0-9A-Fa-f:.]+)|(?P<ipv4>[0-9.]+))\])",
    re.ASCII,
)
_UUID: Final = re.compile(r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
_POINTER: Final = re.compile(r"(?:/(?:[^~/]|~[01])*)*")
_RELATIVE_POINTER: Final = re.compile(r"(?:0|[1-9][0-9]*)(?:#|(?:/(?:[^~/]|~[01])*)*)")
_URI_REFERENCE: Final = re.compile(
    r"(?:(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):)?"
    r"(?://(?:(?:[\w.~!$&'()*+,;=:-]|%[0-9A-Fa-f]{2})*@)?"
    r"(?:\[(?:(?P<ipv6>[0-9A-Fa-f:.]+)|[vV][0-9A-Fa-f]+\.[\w.~!$&'()*+,;=:-]+)\]"
    r"|(?:[\w.~!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*)"
    r"(?::[0-9]*)?(?=[/?#]|\Z)|(?!//))"
    r"(?P<path>(?:[\w.~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*)"
    r"(?:\?(?:[\w.~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?"
    r"(?:#(?:[\w.~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?",
    re.ASCII,
)


def is_date(text: str) -> bool:
    """``full-date`` of RFC 3339, section 5.6."""
    match = _DATE.fullmatch(text)
    if match is None:
        return False
    year, month, day = map(int, match.groups())
    return day <= calendar.monthrange(year, month)[1]


def is_time(text: str) -> bool:
    """``full-time`` of RFC 3339, section 5.6; a leap second only where there can be one."""
    match = _TIME.fullmatch(text)
    if match is None or match[3] != "60":
        return match is not None
    minutes = int(match[1]) * 60 + int(match[2])
    if match[4] is not None:
        offset = int(match[5]) * 60 + int(match[6])
        minutes += offset if match[4] == "-" else -offset
    return minutes % (24 * 60) == 24 * 60 - 1


def is_date_time(text: str) -> bool:
    """``date-time`` of RFC 3339, section 5.6."""
    return text[10:11] in ("T", "t") and is_date(text[:10]) and is_time(text[11:])


def is_hostname(text: str) -> bool:
    """RFC 1123, section 2.1. Of an A-label (RFC 5890) it is tested that it can be decoded and
    begins as a label may, not that every character of it is allowed.
    """
    return len(text) <= 253 and all(map(_is_label, text.split(".")))


def _is_label(text: str) -> bool:
    if _LABEL.fullmatch(text) is None:
        return False
    if text[2:4] != "--":
        return True
    try:
        decoded = text[4:].encode("ascii").decode("punycode")
    except (UnicodeError, OverflowError, ValueError):
        return False
    return (
        text[:2].lower() == "xn"
        and not decoded.isascii()
        and decoded[2:4] != "--"
        and not unicodedata.category(decoded[0]).startswith("M")
    )


def is_email(text: str) -> bool:
    """``Mailbox`` of RFC 5321, section 4.1.2."""
    match = _EMAIL.fullmatch(text)
    if match is None:
        return False
    if match["domain"] is not None:
        return is_hostname(match["domain"])
    return is_ipv6(match["ipv6"]) if match["ipv6"] is not None else is_ipv4(match["ipv4"])


def is_ipv4(text: str) -> bool:
    """``dotted-quad`` of RFC 2673, section 3.2, each number without leading zeros."""
    return _IPV4.fullmatch(text) is not None


def is_ipv6(text: str) -> bool:
    """RFC 4291, section 2.2, without a zone."""
    try:
        ipaddress.IPv6Address(text)
    except ValueError:
        return False
    return text.isascii() and "%" not in text


def is_uri_reference(text: str) -> bool:
    """``URI-reference`` of RFC 3986, section 4.1."""
    match = _URI_REFERENCE.fullmatch(text)
    if match is None or (match["ipv6"] is not None and not is_ipv6(match["ipv6"])):
        return False
    return match["scheme"] is not None or ":" not in match["path"].partition("/")[0]


def is_uri(text: str) -> bool:
    """``URI`` of RFC 3986, section 3."""
    match = _URI_REFERENCE.fullmatch(text)
    return match is not None and match["scheme"] is not None and is_uri_reference(text)


def is_regex(text: str) -> bool:
    """An expression of ECMA-262, whether Python can say it or not."""
    try:
        parse(text)
    except PatternError as error:
        return isinstance(error, UnknownPropertyError)
    return True


def _matches(expression: re.Pattern[str]) -> Callable[[str], bool]:
    def test(text: str) -> bool:
        return expression.fullmatch(text) is not None

    return test


FORMATS: Final[Mapping[str, Callable[[str], bool]]] = {
    "date": is_date,
    "time": is_time,
    "date-time": is_date_time,
    "duration": _matches(_DURATION),
    "email": is_email,
    "hostname": is_hostname,
    "ipv4": is_ipv4,
    "ipv6": is_ipv6,
    "uri": is_uri,
    "uri-reference": is_uri_reference,
    "uuid": _matches(_UUID),
    "json-pointer": _matches(_POINTER),
    "relative-json-pointer": _matches(_RELATIVE_POINTER),
    "regex": is_regex,
}
"""By the name of a format, whether a string has it."""
