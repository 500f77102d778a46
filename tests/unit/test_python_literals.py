"""What a specification says is only ever text in the Python that is written."""

from __future__ import annotations

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typewright.targets.python import literals
from typewright.targets.python.room import Room

TEXTS = st.one_of(
    st.text(),
    st.text(
        alphabet="\"'\\\n\r\t\v\f\x1c\x1d\x1e\x85\u2028\u2029\u202e\ud800{}#%` aé変😀", max_size=30
    ),
)


@given(TEXTS)
def test_a_string_literal_is_one_line_and_evaluates_to_its_text(text: str) -> None:
    literal = literals.string(text)
    assert literal.splitlines() == [literal]
    assert ast.literal_eval(literal) == text


@given(TEXTS)
def test_a_raw_literal_evaluates_to_its_text(text: str) -> None:
    assert ast.literal_eval(literals.raw_string(text)) == text


@given(TEXTS)
def test_an_f_string_has_one_expression_whatever_its_text(text: str) -> None:
    tree = ast.parse(literals.formatted("", "pointer", text), mode="eval").body
    assert isinstance(tree, ast.JoinedStr)
    expressions = [part.value for part in tree.values if isinstance(part, ast.FormattedValue)]
    assert [ast.unparse(part) for part in expressions] == ["pointer"]
    written = "".join(part.value for part in tree.values if isinstance(part, ast.Constant))
    assert written == text


@given(TEXTS)
def test_a_comment_ends_nowhere(text: str) -> None:
    comment = literals.comment(f"# {text}")
    assert len(comment.splitlines()) == 1
    assert not ast.parse(comment.encode()).body


@pytest.mark.parametrize("depth", [0, 1])
@given(TEXTS)
def test_a_docstring_is_one_expression(depth: int, text: str) -> None:
    lines = literals.docstring(text, depth)
    head = "class C:\n" * depth
    tree = ast.parse(head + "\n".join(lines)) if lines else None
    if tree is not None:
        ((statement),) = tree.body if not depth else tree.body[0].body  # type: ignore[attr-defined]
        assert isinstance(statement, ast.Expr)
        assert isinstance(statement.value, ast.Constant)
    assert all(line == line.rstrip() for line in lines)
    assert all(line.isprintable() for line in lines)


def test_paragraphs_are_wrapped_and_lists_and_tables_keep_their_lines() -> None:
    text = f"{'word ' * 30}\n\n- one\n- two\n\n| a | b |\n| - | - |\n"
    lines = literals.docstring(text, 1)
    assert max(map(len, lines)) <= 88
    assert lines[-6:-1] == ("    - one", "    - two", "", "    | a | b |", "    | - | - |")


@given(st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), TEXTS),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(TEXTS, inner)),
    max_leaves=8,
))  # fmt: skip
def test_a_value_evaluates_to_itself(value: object) -> None:
    assert eval(literals.value(value), {"float": float}) == value  # type: ignore[arg-type]  # noqa: S307


def test_numbers_that_python_reads_in_no_usual_way() -> None:
    for number in (10**5000, -(10**5000), float("inf"), -0.0):
        assert eval(literals.value(number), {"float": float}) == number  # noqa: S307


def test_a_set_of_values_has_no_repeats() -> None:
    """Equal as JSON values, which Python has equal too but for ``True`` and ``1``."""
    room = Room("module")
    name = room.values(["a", 1, "b", 1.0, True, "a"], ["thing"], "validators")
    assert room.constants[name] == ('"a"', "1", '"b"', "True")
