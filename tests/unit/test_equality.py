"""JSON equality."""

from __future__ import annotations

import pytest

from typewright.checks.equality import common, distinct, first_repeat, key
from typewright.schema import Json


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (1, 1.0),
        (0, -0.0),
        (10**25, 1e25),
        ([1, [2.0]], [1.0, [2]]),
        ({"a": 1, "b": [None]}, {"b": [None], "a": 1.0}),
        ("é", "\u00e9"),
    ],
)
def test_equal_values_share_a_key(left: Json, right: Json) -> None:
    assert key(left) == key(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (1, True),
        (0, False),
        (None, False),
        ("", None),
        ("1", 1),
        ("e\u0301", "\u00e9"),
        ([], {}),
        ([1, 2], [2, 1]),
        ([[1], 2], [[1, 2]]),
        (["a", "b"], ['a"1:b']),
        ({"a": 1}, {"a": 1, "b": None}),
        ({"a": {"b": 1}}, {"a": {}, "b": 1}),
        (2**53 + 1, float(2**53)),
        (2**70, 1.1805916207174113e21),
    ],
)
def test_different_values_do_not(left: Json, right: Json) -> None:
    assert key(left) != key(right)
    assert key([left]) != key([right])
    assert key({"x": left}) != key({"x": right})


def test_the_first_item_that_repeats_an_earlier_one_is_found() -> None:
    assert first_repeat([1, True, {"a": 1}, {"a": 1.0}, 1]) == (2, 3)
    assert first_repeat([1, True, "1", [1], {"1": 1}]) is None


def test_values_of_any_depth_and_size_have_a_key() -> None:
    deep: Json = []
    for _ in range(100_000):
        deep = [deep]
    assert key(deep)
    assert key(10**10_000) == key(10**10_000)


def test_values_that_lists_share_are_told_once_in_the_order_of_the_first() -> None:
    assert common([[3, True, 2, 1.0, 1], [2.0, 1, 3], [1, 2, True]]) == (2, 1.0)
    assert distinct([1, True, 1.0, [1], [1.0], "1"]) == (1, True, [1], "1")
