"""Formats beyond what the JSON Schema test suite covers."""

from __future__ import annotations

import pytest

from typewright.checks.formats import FORMATS


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("date", ["2024-02-29", "0000-01-01"], ["2023-02-29", "2024-04-31", "2024-1-1"]),
        (
            "time",
            ["23:59:60Z", "00:29:60+00:30", "12:00:00.5-02:00"],
            ["12:00:60Z", "12:00:00", "12:00:00Z\n"],
        ),
        ("date-time", ["2024-01-01t00:00:00z"], ["2024-01-01 00:00:00Z", "2024-01-01"]),
        ("duration", ["P1DT1H", "P2W"], ["P", "PT", "P1DT", "P1W1D"]),
        ("email", ["a@b", "o'neil@example.com"], ["a@", "@b", "a@-b"]),
        ("hostname", ["a", "xn--bcher-kva.example"], ["a.", "-a", "xn--", "a" * 64]),
        ("ipv4", ["10.0.0.255"], ["01.0.0.1", "1.2.3"]),
        ("ipv6", ["::", "::ffff:1.2.3.4"], ["::1%eth0", ":", "1::2::3"]),
        ("uri", ["urn:a:b", "http://[::1]:80/?#"], ["//a", "http://[::1", "a b:c"]),
        ("uri-reference", ["", "a/b:c", "?q"], ["a b", "1:2", "%"]),
        ("uuid", ["2EB8AA08-aa98-11ea-b4aa-73b441d16380"], ["2eb8aa08aa9811eab4aa73b441d16380"]),
        ("json-pointer", ["", "/", "/a~1b"], ["a", "/~2"]),
        ("relative-json-pointer", ["0", "1/a", "0#"], ["01", "/a", "-1", "1\n"]),
        ("regex", ["a(?<n>b)", r"\p{Script=Greek}"], ["(", r"\Z"]),
    ],
)
def test_a_format_holds_for_the_first_and_not_for_the_second(
    name: str, good: list[str], bad: list[str]
) -> None:
    assert [text for text in good if not FORMATS[name](text)] == []
    assert [text for text in bad if FORMATS[name](text)] == []
