"""Numbers are exact: large, small and decimal ones, in the interpreter and in generated code."""

from __future__ import annotations

from random import Random
from typing import Any

import jsonschema_rs

from packages import Codec, imported
from schemas import graph_of
from typewright import passes
from typewright.validator import compile as compile_schema

NUMBERS: list[int | float] = [
    *(0, 1, -1, 2, 3, 10, 33, 2**53 - 1, 2**53, 2**53 + 1, -(2**53) - 1, 2**63, 2**64, 10**20),
    *(10**23, 10**25, 10**25 + 1, 10**400, 12345678910, 0.0, -0.0, 1.0, 2.0, 33.0, 2.0**53, 1e16),
    *(1e20, 1e23, 1e25, 1e300, 1e308, -1e308, 1.7976931348623157e308, 5e-324, 1e-9, 1e-7, 0.0075),
    *(0.01, 0.07, 0.1, 0.2, 0.3, 0.25, 0.5, 1.1, 1.5, 2.2, 4.35, 19.99, 123.45),
]
BOUNDS = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"]


def schema(random: Random) -> dict[str, Any]:
    made: dict[str, Any] = {}
    keywords = ["type", "multipleOf", "const", "enum", "uniqueItems", *BOUNDS]
    for keyword in random.sample(keywords, random.randint(1, 2)):
        match keyword:
            case "type":
                made["type"] = random.choice(["integer", "number", ["integer", "null"]])
            case "enum":
                made["enum"] = random.sample(NUMBERS, 3)
            case "uniqueItems":
                made = {"uniqueItems": True, "items": dict(made)}
            case "multipleOf":
                made["multipleOf"] = random.choice([one for one in NUMBERS if one > 0])
            case _:
                made[keyword] = random.choice(NUMBERS)
    return made


def values(random: Random, wanted: dict[str, Any]) -> list[Any]:
    if "uniqueItems" in wanted:
        return [random.sample(NUMBERS, 2) for _ in range(10)]
    own = [one for one in wanted.values() if isinstance(one, int | float)]
    near = [step for one in own for step in (one - 1, one + 1, one * 3, -one) if abs(one) < 1e300]
    return [*random.sample(NUMBERS, 12), *own, *near, *map(float, near), *map(int, own)]


def test_every_number_is_judged_as_it_is_written(long: bool) -> None:
    random = Random(4)  # noqa: S311 - samples, no secrets
    for _ in range(1000 if long else 40):
        wanted = schema(random)
        validator = compile_schema(wanted)
        oracle = jsonschema_rs.Draft202012Validator(wanted)
        model, _ = passes.run(graph_of(wanted, "Thing"))
        with imported(model) as package:
            codec = Codec(package, model, "Thing")
            for value in values(random, wanted):
                verdict = validator.is_valid(value)
                assert verdict == oracle.is_valid(value), (wanted, value)
                assert verdict == (not validator.issues(value)) == (not codec.validate(value))
                try:
                    codec.decode(value)
                except package.ValidationError:
                    assert not verdict, (wanted, value)
                else:
                    assert verdict, (wanted, value)
