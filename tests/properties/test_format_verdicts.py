"""Formats are told as other programs tell them, for strings that nearly have them.

Compared are those formats of ``jsonschema-rs`` that keep to their RFCs, and host names of ``idna``.
Others do not: ``jsonschema-rs`` 0.60 takes ``-020-01-01`` for a date and ``08:30:0.Z`` for a time,
maps capital letters of host names (UTS 46) where IDNA 2008 refuses them, refuses ``\\ `` in the
quotes of an address, and knows no ``0+1`` of relative JSON pointers.
"""

from __future__ import annotations

from random import Random

import idna
import jsonschema_rs
import pytest

from typewright.checks.formats import FORMATS

SEEDS = {
    "duration": ["P1Y2M3DT4H5M6S", "P2W", "PT1M"],
    "ipv4": ["192.168.0.1", "255.255.255.255"],
    "ipv6": ["1:2:3:4:5:6:7:8", "::ffff:192.0.2.1", "fe80::", "1:2::8"],
    "uri": ["https://a@[::1]:80/p;q?x=%20#f", "urn:a:b"],
    "uri-reference": ["//h/p?q#f", "a/b:c", "../x"],
    "iri": ["https://é@h:80/ü?\ue000#f", "urn:ß"],
    "iri-reference": ["//é/ü?q#f", "あ/b:c"],
    "uri-template": ["http://a/{+b,c*}{/d:9}?e=%20", "{#a.b}"],
    "uuid": ["2eb8aa08-aa98-11ea-b4aa-73b441d16380"],
    "json-pointer": ["/a~1b/~0/0", ""],
}
LETTERS = "abz019-_.:/?#[]@!$&'()*+,;=%~ \\\"{}<>^`|TtZzPDHMSWYé\u200d٠あ"
LABELS = [
    *("ab1-lL", "αβγ\u0375", "אבגד\u05f3\u05f4", "ابتي\u0660\u06f0\u200c\u200d"),
    *("कष\u094d\u200d\u200c", "・ぁァ一々", "·l", "0123", "\u0300\u0903", "üß", "\u0640\u07fa"),
]


def near(random: Random, text: str) -> str:
    """``text`` with a few changes."""
    letters = list(text)
    for _ in range(random.randint(0, 3)):
        at = random.randint(0, len(letters))
        letters[at : at + random.randint(0, 1)] = random.choice(["", *LETTERS])
    return "".join(letters)


@pytest.mark.parametrize("name", SEEDS)
def test_a_format_is_told_as_jsonschema_rs_tells_it(name: str, long: bool) -> None:
    random = Random(name)  # noqa: S311 - samples, no secrets
    other = jsonschema_rs.Draft202012Validator({"format": name}, validate_formats=True)
    for _ in range(20000 if long else 1000):
        text = near(random, random.choice(SEEDS[name]))
        assert FORMATS[name](text) == other.is_valid(text), text


def test_host_names_are_told_as_idna_tells_them(long: bool) -> None:
    random = Random(5890)  # noqa: S311
    for _ in range(50000 if long else 3000):
        letters = random.choice(LABELS) + random.choice(LABELS)
        text = "".join(random.choices(letters, k=random.randint(1, 5)))
        try:
            idna.encode(text, strict=True, std3_rules=True)
        except (idna.IDNAError, UnicodeError):
            assert not FORMATS["idn-hostname"](text), text
        else:
            assert FORMATS["idn-hostname"](text), text
