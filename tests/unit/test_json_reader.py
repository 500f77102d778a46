"""JSON is read as RFC 8259 says, and what the standard library lets pass is reported."""

from __future__ import annotations

import sys

import pytest

from documents import found, refused, source, value
from typewright.diagnostics import InputError
from typewright.source import SourceKind, json_reader
from typewright.source.limits import MAX_DEPTH, MAX_DIGITS

JSON = SourceKind.JSON
_TRAILING_COMMA = (
    ("1:8", "expected no ',' before the end of the object, found ','")
    if sys.version_info >= (3, 13)
    else ("1:9", "expected a key in double quotes, found '}'")
)


@pytest.mark.parametrize(
    ("text", "expected", "message"),
    [
        ('{"a": 1,}', *_TRAILING_COMMA),
        ('{"a" 1}', "1:6", "expected ':' after the key, found '1'"),
        ('{"a": 1', "1:8", "expected ',' or the end of the object or array, found the end of"),
        ('{"a": tru}', "1:7", "expected a value, found 'tru'"),
        ('{"a":\n "é\t"}', "2:4", "expected no control character in a string"),
        ('"abc', "1:1", "expected a closing quote for the string that starts here"),
        ('{"a": "\\x"}', "1:8", "expected a known escape after the backslash"),
        ("{} {}", "1:4", "expected the end of the document, found '{'"),
    ],
)
def test_wrong_syntax_is_refused_at_its_place(text: str, expected: str, message: str) -> None:
    assert refused(text, JSON) == [f"{expected} source/json-syntax"]
    with pytest.raises(Exception, match="expected") as caught:
        json_reader.parse(source(text, JSON))
    assert message in str(caught.value)


def test_repeated_keys_are_reported_with_both_places_and_the_first_is_kept() -> None:
    text = '{"a": {"b": 1, "c": 2, "\\u0062": {"d": 3, "d": 4}},\n "a": 5}'
    data, problems = found(text, JSON)
    assert data == {"a": {"b": 1, "c": 2}}
    assert problems == [
        "1:24 source/duplicate-key", "1:43 source/duplicate-key", "2:2 source/duplicate-key",
    ]  # fmt: skip
    related = [
        str(related.origin)
        for diagnostic in json_reader.parse(source(text, JSON))[1]
        for related in diagnostic.related
    ]
    assert related == ["api:1:8", "api:1:35", "api:1:2"]


def test_numbers_that_cannot_be_read_are_reported_and_stay_text() -> None:
    longest = "9" * MAX_DIGITS
    assert value(f"[{longest}]", JSON) == [int(longest)]
    data, problems = found(f'[NaN, {{"x": -Infinity}}, 1e400, -{longest}]', JSON)
    assert data == ["NaN", {"x": "-Infinity"}, "1e400", f"-{longest}"]
    assert problems == [
        "1:2 source/not-finite",
        "1:13 source/not-finite",
        "1:25 source/not-finite",
        "1:32 source/long-integer",
    ]


def test_half_of_a_surrogate_pair_is_refused() -> None:
    assert value(r'["\ud83d\ude00", "\\ud800"]', JSON) == ["😀", "\\ud800"]
    text = r'{"\ud800": "\ud83d\ud83d\ude00", "x": "\udc00\\udc00"}'
    assert refused(text, JSON) == [
        "1:3 source/lone-surrogate", "1:13 source/lone-surrogate", "1:40 source/lone-surrogate",
    ]  # fmt: skip


def test_depth_is_limited() -> None:
    value("[" * MAX_DEPTH + "0" + "]" * MAX_DEPTH, JSON)
    place = f"1:{MAX_DEPTH + 1} source/too-deep"
    for depth in (MAX_DEPTH + 1, 3000, 100_000):
        assert refused("[" * depth + "]" * depth, JSON) == [place]
    assert refused('{"a":' * 3000 + "1" + "}" * 3000, JSON) == [
        f"1:{5 * MAX_DEPTH + 1} source/too-deep"
    ]


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("<!DOCTYPE html>\n<html></html>", "HTML"),
        ('{"a": 1,}', "remove the comma"),
        ('{"a": [1,\n]}', "remove the comma"),
        ('{\n// note\n"a": 1}', "no comments"),
        ('{"a": 1 /* note */}', "no comments"),
        ("{'a': 1}", "double quotes"),
        ("{}\n{}", "one document"),
        ('{"a": [{"b": 1}', "completely"),
        ('{"a": "b', "completely"),
        ('{"a": tru}', "check the commas"),
    ],
)
def test_wrong_syntax_comes_with_what_to_do_about_the_likeliest_slip(
    text: str, advice: str
) -> None:
    with pytest.raises(InputError) as caught:
        json_reader.parse(source(text, JSON))
    (found,) = caught.value.diagnostics
    assert advice in found.help
