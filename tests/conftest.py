"""Options that every part of the tests knows."""

from __future__ import annotations

import gc
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("untimed", settings(), deadline=None)  # machines may be busy
settings.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="run the long corpus tests in full")
    parser.addoption("--exhaustive", action="store_true", help="try all there is, for an hour")
    parser.addoption("--wheel", action="store_true", help="build the wheel and test it alone")
    parser.addoption("--record", action="store_true", help="write what is expected anew")


def pytest_collection_finish() -> None:
    """Lets the garbage collector leave alone what lives as long as the tests, and look at the rest
    less often: a look at all modules and tests takes longer than most tests.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(5_000, 20, 20)


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


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that one test after another uses, so that files have the same paths in all."""
    return tmp_path_factory.mktemp("folder")


@pytest.fixture(scope="session", autouse=True)
def _cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keeps what the commands keep for later runs away from the user's own cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TYPEWRIGHT_CACHE_DIR", os.fspath(tmp_path_factory.mktemp("cache")))
        yield


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
