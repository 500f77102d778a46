"""The first thing that is said of a wrong value is what is wrong with it.

Every invalid fixture breaks one known constraint. Of the objects of real descriptions and pages,
the first issue is about that constraint, or names it as what those variants of a union want that
fit best; and it takes no more than three lines. Generated code says the same as the interpreter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from corpora import ROOT, corpora_path, shared_path
from packages import Codec, imported
from typewright.checks import interpreter
from typewright.checks.issue import Issue
from typewright.config import Input, PackageConfig
from typewright.fixtures import Fixture, make
from typewright.model import Model
from typewright.pipeline import load

pytestmark = pytest.mark.corpus

LINES = 3
COLUMNS = 100

KIND = frozenset(("type", "enum", "const", "anyOf", "oneOf"))
"""Keywords that say what a value is to be: a union whose branches are of other types fails as a
whole where one of its branches has ``type``.
"""

EVERY_DAY: dict[str, tuple[Callable[[], Iterable[Path]], int]] = {
    "own pages": (lambda: [*ROOT.glob("spec/reference/*.txt")], 48),
    "features": (lambda: [shared_path("dialects", "features", "openapi31.yaml")], 5),
    "museum": (lambda: [corpora_path("openapi", "museum-3.1.yaml")], 20),
}
LONG: dict[str, tuple[Callable[[], Iterable[Path]], int]] = {
    "own description": (lambda: [ROOT / "spec" / "openapi.yaml"], 50),
    "mistral": (lambda: [corpora_path("openapi", "mistral-3.1.yaml")], 400),
    "discord": (lambda: [corpora_path("openapi", "discord-3.1.json")], 500),
    "openai": (lambda: [corpora_path("openai", "openapi-2026-08-21.yaml")], 1400),
}


def model_of(paths: Iterable[Path]) -> Model:
    texts = sorted(map(str, paths))
    overlays = [Input(str(path), path.name) for path in ROOT.glob("spec/reference/overlay*")]
    inputs = tuple(Input(path, path) for path in texts)
    own = texts[0].endswith(".txt")
    return load(PackageConfig(inputs, tuple(overlays) if own else ()))[0].model


def is_meant(fixture: Fixture, issue: Any) -> bool:
    """Whether an issue, or what it says of the nearest variants, is about what was broken."""
    meant = fixture.meant
    return meant is not None and any(
        one.pointer == meant.pointer
        and (one.keyword in meant.keywords or (one.keyword in KIND and KIND & {*meant.keywords}))
        for one in (issue, *issue.nearest)
    )


@pytest.mark.parametrize("name", [*EVERY_DAY, *LONG])
def test_the_first_issue_is_the_cause(name: str, long: bool) -> None:
    if name in LONG and not long:
        pytest.skip("long: run with --long")
    paths, objects = (EVERY_DAY | LONG)[name]
    model = model_of(paths())
    sets, _ = make(model)
    measured = 0
    with imported(model) as package:
        for key, fixtures in sets.items():
            codec = Codec(package, model, key)
            check = model.checks[model[key].schema]
            for fixture in fixtures.invalid:
                issues = interpreter.issues(check, fixture.value, model.checks)
                assert is_meant(fixture, issues[0]), f"{key}: {fixture.name}: {issues[0]}"
                assert all(is_short(one) for one in issues)
                assert said(codec.validate(fixture.value)) == said(issues)
            measured += bool(fixtures.invalid)
    assert measured >= objects, measured


def is_short(issue: Issue) -> bool:
    return len(issue.message) <= LINES * COLUMNS and "\n" not in issue.message


def said(issues: Iterable[Any]) -> list[tuple[Any, ...]]:
    return [(str(one), one.expected, one.found, said(one.nearest)) for one in issues]


def test_the_first_issue_is_the_cause_in_published_schemas(long: bool) -> None:
    schemas = sorted(corpora_path("json-schemas").glob("*/schema.json"))
    measured = 0
    for path in schemas if long else schemas[::5]:
        model = model_of([path])
        sets, _ = make(model)
        for key, fixtures in sets.items():
            check = model.checks[model[key].schema]
            for fixture in fixtures.invalid:
                first, *_ = interpreter.issues(check, fixture.value, model.checks)
                assert is_meant(fixture, first), f"{key}: {fixture.name}: {first}"
                assert is_short(first)
            measured += bool(fixtures.invalid)
    assert measured >= 3
