"""Common mistakes in YAML are told in our words, at their place, and what is advised mends them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
import yaml

from documents import source, value
from typewright.diagnostics import Diagnostic, InputError
from typewright.source import yaml_reader

DOCUMENTS = (
    "openapi: 3.1.0\ninfo:\n  title: Harbour\n  version: 1.0.0\npaths:\n  /berths:\n    get:\n"
    "      tags:\n        - berths\n        - ships\n      summary: All berths\n",
    "- name: é\n  size: {length: 3, width: 4}\n- name: b\n  kinds: [x, 'y y', \"z\"]\n  text: |\n"
    "    a: b\n\n    c\n  last: 1\n",
    "a:\n    - b: 1\n      c: 2\n    -\n      d: 3\n\n# note: this\ne: f\n",
)
Broken = tuple[str, str, int, int]
"""A broken text, one that is mended as the advice may say, and the line and column of the mistake.
"""


def refused(text: str) -> Diagnostic:
    with pytest.raises(InputError) as error:
        yaml_reader.parse(source(text))
    return error.value.diagnostics[-1]


def changed(text: str, number: int, line: str) -> str:
    """``text`` with another line."""
    lines = text.splitlines()
    lines[number] = line
    return "\n".join(lines) + "\n"


def plain_values(text: str) -> Iterator[tuple[int, str, str]]:
    """The lines ``key: value`` of a text whose value has no quotes or brackets."""
    for number, line in enumerate(text.splitlines()):
        match = re.fullmatch(r"((?:- | )*[\w/]+: )([\wé. ]+)", line)
        if match and not line.startswith("    a"):  # which stands in a text
            yield number, match[1], match[2]


def values(*made: str) -> Callable[[str], Iterator[Broken]]:
    """Other values in the place of each plain one, with ``^`` before the mistake; in quotes, each
    is a text.
    """

    def break_(text: str) -> Iterator[Broken]:
        for number, key, _ in plain_values(text):
            for one in made:
                before, _, after = one.partition("^")
                quoted = (before + after).replace("'", "''")
                mended = changed(text, number, f"{key}'{quoted}'")
                column = len(key) + len(before) + 1
                yield changed(text, number, f"{key}{before}{after}"), mended, number + 1, column

    return break_


def tabs(text: str) -> Iterator[Broken]:
    for number, line in enumerate(text.splitlines()):
        bare = line.lstrip(" ")
        if number and len(bare) < len(line) and "|" not in text:
            for indent in ("\t", " \t"):
                yield changed(text, number, indent + bare), text, number + 1, len(indent)


def too_far_in(text: str) -> Iterator[Broken]:
    before = None
    for number, key, _ in plain_values(text):
        if before == number - 1 and "- " not in key:
            line = text.splitlines()[number]
            column = len(line) - len(line.lstrip()) + 4
            yield changed(text, number, f"   {line}"), text, number + 1, column
        before = number


def between(text: str) -> Iterator[Broken]:
    """A line that is less far in than those before it, and further than those around these."""
    lines = text.splitlines()
    for number, (above, line) in enumerate(pairwise(lines), 1):
        one, other = (len(each) - len(each.lstrip(" -")) for each in (above, line))
        if above.strip() and line.strip() and one > other and "|" not in text:
            yield changed(text, number, f"{' ' * (one - 1)}{line.lstrip()}"), text, number + 1, one


def without_blank(text: str) -> Iterator[Broken]:
    lines = text.splitlines()
    for number, key, old in plain_values(text):
        begin = len(key) - len(key.lstrip("- ")) + 1
        if re.match(r" *\w+:", "".join(lines[number + 1 : number + 2])):
            yield changed(text, number, f"{key[:-1]}{old}"), text, number + 1, begin


MISTAKES: dict[str, Callable[[str], Iterator[Broken]]] = {
    "tab": tabs,
    "colon": values("Note^: this", "a b^: c: d", "'q'^: r"),
    "start": values("^@x", "^%x", "^`x`", "^*", "^* bold *", "^**bold**", "^& x", "^*.json"),
    "quote": values("'it'^s'", '"say "^hi" now"', "'a' ^b", '"a"^, "b"'),
    "open quote": values("^'x", '^"x'),
    "bracket": values("^[1, 2", "^{x: 1", "^[[1], {a: 2}"),
    "after": values("[a-z]^+", "{id}^/x", "[1]^]"),
    "escape": values('"C:^\\dir"', '"^\\d+"'),
    "text": values("| ^text", ">^x"),
    "item": values("^- x"),
    "end": values("^]", "^, x", "^}"),
    "further": too_far_in,
    "between": between,
    "no blank": without_blank,
}
CASES = [
    pytest.param(*case, id=f"{name} {case[2]}:{case[3]} {index}")
    for name, break_ in MISTAKES.items()
    for text in DOCUMENTS
    for index, case in enumerate(break_(text))
]


def test_every_mistake_is_tried() -> None:
    assert all(any(list(break_(text)) for text in DOCUMENTS) for break_ in MISTAKES.values())


@pytest.mark.parametrize(("broken", "mended", "line", "column"), CASES)
def test_a_mistake_is_told_with_what_was_expected_and_found_and_where(
    broken: str, mended: str, line: int, column: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for loader in (yaml.CSafeLoader, yaml.SafeLoader):
        monkeypatch.setattr(yaml_reader, "_LOADER", loader)
        assert value(mended) is not None
        told = refused(broken)
        assert told.code == "source/yaml-syntax"
        assert re.search(r"expected .*found ", told.message), told.message
        places = [told.origin, *(one.origin for one in told.related)]
        assert (line, column) in [(one.position.line, one.position.column) for one in places]
        assert told.help
        assert "check the indentation" not in told.help
        for ends in ("\r\n", "\r"):
            same = refused(broken.replace("\n", ends))
            assert (same.message, same.help) == (told.message, told.help)
            assert str(same.origin) == str(told.origin)


@pytest.mark.parametrize(
    ("broken", "mended", "line", "column"),
    [case for text in DOCUMENTS for break_ in (too_far_in, between) for case in break_(text)],
)
def test_one_of_the_advised_indentations_mends_it(
    broken: str, mended: str, line: int, column: int
) -> None:
    bare = broken.splitlines()[line - 1].lstrip(" ")
    told = re.findall(r"(no|\d+) blank", refused(broken).help)
    advised = [changed(broken, line - 1, " " * int(one.replace("no", "0")) + bare) for one in told]
    assert value(mended) in [value(one) for one in advised]


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x7f"])
def test_a_control_character_is_named(character: str) -> None:
    told = refused(f"a: b\nc: é{character}\n")
    assert f"U+{ord(character):04X}" in told.message
    assert (told.origin.position.line, told.origin.position.column) == (2, 5)


def test_the_mark_of_a_merge_is_named() -> None:
    told = refused("a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> other\n")
    assert "'<<<<<<<'" in told.message
    assert told.origin.position.line == 2


def test_long_lines_above_are_looked_through_once() -> None:
    """Each dash taken by itself off the line, this would take minutes."""
    text = f"a:\n    b: |\n        {'- ' * 500_000}x\n  c: 1\n"
    assert "found 2 blanks" in refused(text).message
