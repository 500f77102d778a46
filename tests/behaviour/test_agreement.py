"""What is generated, used: every part of the house says the same of a value.

From the text of a page or a description to a package on disk that is imported. Then, for fixtures
and for random changes to them: the fast path, the error path, the reference interpreter and an
independent validator agree, and what is read can be written back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import quote

import jsonschema_rs
import pytest

import typewright
from corpora import corpora_path, shared_path
from mutate import mutate
from oracles import Oracle, agrees, finding, passable
from packages import Codec, imported
from typewright.checks import interpreter
from typewright.checks.equality import key as json_key
from typewright.export import to_json_schema
from typewright.fixtures import FixtureSet, make
from typewright.model import Model
from typewright.schema import Json

PAGES = "pages"
SOURCES = {
    "originals": lambda: sorted(corpora_path("reference-pages", "original").glob("*.txt")),
    "features page": lambda: [shared_path("dialects", "features", "openapi31.txt")],
    "features": lambda: [shared_path("dialects", "features", "openapi31.yaml")],
    "museum": lambda: [corpora_path("openapi", "museum-3.1.yaml")],
    "tictactoe": lambda: [corpora_path("openapi", "tictactoe-3.1.yaml")],
}


@dataclass(frozen=True)
class Subject:
    """One set of sources, all the way."""

    model: Model
    fixtures: dict[str, FixtureSet]
    codecs: dict[str, Codec]
    schema: dict[str, Any]

    def entry(self, key: str) -> dict[str, Any]:
        """The exported schema of one object."""
        name = key.replace("~", "~0").replace("/", "~1")
        return {**self.schema, "$ref": f"#/$defs/{quote(name)}"}

    def oracle(self, key: str) -> Oracle:
        return Oracle(self.entry(key))


@pytest.fixture(scope="module", params=SOURCES)
def subject(request: pytest.FixtureRequest) -> Iterator[Subject]:
    paths: list[Path] = SOURCES[request.param]()
    model = typewright.load(*paths)
    fixtures, _ = make(model)
    with ExitStack() as stack:
        package = stack.enter_context(imported(model))
        codecs = {key: Codec(package, model, key) for key in fixtures}
        yield Subject(model, dict(fixtures), codecs, to_json_schema(model))


def test_every_object_has_fixtures(subject: Subject) -> None:
    assert subject.fixtures
    for key, fixtures in subject.fixtures.items():
        assert fixtures.valid, f"no instance of {key}"


def test_valid_fixtures_are_read_and_written_back(subject: Subject) -> None:
    for key, fixtures in subject.fixtures.items():
        codec = subject.codecs[key]
        for fixture in fixtures.valid:
            assert codec.validate(fixture.value) == [], f"{key}: {fixture.name}"
            written = codec.encode(codec.decode(fixture.value))
            assert json_key(written) == json_key(fixture.value), f"{key}: {fixture.name}"


def test_invalid_fixtures_are_refused_with_the_issues_stated(subject: Subject) -> None:
    for key, fixtures in subject.fixtures.items():
        codec = subject.codecs[key]
        for fixture in fixtures.invalid:
            stated = [(one.pointer, one.keyword) for one in fixture.issues]
            found = [(one.pointer, one.keyword) for one in codec.validate(fixture.value)]
            assert found == stated, f"{key}: {fixture.name}"
            assert refusal(codec, fixture.value) == codec.validate(fixture.value)


def test_independent_validators_agree_with_all_fixtures(subject: Subject) -> None:
    for key, fixtures in subject.fixtures.items():
        oracle = subject.oracle(key)
        for fixture in fixtures.valid:
            assert all(oracle.verdicts(fixture.value).values()), f"{key}: {fixture.name}"
        for fixture in fixtures.invalid:
            stated = [finding(one.pointer, one.keyword) for one in fixture.issues]
            for name, found in oracle.findings(fixture.value).items():
                assert agrees(stated, found), f"{name}, {key}: {fixture.name}: {found}"


def test_all_agree_on_random_changes_to_valid_instances(subject: Subject, long: bool) -> None:
    rng = Random(20260101)  # noqa: S311 - the same changes every time
    for key, fixtures in subject.fixtures.items():
        codec = subject.codecs[key]
        check = subject.model.checks[subject.model[key].schema]
        oracle = jsonschema_rs.Draft202012Validator(subject.entry(key), validate_formats=False)
        values = [one.value for one in (*fixtures.valid, *fixtures.invalid)]
        for _ in range(10_000 if long else 200):
            value = mutate(rng.choice(values), rng)
            issues = codec.validate(value)
            assert refusal(codec, value) == issues, f"{key}: {value!r}"
            wanted = interpreter.issues(check, value, subject.model.checks)
            assert issues == wanted or texts(issues) == texts(wanted), f"{key}: {value!r}"
            if not issues:
                assert json_key(codec.encode(codec.decode(value))) == json_key(value)
            if passable(value):
                assert oracle.is_valid(value) == (not issues), f"{key}: {value!r}"


def refusal(codec: Codec, value: Json) -> list[Any]:
    """The issues with which the fast path refuses ``value``; none when it does not."""
    try:
        codec.decode(value)
    except ValueError as error:
        return list(error.issues)  # type: ignore[attr-defined]
    return []


def texts(issues: Iterable[Any]) -> list[tuple[Any, ...]]:
    return [(str(one), one.expected, one.found, texts(one.nearest)) for one in issues]
