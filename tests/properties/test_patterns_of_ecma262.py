"""Regular expressions are read and found as an engine of ECMA-262 does it."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

import pytest

from ecma262 import searched
from typewright.checks.patterns import PatternError, compiled, to_python
from typewright.checks.regex import liberties, parse
from typewright.checks.tables import Tables

ATOMS = [
    "a", "b", "c", ".", "é", "🐲", "[ab]", "[^a]", "[a-c]", r"\d", r"\w", r"\W", r"\s", r"\S",
    r"\b", r"\B", "^", "$", r"\p{L}", r"\P{Lu}", r"\p{Script=Latin}", r"\x61", r"\u0062", r"\cJ",
    r"\u{1F432}", r"\uD83D\uDC32", "[]", "[^]", r"\1", r"\2", r"\k<n>", r"\-", r"\.", r"[\w-.]",
    r"[\d\-_]", "]", "{", r"\/", r"\_",
]  # fmt: skip
AROUND = ["({})", "(?:{})", "(?<n>{})", "(?={})", "(?!{})", "(?<={})", "(?<!{})"]
AFTER = ["", "", "", "", "*", "+", "?", "{2}", "{1,2}", "{0,1}", "*?", "+?", "{1,}", "{,2}"]
LETTERS = "aabbc é🐲1_.-\n"


def pattern(random: Random, depth: int = 3) -> str:
    parts = []
    for _ in range(random.randint(1, 3)):
        if depth and random.random() < 0.45:
            part = random.choice(AROUND).replace("{}", pattern(random, depth - 1))
        else:
            part = random.choice(ATOMS)
        parts.append(part + random.choice(AFTER))
    text = "".join(parts)
    if depth and random.random() < 0.2:
        text += "|" + pattern(random, depth - 1)
    return text


def patterns(random: Random, count: int) -> list[str]:
    """Some patterns without two groups of one name, which only newer editions allow."""
    made = [pattern(random) for _ in range(count)]
    return [each for each in made if each.count("?<n>") < 2]


def texts(random: Random, regex: str = r"\B") -> list[str]:
    """Some texts to search; no pairs of surrogates for ``\\B``, which V8 finds inside these."""
    letters = LETTERS.replace("🐲", "") if r"\B" in regex else LETTERS
    return ["".join(random.choices(letters, k=random.randint(0, 6))) for _ in range(12)]


def verdicts(regex: str, asked: list[str]) -> list[bool] | None:
    """Where we find a match; ``None`` for what Python cannot say."""
    try:
        expression = compiled(regex)
    except PatternError:
        return None
    return [bool(expression.search(text)) for text in asked]


def verdicts_of_tables(regex: str, asked: list[str]) -> list[bool] | None:
    """Where tables tell of a match; ``None`` for what none can be made of."""
    try:
        tables = Tables(parse(regex), re.compile(to_python(regex)))
        return [tables.search(text) for text in asked]
    except (PatternError, NotImplementedError):
        return None


@pytest.mark.parametrize("find", [verdicts, verdicts_of_tables])
def test_a_pattern_is_found_where_an_engine_of_ecma262_finds_it(
    find: Callable[[str, list[str]], list[bool] | None], long: bool
) -> None:
    random = Random(262)  # noqa: S311 - samples, no secrets
    asked = [(each, "u", texts(random, each)) for each in patterns(random, 20000 if long else 1000)]
    compared = 0
    for (regex, _, samples), theirs in zip(asked, searched(asked), strict=True):
        ours = find(regex, samples)
        if theirs is not None and ours is not None:
            compared += 1
            assert ours == theirs, (regex, samples)
    assert compared > len(asked) / 6


def test_what_is_no_pattern_for_it_takes_liberties_or_is_refused() -> None:
    random = Random(5)  # noqa: S311
    asked = [(each, "u", list[str]()) for each in patterns(random, 2000)]
    for (regex, _, _), theirs in zip(asked, searched(asked), strict=True):
        try:
            taken = liberties(regex)
        except PatternError:
            assert theirs is None, regex
        else:
            assert (theirs is None) == bool(taken), regex


def test_what_takes_liberties_is_found_as_without_the_flag() -> None:
    random = Random(7)  # noqa: S311
    asked = [(each, "", texts(random)) for each in patterns(random, 4000) if _is_loose(each)]
    assert len(asked) > 100
    for (regex, _, samples), theirs in zip(asked, searched(asked), strict=True):
        ours = verdicts(regex, samples)
        assert ours is None or ours == theirs, (regex, samples)


def _is_loose(regex: str) -> bool:
    """Whether a pattern takes liberties, and says nothing that means else without the flag."""
    try:
        to_python(regex)
        taken = liberties(regex)
    except PatternError:
        return False
    return bool(taken) and not any(each in regex for each in (r"\p", r"\P", r"\u", "🐲", r"\k"))
