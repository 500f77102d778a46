"""Every example of ``docs/shapes.md`` is true.

The YAML blocks are components of one description. A Python block stands in a module of the package
that is made of it; a session is run with that package, made with the options that a comment before
the block names: ``<!-- with KEY=VALUE … -->``.
"""

from __future__ import annotations

import doctest
import importlib
import re
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import typewright
from apis import api_model
from corpora import ROOT
from packages import write
from typewright.model import Model
from typewright.source import Document, Source, SourceKind
from typewright.source.documents import parse
from typewright.targets import Files

PAGE = (ROOT / "docs" / "shapes.md").read_text(encoding="utf-8")
_BLOCK = re.compile(
    r"(?:<!-- with (?P<options>[^>]*) -->\n)?```(\w+)\n(?P<text>.*?)^```$", re.S | re.M
)


def blocks(language: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The text of each block of a language, and the options before it."""
    for found in _BLOCK.finditer(PAGE):
        if found[2] == language:
            words = (found["options"] or "").split()
            yield found["text"], {key: value for key, _, value in (w.partition("=") for w in words)}


def components(text: str) -> Mapping[str, Any]:
    document: Document = parse(Source("page", "memory:/page", SourceKind.YAML, text))[0]
    assert isinstance(document.value, dict)
    return document.value


@cache
def model() -> Model:
    found: dict[str, Any] = {}
    for text, _ in blocks("yaml"):
        found |= components(text)
    return api_model(**found)


@cache
def files(options: tuple[tuple[str, str], ...] = ()) -> tuple[str, Files]:
    """The package made with some options, and its name."""
    name = "_".join(["shown", *(word for option in options for word in option)])
    return name, typewright.generate(model(), package=name, **dict(options))


@pytest.mark.parametrize("text", [text for text, _ in blocks("python")])
def test_what_is_shown_of_a_module_stands_in_one(text: str) -> None:
    _, made = files()
    assert any(
        text in code
        for path, code in made.items()
        if path.startswith(("shown/models/", "shown/aliases/"))
    )


@pytest.mark.parametrize(("text", "options"), list(blocks("pycon")))
def test_a_session_prints_what_is_shown(text: str, options: dict[str, str], tmp_path: Path) -> None:
    name, made = files(tuple(options.items()))
    write(made, tmp_path)
    sys.path.insert(0, str(tmp_path))
    try:
        package = importlib.import_module(name)
        names = {each: getattr(package, each) for each in package.__all__}
        session = doctest.DocTestParser().get_doctest(text, names, "shapes.md", None, 0)
        outcome = doctest.DocTestRunner(verbose=False).run(session)
        assert outcome.failed == 0
        assert outcome.attempted > 0
    finally:
        sys.path.remove(str(tmp_path))
        for module in [each for each in sys.modules if each.partition(".")[0] == name]:
            del sys.modules[module]


def test_every_block_is_of_a_kind_that_is_tested() -> None:
    kinds = {found[2] for found in _BLOCK.finditer(PAGE)}
    assert kinds == {"yaml", "python", "pycon"}
    assert PAGE.count("\n```") == 2 * len(_BLOCK.findall(PAGE))
