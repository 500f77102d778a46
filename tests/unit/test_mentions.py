"""Which names code mentions."""

from __future__ import annotations

import pytest

from typewright.targets.python.mentions import names_in


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (("return is_one(value)",), {"return", "is_one", "value"}),
        (('value["name"] = read("other", ONE)',), {"value", "read", "ONE"}),
        (('x = ""', 'y = f"{place}/name/{index}"'), {"x", "y", "f", "place", "index"}),
        (("x = 'it' + \"one's\" + two",), {"x", "two"}),
        (('x = "a \\" b" + two',), {"x", "two"}),
        ((), set()),
    ],
)
def test_what_stands_in_literals_is_no_name(lines: tuple[str, ...], names: set[str]) -> None:
    assert names_in(lines) == names
