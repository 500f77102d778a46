"""Regular expressions of ECMA-262 in Python."""

from __future__ import annotations

import re

import pytest

from typewright.checks.patterns import PatternError, compiled, may_backtrack, to_python
from typewright.checks.regex import liberties


@pytest.mark.parametrize(
    ("pattern", "matching", "others"),
    [
        ("^abc$", ["abc"], ["abc\n", "xabc"]),
        ("b", ["abc"], ["ac"]),
        (r"^\d+$", ["09"], ["\u09ea", "\u07c0"]),
        (r"^\w$", ["a", "_"], ["é", "-"]),
        (r"^\W$", ["é"], ["a"]),
        (r"^\s$", ["\ufeff", "\u2029", "\v", "\u00a0"], ["\u200b", "\x1c"]),
        (r"^\S$", ["\u200b", "\x1c"], [" ", "\ufeff"]),
        ("^.$", ["a", "\x85", "🐲"], ["\n", "\r", "\u2028", "\u2029"]),
        ("^[^]$", ["\n", "a"], [""]),
        ("a|[]", ["a"], ["b"]),
        (r"^\cJ$", ["\n"], ["J"]),
        (r"^[\b\x41\u0042\u{43}]$", ["\b", "A", "B", "C"], ["b"]),
        (r"^\uD83D\uDC32$", ["🐲"], ["🐳"]),
        ("^🐲*$", ["🐲🐲", ""], ["🐳"]),
        (r"^\p{L}+$", ["aé文"], ["1", "_"]),
        (r"^\p{Lu}\P{Lu}$", ["Éa"], ["aÉ"]),
        (r"^[\p{gc=Nd}\-]+$", ["1\u09ea-"], ["a"]),
        (r"^(?<quote>['\"]).*\k<quote>$", ["'a'", '"a"'], ["'a\""]),
        (r"^(?:(a)|b)\1$", ["aa", "b"], ["ab", "ba"]),
        (r"^\1(a)$", ["a"], ["aa"]),
        (r"^(?=a)\w+(?!b)$", ["ac"], ["bc"]),
        (r"(?<=\$|USD)[0-9]", ["$1", "USD1"], ["1", "€1"]),
        (r"(?<!\$|USD)1", ["1", "€1"], ["$1", "USD1"]),
        (r"(?<=\$[0-9]{1,3}(?:,|\.)?)x", ["$1x", "$123,x"], ["x", "1x", "$1234x"]),
        (r"^[^x]*(?<!\$(?:a|bc)?)x", ["x", "ax"], ["$x", "$ax", "$bcx"]),
        ("(?<=(a)b*)c|(?<=d*)e", ["abbc", "e"], ["bbc"]),
        (r"(?<=(?<x>a|bb))(c)(?<y>d)\2\k<y>$", ["acdcd", "bbcdcd"], ["bcdcd", "acddc"]),
        (r"^(?:(a)b)+\1$", ["ababa"], ["abab"]),
        ("(a?){30}a{30}-", ["a" * 30 + "-", "a" * 60 + "-"], ["a" * 29 + "-", "a" * 60]),
        ("^(?:a?|b){2}$", ["", "ab", "b"], ["aba"]),
        ("^(?:a?(?=b)){2}b$", ["b", "ab"], ["a", "aab"]),
        ("^(a?){2}\\1b$", ["ab", "aab"], ["aaa"]),
        (r"^(?<$>a)\k<$>$", ["aa"], ["a"]),
        ("^(?<n\u200dm>a)\\k<n\u200dm>$", ["aa"], ["a"]),
        (r"^(?=a)*a$", ["a"], ["b"]),
        (r"^\p{Script=Greek}\p{sc=Cyrl}\P{Script=Han}$", ["αжa"], ["aжa", "αж文"]),
        (r"^\p{Script_Extensions=Deva}$", ["\u0964"], ["a"]),
        (r"^\p{Emoji_Presentation}\p{Uppercase}\p{Any}\p{ASCII}$", ["🐲Éé1"], ["1Ééé"]),
        (r"^\p{Assigned}\P{LC}[^\p{Lu}]$", ["a1b"], ["a1B"]),
        (r"^\07\0$", ["\a\0"], ["07"]),
        (r"^\_\i$", ["_i"], [r"\_i"]),
        (r"\bé", ["aé"], ["é"]),
        (r"^\-\/\@$", ["-/@"], [r"\-"]),
        ("^[\\w-.]+$", ["a-b.c"], ["a b"]),
        ("^x{,2}$", ["x{,2}"], ["", "xx"]),
        ("^{a}]$", ["{a}]"], ["a"]),
        ("^a{2,3}?b{2}c{1,}$", ["aabbc", "aaabbcc"], ["abbc"]),
        (r"^[a-c\-e]+$", ["a-e"], ["d"]),
        ("[#&~]{2}", ["&&", "~~"], ["#"]),
    ],
)
def test_a_translation_finds_what_the_pattern_finds(
    pattern: str, matching: list[str], others: list[str]
) -> None:
    expression = re.compile(to_python(pattern))
    assert [text for text in matching if not expression.search(text)] == []
    assert [text for text in others if expression.search(text)] == []


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("(a", "not closed"),
        ("a)", "closes no group"),
        ("[a", "not closed"),
        ("[z-a]", "out of order"),
        ("a{3,2}", "out of order"),
        ("*a", "nothing to repeat"),
        ("a**", "nothing to repeat"),
        ("a{1}{2}", "nothing to repeat"),
        ("a*+", "nothing to repeat"),
        ("(?<=a)*", "matches no characters"),
        ("^*", "matches no characters"),
        (r"\Z", "no escape"),
        (r"\a", "no escape"),
        (r"\8", "not there"),
        (r"\u{110000}", "names no code point"),
        (r"\u00", "hexadecimal"),
        (r"(a)\2", "not there"),
        (r"\k<n>", "not there"),
        ("(?<a>x)(?<a>y)", "two groups"),
        ("(?P<a>x)", "no ECMA-262"),
        ("(?i)a", "no ECMA-262"),
        ("(?#a)", "no ECMA-262"),
        ("\\", "ends too early"),
        (r"\p{Script=Greke}", "no Unicode property"),
        (r"\p{greek}", "no Unicode property"),
        (r"\pL", "not written"),
        ("a(?<=a*)b", "without an end"),
        ("(?<!ba*)b", "without an end"),
        (r"^(?:(a)|b)+\1$", "earlier round"),
        (r"(?!(a)b)\1c", "earlier round"),
        (r"(?<=\1(a))b", "left to right"),
        (r"(?<=(a|bb))\1", "several lengths"),
        ("a{1234567890}", "too large"),
        ("(" * 60 + ")" * 60, "inside each other"),
    ],
)
def test_what_cannot_be_said_is_refused_with_the_reason(pattern: str, reason: str) -> None:
    with pytest.raises(PatternError, match=reason):
        to_python(pattern)


def test_a_pattern_with_flags_of_its_own_needs_none_from_outside() -> None:
    assert compiled("a").flags == re.compile("a").flags


@pytest.mark.parametrize(
    "pattern",
    [
        "(a+)+",
        "(a*)*",
        "(a|a)*b",
        r"^(\w+\s?)*$",
        "(a?b?)*",
        "(x+x+)+y",
        "(aa|a)+",
        "(a{1,3})+",
        "(a{1,20}){1,20}",
        r"^([a-zA-Z0-9])(([\-.]|[_]+)?([a-zA-Z0-9]+))*@",
        "(?=(a+)+b)c",
    ],
)
def test_a_repetition_that_can_match_one_text_in_two_ways_may_backtrack(pattern: str) -> None:
    assert may_backtrack(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        "^[a-z]+$",
        "([a-z]+-)*[a-z]+",
        r"^(\d+\.)*\d+$",
        "(a|ab)*",
        "(a{1,3}b)*",
        "([0-9a-f]{32})+",
        r"^[a-z0-9]+(?:[._-][a-z0-9]+)*$",
        r"(\d{1,3}\.){3}\d{1,3}",
        "^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$",
        r"\s*\s*$",
        "((((((((((a{9}){9}){9}){9}){9}){9}){9}){9}){9}){9})",
        pytest.param("a?" * 1000, id="a thousand times a?"),
        pytest.param("(?:[a-f]|[g-z][0-9]?)*" + "[^x]?.?" * 1000, id="many that may follow"),
    ],
)
def test_other_patterns_do_not(pattern: str) -> None:
    assert not may_backtrack(pattern)


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        (r"^[\w.\-]+\/\p{L}$", []),
        (r"\-\_", ["'-' needs no backslash", "'_' needs no backslash"]),
        ("[\\w-.]", ["a hyphen beside a set of characters has no backslash"]),
        ("x{,2}]", [f"{each!r} stands for itself without a backslash" for each in "{}]"]),
        ("(?=a)?", ["a lookahead is repeated"]),
        (r"\012", ["a character is given by octal digits"]),
    ],
)
def test_what_takes_liberties_is_said(pattern: str, said: list[str]) -> None:
    assert list(liberties(pattern)) == said
