"""Factories of generated packages make valid objects, and type checkers know their arguments."""

from __future__ import annotations

import inspect
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import typewright
from checkers import CHECKERS, errors
from corpora import ROOT, corpora_path, shared_path
from packages import Codec, imported, shaped_model, write
from typewright.fixtures import Basis, Smallest
from typewright.fixtures.search import Search
from typewright.model import Record
from typewright.schema import ABSENT
from typewright.targets.python.names import Names, attributes

SOURCES = {
    "pages": lambda: sorted(corpora_path("reference-pages", "original").glob("*.txt")),
    "features": lambda: [shared_path("dialects", "features", "openapi31.yaml")],
    "constructs": lambda: [ROOT / "spec/constructs.yaml"],
    "museum": lambda: [corpora_path("openapi", "museum-3.1.yaml")],
    "shapes": lambda: [ROOT / "tests/cases/openapi-shapes/input/api.yaml"],
    "odd names": lambda: [ROOT / "tests/cases/openapi-names/input/api.yaml"],
}

SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["status", "tags", "made"],
    "properties": {
        "status": {"type": "string", "enum": ["active", "done"]},
        "tags": {"type": "array", "items": {"type": "string"}, "minItems": 1},
        "made": {"type": "object", "required": ["n"], "properties": {"n": {"type": "integer"}}},
        "note": {"type": ["string", "null"]},
        "example": {"type": "string"},
    },
}


# Who makes a deprecated object is warned, from Python 3.13 on.
@pytest.mark.filterwarnings("ignore:.* is deprecated:DeprecationWarning")
@pytest.mark.parametrize(
    "options",
    [
        {},
        {"formats": "native", "enums": "strenum"},
        {"defaults": "apply"},
        {"unknown_members": "drop", "unknown_enum_values": "keep", "enums": "strenum"},
    ],
    ids=str,
)
@pytest.mark.parametrize("name", SOURCES)
def test_what_is_made_is_valid(name: str, options: dict[str, Any]) -> None:
    model = typewright.load(*SOURCES[name]())
    names, found = Names.of(model), Smallest(Basis(model))
    with imported(model, **options) as package:
        factories = import_module(f"{package.__name__}.factories")
        made = 0
        for key, definition in model.definitions.items():
            make = getattr(factories, f"make_{names.stem(definition)}", None)
            assert (make is not None) == (found.of(key) is not ABSENT)
            if make is None:
                continue
            codec = Codec(package, model, key)
            first = make()
            if options.get("unknown_members") != "drop":  # which drops needed ones too
                assert codec.validate(codec.encode(first)) == [], key
            if isinstance(definition.shape, Record):
                assert type(first) is getattr(package, names.class_(definition))
                parameters = inspect.signature(make).parameters
                assert set(attributes(definition.shape.members).values()) <= {*parameters}
            made += 1
        assert made


def test_arguments_are_attributes_and_defaults_are_new_each_time() -> None:
    with imported(shaped_model(SCHEMA)) as package:
        make = import_module(f"{package.__name__}.factories").make_thing
        thing = make(status="done", note=None)
        assert (thing.status, thing.note, thing.example) == ("done", None, package.UNSET)
        assert thing.tags is not make().tags
        assert thing.made is not make().made
        own = make(tags=["x"], extra={"more": 1})
        assert own.to_dict()["tags"] == ["x"]
        assert own.to_dict()["more"] == 1
        with pytest.raises(TypeError):
            make(stauts="done")


@pytest.mark.parametrize("checker", CHECKERS)
def test_a_type_checker_finds_a_wrong_argument(checker: str, tmp_path: Path) -> None:
    files = typewright.generate(shaped_model(SCHEMA), package="things")
    write(files, tmp_path)
    right = (
        "from things import Thing\nfrom things.factories import make_thing\n\n"
        'thing: Thing = make_thing(status="done", note=None, tags=["x"])\n'
    )
    wrong = (
        "from things.factories import make_thing\n\n"
        'make_thing(stauts="done")\nmake_thing(status="gone")\nmake_thing(tags="x")\n'
    )
    found = errors(checker, tmp_path, right=right, wrong=wrong)
    assert found == [("wrong", 3), ("wrong", 4), ("wrong", 5)]


def test_factories_are_left_out_on_request() -> None:
    files = typewright.generate(shaped_model(SCHEMA), package="bare", factories=False)
    assert not any("factories" in path for path in files)


def test_without_fixtures_and_factories_no_example_is_searched_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    model = shaped_model(SCHEMA)
    whole = set(typewright.generate(model, package="bare"))

    def search(*_: object) -> None:
        raise AssertionError("an example is searched for")

    monkeypatch.setattr(Search, "__init__", search)
    bare = set(typewright.generate(model, package="bare", fixtures=False, factories=False))
    folders = ("bare/fixtures/", "bare/tests/", "bare/factories/")
    assert bare == {path for path in whole if not path.startswith(folders)}
    assert all(any(path.startswith(folder) for path in whole) for folder in folders)
