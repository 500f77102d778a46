"""Two readings of the same documents give the same verdicts: ours and that of ``jsonschema-rs``.

The other side shares nothing with us: its schemas are the documents themselves (``plain``), and
half of the values are drawn from these (``guess``).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from glob import escape
from pathlib import Path
from random import Random
from urllib.parse import unquote

import pytest
from hypothesis import HealthCheck
from hypothesis.errors import Unsatisfiable

import typewright
from corpora import ROOT, corpora_path, read_json
from guess import DeadEndError, Guesser
from mutate import mutate
from oracles import passable
from packages import Codec, imported
from plain import Plain
from strategies import drawn
from typewright.checks.equality import key as json_key
from typewright.model import Definition
from typewright.schema import Json
from typewright.source.documents import parse
from typewright.source.read import specification

pytestmark = pytest.mark.corpus

DESCRIPTIONS = (
    "openai/openapi-2026-08-21.yaml",
    "openai/openapi-2026-05-13.yaml",
    "openapi/rebilly-3.0.yaml",
    "openapi/discord-3.1.json",
    "openai/openapi-2025-04-29.yaml",
    "openapi/mistral-3.1.yaml",
    "openai/openapi-2025-02-10.yaml",
    "openapi/digitalocean/DigitalOcean-public.v2.yaml",
    "openapi/docker-engine-1.55-swagger2.yaml",
    "derived/digitalocean-bundled.json",
    "openapi/museum-3.1.yaml",
    "openapi/petstore-3.0.yaml",
    "openapi/petstore-expanded-2.0.json",
    "openapi/petstore-expanded-3.0.json",
    "openapi/petstore-separate-2.0/spec/swagger.yaml",
    "openapi/swagger-petstore-3.0.4.yaml",
    "openapi/tictactoe-3.1.yaml",
    "openapi/webhook-3.1.json",
)
SCHEMAS = (
    *("all-contributors", "chrome-manifest", "codex-hooks", "compose-spec", "cyclonedx-1.6"),
    *("dependabot-2.0", "dotnet-releases-index", "enonic-xp-cms-8.0.0", "evidence-bundle"),
    *("geojson", "github-action", "github-workflow", "global", "jsone", "openapi-3.1", "package"),
    *("prettierrc", "specif-1.1", "staticwebapp.config", "unist", "web-types"),
    *("metaschemas/draft-04", "metaschemas/draft-06", "metaschemas/draft-07"),
    *("metaschemas/draft/2019-09", "metaschemas/draft/2020-12"),
)
OWN = ("spec/constructs.yaml", "spec/openapi.yaml")
SPECS = (*DESCRIPTIONS, *OWN, *(f"json-schemas/{name}/schema.json" for name in SCHEMAS))


def resources_of(path: Path) -> list[Path]:
    """The documents that a JSON Schema comes with."""
    cases = path.with_name("cases.json")
    refs = read_json(cases).get("refs", {}) if cases.exists() else {}
    return [path.parent / name for name in refs.values()]


def parsed(path: Path, uri: str) -> Json:
    """What a file holds, as it stands there."""
    return parse(specification(path.read_bytes(), path.name, uri))[0].value


def names_in(document: Json) -> list[str]:
    """The names of the schemas that an API description defines."""
    match document:
        case {"components": {"schemas": dict(schemas)}} | {
            "swagger": _,
            "definitions": dict(schemas),
        }:
            return list(schemas)
        case _:
            return []


@dataclass
class Tally:
    """What was compared, and where the two differ."""

    definitions: int = 0
    valid: int = 0
    changed: int = 0
    refused: int = 0
    scarce: list[str] = field(default_factory=list)
    empty: set[str] = field(default_factory=set)
    differences: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, int]:
        """How much was compared, to be added up over all specifications."""
        return {
            "definitions": self.definitions,
            "valid values": self.valid,
            "changed values": self.changed,
            "of these refused": self.refused,
            "definitions with few valid values": len(self.scarce),
            "differences": len(self.differences),
        }


EMPTY = {
    f"openapi/rebilly-3.0.yaml {name}3dsServer{plural}"
    for name in ("Clearhaus", "Inovio", "SmartInvoice", "TestProcessor")
    for plural in ("", "s")
}
"""Definitions that no value satisfies, by specification and name."""


class Subject:
    """One specification on both sides: the whole of it, or ``sample`` of its definitions."""

    def __init__(self, name: str, sample: int | None = None) -> None:
        self.name = name
        path = ROOT / name if name in OWN else corpora_path(*name.split("/"))
        resources = resources_of(path)
        documents = {one.as_uri(): parsed(one, one.as_uri()) for one in (path, *resources)}
        names = self.chosen(names_in(documents[path.as_uri()]), sample)
        self.model = typewright.load(
            path,
            resources=resources,
            include=[] if sample is None else [escape(one) for one in names],
            include_operations=sample is None or not names,
        )
        known = {one.key: one for one in self.model.definitions.values() if one.owner is None}
        self.definitions = [known[key] for key in self.chosen(list(known), sample)]
        if sample is not None and names:
            self.definitions = [known[key] for key in names]
        uris = {str(one).partition("#")[0] for one in self.model.graph.schemas}
        for uri in sorted(uris - documents.keys()):
            if uri.startswith("file://"):
                documents[uri] = parsed(Path(unquote(uri.removeprefix("file://"))), uri)
        self.plain = Plain(documents, [str(one.schema) for one in self.definitions])

    def chosen(self, names: list[str], sample: int | None) -> list[str]:
        """All the names, or as many of them as the sample takes."""
        if sample is None or sample >= len(names):
            return names
        return Random(self.name).sample(names, sample)  # noqa: S311 - the same every time

    def compare(self, count: int) -> Tally:
        """Compares ``count`` valid and as many changed values of each definition."""
        tally = Tally()
        with imported(self.model) as package:
            for definition in self.definitions:
                codec = Codec(package, self.model, definition.key)
                Comparison(self, definition, codec, tally).run(count)
        return tally


def whole(value: Json) -> Json:
    """``value`` with 1 for 1.0. Draft 4 told the two apart by their spelling; we do not, as no
    later draft does.
    """
    match value:
        case float() if value.is_integer():
            return int(value)
        case list():
            return [whole(item) for item in value]
        case dict():
            return {name: whole(item) for name, item in value.items()}
        case _:
            return value


class Comparison:
    """One definition on both sides."""

    def __init__(
        self, subject: Subject, definition: Definition, codec: Codec, tally: Tally
    ) -> None:
        self.definition = definition
        self.entry = str(definition.schema)
        self.oracle = subject.plain.oracle(self.entry)
        self.validator = typewright.compile(definition)
        self.codec = codec
        self.exact = subject.plain.kind != "draft4"
        self.tally = tally
        self.where = f"{subject.name} {definition.key}"
        self.rng = Random(self.where)  # noqa: S311 - the same values every time
        self.guesser = Guesser(subject.plain, self.rng)

    def run(self, count: int) -> None:
        self.tally.definitions += 1
        ours = -(-count // 4)  # drawing them takes most of the time
        theirs = count - ours
        valid = [value for value in self.drawn(ours) if self.judge(value)]
        guessed: list[Json] = []
        for _ in range(4 * theirs):
            value = self.guessed(0.0)
            if self.judge(value):
                guessed.append(value)
            if len(guessed) == theirs:
                break
        self.tally.valid += len(valid) + len(guessed)
        if not valid and not guessed:
            self.tally.empty.add(self.where)
        if len(valid) < ours or len(guessed) < theirs:
            self.tally.scarce.append(f"{self.where}: {len(valid)} + {len(guessed)}")
        known = [*valid, *guessed]
        for index in range(count):
            is_ours = known and index % 2
            value = mutate(self.rng.choice(known), self.rng) if is_ours else self.guessed()
            self.tally.changed += 1
            self.tally.refused += not self.judge(value)

    def drawn(self, count: int) -> list[Json]:
        """Values of the strategy."""
        try:
            strategy = typewright.strategy(self.definition)
        except ValueError:
            return []
        try:
            found = drawn(strategy, count, *HealthCheck)
        except Unsatisfiable:
            return []
        while found and len(found) < count:
            found += found[: count - len(found)]  # there are no more values than these
        return found

    def guessed(self, faults: float | None = None) -> Json:
        if faults is None:
            faults = self.rng.choice((0.02, 0.05, 0.1, 0.3))
        for _ in range(20):
            try:
                found: Json = self.guesser.value(self.entry, faults=faults)
            except DeadEndError:
                continue
            return found
        return None

    def judge(self, value: Json) -> bool:
        """The verdict of all; where they differ, that is noted."""
        verdicts = {
            "interpreter": self.validator.is_valid(value),
            "interpreter's issues": not self.validator.issues(value),
            "decode": self.decodes(value),
            "validate": not self.codec.validate(value),
        }
        if passable(value, math.inf):
            verdicts["jsonschema-rs"] = self.oracle.is_valid(value if self.exact else whole(value))
        if len(set(verdicts.values())) > 1:
            self.tally.differences.append(f"{self.where}: {verdicts}: {value!r}")
        return all(verdicts.values())

    def decodes(self, value: Json) -> bool:
        try:
            decoded = self.codec.decode(value)
        except ValueError:
            return False
        assert json_key(self.codec.encode(decoded)) == json_key(value), (self.where, value)
        return True


@pytest.mark.parametrize("spec", SPECS)
def test_verdicts_are_those_of_an_independent_validator(
    spec: str, long: bool, exhaustive: bool, record_property: Callable[[str, object], None]
) -> None:
    sample, count = (None, 200) if exhaustive else (10, 24) if long else (2, 4)
    subject = Subject(spec, sample)
    tally = subject.compare(count)
    record_property("compared", tally.figures())
    assert tally.differences == []
    assert tally.empty == EMPTY & {f"{spec} {one.key}" for one in subject.definitions}


def test_the_comparison_would_notice_a_difference() -> None:
    subject = Subject("openapi/petstore-3.0.yaml")
    assert subject.compare(20).differences == []
    for document in subject.plain.documents.values():
        document["components"]["schemas"]["Pet"]["properties"]["id"]["type"] = "string"
    subject.plain = Plain(subject.plain.documents, subject.plain.entries)
    assert subject.compare(20).differences != []
