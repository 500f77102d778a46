"""Options that every part of the tests knows."""

from __future__ import annotations

from collections import Counter

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="run the long corpus tests in full")
    parser.addoption("--exhaustive", action="store_true", help="try all there is, for an hour")
    parser.addoption("--wheel", action="store_true", help="build the wheel and test it alone")
    parser.addoption("--record", action="store_true", help="write what is expected anew")


@pytest.fixture(scope="session")
def long(request: pytest.FixtureRequest) -> bool:
    """Whether the long runs were asked for: tests then take all of the data, not a sample."""
    return bool(request.config.getoption("--long"))


@pytest.fixture(scope="session")
def exhaustive(request: pytest.FixtureRequest) -> bool:
    """Whether everything is to be tried that could be, which takes about an hour."""
    return bool(request.config.getoption("--exhaustive"))


@pytest.fixture(scope="session")
def record(request: pytest.FixtureRequest) -> bool:
    """Whether expected files are to be written as they are now, to be looked at in a diff."""
    return bool(request.config.getoption("--record"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Adds up what tests have compared with an independent validator."""
    total: Counter[str] = Counter()
    reports = [*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed")]
    for report in reports:
        for name, figures in report.user_properties:
            if name == "compared":
                total.update(figures)
    if total:
        figures = ", ".join(f"{name}: {number:,}" for name, number in total.items())
        terminalreporter.write_line(f"compared with an independent validator: {figures}")
