"""Fixtures of real pages and specs: independent validators confirm every verdict."""

from __future__ import annotations

from pathlib import Path

import pytest

import typewright
from corpora import corpora_path
from oracles import BOTH, confirm
from typewright import passes
from typewright.diagnostics import InputError
from typewright.loaders import openapi
from typewright.source.documents import parse
from typewright.source.read import read

pytestmark = pytest.mark.corpus

SPECS = (
    "openai/openapi-2026-08-21.yaml",
    "openapi/mistral-3.1.yaml",
    "openapi/discord-3.1.json",
    "openapi/museum-3.1.yaml",
)
MORE = (
    "openapi/docker-engine-1.55-swagger2.yaml",
    "openapi/rebilly-3.0.yaml",
    "derived/digitalocean-bundled.json",
)
"""Specs of which the faster one of the two validators says enough."""


def test_fixtures_of_pages(long: bool) -> None:
    pages = sorted(corpora_path("reference-pages", "collapsed").glob("*.txt"))
    chosen: list[Path] = pages if long else pages[::4]
    checked = 0
    for page in chosen:
        try:
            model = typewright.load(page)
        except InputError:
            continue  # what the reader refuses is judged where it is tested
        checked += confirm(model)
    assert checked > 0


@pytest.mark.parametrize("spec", [*SPECS, *MORE])
def test_fixtures_of_specs(spec: str, long: bool) -> None:
    if not long and spec != SPECS[-1]:
        pytest.skip("long: run with --long")
    source = read(str(corpora_path(*spec.split("/"))))
    document, _ = parse(source)
    graph, _ = openapi.load(document)  # a real spec's own errors are no reason to stop here
    model, _ = passes.run(graph)
    assert confirm(model, {"jsonschema-rs"} if spec in MORE else BOTH) > 0
