"""Addresses and names of hosts."""

from __future__ import annotations

import re
from typing import Final

from typewright.checks.formats.idna import are_bidi, is_a_label, is_u_label, to_u_label

_LABEL: Final = re.compile("[0-9A-Za-z](?:[0-9A-Za-z-]{0,61}[0-9A-Za-z])?")
_NUMBER: Final = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
_IPV4: Final = re.compile(rf"{_NUMBER}(?:\.{_NUMBER}){{3}}")
_GROUP: Final = re.compile("[0-9A-Fa-f]{1,4}")
_PREFIXES: Final = ("xn", "Xn", "xN", "XN")
_LONGEST_NAME: Final = 253
_TOO_MANY: Final = 9
"""More groups than an IPv6 address has."""


def is_ipv4(text: str) -> bool:
    """``dotted-quad`` of RFC 2673, section 3.2, each number without leading zeros."""
    return _IPV4.fullmatch(text) is not None


def is_ipv6(text: str) -> bool:
    """RFC 4291, section 2.2, without a zone."""
    left, gap, right = text.partition("::")
    count = _groups(left, last=not gap) + _groups(right, last=True)
    return count < 8 if gap else count == 8


def _groups(text: str, *, last: bool) -> int:
    """How many groups of 16 bits a part of an IPv6 address holds; ``_TOO_MANY`` when it
    is none. The ``last`` part may end in an IPv4 address.
    """
    if not text:
        return 0
    groups = text.split(":")
    count = len(groups)
    if last and is_ipv4(groups[-1]):
        groups.pop()
        count += 1
    return count if all(map(_GROUP.fullmatch, groups)) else _TOO_MANY


def is_domain(text: str) -> bool:
    """Labels of letters, digits and hyphens (RFC 1123, section 2.1)."""
    return len(text) <= _LONGEST_NAME and all(map(_LABEL.fullmatch, text.split(".")))


def is_hostname(text: str) -> bool:
    """RFC 1123, section 2.1; what looks like an A-label is one (RFC 5890)."""
    return is_domain(text) and _are_labels(text.split("."))


def is_idn_hostname(text: str) -> bool:
    """Labels of RFC 5890, section 2.3.2.1, parted by the dots of RFC 3490, section 3.1.

    A label with ``--`` at its third character is an A-label or none.
    """
    labels = re.split("[.\u3002\uff0e\uff61]", text)
    written = [label if label.isascii() else _encoded(label) for label in labels]
    reserved = any(each[2:4] == "--" and each[:2] not in _PREFIXES for each in labels)
    return not reserved and is_domain(".".join(written)) and _are_labels(labels)


def _encoded(label: str) -> str:
    """A label as it goes to name servers; empty, which is none, for one that cannot."""
    try:
        return f"xn--{label.encode('punycode').decode('ascii')}"
    except UnicodeError:
        return ""


def _are_labels(labels: list[str]) -> bool:
    """Whether all labels keep the rules of IDNA 2008, and all together those for what
    is read from right to left. That they are short enough is not tested.
    """
    read = []
    for label in labels:
        if not label.isascii():
            if not is_u_label(label):
                return False
        elif label[2:4] == "--" and label[:2] in _PREFIXES:
            if not is_a_label(label):
                return False
            label = to_u_label(label)
        read.append(label)
    return are_bidi(read)
