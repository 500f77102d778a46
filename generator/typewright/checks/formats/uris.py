"""URIs, IRIs and their templates (RFC 3986, RFC 3987, RFC 6570)."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from typewright.checks.formats.hosts import is_ipv6

_PERCENT: Final = "%[0-9A-Fa-f]{2}"
_UCS: Final = (
    "\xa0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef"
    + "".join(
        f"{chr(0x10000 * plane)}-{chr(0x10000 * plane + 0xFFFD)}"
        for plane in range(1, 14)
    )
    + "\U000e1000-\U000efffd"
)
_PRIVATE: Final = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
_DIRECTION: Final = re.compile("[\u200e\u200f\u202a-\u202e]")


@cache
def _reference(others: str, private: str) -> re.Pattern[str]:
    """``URI-reference`` with ``others`` among the unreserved characters and ``private``
    among those of a query.
    """
    plain = rf"0-9A-Za-z_.~!$&'()*+,;=\-{others}"
    return re.compile(
        r"(?:(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):)?"
        rf"(?://(?:(?:[{plain}:]|{_PERCENT})*@)?"
        r"(?:\[(?:(?P<ipv6>[0-9A-Fa-f:.]+)"
        r"|[vV][0-9A-Fa-f]+\.[0-9A-Za-z_.~!$&'()*+,;=:-]+)\]"
        rf"|(?:[{plain}]|{_PERCENT})*)"
        r"(?::[0-9]*)?(?=[/?#]|\Z)|(?!//))"
        rf"(?P<path>(?:[{plain}:@/]|{_PERCENT})*)"
        rf"(?:\?(?:[{plain}{private}:@/?]|{_PERCENT})*)?"
        rf"(?:#(?:[{plain}:@/?]|{_PERCENT})*)?"
    )


def _is_reference(match: re.Match[str] | None) -> bool:
    """Whether what an expression has found keeps the rules that it cannot say."""
    if match is None or (match["ipv6"] is not None and not is_ipv6(match["ipv6"])):
        return False
    return match["scheme"] is not None or ":" not in match["path"].partition("/")[0]


def is_uri_reference(text: str) -> bool:
    """``URI-reference`` of RFC 3986, section 4.1."""
    return _is_reference(_reference("", "").fullmatch(text))


def is_uri(text: str) -> bool:
    """``URI`` of RFC 3986, section 3."""
    match = _reference("", "").fullmatch(text)
    return match is not None and match["scheme"] is not None and _is_reference(match)


def is_iri_reference(text: str) -> bool:
    """``IRI-reference`` of RFC 3987, section 2.2, without the characters of section
    4.1 that set the direction of writing.
    """
    match = _reference(_UCS, _PRIVATE).fullmatch(text)
    return _is_reference(match) and _DIRECTION.search(text) is None


def is_iri(text: str) -> bool:
    """``IRI`` of RFC 3987, section 2.2; else as ``is_iri_reference``."""
    match = _reference(_UCS, _PRIVATE).fullmatch(text)
    return (
        match is not None
        and match["scheme"] is not None
        and _is_reference(match)
        and _DIRECTION.search(text) is None
    )


@cache
def _template() -> re.Pattern[str]:
    """``URI-Template`` with the correction of erratum 6937."""
    name = rf"(?:\w|{_PERCENT})(?:\.?(?:\w|{_PERCENT}))*"
    variable = rf"{name}(?::[1-9][0-9]{{0,3}}|\*)?"
    expression = rf"\{{[+#./;?&=,!@|]?{variable}(?:,{variable})*\}}"
    literal = rf"[!#$&'()*+,./0-9:;=?@A-Z\[\]_a-z~{_UCS}{_PRIVATE}-]|{_PERCENT}"
    return re.compile(f"(?:{literal}|{expression})*", re.ASCII)


def is_uri_template(text: str) -> bool:
    """``URI-Template`` of RFC 6570, section 2, the reserved operators too."""
    return _template().fullmatch(text) is not None
