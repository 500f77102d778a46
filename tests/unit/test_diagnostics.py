"""Laws of findings: in order, each once, and harmless to show whatever a source holds."""

from __future__ import annotations

import re
import unicodedata
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typewright.diagnostics import Code, Diagnostic, Related, Severity, codes
from typewright.diagnostics.advice import advice
from typewright.diagnostics.listing import arrange, gathered, summary
from typewright.diagnostics.machine import as_json
from typewright.diagnostics.text import render
from typewright.diagnostics.visible import visible, width
from typewright.source import NOWHERE, Origin, Position, Source, SourceKind

PAGE = Source("a.txt", "file:///a.txt", SourceKind.PAGE, "first\r\nsecond line\rthird\n")


def finding(
    line: int = 1, column: int = 1, *, source: Source | None = PAGE, **values: object
) -> Diagnostic:
    given_values: dict[str, object] = {
        "code": "room/wrong",
        "severity": Severity.WARNING,
        "message": "wrong",
        "origin": Origin(source, at=Position(line, column)) if source else NOWHERE,
        **values,
    }
    return Diagnostic(**given_values)  # type: ignore[arg-type]


def test_text_shows_place_line_caret_and_all_that_belongs_to_it() -> None:
    shown = render(
        finding(
            2,
            8,
            origin=Origin(PAGE, "/x", Position(2, 8), 0.5),
            help="do this:\n- and that",
            related=(Related(Origin(PAGE, at=Position(1, 1)), "seen first here"),),
        )
    )
    assert shown.splitlines() == [
        "a.txt:2:8: warning: wrong [room/wrong]",
        "   |",
        " 2 | second line",
        "   |        ^",
        "   = at: /x",
        "   = sure: 50%",
        "   = see: a.txt:1:1: seen first here",
        "   = help: do this:",
        "     - and that",
    ]


@given(
    st.lists(
        st.builds(
            lambda line, message, sure, source: finding(
                source=source, message=message, origin=Origin(source, "/x", Position(line, 1), sure)
            ),
            st.integers(1, 9),
            st.sampled_from(["wrong", "odd"]),
            st.sampled_from([1.0, 1.0, 1.0, 0.5]),
            st.sampled_from([PAGE, Source("b.txt", "file:///b.txt", SourceKind.PAGE, "x\n")]),
        ),
        max_size=20,
    )
)
def test_what_is_said_of_many_places_is_said_once_and_loses_none(found: list[Diagnostic]) -> None:
    """Every finding is shown once, as a finding or as one more place below one that says the same;
    few that are alike, and what is not sure, stay apart.
    """
    arranged = arrange(found)
    groups = gathered(arranged)
    shown = [
        (one.message, str(place), place.confidence)
        for one, also in groups
        for place in (one.origin, *also)
    ]
    everything = [(one.message, str(one.origin), one.origin.confidence) for one in arranged]
    assert sorted(shown) == sorted(everything)
    for one, also in groups:
        assert not also or len(also) >= 3
        assert {place.file for place in also} <= {one.origin.file}
        assert all(place.confidence == 1 for place in (one.origin, *also) if also)
        assert all(f"= also: {place} /x" in render(one, also) for place in also)
    sure = [(one.message, one.origin.file) for one, _ in groups if one.origin.confidence == 1]
    assert all(sure.count(saying) <= 3 for saying in sure)


def test_what_has_no_place_is_shown_without_one() -> None:
    assert render(finding(source=None)) == "warning: wrong [room/wrong]"


def test_colors_change_no_text() -> None:
    plain, colored = (render(finding(2, 3), color=color) for color in (False, True))
    assert "\x1b[" in colored
    for code in ("0", "1", "2", "31", "33", "36"):
        colored = colored.replace(f"\x1b[{code}m", "")
    assert colored == plain


def test_the_caret_stands_below_its_character_after_wide_and_hidden_ones() -> None:
    text = "\u4e2d\u202e\u0301x"
    page = Source("a", "", SourceKind.PAGE, text)
    _, _, line, caret = render(finding(1, 4, source=page)).splitlines()
    assert line == " 1 | \u4e2d\\u202e\u0301x"
    assert caret == "   | " + " " * (2 + 6 + 0) + "^"


def test_of_a_long_line_only_the_part_around_the_caret_is_shown() -> None:
    page = Source("a", "", SourceKind.PAGE, "x" * 50_000 + "!" + "y" * 50_000)
    _, _, line, caret = render(finding(1, 50_001, source=page)).splitlines()
    assert len(line) < 120
    assert line[caret.index("^")] == "!"


@given(st.text(max_size=60), st.integers(0, 70), st.text(max_size=20))
def test_nothing_hostile_reaches_the_terminal(text: str, column: int, message: str) -> None:
    page = Source(text, "", SourceKind.PAGE, text)
    origin = Origin(page, text, Position(1, column + 1))
    related = (Related(origin, message),)
    shown = render(finding(origin=origin, message=message, help=text, related=related))
    for line in shown.split("\n"):
        assert not any(
            unicodedata.category(each) in ("Cc", "Cf", "Cs", "Zl", "Zp") for each in line
        )
    assert len(shown.split("\n")) <= 7 + text.count("\n")
    assert all(line.startswith(" ") for line in shown.split("\n")[1:])


@given(st.text())
def test_what_is_visible_stays_as_it_is(text: str) -> None:
    once = visible(text)
    assert visible(once) == once
    assert width(once) >= 0


def test_findings_are_ordered_by_place_and_each_is_shown_once() -> None:
    other = Source("b.txt", "", SourceKind.PAGE, "x")
    early, late = finding(1, 5), finding(2, 1)
    error = finding(1, 5, severity=Severity.ERROR)
    nowhere = finding(source=None)
    elsewhere = finding(source=other)
    given_order = [elsewhere, late, early, error, late, nowhere]
    assert arrange(given_order) == (nowhere, error, early, late, elsewhere)
    assert summary(given_order) == "1 error, 5 warnings"
    assert summary(()) == ""


def test_the_form_for_programs() -> None:
    value = as_json([finding(2, 8), finding(source=None, severity=Severity.NOTE)])
    assert value == {
        "diagnostics": [
            {
                "code": "room/wrong",
                "severity": "note",
                "message": "wrong",
                "help": "",
                "file": None,
                "line": None,
                "column": None,
                "pointer": "",
                "confidence": 1.0,
                "related": [],
            },
            {
                "code": "room/wrong",
                "severity": "warning",
                "message": "wrong",
                "help": "",
                "file": "a.txt",
                "line": 2,
                "column": 8,
                "pointer": "",
                "confidence": 1.0,
                "related": [],
            },
        ],
        "summary": {"error": 0, "warning": 1, "note": 1, "loss": 0},
    }


@pytest.mark.parametrize("name", codes.table())
def test_every_code_is_named_explained_and_said_well(name: str) -> None:
    code = codes.table()[name]
    assert re.fullmatch(r"[a-z]+/[a-z0-9]+(-[a-z0-9]+)*", name)
    assert code.explanation.endswith(".")
    assert "{" not in code.explanation
    assert not code.message.endswith(".")
    assert not code.help.endswith(".")


@pytest.mark.parametrize("room", codes.ROOMS, ids=lambda room: room.__name__.rpartition(".")[2])
def test_every_row_is_called_by_its_code(room: ModuleType) -> None:
    rows = {name: row.code for name, row in vars(room).items() if isinstance(row, Code)}
    assert len({code.partition("/")[0] for code in rows.values()}) == 1
    for name, code in rows.items():
        assert name == code.partition("/")[2].replace("-", "_").upper()


def test_advice_names_what_is_close_or_else_everything() -> None:
    assert advice("packge", ("package", "name")) == "did you mean 'package'?"
    assert advice("zzz", ("package", "name")) == "expected one of: package, name"
