"""What an edit of a specification does not change.

Names depend on places: adding, removing or moving one definition renames no class but an inline one
whose name the added definition has, and changes the model file of no definition that does not
depend on the edited one. Removing a definition stands for adding it too: both compare the same two
specifications.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from functools import cache
from types import SimpleNamespace

import pytest

from corpora import corpora_path
from edits import (
    dependents,
    instances,
    moved,
    orderless,
    root_of,
    said,
    schemas_of,
    shuffled,
    without,
)
from typewright import fixtures, passes
from typewright.diagnostics import Diagnostic
from typewright.fixtures import Basis
from typewright.fixtures.texts import Making
from typewright.loaders import openapi
from typewright.model import Model
from typewright.source import Document
from typewright.source.documents import parse
from typewright.source.read import read
from typewright.source.texts import Encoded
from typewright.targets.python import PythonOptions, PythonTarget
from typewright.targets.python.names import Names

pytestmark = pytest.mark.corpus

LARGE = "openai/openapi-2026-08-21.yaml"
SMALL = "openapi/mistral-3.1.yaml"

PARTS = 8


@cache
def specification(name: str) -> Document:
    document, _ = parse(read(str(corpora_path(*name.split("/")))))
    return document


def found_in(document: Document) -> tuple[Model, list[Diagnostic]]:
    graph, found = openapi.load(document)
    model, more = passes.run(graph)
    return model, [*found, *more]


@cache
def base(name: str) -> Model:
    return found_in(specification(name))[0]


def files_of(model: Model) -> dict[str, str]:
    return dict(PythonTarget().emit(model, "package", PythonOptions()).files)


def unchanged(before: Model, after: Model, edited: str, affected: set[str]) -> None:
    """Asserts that no class has another name, and no definition outside ``affected`` a new shape.

    An inline definition gives way where the edited one has its name.
    """
    old, new = Names.of(before), Names.of(after)
    taken = before[edited].words
    for key in before.definitions.keys() & after.definitions.keys():
        if after[key].owner is None or (before[key].words != taken and after[key].words != taken):
            assert new.classes[key] == old.classes[key]
            assert new.stems[key] == old.stems[key]
            assert new.modules.get(key) == old.modules.get(key)
    kept = {key for key in before.definitions if root_of(before, key) not in affected}
    assert kept == {key for key in after.definitions if root_of(after, key) not in affected}
    for key in kept:
        if after[key].words == before[key].words:
            assert after[key].shape == before[key].shape, key
            assert after[key].documentation == before[key].documentation, key


@pytest.mark.parametrize("part", range(PARTS))
def test_an_edit_renames_no_other_class(part: int, long: bool, exhaustive: bool) -> None:
    if not long and not exhaustive and part:
        pytest.skip("long: run with --long")
    name, edits = (LARGE, 25) if exhaustive else (LARGE, 2) if long else (SMALL, 4)
    document, before = specification(name), base(name)
    chance = random.Random(part)  # noqa: S311
    for number in range(edits):
        edited = chance.choice([*schemas_of(document)])
        if number % 4 == 3:
            after, _ = found_in(moved(document, edited, chance))
            assert dict(after.definitions) == dict(before.definitions)
            assert Names.of(after) == Names.of(before)
        else:
            after, _ = found_in(without(document, [edited]))
            unchanged(before, after, edited, dependents(schemas_of(document), [edited]))


def test_an_edit_changes_no_other_model_file(long: bool, exhaustive: bool) -> None:
    name, edits = ("openapi/museum-3.1.yaml", 3)
    if long or exhaustive:
        name, edits = (LARGE, 20 if exhaustive else 1)
    document, before = specification(name), base(name)
    files, names = files_of(before), Names.of(before)
    chance = random.Random(edits)  # noqa: S311
    first = next(iter(schemas_of(document)))
    assert files_of(found_in(moved(document, first, chance))[0]) == files
    for _ in range(edits):
        # Several edits at once change no more than each by itself.
        edited = chance.sample([*schemas_of(document)], 10 if name == LARGE else 1)
        affected = dependents(schemas_of(document), edited)
        modules = {f"package/models/{names.modules[one]}.py" for one in affected}
        after = files_of(found_in(without(document, edited))[0])
        for path in files.keys() | after.keys():
            if path.startswith("package/models/") and path not in modules:
                assert after.get(path) == files.get(path), path


def test_fixtures_that_are_kept_are_those_that_would_be_made(long: bool, exhaustive: bool) -> None:
    name, edits = ("openapi/museum-3.1.yaml", 5)
    if long or exhaustive:
        name, edits = (LARGE, 20) if exhaustive else (SMALL, 5)
    document = specification(name)
    chance = random.Random(edits)  # noqa: S311
    memory: dict[str, Mapping[str, Encoded]] = {}
    kept = SimpleNamespace(get=memory.get, put=memory.__setitem__)
    made(Basis(base(name), kept))
    for _ in range(edits):
        edited = without(document, chance.sample([*schemas_of(document)], 2))
        if chance.random() < 0.3:
            edited = Document(document.uri, shuffled(edited.value, chance))
        after, _ = found_in(edited)
        assert made(Basis(after, kept)) == made(Basis(after))


def made(basis: Basis) -> Mapping[str, object]:
    """The fixtures that are made, whatever they are kept as."""
    making = Making(basis)
    return {key: (one.text.text, one.found) for key, one in making.texts(making.make()).items()}


@pytest.mark.parametrize(
    "name", ["openapi/museum-3.1.yaml", SMALL, "openapi/discord-3.1.json", LARGE]
)
def test_the_order_of_definitions_and_keys_changes_nothing_else(name: str, long: bool) -> None:
    if not long and name != "openapi/museum-3.1.yaml":
        pytest.skip("long: run with --long")
    document = specification(name)
    chance = random.Random(7)  # noqa: S311
    mixed = Document(document.uri, shuffled(document.value, chance), document.source)
    (one, found), (other, more) = found_in(document), found_in(mixed)
    assert Names.of(one) == Names.of(other)
    assert one.definitions.keys() == other.definitions.keys()
    for key, definition in one.definitions.items():
        assert orderless(definition) == orderless(other[key]), key
    assert one.checks.keys() == other.checks.keys()
    for schema, check in one.checks.items():
        assert orderless(check) == orderless(other.checks[schema]), schema
    (sets, lost), (others, missed) = fixtures.make(one), fixtures.make(other)
    assert said([*found, *lost]) == said([*more, *missed])
    for key, made in sets.items():
        assert instances(made) == instances(others[key]), key
