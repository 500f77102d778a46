"""The lines of a text are those that editors count."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from typewright.source import Position
from typewright.source.lines import _BLOCK, Lines

LINE_END = re.compile(r"\r\n|\r|\n")
TEXTS = st.text(alphabet="ab\r\n", max_size=40)


@given(TEXTS, TEXTS)
@example("\r", "\n")
@example("", "")
def test_lines_and_places_are_those_of_the_whole_text_taken_apart(before: str, after: str) -> None:
    """Where a block of the text ends, too."""
    for text in (before + after, before + "x" * (_BLOCK - len(before)) + after):
        ends = [0, *(end.end() for end in LINE_END.finditer(text))]
        found = Lines(text)
        for number, line in enumerate([*LINE_END.split(text), ""], start=1):
            assert found.line(number) == line
        for offset in {*range(len(before)), *range(len(text) - len(after), len(text) + 2)}:
            number = sum(end <= offset for end in ends)
            assert found.at(offset) == Position(number, offset - ends[number - 1] + 1)
