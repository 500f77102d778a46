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
        (
            "date-time",
            [
                "1990-12-31T23:59:60Z",
                "1990-12-31T15:59:60-08:00",
                "1991-01-01T08:29:60+08:30",
                "2024-02-29T23:59:60Z",
            ],
            ["1990-12-30T23:59:60Z", "1990-12-31T22:59:60Z", "2024-02-28T23:59:60Z"],
        ),
        ("duration", ["P1DT1H", "P2W"], ["P", "PT", "P1DT", "P1W1D"]),
        (
            "email",
            ["a@b", "o'neil@example.com", '"a@b c"@d', "a@[127.0.0.1]", "a@[IPv6:::1]"],
            ["a@", "@b", "a@-b", "é@b", "a@[tag:x]", "a@[1.2.3]", "a.@b", "a@b\n", '"\n"@b'],
        ),
        (
            "idn-email",
            ["é@bücher.example", '"é"@b', "a@[IPv6:::1]", "a@b"],
            ["é@", "@b", "a@b..c", "é@ü_ü", "\ud800@b"],
        ),
        (
            "hostname",
            ["a", "xn--bcher-kva.example", "XN--BCHER-KVA", "ab--cd"],
            ["a.", "-a", "xn--", "a" * 64, "xn--a", "xn--bcher", "bücher", "a\n"],
        ),
        (
            "idn-hostname",
            ["bücher.example", "a.b", "faß。de", "نامه\u200cای", "xn--bcher-kva.ü"],
            ["Bücher", "ü" * 60, "a\u200cb", "1.א", "ab--cd", "ü.", "e\u0301", "\ud800"],
        ),
        ("ipv4", ["10.0.0.255"], ["01.0.0.1", "1.2.3"]),
        (
            "ipv6",
            ["::", "::ffff:1.2.3.4", "1::", "1:2:3:4:5:6:7::", "1:2:3:4:5:6:1.2.3.4"],
            ["::1%eth0", ":", "1::2::3", "", ":::", "1:2:3:4:5:6:7:8::", "1.2.3.4::", "12345::"],
        ),
        ("uri", ["urn:a:b", "http://[::1]:80/?#"], ["//a", "http://[::1", "a b:c", "x:é"]),
        ("uri-reference", ["", "a/b:c", "?q"], ["a b", "1:2", "%", "é", "#\n"]),
        ("iri", ["http://é/ü?\ue000#é"], ["//é", "http://é/\ue000", "http://\u200e", "é:a"]),
        ("iri-reference", ["é", "//é", "#𐌀"], ["a b", "\ufdd0", "\u202a", "\ud800", "[::1]"]),
        (
            "uri-template",
            ["", "{a,b.c*,d:9}", "{+x}{|y}", "é'%20", "{%20}"],
            ["{", "}", "{}", "{é}", "{a:0}", "{a.}", "{a*:1}", "<", "%2", "\x7f"],
        ),
        ("uuid", ["2EB8AA08-aa98-11ea-b4aa-73b441d16380"], ["2eb8aa08aa9811eab4aa73b441d16380"]),
        ("json-pointer", ["", "/", "/a~1b"], ["a", "/~2"]),
        (
            "relative-json-pointer",
            ["0", "1/a", "0#", "0-1", "2+1/a"],
            ["01", "/a", "-1", "1\n", "0+0", "0#/a"],
        ),
        ("regex", ["a(?<n>b)", r"\p{Script=Greek}"], ["(", r"\Z"]),
    ],
)
def test_a_format_holds_for_the_first_and_not_for_the_second(
    name: str, good: list[str], bad: list[str]
) -> None:
    assert [text for text in good if not FORMATS[name](text)] == []
    assert [text for text in bad if FORMATS[name](text)] == []
