"""Generated Python is laid out as Black would lay it out, however long its names and texts are."""

from __future__ import annotations

from random import Random
from typing import Any

import black
import pytest

from packages import emitted, shaped_model
from typewright.targets.python.breaking import broken, taken_apart
from typewright.targets.python.by_pattern import broken_by_pattern
from typewright.targets.python.columns import INDENT, WIDTH, width

WORDS = [
    "alpha", "be", "created_at", "delta", "epsilon_zeta", "eta", "theta", "iota", "configuration",
    "authorization", "response", "événement", "変数", "x",
]  # fmt: skip
TEXTS = [
    "plain", "words", "`code`", '"quoted"', '"""', "\\back", f"https://{'example/' * 12}",
    "x" * 100, "\n", "\n\n", "- item", "* bullet", "| a | b |", "```", "    code", "1. first",
    "ends\\", 'end"', '"start', "\t", "\u2028", "\x85", "{{ x }}", "{% raw %}", "# hash",
]  # fmt: skip
OPTIONS: list[dict[str, str]] = [
    {},
    {"enums": "strenum"},
    {"formats": "native"},
    {"unknown_members": "refuse"},
    {"unknown_members": "drop", "unknown_enum_values": "keep"},
    {
        "enums": "strenum",
        "formats": "native",
        "unknown_members": "refuse",
        "unknown_enum_values": "keep",
    },
]


class Schemas:
    """Random schemas of all shapes with names of all lengths."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311 - the same schemas every time
        self.names = [self.name() for _ in range(self.random.randint(1, 3))]

    def document(self) -> dict[str, Any]:
        return {"$defs": {name: self.schema(3) for name in self.names}}

    def name(self) -> str:
        return "_".join(self.random.choices(WORDS, k=self.random.randint(1, 9)))

    def text(self) -> str:
        return " ".join(self.random.choices(TEXTS, k=self.random.randint(0, 25)))

    def schema(self, depth: int) -> dict[str, Any]:
        make = self.random.choice(
            (self.scalar, self.record, self.array, self.union, self.reference)
        )
        schema = self.scalar(depth) if depth == 0 else make(depth)
        if self.random.random() < 0.5:
            schema["description"] = self.text()
        if self.random.random() < 0.1:
            schema["default"] = self.name()
        return schema

    def scalar(self, _depth: int) -> dict[str, Any]:
        return self.random.choice(
            [
                {"type": "integer", "minimum": 3},
                {"type": ["string", "null"]},
                {"type": "string", "enum": list({self.name() for _ in range(5)})},
                {"const": self.name()},
                {"type": "number", "multipleOf": 0.5},
                {"type": "string", "pattern": f"^[a-z\"']+{'x' * self.random.randint(0, 60)}$"},
                {"enum": [1, 2.5, "a", None, True]},
                {"type": "string", "minLength": 2, "maxLength": 9, "format": "date-time"},
            ]
        )

    def record(self, depth: int) -> dict[str, Any]:
        members = {self.name(): self.schema(depth - 1) for _ in range(self.random.randint(0, 5))}
        schema: dict[str, Any] = {
            "type": self.random.choice(("object", ["object", "null"])),
            "properties": members,
            "required": [name for name in members if self.random.random() < 0.5],
        }
        match self.random.randint(0, 5):
            case 0:
                schema["additionalProperties"] = False
            case 1:
                schema["additionalProperties"] = self.schema(depth - 1)
            case 2:
                schema["patternProperties"] = {"^x-": self.schema(depth - 1)}
            case 3:
                schema["dependentRequired"] = {self.name(): [self.name(), self.name()]}
        return schema

    def array(self, depth: int) -> dict[str, Any]:
        items = self.schema(depth - 1)
        if self.random.random() < 0.7:
            return {"type": "array", "items": items}
        return {"type": "array", "prefixItems": [items, self.schema(depth - 1)], "items": False}

    def union(self, depth: int) -> dict[str, Any]:
        branches = [self.schema(depth - 1) for _ in range(self.random.randint(2, 5))]
        return {self.random.choice(("anyOf", "oneOf")): branches}

    def reference(self, _depth: int) -> dict[str, Any]:
        return {"$ref": f"#/$defs/{self.random.choice(self.names)}"}


@pytest.mark.parametrize("seed", range(len(OPTIONS)))
def test_packages_are_as_black_would_leave_them(seed: int, long: bool) -> None:
    for each in range(seed, 200 if long else len(OPTIONS), len(OPTIONS)):
        model = shaped_model(Schemas(each).document())
        for path, text in emitted(model, **OPTIONS[seed]).files.items():
            if path.endswith(".py"):
                assert black.format_str(text, mode=black.Mode()) == text, (each, path)


NAME = "a_name_that_is_by_far_too_long"
STATEMENTS = [
    f'{NAME} = {NAME}.{NAME}({NAME}, "{NAME}", {NAME})',
    f"return {NAME}.{NAME}.{NAME}_{NAME}(value)",
    f"if not {NAME}({NAME}, {NAME}, {NAME}):",
    f"if {NAME} is not None and {NAME} not in {NAME} and {NAME}:",
    f"if {NAME} in {NAME} and ({NAME} not in {NAME} or {NAME} not in {NAME}):",
    f"elif not ({NAME} or {NAME} or {NAME}):",
    f"{NAME}: {NAME} | {NAME} | {NAME} = {NAME}",
    f"{NAME}: dict[str, {NAME} | {NAME} | {NAME}] = field(default_factory=dict)",
    f'{NAME}["{NAME}"] = [{NAME}.{NAME}() for {NAME} in {NAME}]',
    f'{NAME}["{NAME}"] = None if {NAME} is None else {NAME}.{NAME}()',
    f"{NAME} = frozenset({{'{NAME}', '{NAME}', '{NAME}'}})".replace("'", '"'),
    f"def {NAME}({NAME}: Any, {NAME}: str) -> {NAME}_{NAME}: ...",
    f"for name, item in {NAME}.{NAME}({NAME}, {NAME}): ...",
    f"{NAME}.append({NAME}({NAME}, {NAME}, {NAME}))",
    f"{NAME} = sum({NAME}({NAME}) for {NAME} in {NAME}.{NAME})",
    f'{NAME}[{NAME}]["{NAME}, {NAME} {NAME}"].{NAME} = {NAME}',
    f'{NAME}_{NAME}_{NAME} = frozenset({{"{NAME}", "{NAME}"}})',
    f'if "{NAME}_変数変数変数" in {NAME} and ("{NAME}" not in {NAME} or "x" not in {NAME}):',
]


@pytest.mark.parametrize("statement", STATEMENTS)
def test_each_form_of_statement_is_broken_as_black_breaks_it(statement: str) -> None:
    for used in range(8, len(NAME) + 1):
        text = statement.replace(NAME, NAME[:used])
        head = text.endswith((":", ": ..."))
        line = text.removesuffix(" ...")
        source = "\n".join(broken(line, 0)) + ("\n    pass\n" if head else "\n")
        source = f"if x:\n    pass\n{source}" if text.startswith("elif") else source
        assert black.format_str(source, mode=black.Mode()) == source


PLAIN = [
    *STATEMENTS,
    f"return {NAME}({NAME})",
    f"return {NAME}.{NAME}({NAME}({NAME}))",
    f"return [{NAME}, {NAME}]",
    f"{NAME}()",
    f"{NAME} = ({NAME}, {NAME}, {NAME})",
    f"{NAME}: {NAME} = {NAME}.{NAME}(value)",
    f'{NAME}["{NAME}"] = {NAME}({NAME})',
    f"{NAME} = frozenset({{'{NAME}'}})",
    f'{NAME} = [{NAME}, ["{NAME}, ({NAME}", 1], {{"{NAME}": {NAME}}}]',
    f'{NAME}({NAME}, ("{NAME}", "{NAME}", "{NAME}"), {NAME}({NAME}), {NAME}={NAME}({NAME}))',
    f'{NAME}({NAME}, ("{NAME}{NAME}{NAME}",), {NAME})',
    f"{NAME}({NAME}, {NAME} | {NAME} | {NAME})",
    f'@{NAME}("{NAME}", {NAME}="{NAME}, ({NAME}", test="{NAME}")',
    f'if {NAME}({NAME}, ("{NAME}", "{NAME}"), f"{{{NAME}}}/{NAME}", {NAME}):',
    f"{NAME} = {NAME}({NAME})({NAME})",
    f"{NAME} = {NAME}[{NAME}] + {NAME}[{NAME}]",
    f"def {NAME}({NAME}: {NAME}) -> {NAME}:",
    f'def {NAME}(*, {NAME}: list[{NAME}] = "{NAME}", {NAME}: {NAME} = ({NAME}, 1)) -> {NAME}:',
    f"def {NAME}() -> {NAME}:",
    f"def {NAME}() -> {NAME}[{NAME}, {NAME}]:",
    f'def {NAME}(*, {NAME}: Literal["{NAME}", 1] = "{NAME}", {NAME}: {NAME} = 1) -> {NAME}:',
    f'def {NAME}({NAME}: Literal["{NAME}"] = "{NAME}", {NAME}: {NAME}[{NAME}] = []) -> {NAME}:',
    f'if "{NAME}" not in {NAME} or "or {NAME}" not in {NAME} or {NAME} == -1:',
    f"elif {NAME} and {NAME}.{NAME} and {NAME} != {NAME}:",
    f"if {NAME} and {NAME} or {NAME}:",
    f"if not {NAME}.{NAME}({NAME}):",
    f"elif {NAME}({NAME}, {NAME}({NAME})):",
    f"{NAME} = [{NAME}.{NAME}({NAME}) for {NAME} in {NAME}]",
    f"{NAME} = [{NAME}({NAME}) for {NAME} in {NAME} if {NAME}]",
    f"{NAME} = {{{NAME}: {NAME} for {NAME}, {NAME} in {NAME}.items()}}",
    f'{NAME} = "{NAME} ({NAME}, {NAME} {NAME}"',
    f"if {NAME} not in {NAME}:",
    f'if {NAME}["{NAME}"] not in {NAME}:',
    f'elif "{NAME}" in {NAME} and not {NAME}({NAME}["{NAME}"]):',
    f'if "{NAME}" in {NAME} and {NAME}["{NAME}"] not in {NAME}:',
    f'if "{NAME}" in {NAME} and type({NAME}["{NAME}"]) is not {NAME}:',
    f"if {NAME} is not None and not {NAME}.{NAME}({NAME}):",
    f"if {NAME} is not None and not {NAME}.{NAME}():",
    f"if type({NAME}) is not {NAME} and not {NAME}({NAME}, {NAME}):",
    f"if {NAME} is not None and (type({NAME}) is not str or {NAME} not in {NAME}):",
    f"if {NAME} and not ({NAME} in {NAME} or {NAME} == '{NAME} and ({NAME}' or not {NAME}):",
    f"if {NAME} and ({NAME}, {NAME}):",
    f"if ({NAME} and {NAME}) or {NAME}({NAME}):",
    f"if {NAME} and {NAME}[{NAME}]:",
    f"if {NAME} is {NAME}[{NAME}]:",
    f"if {NAME} == [{NAME}, {NAME}]:",
    f"if {NAME} and {NAME} == {{{NAME}}}:",
    f"elif {NAME} == '{NAME}' and {NAME}({NAME}):",
    f"if (({NAME} and not {NAME}) or {NAME} < {NAME}) and {NAME} != {NAME}:",
    f"if {NAME} is not None and (({NAME} and not {NAME}({NAME})) or {NAME} < 16):",
    f"return '{NAME} in {NAME}'",
    f'return "{NAME}" not in {NAME} or {NAME}({NAME}["{NAME}"])',
    f'return "{NAME}" not in {NAME} or {NAME}["{NAME}"] in {NAME}',
    f"return {NAME} in {NAME}",
    f"return {NAME}({NAME}) is {NAME}({NAME})",
    f"return not {NAME}({NAME})",
    f"return {NAME} is {NAME} and {NAME}.{NAME}({NAME} is {NAME})",
    f"{NAME}: {NAME} | None | {NAME} = {NAME}",
    f"{NAME}: {NAME} | {NAME}",
    f"{NAME}: {NAME} | {NAME} = {NAME}",
    f"{NAME}: dict[str, {NAME}] = {NAME}",
    f"{NAME} = {NAME}()",
    f'{NAME}["{NAME}"] = {NAME}.{NAME}()',
    f'if "{NAME}" in {NAME} and not {NAME}({NAME}["{NAME}"], {NAME}):',
    f'{NAME}["{NAME}"] = {NAME} if {NAME}({NAME}, str) else {NAME}.{NAME}()',
    f'{NAME}["{NAME} if {NAME}"] = {NAME} if {NAME} is None or {NAME}({NAME}) else {NAME}()',
    f"{NAME}.{NAME} = {NAME}.{NAME} if {NAME} else [{NAME}.{NAME} for {NAME} in {NAME}]",
    f"{NAME} = [{NAME} if {NAME} is {NAME} else {NAME}({NAME}) for {NAME} in {NAME}]",
    f'{NAME} = {{"{NAME}": {NAME}, "{NAME}": [{NAME}() for {NAME} in {NAME}], "a": 1}}',
]


@pytest.mark.parametrize("statement", PLAIN)
def test_a_statement_is_broken_by_patterns_as_by_its_tokens(statement: str) -> None:
    for used in range(2, len(NAME) * 2):
        text = statement.replace(NAME, (NAME * 2)[:used]).removesuffix(" ...")
        for depth in range(5):
            if width(INDENT * depth + text) > WIDTH:
                assert broken_by_pattern(text, depth) in (None, taken_apart(text, depth))
