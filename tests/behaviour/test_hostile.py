"""Attacks on generators, in every slot that a page and a schema have.

Each ends as inert text or as a diagnostic: never as another exception, never as a path outside the
package, never as code. What is generated parses, and the canary is never a name in it.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable, Collection, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
import yaml

import typewright
from corpora import shared_path
from typewright.diagnostics import Diagnostic, InputError
from typewright.diagnostics.text import render

CANARY = "CANARY_PWNED"
UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""Characters that a terminal obeys and a reader does not see; line feeds are ours."""


@cache
def cases() -> list[dict[str, Any]]:
    text = shared_path("security", "hostile_inputs.json").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = json.loads(text)["cases"]
    return found


def payloads() -> list[tuple[str, str]]:
    """Where each attack is usually put, and its text."""
    return [
        (case["where"], text)
        for case in cases()
        for text in (case["payload"] if isinstance(case["payload"], list) else [case["payload"]])
        if isinstance(text, str)
    ]


BATCHES = range(12)


def batch(number: int) -> list[str]:
    """A twelfth of the texts of all attacks."""
    return list(dict.fromkeys(text for _, text in payloads()))[number :: len(BATCHES)]


def described(texts: list[str]) -> str:
    """A description with each of ``texts`` wherever any text may stand."""
    schemas: dict[str, Any] = {}
    for index, text in enumerate(texts):
        schemas[text] = everywhere(text)
        schemas[f"Union{index}"] = tagged(text)
    info = {"title": texts[0], "version": texts[0], "description": texts[0]}
    return json.dumps({"openapi": "3.1.0", "info": info, "components": {"schemas": schemas}})


def everywhere(text: str) -> dict[str, Any]:
    """A schema with ``text`` in every place that takes any text."""
    return {
        "title": text,
        "description": text,
        "type": "object",
        "required": [text, "value"],
        "properties": {
            text: {"type": "string", "description": text},
            "value": {"enum": [text, "b"], "default": text, "title": text},
            "constant": {"const": text, "examples": [text], "$comment": text},
            "inline": {"type": "object", "properties": {text: {"type": "integer"}}},
            "named": {"type": "object", "additionalProperties": {"const": text}},
            "formatted": {"type": "string", "format": text, "contentEncoding": text},
            "linked": {"type": "string", "externalDocs": {"url": text}},
            "old": {"type": "string", "deprecated": True, "x-deprecation": text},
            "nested": {"default": {text: [text]}, "enum": [{text: text}]},
        },
        "dependentRequired": {text: [text]},
        "x-python-type": text,
        "x-enum-descriptions": [text],
    }


def tagged(text: str) -> dict[str, Any]:
    """A union whose tag, and one of its values, is ``text``."""
    branches = [
        {"type": "object", "required": [text], "properties": {text: {"const": value}}}
        for value in ("a", text)
    ]
    return {
        "oneOf": branches,
        "discriminator": {"propertyName": text, "mapping": {text: text}},
    }


def one_keyword(keyword: str, value: Any) -> dict[str, Any]:
    """A description in which one keyword has ``value``."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Small", "version": "1"},
        "components": {
            "schemas": {
                "Thing": {
                    "type": "object",
                    "required": ["part"],
                    "properties": {"part": {keyword: value}, "other": {"type": "string"}},
                }
            }
        },
    }


KEYWORDS = (
    "$ref",
    "$id",
    "$schema",
    "$anchor",
    "$dynamicRef",
    "type",
    "pattern",
    "format",
    "minimum",
    "exclusiveMaximum",
    "multipleOf",
    "maxLength",
    "minItems",
    "required",
    "default",
    "enum",
    "patternProperties",
    "discriminator",
    "x-python-type",
    "x-python-import",
    "customTypePath",
)


TAKES_TEXT = ("format", "required", "default", "enum", "discriminator", "x-python-type")
"""Keywords that are among those that a description with text everywhere has."""


def keyword_value(keyword: str, text: str) -> Any:
    match keyword:
        case "required" | "enum":
            return [text]
        case "patternProperties":
            return {text: {"type": "string"}}
        case "discriminator":
            return {"propertyName": text, "mapping": {text: text}}
        case _:
            return text


OBJECT = """\

{title}

object

{description}

{name}stringrequired

{prose}

Allowed values:{values}

Default:{default}

numberinteger({format})

>= {bound}

codestring

Match pattern:{pattern}

Example:{example}

eitherOne Of
{variant}object
Show Child Parameters
Example
"""
SLOTS = tuple(re.findall(r"\{(\w+)\}", OBJECT))
USUAL = {"title": "Thing", "name": "id", "bound": "1", "pattern": "^a$"}


def page(texts: list[str], slots: Collection[str]) -> str:
    """A page with an object for each of ``texts``, in which it stands in ``slots``."""
    objects = [
        OBJECT.format(**{slot: text if slot in slots else USUAL.get(slot, slot) for slot in SLOTS})
        for text in texts
    ]
    return f"Some API\n{''.join(objects)}"


Attempt = Callable[[str, str], bool]


@pytest.fixture
def attempt(tmp_path: Path) -> Attempt:
    """Puts a text through the whole pipeline as a file, and looks at what comes out; tells whether
    it was refused.
    """

    def run(name: str, text: str) -> bool:
        path = tmp_path / name
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        found: list[Diagnostic] = []
        refused: tuple[Diagnostic, ...] = ()
        try:
            model = typewright.load(path, report=found.append)
            inspect(typewright.generate(model, package="package", report=found.append))
        except InputError as error:
            refused = error.diagnostics
        for diagnostic in (*found, *refused):
            shown = render(diagnostic)
            assert not UNSEEN.search(shown), shown
        return bool(refused)

    return run


def inspect(files: typewright.Files) -> None:
    """Every file lies inside the package and is harmless."""
    for path, text in files.items():
        parts = PurePosixPath(path).parts
        assert parts[0] == "package"
        for part in parts[1:]:
            assert re.fullmatch(r"\w+(\.[a-z]+)?", part), path
            assert len(part) <= 200, path
        if path.endswith(".py"):
            names = set(identifiers(ast.parse(text)))
            assert CANARY not in names, path
        if path.endswith(".json"):
            json.loads(text)


def identifiers(tree: ast.Module) -> Iterator[str]:
    """Every name in a module: variables, attributes, functions, classes, arguments, imports."""
    for node in ast.walk(tree):
        for field in ("id", "attr", "name", "arg", "asname", "module"):
            value = getattr(node, field, None)
            if isinstance(value, str):
                yield from value.split(".")
        if isinstance(node, ast.Global | ast.Nonlocal):
            yield from node.names


LONG_TEXT = 1000
"""Taking longer glued values apart takes seconds, so that everyday runs leave them out."""


@pytest.mark.parametrize("number", BATCHES)
def test_attacks_wherever_a_description_takes_text(
    number: int, attempt: Attempt, long: bool
) -> None:
    texts = batch(number)
    refused = attempt("api.json", described(texts))
    for text in texts if long or refused else ():
        attempt("api.json", described([text]))


@pytest.mark.parametrize("keyword", KEYWORDS)
def test_attacks_in_one_keyword(keyword: str, attempt: Attempt, long: bool) -> None:
    for where, text in payloads():
        if long or (keyword in where and keyword not in TAKES_TEXT):
            attempt("api.json", json.dumps(one_keyword(keyword, keyword_value(keyword, text))))


@pytest.mark.parametrize("number", BATCHES)
def test_attacks_in_a_page(number: int, attempt: Attempt, long: bool) -> None:
    texts = [text for text in batch(number) if long or len(text) <= LONG_TEXT]
    attempt("page.txt", page(texts, SLOTS))
    for text in texts if long else ():
        for slot in SLOTS:
            attempt("page.txt", page([text], (slot,)))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "a: &a [1, 1]\n"
            + "".join(
                f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n"
                for old, new in pairwise("abcdefghi")
            ),
            id="alias bomb",
        ),
        pytest.param("openapi: 3.1.0\na: &a [*a]\n", id="an alias of itself"),
        pytest.param("openapi: !!python/object/apply:os.system ['id']\n", id="a Python tag"),
        pytest.param("openapi: " + "[" * 3000 + "]" * 3000, id="depth"),
        pytest.param("openapi: 3.1.0 " + "x" * 1_000_000, id="a long line"),
        pytest.param("\x00\x01\x02\x7f" * 100, id="binary"),
        pytest.param("", id="nothing"),
    ],
)
def test_hostile_documents_are_refused(text: str, attempt: Attempt) -> None:
    assert attempt("api.yaml", text)


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "array", "minItems": 10**9},
        {"type": "string", "minLength": 10**9},
        {"type": "string", "pattern": "^(a+)+$"},
        {"type": "string", "pattern": "^(a|a)*$"},
        {"type": "string", "pattern": "(?:a{1000}){1000}"},
        {"allOf": [{"oneOf": [{"minimum": i}, {"maximum": i}]} for i in range(16)]},
        {"allOf": [{"$ref": "#/components/schemas/Thing"}]},
        {"type": "number", "minimum": 10**400, "default": -(10**400)},
        {"enum": [f"value {index}" for index in range(3000)]},
    ],
    ids=lambda value: json.dumps(value)[:40],
)
def test_costly_schemas_do_not_hang(schema: dict[str, Any], attempt: Attempt) -> None:
    document = one_keyword("type", "string")
    document["components"]["schemas"]["Thing"] = schema
    attempt("api.json", json.dumps(document))


def test_a_file_s_name_is_only_text(attempt: Attempt) -> None:
    text = yaml.safe_dump(one_keyword("type", "string"))
    attempt(f"schema\nimport os; {CANARY}().yaml", text)
