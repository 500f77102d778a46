"""Addresses of mailboxes (RFC 5321, RFC 6531)."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from typewright.checks.formats.hosts import is_domain, is_idn_hostname, is_ipv6

_ATOM: Final = r"[\w!#$%&'*+/=?^`{|}~-]+"
_LOCAL: Final = re.compile(
    rf'{_ATOM}(?:\.{_ATOM})*|"(?:[ !#-\[\]-~]|\\[ -~])*"', re.ASCII
)
# What is not in it: to compile a set of so many characters takes twenty times as long.
_OTHERS: Final = re.compile("[^\x00-\x7f\ud800-\udfff]")
_SNUM: Final = "(?:25[0-5]|2[0-4][0-9]|[01]?[0-9]{1,2})"
_LITERAL: Final = re.compile(
    rf"\[(?:[Ii][Pp][Vv]6:(?P<ipv6>[0-9A-Fa-f:.]+)|{_SNUM}(?:\.{_SNUM}){{3}})\]"
)


def is_email(text: str) -> bool:
    """``Mailbox`` of RFC 5321, section 4.1.2."""
    local, _, domain = text.rpartition("@")
    return _LOCAL.fullmatch(local) is not None and (
        is_domain(domain) or _is_literal(domain)
    )


def is_idn_email(text: str) -> bool:
    """``Mailbox`` of RFC 6531, section 3.3: all characters, not ASCII alone."""
    local, _, domain = text.rpartition("@")
    if _LOCAL.fullmatch(_OTHERS.sub("a", local)) is None:
        return False
    normal = unicodedata.normalize("NFC", domain)
    return is_idn_hostname(normal) or is_domain(domain) or _is_literal(domain)


def _is_literal(text: str) -> bool:
    """``address-literal``; of the tags, ``IPv6`` is the only one that is registered."""
    match = _LITERAL.fullmatch(text)
    return match is not None and (match["ipv6"] is None or is_ipv6(match["ipv6"]))
