"""Options that every part of the tests knows."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="run the long corpus tests in full")
    parser.addoption("--wheel", action="store_true", help="build the wheel and test it alone")
    parser.addoption("--record", action="store_true", help="write what is expected anew")


@pytest.fixture(scope="session")
def long(request: pytest.FixtureRequest) -> bool:
    """Whether the long runs were asked for: tests then take all of the data, not a sample."""
    return bool(request.config.getoption("--long"))


@pytest.fixture(scope="session")
def record(request: pytest.FixtureRequest) -> bool:
    """Whether expected files are to be written as they are now, to be looked at in a diff."""
    return bool(request.config.getoption("--record"))
